"""A store of one's own in plain Python: a few dicts behind one lock. What is in it goes with it.

`lilac.testing.store_contract(MemoryStore)` proves that it does what every store must do.
"""
from __future__ import annotations

import bisect
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field

import lilac


@dataclass
class Table:
    """The rows of one entity, and for each of its indexes the keys in order."""

    rows: dict[int, lilac.Row] = field(default_factory=dict)
    places: dict[int, tuple[lilac.Place, ...]] = field(default_factory=dict)
    keys: dict[str, list[bytes]] = field(default_factory=dict)
    ids: dict[tuple[str, bytes], int] = field(default_factory=dict)
    last_id: int = 0

    def leave(self, id: int) -> None:
        """Takes a row and its keys out."""
        self.rows.pop(id, None)
        for place in self.places.pop(id, ()):
            del self.ids[place.index_name, place.key]
            keys = self.keys[place.index_name]
            del keys[bisect.bisect_left(keys, place.key)]

    def enter(self, row: lilac.Row, places: tuple[lilac.Place, ...]) -> str | None:
        """Puts a row in, or tells which index has its place taken; then some of its keys may be in already."""
        self.rows[row.id] = row
        self.places[row.id] = ()
        self.last_id = max(self.last_id, row.id)
        for place in places:
            keys = self.keys.setdefault(place.index_name, [])
            same = place.key[:place.unique]
            at = bisect.bisect_left(keys, same)
            if place.unique > 0 and at < len(keys) and keys[at].startswith(same):
                return place.index_name
            bisect.insort(keys, place.key)
            self.ids[place.index_name, place.key] = row.id
            self.places[row.id] += (place,)
        return None


class MemoryStore(lilac.Store):
    """Everything in memory."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tables: dict[int, Table] = {}
        self._command_ids: dict[str, int] = {}
        self._commands: dict[int, lilac.Record] = {}
        self._last_command = 0
        self._events: dict[int, lilac.Record] = {}
        self._last_event = 0

    def prepare(self, tables: tuple[lilac.TableSpec, ...]) -> None:
        with self._lock:
            for table in tables:
                self._tables.setdefault(table.entity, Table())

    def load(self, entity: int, id: int) -> lilac.Row | None:
        with self._lock:
            return self._tables[entity].rows.get(id)

    def scan(self, entity: int, index: str, prefix: bytes, after: bytes, limit: int) -> Iterable[lilac.Row]:
        found: list[lilac.Row] = []
        with self._lock:
            table = self._tables[entity]
            keys = table.keys.get(index, [])
            at = bisect.bisect_right(keys, after) if after > prefix else bisect.bisect_left(keys, prefix)
            while at < len(keys) and len(found) < limit and keys[at].startswith(prefix):
                found.append(table.rows[table.ids[index, keys[at]]])
                at += 1
        return found

    def scan_all(self, entity: int, after: int, limit: int) -> Iterable[lilac.Row]:
        with self._lock:
            rows = self._tables[entity].rows
            return [rows[id] for id in sorted(id for id in rows if id > after)[:limit]]

    def next_id(self, entity: int) -> int:
        with self._lock:
            table = self._tables[entity]
            table.last_id += 1
            return table.last_id

    def find_command(self, command_id: str) -> lilac.Record | None:
        with self._lock:
            position = self._command_ids.get(command_id)
            return None if position is None else self._commands[position]

    def read_commands(self, after: int, limit: int) -> Iterable[lilac.Record]:
        with self._lock:
            return self._after(self._commands, after, limit)

    def read_events(self, after: int, limit: int) -> Iterable[lilac.Record]:
        with self._lock:
            return self._after(self._events, after, limit)

    @staticmethod
    def _after(records: dict[int, lilac.Record], after: int, limit: int) -> list[lilac.Record]:
        return [records[position] for position in records if position > after][:limit]

    def last_event(self) -> int:
        with self._lock:
            return self._last_event

    def commit(self, changes: lilac.Changes) -> lilac.Verdict:
        with self._lock:
            return self._refusal(changes) or self._write_rows(changes) or self._append(changes)

    def _refusal(self, changes: lilac.Changes) -> lilac.Verdict | None:
        for at, write in enumerate(changes.rows):
            row = self._tables[write.entity].rows.get(write.id)
            if (0 if row is None else row.version) != write.base_version:
                return lilac.Verdict.row_changed(at)
        for at, command in enumerate(changes.commands):
            if command.command_id in self._command_ids:
                return lilac.Verdict.command_known(at)
        return None

    def _write_rows(self, changes: lilac.Changes) -> lilac.Verdict | None:
        before: list[tuple[Table, int, lilac.Row | None, tuple[lilac.Place, ...]]] = []
        for write in changes.rows:
            if write.action != lilac.Action.check:
                table = self._tables[write.entity]
                before.append((table, write.id, table.rows.get(write.id), table.places.get(write.id, ())))
                table.leave(write.id)
        for at, write in enumerate(changes.rows):
            if write.action not in (lilac.Action.insert, lilac.Action.update):
                continue
            taken = self._tables[write.entity].enter(lilac.Row(write.id, write.version, write.data), write.places)
            if taken is not None:
                self._restore(before)
                return lilac.Verdict.place_taken(at, taken)
        return None

    @staticmethod
    def _restore(before: list[tuple[Table, int, lilac.Row | None, tuple[lilac.Place, ...]]]) -> None:
        for table, id, _, _ in before:
            table.leave(id)
        for table, _, row, places in before:
            if row is not None:
                table.enter(row, places)

    def _append(self, changes: lilac.Changes) -> lilac.Verdict:
        for command in changes.commands:
            self._last_command = position = self._last_command + 1
            self._commands[position] = lilac.Record(position, position, command.data)
            if command.command_id:
                self._command_ids[command.command_id] = position
            for event in command.events:
                self._last_event += 1
                self._events[self._last_event] = lilac.Record(self._last_event, position, event)
        for edit in changes.command_edits:
            self._commands[edit.position] = self._commands[edit.position]._replace(data=edit.data)
        for edit in changes.event_edits:
            if edit.position in self._events:
                self._events[edit.position] = self._events[edit.position]._replace(data=edit.data)
        if changes.trim_below:
            self._events = {at: event for at, event in self._events.items() if at >= changes.trim_below}
        if changes.trim_commands_below:
            self._commands = {at: one for at, one in self._commands.items() if at >= changes.trim_commands_below}
            self._command_ids = {id: at for id, at in self._command_ids.items() if at in self._commands}
        return lilac.Verdict.written()
