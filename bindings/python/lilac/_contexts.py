"""Makes the module of each context from its tables: records, errors, a Desk with its methods, and open()."""
from __future__ import annotations

import abc
import importlib
import importlib.util
import inspect
import os
import re
import sys
import types
import warnings
from typing import Any

from lilac import _actors, _desk, _errors, _lilac
from lilac._docs import DOCS


def snake(name: str) -> str:
    """`CompleteOutbound` → `complete_outbound`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def query_name(name: str) -> str:
    """`GetLogs` → `logs`, `FindUsers` → `find_users`."""
    return snake(name[3:] if name.startswith("Get") else name)


def method_names(context: dict[str, Any]) -> dict[str, Any]:
    """The names of a context's commands and queries as methods, and their records."""
    names = {snake(command.__name__): command for command, _ in context["commands"]}
    for query, _ in context["queries"]:
        if names.setdefault(query_name(query.__name__), query) is not query:
            raise TypeError(f"{context['name']} has a command and a query called {query_name(query.__name__)}")
    return names


def make_modules() -> dict[str, types.ModuleType]:
    """Makes all of them and enters them in sys.modules."""
    classes, own_errors = _errors.make_classes(_lilac.rules())
    _lilac.set_error_classes(classes, _errors.make)
    contexts = {context["name"]: context for context in _lilac.contexts()}
    modules = {name: types.ModuleType(f"lilac.{name}", f"The context {name}.") for name in contexts}
    for name, module in modules.items():
        sys.modules[module.__name__] = module
        for made_in, type_name, made in _lilac.types():
            if made_in == module.__name__:
                _add(module, type_name, made)
        for class_name, error in own_errors.get(name, {}).items():
            _add(module, class_name, error)
        for shared in ("operator", "admin", "system"):
            _add(module, shared, getattr(_actors, shared))
    for name, module in modules.items():
        _add_ports(module, name)
        _add_receivers(module, contexts[name])
        _add_namespaces(module, contexts[name])
        _add_docs(module)
    for name, module in modules.items():
        _add_desk(module, contexts[name], contexts)
    for module in modules.values():
        module.__all__ = sorted(key for key in vars(module) if not key.startswith("_"))  # type: ignore[attr-defined]
    return modules


def _add(module: types.ModuleType, name: str, value: Any) -> None:
    if name in vars(module):
        raise TypeError(f"{module.__name__} has two things called {name}")
    setattr(module, name, value)


def _add_docs(module: types.ModuleType) -> None:
    """What the C++ headers say of a record; see bindings/python/write_docs.py."""
    for key, made in vars(module).items():
        said = DOCS.get(f"{module.__name__.removeprefix('lilac.')}.{key}")
        if said is not None and isinstance(made, type) and made.__module__ == module.__name__:
            made.__doc__ = said


def _add_ports(module: types.ModuleType, name: str) -> None:
    """What a context has in Python of its own: lilac/_<context>.py, if there is one."""
    half = f"lilac._{name}"
    if importlib.util.find_spec(half) is None:
        return
    written = importlib.import_module(half)
    for exported in written.__all__:
        _add(module, exported, getattr(written, exported))


def _add_receivers(module: types.ModuleType, context: dict[str, Any]) -> None:
    """An abstract class for each port that only takes deliveries."""
    for _, class_name, deliveries in context["receivers"]:
        body: dict[str, Any] = {"__module__": module.__name__, "__doc__": _RECEIVER, "trusts_errors": False}
        for method, event in deliveries:
            body[method] = _abstract(method, event)
        _add(module, class_name, abc.ABCMeta(class_name, (abc.ABC,), body))


_RECEIVER = """Takes deliveries, after the commit.

What a method raises is tried again later, then it is a dead letter: `lilac.GatewayError` says so in its own words,
anything else also goes to the desk's `on_port_error`. What it says may name a person, so a dead letter keeps only the
error's number and name, unless `trusts_errors = True` says that it never does. No `super().__init__()` is needed.
"""


def _abstract(name: str, event: type) -> Any:
    def method(self: Any, event: Any, delivery: Any) -> None:
        pass

    method.__name__ = name
    method.__doc__ = f"Takes a {event.__name__}. The delivery's idempotency key is the same across tries."
    return abc.abstractmethod(method)


def _pending_method(record: Any) -> Any:
    def method(self: Any, *, by: Any, at: Any = None, command_id: Any = None, correlation_id: Any = None,
               **fields: Any) -> Any:
        return self.execute(record(**fields), by=by, at=at, command_id=command_id, correlation_id=correlation_id)

    method.__name__ = snake(record.__name__)
    return method


def _collector_namespace(context: dict[str, Any]) -> type:
    """The methods of a linked context on a batch that collects."""
    def start(self: Any, batch: Any) -> None:
        self.execute = batch.execute

    body: dict[str, Any] = {snake(command.__name__): _pending_method(command) for command, _ in context["commands"]}
    return type("PendingMethods", (), {"__init__": start, "__module__": f"lilac.{context['name']}",
                                       "__doc__": f"The commands of {context['name']} in a batch.", **body})


