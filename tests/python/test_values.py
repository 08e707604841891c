"""What is given to fields and options: right, wrong, and at the edges."""
import zoneinfo
from datetime import date, datetime, timedelta, timezone, tzinfo

import pytest

import lilac
from lilac import messaging, support

from conftest import NOW, OPERATOR


def schedule(at):
    return support.RecordOutboundSchedule(user_outbound_id=1, schedule_at=at)


# --- Instants


def test_instants_come_back_in_utc():
    seoul = zoneinfo.ZoneInfo("Asia/Seoul")
    came_back = schedule(datetime(2026, 1, 5, 9, 30, 15, 250999, tzinfo=seoul)).schedule_at
    assert came_back == datetime(2026, 1, 5, 0, 30, 15, 250000, tzinfo=timezone.utc)
    assert came_back.tzinfo is timezone.utc


@pytest.mark.parametrize("offset", [timedelta(hours=14), timedelta(hours=-12), timedelta(minutes=345),
                                    timedelta(seconds=1, microseconds=1)])
def test_any_offset_counts(offset):
    local = datetime(2026, 6, 1, 12, tzinfo=timezone(offset))
    assert abs(schedule(local).schedule_at - local) < timedelta(milliseconds=1)


def test_the_two_readings_of_a_repeated_hour_differ():
    berlin = zoneinfo.ZoneInfo("Europe/Berlin")
    first, second = (schedule(datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=fold)).schedule_at for fold in (0, 1))
    assert second - first == timedelta(hours=1)


@pytest.mark.parametrize("at", [datetime(1, 1, 1, tzinfo=timezone.utc), datetime(1969, 12, 31, 23, 59, 59, 999000, tzinfo=timezone.utc),
                                datetime(9999, 12, 31, 23, 59, 59, 999000, tzinfo=timezone.utc)])
def test_instants_at_the_ends_of_time(at):
    assert schedule(at).schedule_at == at


def test_microseconds_are_cut_off_downwards_also_before_1970():
    assert schedule(datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=timezone.utc)).schedule_at.microsecond == 999000


def test_an_instant_that_is_out_of_range_in_utc_is_refused():
    with pytest.raises(lilac.InvalidArgument, match="schedule_at: must be between the years 1 and 9999"):
        schedule(datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))))


def test_a_naive_datetime_is_refused_by_name():
    with pytest.raises(lilac.InvalidArgument, match="schedule_at: is a naive datetime") as raised:
        schedule(datetime(2026, 1, 5))
    assert raised.value.field == "schedule_at" and raised.value.code == 4904 and isinstance(raised.value, ValueError)


class Absent(tzinfo):
    def utcoffset(self, when):
        return None


class Failing(tzinfo):
    def utcoffset(self, when):
        raise RuntimeError("no offset")


def test_a_zone_without_an_offset_makes_a_datetime_naive():
    with pytest.raises(lilac.InvalidArgument, match="naive"):
        schedule(datetime(2026, 1, 5, tzinfo=Absent()))


def test_what_a_zone_raises_comes_out():
    with pytest.raises(RuntimeError, match="no offset"):
        schedule(datetime(2026, 1, 5, tzinfo=Failing()))


@pytest.mark.parametrize("at", [date(2026, 1, 5), "2026-01-05T00:00:00Z", 0, 1.5, None])
def test_only_datetimes_are_instants(at):
    with pytest.raises(TypeError, match="schedule_at: must be an aware datetime, not"):
        schedule(at)


def test_a_datetime_is_no_date():
    with pytest.raises(TypeError, match="started_on: must be a date, not datetime"):
        support.EnrolUserCycle(user_id=1, user_cycle_id=1, started_on=NOW, site_id=1, name="", phone="", time_zone="")


def test_durations_come_back():
    for duration in (timedelta(0), timedelta(days=-1, milliseconds=1), timedelta(days=400, hours=1)):
        assert support.Rules(edit_window=duration).edit_window == duration
    with pytest.raises(TypeError, match="edit_window: must be a timedelta, not int"):
        support.Rules(edit_window=3)


# --- Numbers


