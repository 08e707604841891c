"""What a host may implement whatever the context: time zones. Stores are in lilac._store."""
from __future__ import annotations

import abc
from datetime import datetime


class Zones(abc.ABC):
    """Time zones by their IANA names. Without one of your own a desk uses the system's database.

    What a method raises comes out of the call that asked. No `super().__init__()` is needed.
    """

    @abc.abstractmethod
    def knows(self, zone: str) -> bool:
        """Whether there is such a zone."""

    @abc.abstractmethod
    def to_local(self, zone: str, instant: datetime) -> datetime:
        """What the wall clock of `zone` shows at `instant`: a naive datetime."""

    @abc.abstractmethod
    def to_instant(self, zone: str, local: datetime) -> datetime:
        """The first instant (aware) at which the clock of `zone` shows `local` (naive) or later."""
