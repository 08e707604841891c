#!/usr/bin/env bash
# A few of the kills that `crash_sweep` makes by the hundred.
set -euo pipefail
exec python3 "$LILAC_SOURCE_DIR/tests/crash/kill_test.py" --kills 20 --random 2 --seed 7
