#include "adapters/sqlite/schema.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "adapters/sqlite/failure.hpp"
#include "adapters/sqlite/table.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac::sqlite {
namespace {

constexpr char journal_tables[] = R"(
CREATE TABLE journal_command(
  position INTEGER PRIMARY KEY,
  origin INTEGER NOT NULL,
  command INTEGER NOT NULL,
  command_id TEXT,
  payload_hash INTEGER NOT NULL,
  reply TEXT,
  actor_kind INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  correlation_id TEXT,
  changes BLOB NOT NULL);
CREATE UNIQUE INDEX journal_command__command_id ON journal_command(command_id) WHERE command_id IS NOT NULL;
CREATE TABLE journal_event(
  position INTEGER PRIMARY KEY,
  command INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  cause_ordinal INTEGER NOT NULL,
  type INTEGER NOT NULL,
  type_version INTEGER NOT NULL,
  entity INTEGER,
  entity_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  payload TEXT NOT NULL);
CREATE TABLE lilac_schema(entity INTEGER PRIMARY KEY, name TEXT NOT NULL, fields TEXT NOT NULL,
  erased_id INTEGER NOT NULL DEFAULT 0);
CREATE TABLE lilac_event(number INTEGER PRIMARY KEY, name TEXT NOT NULL, version INTEGER NOT NULL);
CREATE TABLE lilac_state(trimmed_below INTEGER NOT NULL);
INSERT INTO lilac_state VALUES (1);
)";

constexpr char optional_prefix[] = "optional ";

/// What must stay the same for stored values to stay readable.
std::string stored_as(TypeInfo const& type) {
  switch (type.kind) {
    case Kind::optional:
      return optional_prefix + stored_as(*type.inner);
    case Kind::boolean:
      return "boolean";
    case Kind::integer:
      return "integer";
    case Kind::id:
      return "id";
    case Kind::text:
      return "text";
    case Kind::address:
      return "address";
    case Kind::json:
      return "json";
    case Kind::dictionary:
      return "dictionary";
    case Kind::instant:
      return "instant";
    case Kind::date:
      return "date";
    case Kind::duration:
      return "duration";
    case Kind::money:
      return "money";
    case Kind::enumeration:
      return "enumeration";
    case Kind::list:
      return "list";
    case Kind::record:
      return "record";
  }
  return {};
}

using Fields = std::map<std::string, std::string, std::less<>>;  // name → how it is stored

Fields fields_of(EntityInfo const& entity) {
  Fields fields;
  for (auto const& field : entity.type->fields) fields[field.name] = stored_as(*field.type);
  return fields;
}

std::string to_text(Fields const& fields) {
  std::string json = "{";
  for (auto const& [name, stored] : fields) {
    if (json.size() > 1) json += ',';
    append_quoted(json, name);
    json += ':';
    append_quoted(json, stored);
  }
  return json + "}";
}

Fields parse_fields(std::string_view text) {
  boost::system::error_code failed;
  auto const json = boost::json::parse({text.data(), text.size()}, failed);
  if (failed || !json.is_object()) throw Unreadable("lilac_schema is damaged");
  Fields fields;
  for (auto const& [name, stored] : json.as_object()) {
    if (!stored.is_string()) throw Unreadable("lilac_schema is damaged");
    fields[std::string{name}] = std::string{stored.as_string()};
  }
  return fields;
}

/// What was required may have become optional; any other change would misread what is stored.
bool can_read(std::string const& stored, std::string const& wanted) {
  return stored == wanted || optional_prefix + stored == wanted;
}

struct StoredEntity {
  std::string name;
  Fields fields;
};
struct StoredEvent {
  std::string name;
  std::int64_t version;
};

