#include "adapters/sqlite/index_scan.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <optional>

#include "adapters/sqlite/columns.hpp"
#include "adapters/sqlite/connection.hpp"
#include "adapters/sqlite/failure.hpp"
#include "adapters/sqlite/table.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac::sqlite {
namespace {

struct IndexPart {
  Column column;
  bool descending;
};

/// The index's SQL columns in the order of its keys: of money the currency comes first.
std::vector<IndexPart> parts_of(IndexInfo const& index) {
  std::vector<IndexPart> parts;
  for (auto const& spec : index.columns) {
    auto columns = columns_of(index.entity->type->fields[spec.field]);
    std::ranges::reverse(columns);
    for (auto& column : columns) parts.push_back({std::move(column), spec.descending});
  }
  return parts;
}

bool has_id_column(IndexInfo const& index) {
  return std::ranges::any_of(index.columns, [](IndexColumn const& column) { return column.field == 0; });
}

std::string key_field(IndexInfo const& index) { return identifier(index.entity->type->fields[0].name); }

std::string conditions_of(IndexInfo const& index) {
  std::string sql;
  for (auto const& condition : index.conditions) {
    sql += (sql.empty() ? "" : " AND ") + identifier(index.entity->type->fields[condition.field].name) + " = " +
           std::to_string(condition.value);
  }
  return sql;
}

void append_term(std::string& terms, std::string const& term) { terms += (terms.empty() ? "" : ", ") + term; }

}  // namespace

std::string index_name(IndexInfo const& index) { return table_name(*index.entity) + "__" + index.name; }

std::vector<IndexStatement> index_statements(IndexInfo const& index) {
  std::string columns, values;
  bool nullable = false;
  for (auto const& part : parts_of(index)) {
    auto const column = identifier(part.column.name);
    append_term(columns, column + (part.descending ? " DESC" : ""));
    if (part.column.nullable) append_term(values, column + " IS NULL");
    append_term(values, part.column.nullable ? "ifnull(" + column + ", 0)" : column);
    nullable = nullable || part.column.nullable;
  }
  // SQLite orders equal entries by ascending id by itself.
  if (!index.unique && ids_descend(index) && !has_id_column(index)) append_term(columns, key_field(index) + " DESC");
  auto const table = identifier(table_name(*index.entity));
  auto const where = index.conditions.empty() ? std::string{} : " WHERE " + conditions_of(index);
  auto const create = [&](bool unique, std::string const& name, std::string const& keys) {
    return IndexStatement{name, std::string{"CREATE "} + (unique ? "UNIQUE " : "") + "INDEX " + identifier(name) +
                                    " ON " + table + "(" + keys + ")" + where};
  };
  auto const name = index_name(index);
  if (!index.unique || !nullable) return {create(index.unique, name, columns)};
  return {create(false, name, columns), create(true, name + "__unique", values)};
}

IndexScan::IndexScan(IndexInfo const& index, Table& table) : index_(index), table_(table) {
  for (auto const& part : parts_of(index)) {
    parts_.push_back({identifier(part.column.name), part.column.is_text, part.column.nullable, part.descending});
  }
  if (!has_id_column(index)) parts_.push_back({key_field(index), false, false, ids_descend(index)});
  statements_.resize((parts_.size() + 1) * relations);
}

result<> IndexScan::scan(SQLite::Database& database, Key const& prefix, Key const& after, std::size_t limit,
                         RowHint hint, RowSink sink) {
  auto const wanted = prefix.bytes();
  auto const behind = after.bytes();
  if (!decode(wanted, values_))
    throw Unreadable(index_name(index_) + " was asked for a key that is not one of its own");
  auto const equal = values_.size();
  if (behind.empty() || behind < wanted) {
    step(database, values_, equal, Relation::any, limit, hint, sink);
    return outcome::success();
  }
  if (behind.substr(0, wanted.size()) != wanted) return outcome::success();  // behind every row of the prefix
  if (!decode(behind, values_))
    throw Unreadable(index_name(index_) + " was asked to go on from a key of another index");
  // Steps that are several statements are of one moment only within a transaction.
  std::optional<Snapshot> snapshot;
  if (values_.size() - equal > 1 && sqlite3_get_autocommit(database.getHandle()) != 0) snapshot.emplace(database);
  for (auto part = values_.size(); part-- > equal && limit > 0;) {
    auto const& value = values_[part];
    auto const go_on = [&](Relation relation) { return step(database, values_, part, relation, limit, hint, sink); };
    // Empty values come first, in descending columns last.
    if (!parts_[part].descending) {
      if (!go_on(value.null ? Relation::present : Relation::greater)) break;
    } else if (!value.null) {
      if (!go_on(Relation::less)) break;
      if (parts_[part].nullable && limit > 0 && !go_on(Relation::null)) break;
    }
  }
  return outcome::success();
}

