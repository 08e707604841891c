"""Given, when, then: business rules in isolation, through the real engine on a store in memory, in virtual time.

    def test_a_withdrawn_call_loses_its_appointment():
        desk = SupportDesk().at("2026-01-05T09:00+09:00").programme([7]).enrolled(7, 70, "2026-01-05")
        desk.given(support.CompleteOutbound(user_outbound_id=1), by=support.operator(3))
        desk.when(support.WithdrawOutbound(user_outbound_id=1), by=support.operator(3))
        desk.then(support.OutboundWithdrawn, logged(support.UserSupportLogType.OUTBOUND_STATUS_CHANGE))

A step that does not come out as written raises ScenarioFailed, an AssertionError that shows expected and actual events
side by side.
"""
from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import lilac
from lilac import _lilac, messaging, support
from lilac._errors import Error
from lilac._messaging import MessageGateway, SendResult, StatusResult
from lilac._store import Store

if TYPE_CHECKING:
    from lilac import Actor, Delivery
    from lilac.messaging import OutgoingMessage, StatusQuestion
    from lilac.support import UserMdDeleteRequested, UserMdUpdateRequested, UserSiteUpdateRequested

__all__ = ["ContractReport", "Expected", "RecordingGateway", "RecordingSiteContext", "Scenario", "ScenarioFailed",
           "SupportDesk", "any_of", "logged", "store_contract", "such_that"]

S = TypeVar("S", bound="Scenario")


class ScenarioFailed(AssertionError):
    """A step did not come out as written."""


@dataclasses.dataclass(frozen=True)
class Expected:
    """One event that then() expects: of a type, such that something holds."""

    type: Any
    text: str
    """How a failure shows it."""
    holds: Callable[[Any], bool]

    def matches(self, event: Any) -> bool:
        """Whether `event` is as expected."""
        return type(event) is self.type and self.holds(event)


def any_of(type: Any) -> Expected:
    """Any event of this type; then() also takes the type itself."""
    return Expected(type, f"any {type.__name__}", lambda event: True)


def such_that(type: Any, what: str, holds: Callable[[Any], bool]) -> Expected:
    """An event of this type for which `holds` is true; `what` says it in words."""
    return Expected(type, f"{type.__name__}: {what}", holds)


def logged(type: support.UserSupportLogType, relation_id: int | None = None) -> Expected:
    """The log line of that type, about that call, memo, issue, message or user when one is given."""
    what = f"a line of type {type.name}" + (f" about {relation_id}" if relation_id is not None else "")
    return such_that(support.SupportLogHistoryRecorded, what,
                     lambda line: line.type == type and relation_id in (None, line.relation_id))


def _as_expected(given: Any) -> Expected:
    if isinstance(given, Expected):
        return given
    if isinstance(given, type):
        return any_of(given)
    return Expected(type(given), repr(given), lambda event: bool(event == given))


def _instant(given: str | datetime) -> datetime:
    return given if isinstance(given, datetime) else datetime.fromisoformat(given.replace("Z", "+00:00"))


