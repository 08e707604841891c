#include "simulator/at_rest.hpp"

#include <set>

#include "lilac/engine/records.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/support/policies.hpp"
#include "lilac/support/support.hpp"
#include "simulator/process.hpp"

namespace lilac::simulator {

using messaging::Message;
using messaging::MessageState;
using support::UserOutboundStatus;
using support::UserSupportLogType;
using support::UserSupportMessageStatus;

namespace {

constexpr auto final_state = "every message is in a final state or held until somebody decides";
constexpr auto one_message = "each message of the desk has exactly one of messaging, and shows how it ended";
constexpr auto once_delivered = "effects per consumer and event are 1, unless dead-lettered";
constexpr auto in_order = "effects of one key come in the order of its events";
constexpr auto reached_once = "nobody is reached twice, unless that is said";
constexpr auto really_sent = "what is shown as sent was carried";
constexpr auto log_line = "every resolved call has its log line";
constexpr auto listed = "what does not come to rest is a listed dead letter";

template <class T>
std::vector<T> all(Store& memory) {
  std::vector<T> rows;
  StoreReader reader{memory};
  static_cast<void>(reader.each_of(Id<T>{}, no_limit, [&](T const& row) { rows.push_back(row); }));
  return rows;
}

class Checking {
 public:
  /// What the store's keys at the gateway begin with.
  std::string name() const {
    StoreReader reader{rest_.memory};
    auto const identity = reader.find(Id<engine::Identity>{1});
    return identity && identity.value() != nullptr ? identity.value()->name + ":" : std::string();
  }
  explicit Checking(AtRest const& rest) : rest_(rest), verdict_(rest.world.verdict) {
    auto letters = rest.engine.dead_letters();
    if (!letters) {
      verdict_.broken(listed, letters.error().message());
      return;
    }
    for (auto const& letter : letters.value()) {
      dead_.insert({letter.policy, letter.position});
      if (letter.error.find("not in the journal") != std::string::npos)
        verdict_.broken("the journal keeps what somebody waits for", letter.policy + ": " + letter.error);
      rest.world.sightings.saw(letter.parked ? "letter: parked" : "letter: dead");
    }
  }

  void run() {
    check_relay();
    check_messages();
    check_metrics();
    check_desk_messages();
    check_calls();
    check_deliveries();
    check_order();
  }

 private:
  std::string text_of(Message const& message) { return "message " + to_json(message, Showing::whole); }

  // Entries that are neither done nor listed would wait for ever; one that is parked stands behind a dead one.
  void check_relay() {
    using engine::RelayEntry, engine::RelayState;
    auto const entries = all<RelayEntry>(rest_.memory);
    for (auto const& entry : entries) {
      if (entry.state == RelayState::dead) continue;
      auto is_behind = false;
      for (auto const& other : entries) {
        is_behind = is_behind || (other.state == RelayState::dead && other.consumer == entry.consumer &&
                                  other.key_entity == entry.key_entity && other.key_id == entry.key_id &&
                                  other.position < entry.position);
      }
      if (entry.state == RelayState::waiting || !is_behind) verdict_.broken(listed, to_json(entry));
    }
    for (auto const& deadline : all<engine::Deadline>(rest_.memory)) verdict_.broken(listed, to_json(deadline));
  }

  void check_messages() {
    for (auto const& message : all<Message>(rest_.memory)) {
      auto const is_held_for_ever =
          message.state == MessageState::Held && message.hold_reason == messaging::HoldReason::UNRESOLVED;
      if (messaging::is_waiting(message.state) && !is_held_for_ever) verdict_.broken(final_state, text_of(message));
      if (message.possible_duplicate) rest_.world.sightings.saw("message: possible duplicate");
      if (message.generation > 0) rest_.world.sightings.saw("message: tried again by a person");
      check_reached(message);
    }
  }

  void check_reached(Message const& message) {
    std::uint32_t carried = 0, reached = 0;
    for (std::int32_t generation = 0; generation <= message.generation; ++generation) {
      for (std::size_t step = 0; step < message.steps.size(); ++step) {
        auto const key =
            name() + std::to_string(message.id.value) + ":" + std::to_string(step) + ":" + std::to_string(generation);
        auto const found = rest_.gateway.parcels().find(key);
        if (found == rest_.gateway.parcels().end()) continue;
        auto const& parcel = found->second;
        if (rest_.gateway.honours_keys() && parcel.carried > 1)
          verdict_.broken("a gateway that honours keys never delivers twice for one key", key);
        carried += parcel.carried;
        if (!parcel.has_bounced) reached += parcel.carried;
      }
    }
    auto const key = rest_.gateway.parcels().find(name() + message.gateway_key());
    if (messaging::is_sent(message.state) && (key == rest_.gateway.parcels().end() || key->second.carried == 0))
      verdict_.broken(really_sent, text_of(message));
    auto const has_arrived =
        key != rest_.gateway.parcels().end() && key->second.carried > 0 && !key->second.has_bounced;
    // Whoever cancels a message that is held as unresolved knows that it may have arrived.
    auto const is_said = message.possible_duplicate || message.failure_reason == "UNRESOLVED";
    if (messaging::is_failed(message.state) && has_arrived && !is_said && rest_.world.interference == 0)
      verdict_.broken("what is shown as failed has not arrived, unless that is said", text_of(message));
    // Of two processes with different clocks, one may take the other for dead: then only the gateway's keys help.
    if (reached > 1 && !message.possible_duplicate && rest_.world.interference == 0)
      verdict_.broken(reached_once, "carried " + std::to_string(carried) + " times: " + text_of(message));
  }

