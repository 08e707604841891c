"""A host in Python: its own store, its own carrier, and a morning at the desk.

    PYTHONPATH=build/dev/python python3 examples/python/desk_host.py
"""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone

import lilac
from lilac import messaging, support
from memory_store import MemoryStore


class Carrier(lilac.MessageGateway):
    """Carries by shouting."""

    def send(self, batch: list[messaging.OutgoingMessage]) -> Sequence[lilac.SendResult]:
        for message in batch:
            print(f"  to {len(message.address)} characters of an address: {message.text}")
        return [lilac.SendResult.accepted(f"shout-{message.message_id}") for message in batch]

    def status(self, question: messaging.StatusQuestion) -> lilac.StatusResult:
        return lilac.StatusResult.not_found()


def set_up(desk: support.Desk) -> None:
    """Two calls, and one user who has begun today."""
    for sequence, day in ((1, 1), (2, 7)):
        desk.define_outbound_plan(sequence=sequence, day_index=day, by=support.admin(1))
    desk.enrol_user_cycle(user_id=7, user_cycle_id=70, started_on=date(2026, 1, 12), site_id=5, name="Kim Minji",
                          phone="010-1234-5678", time_zone="Asia/Seoul", by=support.system)


def shout(event: support.OutboundCompleted, about: lilac.Heard) -> None:
    """Hears of calls."""
    print(f"  heard: call {event.user_outbound_id} of day {event.day_index}, by {about.actor.id}")


def main() -> None:
    now = datetime(2026, 1, 12, 0, 30, tzinfo=timezone.utc)
    with support.open(store=MemoryStore(), gateway=Carrier(), clock=lambda: now,
                      rules=[support.Rules(edit_window=timedelta(hours=12))]) as desk:
        set_up(desk)
        for call in desk.today():
            print(f"call {call.user_outbound_id}: {call.name}, {call.phone}, day {call.day_index}")
        with desk.on(support.OutboundCompleted, shout):
            plan = desk.complete_outbound(user_outbound_id=1, by=support.operator(3))
        print(f"call {plan.id} is {plan.status.name}")
        desk.send_free_text_message(user_id=7, user_cycle_id=70, text="Well done!", by=support.operator(3))
        desk.advance_to()
        try:
            desk.complete_outbound(user_outbound_id=1, by=support.operator(4))
        except support.CallAlreadyCompleted as refusal:
            print(f"{refusal.code} at {refusal.field}: {refusal}")
        for line in desk.logs(user_id=7):
            print(line.created_at.isoformat(), line.type.name, line.meta)


if __name__ == "__main__":
    main()
