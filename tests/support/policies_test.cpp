#include "lilac/support/policies.hpp"

#include "support/desk.hpp"

namespace lilac::support {

namespace {

template <class E>
E about(std::string purpose, std::string key) {
  E event;
  event.purpose = std::move(purpose);
  event.dedup_key = std::move(key);
  return event;
}

}  // namespace

TEST_CASE("a message of messaging is the desk's when both its purpose and its key say so") {
  CHECK(message_of("support.missed_call", "support:51") == UserMessageId{51});
  CHECK_FALSE(message_of("billing.bill", "support:51"));
  CHECK_FALSE(message_of("support.missed_call", "billing:51"));
  CHECK_FALSE(message_of("support.missed_call", "support:"));
  CHECK_FALSE(message_of("support.missed_call", "support:51x"));
  CHECK_FALSE(message_of("support.missed_call", "support:99999999999999999999"));
}

TEST_CASE("each end of a message is one of the desk's three states") {
  using enum UserSupportMessageStatus;
  Desk desk;
  desk.given(operator_3, SendFreeTextMessage{user_7, cycle_70, "Hello"});
  StoreReader reader{desk.store()};
  auto const key = dedup_key_of({1});
  auto const ours = [&]<class E>(E const&) { return about<E>("support.template", key); };
  CHECK(record_sent_message(ours(messaging::MessageSent{}), reader).value()->status == SENT);
  CHECK(record_delivered_message(ours(messaging::MessageDelivered{}), reader).value()->status == SENT);
  CHECK(record_failed_message(ours(messaging::MessageFailed{}), reader).value()->status == FAILED);
  CHECK(record_expired_message(ours(messaging::MessageExpired{}), reader).value()->reason == "EXPIRED");
  CHECK(record_cancelled_message(ours(messaging::MessageCancelled{}), reader).value()->reason == "CANCELLED");
  CHECK(record_redirected_message(ours(messaging::ChannelFellBack{}), reader).value()->status == RETRY_PENDING);
  CHECK(record_retried_message(ours(messaging::DeadLetterRetried{}), reader).value()->status == RETRY_PENDING);
  CHECK_FALSE(record_sent_message(about<messaging::MessageSent>("billing.bill", "bill:1"), reader).value());
  CHECK_FALSE(record_sent_message(about<messaging::MessageSent>("support.template", "support:2"), reader).value());
}

TEST_CASE("a message is asked for once, under the desk's key and the purpose of its type") {
  SupportMessageRequested event{{7},           {70},         8, {51}, {}, UserSupportMessageType::MISSED_CALL,
                                TemplateId{9}, {{"a", "b"}}, {}};
  auto const request = request_message(event);
  CHECK(request.dedup_key == "support:51");
  CHECK(request.purpose == "support.missed_call");
  CHECK(request.recipient_id == 7);
  CHECK(request.template_id == messaging::TemplateId{9});
  CHECK(request.variables.at("a") == "b");
  CHECK_FALSE(request.text);
  CHECK(std::string_view{purpose_of(UserSupportMessageType::TEMPLATE)} == "support.template");
  CHECK(std::string_view{purpose_of(UserSupportMessageType::FREE_TEXT)} == "support.free_text");
  CHECK(std::string_view{purpose_of(UserSupportMessageType::LAST_SURVEY_REMINDER)} == "support.last_survey_reminder");
}

TEST_CASE("a withdrawn call is logged before its appointment is cancelled") {
  std::vector<std::string> names;
  for (auto const& policy : policies) {
    if (policy.when == &event_info<OutboundWithdrawn>()) names.push_back(policy.name);
  }
  CHECK(names == std::vector<std::string>{"log_withdrawn_call", "cancel_schedule_of_withdrawn_call"});
}

}  // namespace lilac::support
