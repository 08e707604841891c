"""The ports of messaging: who carries messages, and where people can be reached."""
from __future__ import annotations

import abc
import dataclasses
import enum
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lilac import _lilac
from lilac._lilac import Person, PersonKind

if TYPE_CHECKING:
    from lilac.messaging import FailureKind, Outage, OutgoingMessage, SimulatedChannel, StatusQuestion

__all__ = ["MessageGateway", "AddressBook", "SendAnswer", "SendResult", "StatusAnswer", "StatusResult", "Recipient",
           "SimulationGateway", "FileGateway"]


class SendAnswer(enum.IntEnum):
    """What a gateway says about a message that it was given."""

    Accepted = 0
    Pending = 1
    """No answer yet: it will be asked by status()."""
    Rejected = 2


class StatusAnswer(enum.IntEnum):
    """What a gateway knows about a key."""

    Accepted = 0
    Rejected = 1
    NotFound = 2
    """It never got a message of that key, and it is certain of that."""
    Unavailable = 3
    """It cannot tell now."""


def _permanent() -> FailureKind:
    from lilac.messaging import FailureKind

    return FailureKind.PERMANENT


@dataclasses.dataclass(frozen=True)
class SendResult:
    """One per message of a batch."""

    answer: SendAnswer
    vendor_id: str = ""
    kind: FailureKind = dataclasses.field(default_factory=_permanent)
    reason: str = ""

    @staticmethod
    def accepted(vendor_id: str = "") -> SendResult:
        """The vendor took it, and calls it that if it calls it anything."""
        return SendResult(SendAnswer.Accepted, vendor_id)

    @staticmethod
    def pending() -> SendResult:
        """Nobody knows yet; status() will be asked."""
        return SendResult(SendAnswer.Pending)

    @staticmethod
    def rejected(kind: FailureKind, reason: str) -> SendResult:
        """It was not carried. `reason` is a code (letters, digits, `_ . -`), never an address."""
        return SendResult(SendAnswer.Rejected, "", kind, reason)


@dataclasses.dataclass(frozen=True)
class StatusResult:
    """The answer to one question."""

    answer: StatusAnswer
    vendor_id: str = ""
    kind: FailureKind = dataclasses.field(default_factory=_permanent)
    reason: str = ""

    @staticmethod
    def accepted(vendor_id: str = "") -> StatusResult:
        """It was carried."""
        return StatusResult(StatusAnswer.Accepted, vendor_id)

    @staticmethod
    def rejected(kind: FailureKind, reason: str) -> StatusResult:
        """It was not carried."""
        return StatusResult(StatusAnswer.Rejected, "", kind, reason)

    @staticmethod
    def not_found() -> StatusResult:
        """It never got a message of that key."""
        return StatusResult(StatusAnswer.NotFound)

    @staticmethod
    def unavailable() -> StatusResult:
        """It cannot tell now."""
        return StatusResult(StatusAnswer.Unavailable)


class MessageGateway(abc.ABC):
    """Carries messages. Called with no transaction open, possibly from several threads.

    Whatever a method raises, and an answer of the wrong length or type, counts as "nobody knows" for the whole batch;
    the exception goes to the desk's `on_port_error`, or else to `sys.unraisablehook`. KeyboardInterrupt and the like
    come out of the call that was under way. Addresses are whole here. No `super().__init__()` is needed.
    """

    @abc.abstractmethod
    def send(self, batch: list[OutgoingMessage]) -> Sequence[SendResult]:
        """A list of one result per message, in the same order. All messages of a batch have the same channel."""

    @abc.abstractmethod
    def status(self, question: StatusQuestion) -> StatusResult:
        """What became of the question's key."""

    def max_in_flight(self) -> int:
        """How many messages one send may hold; 0 lets all wait."""
        return 100


@dataclasses.dataclass(frozen=True, repr=False)
class Recipient:
    """Where one person can be reached. An empty address is none."""

    phone: str = ""
    email: str = ""
    push_token: str = ""
    time_zone: str = ""
    """IANA name"""
    advertising_consent: bool = False
    """Agreed before to get advertisements."""
    night_consent: bool = False
    """And to get them from 21:00 to 08:00 as well."""

    def __repr__(self) -> str:
        known = [name for name in ("phone", "email", "push_token") if getattr(self, name)]
        return f"Recipient({', '.join(known)}; {self.time_zone})"


class AddressBook(abc.ABC):
    """Knows recipients: persons, told by kind and number. A book that knows its people by number alone has users.

    What find() raises is a transient failure of the try: `lilac.GatewayError` says so in its own words, anything else
    also goes to the desk's `on_port_error`. It must not call the desk. No `super().__init__()` is needed.
    """

    @abc.abstractmethod
    def find(self, recipient_id: int) -> Recipient | None:
        """A user of the desk; None when there is nobody of that id."""

    def find_person(self, person: Person) -> Recipient | None:
        """Anybody. A book that overrides this is asked for all kinds; else it is asked for users, by find(), and
        whoever is of another kind is found where its context keeps it."""
        return self.find(person.id) if person.kind is PersonKind.user else None


class _Shipped(MessageGateway):
    """A gateway in C++. A class derived from one may override its methods and call them through super()."""

    _native: Any

    def send(self, batch: list[OutgoingMessage]) -> Sequence[SendResult]:
        return [SendResult(SendAnswer(answer), *rest) for answer, *rest in _lilac.send_through(self._gateway(), batch)]

    def status(self, question: StatusQuestion) -> StatusResult:
        answer, *rest = _lilac.ask_through(self._gateway(), question)
        return StatusResult(StatusAnswer(answer), *rest)

    def _gateway(self) -> Any:
        try:
            return self._native
        except AttributeError:
            raise TypeError(f"{type(self).__name__}.__init__() must call super().__init__()") from None


class SimulationGateway(_Shipped):
    """A carrier that fails on purpose, always in the same way: every outcome is a hash of (seed, key, attempt)."""

    def __init__(self, *, seed: int = 0, email: SimulatedChannel | None = None, sms: SimulatedChannel | None = None,
                 push: SimulatedChannel | None = None, alarm: SimulatedChannel | None = None,
                 outages: Sequence[Outage] = (), honours_keys: bool = True, max_in_flight: int = 100) -> None:
        from lilac.messaging import SimulatedChannel

        channels = [channel or SimulatedChannel() for channel in (email, sms, push, alarm)]
        self._room = max_in_flight
        self._native = _lilac.simulation_gateway(seed, channels, list(outages), honours_keys, max_in_flight)

    def max_in_flight(self) -> int:
        return self._room

    def counts(self) -> dict[str, int]:
        """What happened so far: sends, carried, repeated_keys, duplicates, failures, questions."""
        return _lilac.simulation_counts(self._gateway())


class FileGateway(_Shipped):
    """Writes each message as one JSON line, each key once, also across restarts. `whole` shows addresses whole."""

    def __init__(self, path: str | os.PathLike[str], *, whole: bool = False) -> None:
        self._native = _lilac.file_gateway(path, whole)
