"""Threads share a desk, a store in Python included."""
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import lilac
from lilac import support

from conftest import OPERATOR
from memory_store import MemoryStore


@pytest.fixture(autouse=True)
def switch_often():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def places(tmp_path):
    return {"memory": {}, "file": {"path": tmp_path / "desk.db", "synchronous": "off"}, "python": {"store": MemoryStore()}}


@pytest.mark.parametrize("where", ["memory", "file", "python"])
def test_threads_hammer_one_desk(open_desk, tmp_path, where):
    desk = open_desk(**places(tmp_path)[where])
    heard = []
    desk.on(support.UserMemoCreated, lambda event, about: heard.append(event.memo_id))

    def work(worker):
        done = 0
        for at in range(40):
            try:
                desk.create_memo(user_id=7, user_cycle_id=70, memo=f"{worker}-{at}", by=OPERATOR, command_id=f"{worker}-{at}")
                done += 1
            except lilac.Conflict:
                pass
            desk.memos(user_id=7)
            list(desk.events(desk.last_position() - 1))
        return done

    with ThreadPoolExecutor(6) as pool:
        done = sum(pool.map(work, range(6)))
    memos = desk.memos(user_id=7)
    assert len(memos) == len({memo.id for memo in memos}) == done == len(heard)
    assert [one.position for one in desk.events()] == list(range(1, desk.last_position() + 1))


def test_threads_complete_each_call_once(open_desk):
    desk = open_desk()
    outcomes = []

    def work():
        try:
            desk.complete_outbound(user_outbound_id=1, by=OPERATOR)
            outcomes.append("completed")
        except (support.CallAlreadyCompleted, lilac.Conflict) as refusal:
            outcomes.append(type(refusal).__name__)

    threads = [threading.Thread(target=work) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("completed") == 1 and len(outcomes) == 12


def test_the_interpreter_is_free_while_the_engine_works(open_desk):
    """A store that waits for another thread of Python: with the interpreter held this would never end."""
    class Waiting(MemoryStore):
        def commit(self, changes):
            asked.set()
            assert answered.wait(20)
            return super().commit(changes)

    asked, answered = threading.Event(), threading.Event()
    answered.set()
    store = Waiting()
    desk = open_desk(store=store)
    asked.clear(), answered.clear()
    thread = threading.Thread(target=lambda: desk.complete_outbound(user_outbound_id=1, by=OPERATOR))
    thread.start()
    assert asked.wait(20)
    assert desk.today(), "others read meanwhile"
    answered.set()
    thread.join(20)
    assert len(desk.logs(user_id=7)) == 1


def test_listeners_come_and_go_while_others_write(open_desk):
    desk = open_desk()
    stop = threading.Event()

    def listen():
        while not stop.is_set():
            desk.on(support.UserMemoCreated, lambda event, about: None).end()

    threads = [threading.Thread(target=listen) for _ in range(3)]
    for thread in threads:
        thread.start()
    for at in range(300):
        desk.create_memo(user_id=7, user_cycle_id=70, memo="x", by=OPERATOR)
    stop.set()
    for thread in threads:
        thread.join(30)
    assert len(desk.memos(user_id=7)) == 300


def test_desks_are_opened_and_dropped_on_many_threads():
    def work(_):
        for _ in range(30):
            with support.open(":memory:") as desk:
                desk.define_outbound_plan(sequence=1, day_index=1, by=lilac.admin(1))
        return True

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(4)))
