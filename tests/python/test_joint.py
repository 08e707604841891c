"""One desk with several contexts, and what a desk says that lacks some."""
import warnings
from datetime import date, timedelta

import pytest

import lilac
from lilac import billing, messaging, support
from lilac.testing import RecordingGateway, RecordingSiteContext

from conftest import NOW, OPERATOR, set_up

BOSS = lilac.admin(1)


def register(desk):
    """Subscriber 7 is not patient 7."""
    desk.publish_prices(
        plans=[billing.Price(code="P1", name="LTE 33", monthly=33000, tax=billing.Tax.TAXABLE, includes_tax=True)],
        currency="KRW", vat_percent=10, late_fee_percent=2, truncate_below=10, minor_limit=0, by=BOSS)
    return desk.register_subscriber(
        subscriber_id=7, customer_id=7, kind=billing.CustomerKind.PERSONAL, name="Lee Suho", email="suho@ex.com",
        phone="010-9999-0000", cycle_day=25, joined_on=date(2025, 6, 1), plan="P1", by=OPERATOR)


@pytest.fixture
def desk(clock):
    with lilac.open(":memory:", contexts=[support, billing], clock=clock) as opened:
        set_up(opened.support)
        yield opened


def test_each_context_stands_under_its_name(desk):
    assert desk.support.complete_outbound(user_outbound_id=1, by=OPERATOR).id == 1
    assert register(desk.billing).id == 7
    assert [line.user_id for line in desk.support.logs(user_id=7)] == [7]
    assert desk.messaging.dead_messages() == []
    assert isinstance(desk, lilac.JointDesk)


def test_contexts_go_by_module_or_name_and_bring_those_that_they_are_linked_with(clock):
    for contexts in ([support], ["support"], ("support", messaging), [support, support]):
        with lilac.open(":memory:", contexts=contexts, clock=clock) as desk:
            assert desk.support.logs(user_id=7) == [] and desk.messaging.dead_messages() == []
            assert not hasattr(desk, "billing")
            with pytest.raises(lilac.Refused):
                desk.execute(billing.ChangePlan(subscriber_id=7, plan="P1", from_=date(2026, 2, 1)), by=OPERATOR)


def test_wrong_contexts_are_refused(tmp_path):
    for contexts, said in (([], "needs a context"), (["supprt"], "there is no context supprt")):
        with pytest.raises(ValueError, match=said):
            lilac.open(tmp_path / "x.db", contexts=contexts)
    for contexts in ("support", support):
        with pytest.raises(TypeError, match="a list of contexts"):
            lilac.open(tmp_path / "x.db", contexts=contexts)
    with pytest.raises(TypeError, match="site_context"):
        lilac.open(":memory:", contexts=[messaging], site_context=RecordingSiteContext())
    assert not (tmp_path / "x.db").exists()


def test_records_of_all_contexts_are_taken(desk):
    reply = desk.execute(support.SkipOutbound(user_outbound_id=1), by=OPERATOR)
    assert type(reply) is support.UserOutboundPlan
    plan = desk.preview(messaging.Suppress(recipient_id=7, reason="OPTED_OUT"), by=BOSS)
    assert {type(one.event) for one in plan.events} == {messaging.RecipientSuppressed}
    assert desk.query(billing.GetMonths()) == []
    heard = []
    with desk.on(billing.PricesPublished, lambda event, told: heard.append(event)):
        register(desk.billing)
    assert len(heard) == 1


def test_a_batch_is_one_commit_over_all_contexts(desk):
    before = desk.last_position()

    def run(batch):
        batch.support.complete_outbound(user_outbound_id=1, by=OPERATOR)
        register(batch.billing)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.batch(run)
    assert desk.last_position() == before
    with desk.batch() as batch:
        call = batch.support.complete_outbound(user_outbound_id=1, by=OPERATOR)
        line = register(batch.billing)
        assert isinstance(batch, lilac.JointBatchCollector)
    assert call.result().id == 1 and line.result().id == 7


@pytest.mark.parametrize("contexts", [[support, billing], [billing, support], ["billing", "messaging", "support"]])
def test_each_context_looks_up_its_own_people(clock, contexts):
    gateway = RecordingGateway()
    with lilac.open(":memory:", contexts=contexts, clock=clock, gateway=gateway) as desk:
        set_up(desk.support)
        register(desk.billing)
        desk.messaging.request_message(dedup_key="bill", purpose="billing.bill", category=messaging.Category.TRANSACTIONAL,
                                       recipient_id=7, steps=[messaging.Channel.SMS], text="50,000 won", by=lilac.system)
        desk.support.send_free_text_message(user_id=7, user_cycle_id=70, text="Hello", by=OPERATOR)
        desk.run_until_idle()
    assert [(message.text, message.address) for message in gateway.sent] == [("50,000 won", "010-9999-0000"),
                                                                             ("Hello", "010-1234-5678")]


def test_at_the_end_of_its_block_it_is_closed(clock):
    with lilac.open(":memory:", contexts=[support], clock=clock) as desk:
        calls = desk.support
    assert desk.closed
    with pytest.raises(lilac.ClosedError):
        calls.plans(user_id=7)


def test_a_file_that_knows_more_contexts_than_the_desk_has_is_warned_of(tmp_path, clock):
    path = tmp_path / "desk.db"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with lilac.open(path, contexts=[support, billing], clock=clock) as desk:
            assert desk.absent_contexts() == []
            identity = desk.store_identity()
            set_up(desk.support)
        with lilac.open(path, contexts=[billing, support], clock=clock) as desk:
            assert desk.store_identity() == identity and len(identity) == 16
        with support.open(path, clock=clock, read_only=True) as desk:
            assert desk.absent_contexts() == ["billing"]
        with pytest.raises(lilac.AbsentContextsWarning):  # where warnings are errors the desk does not stay open
            support.open(path, clock=clock)
    with pytest.warns(lilac.AbsentContextsWarning, match="written with billing as well") as told:
        support.open(path, clock=clock).close()
    assert told[0].filename == __file__
    with pytest.warns(lilac.AbsentContextsWarning, match="billing") as told:
        lilac.open(path, contexts=[support], clock=clock).close()
    assert told[0].filename == __file__


@pytest.mark.parametrize("open_one", [lambda **options: lilac.open(":memory:", contexts=[support], **options).support,
                                      lambda **options: support.open(":memory:", **options)])
def test_how_far_back_an_instant_may_lie_is_the_hosts_to_say(open_one, clock):
    def step_back(by, **options):
        desk = open_one(clock=clock, **options)
        desk.define_outbound_plan(sequence=1, day_index=1, by=BOSS)
        desk.define_outbound_plan(sequence=2, day_index=2, by=BOSS, at=NOW - by)

    tick = timedelta(milliseconds=1)
    for options, longest in (({}, timedelta(minutes=5)), ({"longest_step_back": None}, timedelta(minutes=5)),
                             ({"longest_step_back": timedelta(hours=1)}, timedelta(hours=1)),
                             ({"longest_step_back": timedelta()}, timedelta())):
        step_back(longest, **options)
        with pytest.raises(lilac.ClockSteppedBack):
            step_back(longest + tick, **options)
    step_back(timedelta(days=9000), longest_step_back=timedelta.max)
    with pytest.raises(lilac.InvalidArgument, match="longest_step_back"):
        open_one(longest_step_back=-tick)
    with pytest.raises(TypeError, match="longest_step_back"):
        open_one(longest_step_back=5)
