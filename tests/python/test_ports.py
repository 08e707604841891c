"""Gateways, the Site context, the address book, zones and clocks in Python."""
import gc
import sys
import traceback
import weakref
from datetime import date, datetime, timedelta, timezone
import zoneinfo

import pytest

import lilac
from lilac import messaging, support
from lilac.testing import RecordingGateway, RecordingSiteContext

from conftest import NOW, OPERATOR, set_up


class Gateway(lilac.MessageGateway):
    """Does what it is told; never calls super().__init__()."""

    def __init__(self, send=None, status=None, room=100):
        self.batches = []
        self._send, self._status, self._room = send, status, room

    def send(self, batch):
        self.batches.append(batch)
        return self._send(batch) if self._send else [lilac.SendResult.accepted(f"v-{one.message_id}") for one in batch]

    def status(self, question):
        return self._status(question) if self._status else lilac.StatusResult.unavailable()

    def max_in_flight(self):
        return self._room() if callable(self._room) else self._room


def write_message(desk):
    return desk.send_free_text_message(user_id=7, user_cycle_id=70, text="Hello", by=OPERATOR)


def the_message(desk):
    return desk.messages(user_id=7)[0]


def test_a_gateway_carries_messages_with_whole_addresses(open_desk):
    gateway = Gateway()
    desk = open_desk(gateway=gateway)
    write_message(desk)
    desk.advance_to()
    ((message,),) = gateway.batches
    assert type(message) is messaging.OutgoingMessage and message.channel is messaging.Channel.SMS
    assert message.address == "010-1234-5678" and message.text == "Hello" and message.at == NOW
    assert "5678" not in repr(message)
    assert the_message(desk).status is support.UserSupportMessageStatus.SENT


def test_without_a_gateway_messages_wait(open_desk):
    desk = open_desk()
    write_message(desk)
    desk.advance_to()
    assert the_message(desk).status is support.UserSupportMessageStatus.RETRY_PENDING


def test_a_rejection_is_final_and_a_pending_one_is_asked_for(open_desk, clock):
    gateway = Gateway(send=lambda batch: [lilac.SendResult.rejected(messaging.FailureKind.PERMANENT, "NO_SUCH_NUMBER")])
    desk = open_desk(gateway=gateway)
    write_message(desk)
    desk.advance_to()
    assert the_message(desk).status is support.UserSupportMessageStatus.FAILED

    questions = []
    gateway = Gateway(send=lambda batch: [lilac.SendResult.pending()],
                      status=lambda question: questions.append(question) or lilac.StatusResult.accepted("v-1"))
    desk = open_desk(gateway=gateway)
    write_message(desk)
    desk.advance_to()
    desk.advance_to(clock.now + timedelta(minutes=5))
    assert type(questions[0]) is messaging.StatusQuestion
    assert the_message(desk).status is support.UserSupportMessageStatus.SENT


WRONG = {
    "raises": (lambda batch: 1 / 0, ZeroDivisionError, "division"),
    "None": (lambda batch: None, TypeError, "MessageGateway.send.* must be a list of lilac.SendResult, not None"),
    "too few": (lambda batch: [], ValueError, "one result per message: 1, not 0"),
    "too many": (lambda batch: [lilac.SendResult.accepted()] * 2, ValueError, "one result per message: 1, not 2"),
    "texts": (lambda batch: ["ok"], TypeError, "must be a lilac.SendResult, not str"),
    "status results": (lambda batch: [lilac.StatusResult.not_found()], TypeError, "must be a lilac.SendResult, not StatusResult"),
    "wrong inside": (lambda batch: [lilac.SendResult(lilac.SendAnswer.Accepted, vendor_id=5)], TypeError, "vendor_id: must be a str"),
    "surrogates": (lambda batch: [lilac.SendResult.accepted("\ud800")], lilac.InvalidArgument, "vendor_id"),
}


