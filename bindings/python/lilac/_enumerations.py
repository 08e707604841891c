"""Enumerations, made from the tables when the module is imported."""
from __future__ import annotations

import enum
from typing import Any


def make(name: str, module: str, members: list[tuple[str, int]]) -> Any:
    return enum.IntEnum(name, members, module=module)
