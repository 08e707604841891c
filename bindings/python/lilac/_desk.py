"""A desk: commands and queries as methods, and what goes with them. `lilac.<context>.open` makes one."""
from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from types import TracebackType
from typing import Any, ClassVar, Generic, TypeVar

from lilac import _lilac
from lilac._errors import Error, Refused

T = TypeVar("T")
D = TypeVar("D", bound="Desk")

_PAGE = 512


@dataclasses.dataclass(frozen=True)
class RecordedEvent:
    """One event as a command published it."""

    event: Any
    """The record, e.g. a support.OutboundCompleted."""
    entity: str | None
    """Of the aggregate that decided, e.g. support.UserOutboundPlan; None for a received event."""
    entity_id: int
    version: int
    ordinal: int
    """Within its command, from 0."""
    cause: int | None
    """Ordinal of the event whose policy led here; None when the command itself did."""


@dataclasses.dataclass(frozen=True)
class JournalEvent(RecordedEvent):
    """One event of the journal."""

    position: int
    at: datetime
    actor: _lilac.Actor
    correlation_id: str | None


@dataclasses.dataclass(frozen=True)
class Preview(Generic[T]):
    """What a command would do."""

    reply: T
    events: tuple[RecordedEvent, ...]


class Pending(Generic[T]):
    """The answer of a command in a batch, once the batch is over."""

    __slots__ = ("_outcome", "_error")

    def __init__(self) -> None:
        self._outcome: tuple[T] | None = None
        self._error: Error | None = None

    def result(self) -> T:
        """The reply. Raises the refusal, and lilac.Error as long as the batch is not over."""
        if self._error is not None:
            raise self._error
        if self._outcome is None:
            raise Error("the batch is not over")
        return self._outcome[0]

    def exception(self) -> Error | None:
        """The refusal, if it was refused."""
        return self._error


class BatchCollector:
    """`with desk.batch() as batch:` collects commands and runs them in one commit when the block ends.

    Methods return a Pending, whose result() is there after the block. Each command is all-or-nothing by itself: when
    some are refused the others are committed, and then the first refusal is raised, unless the batch was asked for with
    `return_refusals=True`. A block that raises runs nothing.
    """

    def __init__(self, desk: Desk, return_refusals: bool) -> None:
        self._desk = desk
        self._return_refusals = return_refusals
        self._steps: list[tuple[Callable[[Any], Any], Pending[Any]]] | None = None

    def __enter__(self: T) -> T:
        self._steps = []  # type: ignore[attr-defined]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        steps, self._steps = self._steps or [], None
        if error is not None or not steps:
            return
        self._desk._run_batch(lambda batch: _run_steps(batch, steps))
        refusals = [pending._error for _, pending in steps if pending._error is not None]
        if refusals and not self._return_refusals:
            raise refusals[0]

    def execute(self, command: Any, /, *, by: _lilac.Actor, at: datetime | None = None, command_id: str | None = None,
                correlation_id: str | None = None) -> Pending[Any]:
        """Adds a command."""
        options = {"by": by, "at": at, "command_id": command_id, "correlation_id": correlation_id}
        return self._add(lambda batch: batch.execute(command, **options))

    def receive(self, event: Any, /, *, source_event_id: str, at: datetime | None = None,
                correlation_id: str | None = None) -> Pending[None]:
        """Adds another system's event."""
        return self._add(lambda batch: batch.receive(event, source_event_id=source_event_id, at=at,
                                                     correlation_id=correlation_id))

    def _add(self, step: Callable[[Any], Any]) -> Pending[Any]:
        if self._steps is None:
            raise Error("a batch takes commands inside its with block")
        pending: Pending[Any] = Pending()
        self._steps.append((step, pending))
        return pending


def _run_steps(batch: Any, steps: list[tuple[Callable[[Any], Any], Pending[Any]]]) -> None:
    # May run twice, when another writer was faster: what the first time gave is forgotten.
    for step, pending in steps:
        pending._outcome = pending._error = None
        try:
            pending._outcome = (step(batch),)
        except Refused as refusal:
            pending._error = refusal


