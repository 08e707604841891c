"""JSON as the records' dicts are read and written."""
from __future__ import annotations

import functools
import json

loads = json.loads
dumps = functools.partial(json.dumps, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