  // The view is fed in pages, by whoever is alive, and has counted each event once.
  void check_metrics() {
    std::map<messaging::MetricKind, std::uint64_t> counted;
    for (auto const& metric : all<messaging::MessageMetric>(rest_.memory))
      counted[metric.kind] += static_cast<std::uint64_t>(metric.count);
    for (auto const& [kind, event] :
         {std::pair{messaging::MetricKind::ACCEPTED, &event_info<messaging::MessageAccepted>()},
          {messaging::MetricKind::ATTEMPTED, &event_info<messaging::MessageAttempted>()},
          {messaging::MetricKind::SENT, &event_info<messaging::MessageSent>()},
          {messaging::MetricKind::SUPPRESSED, &event_info<messaging::MessageSuppressed>()}}) {
      if (counted[kind] != rest_.history.count(*event))
        verdict_.broken(
            "metrics count each event once",
            std::to_string(counted[kind]) + " of " + std::to_string(rest_.history.count(*event)) + " " + event->name);
    }
  }

  void check_desk_messages() {
    StoreReader reader{rest_.memory};
    for (auto const& ours : all<support::UserSupportMessage>(rest_.memory)) {
      std::vector<Message> found;
      static_cast<void>(reader.each<Message::find_by_dedup_key>([&](Message const& row) { found.push_back(row); },
                                                                support::dedup_key_of(ours.id)));
      if (found.size() != 1) {
        verdict_.broken(one_message, std::to_string(found.size()) + " of " + to_json(ours));
        continue;
      }
      auto const state = found.front().state;
      auto const expected = messaging::is_sent(state)     ? UserSupportMessageStatus::SENT
                            : messaging::is_failed(state) ? UserSupportMessageStatus::FAILED
                                                          : UserSupportMessageStatus::RETRY_PENDING;
      if (ours.status != expected) verdict_.broken(one_message, to_json(ours) + " but " + text_of(found.front()));
      rest_.world.sightings.saw(std::string("desk message: ") + support::word(ours.status));
    }
  }

  // The last thing that happened to a call is what it shows, and each has its line.
  void check_calls() {
    std::map<std::int64_t, UserOutboundStatus> status;
    std::map<std::int64_t, int> happened, lines;
    for (auto const& event : rest_.history.events()) {
      auto const is_completed = event.type == &event_info<support::OutboundCompleted>() ||
                                event.type == &event_info<support::LastOutboundAutoCompleted>();
      auto const is_skipped = event.type == &event_info<support::OutboundSkipped>();
      if (!is_completed && !is_skipped && event.type != &event_info<support::OutboundWithdrawn>()) continue;
      status[event.entity_id] = is_completed ? UserOutboundStatus::COMPLETED
                                : is_skipped ? UserOutboundStatus::SKIPPED
                                             : UserOutboundStatus::PENDING;
      ++happened[event.entity_id];
    }
    for (auto const& line : all<support::UserSupportLog>(rest_.memory)) {
      if (line.type == UserSupportLogType::OUTBOUND_STATUS_CHANGE) ++lines[line.relation_id];
    }
    if (lines != happened) verdict_.broken(log_line, "calls and their lines do not agree in number");
    for (auto const& call : all<support::UserOutboundPlan>(rest_.memory)) {
      auto const found = status.find(call.id.value);
      auto const expected = found == status.end() ? UserOutboundStatus::PENDING : found->second;
      if (call.status != expected) verdict_.broken(log_line, to_json(call) + " should be " + support::word(expected));
    }
  }

  void check_deliveries() {
    std::set<std::string> keys;
    for (auto const& event : rest_.history.events()) {
      for (auto const* module : modules()) {
        for (auto const& policy : module->policies) {
          if (policy.when != event.type || policy.form != PolicyForm::delivery) continue;
          auto const consumer = std::string(event.type->context) + "." + policy.name;
          auto const key = name() + consumer + ":" + event.id();
          keys.insert(key);
          auto const found = rest_.site.effects().find(key);
          auto const is_done = found != rest_.site.effects().end() && found->second.is_done;
          if (!is_done && !dead_.contains({consumer, event.position}))
            verdict_.broken(once_delivered, key + " has none");
          if (is_done && found->second.digest != event.digest)
            verdict_.broken(once_delivered, key + " is another event");
        }
      }
    }
    for (auto const& [key, effect] : rest_.site.effects()) {
      if (!keys.contains(key)) verdict_.broken(once_delivered, key + " never happened");
    }
  }

  void check_order() {
    std::map<std::int64_t, std::pair<std::int64_t, int>> last;  // by user: one port, one order over all its policies
    for (auto const& [user, key] : rest_.site.order()) {
      auto const colon = key.rfind(':');
      auto const dot = key.rfind('.');
      std::pair<std::int64_t, int> const at{std::stoll(key.substr(colon + 1, dot - colon - 1)),
                                            std::stoi(key.substr(dot + 1))};
      auto& before = last[user];
      if (at < before) verdict_.broken(in_order, key + " came late");
      before = at;
    }
  }

  AtRest const& rest_;
  Verdict& verdict_;
  std::set<std::pair<std::string, std::int64_t>> dead_;
};

}  // namespace

void check_at_rest(AtRest const& rest) { Checking{rest}.run(); }

void see_messages(Store& memory, Sightings& sightings) {
  StoreReader reader{memory};
  static_cast<void>(reader.each_of(Id<Message>{}, no_limit, [&](Message const& message) {
    sightings.saw(std::string("message: ") +
                  name_of(type_of<MessageState>(), static_cast<std::int64_t>(message.state)));
  }));
}

}  // namespace lilac::simulator
