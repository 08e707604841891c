"""How Lilac says no: one class per rule, below one class per number.

`lilac.Error` is everything; `lilac.Refused` is what a rule of the business refused, and nothing was changed. Where the
source documents give several rules one number, there is a class for the number and one below it for each rule.
"""
from __future__ import annotations

import re
from typing import Any, ClassVar


class Error(Exception):
    """Whatever Lilac raises. The message is the exception's text."""

    code: ClassVar[int | None] = None
    """The stable number of the rule, e.g. 4002."""
    name: ClassVar[str | None] = None
    """The number's name in the source documents, e.g. CALL_ALREADY_COMPLETED."""
    rule: ClassVar[str | None] = None
    """The rule itself, e.g. call_already_completed; None on classes that stand for several."""
    retriable: ClassVar[bool] = False
    """Whether the same call may go well when it is made again."""

    field: str | None
    """Path of the field that broke the rule, e.g. lines[1].quantity; None when none did."""
    value: str | None
    """The offending value as text, unless it is personal or there is none."""

    def __init__(self, message: str = "", *, field: str | None = None, value: str | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.value = value

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""

    def __reduce__(self) -> tuple[Any, ...]:
        return make, (type(self), str(self), self.field, self.value)


class Refused(Error):
    """A rule of the business said no, and nothing was changed."""


class UnauthorizedAction(Refused):
    """4004"""

    code = 4004
    name = "UNAUTHORIZED_ACTION"


class ActorNotAllowed(UnauthorizedAction):
    """This actor may not run this command."""

    rule = "actor_not_allowed"


class NotFound(Refused, KeyError):
    """4901: there is no such thing; `field` tells what named it."""

    code = 4901
    name = "NOT_FOUND"
    rule = "not_found"


class AlreadyExists(Refused):
    """4902"""

    code = 4902
    name = "ALREADY_EXISTS"
    rule = "already_exists"


class Conflict(Refused):
    """4903: somebody else changed the same rows at the same time; try again."""

    code = 4903
    name = "CONFLICT"
    rule = "conflict"
    retriable = True


class InvalidArgument(Refused, ValueError):
    """4904: a value that cannot be; also for what is wrong before anything runs, such as a naive datetime."""

    code = 4904
    name = "INVALID_ARGUMENT"
    rule = "invalid_argument"


class IdempotencyKeyReused(Refused):
    """4905: the command id was used before for another request."""

    code = 4905
    name = "IDEMPOTENCY_KEY_REUSED"
    rule = "idempotency_key_reused"


class JournalTrimmed(Refused):
    """4906"""

    code = 4906
    name = "JOURNAL_TRIMMED"


class JournalWasTrimmed(JournalTrimmed):
    """What was asked for cannot be built again: the journal no longer tells everything."""

    rule = "journal_was_trimmed"


class ClockSteppedBack(Refused):
    """4908: `at` lies further before what the store has seen than the desk's longest_step_back."""

    code = 4908
    name = "CLOCK_STEPPED_BACK"
    rule = "clock_stepped_back"


class StorageError(Error, OSError):
    """5901: the store failed. A store written in Python may raise it; whatever it raises comes out as itself."""

    code: ClassVar[int | None] = 5901
    name: ClassVar[str | None] = "STORAGE"
    rule: ClassVar[str | None] = "storage_failed"
    retriable = True


class CorruptData(StorageError):
    """5903: what is stored is damaged."""

    code = 5903
    name = "CORRUPT"
    rule = "corrupt"
    retriable = False


class ForkedError(StorageError):
    """The desk belongs to the process that this one was forked off. Open another."""

    code = None
    name = None
    rule = None
    retriable = False


class GatewayError(Error, OSError):
    """5902. A port that raises it answers "not now", with the message for whoever looks at dead letters."""

    code = 5902
    name = "GATEWAY"
    rule = "gateway_failed"
    retriable = True


class ChainTooLong(Error):
    """5904: policies call each other without end."""

    code = 5904
    name = "CHAIN_TOO_LONG"
    rule = "chain_too_long"


class ConfigurationError(Error):
    """The desk was put together wrongly: a port is missing, or the store holds what this program does not know."""


class ClosedError(Error, ValueError):
    """The desk, or the batch, is not open any more."""


class AbsentContextsWarning(UserWarning):
    """A store was opened with fewer contexts than it was written with."""


KERNEL_CLASSES: dict[str, type[Error]] = {
    made.rule: made
    for made in (ActorNotAllowed, NotFound, AlreadyExists, Conflict, InvalidArgument, IdempotencyKeyReused,
                 JournalWasTrimmed, ClockSteppedBack, StorageError, GatewayError, CorruptData, ChainTooLong)
    if made.rule is not None
}
"""The class of each rule that all contexts share."""

_KERNEL_BASES: dict[int, type[Error]] = {
    4004: UnauthorizedAction, 4901: NotFound, 4902: AlreadyExists, 4903: Conflict, 4904: InvalidArgument,
    4905: IdempotencyKeyReused, 4906: JournalTrimmed, 4908: ClockSteppedBack, 5901: StorageError,
    5902: GatewayError, 5903: CorruptData, 5904: ChainTooLong,
}


def camel(name: str) -> str:
    """`call_already_completed` and `CALL_ALREADY_COMPLETED` → `CallAlreadyCompleted`."""
    return "".join(part.capitalize() for part in re.split(r"_+", name.lower()) if part)


def make(kind: type[Error], message: str, field: str | None, value: str | None) -> Error:
    """An exception as the extension raises it."""
    return kind(message, field=field, value=value)


def make_classes(rules: list[tuple[str, int, str, str, str, bool]]) -> tuple[list[type[Error]], dict[str, dict[str, type[Error]]]]:
    """A class for each rule, in order, and by context the classes that are its own."""
    classes: list[type[Error]] = []
    own: dict[str, dict[str, type[Error]]] = {}
    for context, number, name, rule, sentence, retriable in rules:
        if not context:
            classes.append(KERNEL_CLASSES[rule])
            continue
        names = own.setdefault(context, {})
        module = f"lilac.{context}"
        base = _KERNEL_BASES.get(number)
        if base is None:
            base = names.get(camel(name))
        if base is None:
            root = Error if number >= 5000 else Refused
            base = type(camel(name), (root,), {"__module__": module, "__doc__": str(number), "code": number, "name": name})
            names[camel(name)] = base
        if camel(rule) == base.__name__:
            made = base
            made.rule, made.retriable, made.__doc__ = rule, retriable, f"{number}: {sentence}"
        else:
            if camel(rule) in names:
                raise TypeError(f"two errors of {module} are called {camel(rule)}")
            body = {"__module__": module, "__doc__": f"{number}: {sentence}", "rule": rule, "retriable": retriable,
                    "name": name}
            made = type(camel(rule), (base,), body)
            names[camel(rule)] = made
        classes.append(made)
    return classes, own