@pytest.mark.parametrize("send, kind, text", WRONG.values(), ids=WRONG)
def test_what_a_gateway_does_wrong_reaches_the_hook_and_nobody_knows(open_desk, raised, clock, send, kind, text):
    desk = open_desk(gateway=Gateway(send=send))
    write_message(desk)
    desk.advance_to()
    ((port, error),) = raised
    assert port == "MessageGateway.send" and isinstance(error, kind)
    import re
    assert re.search(text, str(error))
    assert the_message(desk).status is support.UserSupportMessageStatus.RETRY_PENDING
    (message,) = desk.messaging.messages(state=messaging.MessageState.Unknown)
    assert message.attempts == 1
    raised.clear()


def test_without_a_hook_sys_unraisablehook_hears_of_it_with_the_traceback(clock, monkeypatch):
    heard = []
    monkeypatch.setattr(sys, "unraisablehook", heard.append)

    def fail_here(batch):
        raise LookupError("lost")

    with support.open(":memory:", clock=clock, gateway=Gateway(send=fail_here)) as desk:
        write_message(set_up(desk))
        desk.advance_to()
    (one,) = heard
    assert one.exc_type is LookupError and one.object == "MessageGateway.send"
    assert traceback.extract_tb(one.exc_value.__traceback__)[-1].name == "fail_here"


def test_a_hook_that_raises_does_not_hide_what_was_raised(clock, monkeypatch):
    heard = []
    monkeypatch.setattr(sys, "unraisablehook", heard.append)

    def hook(port, error):
        raise RuntimeError("the hook")

    with support.open(":memory:", clock=clock, gateway=Gateway(send=lambda batch: 1 / 0), on_port_error=hook) as desk:
        write_message(set_up(desk))
        desk.advance_to()
    assert [one.exc_type for one in heard] == [RuntimeError, ZeroDivisionError]


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_an_interrupt_in_a_gateway_comes_out_and_ends_the_call(open_desk, kind):
    def interrupted(batch):
        raise kind("stop")

    desk = open_desk(gateway=Gateway(send=interrupted))
    write_message(desk)
    with pytest.raises(kind) as raised_here:
        desk.advance_to()
    assert traceback.extract_tb(raised_here.value.__traceback__)[-1].name == "interrupted"
    assert desk.messages(user_id=7), "the desk goes on"


def test_a_gateway_that_cannot_tell_its_room_takes_nothing(open_desk, raised):
    gateway = Gateway(room=lambda: "many")
    desk = open_desk(gateway=gateway)
    write_message(desk)
    desk.advance_to()
    assert gateway.batches == [] and {port for port, _ in raised} == {"MessageGateway.max_in_flight"}
    raised.clear()
    desk = open_desk(gateway=Gateway(room=-1))
    write_message(desk)
    desk.advance_to()
    assert raised == []


def test_wrong_status_answers_reach_the_hook(open_desk, raised, clock):
    desk = open_desk(gateway=Gateway(send=lambda batch: [lilac.SendResult.pending()], status=lambda question: None))
    write_message(desk)
    desk.advance_to()
    desk.advance_to(clock.now + timedelta(minutes=1))
    assert {(port, type(error)) for port, error in raised} == {("MessageGateway.status", TypeError)}
    raised.clear()


def test_a_port_is_complete_or_cannot_be_made():
    class Half(lilac.MessageGateway):
        def send(self, batch):
            return []

    with pytest.raises(TypeError, match="status"):
        Half()
    with pytest.raises(TypeError, match="abstract"):
        support.SiteContext()
    with pytest.raises(TypeError, match="abstract"):
        lilac.Store()


def test_ports_live_as_long_as_the_desk(open_desk):
    gateway = Gateway()
    seen, gone = gateway.batches, weakref.ref(gateway)
    desk = open_desk(gateway=gateway)
    del gateway
    gc.collect()
    write_message(desk)
    desk.advance_to()
    assert len(seen) == 1 and gone() is not None
    desk.close()
    gc.collect()
    assert gone() is None


def test_a_gateway_may_call_the_desk(open_desk):
    def send(batch):
        desk.create_memo(user_id=7, user_cycle_id=70, memo="on its way", by=OPERATOR)
        return [lilac.SendResult.accepted()]

    desk = open_desk(gateway=Gateway(send=send))
    write_message(desk)
    desk.advance_to()
    assert desk.memos(user_id=7)[0].memo == "on its way"
    assert the_message(desk).status is support.UserSupportMessageStatus.SENT