class Scenario:
    """A stage to play on: any desk, its time, and what the last step did."""

    def __init__(self, open: Callable[..., Any], **options: Any) -> None:
        """`open` is a context's; `options` are passed to it."""
        self._now = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
        options.setdefault("path", None if "store" in options else ":memory:")
        self.desk = open(clock=lambda: self._now, **options)
        self.refusal: Error | None = None
        self.reply: Any = None
        self._seen = 0
        self._step = "nothing yet"

    def close(self) -> None:
        """Closes the desk."""
        self.desk.close()

    def at(self: S, instant: str | datetime) -> S:
        """Sets the time of the next steps. Time that passes lets deadlines and retries happen."""
        self._now = _instant(instant)
        self.desk.advance_to()
        return self

    def after(self: S, duration: timedelta) -> S:
        """The same, from now."""
        return self.at(self._now + duration)

    def given(self: S, command: Any, *, by: Actor, command_id: str | None = None) -> S:
        """Must succeed; its events are not looked at."""
        return self._run("given", command, by, command_id, must=True)

    def when(self: S, command: Any, *, by: Actor, command_id: str | None = None) -> S:
        """Runs the command; then… looks at what came of it."""
        return self._run("when", command, by, command_id, must=False)

    def when_received(self: S, event: Any, *, source_event_id: str) -> S:
        """Takes another system's event."""
        return self._during(f"when received {type(event).__name__}",
                            lambda: self.desk.receive(event, source_event_id=source_event_id))

    def when_idle(self: S) -> S:
        """Lets everything that waits after commits happen now; its events are what then() looks at."""
        return self._during("when idle", self.desk.run_until_idle)

    def then(self: S, *expected: Any) -> S:
        """The step published exactly these, in this order: an event, a type of event, or an Expected each."""
        happened = self._happened()
        wanted = [_as_expected(one) for one in expected]
        if len(wanted) != len(happened) or not all(map(Expected.matches, wanted, happened)):
            self._fail("events differ (- expected, + happened):" + _difference(wanted, happened))
        return self

    def then_among_others(self: S, *expected: Any) -> S:
        """The step published, among others, these, in this order."""
        happened = self._happened()
        rest = iter(happened)
        for wanted in map(_as_expected, expected):
            if not any(wanted.matches(event) for event in rest):
                self._fail(f"this is not among what happened, in this order:\n  - {wanted.text}\nwhat happened:"
                           + _story(happened))
        return self

    def then_nothing(self: S) -> S:
        """The step succeeded and published nothing."""
        return self.then()

    def then_refused(self: S, refusal: type[Error], *, field: str | None = None) -> S:
        """The step was refused by this rule, at this field when one is given, and changed nothing."""
        if self.refusal is None:
            self._fail(f"it should have been refused by {refusal.__name__}, but succeeded:" + _story(self._happened()))
        if not isinstance(self.refusal, refusal):
            self._fail(f"it should have been refused by {refusal.__name__}, but was by "
                       f"{type(self.refusal).__name__}: {self.refusal}")
        if field is not None and self.refusal.field != field:
            self._fail(f"it should have been refused at field {field}, but was at {self.refusal.field}")
        if self.desk.last_position() != self._seen:
            self._fail("it was refused and yet published something")
        return self

    def then_answers(self: S, reply: Any) -> S:
        """The last step answered this."""
        self._happened()
        if self.reply != reply:
            self._fail(f"the answers differ:\n  - {reply!r}\n  + {self.reply!r}")
        return self

    def story(self) -> str:
        """Events of the last step, a line each, for messages of one's own."""
        return _story([one.event for one in self.desk.events(self._seen)])

    def _run(self: S, word: str, command: Any, by: Actor, command_id: str | None, must: bool) -> S:
        self._during(f"{word} {type(command).__name__}",
                     lambda: self.desk.execute(command, by=by, command_id=command_id))
        if must and self.refusal is not None:
            self._fail(f"it was refused: {self.refusal}")
        return self

    def _during(self: S, step: str, run: Callable[[], Any]) -> S:
        self._step, self._seen = step, self.desk.last_position()
        self.reply = self.refusal = None
        try:
            self.reply = run()
        except lilac.Refused as refusal:
            self.refusal = refusal
        return self

    def _happened(self) -> list[Any]:
        if self.refusal is not None:
            self._fail(f"it was refused: {self.refusal}")
        return [one.event for one in self.desk.events(self._seen)]

    def _fail(self, why: str) -> NoReturn:
        __tracebackhide__ = True
        raise ScenarioFailed(f"at {self._now.isoformat()}, {self._step}: {why}") from self.refusal


def _story(events: Sequence[Any]) -> str:
    return "".join(f"\n  + {event!r}" for event in events) or "\n  (nothing)"


def _difference(expected: Sequence[Expected], happened: Sequence[Any]) -> str:
    lines = []
    for at in range(max(len(expected), len(happened))):
        wanted = expected[at] if at < len(expected) else None
        event = happened[at] if at < len(happened) else None
        if wanted is not None and event is not None and wanted.matches(event):
            lines.append(f"    {event!r}")
            continue
        if wanted is not None:
            lines.append(f"  - {wanted.text}")
        if event is not None:
            lines.append(f"  + {event!r}")
    return "".join(f"\n{line}" for line in lines)


