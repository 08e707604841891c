"""Closing, forking, collecting, and the end of the interpreter."""
import gc
import os
import subprocess
import sys
import textwrap
import threading
import weakref

import pytest

import lilac
from lilac import support

from conftest import NOW, OPERATOR, set_up
from memory_store import MemoryStore

WITH_ASAN = "libasan" in os.environ.get("LD_PRELOAD", "")


# --- Closing


def every_call():
    return [lambda desk: desk.complete_outbound(user_outbound_id=1, by=OPERATOR),
            lambda desk: desk.execute(support.CompleteOutbound(user_outbound_id=1), by=OPERATOR),
            lambda desk: desk.preview(support.CompleteOutbound(user_outbound_id=1), by=OPERATOR),
            lambda desk: desk.logs(user_id=7), lambda desk: desk.query(support.GetLogs(user_id=7)), lambda desk: desk.now(),
            lambda desk: desk.on(support.OutboundCompleted, print), lambda desk: desk.advance_to(),
            lambda desk: desk.run_until_idle(), lambda desk: desk.dead_letters(), lambda desk: desk.replay_dead_letter(1),
            lambda desk: desk.replay_dead_letters(policy="support"),
            lambda desk: desk.rebuild_view("x"), lambda desk: desk.trim_journal(1), lambda desk: desk.trim_commands(NOW),
            lambda desk: list(desk.journal()),
            lambda desk: list(desk.events()), lambda desk: desk.last_position(), lambda desk: desk.play("{}"),
            lambda desk: desk.redact(user_id=7, by=lilac.admin(1)), lambda desk: desk.batch(lambda batch: None),
            lambda desk: desk.messaging.messages(state=lilac.messaging.MessageState.Ready),
            lambda desk: desk.receive(support.CompleteOutbound(user_outbound_id=1), source_event_id="x")]


@pytest.mark.parametrize("call", every_call())
def test_a_closed_desk_says_so(open_desk, call):
    desk = open_desk()
    desk.close()
    assert desk.closed
    with pytest.raises(lilac.ClosedError, match="the desk is closed") as raised:
        call(desk)
    assert isinstance(raised.value, ValueError)


def test_closing_twice_does_nothing(open_desk):
    desk = open_desk()
    with desk:
        desk.close()
    desk.close()


def test_a_desk_that_was_never_opened_is_closed():
    desk = support.Desk()
    with pytest.raises(lilac.ClosedError):
        desk.now()
    desk.close()


def test_a_journal_that_is_being_read_ends_with_the_desk(open_desk):
    desk = open_desk()
    lines = desk.journal()
    next(lines)
    for _ in range(3):
        next(lines, None)
    desk.close()


def test_closing_inside_a_gateway_lets_the_call_end(open_desk):
    class Closing(lilac.MessageGateway):
        def send(self, batch):
            desk.close()
            return [lilac.SendResult.accepted() for _ in batch]

        def status(self, question):
            return lilac.StatusResult.unavailable()

    gateway = Closing()
    desk = open_desk(gateway=gateway)
    desk.send_free_text_message(user_id=7, user_cycle_id=70, text="x", by=OPERATOR)
    desk.advance_to()
    assert desk.closed


def test_closing_inside_a_batch_lets_it_commit(open_desk):
    store = MemoryStore()
    desk = open_desk(store=store)

    def run(batch):
        batch.complete_outbound(user_outbound_id=1, by=OPERATOR)
        desk.close()
        batch.complete_outbound(user_outbound_id=2, by=OPERATOR)

    desk.batch(run)
    with support.open(store=store) as again:
        assert len(again.logs(user_id=7)) == 2


def test_closing_a_file_while_threads_use_it(tmp_path, open_desk):
    desk = open_desk(path=tmp_path / "desk.db", synchronous="off")
    outcomes = []

    def work():
        try:
            while True:
                desk.create_memo(user_id=7, user_cycle_id=70, memo="x", by=OPERATOR)
        except lilac.ClosedError:
            outcomes.append("closed")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    desk.close()
    for thread in threads:
        thread.join(30)
    assert outcomes == ["closed"] * 4


def test_a_file_is_opened_again(tmp_path, open_desk):
    path = tmp_path / "desk.db"
    with open_desk(path=path) as desk:
        desk.complete_outbound(user_outbound_id=1, by=OPERATOR)
        journal = list(desk.journal())
    with support.open(path, must_exist=True) as again:
        assert list(again.journal()) == journal
    with support.open(str(path), read_only=True) as reader:
        assert len(reader.logs(user_id=7)) == 1
        with pytest.raises(lilac.StorageError):
            reader.complete_outbound(user_outbound_id=2, by=OPERATOR)


# --- The collector


def test_a_desk_that_nobody_holds_goes(clock):
    store = MemoryStore()
    gone = weakref.ref(store)
    desk = set_up(support.open(store=store, clock=clock))
    del store, desk
    gc.collect()
    assert gone() is None


def test_a_desk_and_a_gateway_that_hold_each_other_go_together(clock):
    class Holding(lilac.MessageGateway):
        def send(self, batch):
            return []

        def status(self, question):
            return lilac.StatusResult.unavailable()

    gateway = Holding()
    gateway.desk = support.open(":memory:", gateway=gateway, clock=clock)
    gateway.desk.on(support.OutboundCompleted, lambda event, about: gateway.desk)
    gone = weakref.ref(gateway)
    del gateway
    gc.collect()
    assert gone() is None