def test_a_refusal_inside_a_gateway_is_its_own(open_desk, raised):
    desk = open_desk(gateway=Gateway(send=lambda batch: desk.complete_outbound(user_outbound_id=404, by=OPERATOR)))
    write_message(desk)
    desk.advance_to()
    assert [type(error) for _, error in raised] == [lilac.NotFound]
    raised.clear()


# --- What is shipped


def test_the_simulation_fails_as_told(open_desk, clock):
    always = messaging.SimulatedChannel(permanent_failures=1_000_000)
    gateway = lilac.SimulationGateway(seed=1, sms=always)
    desk = open_desk(gateway=gateway)
    write_message(desk)
    desk.advance_to()
    assert the_message(desk).status is support.UserSupportMessageStatus.FAILED
    assert gateway.counts()["sends"] == 1 and gateway.counts()["carried"] == 0
    with pytest.raises(TypeError, match=r"channels\[0\]"):
        lilac.SimulationGateway(email=5)
    out = messaging.Outage(channel=messaging.Channel.SMS, from_=NOW, until=NOW + timedelta(days=1))
    gateway = lilac.SimulationGateway(outages=[out])
    desk = open_desk(gateway=gateway)
    write_message(desk)
    desk.advance_to()
    assert gateway.counts()["failures"] == 1


def test_a_shipped_gateway_may_be_derived_from(open_desk):
    class Counting(lilac.SimulationGateway):
        def __init__(self):
            super().__init__(seed=1)
            self.seen = 0

        def send(self, batch):
            self.seen += len(batch)
            return super().send(batch)

    gateway = Counting()
    desk = open_desk(gateway=gateway)
    write_message(desk)
    desk.advance_to()
    assert gateway.seen == 1 and gateway.counts()["sends"] == 1


def test_forgetting_super_init_is_a_clear_error(open_desk, raised):
    class Forgetful(lilac.SimulationGateway):
        def __init__(self):
            pass

        def max_in_flight(self):
            return 10

    desk = open_desk(gateway=Forgetful())
    write_message(desk)
    desk.advance_to()
    assert "Forgetful.__init__() must call super().__init__()" in str(raised[0][1])
    raised.clear()


def test_the_file_gateway_writes_a_line_each(open_desk, tmp_path):
    desk = open_desk(gateway=lilac.FileGateway(tmp_path / "out.jsonl"))
    write_message(desk)
    desk.advance_to()
    (line,) = (tmp_path / "out.jsonl").read_text().splitlines()
    assert "010-1234-****" in line and "5678" not in line
    with pytest.raises(lilac.GatewayError):
        lilac.FileGateway(tmp_path / "no" / "out.jsonl")


# --- The Site context


def test_the_site_context_is_told(open_desk):
    site = RecordingSiteContext()
    desk = open_desk(site_context=site)
    desk.update_user_site(user_id=7, site_id=6, by=OPERATOR)
    desk.run_until_idle()
    assert [(one.from_, one.to) for one in site.sites] == [(5, 6)] and len(site.keys) == 1


@pytest.mark.parametrize("trusts_errors", [False, True])
def test_what_the_site_context_raises_is_tried_again_and_then_a_dead_letter(open_desk, clock, raised, trusts_errors):
    site = RecordingSiteContext()
    site.is_down = True
    site.trusts_errors = trusts_errors
    desk = open_desk(site_context=site)
    desk.update_user_site(user_id=7, site_id=6, by=OPERATOR)
    desk.advance_to(clock.now + timedelta(days=1))
    (letter,) = desk.dead_letters()
    assert letter.attempts == len(site.keys) == 5 and len(set(site.keys)) == 1
    assert letter.error == ("The gateway failed: it is down." if trusts_errors else "5902 GATEWAY")
    assert raised == [], "a GatewayError is an answer"
    site.is_down = False
    desk.replay_dead_letter(letter.id, clock.now + timedelta(days=1))
    desk.run_until_idle(clock.now + timedelta(days=1))
    assert len(site.sites) == 1 and desk.dead_letters() == []


