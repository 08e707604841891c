#include "adapters/sqlite/table.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <limits>

#include "adapters/sqlite/failure.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac::sqlite {
namespace {

bool is_upper(char letter) { return letter >= 'A' && letter <= 'Z'; }
bool is_lower(char letter) { return !is_upper(letter) && letter != '_'; }

std::string snake_case(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    auto const starts_word =
        i > 0 && is_upper(name[i]) &&
        (is_lower(name[i - 1]) || (is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1])));
    if (starts_word) out += '_';
    out += is_upper(name[i]) ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
  }
  return out;
}

/// The fields that decide where a row stands in its indexes.
std::vector<bool> indexed_fields(EntityInfo const& entity) {
  std::vector<bool> indexed(entity.type->fields.size());
  for (auto const* index : entity.indexes) {
    for (auto const& column : index->columns) indexed[column.field] = true;
    for (auto const& condition : index->conditions) indexed[condition.field] = true;
  }
  return indexed;
}

bool is_constraint(int code) { return (code & 0xFF) == SQLITE_CONSTRAINT; }

}  // namespace

std::string table_name(EntityInfo const& entity) {
  std::string const context = entity.context;
  return (context.empty() ? "" : context + "_") + snake_case(entity.name);
}

std::string version_column(EntityInfo const& entity) {
  auto const taken = std::ranges::any_of(entity.type->fields,
                                         [](Field const& field) { return field.name == std::string_view{"version"}; });
  return taken ? "row_version" : "version";
}

Table::Table(EntityInfo const& entity)
    : entity_(entity), name_(table_name(entity)), version_column_(identifier(version_column(entity))) {
  std::string parameters;
  int count = 0;
  for (auto const& field : entity.type->fields) {
    for (auto const& column : columns_.emplace_back(columns_of(field))) {
      selected_ += identifier(column.name) + ", ";
      parameters += "?" + std::to_string(++count) + ", ";
    }
  }
  auto const insert_columns = selected_ + version_column_;
  selected_ = insert_columns;
  parameters += "?" + std::to_string(count + 1);

  auto const table = identifier(name_);
  auto const id = identifier(columns_[0][0].name);
  auto const from = " FROM " + table;
  select_ = Prepared{"SELECT " + selected_ + from + " WHERE " + id + " = ?"};
  version_of_ = Prepared{"SELECT " + version_column_ + from + " WHERE " + id + " = ?"};
  scan_all_ = Prepared{"SELECT " + selected_ + from + " WHERE " + id + " > ? ORDER BY " + id + " LIMIT ?"};
  greatest_id_ = Prepared{"SELECT max(" + id + ")" + from};
  insert_ = Prepared{"INSERT INTO " + table + "(" + insert_columns + ") VALUES (" + parameters + ")"};
  auto const indexed = indexed_fields(entity);
  update_ = Prepared{update_statement(std::vector<bool>(indexed.size()))};
  if (std::ranges::count(indexed, true) > 0) update_unindexed_ = Prepared{update_statement(indexed)};
  erase_ = Prepared{"DELETE" + from + " WHERE " + id + " = ? AND " + version_column_ + " = ?"};
  for (auto const* index : entity.indexes) scans_.push_back(std::make_unique<IndexScan>(*index, *this));
}

// Columns of `kept` fields must already hold the new values, so that no index is touched.
std::string Table::update_statement(std::vector<bool> const& kept) const {
  std::string assignments, conditions;
  int parameter = 0;
  for (std::size_t field = 0; field < columns_.size(); ++field) {
    for (auto const& column : columns_[field]) {
      auto const value = "?" + std::to_string(++parameter);
      if (field == 0) continue;
      if (kept[field])
        conditions += " AND " + identifier(column.name) + " IS " + value;
      else
        assignments += identifier(column.name) + " = " + value + ", ";
    }
  }
  return "UPDATE " + identifier(name_) + " SET " + assignments + version_column_ + " = ?" +
         std::to_string(parameter + 1) + " WHERE " + identifier(columns_[0][0].name) + " = ?1 AND " + version_column_ +
         " = ?" + std::to_string(parameter + 2) + conditions;
}

IndexScan& Table::scan_of(IndexInfo const& index) {
  auto const found = std::ranges::find(entity_.indexes, &index);
  return *scans_[static_cast<std::size_t>(found - entity_.indexes.begin())];
}