@pytest.mark.parametrize("number", [True, False, 1.0, "1", None, b"1", [1]])
def test_only_ints_are_ids(number):
    with pytest.raises(TypeError, match="user_outbound_id: must be an int, not"):
        support.CompleteOutbound(user_outbound_id=number)


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**30])
def test_ids_must_fit(number):
    with pytest.raises(lilac.InvalidArgument, match="user_outbound_id: must be between -9223372036854775808"):
        support.CompleteOutbound(user_outbound_id=number)


@pytest.mark.parametrize("number", [2**31, -(2**31) - 1])
def test_narrow_numbers_must_fit(number):
    with pytest.raises(lilac.InvalidArgument, match="longest_memo: must be between -2147483648 and 2147483647"):
        support.Rules(longest_memo=number)


def test_numbers_at_their_ends():
    for number in (2**63 - 1, -(2**63)):
        assert support.CompleteOutbound(user_outbound_id=number).user_outbound_id == number


class Indexed:
    def __index__(self):
        return 42


def test_what_is_an_index_is_an_int():
    assert support.CompleteOutbound(user_outbound_id=Indexed()).user_outbound_id == 42


@pytest.mark.parametrize("flag", [1, 0, None, "true"])
def test_only_bools_are_bools(flag):
    with pytest.raises(TypeError, match="is_active: must be a bool"):
        support.SetOutboundPlanActive(outbound_plan_id=1, is_active=flag)


# --- Text


@pytest.mark.parametrize("text", ["\ud800", "a\udfff", "\udc80abc"])
def test_lone_surrogates_are_refused(text):
    with pytest.raises(lilac.InvalidArgument, match="memo: must be valid Unicode"):
        support.CreateMemo(user_id=1, user_cycle_id=1, memo=text)


def test_nul_is_refused():
    with pytest.raises(lilac.InvalidArgument, match="memo: must not hold a NUL"):
        support.CreateMemo(user_id=1, user_cycle_id=1, memo="a\0b")


@pytest.mark.parametrize("text", [b"bytes", 1, None])
def test_only_str_is_text(text):
    with pytest.raises(TypeError, match="memo: must be a str, not"):
        support.CreateMemo(user_id=1, user_cycle_id=1, memo=text)


def test_any_unicode_comes_back():
    for text in ("", "𐍈 ㄱ é \x01 \u200b \U0010ffff", "x" * 100_000):
        assert support.CreateMemo(user_id=1, user_cycle_id=1, memo=text).memo == text


# --- Compound values


def test_places_inside_are_named():
    with pytest.raises(TypeError, match=r"sequences\[1\]: must be an int, not str"):
        support.EnrolUserCycle(user_id=1, user_cycle_id=1, started_on=date(2026, 1, 5), site_id=1, name="", phone="",
                               time_zone="", sequences=[1, "2"])
    with pytest.raises(TypeError, match="variables.a: must be a str, not int"):
        support.SendTemplateMessage(user_id=1, user_cycle_id=1, template_id=1, variables={"a": 1})
    with pytest.raises(TypeError, match="facts: must be a lilac.support.LogFacts, not dict"):
        support.RecordSupportLog(user_id=1, user_cycle_id=1, day_index=1, type=support.UserSupportLogType.LOG,
                                 relation_id=1, facts={})


@pytest.mark.parametrize("status", [1, "RESOLVED", support.UserSupportLogType.MEMO, None])
def test_only_members_of_an_enumeration(status):
    with pytest.raises(TypeError, match="to: must be a lilac.support.UserSupportIssueStatus, not"):
        support.ChangeIssueStatus(issue_id=1, to=status)


def test_lists_are_lists_or_tuples():
    for given in ([1, 2], (1, 2)):
        assert messaging.RequestMessage(dedup_key="k", purpose="p", category=messaging.Category.TRANSACTIONAL,
                                        recipient_id=1, steps=[messaging.Channel.SMS] * len(given)).steps == (
            messaging.Channel.SMS, messaging.Channel.SMS)
    with pytest.raises(TypeError, match="steps: must be a list or tuple, not str"):
        messaging.RequestMessage(dedup_key="k", purpose="p", category=messaging.Category.TRANSACTIONAL, recipient_id=1,
                                 steps="SMS")


