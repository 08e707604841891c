#include "engine/registry.hpp"

#include <algorithm>

#include "engine/persons.hpp"
#include "lilac/engine/engine.hpp"
#include "lilac/engine/records.hpp"
#include "lilac/engine/redact_user.hpp"

namespace lilac {

namespace {

void mark(std::vector<bool>& numbers, std::size_t number, bool mark) {
  if (numbers.size() <= number) numbers.resize(number + 1);
  numbers[number] = mark;
}

[[noreturn]] void misconfigured(std::string what) { throw ConfigurationError(std::move(what)); }

std::string qualified(char const* context, char const* name) { return std::string(context) + "." + name; }

}  // namespace

Registry::Registry(std::span<ModuleInfo const* const> modules, Host& host) : modules_(modules.begin(), modules.end()) {
  entities_ = {&entity_info<engine::Deadline>(),    &entity_info<engine::Cursor>(),
               &entity_info<engine::RelayEntry>(),  &entity_info<engine::Identity>(),
               &entity_info<engine::KnownModule>(), &entity_info<engine::SeenTime>(),
               &entity_info<engine::ForgetKey>(),   &entity_info<engine::Mention>()};
  for (auto const* own : entities_) keep_no_history(*own);
  modules_.push_back(&engine::module);
  for (auto const* module : modules_) take(*module);
  for (auto const* module : modules_) link(*module, host);
  for (auto const* entity : entities_) entities_by_type_.emplace(entity->type, entity);
  for (auto const* entity : entities_) mark(entities_with_words_, entity->number, may_hold_words(*entity->type));
  for (auto const* entry : commands_) {
    if (entry != nullptr) mark(commands_with_words_, entry->info->number, may_hold_words(*entry->info->type));
  }
  for (auto const* event : all_events_) mark(events_with_words_, event->number, may_hold_words(*event->type));
  replies_with_rows_.resize(commands_.size());
  for (auto const* entry : commands_) {
    if (entry == nullptr || entry->info->reply == nullptr) continue;
    replies_with_rows_[entry->info->number] = holds_rows(*entry->info->reply);
  }
}

void Registry::take(ModuleInfo const& module) {
  for (auto const& entry : module.commands) {
    if (commands_.size() <= entry.info->number) commands_.resize(entry.info->number + 1U);
    auto& slot = commands_[entry.info->number];
    if (slot != nullptr) {
      misconfigured("commands " + qualified(slot->info->context, slot->info->name) + " and " +
                    qualified(entry.info->context, entry.info->name) + " have the same number");
    }
    slot = &entry;
  }
  for (auto const* event : module.events) {
    if (events_.size() <= event->number) events_.resize(event->number + 1U);
    auto& slot = events_[event->number];
    if (slot.info != nullptr) {
      misconfigured("events " + qualified(slot.info->context, slot.info->name) + " and " +
                    qualified(event->context, event->name) + " have the same number");
    }
    slot.info = event;
    all_events_.push_back(event);
  }
  for (auto const* entity : module.entities) {
    if (this->entity(entity->number) != nullptr) {
      misconfigured("entity " + qualified(entity->context, entity->name) + " has a number that is taken");
    }
    entities_.push_back(entity);
  }
  for (auto const& view : module.views) {
    for (auto const* other : views_) {
      if (std::string_view(other->name) == view.name) misconfigured("two views are named " + std::string(view.name));
    }
    views_.push_back(&view);
    for (auto const* fed : view.entities) keep_no_history(*fed);
  }
  for (auto const& worker : module.workers) workers_.push_back(&worker);
}

bool Registry::holds_rows(TypeInfo const& type) const {
  if (entity_of(type) != nullptr) return true;
  if (type.kind == Kind::optional) return holds_rows(*type.inner);
  return type.kind == Kind::record && std::any_of(type.fields.begin(), type.fields.end(),
                                                  [&](Field const& field) { return holds_rows(*field.type); });
}

PersonalRows const* Registry::personal_rows(EntityInfo const& entity) const {
  for (auto const* module : modules_) {
    for (auto const& rows : module->personal_rows) {
      if (rows.entity == &entity) return &rows;
    }
  }
  return nullptr;
}

bool Registry::has_module(std::string_view name) const {
  return std::any_of(modules_.begin(), modules_.end(), [&](ModuleInfo const* module) { return module->name == name; });
}

void Registry::keep_no_history(EntityInfo const& entity) {
  if (bookkeeping_.size() <= entity.number) bookkeeping_.resize(entity.number + 1U);
  bookkeeping_[entity.number] = true;
}

// Its cursor and its entries in the relay bear its name and the context of its event.
void Registry::take_consumer(PolicyInfo const& policy) {
  auto const name = qualified(policy.when->context, policy.name);
  for (auto const* other : after_commit_) {
    if (qualified(other->when->context, other->name) == name) misconfigured("two policies are named " + name);
  }
  after_commit_.push_back(&policy);
}

void Registry::link(ModuleInfo const& module, Host& host) {
  for (auto const& entry : module.commands) {
    for (auto const* published : entry.info->publishes) {
      if (event(published->number) != published) {
        misconfigured("command " + qualified(entry.info->context, entry.info->name) + " publishes " +
                      qualified(published->context, published->name) + ", which no linked module lists");
      }
    }
  }
  for (auto const& policy : module.policies) {
    auto const* then = policy.then == nullptr ? nullptr : command(policy.then->number);
    if (policy.then != nullptr && (then == nullptr || then->info != policy.then)) {
      misconfigured("policy " + std::string(policy.name) + " of " + module.name + " runs " +
                    qualified(policy.then->context, policy.then->name) + ", but its module is not linked");
    }
    if (policy.then != nullptr && !policy.then->actors.contains(ActorKind::System)) {
      misconfigured("policy " + std::string(policy.name) + " of " + module.name + " runs " +
                    qualified(policy.then->context, policy.then->name) + ", which System may not run");
    }
    if (policy.port != nullptr && !policy.port->optional && host.find_port(*policy.port) == nullptr &&
        host.find_receiver(*policy.port) == nullptr) {
      misconfigured("port " + std::string(policy.port->name) + " of policy " + policy.name + " is not bound");
    }
    // A policy on an event of a context that is not linked can never fire: it rests.
    if (event(policy.when->number) != policy.when) continue;
    if (policy.form == PolicyForm::in_transaction)
      events_[policy.when->number].policies.push_back(&policy);
    else
      take_consumer(policy);
  }
  for (auto const* port : module.ports) {
    if (!port->optional && host.find_port(*port) == nullptr && host.find_receiver(*port) == nullptr) {
      misconfigured("port " + std::string(port->name) + " of " + module.name + " is not bound");
    }
  }
  if (module.rules != nullptr && host.find_rules(*module.rules) == nullptr) host.set_raw(*module.rules, nullptr);
}

EntityInfo const* Registry::entity(std::uint16_t number) const {
  for (auto const* entity : entities_) {
    if (entity->number == number) return entity;
  }
  return nullptr;
}

QueryEntry const* Registry::query(QueryInfo const& info) const {
  for (auto const* module : modules_) {
    for (auto const& entry : module->queries) {
      if (entry.info == &info) return &entry;
    }
  }
  return nullptr;
}

}  // namespace lilac
