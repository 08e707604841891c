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
  /// The entity whose rows are of this type, or null.
  EntityInfo const* entity_of(TypeInfo const& type) const {
    auto const found = entities_by_type_.find(&type);
    return found == entities_by_type_.end() ? nullptr : found->second;
  }
  /// True when the command answers with a row, or with something that holds one.
  bool replies_with_rows(CommandInfo const& command) const { return replies_with_rows_[command.number]; }
  /// Whether a row, a command, an event may hold what a person said or is told.
  bool has_words(EntityInfo const& entity) const { return entities_with_words_[entity.number]; }
  bool has_words(CommandInfo const& command) const { return commands_with_words_[command.number]; }
  bool has_words(EventInfo const& event) const { return events_with_words_[event.number]; }
  /// How a person's rows of the entity are found where no index tells; null when no module says.
  PersonalRows const* personal_rows(EntityInfo const& entity) const;
  bool has_module(std::string_view name) const;
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
  bool holds_rows(TypeInfo const& type) const;
  void link(ModuleInfo const& module, Host& host);

  std::vector<ModuleInfo const*> modules_;
  std::vector<CommandEntry const*> commands_;
  std::vector<EventSlot> events_;
  std::vector<EventInfo const*> all_events_;
  std::vector<EntityInfo const*> entities_;
  std::unordered_map<TypeInfo const*, EntityInfo const*> entities_by_type_;
  std::vector<bool> replies_with_rows_;  ///< by the command's number
  std::vector<bool> entities_with_words_;
  std::vector<bool> commands_with_words_;
  std::vector<bool> events_with_words_;
  std::vector<bool> bookkeeping_;  ///< by the entity's number
  std::vector<PolicyInfo const*> after_commit_;
  std::vector<ViewInfo const*> views_;
  std::vector<WorkerInfo const*> workers_;
};

}  // namespace lilac
