// A second set of books: everything that the journal ever said, checked as it appears, independent of the store's own.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "lilac/engine/module.hpp"
#include "simulator/chains.hpp"
#include "simulator/record.hpp"

namespace lilac::simulator {

class History {
 public:
  struct Event {
    std::int64_t position;
    EventInfo const* type;
    std::int64_t entity_id;
    std::int64_t command;
    std::int32_t ordinal;
    std::int32_t cause_ordinal;
    std::uint64_t digest;
    /// `{command}.{ordinal}`
    std::string id() const { return std::to_string(command) + "." + std::to_string(ordinal); }
  };
  struct Command {
    std::int64_t position;
    Origin origin;
    std::uint16_t number;
    std::string id;
    Actor actor;
    Instant at;
  };
  struct Row {
    EntityInfo const* entity;
    std::uint32_t version;
    std::uint64_t digest;
    bool erased;
  };

  History(Store& memory, std::span<ModuleInfo const* const> modules, Verdict& verdict, Sightings& sightings);

  /// Reads and checks what is new; returns the commands that were committed since the last time.
  std::span<Command const> absorb();
  /// Compares every row with its history, and every history with its row.
  void compare_rows();

  void forget_texts() { chains_.forget_texts(); }

  std::vector<Event> const& events() const { return events_; }
  std::vector<Command> const& commands() const { return commands_; }
  std::uint64_t count(EventInfo const& type) const;
  /// The highest id that a command ever wrote.
  std::int64_t largest_id(EntityInfo const& entity) const;

 private:
  void read_commands();
  void read_events();
  void read_changes();
  void check_policies(std::size_t first_event);
  void check_row(EntityInfo const& entity, std::int64_t id, Row const& expected);
  void fault(EntityInfo const& entity, std::int64_t id, std::string const& what);

  Store& memory_;
  std::span<ModuleInfo const* const> modules_;
  Verdict& verdict_;
  Sightings& sightings_;
  Chains chains_;
  std::vector<Command> commands_;
  std::vector<Event> events_;
  std::map<EventInfo const*, std::uint64_t> counts_;
  std::map<std::pair<std::uint16_t, std::int64_t>, Row> rows_;
  std::map<std::uint16_t, std::int64_t> largest_;
  std::int64_t changes_read_ = 0;
};

}  // namespace lilac::simulator
