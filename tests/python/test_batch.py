"""Many commands, one commit."""
import pytest

import lilac
from lilac import support

from conftest import OPERATOR
from memory_store import MemoryStore


class Counting(MemoryStore):
    commits = 0
    conflicts = 0

    def commit(self, changes):
        if self.conflicts:
            self.conflicts -= 1
            return lilac.Verdict.row_changed(0)
        self.commits += 1
        return super().commit(changes)


def test_a_block_collects_and_commits_once(open_desk):
    store = Counting()
    desk = open_desk(store=store)
    before = store.commits
    with desk.batch() as batch:
        first = batch.complete_outbound(user_outbound_id=1, by=OPERATOR)
        second = batch.execute(support.CompleteOutbound(user_outbound_id=2), by=OPERATOR)
        template = batch.messaging.define_template(
            template_id=1, channel=lilac.messaging.Channel.SMS, category=lilac.messaging.Category.TRANSACTIONAL, locale="", subject="",
            body="x", by=lilac.admin(1))
        with pytest.raises(lilac.Error, match="the batch is not over"):
            first.result()
        assert desk.logs(user_id=7) == []
    assert (first.result().id, second.result().id, template.result().version) == (1, 2, 1)
    assert store.commits == before + 1


def test_the_first_refusal_is_raised_and_the_others_are_committed(desk):
    with pytest.raises(lilac.NotFound):
        with desk.batch() as batch:
            batch.complete_outbound(user_outbound_id=404, by=OPERATOR)
            fine = batch.complete_outbound(user_outbound_id=1, by=OPERATOR)
    assert fine.result().id == 1 and len(desk.logs(user_id=7)) == 1


def test_refusals_may_be_kept(desk):
    with desk.batch(return_refusals=True) as batch:
        wrong = batch.complete_outbound(user_outbound_id=404, by=OPERATOR)
    assert isinstance(wrong.exception(), lilac.NotFound)
    with pytest.raises(lilac.NotFound):
        wrong.result()


def test_a_block_that_raises_runs_nothing(desk):
    with pytest.raises(ZeroDivisionError):
        with desk.batch() as batch:
            batch.complete_outbound(user_outbound_id=1, by=OPERATOR)
            1 / 0
    assert desk.logs(user_id=7) == []


def test_wrong_arguments_come_out_where_they_are_given(desk):
    with pytest.raises(TypeError, match="unexpected keyword"):
        with desk.batch() as batch:
            batch.complete_outbound(user=1, by=OPERATOR)


def test_outside_of_its_block_a_batch_takes_nothing(desk):
    batch = desk.batch()
    with pytest.raises(lilac.Error, match="inside its with block"):
        batch.complete_outbound(user_outbound_id=1, by=OPERATOR)
    with batch:
        pass
    with pytest.raises(lilac.Error, match="inside its with block"):
        batch.complete_outbound(user_outbound_id=1, by=OPERATOR)


def test_a_function_answers_at_once(desk):
    def run(batch):
        plan = batch.complete_outbound(user_outbound_id=1, by=OPERATOR)
        assert batch.published == 2
        batch.messaging.define_template(
            template_id=1, channel=lilac.messaging.Channel.SMS, category=lilac.messaging.Category.TRANSACTIONAL, locale="", subject="",
            body="x", by=lilac.admin(1))
        return plan

    assert desk.batch(run).status is support.UserOutboundStatus.COMPLETED
    assert len(desk.logs(user_id=7)) == 1


def test_what_a_function_raises_takes_everything_back(desk):
    def run(batch):
        batch.complete_outbound(user_outbound_id=1, by=OPERATOR)
        raise LookupError("changed my mind")

    for _ in range(3):
        with pytest.raises(LookupError, match="changed my mind"):
            desk.batch(run)
    assert desk.logs(user_id=7) == []
    assert desk.create_memo(user_id=7, user_cycle_id=70, memo="x", by=OPERATOR).id == 1


def test_a_refusal_that_a_function_catches_is_no_reason_to_stop(desk):
    def run(batch):
        try:
            batch.complete_outbound(user_outbound_id=404, by=OPERATOR)
        except lilac.NotFound:
            return batch.complete_outbound(user_outbound_id=1, by=OPERATOR).id

    assert desk.batch(run) == 1


def test_a_function_runs_again_when_another_writer_was_faster(open_desk):
    store = Counting()
    desk = open_desk(store=store)
    calls = []
    store.conflicts = 1
    assert desk.batch(lambda batch: calls.append(1) or batch.complete_outbound(user_outbound_id=1, by=OPERATOR)).id == 1
    assert len(calls) == 2 and len(desk.logs(user_id=7)) == 1
    store.conflicts = 1
    with desk.batch() as batch:
        again = batch.complete_outbound(user_outbound_id=2, by=OPERATOR)
    assert again.result().id == 2


def test_a_batch_is_over_when_its_function_returns(desk):
    kept = []
    desk.batch(kept.append)
    with pytest.raises(lilac.ClosedError, match="the batch is over"):
        kept[0].complete_outbound(user_outbound_id=1, by=OPERATOR)
    with pytest.raises(lilac.ClosedError):
        kept[0].published
    with pytest.raises(lilac.ClosedError):
        support.Batch().complete_outbound(user_outbound_id=1, by=OPERATOR)


def test_a_batch_belongs_to_its_thread(desk):
    import threading

    found = []

    def run(batch):
        def other():
            try:
                batch.complete_outbound(user_outbound_id=1, by=OPERATOR)
            except lilac.Error as error:
                found.append(str(error))

        thread = threading.Thread(target=other)
        thread.start()
        thread.join()

    desk.batch(run)
    assert found == ["a batch is used by the thread that runs it only"]


def test_events_of_other_systems_go_into_a_batch(desk):
    from samples import keywords_for

    event = support.LastSurveyCompleted(**keywords_for(support.LastSurveyCompleted) | {"user_id": 7, "user_cycle_id": 70})
    with desk.batch() as batch:
        batch.receive(event, source_event_id="s-1")
    desk.batch(lambda batch: batch.receive(event, source_event_id="s-1"))
    assert sum('"support.LastSurveyCompleted"' in line for line in desk.journal()) == 1


def test_a_batch_needs_a_callable(desk):
    with pytest.raises(TypeError):
        desk.batch(5)
