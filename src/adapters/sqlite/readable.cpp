#include <string>

#include "adapters/sqlite/columns.hpp"
#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/table.hpp"
#include "lilac/kernel/actor.hpp"
#include "lilac/kernel/describe.hpp"

namespace lilac::sqlite {
namespace {

std::string instant_shown(std::string const& column) {
  return "strftime('%Y-%m-%dT%H:%M:%fZ', " + column + " / 1000.0, 'unixepoch')";
}

std::string name_shown(TypeInfo const& enumeration, std::string const& column) {
  std::string shown = "CASE " + column;
  for (auto const& one : enumeration.names)
    shown += " WHEN " + std::to_string(one.value) + " THEN " + literal(one.name);
  return shown + " ELSE " + column + " END";
}

std::string shown(Field const& field) {
  auto const& type = field.type->kind == Kind::optional ? *field.type->inner : *field.type;
  auto const column = identifier(field.name);
  switch (type.kind) {
    case Kind::enumeration:
      return name_shown(type, column) + " AS " + column;
    case Kind::instant:
      return instant_shown(column) + " AS " + column;
    case Kind::date:
      return "date(" + column + " * 86400, 'unixepoch') AS " + column;
    default:
      break;
  }
  std::string columns;
  for (auto const& one : columns_of(field)) columns += (columns.empty() ? "" : ", ") + identifier(one.name);
  return columns;
}

}  // namespace

std::string readable_name(EntityInfo const& entity) { return table_name(entity) + "_readable"; }

std::string readable_statement(EntityInfo const& entity) {
  std::string columns;
  for (auto const& field : entity.type->fields) columns += shown(field) + ", ";
  return "CREATE VIEW " + identifier(readable_name(entity)) + " AS SELECT " + columns +
         identifier(version_column(entity)) + " FROM " + identifier(table_name(entity));
}

std::string readable_journal_statement(std::span<EventName const> events) {
  std::string type = "CASE e.type";
  for (auto const& event : events) type += " WHEN " + std::to_string(event.number) + " THEN " + literal(event.name);
  type = events.empty() ? "e.type" : type + " ELSE e.type END";
  return std::string{"CREATE VIEW "} + readable_journal + " AS SELECT e.position, " + instant_shown("c.at") +
         " AS at, " + name_shown(type_of<ActorKind>(), "c.actor_kind") + " AS actor_kind, c.actor_id, " + type +
         " AS event, e.entity_id, e.version, e.payload, e.command, c.command_id, c.correlation_id, e.ordinal, "
         "e.cause_ordinal FROM journal_event e JOIN journal_command c ON c.position = e.command";
}

}  // namespace lilac::sqlite
