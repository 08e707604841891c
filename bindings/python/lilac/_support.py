"""The port of the support desk."""
from __future__ import annotations

import abc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lilac import Delivery
    from lilac.support import UserMdDeleteRequested, UserMdUpdateRequested, UserSiteUpdateRequested

__all__ = ["SiteContext"]


class SiteContext(abc.ABC):
    """The Site context, which is told after the commit.

    What a method raises is tried again later, then it is a dead letter: `lilac.GatewayError` says so in its own words,
    anything else also goes to the desk's `on_port_error`. Requests of one kind about one user come in order. No
    `super().__init__()` is needed.
    """

    @abc.abstractmethod
    def update_site(self, request: UserSiteUpdateRequested, delivery: Delivery) -> None:
        """The user moves to another site."""

    @abc.abstractmethod
    def update_md(self, request: UserMdUpdateRequested, delivery: Delivery) -> None:
        """The user gets another doctor."""

    @abc.abstractmethod
    def delete_md(self, request: UserMdDeleteRequested, delivery: Delivery) -> None:
        """The user's doctor is removed."""
