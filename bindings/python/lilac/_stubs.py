"""Writes the stubs of what is made from the tables: `python -m lilac._stubs [FOLDER]`, by default beside this file.

They are checked in, and a test compares them byte by byte with what this writes.
"""
from __future__ import annotations

import enum
import pathlib
import sys
from typing import Any

import lilac
from lilac import _lilac
from lilac._contexts import open_parameters, query_name, snake
from lilac._joint import joint_parameters

_HEADER = '''# Written by `python -m lilac._stubs` from the tables; do not edit.
'''
_OPTIONS = ("by: Actor", "at: datetime | None = None", "command_id: str | None = None",
            "correlation_id: str | None = None")
_WIDTH = 118

# What functions.cpp binds; the records stand behind it.
_FUNCTIONS = '''
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Any, ClassVar, TypeVar, final

_S = TypeVar("_S")

__version__: str

class DeskBase:
    """The engine behind a desk."""
    @property
    def closed(self) -> bool: ...
    def close(self) -> None: ...

class BatchBase:
    """The commands of one commit."""
    @property
    def published(self) -> int: ...

class Namespace:
    """One context's methods on a desk or a batch."""
    def __new__(cls: type[_S], of: object, /) -> _S: ...

@final
class Method:
    """A method made from the tables."""
    @property
    def record(self) -> Any: ...
    @property
    def __name__(self) -> str: ...
    @property
    def __signature__(self) -> Any: ...
    def __call__(self, *args: Any, **kwargs: Any) -> Any: ...
    def __get__(self, instance: Any, owner: Any = ..., /) -> Any: ...

execute_method: Any
preview_method: Any
query_method: Any

def types() -> list[tuple[str, str, Any]]: ...
def contexts() -> list[dict[str, Any]]: ...
def rules() -> list[tuple[str, int, str, str, str, bool]]: ...
def describe(type: Any) -> dict[str, Any]: ...
def make_method(type: Any, name: str) -> Any: ...
def set_error_classes(classes: list[Any], make: Callable[..., Any]) -> None: ...
def leave() -> None: ...
def open(desk: DeskBase, contexts: list[str], path: Any, store: Any, zones: Any, ports: dict[str, Any], rules: Any,
         clock: Any, on_port_error: Any, read_only: bool, must_exist: bool, synchronous: str,
         longest_step_back: timedelta | None) -> None: ...
def absent_modules(desk: DeskBase) -> list[str]: ...
def store_identity(desk: DeskBase) -> str: ...
def now(desk: DeskBase) -> datetime: ...
def run_until_idle(desk: DeskBase, now: datetime | None) -> None: ...
def advance_to(desk: DeskBase, now: datetime | None) -> None: ...
def dead_letters(desk: DeskBase) -> list[DeadLetter]: ...
def replay_dead_letter(desk: DeskBase, id: int, now: datetime | None) -> None: ...
def replay_dead_letters(desk: DeskBase, policy: str, reason: str, field: str, number: int,
                        now: datetime | None) -> tuple[int, int]: ...
def rebuild_view(desk: DeskBase, name: str) -> None: ...
def trim_commands(desk: DeskBase, before: datetime) -> int: ...
def trim_journal(desk: DeskBase, position: int) -> int: ...
def redact(desk: DeskBase, person: Person, by: Actor, at: datetime | None) -> None: ...
def receive(target: DeskBase | BatchBase, event: Any, source_event_id: str, at: datetime | None,
            correlation_id: str | None) -> None: ...
def run_batch(desk: DeskBase, batch_type: type[BatchBase], run: Callable[[Any], Any]) -> Any: ...
def listen(desk: DeskBase, event: Any, callback: Callable[[Any, Heard], object]) -> Any: ...
def last_position(desk: DeskBase) -> int: ...
def journal_page(desk: DeskBase, after: int, limit: int, whole: bool) -> tuple[list[str], int]: ...
def event_page(desk: DeskBase, after: int, limit: int) -> tuple[list[Any], int]: ...
def play(desk: DeskBase, pieces: Iterable[Any], strict: bool, batch: int, preview: bool, events: bool) -> list[str]: ...
def catalogue() -> list[CatalogueItem]: ...
def board(format: str) -> str: ...
def check_store(factory: Callable[[], Any]) -> tuple[list[str], list[str]]: ...
def execute_all(desk: DeskBase, commands: list[Any], by: Actor, at: datetime | None) -> None: ...
def nothing(**kwargs: Any) -> None: ...
def file_gateway(path: Any, whole: bool) -> Any: ...
def simulation_gateway(seed: int, channels: list[Any], outages: list[Any], honours_keys: bool, max_in_flight: int) -> Any: ...
def simulation_counts(gateway: Any) -> dict[str, int]: ...
def send_through(gateway: Any, batch: Any) -> list[Any]: ...
def ask_through(gateway: Any, question: Any) -> Any: ...
'''

