"""A store in plain Python: it keeps the contract, plays the vectors, and what it raises comes out."""
import inspect
import traceback

import pytest

import lilac
from lilac import support
from lilac.testing import store_contract
from memory_store import MemoryStore

from conftest import OPERATOR


def test_the_example_keeps_the_contract():
    report = store_contract(MemoryStore)
    report.check()
    assert len(report.passed) > 30


def test_a_store_that_breaks_the_contract_is_found(monkeypatch):
    class Forgetful(MemoryStore):
        def commit(self, changes):
            return None

    report = store_contract(Forgetful)
    assert not report.ok and any("comes back as written" in one or "come back as written" in one for one in report.failed)
    with pytest.raises(AssertionError, match="does not keep the contract"):
        report.check()


def test_a_factory_that_gives_no_store_is_told():
    with pytest.raises(TypeError, match="store: must be a lilac.Store, not dict"):
        store_contract(dict)
    with pytest.raises(ZeroDivisionError):
        store_contract(lambda: 1 / 0)


def test_a_desk_on_it_leaves_the_same_journal(open_desk, desk):
    own = open_desk(store=MemoryStore())
    for one in (own, desk):
        one.complete_outbound(user_outbound_id=1, by=OPERATOR, command_id="k-1")
        one.create_memo(user_id=7, user_cycle_id=70, memo="ㄱ", by=OPERATOR)
    assert list(own.journal()) == list(desk.journal())
    assert own.logs(user_id=7) == desk.logs(user_id=7)
    assert own.complete_outbound(user_outbound_id=1, by=OPERATOR, command_id="k-1") == desk.complete_outbound(
        user_outbound_id=1, by=OPERATOR, command_id="k-1")


def test_a_second_desk_goes_on_where_the_first_one_stopped(open_desk):
    store = MemoryStore()
    first = open_desk(store=store)
    first.complete_outbound(user_outbound_id=1, by=OPERATOR)
    first.close()
    with support.open(store=store) as second:
        assert len(second.logs(user_id=7)) == 1


METHODS = sorted(name for name in vars(lilac.Store) if not name.startswith("_"))


class Failing(MemoryStore):
    """Raises in one method once it is told to."""

    method, error, answer = None, None, None

    def __getattribute__(self, name):
        method = object.__getattribute__(self, "method")
        if name != method:
            return object.__getattribute__(self, name)

        def fail_in_the_store(*arguments):
            if self.error is not None:
                raise self.error
            return self.answer

        return fail_in_the_store


def use_everything(desk):
    desk.create_memo(user_id=7, user_cycle_id=70, memo="x", by=OPERATOR, command_id="k-9")
    desk.logs(user_id=7)
    desk.find_users()
    list(desk.journal())
    desk.last_position()
    desk.redact(user_id=7, by=lilac.admin(1))


class HostsOwn(Exception):
    """No error of Lilac's."""


@pytest.mark.parametrize("method", [name for name in METHODS if name != "prepare"])
@pytest.mark.parametrize("error", [HostsOwn("disk on fire"), lilac.StorageError("full"), KeyboardInterrupt(), MemoryError()],
                         ids=lambda error: type(error).__name__)
def test_what_a_store_raises_comes_out_as_itself_with_its_traceback(open_desk, raised, method, error):
    store = Failing()
    desk = open_desk(store=store)
    store.method, store.error = method, error
    with pytest.raises(type(error)) as found:
        use_everything(desk)
    assert found.value is error
    assert [frame.name for frame in traceback.extract_tb(found.value.__traceback__)][-1] == "fail_in_the_store"
    assert raised == []
    store.method = None
    use_everything(desk)


@pytest.mark.parametrize("error", [HostsOwn(), KeyboardInterrupt()], ids=["HostsOwn", "KeyboardInterrupt"])
def test_what_prepare_raises_comes_out_of_open(error):
    store = Failing()
    store.method, store.error = "prepare", error
    with pytest.raises(type(error)) as found:
        support.open(store=store)
    assert found.value is error


