// What stands between a message and its recipient now: asked when it is accepted, and again at every claim.
#pragma once

#include "lilac/engine/work.hpp"
#include "lilac/messaging/message.hpp"
#include "lilac/messaging/ports.hpp"
#include "lilac/messaging/quiet_hours.hpp"

namespace lilac::messaging {

/// The book is a host's code: what it throws is one message's bad luck and not the command's.
result<std::optional<Recipient>> look_up(Work& work, std::int64_t recipient_id);

/// Lives as long as one command; reads what holds for everybody once.
class Gate {
 public:
  explicit Gate(Work& work) : work_(work) {}

  /// Whether the judgement of the present step needs to know its recipient.
  result<bool> needs_recipient(Message const& message);
  /// The first instant at which the present step may disturb the recipient: now, or when the silence ends.
  result<Instant> open_from(Message const& message, Recipient const& recipient);

 private:
  result<std::vector<QuietWindow>> windows_of(Message const& message);
  result<QuietHours const*> quiet_hours_of(QuietOwner owner, std::int64_t recipient_id);
  result<> read_what_holds_for_all();
  std::string_view zone_of(Recipient const& recipient) const;

  Work& work_;
  bool knows_all_ = false;
  QuietHours const* system_ = nullptr;
  QuietHours const* tenant_ = nullptr;
  bool recipients_have_own_ = false;
};

}  // namespace lilac::messaging
