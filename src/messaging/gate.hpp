// What stands between a message and its recipient now: asked when it is accepted, and again at every claim.
#pragma once

#include "lilac/engine/work.hpp"
#include "lilac/messaging/message.hpp"
#include "lilac/messaging/ports.hpp"
#include "lilac/messaging/quiet_hours.hpp"

namespace lilac::messaging {

/// The book is a host's code: what it throws is one message's bad luck and not the command's.
result<std::optional<Recipient>> look_up(Work& work, Message const& message);
/// Whether it was not the book that failed, but the store that it reads: then nothing can be decided now.
bool is_of_store(Error const& error);
/// The recipient, kept in `room`; null when there is none or the book cannot tell now. Errors: the store's.
result<Recipient const*> find_recipient(Work& work, Message const& message, std::optional<Recipient>& room);

/// Whether a message may go by its present step.
struct Verdict {
  enum class Kind : std::uint8_t { go, hold, skip_step, suppress };
  Kind kind = Kind::go;
  Instant until{};          ///< of a hold
  char const* reason = "";  ///< of a skipped step and of a suppressed message: a code
};

/// Lives as long as one command; reads what holds for everybody once.
class Gate {
 public:
  explicit Gate(Work& work) : work_(work) {}

  /// Judges the present step. `recipient_of` is asked only when it matters who the recipient is; when that cannot be
  /// told now (null), what depends on it is not judged.
  result<Verdict> judge(Message const& message, FunctionRef<result<Recipient const*>()> recipient_of);

 private:
  result<bool> is_suppressed(Message const& message, Channel channel);
  result<Verdict> judge_suppressions(Message const& message);
  result<std::vector<QuietWindow>> windows_of(Message const& message);
  result<QuietHours const*> quiet_hours_of_all(QuietOwner owner);
  result<> read_what_holds_for_all();
  std::string_view zone_of(Recipient const& recipient) const;

  Work& work_;
  bool knows_all_ = false;
  QuietHours const* system_ = nullptr;
  QuietHours const* tenant_ = nullptr;
  bool recipients_have_own_ = false;
  bool somebody_is_suppressed_ = false;
};

}  // namespace lilac::messaging
