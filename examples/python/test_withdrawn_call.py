"""One rule of the business, tested: a withdrawn call loses its appointment."""
from datetime import datetime

from lilac import support
from lilac.testing import SupportDesk, logged

operator, log = support.operator(3), support.UserSupportLogType


def test_a_withdrawn_call_loses_its_appointment():
    desk = SupportDesk().at("2026-01-05T09:00+09:00").programme([7]).enrolled(7, 70, "2026-01-05")
    appointment = datetime.fromisoformat("2026-01-13T10:00+09:00")
    desk.given(support.RecordOutboundSchedule(user_outbound_id=1, schedule_at=appointment), by=operator)
    desk.given(support.CompleteOutbound(user_outbound_id=1), by=operator).at("2026-01-12T10:00+09:00")
    desk.when(support.WithdrawOutbound(user_outbound_id=1), by=operator)
    desk.then(support.OutboundWithdrawn, logged(log.OUTBOUND_STATUS_CHANGE),
              support.OutboundScheduleCanceled, logged(log.CONTACT_SCHEDULE_CHANGE))
