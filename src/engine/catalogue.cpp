#include "lilac/engine/catalogue.hpp"

#include <algorithm>

namespace lilac {

namespace {

std::string camel_case(std::string_view snake) {
  std::string out;
  bool upper = false;
  for (char const c : snake) {
    if (c == '_') {
      upper = true;
    } else {
      out += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      upper = false;
    }
  }
  return out;
}

template <class Info>
std::vector<std::string> all_names(Info const& info) {
  std::vector<std::string> names{info.name};
  names.insert(names.end(), info.aliases.begin(), info.aliases.end());
  return names;
}

bool has_name(CatalogueItem const& item, std::string_view name) {
  return item.name == name || std::find(item.aliases.begin(), item.aliases.end(), name) != item.aliases.end();
}

}  // namespace

Catalogue::Catalogue(std::span<ModuleInfo const* const> modules) {
  for (auto const* module : modules) {
    take_messages(*module);
    take_entities(*module);
    take_policies(*module);
    take_rules(*module);
  }
  for (auto const* module : modules) take_names(*module);
}

CatalogueItem const* Catalogue::find(std::string_view kind, std::string_view name, std::string_view context) const {
  auto const found = std::find_if(items_.begin(), items_.end(), [&](CatalogueItem const& item) {
    return item.kind == kind && (context.empty() || item.context == context) && has_name(item, name);
  });
  return found == items_.end() ? nullptr : &*found;
}

CatalogueItem& Catalogue::add(char const* kind, char const* context, std::string name, std::string sentence) {
  return items_.emplace_back(CatalogueItem{kind, context, std::move(name), std::move(sentence), {}, {}});
}

CatalogueItem* Catalogue::named(std::string_view name, std::string_view context) {
  for (auto const any_context : {false, true}) {
    for (auto& item : items_) {
      if ((any_context || item.context == context) && item.name == name) return &item;
    }
  }
  return nullptr;
}

void Catalogue::take_messages(ModuleInfo const& module) {
  for (auto const& entry : module.commands) {
    auto const& command = *entry.info;
    std::vector<std::string> links;
    for (auto const& actor : type_of<ActorKind>().names) {
      if (!command.actors.contains(static_cast<ActorKind>(actor.value))) continue;
      links.push_back(actor.name);
      if (find("actor", actor.name, module.name) == nullptr) add("actor", module.name, actor.name);
    }
    for (auto const* event : command.publishes) links.push_back(event->name);
    auto& item = add("command", module.name, command.name);
    item.aliases.assign(command.aliases.begin(), command.aliases.end());
    item.links = std::move(links);
  }
  for (auto const* event : module.events) {
    auto& item = add("event", module.name, event->name, event->received ? "Received from another system." : "");
    item.aliases.assign(event->aliases.begin(), event->aliases.end());
  }
  for (auto const& entry : module.queries) {
    auto& item = add("view", module.name, entry.info->name);
    item.aliases.assign(entry.info->aliases.begin(), entry.info->aliases.end());
  }
  for (auto const& view : module.views) add("view", module.name, view.name);
  for (auto const* port : module.ports) {
    auto& item = add("external", module.name, port->name);
    item.aliases.assign(port->aliases.begin(), port->aliases.end());
  }
}

void Catalogue::take_entities(ModuleInfo const& module) {
  for (auto const* entity : module.entities) {
    auto& item = add("aggregate", module.name, entity->name);
    item.aliases.assign(entity->aliases.begin(), entity->aliases.end());
    auto const names = all_names(*entity);
    auto const add_part = [&](char const* kind, char const* part, char const* brackets) {
      auto& made = add(kind, module.name, std::string(entity->name) + "." + part);
      for (auto const& name : names) made.aliases.push_back(name + "." + camel_case(part) + brackets);
    };
    for (auto const* method : entity->methods) add_part("method", method, "()");
    for (auto const* index : entity->indexes) add_part("finder", index->name, "");
    for (auto const& field : entity->type->fields) take_type(module.name, *field.type);
  }
  for (auto const* type : module.values) {
    if (type->kind == Kind::enumeration)
      take_type(module.name, *type);
    else
      add("value", module.name, type->name);
  }
}

void Catalogue::take_type(char const* context, TypeInfo const& type) {
  if (type.inner != nullptr) return take_type(context, *type.inner);
  if (type.kind != Kind::enumeration || find("enum", type.name, context) != nullptr) return;
  add("enum", context, type.name);
  for (auto const& one : type.names) {
    auto& item = add("enum-value", context, std::string(type.name) + "." + one.name);
    item.aliases.push_back(one.name);
  }
}

// A policy bears the names of both its ends: "OutboundCompleted -> RecordSupportLogCommand". A source may also name the
// event that the command leads to.
void Catalogue::take_policies(ModuleInfo const& module) {
  for (auto const& policy : module.policies) {
    auto& item = add("policy", module.name, policy.name, policy.sentence);
    item.links.push_back(policy.when->name);
    std::vector<std::string> ends;
    if (policy.then != nullptr) {
      item.links.push_back(policy.then->name);
      ends = all_names(*policy.then);
      for (auto const* event : policy.then->publishes) {
        auto const more = all_names(*event);
        ends.insert(ends.end(), more.begin(), more.end());
      }
    } else {
      item.links.push_back(policy.port->name);
      ends.push_back(policy.port->name);
    }
    for (auto const& from : all_names(*policy.when)) {
      for (auto const& to : ends) item.aliases.push_back(from + " -> " + to);
    }
  }
}

void Catalogue::take_rules(ModuleInfo const& module) {
  for (auto const* rule : module.errors) {
    auto& item = add("error", module.name, rule->id, rule->sentence);
    auto const number = std::to_string(rule->number);
    item.aliases = {number, rule->name, number + " " + rule->name};
    if (rule->alias != nullptr) item.aliases.push_back(number + " " + rule->alias);
  }
  if (module.rules == nullptr) return;
  for (auto const& field : module.rules->fields) {
    add("rule", module.name, field.name);
    take_type(module.name, *field.type);
  }
}

void Catalogue::take_names(ModuleInfo const& module) {
  for (auto const& known : module.also_known_as) {
    auto* item = named(known.item, module.name);
    if (item == nullptr) {
      dangling_.push_back(std::string(module.name) + ": " + known.source + " -> " + known.item);
    } else if (item->kind == known.kind) {
      item->aliases.push_back(known.source);
    } else {
      // The source's sticky is of another kind than our item: it stands for itself and points there.
      auto const links = std::vector<std::string>{item->kind + " " + item->name};
      auto& stands_for = add(known.kind, module.name, known.source);
      stands_for.links = links;
    }
  }
  for (auto const& answer : module.answers) {
    auto* item = named(answer.item, module.name);
    if (item == nullptr && std::string_view(answer.item).substr(0, 7) != "README#") {
      dangling_.push_back(std::string(module.name) + ": " + answer.source + " -> " + answer.item);
      continue;
    }
    auto& question = add(answer.kind, module.name, answer.source);
    question.links.push_back(answer.item);
  }
}

}  // namespace lilac