class SchemaComparison {
 public:
  SchemaComparison(SQLite::Database& database, std::string const& path) : path_(path) {
    SQLite::Statement entities{database, "SELECT entity, name, fields FROM lilac_schema"};
    while (entities.executeStep()) {
      entities_[number_in(entities, 0)] = {std::string{text_in(entities, 1)}, parse_fields(text_in(entities, 2))};
    }
    SQLite::Statement events{database, "SELECT number, name, version FROM lilac_event"};
    while (events.executeStep()) {
      events_[number_in(events, 0)] = {std::string{text_in(events, 1)}, number_in(events, 2)};
    }
    SQLite::Statement objects{database, "SELECT name, tbl_name, type, sql FROM sqlite_master WHERE sql IS NOT NULL"};
    while (objects.executeStep()) {
      objects_[std::string{text_in(objects, 0)}] = {std::string{text_in(objects, 1)}, std::string{text_in(objects, 2)},
                                                    std::string{text_in(objects, 3)}};
    }
  }

  result<> compare(EntityInfo const& entity) {
    auto const name = table_name(entity);
    auto const stored = entities_.find(entity.number);
    for (auto const& [number, other] : entities_) {
      if (number != entity.number && other.name == name) {
        return refuse("the table " + name + " belongs to the entity with number " + std::to_string(number));
      }
    }
    if (stored == entities_.end()) {
      create(entity);
    } else {
      if (!objects_.contains(stored->second.name)) return refuse("the table " + stored->second.name + " is missing");
      if (stored->second.name != name) rename(entity, stored->second.name);
      BOOST_OUTCOME_TRY(migrate(entity, stored->second.fields));
    }
    compare_indexes(entity);
    compare_view(readable_name(entity), readable_statement(entity));
    return outcome::success();
  }

  result<> compare(EventInfo const& event) {
    auto const stored = events_.find(event.number);
    auto const name = std::string{event.context} + "." + event.name;
    if (stored != events_.end()) {
      if (stored->second.version > event.version) return refuse_newer("of the event " + name);
      if (stored->second.version == event.version && stored->second.name == name) return outcome::success();
    }
    events_[event.number] = {name, event.version};
    statements_.push_back("INSERT OR REPLACE INTO lilac_event VALUES (" + std::to_string(event.number) + ", " +
                          literal(name) + ", " + std::to_string(event.version) + ")");
    return outcome::success();
  }

  void compare_journal_view() {
    std::vector<EventName> names;
    for (auto const& [number, event] : events_) names.push_back({number, event.name});
    compare_view(readable_journal, readable_journal_statement(names));
  }

  std::vector<std::string> statements() && { return std::move(statements_); }

 private:
  struct Object {
    std::string table, type, sql;
  };

  Error refuse(std::string const& why) const { return corrupt_error(path_ + ": " + why); }
  Error refuse_newer(std::string const& what) const {
    return refuse("was written by a newer version of this program, which knows more " + what);
  }

  void create(EntityInfo const& entity) {
    std::string columns;
    for (auto const& field : entity.type->fields) {
      for (auto const& column : columns_of(field))
        columns += definition(column) + (columns.empty() ? " PRIMARY KEY, " : ", ");
    }
    statements_.push_back("CREATE TABLE " + identifier(table_name(entity)) + "(" + columns +
                          identifier(version_column(entity)) + " INTEGER NOT NULL)");
    statements_.push_back("INSERT INTO lilac_schema(entity, name, fields) VALUES (" + std::to_string(entity.number) +
                          ", " + literal(table_name(entity)) + ", " + literal(to_text(fields_of(entity))) + ")");
  }

  void rename(EntityInfo const& entity, std::string const& old_name) {
    drop_indexes(old_name, {});
    if (objects_.contains(old_name + "_readable")) drop("VIEW", old_name + "_readable");
    statements_.push_back("ALTER TABLE " + identifier(old_name) + " RENAME TO " + identifier(table_name(entity)));
    statements_.push_back("UPDATE lilac_schema SET name = " + literal(table_name(entity)) +
                          " WHERE entity = " + std::to_string(entity.number));
  }

