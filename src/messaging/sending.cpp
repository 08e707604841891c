#include "lilac/messaging/sending.hpp"

#include <algorithm>

#include "lilac/messaging/rendering.hpp"
#include "messaging/decisions.hpp"
#include "messaging/gate.hpp"
#include "messaging/throttle.hpp"

namespace lilac::messaging {

namespace {

/// Keeps the row and publishes those events that there are, in order.
template <class C, class... Events>
void save_what_happened(Handling<C>& work, Message& message, std::optional<Events>... events) {
  work.keep(message);
  ((events ? void(work.save(message, std::move(*events))) : void()), ...);
}

/// Messages of a state that are due, in the order of release.
result<std::vector<MessageId>> due_in(Reader& reader, MessageState state, Instant now, std::size_t limit,
                                      AbsentContexts const& absent) {
  std::vector<MessageId> due;
  BOOST_OUTCOME_TRY(reader.each_after<Message::find_by_state>(
      Key{}, absent.empty() ? limit : no_limit,
      [&](Message const& message) {
        if (message.due_at > now) return false;
        if (!is_of_one(absent, message.purpose)) due.push_back(message.id);
        return due.size() < limit;
      },
      state));
  return due;
}

class Claiming {
 public:
  Claiming(Handling<ClaimMessages>& work, std::size_t limit)
      : work_(work), rules_(work.rules<Rules>()), now_(work.now()), limit_(limit) {}

  result<Claim> run() {
    BOOST_OUTCOME_TRY(read_mark(work_, DecisionMark::of_all));
    BOOST_OUTCOME_TRY(bring_limits_back(work_));
    BOOST_OUTCOME_TRY(absent_, work_.absent_modules());
    BOOST_OUTCOME_TRY(for_each_due(MessageState::InFlight, &Claiming::lose_claim));
    BOOST_OUTCOME_TRY(for_each_due(MessageState::Unknown, &Claiming::ask));
    BOOST_OUTCOME_TRY(for_each_due(MessageState::Held, &Claiming::release));
    BOOST_OUTCOME_TRY(for_each_due(MessageState::RetryWaiting, &Claiming::release));
    BOOST_OUTCOME_TRY(auto const ready, ready_to_go(work_, limit_, absent_));
    // What is decided from here on meets this claim's commit; what was decided before is read now.
    for (auto const id : ready) {
      BOOST_OUTCOME_TRY(auto const* message, work_.read(id));
      BOOST_OUTCOME_TRY(read_mark(work_, DecisionMark::id_of(message->recipient_id)));
    }
    gate_.emplace(work_);
    BOOST_OUTCOME_TRY(for_each(ready, &Claiming::send));
    BOOST_OUTCOME_TRY(charge());
    return std::move(claim_);
  }

 private:
  result<> for_each_due(MessageState state, result<> (Claiming::*act)(Message&)) {
    BOOST_OUTCOME_TRY(auto const due, due_in(work_, state, now_, limit_, absent_));
    return for_each(due, act);
  }

  result<> for_each(std::vector<MessageId> const& messages, result<> (Claiming::*act)(Message&)) {
    for (auto const id : messages) {
      BOOST_OUTCOME_TRY(auto* message, work_.load(id));
      BOOST_OUTCOME_TRY((this->*act)(*message));
      ++claim_.changed;
    }
    return outcome::success();
  }

  // Whoever claimed it is gone, and so is what was known of the vendor's count.
  result<> lose_claim(Message& message) {
    BOOST_OUTCOME_TRY(auto const* limits, work_.find(ChannelLimits::id_of(message.channel())));
    if (limits != nullptr && limits->messages > 0) {
      BOOST_OUTCOME_TRY(auto* emptied, work_.load(limits->id));
      emptied->empty(now_);
      work_.keep(*emptied);
    }
    auto lost = message.lose_claim(now_, rules_);
    save_what_happened(work_, message, std::move(lost));
    return outcome::success();
  }

  result<> ask(Message& message) {
    message.claim_question(now_, rules_);
    work_.keep(message);
    claim_.to_ask.push_back({key_of(message), message.id, message.channel(), message.step, message.attempts,
                             message.generation, now_, message.tries});
    return outcome::success();
  }

