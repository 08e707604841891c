#include "cli/timeline.hpp"

#include <algorithm>
#include <map>
#include <ostream>

#include "cli/columns.hpp"
#include "cli/desk.hpp"

namespace lilac::cli {

namespace {

constexpr char const* bold = "\033[1m";
constexpr char const* orange = "\033[33m";
constexpr char const* red = "\033[31m";
constexpr char const* dim = "\033[2m";
constexpr char const* plain = "\033[0m";

constexpr std::size_t event_indent = 4;
constexpr std::size_t longest_value = 60;  ///< in columns

/// How far from its command an event is: 0 for what the command itself published.
std::map<std::pair<std::int64_t, std::int32_t>, std::size_t> depths_of(std::span<ScriptEvent const> events) {
  std::map<std::pair<std::int64_t, std::int32_t>, std::size_t> depths;
  for (auto const& event : events) {
    auto const cause = depths.find({event.command, event.cause_ordinal});
    depths[{event.command, event.ordinal}] = cause == depths.end() ? 0 : cause->second + 1;
  }
  return depths;
}

std::string_view context_in(std::string_view qualified) { return qualified.substr(0, qualified.find('.')); }

}  // namespace

std::string clock_text(Zones const& zones, std::string const& zone, Instant at) {
  auto text = zone.empty() ? to_text(at)
                           : to_text(Instant{zones.to_local(zone, at).time_since_epoch()});  // only its digits are used
  text = text.substr(0, 19) + (zone.empty() ? "Z" : "");
  text[10] = ' ';
  return text;
}

std::string fields_text(TypeInfo const& type, void const* record, std::set<std::string>& told) {
  std::string out;
  for (auto const& field : type.fields) {
    auto const* value = field.at_const(record);
    if (field.type->kind == Kind::optional && field.type->optional->get(value) == nullptr) continue;
    std::string text;
    append_json(text, *field.type, value, Showing::masked);
    text = printable(text);
    auto pair = std::string(field.name) + "=" + shortened(text, longest_value);
    if (!told.insert(pair).second) continue;
    out += (out.empty() ? "" : " ") + pair;
  }
  return out;
}

std::string actor_text(Actor const& actor) {
  auto text = std::string(name_of(type_of<ActorKind>(), static_cast<std::int64_t>(actor.kind)));
  return actor.kind == ActorKind::System && actor.id == 0 ? text : text + " " + std::to_string(actor.id);
}

std::string printable(std::string_view text) {
  auto out = std::string(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    auto const byte = static_cast<unsigned char>(out[i]);
    // U+0080 to U+009F are control characters as well; in UTF-8 they are C2 80 to C2 9F.
    auto const is_second_half =
        i + 1 < out.size() && byte == 0xC2 && (static_cast<unsigned char>(out[i + 1]) & 0xE0U) == 0x80;
    if (byte < 0x20 || byte == 0x7F) out[i] = '?';
    if (is_second_half) out.replace(i, 2, "?");
  }
  return out;
}

std::string counted(std::int64_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

Timeline::Timeline(Console& console, Zones const& zones, std::string zone)
    : console_(console), zones_(zones), zone_(std::move(zone)) {
  if (!zone_.empty() && !zones_.knows(zone_)) throw Failure(wrong_usage, "--zone is not a time zone: " + zone_);
}

void Timeline::show(ScriptResult const& result) {
  using Kind = ScriptResult::Kind;
  if (result.kind != Kind::time) {
    if (result.at) show_head(*result.at, result.by ? actor_text(*result.by) : "", result.name, result.id);
    if (result.error) show_error(result);
    return show_events(result.events, context_in(result.name));
  }
  if (result.events.empty()) return show_head(*result.at, "", "time passes", "");
  // One head for each command that ran by itself: a deadline, a policy after the commit, the courier.
  for (auto begin = result.events.begin(); begin != result.events.end();) {
    auto const end = std::find_if(begin, result.events.end(),
                                  [&](ScriptEvent const& event) { return event.command != begin->command; });
    std::string what = "by itself";
    if (begin->came_of != nullptr) what = std::string(begin->came_of->context) + "." + begin->came_of->name;
    show_head(begin->at, actor_text(begin->actor), what, begin->correlation_id);
    show_events({begin, end}, "");
    begin = end;
  }
}

void Timeline::show_head(Instant at, std::string_view who, std::string_view what, std::string_view id) {
  auto line = clock_text(zones_, zone_, at) + "  " + padded(who, 16) + " ";
  line += paint(bold, printable(what));
  if (!id.empty()) line += "  " + paint(dim, printable(id));
  console_.out << line << '\n';
}

void Timeline::show_events(std::span<ScriptEvent const> events, std::string_view context) {
  auto const depths = depths_of(events);
  std::set<std::string> told;
  for (auto const& event : events) {
    auto const indent = event_indent + 4 * depths.at({event.command, event.ordinal});
    std::string name;
    if (context != event.type->context) name = std::string(event.type->context) + ".";
    name += event.type->name;
    auto const fields = fields_text(*event.type->type, event.payload.get(), told);
    auto const room = console_.width - std::min(console_.width, indent + 3 + width_of(name));
    auto line = "→ " + paint(orange, name);
    if (!fields.empty()) line += " " + paint(dim, console_.out_is_terminal ? shortened(fields, room) : fields);
    put(line, indent);
  }
}

void Timeline::show_error(ScriptResult const& result) {
  auto where = "   (line " + std::to_string(result.line);
  if (result.column > 0) where += ", column " + std::to_string(result.column);
  put(paint(red, "✗ " + printable(text_of(*result.error))) + paint(dim, where + ")"), event_indent);
}

void Timeline::put(std::string line, std::size_t indent) { console_.out << std::string(indent, ' ') << line << '\n'; }

std::string Timeline::paint(char const* colour, std::string_view text) const {
  return console_.colours && !text.empty() ? colour + std::string(text) + plain : std::string(text);
}

}  // namespace lilac::cli
