"""What a call from Python costs. By hand, on a Release build:

    PYTHONPATH=build/release/python python3 tests/benchmarks/python_bench.py

Medians of interleaved runs, in processor time. `complete_call` completes a planned call, with its log line and two events; the empty call
is a function bound by pybind11 that takes the same keyword arguments and does nothing.
"""
import statistics
import time
from datetime import date, datetime, timezone

import lilac
from lilac import _lilac, support

NOW = datetime(2026, 1, 12, tzinfo=timezone.utc)
OPERATOR = lilac.operator(3)
ROUNDS, CALLS = 15, 2000


class Carrier(lilac.MessageGateway):
    """Accepts everything, at once."""

    def __init__(self):
        self.accepted = lilac.SendResult.accepted()

    def send(self, batch):
        return [self.accepted] * len(batch)

    def status(self, question):
        return lilac.StatusResult.unavailable()


def enrolled(calls, **options):
    """A desk with as many calls to complete, of users with four each."""
    desk = support.open(":memory:", clock=lambda: NOW, **options)
    for sequence in range(1, 5):
        desk.define_outbound_plan(sequence=sequence, day_index=sequence, by=lilac.admin(1))
    with desk.batch() as batch:
        for user in range(1, calls // 4 + 1):
            batch.enrol_user_cycle(user_id=user, user_cycle_id=user, started_on=date(2026, 1, 5), site_id=5, name="Kim",
                                   phone="010-1234-5678", time_zone="Asia/Seoul", by=lilac.system)
    return desk


def per_call(work, calls):
    started = time.thread_time()
    work()
    return (time.thread_time() - started) / calls * 1e6


def empty():
    call, operator, at = _lilac.nothing, OPERATOR, NOW
    for id in range(1, CALLS + 1):
        call(user_outbound_id=id, by=operator, at=at)


def complete(desk):
    operator, at = OPERATOR, NOW
    for id in range(1, CALLS + 1):
        desk.complete_outbound(user_outbound_id=id, by=operator, at=at)


def execute(desk):
    operator, at, record = OPERATOR, NOW, support.CompleteOutbound
    for id in range(1, CALLS + 1):
        desk.execute(record(user_outbound_id=id), by=operator, at=at)


def refused(desk):
    """What goes through everything but the rules and the store: by somebody who may not."""
    call, nobody, at = desk.complete_outbound, lilac.admin(1), NOW
    for id in range(1, CALLS + 1):
        try:
            call(user_outbound_id=id, by=nobody, at=at)
        except lilac.Refused:
            pass


def in_cpp(desk):
    """The same commands by the engine alone, their replies constructed and dropped."""
    commands = [support.CompleteOutbound(user_outbound_id=id) for id in range(1, CALLS + 1)]
    return per_call(lambda: _lilac.execute_all(desk, commands, OPERATOR, NOW), CALLS)


def carried(gateway):
    desk = enrolled(40, gateway=gateway, rules=[lilac.messaging.Rules(claim_size=100)])
    for at in range(CALLS // 2):
        desk.send_free_text_message(user_id=at % 10 + 1, user_cycle_id=at % 10 + 1, text="Hello", by=OPERATOR)
    return per_call(desk.advance_to, CALLS // 2)


def main():
    found = {}
    for _ in range(ROUNDS):
        row = enrolled(4).plans(user_id=1)[0]
        measured = {
            "empty call bound by pybind11": per_call(empty, CALLS),
            "desk.complete_outbound(…)": per_call(lambda desk=enrolled(CALLS): complete(desk), CALLS),
            "desk.execute(CompleteOutbound(…))": per_call(lambda desk=enrolled(CALLS): execute(desk), CALLS),
            "the same commands in C++": in_cpp(enrolled(CALLS)),
            "refused at the door": per_call(lambda desk=enrolled(4): refused(desk), CALLS),
            "reading one int of a record": per_call(lambda: [row.id for _ in range(CALLS)], CALLS),
            "reading one datetime of a record": per_call(lambda: [row.created_at for _ in range(CALLS)], CALLS),
            "a message through a gateway in Python": carried(Carrier()),
            "a message through a gateway in C++": carried(lilac.SimulationGateway()),
        }
        for name, microseconds in measured.items():
            found.setdefault(name, []).append(microseconds)
    for name, all_of_them in found.items():
        print(f"{statistics.median(all_of_them):8.3f} µs  {name}")


if __name__ == "__main__":
    main()
