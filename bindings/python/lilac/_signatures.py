"""What inspect.signature() tells of the methods that are made from the tables."""
from __future__ import annotations

import inspect
from typing import Any

from lilac import _lilac


def of_method(method: Any) -> inspect.Signature:
    """The signature of a method as it stands in its class."""
    parameters = [inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)]
    keyword = inspect.Parameter.KEYWORD_ONLY
    if method.record is None:
        name = "query" if method.__name__ == "query" else "command"
        parameters.append(inspect.Parameter(name, inspect.Parameter.POSITIONAL_ONLY))
        is_command = name == "command"
    else:
        described = _lilac.describe(method.record)
        is_command = described["role"] == "command"
        for field in described["fields"]:
            may_be_missing = field["has_default"] or (not is_command and field["kind"] == "instant")
            default = ... if may_be_missing else inspect.Parameter.empty
            parameters.append(inspect.Parameter(field["name"], keyword, default=default))
    if is_command:
        parameters.append(inspect.Parameter("by", keyword))
        for name in ("at", "command_id", "correlation_id"):
            parameters.append(inspect.Parameter(name, keyword, default=None))
    return inspect.Signature(parameters)