class RecordingGateway(MessageGateway):
    """Keeps what it was given, and answers as told; told nothing, it accepts every message and knows nothing."""

    def __init__(self) -> None:
        self.sent: list[OutgoingMessage] = []
        self.asked: list[StatusQuestion] = []
        self.batches: list[int] = []
        """The size of each."""
        self.answers: list[SendResult] = []
        """The next answers, in order."""
        self.statuses: list[StatusResult] = []
        self.on_send: Callable[[OutgoingMessage], SendResult] | None = None
        """Called for each message that no answer is queued for. May raise: then nobody knows."""
        self.room = 100

    def send(self, batch: list[OutgoingMessage]) -> list[SendResult]:
        self.batches.append(len(batch))
        return [self._answer(message) for message in batch]

    def status(self, question: StatusQuestion) -> StatusResult:
        self.asked.append(question)
        return self.statuses.pop(0) if self.statuses else StatusResult.unavailable()

    def max_in_flight(self) -> int:
        return self.room

    def will_answer(self, answer: SendResult, times: int = 1) -> RecordingGateway:
        """Queues an answer."""
        self.answers += [answer] * times
        return self

    def _answer(self, message: OutgoingMessage) -> SendResult:
        self.sent.append(message)
        if self.answers:
            return self.answers.pop(0)
        return self.on_send(message) if self.on_send else SendResult.accepted(f"vendor-{len(self.sent)}")


class RecordingSiteContext(support.SiteContext):
    """Keeps what the Site context is told; refuses as long as `is_down`."""

    def __init__(self) -> None:
        self.is_down = False
        self.sites: list[UserSiteUpdateRequested] = []
        self.mds: list[UserMdUpdateRequested] = []
        self.deleted_mds: list[UserMdDeleteRequested] = []
        self.keys: list[str] = []
        """Idempotency keys of all tries."""

    def update_site(self, request: UserSiteUpdateRequested, delivery: Delivery) -> None:
        self._take(delivery)
        self.sites.append(request)

    def update_md(self, request: UserMdUpdateRequested, delivery: Delivery) -> None:
        self._take(delivery)
        self.mds.append(request)

    def delete_md(self, request: UserMdDeleteRequested, delivery: Delivery) -> None:
        self._take(delivery)
        self.deleted_mds.append(request)

    def _take(self, delivery: Delivery) -> None:
        self.keys.append(delivery.idempotency_key)
        if self.is_down:
            raise lilac.GatewayError("it is down")


class SupportDesk(Scenario):
    """The support desk on stage, with fakes behind its ports, and the sentences that stories begin with."""

    def __init__(self, *, rules: support.Rules | None = None, sending: messaging.Rules | None = None,
                 store: Store | None = None) -> None:
        self.gateway = RecordingGateway()
        self.site = RecordingSiteContext()
        options: dict[str, Any] = {"rules": [one for one in (rules, sending) if one is not None]}
        if store is not None:
            options["store"] = store
        super().__init__(support.open, gateway=self.gateway, site_context=self.site, **options)

    def programme(self: S, days: Sequence[int]) -> S:
        """A programme of calls on these days, with sequences from 1."""
        for sequence, day in enumerate(days, start=1):
            self.given(support.DefineOutboundPlan(sequence=sequence, day_index=day), by=lilac.admin(1))
        return self

    def enrolled(self: S, user: int, cycle: int, started_on: str, zone: str = "Asia/Seoul") -> S:
        """A user's cycle that began on a day (yyyy-mm-dd). Its calls have the next free ids, in order of sequence."""
        return self.given(
            support.EnrolUserCycle(user_id=user, user_cycle_id=cycle, started_on=date.fromisoformat(started_on),
                                   site_id=5, name="Kim Minji", phone="010-1234-5678", time_zone=zone),
            by=lilac.system)


@dataclasses.dataclass(frozen=True)
class ContractReport:
    """What a store does of what every store must do."""

    passed: tuple[str, ...]
    failed: tuple[str, ...]
    """What it does not do, and what happened instead."""

    @property
    def ok(self) -> bool:
        """Whether all is well."""
        return bool(self.passed) and not self.failed

    def check(self) -> None:
        """Raises AssertionError that names what failed."""
        if not self.ok:
            raise AssertionError("the store does not keep the contract:" + "".join(f"\n  {one}" for one in self.failed))


def store_contract(factory: Callable[[], Store]) -> ContractReport:
    """Runs all checks, each on a store of its own. `factory` returns a new, empty one. Some use four threads.

    What the store raises is shown through sys.unraisablehook where it happens.
    """
    passed, failed = _lilac.check_store(factory)
    return ContractReport(tuple(passed), tuple(failed))
