#include "desks/vendor.hpp"

#include <stdexcept>

namespace lilac::desks {

using messaging::FailureKind;
using messaging::SendResult;
using messaging::StatusResult;

SendResult Vendor::take(messaging::OutgoingMessage const& message) {
  if (!is_well && dice_.one_in(6)) return SendResult::rejected(FailureKind::TRANSIENT, "BUSY");
  if (!is_well && dice_.one_in(15)) return SendResult::rejected(FailureKind::PERMANENT, "NO_SUCH_PLACE");
  if (!is_well && dice_.one_in(8)) return SendResult::pending();  // it never came
  carried_[message.message_id].push_back({message.key, message.address.secret, message.channel});
  ++keys_[message.key];
  if (!is_well && dice_.one_in(8)) return SendResult::pending();  // its answer is lost
  return SendResult::accepted("vendor-" + message.key);
}

StatusResult Vendor::tell(std::string const& key) const {
  return keys_.contains(key) ? StatusResult::accepted("vendor-" + key) : StatusResult::not_found();
}

std::vector<SendResult> Line::send(std::span<messaging::OutgoingMessage const> batch) {
  on_stop();
  std::vector<SendResult> answers;
  for (auto const& message : batch) answers.push_back(vendor_.take(message));
  on_stop();
  if (!vendor_.is_well && dice_.one_in(20)) throw std::runtime_error("the line broke");
  return answers;
}

StatusResult Line::status(messaging::StatusQuestion const& question) {
  if (!vendor_.is_well && dice_.one_in(4)) return StatusResult::unavailable();
  return vendor_.tell(question.key);
}

}  // namespace lilac::desks