def test_whoever_says_nothing_of_it_is_not_trusted_to_name_nobody(open_desk, clock):
    class Quoting(support.SiteContext):
        def update_site(self, event, delivery):
            raise lilac.GatewayError("Kim Minji, 010-1234-5678, is not known")

        update_md = delete_md = update_site

    desk = open_desk(site_context=Quoting())
    desk.update_user_site(user_id=7, site_id=6, by=OPERATOR)
    desk.advance_to(clock.now + timedelta(days=1))
    assert [letter.error for letter in desk.dead_letters()] == ["5902 GATEWAY"]


def test_dead_letters_are_tried_again_together(open_desk, clock):
    site = RecordingSiteContext()
    site.is_down = True
    desk = open_desk(site_context=site)
    desk.enrol_user_cycle(user_id=8, user_cycle_id=80, started_on=date(2026, 1, 5), site_id=5, name="Lee Seojun",
                          phone="010-1234-5679", time_zone="Asia/Seoul", by=lilac.system)
    for user_id in (7, 8):
        desk.update_user_site(user_id=user_id, site_id=6, by=OPERATOR)
    later = clock.now + timedelta(days=1)
    desk.advance_to(later)
    assert len(desk.dead_letters()) == 2
    site.is_down = False
    assert desk.replay_dead_letters(policy="support.update_md", now=later) == (0, 0)
    assert desk.replay_dead_letters(policy="support", reason="it is up", now=later) == (0, 0)
    assert desk.replay_dead_letters(where=("user_id", 7), now=later) == (1, 0)
    assert desk.replay_dead_letters(now=later) == (1, 0)
    desk.run_until_idle(later)
    assert len(site.sites) == 2 and desk.dead_letters() == []


def test_other_exceptions_of_the_site_context_are_named_and_reach_the_hook(open_desk, clock, raised):
    class Broken(RecordingSiteContext):
        trusts_errors = True

        def update_site(self, request, delivery):
            raise ValueError("Kim Minji, 010-1234-5678")

    desk = open_desk(site_context=Broken())
    desk.update_user_site(user_id=7, site_id=6, by=OPERATOR)
    desk.advance_to(clock.now + timedelta(days=1))
    (letter,) = desk.dead_letters()
    assert "ValueError" in letter.error and "Minji" not in letter.error
    assert len(raised) == 5 and all(isinstance(error, ValueError) for _, error in raised)
    raised.clear()


# --- The address book


class Book(lilac.AddressBook):
    def __init__(self, find):
        self._find = find

    def find(self, recipient_id):
        return self._find(recipient_id)


@pytest.mark.parametrize("consents, at, sent", [
    ({}, NOW, False), ({"advertising_consent": True}, NOW, True), ({"night_consent": True}, NOW, False),
    ({"advertising_consent": True}, NOW + timedelta(hours=13), False),  # 22:30 in Seoul
    ({"advertising_consent": True, "night_consent": True}, NOW + timedelta(hours=13), True)])
def test_an_address_book_tells_who_agreed_to_advertisements(clock, consents, at, sent):
    gateway = RecordingGateway()
    clock.now = at
    book = Book(lambda id: lilac.Recipient(phone="010-0000-0001", time_zone="Asia/Seoul", **consents))
    with messaging.open(":memory:", clock=clock, gateway=gateway, address_book=book) as desk:
        desk.request_message(dedup_key="ad-1", purpose="test.ad", category=messaging.Category.ADVERTISING, recipient_id=7,
                             steps=[messaging.Channel.SMS], text="(\uad11\uace0) Half price today.", by=lilac.system)
        desk.run_until_idle()
    assert [message.address for message in gateway.sent] == (["010-0000-0001"] if sent else [])


def test_an_address_book_replaces_the_roster(open_desk):
    gateway = Gateway()
    desk = open_desk(gateway=gateway, address_book=Book(lambda id: lilac.Recipient(phone=f"010-0000-000{id}")))
    write_message(desk)
    desk.advance_to()
    assert gateway.batches[0][0].address == "010-0000-0007"
    assert "0007" not in repr(lilac.Recipient(phone="010-0000-0007"))


