// Typed reading: by id, by a declared finder, in pages. Handlers read through Work, queries and views through the
// store.
#pragma once

#include <concepts>
#include <vector>

#include "lilac/engine/key.hpp"
#include "lilac/engine/store.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac {

inline constexpr std::size_t no_limit = static_cast<std::size_t>(-1);

class Reader {
 public:
  virtual ~Reader() = default;

  /// The row, or not_found (4901). Lives as long as the reader. Not to be changed.
  template <class T>
  result<T const*> read(Id<T> id) {
    BOOST_OUTCOME_TRY(auto row, find(id));
    if (row == nullptr) return missing(entity_info<T>(), id.value);
    return row;
  }
  /// The row, or null when there is none.
  template <class T>
  result<T const*> find(Id<T> id) {
    BOOST_OUTCOME_TRY(auto row, read_row(entity_info<T>(), id.value));
    return static_cast<T const*>(row);
  }
  /// The first row of a finder whose leading columns equal `columns`, or null.
  template <class Finder, class... Columns>
  result<entity_of_finder<Finder> const*> first(Columns const&... columns) {
    using T = entity_of_finder<Finder>;
    BOOST_OUTCOME_TRY(auto row, first_row(index_info<Finder>(), prefix<Finder>(columns...)));
    return static_cast<T const*>(row);
  }
  /// Calls `each(T const&)` in the finder's order; it returns false to stop (or nothing to go on).
  template <class Finder, class... Columns, class Each>
  result<> each(Each&& each, Columns const&... columns) {
    return each_after<Finder>(Key{}, no_limit, std::forward<Each>(each), columns...);
  }
  /// The same from behind `after` (an entry key), at most `limit` rows.
  template <class Finder, class... Columns, class Each>
  result<> each_after(Key const& after, std::size_t limit, Each&& each, Columns const&... columns) {
    using T = entity_of_finder<Finder>;
    return scan_rows(index_info<Finder>(), prefix<Finder>(columns...), after, limit, [&](RowView const& view) {
      if constexpr (std::is_void_v<decltype(each(std::declval<T const&>()))>) {
        each(*static_cast<T const*>(view.row));
        return true;
      } else {
        return static_cast<bool>(each(*static_cast<T const*>(view.row)));
      }
    });
  }
  /// Every row of an entity by ascending id, from behind `after`.
  template <class T, class Each>
  result<> each_of(Id<T> after, std::size_t limit, Each&& each) {
    return scan_entity(entity_info<T>(), after.value, limit, [&](RowView const& view) {
      if constexpr (std::is_void_v<decltype(each(std::declval<T const&>()))>) {
        each(*static_cast<T const*>(view.row));
        return true;
      } else {
        return static_cast<bool>(each(*static_cast<T const*>(view.row)));
      }
    });
  }

  /// Key prefix of a finder from its leading columns' values.
  template <class Finder, class... Columns>
  static Key prefix(Columns const&... columns) {
    Key key;
    std::size_t column = 0;
    (append_value(key, index_info<Finder>(), column++, columns), ...);
    return key;
  }

  virtual result<void const*> read_row(EntityInfo const& entity, std::int64_t id) = 0;
  virtual result<> scan_rows(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit,
                             RowSink sink) = 0;
  virtual result<> scan_entity(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) = 0;

 protected:
  /// not_found, for a row that is not there. Its field is the one of the command or query that names the row, or the
  /// entity's name when none does.
  virtual Error missing(EntityInfo const& entity, std::int64_t id) const;
  static Error missing(EntityInfo const& entity, std::int64_t id, TypeInfo const* asking, void const* asked);

 private:
  /// The first row of a scan, kept as long as the reader; null when there is none.
  virtual result<void const*> first_row(IndexInfo const& index, Key const& prefix) = 0;

  template <class Value>
  static void append_value(Key& key, IndexInfo const& index, std::size_t column, Value const& value) {
    auto const& spec = index.columns[column];
    auto const& type = *index.entity->type->fields[spec.field].type;
    if constexpr (std::is_same_v<Value, std::nullopt_t>)
      append_column(key, type_of<std::optional<std::int64_t>>(), &empty_number, spec.descending);
    else if (type.kind == Kind::optional && type_of<Value>().kind != Kind::optional)
      append_present(key, type_of<Value>(), &value, spec.descending);
    else
      append_column(key, type_of<Value>(), &value, spec.descending);
  }
  static constexpr std::optional<std::int64_t> empty_number{};
};

/// Reads what is committed. Rows that read() and first() return are copies that live as long as the reader.
class StoreReader final : public Reader {
 public:
  /// `asking` and `asked`: the query that is answered, if one is.
  explicit StoreReader(Store& store, TypeInfo const* asking = nullptr, void const* asked = nullptr)
      : store_(store), asking_(asking), asked_(asked) {}
  ~StoreReader() override;
  StoreReader(StoreReader const&) = delete;
  StoreReader& operator=(StoreReader const&) = delete;

  result<void const*> read_row(EntityInfo const& entity, std::int64_t id) override;
  result<> scan_rows(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit,
                     RowSink sink) override;
  result<> scan_entity(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) override;
  /// Drops all copies.

 private:
  result<void const*> first_row(IndexInfo const& index, Key const& prefix) override;
  Error missing(EntityInfo const& entity, std::int64_t id) const override;

  Store& store_;
  TypeInfo const* asking_;
  void const* asked_;
  std::vector<Object> kept_;
};

}  // namespace lilac