def log_line(meta):
    return support.LogVO(type=support.UserSupportLogType.LOG, meta=meta)


def test_json_objects_are_dicts():
    meta = {"a": [1, 2.5, None, True, "ㄱ"], "b": {"c": {}}, "n": 2**62}
    assert log_line(meta).meta == meta
    with pytest.raises(TypeError, match="meta: must be a dict, not list"):
        log_line([])


@pytest.mark.parametrize("meta", [{"a": object()}, {"a": float("nan")}, {"a": "\ud800"}, {"a": "x\0"}, {("t",): 1}])
def test_what_is_no_json_is_refused(meta):
    with pytest.raises(lilac.InvalidArgument, match="meta"):
        log_line(meta)


def test_json_that_holds_itself_is_refused():
    meta = {}
    meta["itself"] = meta
    with pytest.raises(lilac.InvalidArgument, match="meta"):
        log_line(meta)
    deep = {}
    for _ in range(100):
        deep = {"a": deep}
    with pytest.raises(lilac.InvalidArgument, match="meta"):
        log_line(deep)


def test_a_currency_is_three_letters_where_money_is_asked_for():
    assert lilac.Money(minor=1, currency="KRW") != lilac.Money(minor=1, currency="EUR")


# --- Options


def test_options_of_calls(desk):
    with pytest.raises(TypeError, match=r"complete_outbound\(\) is missing the keyword argument 'by'"):
        desk.complete_outbound(user_outbound_id=1)
    with pytest.raises(TypeError, match="by: must be a lilac.Actor"):
        desk.complete_outbound(user_outbound_id=1, by=3)
    with pytest.raises(TypeError, match="missing the keyword argument 'user_outbound_id'"):
        desk.complete_outbound(by=OPERATOR)
    with pytest.raises(TypeError, match="unexpected keyword argument 'user'"):
        desk.complete_outbound(user_outbound_id=1, user=1, by=OPERATOR)
    with pytest.raises(TypeError, match="keyword arguments only"):
        desk.complete_outbound(1, by=OPERATOR)
    with pytest.raises(lilac.InvalidArgument, match="at: is a naive datetime"):
        desk.complete_outbound(user_outbound_id=1, by=OPERATOR, at=datetime(2026, 1, 5))
    with pytest.raises(TypeError, match="at: must be an aware datetime, not str"):
        desk.complete_outbound(user_outbound_id=1, by=OPERATOR, at="now")
    with pytest.raises(TypeError, match="command_id: must be a str"):
        desk.complete_outbound(user_outbound_id=1, by=OPERATOR, command_id=5)
    with pytest.raises(lilac.InvalidArgument, match="command_id"):
        desk.complete_outbound(user_outbound_id=1, by=OPERATOR, command_id="\ud800")
    with pytest.raises(lilac.InvalidArgument, match="received:"):
        desk.complete_outbound(user_outbound_id=1, by=OPERATOR, command_id="received:1")
    with pytest.raises(TypeError, match="command: must be a command, not Actor|not lilac.Actor"):
        desk.execute(OPERATOR, by=OPERATOR)
    with pytest.raises(TypeError, match="query: must be a query"):
        desk.query(support.CompleteOutbound(user_outbound_id=1))
    with pytest.raises(TypeError):
        desk.execute(by=OPERATOR)
    with pytest.raises(TypeError, match="unexpected keyword argument 'x'"):
        desk.execute(support.CompleteOutbound(user_outbound_id=1), by=OPERATOR, x=1)
    assert desk.last_position() == 3


def test_methods_work_on_desks_only():
    with pytest.raises(TypeError):
        support.Desk.complete_outbound(object(), user_outbound_id=1, by=OPERATOR)
    with pytest.raises(TypeError):
        support.Desk.complete_outbound()


def test_names_may_be_put_together_at_run_time(desk):
    name = "".join(["user_", "outbound", "_id"])
    assert desk.complete_outbound(**{name: 1, "".join(["b", "y"]): OPERATOR}).id == 1


def test_at_is_taken(desk):
    at = datetime(2026, 2, 1, tzinfo=timezone.utc)
    assert desk.complete_outbound(user_outbound_id=1, by=OPERATOR, at=at).resolved_at == at
