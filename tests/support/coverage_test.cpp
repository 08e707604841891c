// The two policies that no command of the desk can bring about today, and then: everything really happened.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "lib/after_all.hpp"
#include "lilac/testing/coverage.hpp"
#include "support/desk.hpp"

namespace lilac::support {

namespace {

/// A request by a host, for a message of the desk.
messaging::RequestMessage request_for(std::string key, std::vector<messaging::Channel> steps) {
  messaging::RequestMessage request;
  request.dedup_key = std::move(key);
  request.purpose = "support.free_text";
  request.recipient_id = user_7.value;
  request.steps = std::move(steps);
  request.text = PersonalText{"hello"};
  return request;
}

}  // namespace

TEST_CASE("a message of the desk that came too late has failed") {
  Desk desk;
  auto const request = [&] {
    auto made = request_for("support:1", {messaging::Channel::SMS});
    made.earliest_at = desk.now() + std::chrono::hours(1);
    made.expires_at = desk.now() + std::chrono::hours(2);
    return made;
  }();
  desk.given(system_actor, request);
  desk.given(operator_3, SendFreeTextMessage{user_7, cycle_70, "hello"});
  desk.gateway().on_send = [](messaging::OutgoingMessage const&) {
    return messaging::SendResult::rejected(messaging::FailureKind::PERMANENT, "NEVER_ASKED");
  };
  auto const late = desk.now() + std::chrono::hours(3);
  CHECK(desk.engine().run_until_idle(late));
  CHECK(desk.gateway().sent.empty());
  auto const message = desk.row(UserMessageId{1});
  CHECK(message.status == UserSupportMessageStatus::FAILED);
  CHECK(message.failure_reason == "EXPIRED");
}

TEST_CASE("a message of the desk that its user does not want has failed, and is not tried again") {
  Desk desk;
  desk.given(admin(1), messaging::Suppress{user_7.value, messaging::Channel::SMS, {}, "OPTED_OUT"});
  desk.when(operator_3, SendFreeTextMessage{user_7, cycle_70, "hello"})
      .then_among_others(any<messaging::MessageSuppressed>(), any<SupportMessageFailed>(),
                         logged(UserSupportLogType::MESSAGE_SENT));
  auto const message = desk.row(UserMessageId{1});
  CHECK(message.status == UserSupportMessageStatus::FAILED);
  CHECK(message.failure_reason == "SUPPRESSED");
  desk.given(admin(1), messaging::Unsuppress{user_7.value, {}, {}});
  desk.given(operator_3, RetrySupportMessage{{1}});
  desk.when_idle();
  CHECK(desk.gateway().sent.empty());
  CHECK(desk.row(UserMessageId{1}).status == UserSupportMessageStatus::FAILED);
}

TEST_CASE("a message that bounced and goes by another channel waits again, and is nothing to a desk without it") {
  Desk desk;
  desk.given(operator_3, SendFreeTextMessage{user_7, cycle_70, "hello"});
  desk.when_idle();
  CHECK(desk.row(UserMessageId{1}).status == UserSupportMessageStatus::SENT);
  desk.when(system_actor, RecordMessageOutcome{{1}, UserSupportMessageStatus::RETRY_PENDING}).then_nothing();
  CHECK(desk.row(UserMessageId{1}).status == UserSupportMessageStatus::RETRY_PENDING);
  desk.gateway().on_send = [](messaging::OutgoingMessage const&) {
    return messaging::SendResult::rejected(messaging::FailureKind::PERMANENT, "NO_SUCH_NUMBER");
  };
  desk.given(system_actor, request_for("support:2", {messaging::Channel::SMS, messaging::Channel::ALARM}));
  desk.when_idle().then_among_others(any<messaging::ChannelFellBack>());
  CHECK(desk.rows<UserSupportMessage::find_by_user_id_and_user_cycle_id>(user_7, cycle_70).size() == 1);
}

TEST_CASE("a message under another spelling of a desk's key is not the desk's") {
  Desk desk;
  desk.given(operator_3, SendFreeTextMessage{user_7, cycle_70, "hello"});
  desk.given(operator_3, CancelSupportMessage{{1}});
  for (auto const* key : {"support:01", "support:+1", "support:1 ", "support:", "support:1x", "desk:1"}) {
    desk.given(system_actor, request_for(key, {messaging::Channel::SMS}));
  }
  desk.when_idle();
  CHECK(desk.gateway().sent.size() == 6);
  CHECK(desk.row(UserMessageId{1}).failure_reason == "CANCELLED");
}

namespace {

testing::AfterAll const all_of_it_happened{[] { return testing::Coverage::of_this_run().missing(support::module); }};
testing::AfterAll const all_refusals_are_listed{[] {
  std::ifstream header{"include/lilac/support/commands.hpp"};
  std::string const text{std::istreambuf_iterator<char>{header}, {}};
  return testing::Coverage::of_this_run().comments_that_are_wrong(support::module, text);
}};

}  // namespace

}  // namespace lilac::support
