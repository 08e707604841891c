#include "lilac/engine/script.hpp"

namespace lilac {

namespace {

char const* word_for(ScriptResult::Kind kind) {
  using Kind = ScriptResult::Kind;
  switch (kind) {
    case Kind::command:
      return "command";
    case Kind::received:
      return "event";
    case Kind::time:
      return "time";
    case Kind::unreadable:
      break;
  }
  return "unreadable";
}

void append_error_json(std::string& out, Error const& error, std::size_t column) {
  out += ",\"error\":{\"number\":" + std::to_string(error.number()) + ",\"name\":";
  append_quoted(out, error.name());
  out += ",\"rule\":";
  append_quoted(out, error.rule().id);
  if (!error.field().empty()) {
    out += ",\"field\":";
    append_quoted(out, error.field());
  }
  if (column > 0) out += ",\"column\":" + std::to_string(column);
  out += ",\"message\":";
  append_quoted(out, error.message());
  out += '}';
}

}  // namespace

void append_event_json(std::string& out, ScriptEvent const& event, Showing showing) {
  EventRow row{};
  row.position = event.position;
  row.command.position = event.command;
  row.command.actor = event.actor;
  row.command.at = event.at;
  row.command.correlation_id = event.correlation_id;
  row.ordinal = event.ordinal;
  row.cause_ordinal = event.cause_ordinal;
  row.type = event.type;
  row.entity = event.entity;
  row.entity_id = event.entity_id;
  row.version = event.version;
  row.payload = event.payload.get();
  append_event_json(out, row, showing);
}

void append_result_json(std::string& out, ScriptResult const& result, Showing showing) {
  auto const kind = std::string_view{word_for(result.kind)};
  out += "{\"kind\":\"";
  out += kind;
  out += "\",\"line\":" + std::to_string(result.line);
  if (result.at) {
    out += ",\"at\":\"";
    append_text(out, *result.at);
    out += '"';
  }
  if (result.by) {
    out += ",\"by\":";
    append_json(out, type_of<Actor>(), &*result.by, showing);
  }
  if (!result.id.empty()) {
    out += ",\"id\":";
    append_quoted(out, result.id);
  }
  if (!result.name.empty()) {
    out += ",\"";
    out += kind;
    out += "\":";
    append_quoted(out, result.name);
  }
  if (result.error) {
    append_error_json(out, *result.error, result.column);
  } else if (result.reply != nullptr) {
    out += ",\"reply\":";
    append_json(out, *result.reply_type, result.reply.get(), showing);
  }
  out += ",\"events\":[";
  for (auto const& event : result.events) {
    if (&event != &result.events.front()) out += ',';
    append_event_json(out, event, showing);
  }
  out += "]}";
}

}  // namespace lilac
