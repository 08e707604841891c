// Every sticky of 000 and 001 that names something is found under its own name.
#include "lilac/engine/catalogue.hpp"

#include "support/desk.hpp"

namespace lilac::support {

namespace {

Catalogue const& catalogue() {
  static ModuleInfo const* const modules[] = {&support::module, &messaging::module};
  static Catalogue const catalogue{modules};
  return catalogue;
}

struct Sticky {
  char const* kind;
  char const* name;
};

}  // namespace

TEST_CASE("no second name points nowhere") { CHECK(catalogue().dangling() == std::vector<std::string>{}); }

TEST_CASE("the sources' names are found") {
  constexpr Sticky stickies[] = {
      {"event", "OutboundContactScheduleRecorded"},
      {"event", "OutboundContactScheduleCanceled"},
      {"event", "UserSupportMemoMessageUpdated"},
      {"event", "LastOutboundCompleted"},
      {"policy", "OutboundCompleted -> RecordSupportLogCommand"},
      {"policy", "OutboundContactScheduleRecorded -> RecordSupportLogCommand"},
      {"policy", "OutboundWithdrawn -> OutboundContactScheduleCanceled"},
      {"policy", "LastSurveyCompleted -> LastOutboundCompleted"},
      {"policy", "UserSupportIssueStatusChanged -> RecordSupportLogCommand"},
      {"policy", "MissedCallMessageFailed -> RecordSupportLogCommand"},
      {"command", "RevokeOutbound"},
      {"command", "WithdrawOutboundCallResult"},
      {"command", "CompeleteLastOutboundAuto"},
      {"command", "UpdateSupportIssueMessageCommand"},
      {"view", "메모 조회"},
      {"view", "findUsers()"},
      {"view", "getLogs(userId)"},
      {"actor", "System (Event Receiver)"},
      {"aggregate", "UserOutboundCallPlan"},
      {"aggregate", "SupportIssue"},
      {"rule", "24시간 내 본인 작성 메모만"},
      {"rule", "42일차 설문 완료 시 마지막 콜 자동 완료"},
      {"enum", "발송 상태 (성공/실패/재시도 대기)"},
      {"enum-value", "PATIENT_ISSUE"},
      {"enum-value", "MESSAGE_SENT"},
      {"method", "UserOutboundPlan.setSchedule()"},
      {"method", "UserSupportMemo.canUpdate()"},
      {"method", "UserSupportIssue.resolve()"},
      {"value", "LogVO"},
      {"external", "Outbound Management Context"},
      {"external", "Site Context"},
      {"finder", "UserOutboundPlan.findByUserCycleIdAndSequence"},
      {"finder", "UserSupportMessage.findByOutboundId"},
      {"error", "4003 MEMO_CONTENT_TOO_LOG"},
      {"error", "4004 UNAUTHORIZED_ACTION"},
      {"error", "4007 CONTECT_SCHEDULE_RECORD_FAIL"},
  };
  for (auto const& sticky : stickies) {
    CAPTURE(sticky.kind);
    CAPTURE(sticky.name);
    CHECK(catalogue().find(sticky.kind, sticky.name, "support") != nullptr);
  }
}

TEST_CASE("everything in the module has its own name") {
  for (auto const* rule : support::module.errors) {
    for (auto const* other : support::module.errors) {
      CHECK((rule == other || std::string_view{rule->id} != other->id));
    }
  }
  for (auto const& policy : support::module.policies) {
    for (auto const& other : support::module.policies) {
      CHECK((&policy == &other || std::string_view{policy.name} != other.name));
    }
  }
}

}  // namespace lilac::support