WRONG = [("load", 5, "must be a tuple of three, not int"), ("load", (1, 2), "must be a tuple of three"),
         ("load", ("1", 1, b""), r"\[0\]: must be an int, not str"), ("load", (1, 1, "text"), r"\[2\]: must be bytes, not str"),
         ("scan", 5, "not iterable"), ("scan", [5], r"Store.scan\[0\]: must be a tuple of three"),
         ("scan_all", None, "not iterable"), ("next_id", "1", "Store.next_id: must be an int"), ("next_id", True, "must be an int"),
         ("next_id", 2**70, "must be between"), ("find_command", 1, "must be a tuple of three"),
         ("read_events", [(1, 1)], "must be a tuple of three"), ("read_commands", 5, "not iterable"), ("last_event", None, "must be an int"),
         ("commit", True, "must be None or a lilac.Verdict, not bool"), ("commit", lilac.Verdict(7), "about nothing that was to be written"),
         ("commit", lilac.Verdict.row_changed(99), "about nothing"), ("commit", lilac.Verdict.command_known(-1), "about nothing")]


@pytest.mark.parametrize("method, answer, text", WRONG)
def test_an_answer_of_the_wrong_type_is_a_clear_error(open_desk, raised, method, answer, text):
    store = Failing()
    desk = open_desk(store=store)
    store.method, store.answer = method, answer
    with pytest.raises((TypeError, ValueError), match=text):
        use_everything(desk)
    raised.clear()


def test_damaged_bytes_are_corrupt_data(open_desk):
    store = Failing()
    desk = open_desk(store=store)
    store.method, store.answer = "load", (1, 1, b"{no json")
    with pytest.raises(lilac.CorruptData):
        desk.complete_outbound(user_outbound_id=1, by=OPERATOR)


def test_a_generator_that_fails_half_way_comes_out(open_desk):
    class HalfWay(MemoryStore):
        fails = False

        def scan(self, *arguments):
            yield from super().scan(*arguments)
            if self.fails:
                raise HostsOwn("half way")

    store = HalfWay()
    desk = open_desk(store=store)
    store.fails = True
    with pytest.raises(HostsOwn, match="half way"):
        desk.find_users()


def test_a_conflict_is_tried_again(open_desk):
    class Busy(MemoryStore):
        left = 0

        def commit(self, changes):
            if self.left > 0 and changes.rows:
                self.left -= 1
                return lilac.Verdict.row_changed(0)
            return super().commit(changes)

    store = Busy()
    desk = open_desk(store=store)
    store.left = 3
    assert desk.complete_outbound(user_outbound_id=1, by=OPERATOR).id == 1
    store.left = 100
    with pytest.raises(lilac.Conflict):
        desk.complete_outbound(user_outbound_id=2, by=OPERATOR)


def test_what_a_store_is_given_is_typed(open_desk):
    class Watching(MemoryStore):
        def __init__(self):
            super().__init__()
            self.seen = []
            self.tables = ()

        def prepare(self, tables):
            self.tables = tables
            super().prepare(tables)

        def commit(self, changes):
            self.seen.append(changes)
            return super().commit(changes)

    store = Watching()
    open_desk(store=store)
    table = next(table for table in store.tables if table.name == "UserSupportLog")
    assert (table.context, table.entity) == ("support", 2005) and lilac.IndexSpec("find_by_user_id", False) in table.indexes
    write = store.seen[-1].rows[-1]
    assert type(write) is lilac.Write and isinstance(write.action, lilac.Action) and isinstance(write.data, bytes)
    assert all(type(place) is lilac.Place and isinstance(place.key, bytes) for place in write.places)
    assert [type(command) for command in store.seen[-1].commands] == [lilac.Command]


def test_the_base_class_says_what_is_to_be_done():
    assert all(inspect.getdoc(getattr(lilac.Store, name)) for name in METHODS)
