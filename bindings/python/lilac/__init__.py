"""Lilac: the business rules of an event storm, behind storage and gateway ports that your program implements.

    from lilac import support

    with support.open("desk.db") as desk:
        plan = desk.complete_outbound(user_outbound_id=42, by=support.operator(3))

A host that uses several contexts has one desk with all of them: two desks on one file would each leave the other's
work undone.

    with lilac.open("desk.db", contexts=["support", "billing"]) as desk:
        desk.support.complete_outbound(user_outbound_id=42, by=lilac.operator(3))

Every context is a module: its commands, events, entities, queries and rules are immutable records, its refusals are
exceptions, and its `open` gives a desk whose methods are the commands and queries.

Records are made by keyword. What can be empty may be left out (None, (), {}, and records of nothing but such fields);
the numbers of a context's `Rules` have their defaults; everything else must be given. Equality goes by value, also of
what `repr` and the attributes show masked: addresses are whole only in records that you made yourself or that a gateway
is given. Lists become tuples, JSON objects new dicts. Instants are aware datetimes, cut off to milliseconds, and come
back in UTC; a field whose name is a Python keyword has an underscore behind it (`from_`).
"""
from __future__ import annotations

import atexit

from lilac import _lilac
from lilac._actors import admin, operator, system
from lilac._contexts import make_modules
from lilac._errors import (AbsentContextsWarning, ActorNotAllowed, AlreadyExists, ChainTooLong, ClockSteppedBack, ClosedError,
                           ConfigurationError, Conflict, CorruptData, Error, ForkedError, GatewayError,
                           IdempotencyKeyReused, InvalidArgument,
                           JournalTrimmed, JournalWasTrimmed, NotFound, Refused, StorageError, UnauthorizedAction)
from lilac._lilac import Actor, ActorKind, CatalogueItem, DeadLetter, Delivery, Heard, Money, Person, PersonKind, __version__
from lilac._ports import Zones
from lilac._store import (Action, Changes, Command, Edit, IndexSpec, Place, Record, Row, Store, TableSpec, Verdict,
                          Write)

globals().update(make_modules())  # support, messaging, billing, …

from lilac._desk import (Batch, BatchCollector, Desk, JournalEvent, Pending, Preview,  # noqa: E402
                         RecordedEvent, Subscription)
from lilac._joint import JointBatch, JointBatchCollector, JointDesk, open  # noqa: E402
from lilac._messaging import (AddressBook, FileGateway, MessageGateway, Recipient, SendAnswer,  # noqa: E402
                              SendResult, SimulationGateway, StatusAnswer, StatusResult)

__all__ = [
    "AbsentContextsWarning", "Action", "Actor", "ActorKind", "ActorNotAllowed", "AddressBook", "AlreadyExists", "Batch", "BatchCollector",
    "CatalogueItem", "ChainTooLong", "Changes", "ClockSteppedBack", "ClosedError", "Command", "ConfigurationError",
    "Conflict", "CorruptData", "DeadLetter", "Delivery", "Desk", "Edit", "Error", "FileGateway", "ForkedError", "GatewayError",
    "Heard", "IdempotencyKeyReused", "IndexSpec", "InvalidArgument", "JointBatch", "JointBatchCollector", "JointDesk",
    "JournalEvent", "JournalTrimmed",
    "JournalWasTrimmed", "MessageGateway", "Money", "NotFound", "Pending", "Person", "PersonKind", "Place", "Preview",
    "Recipient", "Record",
    "RecordedEvent", "Refused", "Row", "SendAnswer", "SendResult", "SimulationGateway", "StatusAnswer",
    "StatusResult", "StorageError", "Store", "Subscription", "TableSpec", "UnauthorizedAction", "Verdict", "Write",
    "Zones", "__version__", "admin", "board", "catalogue", "open", "operator", "system",
]

# Threads that are in the engine when the interpreter ends come to their end first.
atexit.register(_lilac.leave)


def catalogue() -> list[CatalogueItem]:
    """Everything there is, by kind and name."""
    return _lilac.catalogue()


def board(format: str = "text") -> str:
    """The wall of the event storm: as text, json or mermaid."""
    return _lilac.board(format)
