#!/usr/bin/env bash
# A few of the kills that `billing_crash_sweep` makes by the hundred, on a small month.
set -euo pipefail
exec python3 "$LILAC_SOURCE_DIR/tests/crash/billing_kill_test.py" --kills 8 --subscribers 500 --seed 7
