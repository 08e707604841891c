"""Writes what the C++ headers say of records and enumerations: `python bindings/python/write_docs.py`.

The table, lilac/_docs.py, is checked in, and a test compares it with what this writes.
"""
from __future__ import annotations

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "bindings/python/lilac/_docs.py"
CONTEXTS = ("messaging", "support", "billing")

_BEGIN = re.compile(r"^(?:struct|enum class) (\w+)(?: : [\w:]+)? \{", re.MULTILINE)
_FIELD = re.compile(r"^  [\w:<>, ]+? (\w+)(?:\{.*\}| = .*)?;\s*///< (.*)$")
_MORE = re.compile(r"^\s*///< (.*)$")


def _comment_above(lines: list[str], at: int) -> list[str]:
    begin = at
    while begin > 0 and lines[begin - 1].startswith("///"):
        begin -= 1
    return [line[3:].strip() for line in lines[begin:at]]


def _comments_of_fields(lines: list[str], at: int) -> list[str]:
    told: list[str] = []
    for line in lines[at + 1:]:
        if line.startswith("}"):
            break
        if field := _FIELD.match(line):
            told.append(f"{field[1]}: {field[2]}")
        elif told and (more := _MORE.match(line)):
            told[-1] += f" {more[1]}"
    return told


def docs_of(context: str) -> dict[str, str]:
    """`support.CompleteOutbound` → its comment, and behind an empty line those of its fields."""
    docs = {}
    for header in sorted((ROOT / "include/lilac" / context).glob("*.hpp")):
        text = header.read_text(encoding="utf-8")
        lines = text.split("\n")
        for found in _BEGIN.finditer(text):
            name = found[1]
            if not re.search(rf"^BOOST_DESCRIBE_(?:STRUCT|ENUM)\({name},", text, re.MULTILINE):
                continue
            at = text.count("\n", 0, found.start())
            parts = ["\n".join(part) for part in (_comment_above(lines, at), _comments_of_fields(lines, at)) if part]
            if parts:
                docs[f"{context}.{name}"] = "\n\n".join(parts)
    return docs


def table() -> str:
    """The text of lilac/_docs.py."""
    text = '"""Written by `python bindings/python/write_docs.py` from the C++ headers; do not edit."""\n'
    text += "from __future__ import annotations\n\nDOCS: dict[str, str] = {\n"
    for context in CONTEXTS:
        for name, said in docs_of(context).items():
            text += f"    {name!r}:\n"
            text += "".join(f"        {line!r}\n" for line in said.splitlines(keepends=True))
            text = text[:-1] + ",\n"
    return text + "}\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
