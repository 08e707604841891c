#include "contexts.hpp"

#include <algorithm>
#include <map>

namespace lilac::capi {

extern Context const messaging;
extern Context const support;
extern Context const billing;

namespace {

constexpr Context const* all[] = {&messaging, &support, &billing};

/// The context's thousand.
std::uint16_t rules_number(ModuleInfo const& module) {
  return static_cast<std::uint16_t>(module.commands.front().info->number / 1000 * 1000);
}

std::map<TypeInfo const*, lilac_head> find_heads() {
  std::map<TypeInfo const*, lilac_head> heads;
  auto const add = [&](TypeInfo const& type, int kind, std::uint16_t number) {
    heads.emplace(&type, lilac_head{0, static_cast<std::uint16_t>(kind), number});
  };
  for (auto const* context : all) {
    auto const& module = *context->module;
    for (auto const& entry : module.commands) add(*entry.info->type, LILAC_COMMAND, entry.info->number);
    for (auto const* event : module.events) add(*event->type, LILAC_EVENT, event->number);
    for (auto const* entity : module.entities) add(*entity->type, LILAC_ENTITY, entity->number);
    for (auto const& entry : module.queries) add(*entry.info->type, LILAC_QUERY, entry.info->number);
    if (module.rules != nullptr) add(*module.rules, LILAC_RULES, rules_number(module));
  }
  return heads;
}

/// Whether `asked` is `context.Name` of this item, or names it by an alias.
template <class Info>
bool is_called(Info const& info, std::string_view asked) {
  std::string_view const context = info.context;
  if (!asked.starts_with(context) || !asked.substr(context.size()).starts_with('.')) return false;
  auto const name = asked.substr(context.size() + 1);
  return name == info.name || std::find(info.aliases.begin(), info.aliases.end(), name) != info.aliases.end();
}

}  // namespace

std::span<Context const* const> contexts() { return all; }

std::vector<ModuleInfo const*> modules() {
  std::vector<ModuleInfo const*> modules;
  for (auto const* context : all) modules.push_back(context->module);
  return modules;
}

lilac_head head_of(TypeInfo const& record) {
  static auto const heads = find_heads();
  auto const found = heads.find(&record);
  return found == heads.end() ? lilac_head{0, LILAC_VALUE, 0} : found->second;
}

CommandInfo const* command_of(std::uint16_t number) {
  for (auto const* context : all) {
    for (auto const& entry : context->module->commands) {
      if (entry.info->number == number) return entry.info;
    }
  }
  return nullptr;
}

QueryInfo const* query_of(std::uint16_t number) {
  for (auto const* context : all) {
    for (auto const& entry : context->module->queries) {
      if (entry.info->number == number) return entry.info;
    }
  }
  return nullptr;
}

EventInfo const* event_of(std::uint32_t number) {
  for (auto const* context : all) {
    for (auto const* event : context->module->events) {
      if (event->number == number) return event;
    }
  }
  return nullptr;
}

CommandInfo const* command_called(std::string_view name) {
  for (auto const* context : all) {
    for (auto const& entry : context->module->commands) {
      if (is_called(*entry.info, name)) return entry.info;
    }
  }
  return nullptr;
}

QueryInfo const* query_called(std::string_view name) {
  for (auto const* context : all) {
    for (auto const& entry : context->module->queries) {
      if (is_called(*entry.info, name)) return entry.info;
    }
  }
  return nullptr;
}

char const* context_of(Rule const& rule) {
  for (auto const* context : all) {
    auto const& errors = context->module->errors;
    if (std::find(errors.begin(), errors.end(), &rule) != errors.end()) return context->module->name;
  }
  return "";
}

}  // namespace lilac::capi
