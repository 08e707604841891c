// Fakes of messaging's ports.
#pragma once

#include <deque>
#include <functional>
#include <vector>

#include "lilac/messaging/ports.hpp"

namespace lilac::testing {

/// Keeps what it was given, and answers as told: first the queued answers, one each, then by its functions. Told
/// nothing, it accepts every message and knows nothing about any. Not for several threads.
class RecordingGateway final : public messaging::MessageGateway {
 public:
  std::vector<messaging::SendResult> send(std::span<messaging::OutgoingMessage const> batch) override {
    batches.push_back(batch.size());
    std::vector<messaging::SendResult> results;
    for (auto const& message : batch) {
      sent.push_back(message);
      results.push_back(answer_to(message));
    }
    return results;
  }
  messaging::StatusResult status(messaging::StatusQuestion const& question) override {
    asked.push_back(question);
    if (!statuses.empty()) return taken_from(statuses);
    return on_status ? on_status(question) : messaging::StatusResult::unavailable();
  }
  std::size_t max_in_flight() const override { return room; }

  /// The next answers, in order.
  RecordingGateway& will_answer(messaging::SendResult answer, int times = 1) {
    answers.insert(answers.end(), static_cast<std::size_t>(times), answer);
    return *this;
  }

  std::vector<messaging::OutgoingMessage> sent;
  std::vector<messaging::StatusQuestion> asked;
  std::vector<std::size_t> batches;  ///< the size of each
  std::deque<messaging::SendResult> answers;
  std::deque<messaging::StatusResult> statuses;
  /// Called for each message when it is in `sent` already. May throw: then nobody knows what became of the batch.
  std::function<messaging::SendResult(messaging::OutgoingMessage const&)> on_send;
  std::function<messaging::StatusResult(messaging::StatusQuestion const&)> on_status;
  std::size_t room = 100;  ///< how many messages one send may hold; 0 lets all wait

 private:
  messaging::SendResult answer_to(messaging::OutgoingMessage const& message) {
    if (!answers.empty()) return taken_from(answers);
    return on_send ? on_send(message) : messaging::SendResult::accepted("vendor-" + std::to_string(sent.size()));
  }
  template <class Answer>
  static Answer taken_from(std::deque<Answer>& queue) {
    auto answer = std::move(queue.front());
    queue.pop_front();
    return answer;
  }
};

}  // namespace lilac::testing
