"""Who listens to a desk hears of what was committed."""
import gc
import weakref

import pytest

import lilac
from lilac import support

from conftest import NOW, OPERATOR


def complete(desk, call=1):
    return desk.complete_outbound(user_outbound_id=call, by=OPERATOR)


def test_a_listener_hears_the_event_and_what_goes_with_it(desk):
    heard = []
    desk.on(support.OutboundCompleted, lambda event, about: heard.append((event, about)))
    desk.complete_outbound(user_outbound_id=1, by=OPERATOR, correlation_id="c-1")
    ((event, about),) = heard
    assert event == support.OutboundCompleted(user_id=7, user_cycle_id=70, day_index=1, user_outbound_id=1)
    assert about == lilac.Heard(ordinal=0, entity="support.UserOutboundPlan", entity_id=1, actor=OPERATOR, at=NOW,
                                correlation_id="c-1")


def test_it_ends_by_end_and_at_the_end_of_a_block(desk):
    heard = []
    with desk.on(support.OutboundCompleted, lambda event, about: heard.append(1)) as subscription:
        complete(desk, 1)
        assert subscription.active
    complete(desk, 2)
    subscription.end()
    assert heard == [1] and not subscription.active


def test_what_a_listener_raises_reaches_the_hook_and_the_commit_stands(desk, raised):
    def fail(event, about):
        raise ValueError("deaf")

    heard = []
    desk.on(support.OutboundCompleted, fail)
    desk.on(support.OutboundCompleted, lambda event, about: heard.append(1))
    assert complete(desk).id == 1 and heard == [1] and len(desk.logs(user_id=7)) == 1
    assert [(port, type(error)) for port, error in raised] == [("a listener", ValueError)]
    raised.clear()


def test_an_interrupt_in_a_listener_comes_out_and_the_commit_stands(desk):
    def stop(event, about):
        raise KeyboardInterrupt

    desk.on(support.OutboundCompleted, stop)
    with pytest.raises(KeyboardInterrupt):
        complete(desk)
    assert len(desk.logs(user_id=7)) == 1


def test_a_listener_may_call_the_desk(desk):
    desk.on(support.OutboundCompleted,
            lambda event, about: desk.create_memo(user_id=event.user_id, user_cycle_id=70, memo="well done", by=OPERATOR))
    complete(desk)
    assert desk.memos(user_id=7)[0].memo == "well done"


def test_a_listener_may_listen_and_end_itself(desk):
    heard = []

    def once(event, about):
        heard.append("first")
        subscription.end()
        desk.on(support.OutboundCompleted, lambda event, about: heard.append("second"))

    subscription = desk.on(support.OutboundCompleted, once)
    complete(desk, 1)
    complete(desk, 2)
    assert heard == ["first", "second"]


def test_a_listener_may_close_the_desk(open_desk):
    desk = open_desk()
    heard = []
    desk.on(support.OutboundCompleted, lambda event, about: (desk.close(), heard.append(1)))
    desk.on(support.OutboundCompleted, lambda event, about: heard.append(2))
    assert complete(desk).id == 1 and desk.closed and 1 in heard
    with pytest.raises(lilac.ClosedError):
        complete(desk, 2)


def test_only_types_of_events_are_listened_to(desk):
    for wrong in (support.CompleteOutbound, support.UserOutboundPlan, int, "OutboundCompleted", None):
        with pytest.raises(TypeError, match="event: must be the type of an event"):
            desk.on(wrong, print)
    with pytest.raises(TypeError, match="callback: must be callable"):
        desk.on(support.OutboundCompleted, None)


def test_listeners_go_with_the_desk(open_desk):
    class Listener:
        def __call__(self, event, about):
            pass

    listener = Listener()
    gone = weakref.ref(listener)
    desk = open_desk()
    subscription = desk.on(support.OutboundCompleted, listener)
    del listener
    gc.collect()
    assert gone() is not None
    desk.close()
    gc.collect()
    assert gone() is None and not subscription.active
    subscription.end()


def test_ended_listeners_are_let_go_of(desk):
    class Listener:
        def __call__(self, event, about):
            pass

    listener = Listener()
    gone = weakref.ref(listener)
    subscription = desk.on(support.OutboundCompleted, listener)
    del listener
    subscription.end()
    complete(desk)
    gc.collect()
    assert gone() is None


def test_a_preview_and_a_refusal_tell_nobody(desk):
    heard = []
    desk.on(support.OutboundCompleted, lambda event, about: heard.append(1))
    desk.preview(support.CompleteOutbound(user_outbound_id=1), by=OPERATOR)
    with pytest.raises(lilac.NotFound):
        complete(desk, 404)
    assert heard == []
