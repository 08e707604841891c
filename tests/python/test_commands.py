"""Every command and query of every context, as a method and as a record."""
import pytest

import lilac
from lilac import _lilac, billing, messaging, support
from lilac._contexts import method_names, query_name, snake

from conftest import NOW, OPERATOR
from samples import keywords_for, sample_of

CONTEXTS = {context["name"]: context for context in _lilac.contexts()}
COMMANDS = [(name, command, reply) for name, context in CONTEXTS.items() for command, reply in context["commands"]]
QUERIES = [(name, query, row) for name, context in CONTEXTS.items() for query, row in context["queries"]]
OWNERS = {"support": support.Desk, "messaging": messaging.Methods, "billing": billing.Desk}
ACTORS = [lilac.system, lilac.admin(1), OPERATOR, lilac.Actor(kind=lilac.ActorKind.Staff, id=9)]


def methods_of(desk, context):
    return getattr(desk, context) if context == "messaging" else desk


def outcome_of(call):
    try:
        return call()
    except lilac.Refused as refusal:
        return type(refusal), str(refusal), refusal.field


@pytest.mark.parametrize("context, command, reply", COMMANDS, ids=lambda given: getattr(given, "__name__", None))
def test_every_command_is_callable_by_keywords(open_desk, open_billing, context, command, reply):
    open_one = open_billing if context == "billing" else open_desk
    with open_one() as first, open_one() as second:
        for actor in ACTORS:
            by_method = outcome_of(lambda: getattr(methods_of(first, context), snake(command.__name__))(
                **keywords_for(command), by=actor))
            by_record = outcome_of(lambda: second.execute(sample_of(command), by=actor))
            assert by_method == by_record
            if not isinstance(by_method, tuple):
                assert type(by_method) is (reply or type(None))
        assert list(first.journal()) == list(second.journal())


@pytest.mark.parametrize("context, command, reply", COMMANDS, ids=lambda given: getattr(given, "__name__", None))
def test_every_command_is_previewed(open_desk, open_billing, context, command, reply):
    desk = open_billing() if context == "billing" else open_desk()
    before = list(desk.journal())
    for actor in ACTORS:
        found = outcome_of(lambda: desk.preview(sample_of(command), by=actor))
        if isinstance(found, lilac.Preview):
            assert type(found.reply) is (reply or type(None))
    assert list(desk.journal()) == before


@pytest.mark.parametrize("context, query, row", QUERIES, ids=lambda given: getattr(given, "__name__", None))
def test_every_query_is_asked(open_desk, open_billing, context, query, row):
    desk = open_billing() if context == "billing" else open_desk()
    asked = keywords_for(query)
    asked |= {name: value for name, value in {"user_id": 7, "user_cycle_id": 70, "after": None}.items() if name in asked}
    if query is messaging.GetMessage:
        asked["dedup_key"] = None
    if query is messaging.PreviewTemplate:
        define_greeting(desk)
        asked |= {"template_id": 1, "version": None, "channel": messaging.Channel.SMS, "variables": {"name": "Minji"}}
    method = getattr(methods_of(desk, context), query_name(query.__name__))
    rows = outcome_of(lambda: method(**asked))
    if context == "billing" and isinstance(rows, tuple):  # the desk is empty: there is no run 1
        assert rows == outcome_of(lambda: desk.query(query(**asked)))
        return
    assert isinstance(rows, list) and all(type(one) is row for one in rows)
    assert rows == desk.query(query(**asked))


def test_names_follow_the_tables():
    assert snake("CompleteOutbound") == "complete_outbound" and snake("UpdateUserMd") == "update_user_md"
    assert query_name("GetLogs") == "logs" and query_name("FindUsers") == "find_users" and query_name("Today") == "today"
    for name, context in CONTEXTS.items():
        assert all(hasattr(OWNERS[name], method)
                   for method in method_names(context))


def test_a_reply_is_an_entity(desk):
    plan = desk.complete_outbound(user_outbound_id=1, by=OPERATOR)
    assert isinstance(plan, support.UserOutboundPlan)
    assert plan.status is support.UserOutboundStatus.COMPLETED and plan.resolved_at == NOW and plan.resolved_by == 3


def test_what_answers_nothing_answers_none(desk):
    assert desk.record_support_log(user_id=7, user_cycle_id=70, day_index=1, type=support.UserSupportLogType.LOG,
                                   relation_id=7, facts=support.LogFacts(note="hello"), by=lilac.system) is None


def test_logs_are_read_newest_first(desk):
    desk.complete_outbound(user_outbound_id=1, by=OPERATOR)
    desk.create_memo(user_id=7, user_cycle_id=70, memo="calls at noon", by=OPERATOR)
    lines = desk.logs(user_id=7)
    assert [line.type.name for line in lines] == ["MEMO", "OUTBOUND_STATUS_CHANGE"]
    assert lines[1].meta == {"by": {"kind": "OperationUser", "id": 3}, "from": "PENDING", "to": "COMPLETED"}
    assert lines[0].created_at == NOW
    assert desk.logs(user_id=7, limit=1) == lines[:1]


