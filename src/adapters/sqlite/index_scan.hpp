// Scans of one declared index: byte keys come in, prepared range queries come out, in the keys' order.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/sqlite/statement.hpp"
#include "lilac/engine/key.hpp"
#include "lilac/engine/store.hpp"

namespace lilac::sqlite {

class Table;

/// `support_user_support_log__find_by_user_id`.
std::string index_name(IndexInfo const& index);
/// What creates the index; a unique one over empty optionals needs two, because SQL takes no two NULLs for equal.
struct IndexStatement {
  std::string name;
  std::string sql;
};
std::vector<IndexStatement> index_statements(IndexInfo const& index);

class IndexScan {
 public:
  IndexScan(IndexInfo const& index, Table& table);

  /// As Store::scan. Throws Unreadable.
  result<> scan(SQLite::Database& database, Key const& prefix, Key const& after, std::size_t limit, RowHint hint,
                RowSink sink);

 private:
  /// One SQL column of the key.
  struct Part {
    std::string column;
    bool is_text;
    bool nullable;
    bool descending;
  };
  struct Value {
    bool null = true;
    std::int64_t number = 0;
    std::string text;
  };
  /// How the first column behind the equal ones compares with its value.
  enum class Relation : std::uint8_t { any, greater, less, present, null };
  static constexpr std::size_t relations = 5;

  bool decode(std::string_view key, std::vector<Value>& out) const;
  /// The rows behind `after` are those that differ from it in the last column first, then in the one before, and so on:
  /// each step is one range of the index.
  bool step(SQLite::Database& database, std::vector<Value> const& values, std::size_t equal, Relation relation,
            std::size_t& limit, RowHint hint, RowSink sink);
  Prepared& statement(std::size_t equal, Relation relation);
  std::string sql_of(std::size_t equal, Relation relation) const;
  void bind(SQLite::Statement& statement, int parameter, std::size_t part, Value const& value) const;

  IndexInfo const& index_;
  Table& table_;
  std::vector<Part> parts_;  ///< with the id at the end, unless it is a column already
  std::vector<Prepared> statements_;
  std::vector<Value> values_;
};

}  // namespace lilac::sqlite
