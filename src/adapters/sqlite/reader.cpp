#include "adapters/sqlite/reader.hpp"

#include <sqlite3.h>

#include <utility>

namespace lilac::sqlite {

result<> Course::read(Table& table, SQLite::Database& database, std::size_t limit, RowHint hint, RowSink sink) {
  if (is_at_end || limit == 0) return outcome::success();
  auto left = limit;
  auto goes_on = true;
  Key reached;
  auto take = [&](RowView const& row) {
    goes_on = sink(row) && --left > 0;
    after_id = row.id;
    if (!goes_on && index != nullptr) reached = entry_key(*index, row.row);
    return goes_on;
  };
  if (index == nullptr) {
    table.scan_all(database, after_id, limit, hint, take);
  } else {
    BOOST_OUTCOME_TRY(table.scan_of(*index).scan(database, prefix, after, limit, hint, take));
    after = std::move(reached);
  }
  is_at_end = goes_on;
  return outcome::success();
}

Table& Reader::table(EntityInfo const& entity) {
  auto& table = tables_[&entity];
  if (!table) table = std::make_unique<Table>(entity);
  return *table;
}

// A transaction begins with the first statement that reads.
void Reader::begin() {
  Use begin{begin_, *database_};
  begin->exec();
  Use look{look_, *database_};
  look->executeStep();
}

bool Reader::end() {
  if (sqlite3_get_autocommit(database_->getHandle()) != 0) return true;
  try {
    Use end{end_, *database_};
    end->exec();
    return true;
  } catch (SQLite::Exception const&) {
    return false;
  }
}

}  // namespace lilac::sqlite
