"""lilac.testing: given, when, then, with failures that can be read."""
from datetime import timedelta

import pytest

import lilac
from lilac import support
from lilac.testing import RecordingGateway, ScenarioFailed, SupportDesk, any_of, logged, such_that, store_contract
from memory_store import MemoryStore

from conftest import OPERATOR
from samples import keywords_for

LOG = support.UserSupportLogType
COMPLETE = support.CompleteOutbound(user_outbound_id=1)


@pytest.fixture
def stage():
    return SupportDesk().at("2026-01-05T09:00+09:00").programme([1, 7]).enrolled(7, 70, "2026-01-05")


def test_what_happens_is_compared(stage):
    stage.when(COMPLETE, by=OPERATOR)
    stage.then(support.OutboundCompleted(user_id=7, user_cycle_id=70, day_index=1, user_outbound_id=1),
               logged(LOG.OUTBOUND_STATUS_CHANGE, 1))
    stage.then(any_of(support.OutboundCompleted), such_that(support.SupportLogHistoryRecorded, "day 1", lambda line: line.day_index == 1))
    stage.then_among_others(support.SupportLogHistoryRecorded)
    stage.then_answers(stage.desk.plans(user_id=7)[0])
    assert "OutboundCompleted(user_id=7" in stage.story()


def test_a_difference_is_shown_side_by_side(stage):
    stage.when(COMPLETE, by=OPERATOR)
    with pytest.raises(ScenarioFailed) as failed:
        stage.then(support.OutboundCompleted, support.OutboundSkipped, logged(LOG.MEMO))
    assert str(failed.value).splitlines() == [
        "at 2026-01-05T09:00:00+09:00, when CompleteOutbound: events differ (- expected, + happened):",
        "    OutboundCompleted(user_id=7, user_cycle_id=70, day_index=1, user_outbound_id=1)",
        "  - any OutboundSkipped",
        "  + SupportLogHistoryRecorded(user_id=7, user_cycle_id=70, day_index=1, log_id=1, "
        "type=UserSupportLogType.OUTBOUND_STATUS_CHANGE, relation_id=1)",
        "  - SupportLogHistoryRecorded: a line of type MEMO"]
    assert isinstance(failed.value, AssertionError)


def test_refusals(stage):
    stage.given(COMPLETE, by=OPERATOR).when(COMPLETE, by=OPERATOR)
    stage.then_refused(support.CallAlreadyCompleted, field="user_outbound_id").then_refused(lilac.Refused)
    for wrong in (lambda: stage.then_refused(lilac.NotFound), lambda: stage.then_refused(support.CallAlreadyCompleted, field="x"),
                  lambda: stage.then(support.OutboundCompleted), lambda: stage.then_nothing()):
        with pytest.raises(ScenarioFailed):
            wrong()
    with pytest.raises(ScenarioFailed, match="given CompleteOutbound: it was refused: Call 1 is completed already"):
        stage.given(COMPLETE, by=OPERATOR)
    stage.when(support.CompleteOutbound(user_outbound_id=2), by=OPERATOR)
    with pytest.raises(ScenarioFailed, match="should have been refused by NotFound, but succeeded"):
        stage.then_refused(lilac.NotFound)


def test_answers_and_orders(stage):
    stage.when(COMPLETE, by=OPERATOR)
    with pytest.raises(ScenarioFailed, match="the answers differ"):
        stage.then_answers(None)
    with pytest.raises(ScenarioFailed, match="not among what happened"):
        stage.then_among_others(support.SupportLogHistoryRecorded, support.OutboundCompleted)
    stage.when(support.SetOutboundPlanActive(outbound_plan_id=1, is_active=True), by=lilac.admin(1)).then_nothing()


def test_time_passes_and_other_systems_speak(stage):
    event = support.LastSurveyCompleted(**keywords_for(support.LastSurveyCompleted) | {"user_id": 7, "user_cycle_id": 70})
    stage.when_received(event, source_event_id="s-1").then_among_others(support.LastSurveyCompleted)
    stage.when_idle()
    stage.given(support.UpdateUserSite(user_id=7, site_id=9), by=OPERATOR).after(timedelta(minutes=1))
    assert [one.to for one in stage.site.sites] == [9]
    stage.given(support.SendFreeTextMessage(user_id=7, user_cycle_id=70, text="Hello"), by=OPERATOR).after(timedelta(minutes=1))
    assert [one.text for one in stage.gateway.sent] == ["Hello"]
    stage.close()


def test_rules_and_a_store_of_ones_own():
    stage = SupportDesk(rules=support.Rules(longest_memo=1), store=MemoryStore())
    stage.at("2026-01-05T09:00Z").programme([1]).enrolled(7, 70, "2026-01-05")
    stage.when(support.CreateMemo(user_id=7, user_cycle_id=70, memo="ab"), by=OPERATOR).then_refused(support.MemoIsTooLong)


def test_a_recording_gateway_and_a_contract():
    assert isinstance(RecordingGateway(), lilac.MessageGateway) and store_contract(MemoryStore).ok
