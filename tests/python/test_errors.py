"""One class per rule, below one class per number."""
import copy
import pickle

import pytest

import lilac
from lilac import _errors, _lilac, messaging, support

from conftest import OPERATOR


def classes():
    """(context, number, name, rule, class) of every rule."""
    made, _ = _errors.make_classes(_lilac.rules())
    for (context, number, name, rule, _, retriable), _ in zip(_lilac.rules(), made):
        module = getattr(lilac, context) if context else lilac
        kernel = _errors.KERNEL_CLASSES.get(rule)
        yield number, name, rule, retriable, kernel if not context else getattr(module, _errors.camel(rule))


@pytest.mark.parametrize("number, name, rule, retriable, error", classes(), ids=lambda given: getattr(given, "__name__", None))
def test_every_rule_has_its_class(number, name, rule, retriable, error):
    assert issubclass(error, lilac.Error)
    assert issubclass(error, lilac.Refused) == (number < 5000)
    assert (error.code, error.name, error.rule, error.retriable) == (number, name, rule, retriable)
    assert error.__doc__


def test_rules_that_share_a_number_share_a_base():
    assert issubclass(support.CallWasSkipped, support.InvalidCallStatus)
    assert issubclass(support.CallIsResolved, support.InvalidCallStatus)
    assert support.InvalidCallStatus.code == 4001 and support.InvalidCallStatus.rule is None
    assert issubclass(support.EditorMustBeAuthor, lilac.UnauthorizedAction)
    assert issubclass(lilac.ActorNotAllowed, lilac.UnauthorizedAction)
    assert issubclass(support.IdMustBePositive, lilac.InvalidArgument) and issubclass(lilac.InvalidArgument, ValueError)
    assert issubclass(messaging.DedupKeyReused, lilac.IdempotencyKeyReused)
    assert messaging.VariableIsMissing is not support.VariableIsMissing


def test_they_are_also_what_python_calls_them():
    assert issubclass(lilac.NotFound, KeyError) and issubclass(lilac.StorageError, OSError)
    assert issubclass(lilac.CorruptData, lilac.StorageError) and issubclass(lilac.ForkedError, lilac.StorageError)


def test_a_refusal_tells_everything(desk):
    desk.complete_outbound(user_outbound_id=1, by=OPERATOR)
    with pytest.raises(support.CallAlreadyCompleted) as raised:
        desk.complete_outbound(user_outbound_id=1, by=OPERATOR)
    refusal = raised.value
    assert (refusal.code, refusal.name, refusal.rule) == (4002, "CALL_ALREADY_COMPLETED", "call_already_completed")
    assert (refusal.field, refusal.value, refusal.retriable) == ("user_outbound_id", "1", False)
    assert str(refusal) == "Call 1 is completed already." and repr(refusal).startswith("CallAlreadyCompleted(")


def test_what_is_not_there_is_a_key_error_with_a_readable_text(desk):
    with pytest.raises(KeyError) as raised:
        desk.complete_outbound(user_outbound_id=404, by=OPERATOR)
    assert isinstance(raised.value, lilac.NotFound) and raised.value.field == "user_outbound_id"
    assert str(raised.value) == "There is no such user_outbound_id: 404."


def test_who_may_not_is_refused(desk):
    with pytest.raises(lilac.ActorNotAllowed, match="Admin may not run CompleteOutbound"):
        desk.complete_outbound(user_outbound_id=1, by=lilac.admin(1))


def test_errors_are_pickled_and_copied(desk):
    for kind in (support.CallAlreadyCompleted, lilac.NotFound, lilac.StorageError, lilac.InvalidArgument):
        one = kind("what happened", field="memo", value="7")
        for other in (pickle.loads(pickle.dumps(one)), copy.copy(one)):
            assert type(other) is kind and (str(other), other.field, other.value) == ("what happened", "memo", "7")


def test_a_file_that_cannot_be_used_is_a_storage_error(tmp_path):
    with pytest.raises(lilac.StorageError) as raised:
        support.open(tmp_path / "nowhere" / "desk.db")
    assert isinstance(raised.value, OSError) and "desk.db" in str(raised.value)
    (tmp_path / "other.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(lilac.StorageError):
        support.open(tmp_path / "other.db")
    with pytest.raises(lilac.StorageError):
        support.open(tmp_path / "missing.db", must_exist=True)


def test_wrong_openings():
    with pytest.raises(TypeError, match="a path or a store"):
        support.open()
    with pytest.raises(TypeError, match="unexpected keyword argument 'postman'"):
        support.open(":memory:", postman=1)
    with pytest.raises(TypeError, match="clock: must be callable"):
        support.open(":memory:", clock=5)
    with pytest.raises(lilac.InvalidArgument, match="synchronous"):
        support.open("x.db", synchronous="sometimes")
    with pytest.raises(TypeError, match="gateway: must be a lilac.MessageGateway, not int"):
        support.open(":memory:", gateway=5)
    with pytest.raises(TypeError, match="store: must be a lilac.Store"):
        support.open(store=object())
    with pytest.raises(TypeError):
        support.open(5)
    with pytest.raises(TypeError, match="rules"):
        support.open(":memory:", rules=5)