  // What has waited goes on unless it has expired, or its recipient is not to be disturbed now.
  result<> release(Message& message) {
    if (auto expired = message.expire(now_)) {
      work_.save(message, std::move(*expired));
      return outcome::success();
    }
    std::optional<Recipient> recipient;
    BOOST_OUTCOME_TRY(auto const verdict,
                      gate_->judge(message, [&] { return find_recipient(work_, message, recipient); }));
    if (obey(message, verdict)) return outcome::success();
    message.release(now_);
    work_.keep(message);
    return outcome::success();
  }

  // True when the message does not go now.
  bool obey(Message& message, Verdict const& verdict) {
    if (verdict.kind == Verdict::Kind::hold) {
      auto held = message.keep_quiet(verdict.until, now_);
      if (held) work_.save(message, std::move(*held));
      return held.has_value();
    }
    if (verdict.kind == Verdict::Kind::suppress) {
      auto suppressed = message.suppress(verdict.reason, now_);
      if (suppressed) work_.save(message, std::move(*suppressed));
      return suppressed.has_value();
    }
    if (verdict.kind == Verdict::Kind::skip_step && message.state == MessageState::Ready) {
      skip_step(message, verdict.reason);
      return true;
    }
    return false;
  }

  void skip_step(Message& message, std::string_view reason) {
    auto ended = message.skip_step(reason, now_);
    save_what_happened(work_, message, std::move(ended.fell_back), std::move(ended.failed));
  }

  // An expired message is not sent, by no channel.
  // A text that is not what was accepted is not sent: a frozen version changed, or a person was forgotten.
  // What is suppressed, not agreed to, or would disturb somebody is not sent (see Gate).
  // Without an address the step is used up, and the gateway is not called.
  result<> send(Message& message) {
    if (auto expired = message.expire(now_)) {
      work_.save(message, std::move(*expired));
      return outcome::success();
    }
    BOOST_OUTCOME_TRY(auto text, frozen_text(message));
    if (!text) {
      save_what_happened(work_, message, message.give_up("TEXT_NOT_AS_ACCEPTED", now_));
      return outcome::success();
    }
    auto recipient = look_up(work_, message);
    if (!recipient && is_of_store(recipient.error())) return std::move(recipient).error();
    auto const* known = recipient && recipient.value() ? &*recipient.value() : nullptr;
    BOOST_OUTCOME_TRY(auto const verdict, gate_->judge(message, [&] { return result<Recipient const*>{known}; }));
    if (obey(message, verdict)) return outcome::success();
    if (!recipient) return fail_for_now(message);
    auto const address = known != nullptr ? known->address_for(message.channel()) : Address{};
    if (!is_address(message.channel(), address)) {
      skip_step(message, address.secret.empty() ? "NO_ADDRESS" : "BAD_ADDRESS");
      return outcome::success();
    }
    // From here on the try counts.
    auto attempted = message.claim(now_, rules_);
    if (!attempted) return outcome::success();
    work_.save(message, std::move(*attempted));
    auto const is_long =
        message.channel() == Channel::SMS && short_message_bytes(work_.host(), text->body) > longest_sms;
    claim_.to_send.push_back({key_of(message), message.id, message.channel(), message.step, message.attempts,
                              message.generation, message.category, address, std::move(text->subject),
                              std::move(text->body), now_, is_long, message.tries});
    ++sent_[static_cast<std::size_t>(message.channel())];
    return outcome::success();
  }

  // What goes out counts against the limits of its channel, in the commit that counts the tries.
  result<> charge() {
    for (auto const channel : all_channels) {
      auto const sent = sent_[static_cast<std::size_t>(channel)];
      if (sent == 0) continue;
      BOOST_OUTCOME_TRY(auto const* known, work_.find(ChannelLimits::id_of(channel)));
      if (known == nullptr || (known->messages == 0 && !known->open_until)) continue;
      BOOST_OUTCOME_TRY(auto* limits, work_.load(known->id));
      limits->charge(sent, now_, rules_);
      work_.keep(*limits);
    }
    return outcome::success();
  }

  // Nothing when it cannot be told any more. A store that fails now tells nothing about the text.
  result<std::optional<Rendered>> frozen_text(Message const& message) {
    Rendered text;
    auto hash = text_hash_of(work_, message, [&](Channel channel, Rendered&& said) -> result<> {
      if (channel == message.channel()) text = std::move(said);
      return outcome::success();
    });
    if (!hash && hash.error().retriable()) return std::move(hash).error();
    if (!hash || hash.value() != message.text_hash.value) return std::optional<Rendered>{};
    return std::optional{std::move(text)};
  }