int Table::bind(SQLite::Statement& statement, void const* row) const {
  int parameter = 1;
  for (auto const& field : entity_.type->fields) {
    parameter = bind_value(statement, parameter, *field.type, field.at_const(row));
  }
  return parameter;
}

std::uint32_t Table::read(SQLite::Statement const& row, void* object) const {
  int column = 0;
  try {
    for (auto const& field : entity_.type->fields) column = read_value(row, column, *field.type, field.at(object));
    auto const version = number_in(row, column);
    if (version < 1 || version > std::numeric_limits<std::uint32_t>::max()) {
      throw Unreadable("column " + version_column_ + ": is not a version");
    }
    return static_cast<std::uint32_t>(version);
  } catch (Unreadable const& failure) {
    throw Unreadable("table " + name_ + ", row " + std::to_string(number_in(row, 0)) + ", " + failure.what());
  }
}

bool Table::load(SQLite::Database& database, std::int64_t id, void* out, std::uint32_t& version) {
  Use query{select_, database};
  query->bind(1, id);
  if (!query->executeStep()) return false;
  Constructed object{*entity_.type, out};
  version = read(*query, out);
  object.keep();
  return true;
}

std::uint32_t Table::version_of(SQLite::Database& database, std::int64_t id) {
  Use query{version_of_, database};
  query->bind(1, id);
  return query->executeStep() ? static_cast<std::uint32_t>(number_in(*query, 0)) : 0;
}

void Table::scan_all(SQLite::Database& database, std::int64_t after, std::size_t limit, RowHint hint, RowSink sink) {
  Use query{scan_all_, database};
  query->bind(1, after);
  query->bind(2, sql_limit(limit));
  auto object = Object::of(*entity_.type);
  while (query->executeStep()) {
    object.renew();
    auto const version = read(*query, object.at());
    if (!sink({entity_.id_of(object.at()), version, object.at(), hint})) return;
  }
}

Table::Written Table::insert(SQLite::Database& database, RowWrite const& write) {
  Use statement{insert_, database};
  auto const next = bind(*statement, write.row);
  statement->bind(next, write.version);
  auto const code = statement->tryExecuteStep();
  if (code == SQLITE_DONE) return Written::done;
  if (!is_constraint(code)) throw SQLite::Exception(database.getHandle(), code);
  switch (database.getExtendedErrorCode()) {
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return Written::exists;
    case SQLITE_CONSTRAINT_UNIQUE:
      return Written::violates;
    default:
      throw SQLite::Exception(database.getHandle(), code);
  }
}

Table::Written Table::update(SQLite::Database& database, RowWrite const& write) {
  // Mostly the row stays where it stands in all indexes; then the indexes are not written at all.
  for (auto* prepared : {&update_unindexed_, &update_}) {
    if (prepared->sql().empty()) continue;
    Use statement{*prepared, database};
    auto const next = bind(*statement, write.row);
    statement->bind(next, write.version);
    statement->bind(next + 1, write.base_version);
    auto const code = statement->tryExecuteStep();
    if (is_constraint(code) && database.getExtendedErrorCode() == SQLITE_CONSTRAINT_UNIQUE) return Written::violates;
    if (code != SQLITE_DONE) throw SQLite::Exception(database.getHandle(), code);
    if (database.getChanges() == 1) return Written::done;
  }
  return Written::missing;
}

Table::Written Table::erase(SQLite::Database& database, RowWrite const& write) {
  Use statement{erase_, database};
  statement->bind(1, write.id);
  statement->bind(2, write.base_version);
  return statement->exec() == 1 ? Written::done : Written::missing;
}

IndexInfo const* Table::violated(SQLite::Database& database, std::int64_t id, void const* row) {
  for (std::size_t i = 0; i < scans_.size(); ++i) {
    auto const& index = *entity_.indexes[i];
    if (!index.unique || !is_indexed(index, row)) continue;
    Key columns;
    append_columns(columns, index, row);
    bool taken = false;
    auto const scanned = scans_[i]->scan(database, columns, Key{}, 2, 0, [&](RowView const& found) {
      taken = taken || found.id != id;
      return true;
    });
    if (scanned && taken) return &index;
  }
  return nullptr;
}

std::int64_t Table::greatest_id(SQLite::Database& database) {
  Use query{greatest_id_, database};
  query->executeStep();
  return number_in(*query, 0);
}

}  // namespace lilac::sqlite
