#include "engine/board_links.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace {

/// Writes objects and lists of texts; nothing here needs more.
class JsonWriter {
 public:
  void open(char bracket) {
    separate();
    out_ += bracket;
    first_ = true;
  }
  void close(char bracket) {
    out_ += bracket;
    first_ = false;
  }
  void name(char const* text) {
    separate();
    append_quoted(out_, text);
    out_ += ':';
    first_ = true;
  }
  void text(std::string_view value) {
    separate();
    append_quoted(out_, value);
  }
  void member(char const* named, std::string_view value) {
    name(named);
    text(value);
  }
  void flag(char const* named, bool value) {
    name(named);
    separate();
    out_ += value ? "true" : "false";
  }
  template <class Names>
  void list(char const* named, Names const& names) {
    name(named);
    open('[');
    for (auto const& one : names) text(one);
    close(']');
  }
  template <class Items, class Write>
  void objects(char const* named, Items const& items, Write write) {
    name(named);
    open('[');
    for (auto const& item : items) {
      open('{');
      write(item);
      close('}');
    }
    close(']');
  }
  void new_line() { out_ += '\n'; }
  std::string take() { return std::move(out_); }

 private:
  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  std::string out_;
  bool first_ = true;
};

char const* word_for(PolicyForm form) {
  switch (form) {
    case PolicyForm::in_transaction:
      return "in transaction";
    case PolicyForm::fan_out:
      return "after commit, to many";
    case PolicyForm::delivery:
      return "after commit, to a port";
  }
  return "";
}

void write_command(JsonWriter& json, CommandInfo const& command, ModuleInfo const& module) {
  json.member("name", command.name);
  json.list("aliases", command.aliases);
  json.list("actors", actors_of(command));
  if (auto const* aggregate = aggregate_of(command, module); aggregate != nullptr) {
    json.member("aggregate", aggregate->name);
  }
  std::vector<std::string> events;
  for (auto const* event : command.publishes) events.push_back(qualified(event->context, event->name));
  json.list("publishes", events);
}

void write_policy(JsonWriter& json, PolicyInfo const& policy) {
  json.member("name", policy.name);
  json.member("sentence", policy.sentence);
  json.member("when", qualified(policy.when->context, policy.when->name));
  json.member(policy.then != nullptr ? "then" : "port", target_of(policy, ""));
  json.member("form", word_for(policy.form));
}

void write_context(JsonWriter& json, ModuleInfo const& module) {
  json.member("name", module.name);
  json.objects("commands", module.commands,
               [&](CommandEntry const& entry) { write_command(json, *entry.info, module); });
  json.objects("events", module.events, [&](EventInfo const* event) {
    json.member("name", event->name);
    json.list("aliases", event->aliases);
    json.flag("received", event->received);
  });
  json.objects("policies", module.policies, [&](PolicyInfo const& policy) { write_policy(json, policy); });
  json.objects("ports", module.ports, [&](PortInfo const* port) {
    json.member("name", port->name);
    json.flag("optional", port->optional);
  });
  json.objects("views", module.queries, [&](QueryEntry const& entry) { json.member("name", entry.info->name); });
}

}  // namespace

std::string board_as_json(Modules modules) {
  JsonWriter json;
  json.open('{');
  json.name("contexts");
  json.open('[');
  for (auto const* module : modules) {
    json.open('{');
    write_context(json, *module);
    json.close('}');
    json.new_line();
  }
  json.close(']');
  json.close('}');
  json.new_line();
  return json.take();
}

}  // namespace lilac
