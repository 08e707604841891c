# Runs the replay on a small file of our own, and on the real data set where LILAC_DATA says where the data sets are.
# usage: replay_telco_test.sh PROGRAM
set -eu
program="$1"
here="$(cd "$(dirname "$0")" && pwd)"

"$program" "$here/tiny.csv"
if "$program" /nowhere/nothing.csv.gz 2>/dev/null; then
  echo "a file that is not there was replayed"
  exit 1
fi

data="${LILAC_DATA:+$LILAC_DATA/telco/telco-customer-churn.csv.gz}"
if [ -n "$data" ] && [ -f "$data" ]; then
  "$program" "$data" --list 20
else
  echo "SKIPPED: the real data set (set LILAC_DATA to the folder that holds telco/telco-customer-churn.csv.gz)"
fi
