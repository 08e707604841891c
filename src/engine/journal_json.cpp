#include "lilac/engine/journal_json.hpp"

#include <vector>

namespace lilac {

namespace {

constexpr std::size_t journal_page = 256;

void append_member(std::string& out, char const* name, std::int64_t number, Showing showing) {
  out += ",\"";
  out += name;
  out += "\":";
  append_integer(out, number, showing);
}

void append_member_or_null(std::string& out, char const* name, std::int64_t number, bool is_there, Showing showing) {
  if (is_there) return append_member(out, name, number, showing);
  out += ",\"";
  out += name;
  out += "\":null";
}

/// The caller's, or the command's own position.
void append_correlation(std::string& out, CommandRow const& command) {
  out += ",\"correlation\":";
  if (!command.correlation_id.empty())
    append_quoted(out, command.correlation_id);
  else if (command.position > 0)
    out += "\"#" + std::to_string(command.position) + '"';
  else
    out += "null";
}

}  // namespace

void append_qualified(std::string& out, char const* context, char const* name) {
  out += context;
  out += '.';
  out += name;
}

void append_event_json(std::string& out, EventRow const& event, Showing showing) {
  auto const is_journaled = event.position > 0;
  out += "{\"position\":";
  if (is_journaled)
    append_integer(out, event.position, showing);
  else
    out += "null";
  append_member_or_null(out, "command", event.command.position, is_journaled, showing);
  append_member(out, "ordinal", event.ordinal, showing);
  append_member_or_null(out, "cause", event.cause_ordinal, event.cause_ordinal >= 0, showing);
  out += ",\"type\":\"";
  append_qualified(out, event.type->context, event.type->name);
  out += "\",\"entity\":";
  if (event.entity == nullptr) {
    out += "null";
  } else {
    out += '"';
    append_qualified(out, event.entity->context, event.entity->name);
    out += '"';
  }
  append_member_or_null(out, "id", event.entity_id, event.entity != nullptr, showing);
  append_member_or_null(out, "version", event.version, event.entity != nullptr, showing);
  out += ",\"at\":\"";
  append_text(out, event.command.at);
  out += "\",\"actor\":";
  append_json(out, type_of<Actor>(), &event.command.actor, showing);
  append_correlation(out, event.command);
  out += ",\"payload\":";
  append_json(out, *event.type->type, event.payload, showing);
  out += '}';
}

result<> export_journal(Store& store, std::int64_t after, Showing showing,
                        FunctionRef<bool(std::string_view line)> take) {
  std::vector<std::string> page;  // The store only copies while it reads; whoever takes a line may be slow.
  for (;;) {
    page.clear();
    BOOST_OUTCOME_TRY(store.read_journal(after, journal_page, [&](EventRow const& event) {
      append_event_json(page.emplace_back(), event, showing);
      after = event.position;
      return true;
    }));
    if (page.empty()) return outcome::success();
    for (auto const& line : page) {
      if (!take(line)) return outcome::success();
    }
  }
}

}  // namespace lilac
