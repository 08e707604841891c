"""Desks to test on. The package is found by PYTHONPATH: the build tree's python/, or an installed one."""
from __future__ import annotations

import pathlib
import sys
from datetime import date, datetime, timezone

import pytest

import lilac
from lilac import billing, support

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "examples" / "python"))
NOW = datetime(2026, 1, 5, 0, 30, tzinfo=timezone.utc)
OPERATOR = lilac.operator(3)


def set_up(desk):
    """A programme of two calls, and user 7 with cycle 70 in it: calls 1 and 2."""
    desk.define_outbound_plan(sequence=1, day_index=1, by=lilac.admin(1))
    desk.define_outbound_plan(sequence=2, day_index=7, by=lilac.admin(1))
    desk.enrol_user_cycle(user_id=7, user_cycle_id=70, started_on=date(2026, 1, 5), site_id=5, name="Kim Minji",
                          phone="010-1234-5678", time_zone="Asia/Seoul", by=lilac.system)
    return desk


class Clock:
    """Stands still until it is set."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def raised():
    """What ports raised and no call failed by."""
    return []


@pytest.fixture
def desk(clock, raised):
    with support.open(":memory:", clock=clock, on_port_error=lambda port, error: raised.append((port, error))) as opened:
        yield set_up(opened)
    assert raised == []


@pytest.fixture
def open_billing(clock):
    """Opens a desk of billing."""
    opened = []

    def open():
        opened.append(billing.open(":memory:", clock=clock))
        return opened[-1]

    yield open
    for one in opened:
        one.close()


@pytest.fixture
def open_desk(clock, raised):
    """Opens a desk that is set up; options as for support.open."""
    opened = []

    def open(**options):
        options.setdefault("clock", clock)
        options.setdefault("on_port_error", lambda port, error: raised.append((port, error)))
        if "store" not in options:
            options.setdefault("path", ":memory:")
        opened.append(support.open(**options))
        return set_up(opened[-1])

    yield open
    for one in opened:
        one.close()
