// How one field becomes SQL columns: scalars one, money two, nested values one of JSON.
#pragma once

#include <string>
#include <vector>

#include "adapters/sqlite/statement.hpp"
#include "lilac/kernel/type_info.hpp"

namespace lilac::sqlite {

struct Column {
  std::string name;
  bool is_text;
  bool nullable;
};

/// The columns of a field, in the order in which they are bound and read.
std::vector<Column> columns_of(Field const& field);

/// Binds the columns of a value from `parameter` on, and returns the parameter behind them. Texts are not copied: the
/// value must outlive the step.
int bind_value(SQLite::Statement& statement, int parameter, TypeInfo const& type, void const* value);
/// Fills a constructed value from `column` on, and returns the column behind. Throws Unreadable.
int read_value(SQLite::Statement const& row, int column, TypeInfo const& type, void* value);

/// The columns' SQL literals of a value, in order: defaults of columns that are added to a table with rows.
std::vector<std::string> literals_of(TypeInfo const& type, void const* value);

}  // namespace lilac::sqlite