@pytest.mark.skipif(WITH_ASAN, reason="AddressSanitizer keeps freed memory for a while")
def test_calls_leave_nothing_behind(open_desk):
    """Memory of the extension is not Python's to count: the process must not grow."""
    import resource

    desk = open_desk()
    command = support.CompleteOutbound(user_outbound_id=404)

    def use(times):
        for _ in range(times):
            try:
                desk.execute(command, by=OPERATOR)
            except lilac.NotFound:
                pass
            desk.preview(support.CreateMemo(user_id=7, user_cycle_id=70, memo="x" * 500), by=OPERATOR)
            desk.find_users()
            repr(desk.today())
            support.LogVO(type=support.UserSupportLogType.LOG, meta={"a": "b" * 100}).meta
            subscription = desk.on(support.OutboundCompleted, print)
            subscription.end()
            with support.open(":memory:") as other:
                other.now()

    use(300)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    use(1500)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 6_000, "kilobytes"


# --- fork


def in_child(work):
    """What `work` returns in a forked process, as text."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, str(work()).encode())
        except BaseException as error:
            os.write(writing, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    assert os.waitpid(child, 0)[1] == 0
    return said


@pytest.mark.parametrize("call", every_call()[:18])
def test_an_inherited_desk_raises(desk, call):
    assert in_child(lambda: call(desk)).startswith("ForkedError: the desk belongs to the process")
    desk.complete_outbound(user_outbound_id=1, by=OPERATOR)


def test_a_new_desk_works_in_a_child(tmp_path, open_desk):
    path = tmp_path / "desk.db"
    desk = open_desk(path=path)

    def work():
        desk.close()
        with support.open(path) as own:
            return own.complete_outbound(user_outbound_id=1, by=OPERATOR).status.name

    assert in_child(work) == "COMPLETED"
    assert len(desk.logs(user_id=7)) == 1


@pytest.mark.skipif(WITH_ASAN, reason="the child may inherit a lock of AddressSanitizer's allocator")
def test_a_desk_is_forked_off_while_threads_work(open_desk):
    desk = open_desk()
    stop = threading.Event()

    def work():
        while not stop.wait(0.0001):
            desk.create_memo(user_id=7, user_cycle_id=70, memo="x", by=OPERATOR)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(10):
            assert in_child(lambda: support.open(":memory:").now() and "fine") == "fine"
            assert in_child(desk.now).startswith("ForkedError")
    finally:
        stop.set()
        for thread in threads:
            thread.join()


# --- The end of the interpreter


STATES = {
    "open": "",
    "kept by a cycle": "desk.itself = desk; holder = [desk]; holder.append(holder)",
    "with a listener": "desk.on(support.OutboundCompleted, lambda event, about: desk)",
    "with a thread waiting": "threading.Thread(target=threading.Event().wait, daemon=True).start()",
    "with daemon threads in the engine": """
def work():
    while True:
        desk.create_memo(user_id=7, user_cycle_id=70, memo="x", by=lilac.operator(3))
for _ in range(3): threading.Thread(target=work, daemon=True).start()
time.sleep(0.05)""",
    "with daemon threads in callbacks": """
def busy(event, about): time.sleep(0.001)
desk.on(support.UserMemoCreated, busy)
def work():
    while True:
        desk.create_memo(user_id=7, user_cycle_id=70, memo="x", by=lilac.operator(3))
for _ in range(3): threading.Thread(target=work, daemon=True).start()
time.sleep(0.05)""",
    "with a batch open": """
inside, never = threading.Event(), threading.Event()
def run(batch):
    batch.complete_outbound(user_outbound_id=1, by=lilac.operator(3)); inside.set(); never.wait()
threading.Thread(target=desk.batch, args=(run,), daemon=True).start()
inside.wait()""",
    "inside a block": "desk.batch().__enter__(); desk.journal().__next__",
    "closed by atexit": "atexit.register(lambda: (desk.complete_outbound(user_outbound_id=1, by=lilac.operator(3)), desk.close()))",
    "used by atexit after the last": "import atexit; atexit._run_exitfuncs(); desk.complete_outbound(user_outbound_id=1, by=lilac.operator(3))",
    "used while modules go": """
class Last:
    def __del__(self):
        try: desk.now()
        except Exception: pass
sys.last = Last()""",
    "with an error": "raise SystemExit(0)",
}
SCRIPT = """
import atexit, sys, threading, time
from datetime import date
import lilac
from lilac import support
desk = support.open({where})
desk.define_outbound_plan(sequence=1, day_index=1, by=lilac.admin(1))
desk.enrol_user_cycle(user_id=7, user_cycle_id=70, started_on=date(2026, 1, 5), site_id=5, name="Kim", phone="010-1234-5678",
                      time_zone="Asia/Seoul", by=lilac.system)
{state}
print("end")
"""


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
@pytest.mark.parametrize("where", ["memory", "file", "python"])
def test_the_interpreter_ends_with_open_desks(tmp_path, state, where):
    places = {"memory": '":memory:"', "file": repr(str(tmp_path / "desk.db")), "python": "store=MemoryStore()"}
    text = SCRIPT.format(where=places[where], state=textwrap.dedent(state))
    if where == "python":
        text = "from memory_store import MemoryStore\n" + text
    path = os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), sys.path[0]]))
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, timeout=60,
                              env={**os.environ, "PYTHONPATH": os.pathsep.join([path, *sys.path])})
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        if where == "file":
            os.remove(tmp_path / "desk.db")