def _add_namespaces(module: types.ModuleType, context: dict[str, Any]) -> None:
    """What desks and batches have under the name of a context that is not their own."""
    own = {key: _lilac.make_method(record, key) for key, record in method_names(context).items()}
    _add(module, "Methods",
         type("Methods", (_lilac.Namespace,), {"__slots__": (), "__module__": module.__name__, **own}))
    _add(module, "PendingMethods", _collector_namespace(context))


def _class(name: str, module: types.ModuleType, base: type, body: dict[str, Any]) -> Any:
    for method in body:
        if hasattr(base, method) and not method.startswith("_"):
            raise TypeError(f"{module.__name__}.{name}: {method} is taken")
    return type(name, (base,), {"__module__": module.__name__, "__doc__": base.__doc__, "__slots__": (), **body})


def _add_desk(module: types.ModuleType, context: dict[str, Any], contexts: dict[str, Any]) -> None:
    linked = [contexts[name] for name in context["linked_with"]]
    commands = {snake(command.__name__): command for command, _ in context["commands"]}
    asked = method_names(context)
    desk_body: dict[str, Any] = {name: _lilac.make_method(record, name) for name, record in asked.items()}
    batch_body: dict[str, Any] = {name: _lilac.make_method(record, name) for name, record in commands.items()}
    collector_body: dict[str, Any] = {name: _pending_method(record) for name, record in commands.items()}
    for other in linked:
        name = other["name"]
        namespaces = sys.modules[f"lilac.{name}"]
        desk_body[name] = batch_body[name] = property(namespaces.Methods, doc=f"The commands and queries of {name}.")
        collector_body[name] = property(namespaces.PendingMethods, doc=f"The commands of {name}.")
    batch = _class("Batch", module, _desk.Batch, batch_body)
    collector = _class("BatchCollector", module, _desk.BatchCollector, collector_body)
    desk_body |= {"_batch_type": batch, "_collector_type": collector}
    desk = _class("Desk", module, _desk.Desk, desk_body)
    for made in (batch, collector, desk):
        _add(module, made.__name__, made)
    _add(module, "open", _open_function(desk, context, linked))


def open_parameters(context: dict[str, Any], linked: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    """The parameters of a context's open() and their defaults; all but the first by keyword."""
    parameters: list[tuple[str, Any]] = [
        ("path", None), ("store", None), ("zones", None), ("rules", ()), ("clock", None), ("on_port_error", None),
        ("read_only", False), ("must_exist", False), ("synchronous", "full"), ("longest_step_back", None)]
    for one in (context, *linked):
        parameters += [(port[0], None) for port in (*one["ports"], *one["receivers"])]
    return parameters


def open_desk(desk: Any, contexts: list[str], path: str | os.PathLike[str] | None, *, store: Any = None,
              zones: Any = None, rules: Any = (), clock: Any = None, on_port_error: Any = None, read_only: bool = False,
              must_exist: bool = False, synchronous: str = "full", longest_step_back: Any = None, **ports: Any) -> Any:
    """Opens `desk`, for a function that a host called, and warns it of what the desk lacks."""
    _lilac.open(desk, contexts, path, store, zones, ports, rules, clock, on_port_error, read_only, must_exist,
                synchronous, longest_step_back)
    try:
        absent = [] if read_only else _lilac.absent_modules(desk)
        if absent:
            warnings.warn(f"the store was written with {' and '.join(absent)} as well: what of theirs is due, or waits "
                          "after a commit, waits for a desk that has them; see lilac.open",
                          _errors.AbsentContextsWarning, stacklevel=3)
    except BaseException:
        desk.close()
        raise
    return desk


OPEN_DOC = """
zones, rules, ports: what to use instead of the defaults. clock: a callable that returns an aware datetime (default: the
system's). on_port_error: called with (port, exception) for what a port raises and no call fails by (default:
sys.unraisablehook). longest_step_back: how far before the latest instant that the store has seen an `at` may lie (default:
five minutes; timedelta.max: any distance). Warns with AbsentContextsWarning when the store was written with contexts that
this desk lacks, unless it only reads. Raises StorageError, ConfigurationError."""


def signature_of_open(parameters: list[tuple[str, Any]]) -> inspect.Signature:
    """With all but the first by keyword."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    positional = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Signature([inspect.Parameter(name, positional if at == 0 else keyword, default=default)
                              for at, (name, default) in enumerate(parameters)])


def _open_function(desk_type: Any, context: dict[str, Any], linked: list[dict[str, Any]]) -> Any:
    def open(path: str | os.PathLike[str] | None = None, **options: Any) -> Any:
        return open_desk(desk_type(), [context["name"]], path, **options)

    open.__signature__ = signature_of_open(open_parameters(context, linked))  # type: ignore[attr-defined]
    open.__module__ = f"lilac.{context['name']}"
    open.__doc__ = ("Opens a desk on a SQLite file, or in memory on ':memory:', or on a store of your own.\n" + OPEN_DOC)
    return open
