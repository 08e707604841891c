"""Records: made by keyword, immutable, equal by value, readable, copied and pickled."""
import copy
import enum
import inspect
import pickle
from datetime import date, datetime, timedelta, timezone

import pytest

import lilac
from lilac import _lilac, messaging, support

from samples import all_records, sample_of


@pytest.mark.parametrize("record", all_records(), ids=lambda record: f"{record.__module__}.{record.__name__}")
def test_every_record_is_made_compared_hashed_copied_and_pickled(record):
    one, other = sample_of(record), sample_of(record)
    assert one == other and hash(one) == hash(other) and not one != other
    assert one is not other and copy.copy(one) is one and copy.deepcopy(one) is one
    assert pickle.loads(pickle.dumps(one)) == one
    assert one._replace() == one and one._replace() is not one
    assert record.__match_args__ == record._fields == tuple(one._asdict())
    assert repr(one).startswith(record.__name__ + "(")
    assert record.from_json(pickle.loads(pickle.dumps(one)).to_json()) is not None
    assert record(**one._asdict()) == one
    assert record.__module__ in ("lilac", "lilac.support", "lilac.messaging", "lilac.billing")


@pytest.mark.parametrize("record", all_records(), ids=lambda record: f"{record.__module__}.{record.__name__}")
def test_records_are_immutable(record):
    one = sample_of(record)
    for name in record._fields:
        with pytest.raises(AttributeError):
            setattr(one, name, None)
    with pytest.raises(AttributeError):
        one.something_else = 1
    with pytest.raises(TypeError):
        type("Derived", (record,), {})


def test_repr_is_readable_and_masks_addresses():
    command = support.EnrolUserCycle(user_id=7, user_cycle_id=70, started_on=date(2026, 1, 5), site_id=5,
                                     name="Kim", phone="010-1234-5678", time_zone="Asia/Seoul", sequences=[1])
    assert repr(command) == ("EnrolUserCycle(user_id=7, user_cycle_id=70, started_on=2026-01-05, site_id=5, md_id=None, "
                             "name='Kim', phone='010-1234-****', time_zone='Asia/Seoul', sequences=(1,))")
    assert command.phone == "010-1234-5678", "who made it knows it"


def test_what_can_be_empty_may_be_left_out_and_nothing_else():
    assert support.SkipOutbound(user_outbound_id=1).reason is None
    assert support.SendTemplateMessage(user_id=1, user_cycle_id=2, template_id=3).variables == {}
    assert messaging.DefineTemplate(template_id=1, channel=messaging.Channel.SMS, locale="", subject="", body="x",
                                    category=messaging.Category.TRANSACTIONAL).variables == ()
    with pytest.raises(TypeError, match=r"SkipOutbound\(\) is missing the keyword argument 'user_outbound_id'"):
        support.SkipOutbound()


def test_rules_have_their_defaults():
    assert support.Rules().edit_window == timedelta(hours=24)
    assert support.Rules(longest_memo=5) == support.Rules()._replace(longest_memo=5)
    assert messaging.Rules().unresolved is messaging.Unresolved.resend


def test_surplus_and_positional_arguments_are_refused():
    with pytest.raises(TypeError, match="unexpected keyword argument 'user_outbound'"):
        support.SkipOutbound(user_outbound=1)
    with pytest.raises(TypeError, match="keyword arguments only"):
        support.SkipOutbound(1)
    with pytest.raises(TypeError, match="unexpected keyword argument"):
        support.SkipOutbound(user_outbound_id=1)._replace(nothing=1)


def test_a_field_named_like_a_keyword_has_an_underscore():
    event = support.UserSiteUpdated(user_id=1, user_cycle_id=2, day_index=3, from_=4, to=5)
    assert event.from_ == 4 and event.to_json() == '{"user_id":1,"user_cycle_id":2,"day_index":3,"from":4,"to":5}'


def test_records_match_patterns():
    match support.CompleteOutbound(user_outbound_id=42):
        case support.CompleteOutbound(user_outbound_id=id):
            assert id == 42


def test_records_of_different_types_are_different():
    assert support.CompleteOutbound(user_outbound_id=1) != support.CancelOutboundSchedule(user_outbound_id=1)
    assert support.CompleteOutbound(user_outbound_id=1) != 1
    with pytest.raises(TypeError):
        support.CompleteOutbound(user_outbound_id=1) < support.CompleteOutbound(user_outbound_id=2)


def test_changing_what_a_record_shows_does_not_change_the_record():
    command = support.SendTemplateMessage(user_id=1, user_cycle_id=2, template_id=3, variables={"a": "b"})
    command.variables["a"] = "c"
    assert command.variables == {"a": "b"}


def test_enumerations_are_int_enums():
    kind = support.UserSupportLogType
    assert issubclass(kind, enum.IntEnum) and kind.MEMO.name == "MEMO" and kind(1) is kind.MEMO
    assert kind.__module__ == "lilac.support" and pickle.loads(pickle.dumps(kind.MEMO)) is kind.MEMO


def test_money_is_a_record():
    assert lilac.Money(minor=104500, currency="KRW").minor == 104500


def test_from_json_names_the_place_of_a_mistake():
    with pytest.raises(lilac.InvalidArgument, match="user_outbound_id"):
        support.CompleteOutbound.from_json('{"user_outbound_id":"x"}')
    with pytest.raises(lilac.InvalidArgument):
        support.CompleteOutbound.from_json("{")


def test_methods_tell_their_signatures():
    assert str(inspect.signature(support.Desk.complete_outbound)) == (
        "(self, /, *, user_outbound_id, by, at=None, command_id=None, correlation_id=None)")
    assert support.Desk.complete_outbound.__name__ == "complete_outbound"
    assert "OutboundCompleted" in support.Desk.complete_outbound.__doc__


def test_every_name_of_a_context_is_exported():
    for module in (support, messaging):
        assert set(module.__all__) == {name for name in vars(module) if not name.startswith("_")}
    made = {(module, name) for module, name, _ in _lilac.types()}
    assert ("lilac.support", "LogFacts") in made and ("lilac", "Actor") in made