  result<> migrate(EntityInfo const& entity, Fields const& stored) {
    auto const wanted = fields_of(entity);
    if (stored == wanted) return outcome::success();
    for (auto const& [name, as] : stored) {
      if (!wanted.contains(name)) return refuse_newer("of " + table_name(entity) + ": " + name);
    }
    for (auto const& [name, as] : stored) {
      auto const& as_wanted = wanted.at(name);
      if (can_read(as, as_wanted)) continue;
      return refuse("the field " + name + " of " + table_name(entity) + " is stored as " + as + ", not as " +
                    as_wanted);
    }
    auto const defaults = lilac::Object::of(*entity.type);
    for (auto const& field : entity.type->fields) {
      if (stored.contains(field.name)) continue;
      auto const columns = columns_of(field);
      auto const values = literals_of(*field.type, field.at(defaults.at()));
      for (std::size_t i = 0; i < columns.size(); ++i) {
        statements_.push_back("ALTER TABLE " + identifier(table_name(entity)) + " ADD COLUMN " +
                              definition(columns[i]) + " DEFAULT " + values[i]);
      }
    }
    statements_.push_back("UPDATE lilac_schema SET fields = " + literal(to_text(wanted)) +
                          " WHERE entity = " + std::to_string(entity.number));
    return outcome::success();
  }

  void compare_indexes(EntityInfo const& entity) {
    std::vector<IndexStatement> wanted;
    for (auto const* index : entity.indexes) std::ranges::move(index_statements(*index), std::back_inserter(wanted));
    drop_indexes(table_name(entity), wanted);
    for (auto const& index : wanted) {
      if (!objects_.contains(index.name)) statements_.push_back(index.sql);
    }
  }

  /// Drops a table's declared indexes, except those that are as they are wanted. Indexes that people made stay.
  void drop_indexes(std::string const& table, std::vector<IndexStatement> const& wanted) {
    for (auto object = objects_.begin(); object != objects_.end();) {
      auto const& name = object->first;
      auto const& found = object->second;
      auto const ours = found.type == "index" && found.table == table && name.starts_with(table + "__");
      auto const stays = std::ranges::any_of(
          wanted, [&](IndexStatement const& index) { return index.name == name && index.sql == found.sql; });
      if (!ours || stays) {
        ++object;
        continue;
      }
      drop("INDEX", name);
      object = objects_.erase(object);
    }
  }

  void compare_view(std::string const& name, std::string const& wanted) {
    auto const found = objects_.find(name);
    if (found != objects_.end() && found->second.sql == wanted) return;
    if (found != objects_.end()) drop("VIEW", name);
    statements_.push_back(wanted);
  }

  void drop(char const* what, std::string const& name) {
    statements_.push_back(std::string{"DROP "} + what + " " + identifier(name));
  }

  static std::string definition(Column const& column) {
    return identifier(column.name) + (column.is_text ? " TEXT" : " INTEGER");
  }

  std::string const& path_;
  std::map<std::int64_t, StoredEntity> entities_;
  std::map<std::int64_t, StoredEvent> events_;
  std::map<std::string, Object> objects_;
  std::vector<std::string> statements_;
};

}  // namespace

void create_journal(SQLite::Database& database) {
  database.exec(journal_tables);
  database.exec("PRAGMA application_id = " + std::to_string(application_id));
  database.exec("PRAGMA user_version = " + std::to_string(schema_format));
}

result<std::vector<std::string>> missing_statements(SQLite::Database& database,
                                                    std::span<EntityInfo const* const> entities,
                                                    std::span<EventInfo const* const> events, std::string const& path) {
  SchemaComparison comparison{database, path};
  for (auto const* entity : entities) {
    BOOST_OUTCOME_TRY(comparison.compare(*entity));
  }
  for (auto const* event : events) {
    BOOST_OUTCOME_TRY(comparison.compare(*event));
  }
  comparison.compare_journal_view();
  return std::move(comparison).statements();
}

}  // namespace lilac::sqlite
