#!/usr/bin/env bash
# 200 kills of a month of 5,000 subscribers; by hand, `billing_kill_test.py` takes 20,000.
set -euo pipefail
exec python3 "$LILAC_SOURCE_DIR/tests/crash/billing_kill_test.py" --kills 100 --subscribers 5000