_IMPORTS = '''
import abc
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from enum import IntEnum
from os import PathLike
from types import ModuleType
from typing import Any, ClassVar, TypeVar, final, overload

import lilac
from lilac._actors import admin as admin, operator as operator, system as system
from lilac._desk import Batch as _Batch, BatchCollector as _BatchCollector, Desk as _Desk, Pending, Preview, Subscription
from lilac._lilac import Actor, Delivery, Heard, Money, Namespace, Person, PersonKind
from lilac._ports import Zones
from lilac._store import Store
'''


class _Names:
    """How a module's stub writes the names of types."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __call__(self, annotation: str) -> str:
        text = annotation.replace(f"{self._module}.", "")
        for context in _contexts():
            text = text.replace(f"lilac.{context}.", f"_{context}.")
        return text.replace("lilac.", "")

    def of(self, made: type | None) -> str:
        return "None" if made is None else self(f"{made.__module__}.{made.__name__}")


def _contexts() -> dict[str, dict[str, Any]]:
    return {context["name"]: context for context in _lilac.contexts()}


def _function(name: str, parameters: list[str], answer: str, indent: str = "    ", comment: str = "") -> str:
    head = f"{indent}def {name}("
    line = f"{head}{', '.join(parameters)}) -> {answer}: ...{comment}"
    if len(line) <= _WIDTH:
        return line + "\n"
    lines, current = [], head
    for at, parameter in enumerate(parameters):
        piece = parameter + (", " if at + 1 < len(parameters) else f") -> {answer}: ...")
        if len(current) + len(piece.rstrip()) > _WIDTH:
            lines.append(current.rstrip())
            current = " " * len(head)
        current += piece
    lines.append(current)
    lines[0] += comment
    return "\n".join(lines) + "\n"


def _keywords(record: Any, names: _Names, always_optional: bool = False) -> list[str]:
    described = _lilac.describe(record)["fields"]
    return [f"{field['name']}: {names(field['taken'])}" + (" = ..." if field["has_default"] or always_optional else "")
            for field in described]


def _record(record: Any, names: _Names) -> str:
    fields = _lilac.describe(record)["fields"]
    star = ["*"] if fields else []
    listed = ", ".join(f'"{field["name"]}"' for field in fields) + ("," if len(fields) == 1 else "")
    text = f"@final\nclass {record.__name__}:\n"
    text += f"    __match_args__ = ({listed})\n"
    text += "    _fields: ClassVar[tuple[str, ...]]\n"
    text += _function("__new__", ["cls", *star, *_keywords(record, names)], record.__name__)
    for field in fields:
        text += f"    @property\n    def {field['name']}(self) -> {names(field['shown'])}: ...\n"
    text += _function("_replace", ["self", *star, *_keywords(record, names, True)], record.__name__)
    text += "    def _asdict(self) -> dict[str, Any]: ...\n"
    text += "    def to_json(self) -> str: ...\n"
    text += f"    @classmethod\n    def from_json(cls, text: str, /) -> {record.__name__}: ...\n"
    text += f"    def __copy__(self) -> {record.__name__}: ...\n"
    text += f"    def __deepcopy__(self, memo: object, /) -> {record.__name__}: ...\n"
    text += f"    def __replace__(self, **fields: Any) -> {record.__name__}: ...\n"
    text += "    def __eq__(self, other: object, /) -> bool: ...\n"
    text += "    def __hash__(self) -> int: ...\n"
    return text


def _enumeration(made: Any) -> str:
    return f"class {made.__name__}(IntEnum):\n" + "".join(f"    {one.name} = {one.value}\n" for one in made)


def _type(made: Any, names: _Names) -> str:
    is_enumeration = isinstance(made, type) and issubclass(made, enum.IntEnum)
    return _enumeration(made) if is_enumeration else _record(made, names)


def _error(made: Any, module: str) -> str:
    base = made.__mro__[1]
    return f"class {made.__name__}({base.__name__ if base.__module__ == module else 'lilac.' + base.__name__}): ...\n"


def _command_methods(context: dict[str, Any], names: _Names, pending: bool) -> str:
    text = ""
    for command, reply in context["commands"]:
        answer = f"Pending[{names.of(reply)}]" if pending else names.of(reply)
        text += _function(snake(command.__name__), ["self", "*", *_keywords(command, names), *_OPTIONS], answer)
    return text


def _query_methods(context: dict[str, Any], names: _Names) -> str:
    text = ""
    for query, row in context["queries"]:
        keywords = [f"{field['name']}: {names(field['taken'])}"
                    + (" = ..." if field["has_default"] or field["kind"] == "instant" else "")
                    for field in _lilac.describe(query)["fields"]]
        star = ["*"] if keywords else []
        text += _function(query_name(query.__name__), ["self", *star, *keywords], f"list[{names.of(row)}]")
    return text


def _overloads(name: str, cases: list[tuple[list[str], str]]) -> str:
    # The base class takes any command; these are what it answers to.
    comment = "  # type: ignore[override]" if name in ("preview", "batch") else ""
    text = ""
    for at, (parameters, answer) in enumerate(cases):
        text += f"    @overload{comment if at == 0 else ''}\n" + _function(name, ["self", *parameters], answer)
    return text


def _commands_of(contexts: list[dict[str, Any]]) -> list[tuple[Any, Any]]:
    return [pair for context in contexts for pair in context["commands"]]


def _executes(contexts: list[dict[str, Any]], names: _Names, answer: str = "{}") -> list[tuple[list[str], str]]:
    return [([f"__command: {names.of(command)}", "*", *_OPTIONS], answer.format(names.of(reply)))
            for command, reply in _commands_of(contexts)]


def _namespaces(linked: list[dict[str, Any]], kind: str) -> str:
    return "".join(f"    @property\n    def {one['name']}(self) -> _{one['name']}.{kind}: ...\n" for one in linked)


def _batches(prefix: str, contexts: list[dict[str, Any]], names: _Names, methods: str, pending: str) -> str:
    text = f"class {prefix}Batch(_Batch):\n" + methods + _overloads("execute", _executes(contexts, names))
    text += f"\nclass {prefix}BatchCollector(_BatchCollector):\n" + pending
    return text + _overloads("execute", _executes(contexts, names, "Pending[{}]"))


def _desk(prefix: str, contexts: list[dict[str, Any]], names: _Names, methods: str) -> str:
    queries = [(query, row) for one in contexts for query, row in one["queries"]]
    events = [event for one in contexts for event, _ in one["events"]]
    text = f"\nclass {prefix}Desk(_Desk):\n" + methods
    text += _overloads("execute", _executes(contexts, names))
    text += _overloads("preview", _executes(contexts, names, "Preview[{}]"))
    text += _overloads("query", [([f"__query: {names.of(query)}"], f"list[{names.of(row)}]") for query, row in queries])
    text += _overloads("on", [([f"__event: type[{names.of(event)}]", f"__callback: Callable[[{names.of(event)}, Heard], object]"],
                               "Subscription") for event in events])
    text += _overloads("batch", [(["__run: None = ...", "*", "return_refusals: bool = ..."], f"{prefix}BatchCollector"),
                                 ([f"__run: Callable[[{prefix}Batch], _T]"], "_T")])
    return text


def _desk_of(context: dict[str, Any], linked: list[dict[str, Any]], names: _Names) -> str:
    contexts = [context, *linked]
    own, asked = _command_methods(context, names, False), _query_methods(context, names)
    others, pending = _namespaces(linked, "Methods"), _namespaces(linked, "PendingMethods")
    text = _batches("", contexts, names, own + others, _command_methods(context, names, True) + pending)
    return text + _desk("", contexts, names, own + asked + others)


def _open(contexts: list[dict[str, Any]], own: dict[str, Any] | None, parameters: list[tuple[str, Any]],
          answer: str) -> str:
    """The stub of an open(): `own` is the context whose module it is in."""
    rules = " | ".join("Rules" if one is own else f"_{one['name']}.Rules" for one in contexts if one["rules"] is not None)
    types = {"path": "str | PathLike[str] | None", "store": "Store | None", "zones": "Zones | None",
             "rules": f"list[{rules}] | tuple[{rules}, ...]", "clock": "Callable[[], datetime] | None",
             "on_port_error": "Callable[[str, BaseException], object] | None", "read_only": "bool",
             "must_exist": "bool", "synchronous": "str", "longest_step_back": "timedelta | None",
             "contexts": "Iterable[str | ModuleType]"}
    for one in contexts:
        prefix = "" if one is own else f"_{one['name']}."
        for keyword, class_name in [*one["ports"], *((keyword, name) for keyword, name, _ in one["receivers"])]:
            types[keyword] = f"{prefix}{class_name} | None"
    given = [f"{name}: {types[name]} = {default!r}" for name, default in parameters]
    return _function("open", [given[0], "*", *given[1:]], answer, indent="")


def _receiver(class_name: str, deliveries: list[tuple[str, Any]], names: _Names) -> str:
    text = f"class {class_name}(abc.ABC):\n    trusts_errors: bool\n"
    for method, event in deliveries:
        text += "    @abc.abstractmethod\n" + _function(method, ["self", f"event: {names.of(event)}", "delivery: Delivery"], "None")
    return text


def context_stub(context: dict[str, Any]) -> str:
    """The stub of one context's module."""
    module = f"lilac.{context['name']}"
    contexts = _contexts()
    linked = [contexts[name] for name in context["linked_with"]]
    names = _Names(module)
    runtime = sys.modules[module]
    text = _HEADER + _IMPORTS
    for one in linked:
        text += f"from lilac import {one['name']} as _{one['name']}\n"
    half = sys.modules.get(f"lilac._{context['name']}")
    if half is not None:
        text += f"from {half.__name__} import (" + ", ".join(f"{name} as {name}" for name in half.__all__) + ")\n"
    text += '\n_T = TypeVar("_T")\n'
    for made_in, _, made in _lilac.types():
        if made_in == module:
            text += "\n" + _type(made, names)
    for made in vars(runtime).values():
        if isinstance(made, type) and issubclass(made, lilac.Error):
            text += "\n" + _error(made, module)
    for _, class_name, deliveries in context["receivers"]:
        text += "\n" + _receiver(class_name, deliveries, names)
    if "Methods" in vars(runtime):
        text += "\nclass Methods(Namespace):\n" + _command_methods(context, names, False) + _query_methods(context, names)
        text += "\nclass PendingMethods:\n    def __init__(self, batch: Any) -> None: ...\n"
        text += _command_methods(context, names, True)
    text += "\n" + _desk_of(context, linked, names) + "\n"
    return text + _open([context, *linked], context, open_parameters(context, linked), "Desk")


