#include "engine/script_line.hpp"

#include <boost/json/value.hpp>

#include "engine/json_column.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_name_shown = 100;

/// A line without its data.
struct Envelope {
  Instant at;
  std::optional<Actor> by;
  std::optional<std::string> id;
  std::optional<std::string> command;
  std::optional<std::string> event;
  std::optional<std::string> correlation_id;
};
BOOST_DESCRIBE_STRUCT(Envelope, (), (at, by, id, command, event, correlation_id))

Error invalid(char const* member, std::string_view sentence) {
  return refuse_saying(rules::invalid_argument, field(member), std::string(member) + ": " + std::string(sentence));
}

Error unknown(char const* member, std::string_view name, std::string_view what) {
  if (name.size() > longest_name_shown) return invalid(member, "is not the name of " + std::string(what));
  return refuse_saying(rules::not_found, field(member),
                       "There is no such " + std::string(what) + ": " + std::string(name) + ".");
}

/// The same refusal of a value that stands inside a member of the line.
Error inside(char const* member, Error const& error) {
  auto path = std::string(member);
  auto note = path;
  if (!error.field().empty()) {
    path += error.field().front() == '[' ? "" : ".";
    path += error.field();
    note += error.field().front() == '[' ? "" : ".";
  } else {
    note += ": ";
  }
  return refuse_saying(error.rule(), field(path), note + error.message());
}

result<std::shared_ptr<void const>> decode_data(json::value const& data, std::string_view line, TypeInfo const& type) {
  auto object = Object::of(type);
  auto const text = line.substr(place_of(line, "data"));
  if (auto done = decode_json(data, type, object.at(), Decoding::strict, text); !done)
    return inside("data", done.error());
  return std::move(object).share();
}

/// A line has a command of somebody's, or another system's event, or time only passes.
result<> read_message(ScriptNames const& names, Envelope const& envelope, json::value const* data, ScriptLine& line) {
  using Kind = ScriptResult::Kind;
  if (envelope.command && envelope.event) return invalid("event", "a line has a command or an event, not both");
  if (!envelope.command && !envelope.event) {
    if (data != nullptr || envelope.by || envelope.id || envelope.correlation_id)
      return invalid("command", "is missing");
    line.result.kind = Kind::time;
    return outcome::success();
  }
  TypeInfo const* type = nullptr;
  if (envelope.command) {
    line.result.kind = Kind::command;
    line.result.name = *envelope.command;
    line.command = names.command(*envelope.command);
    if (line.command == nullptr) return unknown("command", *envelope.command, "command");
    line.result.name.clear();
    append_qualified(line.result.name, line.command->context, line.command->name);
    type = line.command->type;
    if (!envelope.by) return invalid("by", "is missing");
  } else {
    line.result.kind = Kind::received;
    line.result.name = *envelope.event;
    line.received = names.received(*envelope.event);
    if (line.received == nullptr) return unknown("event", *envelope.event, "event from another system");
    line.result.name.clear();
    append_qualified(line.result.name, line.received->context, line.received->name);
    type = line.received->type;
    if (envelope.by) return invalid("by", "another system's event has no actor");
    if (!envelope.id) return invalid("id", "is missing");
  }
  if (data == nullptr) return invalid("data", "is missing");
  BOOST_OUTCOME_TRY(line.payload, decode_data(*data, line.text, *type));
  return outcome::success();
}

result<> read_members(ScriptNames const& names, json::value& parsed, ScriptLine& line) {
  if (!parsed.is_object()) {
    return refuse_saying(rules::invalid_argument, field(""), "a line must be an object like {\"at\":…,\"command\":…}");
  }
  auto& members = parsed.get_object();
  json::value data;
  auto const has_data = members.contains("data");
  if (has_data) {
    data = std::move(members.at("data"));
    members.erase("data");
  }
  Envelope envelope;
  BOOST_OUTCOME_TRY(decode_json(parsed, type_of<Envelope>(), &envelope, Decoding::strict));
  line.result.at = envelope.at;
  line.result.by = envelope.by;
  if (envelope.id) line.result.id = *envelope.id;
  if (envelope.correlation_id) line.result.correlation_id = *envelope.correlation_id;
  BOOST_OUTCOME_TRY(check_value(type_of<Envelope>(), &envelope));
  return read_message(names, envelope, has_data ? &data : nullptr, line);
}

}  // namespace

ScriptNames::ScriptNames(std::span<ModuleInfo const* const> modules) {
  auto const add = [](auto& names, auto const& info, char const* name) {
    std::string qualified;
    append_qualified(qualified, info.context, name);
    names.emplace(std::move(qualified), &info);
  };
  // Names before aliases: an alias never hides another's name.
  for (auto const* module : modules) {
    for (auto const& entry : module->commands) add(commands_, *entry.info, entry.info->name);
    for (auto const* event : module->events) {
      if (event->received) add(received_, *event, event->name);
    }
  }
  for (auto const* module : modules) {
    for (auto const& entry : module->commands) {
      for (auto const* alias : entry.info->aliases) add(commands_, *entry.info, alias);
    }
    for (auto const* event : module->events) {
      if (!event->received) continue;
      for (auto const* alias : event->aliases) add(received_, *event, alias);
    }
  }
}

CommandInfo const* ScriptNames::command(std::string const& name) const {
  auto const found = commands_.find(name);
  return found == commands_.end() ? nullptr : found->second;
}
EventInfo const* ScriptNames::received(std::string const& name) const {
  auto const found = received_.find(name);
  return found == received_.end() ? nullptr : found->second;
}

ScriptLine read_line(ScriptNames const& names, std::int64_t number, std::string_view text) {
  ScriptLine line;
  line.result.line = number;
  if (text.size() > longest_script_line) {
    line.result.error = refuse_saying(rules::invalid_argument, field(""),
                                      "the line is longer than " + std::to_string(longest_script_line) + " bytes");
    return line;
  }
  line.text = text;
  std::size_t stopped_at = 0;
  auto parsed = parse_json(text, stopped_at);
  if (!parsed) {
    line.result.column = column_of(text, stopped_at);
    line.result.error = std::move(parsed).error();
    return line;
  }
  if (auto done = read_members(names, parsed.value(), line); !done) refuse_line(line, std::move(done).error());
  return line;
}

void refuse_line(ScriptLine& line, Error error) {
  line.result.column = 0;
  if (auto const path = std::string(error.field()); !path.empty() && !line.text.empty()) {
    // The engine names fields of the command's data, and calls the line's id what it is to the engine.
    auto const whole = place_of(line.text, "");
    auto place = place_of(line.text, path == "command_id" || path == "source_event_id" ? "id" : path);
    if (place == whole) {
      auto const in_data = place_of(line.text, "data." + path);
      if (in_data != place_of(line.text, "data")) place = in_data;
    }
    if (place != whole) line.result.column = column_of(line.text, place);
  }
  line.result.error = std::move(error);
}

}  // namespace lilac
