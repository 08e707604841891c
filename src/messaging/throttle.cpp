#include "messaging/throttle.hpp"

#include <algorithm>
#include <tuple>

namespace lilac::messaging {

result<ChannelLimits*> limits_of(Work& work, Channel channel) {
  auto const id = ChannelLimits::id_of(channel);
  BOOST_OUTCOME_TRY(auto const* known, work.find(id));
  if (known != nullptr) return work.load(id);
  auto* limits = work.create(id);
  limits->channel = channel;
  return limits;
}

result<> bring_limits_back(Work& work) {
  for (auto const channel : all_channels) {
    auto const id = ChannelLimits::id_of(channel);
    BOOST_OUTCOME_TRY(auto const* known, work.find(id));
    if (known == nullptr || !known->is_ahead(work.now(), work.rules<Rules>())) continue;
    BOOST_OUTCOME_TRY(auto* limits, work.load(id));
    limits->come_back(work.now(), work.rules<Rules>());
    work.keep(*limits);
  }
  return outcome::success();
}

result<std::vector<MessageId>> ready_to_go(Work& work, std::size_t limit, AbsentContexts const& absent) {
  using Place = std::tuple<Instant, MessageId>;
  std::vector<Place> places;
  for (auto const channel : all_channels) {
    BOOST_OUTCOME_TRY(auto const* limits, work.find(ChannelLimits::id_of(channel)));
    auto const room =
        limits == nullptr
            ? limit
            : static_cast<std::size_t>(std::min(limits->room(work.now()), static_cast<std::int64_t>(limit)));
    if (room == 0) continue;
    auto left = room;
    BOOST_OUTCOME_TRY(work.each_after<Message::find_ready_by_channel>(
        Key{}, absent.empty() ? room : no_limit,
        [&](Message const& message) {
          if (message.due_at > work.now()) return false;
          if (is_of_one(absent, message.purpose)) return true;
          places.emplace_back(message.due_at, message.id);
          return --left > 0;
        },
        channel));
  }
  std::sort(places.begin(), places.end(), [](Place const& a, Place const& b) {
    return std::tuple(std::get<0>(a), std::get<1>(a).value) < std::tuple(std::get<0>(b), std::get<1>(b).value);
  });
  std::vector<MessageId> ready;
  for (auto const& place : places) {
    if (ready.size() == limit) break;
    ready.push_back(std::get<1>(place));
  }
  return ready;
}

result<std::optional<Instant>> first_to_go(Reader& reader, std::optional<Instant> now, Rules const& rules,
                                           AbsentContexts const& absent) {
  std::optional<Instant> first;
  for (auto const channel : all_channels) {
    std::optional<Instant> due;
    BOOST_OUTCOME_TRY(reader.each_after<Message::find_ready_by_channel>(
        Key{}, absent.empty() ? 1 : no_limit,
        [&](Message const& message) {
          if (is_of_one(absent, message.purpose)) return true;
          due = message.due_at;
          return false;
        },
        channel));
    if (!due) continue;
    auto at = *due;
    BOOST_OUTCOME_TRY(auto const* limits, reader.find(ChannelLimits::id_of(channel)));
    if (limits != nullptr && !(now && limits->is_ahead(*now, rules))) at = limits->room_at(at);
    if (!first || at < *first) first = at;
  }
  return first;
}

result<CircuitChanged> record_in_circuit(Work& work, Channel channel, SendOutcome const& outcome) {
  auto const has_failed = (outcome.outcome == OutcomeKind::REJECTED && outcome.kind == FailureKind::TRANSIENT) ||
                          (outcome.outcome == OutcomeKind::NO_ANSWER && outcome.reason == reason_gateway_failed);
  auto const has_answered = outcome.outcome == OutcomeKind::ACCEPTED ||
                            (outcome.outcome == OutcomeKind::REJECTED && outcome.kind == FailureKind::PERMANENT);
  if (!has_failed && !has_answered) return CircuitChanged{};
  auto const id = ChannelLimits::id_of(channel);
  if (has_answered) {
    BOOST_OUTCOME_TRY(auto const* known, work.find(id));
    if (known == nullptr || (known->failures == 0 && !known->open_until)) return CircuitChanged{};
    BOOST_OUTCOME_TRY(auto* limits, work.load(id));
    return CircuitChanged{limits, {}, limits->record_answer(work.now())};
  }
  BOOST_OUTCOME_TRY(auto* limits, limits_of(work, channel));
  return CircuitChanged{limits, limits->record_failure(work.now(), work.rules<Rules>()), {}};
}

}  // namespace lilac::messaging
