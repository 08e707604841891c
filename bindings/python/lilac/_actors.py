"""Who acts."""
from __future__ import annotations

from lilac._lilac import Actor, ActorKind

system = Actor(kind=ActorKind.System, id=0)
"""The system itself."""


def operator(id: int) -> Actor:
    """An operation user."""
    return Actor(kind=ActorKind.OperationUser, id=id)


def admin(id: int) -> Actor:
    """An administrator."""
    return Actor(kind=ActorKind.Admin, id=id)
