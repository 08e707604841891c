"""A month at a telecom, in Python: nothing here is written by hand for billing but the story."""
from datetime import date, datetime, timezone

import pytest

import lilac
from lilac import billing, messaging
from lilac.testing import RecordingGateway

CLERK = lilac.operator(1)
BOSS = lilac.admin(1)


@pytest.fixture
def gateway():
    return RecordingGateway()


@pytest.fixture
def desk(clock, gateway):
    clock.now = datetime(2026, 1, 26, tzinfo=timezone.utc)
    with billing.open(":memory:", clock=clock, gateway=gateway) as opened:
        opened.publish_prices(
            plans=[billing.Price(code="P1", name="LTE 33", monthly=33000, tax=billing.Tax.TAXABLE, includes_tax=True)],
            currency="KRW", vat_percent=10, late_fee_percent=2, truncate_below=10, minor_limit=0, by=BOSS)
        for channel, subject in ((messaging.Channel.EMAIL, "Bill {no}"), (messaging.Channel.SMS, "")):
            opened.messaging.define_template(
                template_id=300, channel=channel, category=messaging.Category.TRANSACTIONAL, locale="en",
                subject=subject, body="{no} {period} {total} {due_on} {link}",
                variables=["no", "period", "total", "due_on", "link"], by=BOSS)
        opened.register_subscriber(subscriber_id=1, customer_id=1, kind=billing.CustomerKind.PERSONAL,
                                   name="Kim <Minji>", email="minji@ex.com", phone="010-1234-5678", cycle_day=25,
                                   joined_on=date(2025, 6, 1), plan="P1", by=CLERK)
        yield opened


def settled(desk, period):
    run = desk.open_billing_run(period=period, cycle_day=25, by=CLERK)
    while run.state in (billing.RunState.Opened, billing.RunState.Settling):
        run = desk.settle_next_chunk(run_id=run.id, token=run.token, by=CLERK)
    return run


def test_a_month_from_the_run_to_the_message(desk, gateway):
    run = settled(desk, 202601)
    assert run.state is billing.RunState.Settled and run.counts.bills == 1 and run.counts.total == 33000
    (row,) = desk.bills(run_id=run.id)
    assert row.no == "202601-25-0000000001" and row.state is billing.BillState.Draft
    assert row.bill.total == lilac.Money(minor=33000, currency="KRW")
    assert row.bill.lines[0].kind is billing.LineKind.PLAN
    desk.approve_run(run_id=run.id, by=BOSS)
    desk.release_bills(run_id=run.id, by=CLERK)
    desk.run_until_idle()
    (sent,) = gateway.sent
    assert sent.address == "minji@ex.com" and "202601-25-0000000001" in sent.text
    (row,) = desk.bills(run_id=run.id)
    assert row.delivery is billing.DeliveryState.Delivered and row.channel is billing.DeliveryChannel.EMAIL
    assert all(line.is_right for line in desk.reconcile(run_id=run.id))


def test_refusals_are_exceptions_of_their_own(desk):
    run = settled(desk, 202601)
    with pytest.raises(billing.TokenIsOld) as refused:
        desk.settle_next_chunk(run_id=run.id, token=run.token + 1, by=CLERK)
    assert refused.value.code == 4303 and isinstance(refused.value, billing.LeaseLost)
    with pytest.raises(billing.RunCannotBecome):
        desk.release_bills(run_id=run.id, by=CLERK)
    with pytest.raises(lilac.ActorNotAllowed):
        desk.approve_run(run_id=run.id, by=CLERK)


def test_a_bill_is_a_page_and_a_name_in_it_is_text(desk):
    settled(desk, 202601)
    bill = desk.preview_bill(subscriber_id=1, period=202601)[0]
    (page,) = desk.bill_document(bill_id=bill.id, form=billing.DocumentForm.HTML)
    assert "Kim &lt;Minji&gt;" in page.content and "33,000 KRW" in page.content
    (short,) = desk.bill_document(bill_id=bill.id, form=billing.DocumentForm.SMS)
    assert "33,000 KRW" in short.content
