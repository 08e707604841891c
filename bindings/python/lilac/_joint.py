"""One desk with several contexts: `lilac.open("desk.db", contexts=["support", "billing"])`."""
from __future__ import annotations

import functools
import os
import sys
import types
from collections.abc import Iterable
from typing import Any

from lilac import _desk, _lilac
from lilac._contexts import OPEN_DOC, open_desk, open_parameters, signature_of_open

__all__ = ["JointBatch", "JointBatchCollector", "JointDesk", "open"]


class JointBatch(_desk.Batch):
    """The commands of one `desk.batch(run)`, by context: `batch.support.complete_outbound(…)`."""

    __slots__ = ()


class JointBatchCollector(_desk.BatchCollector):
    """Collects commands by context, see BatchCollector."""


class JointDesk(_desk.Desk):
    """One engine, one store and one clock with several contexts, whose commands and queries stand under their names.

        with lilac.open("desk.db", contexts=["support", "billing"]) as desk:
            desk.support.complete_outbound(user_outbound_id=42, by=lilac.operator(3))
            desk.billing.bills(run_id=1)

    `execute`, `preview`, `query`, `on` and `batch` take records of all of them. It has the attributes of those that it was
    opened with, and of those that they are linked with.
    """

    __slots__ = ()


def _contexts() -> dict[str, dict[str, Any]]:
    return {context["name"]: context for context in _lilac.contexts()}


def _name_of(context: str | types.ModuleType) -> str:
    return context.__name__.removeprefix("lilac.") if isinstance(context, types.ModuleType) else context


@functools.cache
def _desk_type(names: tuple[str, ...]) -> Any:
    """A desk, with its batches, that has these contexts and no other."""
    methods, pending = ({name: property(getattr(sys.modules[f"lilac.{name}"], kind), doc=f"{what} of {name}.")
                         for name in names}
                        for kind, what in (("Methods", "The commands and queries"), ("PendingMethods", "The commands")))
    batch = type("JointBatch", (JointBatch,), {"__slots__": (), "__module__": __name__, **methods})
    collector = type("JointBatchCollector", (JointBatchCollector,), {"__module__": __name__, **pending})
    return type("JointDesk", (JointDesk,), {"__slots__": (), "__module__": __name__, "__doc__": JointDesk.__doc__,
                                            "_batch_type": batch, "_collector_type": collector, **methods})


def joint_parameters() -> list[tuple[str, Any]]:
    """The parameters of open() and their defaults, with the ports of all contexts."""
    first, *rest = _contexts().values()
    path, *others = open_parameters(first, rest)
    return [path, ("contexts", ()), *others]


def open(path: str | os.PathLike[str] | None = None, *, contexts: Iterable[str | types.ModuleType] = (),
         **options: Any) -> Any:
    known = _contexts()
    if isinstance(contexts, (str, types.ModuleType)):
        raise TypeError("contexts must be a list of contexts, as [lilac.support, lilac.billing] or their names")
    names: list[str] = []
    for name in map(_name_of, contexts):
        if name not in known:
            raise ValueError(f"there is no context {name}; there are {', '.join(known)}")
        names += [one for one in (name, *known[name]["linked_with"]) if one not in names]
    if not names:
        raise ValueError("a desk needs a context: contexts=[lilac.support, lilac.billing]")
    return open_desk(_desk_type(tuple(names))(), names, path, **options)


open.__signature__ = signature_of_open(joint_parameters())  # type: ignore[attr-defined]
open.__doc__ = ("Opens one desk with several contexts, given as modules or by name, on a SQLite file, or in memory on "
                "':memory:',\nor on a store of your own. Contexts that they are linked with come along.\n" + OPEN_DOC)
