#include "simulator/history.hpp"

#include <limits>
#include <memory>
#include <set>

#include "lilac/engine/policy.hpp"
#include "lilac/engine/row_digest.hpp"
#include "lilac/support/commands.hpp"
#include "simulator/commit_audit.hpp"

namespace lilac::simulator {

namespace {

constexpr auto contiguous = "each row's versions are contiguous and its last digest is the row's";
constexpr auto gapless = "the journal has no gaps";
constexpr auto logged = "everything that is to be logged has exactly one line, in the same command";

}  // namespace

History::History(Store& memory, std::span<ModuleInfo const* const> modules, Verdict& verdict, Sightings& sightings)
    : memory_(memory), modules_(modules), verdict_(verdict), sightings_(sightings), chains_(verdict) {}

void History::fault(EntityInfo const& entity, std::int64_t id, std::string const& what) {
  verdict_.broken(contiguous, std::string(entity.name) + " " + std::to_string(id) + ": " + what);
}

std::span<History::Command const> History::absorb() {
  auto const first_command = commands_.size();
  auto const first_event = events_.size();
  read_commands();
  read_events();
  read_changes();
  check_policies(first_event);
  return std::span(commands_).subspan(first_command);
}

void History::read_commands() {
  auto const after = commands_.empty() ? 0 : commands_.back().position;
  auto const read = memory_.read_commands(after, no_limit, [&](CommandRow const& row) {
    auto const expected = commands_.empty() ? 1 : commands_.back().position + 1;
    if (row.position != expected)
      verdict_.broken(gapless, "command " + std::to_string(row.position) + " instead of " + std::to_string(expected));
    commands_.push_back({row.position, row.origin, row.command, std::string(row.command_id), row.actor, row.at});
    return true;
  });
  if (!read) verdict_.broken(gapless, read.error().message());
}

void History::read_events() {
  auto const after = events_.empty() ? 0 : events_.back().position;
  auto const read = memory_.read_journal(after, no_limit, [&](EventRow const& row) {
    auto const expected = events_.empty() ? 1 : events_.back().position + 1;
    if (row.position != expected)
      verdict_.broken(gapless, "event " + std::to_string(row.position) + " instead of " + std::to_string(expected));
    auto const is_next = !events_.empty() && events_.back().command == row.command.position;
    if (row.ordinal != (is_next ? events_.back().ordinal + 1 : 0))
      verdict_.broken(gapless, "the ordinals of command " + std::to_string(row.command.position));
    events_.push_back({row.position, row.type, row.entity_id, row.command.position, row.ordinal, row.cause_ordinal,
                       digest(*row.type->type, row.payload)});
    chains_.take(row);
    ++counts_[row.type];
    sightings_.saw(std::string("event ") + row.type->context + "." + row.type->name);
    return true;
  });
  if (!read) verdict_.broken(gapless, read.error().message());
}

void History::read_changes() {
  std::set<std::pair<std::uint16_t, std::int64_t>> touched;
  auto const read = memory_.read_changes(changes_read_, no_limit, [&](ChangeRow const& change) {
    changes_read_ = change.command;
    auto& row = rows_[{change.entity->number, change.id}];
    auto const is_new = row.entity == nullptr || row.erased;
    auto const expected = row.version + 1;
    if (change.version != expected && !(is_new && change.version == 1))
      fault(*change.entity, change.id,
            "version " + std::to_string(change.version) + " instead of " + std::to_string(expected));
    row = {change.entity, change.version, change.digest, change.erased};
    touched.insert({change.entity->number, change.id});
    auto& largest = largest_[change.entity->number];
    largest = std::max(largest, change.id);
    return true;
  });
  if (!read) verdict_.broken(contiguous, read.error().message());
  for (auto const& key : touched) {
    auto const& row = rows_[key];
    check_row(*row.entity, key.second, row);
  }
}

void History::check_row(EntityInfo const& entity, std::int64_t id, Row const& expected) {
  auto const& ops = *entity.type->object;
  std::unique_ptr<void, void (*)(void*)> const room{::operator new(ops.size), [](void* at) { ::operator delete(at); }};
  std::uint32_t version = 0;
  RowHint hint = 0;
  auto const found = memory_.load(entity, id, room.get(), version, hint);
  if (!found) return fault(entity, id, found.error().message());
  if (found.value() == expected.erased)
    fault(entity, id, expected.erased ? "it was erased and is there" : "it is gone");
  if (!found.value()) return;
  if (version != expected.version) fault(entity, id, "the row has another version than its last change");
  StoreReader reader{memory_};
  auto const same = is_row_digest(reader, entity, room.get(), expected.digest);
  if (!same || !same.value()) fault(entity, id, "the row is not what its last change says");
  ops.destroy(room.get());
}

// Everything that a policy of the table writes into the support log is written, once, by the command that caused it.
void History::check_policies(std::size_t first_event) {
  std::map<std::pair<std::int64_t, std::int32_t>, std::int32_t> lines;  // by cause
  for (auto i = first_event; i < events_.size(); ++i) {
    if (events_[i].type == &event_info<support::SupportLogHistoryRecorded>())
      ++lines[{events_[i].command, events_[i].cause_ordinal}];
  }
  for (auto i = first_event; i < events_.size(); ++i) {
    auto const& event = events_[i];
    std::int32_t expected = 0;
    for (auto const* module : modules_) {
      for (auto const& policy : module->policies) {
        if (policy.when == event.type && policy.then == &command_info<support::RecordSupportLog>()) ++expected;
      }
    }
    auto const written = lines[{event.command, event.ordinal}];
    if (written != expected) {
      verdict_.broken(logged, std::string(event.type->name) + " at " + std::to_string(event.position) + " has " +
                                  std::to_string(written) + " lines instead of " + std::to_string(expected));
    }
  }
}

std::uint64_t History::count(EventInfo const& type) const {
  auto const found = counts_.find(&type);
  return found == counts_.end() ? 0 : found->second;
}

std::int64_t History::largest_id(EntityInfo const& entity) const {
  auto const found = largest_.find(entity.number);
  return found == largest_.end() ? 0 : found->second;
}

void History::compare_rows() {
  for (auto const& [key, row] : rows_) check_row(*row.entity, key.second, row);
  for (auto const* module : modules_) {
    for (auto const* entity : module->entities) {
      if (is_bookkeeping(*entity)) continue;
      auto const read =
          memory_.scan_all(*entity, std::numeric_limits<std::int64_t>::min(), no_limit, [&](RowView const& view) {
            if (!rows_.contains({entity->number, view.id})) fault(*entity, view.id, "no command wrote it");
            return true;
          });
      if (!read) verdict_.broken(contiguous, read.error().message());
    }
  }
}

}  // namespace lilac::simulator
