#include "lilac/testing/messaging.hpp"

#include <doctest/doctest.h>

namespace lilac::messaging {
namespace {

using Answer = SendResult::Answer;

std::vector<SendResult> carry_two(testing::RecordingGateway& gateway) {
  std::vector<OutgoingMessage> batch(2);
  batch[0].key = "a";
  batch[1].key = "b";
  return gateway.send(batch);
}
StatusResult ask_about_a(testing::RecordingGateway& gateway) {
  StatusQuestion question;
  question.key = "a";
  return gateway.status(question);
}

TEST_CASE("A recording gateway that is told nothing accepts every message and knows nothing about any") {
  testing::RecordingGateway gateway;
  auto const answers = carry_two(gateway);
  REQUIRE(answers.size() == 2);
  CHECK(answers[0].answer == Answer::Accepted);
  CHECK(answers[0].vendor_id == "vendor-1");
  CHECK(answers[1].vendor_id == "vendor-2");
  CHECK(ask_about_a(gateway).answer == StatusResult::Answer::Unavailable);
  CHECK(gateway.sent[1].key == "b");
  CHECK(gateway.asked[0].key == "a");
  CHECK(gateway.batches == std::vector<std::size_t>{2});
}

TEST_CASE("A recording gateway answers from its queue first, and then by its function") {
  testing::RecordingGateway gateway;
  gateway.will_answer(SendResult::pending());
  gateway.on_send = [](OutgoingMessage const& message) { return SendResult::accepted("for " + message.key); };
  auto const answers = carry_two(gateway);
  CHECK(answers[0].answer == Answer::Pending);
  CHECK(answers[1].vendor_id == "for b");
  gateway.statuses.push_back(StatusResult::not_found());
  gateway.on_status = [](StatusQuestion const& question) { return StatusResult::accepted("for " + question.key); };
  CHECK(ask_about_a(gateway).answer == StatusResult::Answer::NotFound);
  CHECK(ask_about_a(gateway).vendor_id == "for a");
}

}  // namespace
}  // namespace lilac::messaging
