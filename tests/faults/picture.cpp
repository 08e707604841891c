#include "faults/picture.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <limits>
#include <map>
#include <set>
#include <stdexcept>
#include <vector>

#include "faults/day.hpp"
#include "lilac/engine/journal_json.hpp"
#include "lilac/engine/records.hpp"
#include "lilac/engine/row_digest.hpp"
#include "lilac/kernel/object.hpp"
#include "lilac/messaging/channel_limits.hpp"
#include "lilac/messaging/message.hpp"
#include "lilac/messaging/metrics.hpp"
#include "lilac/messaging/suppression.hpp"
#include "lilac/support/support.hpp"

namespace lilac::faults {

namespace {

constexpr auto lowest_id = std::numeric_limits<std::int64_t>::min();

template <class T>
T must(result<T> done) {
  if (!done) throw std::runtime_error(std::string(done.error().message()));
  if constexpr (!std::is_void_v<T>) return std::move(done).value();
}

std::vector<EntityInfo const*> all_entities() {
  std::vector<EntityInfo const*> entities{&entity_info<engine::Deadline>(), &entity_info<engine::RelayEntry>(),
                                          &entity_info<engine::Cursor>()};
  for (auto const* module : modules_of_the_day()) {
    entities.insert(entities.end(), module->entities.begin(), module->entities.end());
  }
  return entities;
}

std::string json_of(EntityInfo const& entity, void const* row) {
  std::string json;
  append_json(json, *entity.type, row, Showing::whole);
  return json;
}

// --- What may come later
// --------------------------------------------------------------------------------------------------

std::set<std::string> const& late_fields(EntityInfo const& entity) {
  static std::map<EntityInfo const*, std::set<std::string>> const late{
      {&entity_info<support::UserSupportLog>(), {"id", "created_at", "updated_at"}},
      {&entity_info<support::UserSupportMessage>(), {"updated_at"}},
      {&entity_info<messaging::Message>(),
       {"due_at", "updated_at", "attempts", "tries", "claim_lapsed", "possible_duplicate", "vendor_id"}},
      {&entity_info<parcel::Parcel>(), {"changed_at"}},
      {&entity_info<engine::RelayEntry>(), {"id", "position", "attempts", "next_at"}},
      // How far a consumer has read is a position.
      {&entity_info<engine::Cursor>(), {"position"}}};
  static std::set<std::string> const none;
  auto const found = late.find(&entity);
  return found == late.end() ? none : found->second;
}

/// What the engine keeps for itself is made, moved and erased all day. Which number such a row has and how often it was
/// written means nothing; it depends on how often the program was started, and on commits whose reply was lost.
bool is_kept_by_engine(EntityInfo const& entity) {
  return &entity == &entity_info<engine::Deadline>() || &entity == &entity_info<engine::RelayEntry>() ||
         &entity == &entity_info<engine::Cursor>() || &entity == &entity_info<engine::ForgetKey>() ||
         &entity == &entity_info<engine::Mention>() || &entity == &entity_info<engine::SeenTime>();
}

/// Fed from the journal, now several events at a time, now one.
bool is_row_of_view(EntityInfo const& entity) {
  for (auto const* module : modules_of_the_day()) {
    for (auto const& view : module->views) {
      if (std::ranges::find(view.entities, &entity) != view.entities.end()) return true;
    }
  }
  return false;
}

/// A fault makes these numbers larger: a message whose try came to nothing is tried again. A channel without a limit
/// has a row only to count its failures.
bool counts_attempts(EntityInfo const& entity, void const* row) {
  // A claim marks whose decisions it read.
  if (&entity == &entity_info<messaging::DecisionMark>())
    return static_cast<messaging::DecisionMark const*>(row)->decisions == 0;
  if (&entity == &entity_info<messaging::ChannelLimits>())
    return static_cast<messaging::ChannelLimits const*>(row)->messages == 0;
  if (&entity != &entity_info<messaging::MessageMetric>()) return false;
  using messaging::MetricKind;
  auto const kind = static_cast<messaging::MessageMetric const*>(row)->kind;
  return kind == MetricKind::ATTEMPTED || kind == MetricKind::NO_ANSWER || kind == MetricKind::REJECTED_TRANSIENT ||
         kind == MetricKind::POSSIBLE_DUPLICATE;
}

/// All rows of an entity, a line each, without some fields and without some rows.
template <class Line>
std::string rows_of(Store& store, EntityInfo const& entity, std::set<std::string> const& left_out, bool sorted,
                    Line line, bool (*skips)(EntityInfo const&, void const*) = nullptr) {
  std::vector<std::string> rows;
  must(store.scan_all(entity, lowest_id, no_limit, [&](RowView const& row) {
    if (skips != nullptr && skips(entity, row.row)) return true;
    auto json = boost::json::parse(json_of(entity, row.row));
    for (auto const& field : left_out) json.as_object().erase(field);
    rows.push_back(line(row) + boost::json::serialize(json) + "\n");
    return true;
  }));
  if (sorted) std::ranges::sort(rows);
  std::string text;
  for (auto const& row : rows) text += row;
  return text;
}

bool tells_of_attempts(EventInfo const& event) {
  return &event == &event_info<messaging::MessageAttempted>() ||
         &event == &event_info<messaging::MessageAttemptFailed>();
}

}  // namespace

std::string everything_in(Store& store) {
  std::string text;
  for (auto const* entity : all_entities()) {
    auto const kept_by_engine = is_kept_by_engine(*entity);
    if (entity == &entity_info<engine::Cursor>()) continue;  // how far one has read what means nothing to it
    auto left_out = kept_by_engine ? std::set<std::string>{"id"} : std::set<std::string>{};
    if (entity == &entity_info<messaging::Message>())
      left_out.insert("vendor_id");  // from the key, with the store's name
    text += rows_of(store, *entity, left_out, kept_by_engine, [&](RowView const& row) {
      auto const name = std::string(entity->name) + " ";
      return kept_by_engine || is_row_of_view(*entity) ? name : name + "v" + std::to_string(row.version) + " ";
    });
  }
  // What is hashed is sealed with keys drawn by chance, and shows in the rows and events.
  must(store.read_commands(0, no_limit, [&](CommandRow const& row) {
    text += std::to_string(row.position) + " " + std::to_string(row.command) + " " + std::string(row.command_id) + " " +
            to_json(row.actor) + " " + to_text(row.at) + " " + std::string(row.correlation_id) + "\n";
    return true;
  }));
  must(export_journal(store, 0, Showing::whole, [&](std::string_view line) {
    text += line;
    text += '\n';
    return true;
  }));
  return text;
}

std::string outcome_in(Store& store) {
  std::string text;
  for (auto const* entity : all_entities()) {
    text += rows_of(
        store, *entity, late_fields(*entity), true, [&](RowView const&) { return std::string(entity->name) + " "; },
        &counts_attempts);
  }
  std::map<std::string, int> events;
  must(store.read_journal(0, no_limit, [&](EventRow const& row) {
    if (!tells_of_attempts(*row.type)) ++events[row.type->name];
    return true;
  }));
  for (auto const& [name, count] : events) text += name + ": " + std::to_string(count) + "\n";
  return text;
}

std::string difference(std::string_view found, std::string_view expected) {
  std::string text;
  while (found != expected) {
    auto const a = found.substr(0, found.find('\n'));
    auto const b = expected.substr(0, expected.find('\n'));
    if (a != b) {
      text += "found:    " + std::string(a) + "\nexpected: " + std::string(b) + "\n";
      if (text.size() > 2000) return text + "…\n";
    }
    found.remove_prefix(std::min(found.size(), a.size() + 1));
    expected.remove_prefix(std::min(expected.size(), b.size() + 1));
  }
  return text;
}

bool holds_unfinished_try(Store& store) {
  bool found = false;
  auto const messages = store.scan_all(entity_info<messaging::Message>(), 0, no_limit, [&](RowView const& row) {
    auto const state = static_cast<messaging::Message const*>(row.row)->state;
    found = found || state == messaging::MessageState::InFlight || state == messaging::MessageState::Unknown;
    return !found;
  });
  auto const entries = store.scan_all(entity_info<engine::RelayEntry>(), 0, no_limit, [&](RowView const& row) {
    auto const& entry = *static_cast<engine::RelayEntry const*>(row.row);
    found = found || (entry.attempts > 0 && entry.state == engine::RelayState::waiting);
    return !found;
  });
  return messages && entries && found;
}

bool records_failed_try(WriteSet const& set) {
  auto const failed_entry = [](RowWrite const& write) {
    return write.entity == &entity_info<engine::RelayEntry>() && write.row != nullptr &&
           static_cast<engine::RelayEntry const*>(write.row)->state == engine::RelayState::waiting &&
           !static_cast<engine::RelayEntry const*>(write.row)->error.empty();
  };
  auto const failed_message = [](CommandWrite const& command) {
    return std::ranges::any_of(command.events, [](EventWrite const& event) {
      return event.type == &event_info<messaging::MessageAttemptFailed>() &&
             static_cast<messaging::MessageAttemptFailed const*>(event.payload)->reason == "ADDRESS_BOOK_FAILED";
    });
  };
  return std::ranges::any_of(set.rows, failed_entry) || std::ranges::any_of(set.commands, failed_message);
}

// --- Rows and journal
// -----------------------------------------------------------------------------------------------------

namespace {

struct Last {
  std::uint32_t version = 0;
  std::uint64_t digest = 0;
  bool erased = false;
  bool found = false;
};

class Disagreements {
 public:
  explicit Disagreements(Store& store) : store_(store) {}