@pytest.mark.parametrize("find, kind", [(lambda id: 1 / 0, ZeroDivisionError), (lambda id: "010", TypeError),
                                        (lambda id: lilac.Recipient(phone=5), TypeError)])
def test_what_an_address_book_does_wrong_is_a_failed_try(open_desk, raised, find, kind):
    gateway = Gateway()
    desk = open_desk(gateway=gateway, address_book=Book(find))
    write_message(desk)
    desk.advance_to()
    assert gateway.batches == [] and {type(error) for _, error in raised} == {kind}
    raised.clear()


def test_nobody_is_nobody(open_desk):
    desk = open_desk(gateway=Gateway(), address_book=Book(lambda id: None))
    write_message(desk)
    desk.advance_to()
    assert the_message(desk).status is support.UserSupportMessageStatus.FAILED


# --- Zones and clocks


class Zones(lilac.Zones):
    """Through zoneinfo."""

    def knows(self, zone):
        return zone == "Asia/Seoul"

    def to_local(self, zone, instant):
        return instant.astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None)

    def to_instant(self, zone, local):
        return local.replace(tzinfo=zoneinfo.ZoneInfo(zone))


def test_zones_in_python_give_the_same(open_desk, desk):
    own = open_desk(zones=Zones())
    for one in (own, desk):
        one.complete_outbound(user_outbound_id=1, by=OPERATOR)
    assert list(own.journal()) == list(desk.journal()) and own.today() == desk.today()
    with pytest.raises(support.TimeZoneIsUnknown):
        own.update_user_contact(user_id=7, name="x", phone="010-1234-5678", time_zone="Mars", by=OPERATOR)


@pytest.mark.parametrize("method, answer, kind", [
    ("knows", lambda *_: 1 / 0, ZeroDivisionError), ("knows", lambda *_: 1, TypeError),
    ("to_local", lambda *_: 1 / 0, ZeroDivisionError), ("to_local", lambda *_: NOW, lilac.InvalidArgument),
    ("to_local", lambda *_: None, TypeError)])
def test_what_zones_raise_comes_out_and_nothing_is_written(open_desk, method, answer, kind):
    zones = Zones()
    desk = open_desk(zones=zones)
    before = desk.last_position()
    setattr(zones, method, answer)
    for _ in range(3):
        with pytest.raises(kind):
            if method == "knows":
                desk.update_user_contact(user_id=7, name="x", phone="010-1234-5678", time_zone="Asia/Tokyo", by=OPERATOR)
            else:
                desk.create_memo(user_id=7, user_cycle_id=70, memo="x", by=OPERATOR)
    assert desk.last_position() == before
    del zones.__dict__[method]
    assert desk.create_memo(user_id=7, user_cycle_id=70, memo="x", by=OPERATOR).id == 1


def test_a_clock_is_asked_each_time(open_desk, clock):
    desk = open_desk()
    clock.now = NOW + timedelta(hours=1)
    assert desk.complete_outbound(user_outbound_id=1, by=OPERATOR).resolved_at == clock.now == desk.now()


def test_what_a_clock_does_wrong_comes_out(open_desk, clock):
    desk = open_desk()
    clock.now = datetime(2026, 1, 5)
    with pytest.raises(lilac.InvalidArgument, match=r"clock\(\): is a naive datetime"):
        desk.complete_outbound(user_outbound_id=1, by=OPERATOR)
    clock.now = "noon"
    with pytest.raises(TypeError, match=r"clock\(\): must be an aware datetime, not str"):
        desk.advance_to()
    bad = support.open(":memory:", clock=lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bad.now()


def test_the_default_clock_is_the_systems():
    with support.open(":memory:") as desk:
        assert abs(desk.now() - datetime.now(timezone.utc)) < timedelta(seconds=5)


def test_a_recording_gateway_answers_as_told(open_desk):
    gateway = RecordingGateway().will_answer(lilac.SendResult.rejected(messaging.FailureKind.PERMANENT, "NO"))
    desk = open_desk(gateway=gateway)
    write_message(desk)
    desk.advance_to()
    assert gateway.batches == [1] and the_message(desk).status is support.UserSupportMessageStatus.FAILED
