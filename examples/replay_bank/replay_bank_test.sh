# Runs the replay on a small file of our own, in memory and on SQLite, and on the real data set where LILAC_DATA says
# where the data sets are. usage: replay_bank_test.sh PROGRAM
set -eu
program="$1"
here="$(cd "$(dirname "$0")" && pwd)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

"$program" "$here/tiny.csv" --batch 7 --seed 3
gzip -c "$here/tiny.csv" > "$folder/tiny.csv.gz"
"$program" "$folder/tiny.csv.gz" --store "$folder/desk.db"

if "$program" "$folder/nothing.csv.gz" 2> "$folder/said"; then
  echo "a file that is not there was replayed"
  exit 1
fi
grep "there is no file $folder/nothing.csv.gz" "$folder/said"

data="${LILAC_DATA:+$LILAC_DATA/bank/bank-full.csv.gz}"
if [ -n "$data" ] && [ -f "$data" ]; then
  "$program" "$data"
else
  echo "SKIPPED: the real data set (set LILAC_DATA to the folder that holds bank/bank-full.csv.gz)"
fi