def joint_stub() -> str:
    """The stub of lilac._joint: desks with several contexts have them all, as far as types can tell."""
    contexts = list(_contexts().values())
    names = _Names("lilac._joint")
    text = _HEADER + _IMPORTS
    for one in contexts:
        text += f"from lilac import {one['name']} as _{one['name']}\n"
    text += '\n_T = TypeVar("_T")\n\n'
    methods, pending = _namespaces(contexts, "Methods"), _namespaces(contexts, "PendingMethods")
    text += _batches("Joint", contexts, names, methods, pending) + _desk("Joint", contexts, names, methods)
    text += "\ndef joint_parameters() -> list[tuple[str, Any]]: ...\n"
    return text + _open(contexts, None, joint_parameters(), "JointDesk")


def extension_stub() -> str:
    """The stub of the extension."""
    names = _Names("lilac")
    text = _HEADER + _FUNCTIONS
    for made_in, _, made in _lilac.types():
        if made_in == "lilac":
            text += "\n" + _type(made, names)
    return text


def stubs() -> dict[str, str]:
    """File name → text."""
    files = {f"{name}.pyi": context_stub(context) for name, context in _contexts().items()}
    return files | {"_lilac.pyi": extension_stub(), "_joint.pyi": joint_stub()}


def main(folder: pathlib.Path) -> None:
    for name, text in stubs().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
