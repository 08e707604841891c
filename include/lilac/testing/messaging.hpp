// Fakes of messaging's ports.
#pragma once

#include <deque>
#include <vector>

#include "lilac/messaging/ports.hpp"

namespace lilac::testing {

/// Keeps what it was given, and answers as told; Accepted when told nothing.
class RecordingGateway final : public messaging::MessageGateway {
 public:
  std::vector<messaging::SendResult> send(std::span<messaging::OutgoingMessage const> batch) override {
    std::vector<messaging::SendResult> results;
    for (auto const& message : batch) {
      sent.push_back(message);
      auto answer = messaging::SendResult::accepted("vendor-" + std::to_string(sent.size()));
      if (!answers.empty()) {
        answer = answers.front();
        answers.pop_front();
      }
      results.push_back(answer);
    }
    return results;
  }
  messaging::StatusResult status(messaging::StatusQuestion const& question) override {
    asked.push_back(question);
    if (statuses.empty()) return messaging::StatusResult::unavailable();
    auto answer = statuses.front();
    statuses.pop_front();
    return answer;
  }
  /// The next answers, in order.
  RecordingGateway& will_answer(messaging::SendResult answer, int times = 1) {
    answers.insert(answers.end(), static_cast<std::size_t>(times), answer);
    return *this;
  }

  std::vector<messaging::OutgoingMessage> sent;
  std::vector<messaging::StatusQuestion> asked;
  std::deque<messaging::SendResult> answers;
  std::deque<messaging::StatusResult> statuses;
};

}  // namespace lilac::testing