  // What was accepted before the store had a name keeps the key under which it may have been sent.
  std::string key_of(Message const& message) const {
    auto key = message.gateway_key();
    return message.is_named_by_store ? std::string(work_.store_identity()) + ':' + key : key;
  }

  // Where the person can be reached cannot be told now: a try that failed, like a gateway that is down.
  result<> fail_for_now(Message& message) {
    auto attempted = message.claim(now_, rules_);
    auto ended = message.record({message.id,
                                 message.generation,
                                 message.step,
                                 message.attempts,
                                 OutcomeKind::REJECTED,
                                 FailureKind::TRANSIENT,
                                 "ADDRESS_BOOK_FAILED",
                                 {},
                                 message.tries},
                                now_, rules_);
    save_what_happened(work_, message, std::move(attempted), std::move(ended.attempt_failed),
                       std::move(ended.fell_back), std::move(ended.failed));
    return outcome::success();
  }

  Handling<ClaimMessages>& work_;
  std::optional<Gate> gate_{work_};  ///< a new one once the marks are read
  Rules const& rules_;
  Instant now_;
  std::size_t limit_;
  AbsentContexts absent_;
  Claim claim_;
  std::array<std::int64_t, all_channels.size()> sent_{};  ///< by channel
};

}  // namespace

result<Claim> handle(Handling<ClaimMessages>& work, ClaimMessages const& command) {
  auto const most = std::max(work.rules<Rules>().claim_size, std::int32_t{1});
  auto const limit = command.limit <= 0 ? most : std::min(command.limit, most);
  return Claiming{work, static_cast<std::size_t>(limit)}.run();
}

result<> handle(Handling<RecordSendOutcomes>& work, RecordSendOutcomes const& command) {
  for (auto const& outcome : command.outcomes) {
    auto loaded = work.load(outcome.message_id);
    if (!loaded && loaded.error().is(rules::not_found)) continue;  // must not lose the outcomes of the others
    BOOST_OUTCOME_TRY(auto* message, std::move(loaded));
    auto const channel = message->channel();
    auto ended = message->record(outcome, work.now(), work.rules<Rules>());
    if (ended.is_nothing()) continue;
    save_what_happened(work, *message, std::move(ended.sent), std::move(ended.attempt_failed),
                       std::move(ended.fell_back), std::move(ended.held), std::move(ended.expired),
                       std::move(ended.failed), std::move(ended.cancelled));
    BOOST_OUTCOME_TRY(auto circuit, record_in_circuit(work, channel, outcome));
    if (circuit.limits != nullptr) work.keep(*circuit.limits);
    if (circuit.opened) work.save(*circuit.limits, std::move(*circuit.opened));
    if (circuit.closed) work.save(*circuit.limits, std::move(*circuit.closed));
  }
  return outcome::success();
}

result<> handle(Handling<RecordReceipt>& work, RecordReceipt const& command) {
  std::string_view told = command.key;
  auto const name = std::string(work.store_identity()) + ':';
  if (told.starts_with(name)) told.remove_prefix(name.size());
  auto const key = parse_gateway_key(told);
  if (!key) return refuse_saying(rules::invalid_argument, field("key"), "A gateway key is message:step:generation.");
  BOOST_OUTCOME_TRY(auto const* known, work.find(key->message_id));
  if (known == nullptr) return refuse(rules::not_found, field("key"), value(command.key));
  BOOST_OUTCOME_TRY(auto* message, work.load(known->id));
  if (message->step != key->step || message->generation != key->generation) return outcome::success();
  if (command.receipt == Receipt::DELIVERED) {
    auto delivered = message->record_delivery(work.now());
    if (delivered) work.save(*message, std::move(*delivered));
    return outcome::success();
  }
  auto ended = message->record_bounce(command.reason, work.now());
  if (ended.is_nothing()) return outcome::success();
  save_what_happened(work, *message, std::move(ended.attempt_failed), std::move(ended.fell_back),
                     std::move(ended.failed), std::move(ended.cancelled));
  return outcome::success();
}

}  // namespace lilac::messaging
