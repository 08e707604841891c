"""A store of your own: rows of bytes under (entity, id), sorted index entries, and two lists that only grow.

What the bytes mean is Lilac's affair, so a store fits every context. `lilac.testing.store_contract` proves one; an
example in plain Python is examples/python/memory_store.py.
"""
from __future__ import annotations

import abc
import enum
from collections.abc import Iterable
from typing import NamedTuple


class IndexSpec(NamedTuple):
    """An index of an entity."""

    name: str
    """Unique within its entity; stable."""
    unique: bool


class TableSpec(NamedTuple):
    """An entity that will have rows."""

    entity: int
    """Its stable number."""
    context: str
    name: str
    indexes: tuple[IndexSpec, ...]


class Row(NamedTuple):
    """A row as it is kept; any tuple of the three will do."""

    id: int
    version: int
    data: bytes


class Record(NamedTuple):
    """A command or an event as it is kept; any tuple of the three will do."""

    position: int
    """From 1, without gaps."""
    command: int
    """Of an event: its command's position. Of a command: its own."""
    data: bytes


class Place(NamedTuple):
    """Where a row stands in one of its indexes."""

    index_name: str
    key: bytes
    """Any bytes, compared as unsigned ones. No two rows of an index have the same."""
    unique: int
    """How many bytes of the key, from its start, no other row of the index may share; 0: any row may."""


class Action(enum.IntEnum):
    """What is done with a row. `check` writes nothing: the row must only still have its base version."""

    check = 0
    insert = 1
    update = 2
    erase = 3


class Write(NamedTuple):
    """One row of a commit."""

    action: Action
    entity: int
    id: int
    base_version: int
    """What the row must have now; 0: it must not exist."""
    version: int
    """What it gets."""
    data: bytes
    places: tuple[Place, ...]
    """All of the new row; those that it had are given up."""


class Command(NamedTuple):
    """One command of a commit, with its events."""

    command_id: str
    """Empty, or unlike any other command's."""
    data: bytes
    events: tuple[bytes, ...]


class Edit(NamedTuple):
    """Other data for what stands at a position."""

    position: int
    data: bytes


class Changes(NamedTuple):
    """Everything that one commit writes, all or nothing."""

    rows: tuple[Write, ...]
    commands: tuple[Command, ...]
    """Each gets the next position; their events, too, in order."""
    command_edits: tuple[Edit, ...]
    event_edits: tuple[Edit, ...]
    """An event that is not there is passed over."""
    trim_below: int
    """Events with a lower position are dropped; their positions stay used."""
    trim_commands_below: int
    """The same for commands; the newest one is never dropped."""


class Verdict(NamedTuple):
    """What became of a commit."""

    kind: int
    at: int = 0
    index_name: str = ""

    @staticmethod
    def written() -> Verdict:
        """Everything is written."""
        return Verdict(0)

    @staticmethod
    def row_changed(at: int) -> Verdict:
        """`changes.rows[at]` did not have its base version; nothing is written."""
        return Verdict(1, at)

    @staticmethod
    def command_known(at: int) -> Verdict:
        """`changes.commands[at]` has an id that is taken; nothing is written."""
        return Verdict(2, at)

    @staticmethod
    def place_taken(at: int, index_name: str) -> Verdict:
        """Another row of that index has the unique part of a key of `changes.rows[at]`; nothing is written."""
        return Verdict(3, at, index_name)


class Store(abc.ABC):
    """What a desk keeps its rows and its journal in.

    Threads may call it at the same time. It must not call the desk that uses it. Whatever a method raises comes out of
    the desk's call as itself, and nothing was written. No `super().__init__()` is needed.
    """

    @abc.abstractmethod
    def prepare(self, tables: tuple[TableSpec, ...]) -> None:
        """Tells what there will be; before anything else, and again for each desk that uses the store."""

    @abc.abstractmethod
    def load(self, entity: int, id: int) -> Row | tuple[int, int, bytes] | None:
        """The row, or None."""

    @abc.abstractmethod
    def scan(self, entity: int, index: str, prefix: bytes, after: bytes,
             limit: int) -> Iterable[Row | tuple[int, int, bytes]]:
        """At most `limit` rows by ascending key, among those whose key begins with `prefix` and is above `after`.

        They are of one moment, whatever is committed while they are read. A scan that may go far asks for all at once.
        """

    @abc.abstractmethod
    def scan_all(self, entity: int, after: int, limit: int) -> Iterable[Row | tuple[int, int, bytes]]:
        """At most `limit` rows by ascending id, from behind `after`; of one moment."""

    @abc.abstractmethod
    def next_id(self, entity: int) -> int:
        """Never the same twice, never one that a row has or had; from 1."""

    @abc.abstractmethod
    def find_command(self, command_id: str) -> Record | tuple[int, int, bytes] | None:
        """The command with this id, or None."""

    @abc.abstractmethod
    def read_commands(self, after: int, limit: int) -> Iterable[Record | tuple[int, int, bytes]]:
        """At most `limit` commands in order, from behind position `after`."""

    @abc.abstractmethod
    def read_events(self, after: int, limit: int) -> Iterable[Record | tuple[int, int, bytes]]:
        """At most `limit` events in order, from behind position `after`."""

    @abc.abstractmethod
    def last_event(self) -> int:
        """Position of the newest event, also when it was trimmed; 0 when there never was one."""

    @abc.abstractmethod
    def commit(self, changes: Changes) -> Verdict | None:
        """Writes all or nothing; None says that it is written.

        First every row's version is checked, then every command id, then, with all rows at their new places, every
        unique key: the first that does not hold is the verdict. Rows may swap their places.
        """