  std::string find() {
    read_changes();
    for (auto const* module : modules_of_the_day()) {
      for (auto const* entity : module->entities) {
        // Rows of views have no changes: they are made anew from events.
        if (!is_row_of_view(*entity)) compare_rows(*entity);
      }
    }
    for (auto const& [key, last] : history_) {
      if (!last.found && !last.erased) say(*key.first, key.second, "it is gone");
    }
    check_events();
    return said_;
  }

 private:
  void say(EntityInfo const& entity, std::int64_t id, std::string const& what) {
    said_ += std::string(entity.name) + " " + std::to_string(id) + ": " + what + "\n";
  }

  void read_changes() {
    must(store_.read_changes(0, no_limit, [&](ChangeRow const& change) {
      auto& last = history_[{change.entity, change.id}];
      auto const follows = change.version == last.version + 1 || (last.erased && change.version == 1);
      if (!follows) say(*change.entity, change.id, "version " + std::to_string(change.version) + " does not follow");
      last = {change.version, change.digest, change.erased, false};
      return true;
    }));
  }

  void compare_rows(EntityInfo const& entity) {
    std::vector<Object> rows;  // the digest asks the store for keys, which is not done while it shows rows
    must(store_.scan_all(entity, lowest_id, no_limit, [&](RowView const& row) {
      rows.push_back(Object::copy_of(*entity.type, row.row));
      auto const known = history_.find({&entity, row.id});
      if (known == history_.end()) {
        say(entity, row.id, "no change made it");
        return true;
      }
      auto& last = known->second;
      last.found = true;
      if (last.erased) say(entity, row.id, "it was erased");
      if (last.version != row.version) say(entity, row.id, "it has another version");
      return true;
    }));
    for (auto const& row : rows) {
      auto const id = entity.id_of(row.at());
      StoreReader reader{store_};
      auto const same = is_row_digest(reader, entity, row.at(), history_[{&entity, id}].digest);
      if (!same || !same.value()) say(entity, id, "it has another value");
    }
  }

  void check_events() {
    std::int64_t position = 0;
    std::int64_t command = 0;
    std::int32_t ordinal = -1;
    must(store_.read_journal(0, no_limit, [&](EventRow const& event) {
      auto const expected = event.command.position == command ? ordinal + 1 : 0;
      if (event.position != position + 1 || event.command.position < command || event.ordinal != expected ||
          event.cause_ordinal >= event.ordinal) {
        said_ += "event " + std::to_string(event.position) + " is out of order\n";
      }
      position = event.position;
      command = event.command.position;
      ordinal = event.ordinal;
      return true;
    }));
  }

  Store& store_;
  std::map<std::pair<EntityInfo const*, std::int64_t>, Last> history_;
  std::string said_;
};

}  // namespace

std::string disagreements_in(Store& store) { return Disagreements{store}.find(); }

}  // namespace lilac::faults
