// Everything that is linked, found by stable number or by name.
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lilac/engine/module.hpp"

namespace lilac {

class Registry {
 public:
  /// Throws ConfigurationError, naming what is missing or taken twice.
  Registry(std::span<ModuleInfo const* const> modules, Host& host);

  CommandEntry const* command(std::uint16_t number) const {
    return number < commands_.size() ? commands_[number] : nullptr;
  }
  /// The same by what a store holds, which may be anything; 0 is none.
  CommandEntry const* stored_command(std::int32_t number) const {
    auto const is_number = number > 0 && number <= std::numeric_limits<std::uint16_t>::max();
    return is_number ? command(static_cast<std::uint16_t>(number)) : nullptr;
  }
  EventInfo const* event(std::uint16_t number) const {
    return number < events_.size() ? events_[number].info : nullptr;
  }
  EntityInfo const* entity(std::uint16_t number) const;
  /// True for rows that are also written without a command (the engine's own, those of views): they have no history.
  bool is_bookkeeping(EntityInfo const& entity) const {
    return entity.number < bookkeeping_.size() && bookkeeping_[entity.number];
  }
  QueryEntry const* query(QueryInfo const& info) const;
  /// In-transaction policies of an event, in table order.
  std::span<PolicyInfo const* const> policies(EventInfo const& event) const {
    return event.number < events_.size() ? std::span<PolicyInfo const* const>{events_[event.number].policies}
                                         : std::span<PolicyInfo const* const>{};
  }
  std::span<PolicyInfo const* const> after_commit() const { return after_commit_; }
  std::span<ViewInfo const* const> views() const { return views_; }
  std::span<WorkerInfo const* const> workers() const { return workers_; }
  std::span<ModuleInfo const* const> modules() const { return modules_; }
  std::span<EntityInfo const* const> entities() const { return entities_; }
  std::span<EventInfo const* const> all_events() const { return all_events_; }
  std::size_t event_numbers() const { return events_.size(); }

 private:
  struct EventSlot {
    EventInfo const* info = nullptr;
    std::vector<PolicyInfo const*> policies;
  };
  void take(ModuleInfo const& module);
  void take_consumer(PolicyInfo const& policy);
  void keep_no_history(EntityInfo const& entity);
  void link(ModuleInfo const& module, Host& host);

  std::vector<ModuleInfo const*> modules_;
  std::vector<CommandEntry const*> commands_;
  std::vector<EventSlot> events_;
  std::vector<EventInfo const*> all_events_;
  std::vector<EntityInfo const*> entities_;
  std::vector<bool> bookkeeping_;  ///< by the entity's number
  std::vector<PolicyInfo const*> after_commit_;
  std::vector<ViewInfo const*> views_;
  std::vector<WorkerInfo const*> workers_;
};

}  // namespace lilac