class Subscription:
    """What desk.on() returns. It ends with `end()`, at the end of its `with` block, or with the desk."""

    __slots__ = ("_handle",)

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    @property
    def active(self) -> bool:
        """Whether it still tells."""
        return bool(self._handle.active)

    def end(self) -> None:
        """Nothing more is told from now on. A second time does nothing."""
        self._handle.end()

    def __enter__(self) -> Subscription:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        self.end()


class Batch(_lilac.BatchBase):
    """The commands of one `desk.batch(run)`. Only inside `run`, and only on its thread."""

    execute = _lilac.execute_method

    def receive(self, event: Any, /, *, source_event_id: str, at: datetime | None = None,
                correlation_id: str | None = None) -> None:
        """Takes another system's event."""
        _lilac.receive(self, event, source_event_id, at, correlation_id)


class Desk(_lilac.DeskBase):
    """A desk of one context, with those that it is linked with.

    A context manager: at the end of its block it is closed. Threads may share it. Instants that are not given are the
    desk's clock's.
    """

    _batch_type: ClassVar[type[Batch]] = Batch
    _collector_type: ClassVar[type[BatchCollector]] = BatchCollector

    execute = _lilac.execute_method
    query = _lilac.query_method

    def __enter__(self: D) -> D:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        self.close()

    def now(self) -> datetime:
        """What the desk's clock shows."""
        return _lilac.now(self)

    def absent_contexts(self) -> list[str]:
        """Contexts that the store was written with and that this desk lacks: their policies, deadlines and messages wait
        for a desk that has them."""
        return _lilac.absent_modules(self)

    def store_identity(self) -> str:
        """The store's own name, 16 hexadecimal digits: given when it was first opened for writing, the same ever since."""
        return _lilac.store_identity(self)

    def preview(self, command: Any, /, **options: Any) -> Preview[Any]:
        """What `execute` would do; nothing is written. Takes the same options."""
        reply, events = _lilac.preview_method(self, command, **options)
        return Preview(reply, tuple(_recorded(*event) for event in events))

    def receive(self, event: Any, /, *, source_event_id: str, at: datetime | None = None,
                correlation_id: str | None = None) -> None:
        """Takes another system's event, once per (type of event, source_event_id)."""
        _lilac.receive(self, event, source_event_id, at, correlation_id)

    def batch(self, run: Callable[[Any], Any] | None = None, /, *, return_refusals: bool = False) -> Any:
        """Many commands, one commit.

        `with desk.batch() as batch:` collects them, see BatchCollector. `desk.batch(run)` calls `run(batch)`, whose
        methods answer at once, and returns what `run` returned. It may be called twice, when another writer was faster,
        so it must only call the batch. A refusal that `run` lets through, or anything else that it raises, takes the
        whole batch back and comes out.
        """
        if run is None:
            return self._collector_type(self, return_refusals)
        return self._run_batch(run)

    def _run_batch(self, run: Callable[[Any], Any]) -> Any:
        return _lilac.run_batch(self, self._batch_type, run)

    def on(self, event: type, callback: Callable[[Any, _lilac.Heard], object], /) -> Subscription:
        """Calls `callback(event, heard)` after each commit that published one, in the thread that committed.

        It ends with `.end()`, at the end of a `with` block over what this returns, or with the desk. What the callback
        raises goes to `on_port_error`, or else to `sys.unraisablehook`: the commit stands. It may call the desk.
        """
        return Subscription(_lilac.listen(self, event, callback))

    def run_until_idle(self, now: datetime | None = None) -> None:
        """Runs everything that waits after commits and is ready: policies, deliveries, views, workers."""
        _lilac.run_until_idle(self, now)

    def advance_to(self, now: datetime | None = None) -> None:
        """Lets time pass: deadlines and retries run in the order of their due times, each stamped with its own."""
        _lilac.advance_to(self, now)

    def dead_letters(self) -> list[_lilac.DeadLetter]:
        """What needs a person: policies that gave up, and what is parked behind them."""
        return _lilac.dead_letters(self)

    def replay_dead_letter(self, id: int, now: datetime | None = None) -> None:
        """Tries a dead letter again, and what is parked behind it."""
        _lilac.replay_dead_letter(self, id, now)

    def replay_dead_letters(self, *, policy: str = "", reason: str = "", where: tuple[str, int] | None = None,
                            now: datetime | None = None) -> tuple[int, int]:
        """The same for all that fit: how many are tried again, and how many commands were refused once more.

        `policy` is what the policy's name begins with, up to a dot or a colon ("billing"); `reason` is a part of the
        error; `where` a field of the refused command, or else of the event, and the number it has ("period", 202601).
        """
        field, number = where or ("", 0)
        return _lilac.replay_dead_letters(self, policy, reason, field, number, now)

    def rebuild_view(self, name: str) -> None:
        """Empties a view and feeds it again from the whole journal."""
        _lilac.rebuild_view(self, name)

    def trim_journal(self, position: int) -> int:
        """Drops event rows below `position`, at most up to the slowest consumer. Tells how far it went."""
        return _lilac.trim_journal(self, position)

    def trim_commands(self, before: datetime) -> int:
        """Drops command rows of before that instant, with the answers that they remember and the changes that they
        tell, as far as their events were trimmed; the newest one stays. Whoever repeats such a command does it once
        more. Tells the position of the first that is left.
        """
        return _lilac.trim_commands(self, before)

    def redact(self, *, user_id: int | None = None, person: _lilac.Person | None = None, by: _lilac.Actor,
               at: datetime | None = None) -> None:
        """Removes a person's words from rows, journal and remembered replies. May be repeated.

        `user_id` is a user of the desk, `person` anybody: `lilac.Person(kind=lilac.PersonKind.customer, id=10)`. What is
        of a customer's lines goes with the customer.
        """
        if user_id is not None and person is None:
            person = _lilac.Person(kind=_lilac.PersonKind.user, id=user_id)
        elif person is None or user_id is not None:
            raise TypeError("redact() takes either user_id or person")
        _lilac.redact(self, person, by, at)

    def last_position(self) -> int:
        """Position of the newest event; 0 when there is none."""
        return _lilac.last_position(self)

    def journal(self, after: int = 0, *, whole: bool = False) -> Iterator[str]:
        """The events from behind a position, a JSON line each. Addresses are masked, unless `whole`."""
        while True:
            lines, after = _lilac.journal_page(self, after, _PAGE, whole)
            yield from lines
            if len(lines) < _PAGE:
                return

    def events(self, after: int = 0) -> Iterator[JournalEvent]:
        """The same as records."""
        while True:
            page, after = _lilac.event_page(self, after, _PAGE)
            for position, event, entity, entity_id, version, ordinal, cause, at, actor, correlation_id in page:
                yield JournalEvent(event, entity, entity_id, version, ordinal, _cause(cause), position, at, actor,
                                   correlation_id)
            if len(page) < _PAGE:
                return

    def play(self, script: str | bytes | Iterable[str] | Iterable[bytes], *, strict: bool = False, batch: int = 1,
             preview: bool = False, events: bool = True) -> list[str]:
        """Plays a script of JSON lines in virtual time and returns its results, a JSON line each.

        `script` is its text, or pieces of it cut anywhere (an open file). A refused line is a result; with `strict` it
        is the last one. `batch` lines go in one commit; `preview` writes nothing; without `events` results are brief.
        Expects to be the only writer while it plays.
        """
        pieces: Iterable[Any] = [script] if isinstance(script, (str, bytes)) else script
        return _lilac.play(self, pieces, strict, batch, preview, events)


def _cause(ordinal: int) -> int | None:
    return None if ordinal < 0 else ordinal


def _recorded(event: Any, entity: str | None, entity_id: int, version: int, ordinal: int, cause: int) -> RecordedEvent:
    return RecordedEvent(event, entity, entity_id, version, ordinal, _cause(cause))