def test_a_question_takes_the_desks_clock_for_instants_that_are_missing(desk, clock):
    (call,) = desk.today()
    assert call.user_outbound_id == 1 and call.phone == "010-1234-****"
    assert desk.today() == desk.today(at=clock.now) == desk.query(support.Today(at=clock.now))
    assert desk.find_users()[0].as_of == clock.now


def define_greeting(desk):
    return desk.messaging.define_template(template_id=1, channel=messaging.Channel.SMS,
                                          category=messaging.Category.TRANSACTIONAL, locale="ko", subject="",
                                          body="Hello {name}", variables=["name"], by=lilac.admin(1))


def test_a_linked_context_has_a_namespace(desk):
    version = define_greeting(desk)
    assert version.variables == ("name",)
    assert desk.messaging.template_versions(template_id=1) == [version]


def test_a_command_id_answers_as_the_first_time(desk):
    first = desk.create_memo(user_id=7, user_cycle_id=70, memo="once", by=OPERATOR, command_id="k-1")
    assert desk.create_memo(user_id=7, user_cycle_id=70, memo="once", by=OPERATOR, command_id="k-1") == first
    with pytest.raises(lilac.IdempotencyKeyReused):
        desk.create_memo(user_id=7, user_cycle_id=70, memo="twice", by=OPERATOR, command_id="k-1")


def test_preview_writes_nothing(desk):
    found = desk.preview(support.CompleteOutbound(user_outbound_id=1), by=OPERATOR)
    assert found.reply.status is support.UserOutboundStatus.COMPLETED
    assert [type(one.event) for one in found.events] == [support.OutboundCompleted, support.SupportLogHistoryRecorded]
    assert found.events[0].cause is None and found.events[1].cause == 0
    assert found.events[0].entity == "support.UserOutboundPlan" and found.events[0].entity_id == 1
    assert desk.logs(user_id=7) == []


def test_other_systems_events_are_received_once(desk):
    event = support.LastSurveyCompleted(**keywords_for(support.LastSurveyCompleted)
                                        | {"user_id": 7, "user_cycle_id": 70})
    desk.receive(event, source_event_id="s-1")
    position = desk.last_position()
    desk.receive(event, source_event_id="s-1")
    assert desk.last_position() == position > 3
    with pytest.raises(TypeError, match="does not come from another system"):
        desk.receive(sample_of(support.OutboundCompleted), source_event_id="s-2")
    with pytest.raises(TypeError, match="event: must be an event"):
        desk.receive(OPERATOR, source_event_id="s-2")
    with pytest.raises(lilac.InvalidArgument):
        desk.receive(event, source_event_id="")


def test_rules_are_a_hosts(open_desk):
    with open_desk(rules=[support.Rules(longest_memo=3)]) as desk:
        with pytest.raises(support.MemoIsTooLong):
            desk.create_memo(user_id=7, user_cycle_id=70, memo="long", by=OPERATOR)
    with pytest.raises(TypeError, match=r"rules\[0\]: must be rules of a linked context"):
        support.open(":memory:", rules=[OPERATOR])


def test_the_journal_is_read_as_lines_and_as_records(desk):
    desk.complete_outbound(user_outbound_id=1, by=OPERATOR, correlation_id="c-1")
    lines, events = list(desk.journal(3)), list(desk.events(3))
    assert len(lines) == len(events) == 2 and '"type":"support.OutboundCompleted"' in lines[0]
    assert type(events[0].event) is support.OutboundCompleted
    assert (events[0].position, events[0].at, events[0].actor, events[0].correlation_id) == (4, NOW, OPERATOR, "c-1")
    assert (events[1].cause, events[1].entity) == (0, "support.UserSupportLog")


def test_long_journals_come_in_pages(desk):
    for at in range(700):
        desk.create_memo(user_id=7, user_cycle_id=70, memo=f"memo {at}", by=OPERATOR)
    assert [one.position for one in desk.events()] == list(range(1, desk.last_position() + 1))
    assert len(list(desk.journal())) == desk.last_position() == 1403


def test_redaction_removes_words(desk):
    desk.create_memo(user_id=7, user_cycle_id=70, memo="secret words", by=OPERATOR)
    desk.redact(user_id=7, by=lilac.admin(1))
    assert desk.memos(user_id=7)[0].memo == ""
    assert "secret" not in "".join(desk.journal())
    with pytest.raises(lilac.ActorNotAllowed):
        desk.redact(user_id=7, by=OPERATOR)


def test_trimming_and_views(desk):
    desk.run_until_idle()
    assert desk.trim_journal(2) in (0, 1, 2)
    assert desk.trim_commands(NOW) == 1
    with pytest.raises(lilac.NotFound):
        desk.rebuild_view("nothing")


def test_the_wall():
    assert any(item.name == "CompleteOutbound" and item.kind == "command" for item in lilac.catalogue())
    assert "CompleteOutbound" in lilac.board() and lilac.board("mermaid").startswith("flowchart")
    assert lilac.board("json").startswith('{"contexts"')
    with pytest.raises(ValueError, match="format"):
        lilac.board("picture")
