"""A value for every field, and so a record of every type."""
import re
import sys
from datetime import date, datetime, timedelta, timezone

from lilac import _lilac

TYPES = {f"{module}.{name}": made for module, name, made in _lilac.types()}
SIMPLE = {
    "bool": True,
    "int": 1,
    "str": "words",
    "datetime": datetime(2026, 1, 20, 1, 2, 3, 456000, tzinfo=timezone.utc),
    "date": date(2026, 1, 20),
    "timedelta": timedelta(seconds=90),
    "dict[str, str]": {"name": "Minji"},
    "dict[str, Any]": {"a": [1, None, True, "ㄱ", {"b": 2.5}]},
}
SPECIAL = {"time_zone": "Asia/Seoul", "phone": "010-1234-5678", "currency": "KRW"}


def is_record(made):
    return hasattr(made, "_fields")


def all_records():
    return [made for made in TYPES.values() if is_record(made)]


def value_for(annotation, name=""):
    """A value of the type that a stub would write so."""
    if name in SPECIAL:
        return SPECIAL[name]
    annotation = annotation.removesuffix(" | None")
    if annotation in SIMPLE:
        return SIMPLE[annotation]
    if annotation.startswith("tuple["):
        return (value_for(re.fullmatch(r"tuple\[(.*), \.\.\.\]", annotation)[1]),)
    made = TYPES[annotation]
    return sample_of(made) if is_record(made) else list(made)[-1]


def keywords_for(record):
    return {field["name"]: value_for(field["shown"], field["name"]) for field in _lilac.describe(record)["fields"]}


def sample_of(record):
    return record(**keywords_for(record))
