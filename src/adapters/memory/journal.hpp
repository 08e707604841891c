// Commands and events in append-only segments. A segment owns its payloads or replies, so that trimming frees them.
#pragma once

#include <boost/container/deque.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "engine/arena.hpp"
#include "lilac/engine/store.hpp"

namespace lilac::memory {

class Journal {
 public:
  ~Journal();
  void append(CommandWrite const& command, bool consume);
  /// How far it goes, and back to there, which needs no memory.
  struct Mark {
    std::size_t commands, changes;
    std::int64_t last;
  };
  Mark mark() const { return {commands_gone_ + commands_.size(), changes_gone_ + changes_.size(), last_}; }
  void roll_back(Mark const& to);
  bool knows(std::string_view command_id) const { return by_command_id_.contains(command_id); }
  bool find(std::string_view command_id, StoredCommand& out) const;
  std::int64_t last_position() const { return last_; }
  void read_events(std::int64_t after, std::size_t limit, EventSink sink) const;
  void read_commands(std::int64_t after, std::size_t limit, FunctionRef<bool(CommandRow const&)> sink) const;
  void read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) const;
  void trim_below(std::int64_t position);
  void trim_commands_below(std::int64_t position);
  // Of what takes the other's place nothing is left.
  void edit(JournalEdit const& edit, void* payload);
  void edit(ReplyEdit const& edit, void* reply);

 private:
  struct Command {
    CommandInfo const* info;
    EventInfo const* received;
    TypeInfo const* reply_type = nullptr;
    void* reply = nullptr;
    std::uint64_t payload_hash;
    Actor actor;
    Instant at;
    std::string command_id;
    std::string correlation_id;
    std::size_t first_change;  ///< of all that there ever were
    std::uint32_t changes;
    Command(CommandInfo const* info, EventInfo const* received) : info(info), received(received) {}
    Command(Command&& other) = delete;
    ~Command() {
      if (reply != nullptr && !reply_type->object->trivially_destructible) reply_type->object->destroy(reply);
    }
  };
  struct Event {
    std::int64_t command;
    std::int32_t ordinal;
    std::int32_t cause_ordinal;
    EventInfo const* type;
    EntityInfo const* entity;
    std::int64_t entity_id;
    std::uint32_t version;
    void* payload;
  };
  static constexpr std::size_t segment_size = 512;
  struct ReplySegment {
    std::size_t last_command = 0;  ///< position
    std::size_t count = 0;
    Arena replies;
  };
  struct EventSegment {
    std::vector<Event> events;
    Arena payloads;
    ~EventSegment();
  };
  /// At a position at which there is one.
  Command& command_at(std::size_t position) { return commands_[position - commands_gone_ - 1]; }
  Command const& command_at(std::size_t position) const { return commands_[position - commands_gone_ - 1]; }
  CommandRow row_of(std::size_t position) const;
  void* keep_reply(TypeInfo const& type, void const* reply, std::size_t position);
  Event* event_at(std::int64_t position);

  /// Grows by hundreds, where std::deque would ask for memory every few entries.
  template <class T>
  using Log =
      boost::container::deque<T, void, boost::container::deque_options<boost::container::block_size<256U>>::type>;

  std::deque<ReplySegment> replies_;  ///< before the commands, which point into it
  Log<Command> commands_;
  std::size_t commands_gone_ = 0;  ///< trimmed: the position before the first that is left
  Log<Change> changes_;
  std::size_t changes_gone_ = 0;
  boost::unordered_flat_map<std::string_view, std::size_t> by_command_id_;  ///< positions
  std::deque<EventSegment> segments_;
  std::int64_t base_ = 0;  ///< position before the first event of the first segment
  std::int64_t last_ = 0;
  std::int64_t trimmed_below_ = 1;  ///< events before this position are gone
};

}  // namespace lilac::memory
