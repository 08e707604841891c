// EncodedTables as a host might write them: a few maps behind one lock.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "lilac/adapters/encoded_store.hpp"

namespace lilac {

class PlainTables final : public EncodedTables {
 public:
  result<> prepare(std::span<TableSpec const> tables) override {
    std::lock_guard const lock{mutex_};
    for (auto const& table : tables) tables_[table.entity];
    return outcome::success();
  }

  result<> load(std::uint16_t entity, std::int64_t id, RowSink sink) override {
    std::lock_guard const lock{mutex_};
    auto const& rows = tables_.at(entity).rows;
    if (auto const found = rows.find(id); found != rows.end()) give(*found, sink);
    return outcome::success();
  }

  result<> scan(std::uint16_t entity, std::string_view index, std::string_view prefix, std::string_view after,
                std::size_t limit, RowSink sink) override {
    std::lock_guard const lock{mutex_};
    auto& table = tables_.at(entity);
    auto const& places = table.places[std::string(index)];
    auto at = after > prefix ? places.upper_bound(after) : places.lower_bound(prefix);
    for (; limit > 0 && at != places.end() && at->first.starts_with(prefix); ++at, --limit) {
      if (!give(*table.rows.find(at->second), sink)) break;
    }
    return outcome::success();
  }

  result<> scan_all(std::uint16_t entity, std::int64_t after, std::size_t limit, RowSink sink) override {
    std::lock_guard const lock{mutex_};
    auto const& rows = tables_.at(entity).rows;
    for (auto at = rows.upper_bound(after); limit > 0 && at != rows.end(); ++at, --limit) {
      if (!give(*at, sink)) break;
    }
    return outcome::success();
  }

  result<std::int64_t> next_id(std::uint16_t entity) override {
    std::lock_guard const lock{mutex_};
    return ++tables_.at(entity).last_id;
  }

  result<> find_command(std::string_view command_id, RecordSink sink) override {
    std::lock_guard const lock{mutex_};
    if (auto const found = command_ids_.find(command_id); found != command_ids_.end()) {
      sink({found->second, 0, commands_.at(found->second).data});
    }
    return outcome::success();
  }
  result<> read_commands(std::int64_t after, std::size_t limit, RecordSink sink) override {
    std::lock_guard const lock{mutex_};
    return read(commands_, after, limit, sink);
  }
  result<> read_events(std::int64_t after, std::size_t limit, RecordSink sink) override {
    std::lock_guard const lock{mutex_};
    return read(events_, after, limit, sink);
  }
  result<std::int64_t> last_event() override {
    std::lock_guard const lock{mutex_};
    return last_event_;
  }

  result<Verdict> commit(Changes const& changes) override {
    using Action = RowWrite::Action;
    std::lock_guard const lock{mutex_};
    for (std::size_t n = 0; n < changes.rows.size(); ++n) {
      auto const& write = changes.rows[n];
      auto const& rows = tables_.at(write.entity).rows;
      auto const found = rows.find(write.id);
      if ((found == rows.end() ? 0 : found->second.version) != write.base_version) {
        return Verdict{Verdict::Kind::row_changed, n, {}};
      }
    }
    for (std::size_t n = 0; n < changes.commands.size(); ++n) {
      if (command_ids_.contains(changes.commands[n].command_id)) return Verdict{Verdict::Kind::command_known, n, {}};
    }
    auto const before = tables_;
    for (auto const& write : changes.rows) {
      if (write.action != Action::check) leave(write);
    }
    for (std::size_t n = 0; n < changes.rows.size(); ++n) {
      auto const& write = changes.rows[n];
      if (write.action == Action::check || write.action == Action::erase) continue;
      if (auto taken = enter(write)) {
        tables_ = before;
        return Verdict{Verdict::Kind::place_taken, n, std::move(*taken)};
      }
    }
    append(changes);
    return Verdict{};
  }

 private:
  struct Kept {
    std::uint32_t version;
    std::string data;
    std::vector<std::pair<std::string, std::string>> places;
  };
  struct Table {
    std::map<std::int64_t, Kept> rows;
    std::map<std::string, std::map<std::string, std::int64_t, std::less<>>> places;
    std::int64_t last_id = 0;
  };
  struct Entry {
    std::int64_t command;
    std::string data;
  };
  using Journal = std::map<std::int64_t, Entry>;

  static bool give(std::pair<std::int64_t const, Kept> const& row, RowSink sink) {
    return sink({row.first, row.second.version, row.second.data});
  }
  static result<> read(Journal const& journal, std::int64_t after, std::size_t limit, RecordSink sink) {
    for (auto at = journal.upper_bound(after); limit > 0 && at != journal.end(); ++at, --limit) {
      if (!sink({at->first, at->second.command, at->second.data})) break;
    }
    return outcome::success();
  }

  void leave(Write const& write) {
    auto& table = tables_.at(write.entity);
    auto const found = table.rows.find(write.id);
    if (found == table.rows.end()) return;
    for (auto const& [index, key] : found->second.places) table.places[index].erase(key);
    table.rows.erase(found);
  }
  /// The index in which the row finds its place taken, if there is one.
  std::optional<std::string> enter(Write const& write) {
    auto& table = tables_.at(write.entity);
    Kept kept{write.version, std::string(write.data), {}};
    for (auto const& place : write.places) {
      auto& places = table.places[std::string(place.index)];
      auto const same = place.key.substr(0, place.unique);
      auto const next = places.lower_bound(same);
      if (place.unique > 0 && next != places.end() && next->first.starts_with(same)) return std::string(place.index);
      places.emplace(place.key, write.id);
      kept.places.emplace_back(place.index, place.key);
    }
    table.rows.emplace(write.id, std::move(kept));
    table.last_id = std::max(table.last_id, write.id);
    return std::nullopt;
  }
  void append(Changes const& changes) {
    for (auto const& command : changes.commands) {
      auto const position = commands_.empty() ? 1 : commands_.rbegin()->first + 1;
      commands_.emplace(position, Entry{0, std::string(command.data)});
      if (!command.command_id.empty()) command_ids_.emplace(command.command_id, position);
      for (auto const& event : command.events) events_.emplace(++last_event_, Entry{position, std::string(event)});
    }
    for (auto const& edit : changes.command_edits) commands_.at(edit.position).data = edit.data;
    for (auto const& edit : changes.event_edits) {
      if (auto const found = events_.find(edit.position); found != events_.end()) found->second.data = edit.data;
    }
    events_.erase(events_.begin(), events_.lower_bound(changes.trim_below));
    if (changes.trim_commands_below == 0) return;
    commands_.erase(commands_.begin(), commands_.lower_bound(changes.trim_commands_below));
    std::erase_if(command_ids_, [&](auto const& known) { return !commands_.contains(known.second); });
  }

  std::mutex mutex_;
  std::map<std::uint16_t, Table> tables_;
  std::map<std::string, std::int64_t, std::less<>> command_ids_;
  Journal commands_;
  Journal events_;
  std::int64_t last_event_ = 0;
};

}  // namespace lilac