bool IndexScan::step(SQLite::Database& database, std::vector<Value> const& values, std::size_t equal, Relation relation,
                     std::size_t& limit, RowHint hint, RowSink sink) {
  if (limit == 0) return false;
  Use query{statement(equal, relation), database};
  int parameter = 1;
  for (std::size_t part = 0; part < equal; ++part) bind(*query, parameter++, part, values[part]);
  if (relation == Relation::greater || relation == Relation::less) bind(*query, parameter++, equal, values[equal]);
  query->bind(parameter, sql_limit(limit));
  auto object = Object::of(*index_.entity->type);
  while (query->executeStep()) {
    object.renew();
    auto const version = table_.read(*query, object.at());
    --limit;
    if (!sink({index_.entity->id_of(object.at()), version, object.at(), hint})) return false;
  }
  return true;
}

Prepared& IndexScan::statement(std::size_t equal, Relation relation) {
  auto& prepared = statements_[equal * relations + static_cast<std::size_t>(relation)];
  if (prepared.sql().empty()) prepared = Prepared{sql_of(equal, relation)};
  return prepared;
}

std::string IndexScan::sql_of(std::size_t equal, Relation relation) const {
  auto terms = conditions_of(index_);
  auto const require = [&](std::string const& term) { terms += (terms.empty() ? "" : " AND ") + term; };
  for (std::size_t part = 0; part < equal; ++part) {
    require(parts_[part].column + (parts_[part].nullable ? " IS ?" : " = ?"));
  }
  switch (relation) {
    case Relation::any:
      break;
    case Relation::greater:
      require(parts_[equal].column + " > ?");
      break;
    case Relation::less:
      require(parts_[equal].column + " < ?");
      break;
    case Relation::present:
      require(parts_[equal].column + " IS NOT NULL");
      break;
    case Relation::null:
      require(parts_[equal].column + " IS NULL");
      break;
  }
  std::string order;
  for (auto part = equal; part < parts_.size(); ++part) {
    append_term(order, parts_[part].column + (parts_[part].descending ? " DESC" : ""));
  }
  return "SELECT " + table_.selected() + " FROM " + identifier(table_.name()) + " INDEXED BY " +
         identifier(index_name(index_)) + (terms.empty() ? "" : " WHERE " + terms) +
         (order.empty() ? "" : " ORDER BY " + order) + " LIMIT ?";
}

void IndexScan::bind(SQLite::Statement& statement, int parameter, std::size_t part, Value const& value) const {
  if (value.null)
    statement.bind(parameter);
  else if (parts_[part].is_text)
    statement.bindNoCopy(parameter, value.text);
  else
    statement.bind(parameter, value.number);
}

bool IndexScan::decode(std::string_view key, std::vector<Value>& out) const {
  std::vector<DecodedColumn> columns;
  if (!decode_key(index_, key, columns)) return false;
  out.clear();
  for (auto& column : columns) {
    if (column.type->kind == Kind::money) {
      out.push_back({column.null, 0, std::move(column.text)});
      out.push_back({column.null, column.number, {}});
    } else {
      out.push_back({column.null, column.number, std::move(column.text)});
    }
  }
  if (out.size() > parts_.size()) out.resize(parts_.size());  // the id, which is a column already
  return true;
}

}  // namespace lilac::sqlite
