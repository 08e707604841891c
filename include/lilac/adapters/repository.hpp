// For a host that keeps its own tables: one typed repository per entity it wants to keep itself, under its own
// transaction. RepositoryStore (repository_store.hpp) joins them into a Store.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "lilac/engine/store.hpp"

namespace lilac {

/// A row and how often it was written; the host keeps both.
template <class T>
struct Stored {
  T row;
  std::uint32_t version;
};

/// The host's transaction. A store calls begin() before a commit's first write, then either commit() or roll_back();
/// reads come between transactions, too. What a repository wrote since begin() must go when it is rolled back.
struct HostTransaction {
  virtual ~HostTransaction() = default;
  virtual result<> begin() = 0;
  virtual result<> commit() = 0;
  virtual void roll_back() = 0;
};

namespace detail {

template <class Base>
struct ColumnTypes;
template <auto Spec>
using ColumnType = std::remove_cvref_t<decltype(member_of(decltype(column<Spec>())::member))>;
template <auto... Columns>
struct ColumnTypes<Index<Columns...>> {
  using type = std::tuple<std::optional<ColumnType<Columns>>...>;
};
template <auto... Columns>
struct ColumnTypes<Unique<Columns...>> : ColumnTypes<Index<Columns...>> {};
template <class Base, auto Member, auto Value>
struct ColumnTypes<Where<Base, Member, Value>> : ColumnTypes<Base> {};

}  // namespace detail

/// The leading columns of a finder that are given; the others are empty. E.g. for
/// find_by_user_cycle_id_and_sequence: tuple<optional<UserCycleId>, optional<int32_t>>.
template <class Finder>
using Columns = typename detail::ColumnTypes<decltype(detail::base_of(static_cast<Finder const*>(nullptr)))>::type;

/// One finder of a repository.
template <class T, class Finder>
class FinderOf {
 public:
  virtual ~FinderOf() = default;
  /// All rows of the finder whose leading columns equal those given, in any order: the store puts them in order, pages
  /// them, and leaves out those that do not meet the finder's conditions.
  virtual result<std::vector<Stored<T>>> find(Finder finder, Columns<Finder> const& columns) = 0;
};

/// What a RepositoryStore sees of a repository, whatever its entity.
class AnyRepository {
 public:
  virtual ~AnyRepository() = default;
  virtual EntityInfo const& entity() const = 0;

 private:
  friend class RepositoryStore;
  struct Found {
    std::int64_t id;
    std::uint32_t version;
    std::shared_ptr<void> row;
  };
  virtual result<std::optional<Found>> any_find(std::int64_t id) = 0;
  virtual result<std::vector<Found>> any_find(IndexInfo const& finder, std::string_view prefix) = 0;
  virtual result<std::vector<Found>> any_all() = 0;
  virtual result<> any_save(void const* row, std::uint32_t version) = 0;
  virtual result<> any_remove(std::int64_t id) = 0;
  virtual result<std::int64_t> any_next_id() = 0;

  template <class T, class Finders>
  friend class RepositoryBase;
};

template <class T, class Finders>
class RepositoryBase;

/// The part of Repository<T> that does not depend on the number of finders.
template <class T, class... Finders>
class RepositoryBase<T, types<Finders...>> : public AnyRepository, public FinderOf<T, Finders>... {
 public:
  using FinderOf<T, Finders>::find...;
  EntityInfo const& entity() const final { return entity_info<T>(); }

  /// Nothing when there is no such row.
  virtual result<std::optional<Stored<T>>> find_by_id(Id<T> id) = 0;
  /// Every row, in any order: views and redaction read all.
  virtual result<std::vector<Stored<T>>> find_all() = 0;
  /// Writes a new row or over the old one, within the host's transaction. The store has checked its version.
  virtual result<> save(T const& row, std::uint32_t version) = 0;
  virtual result<> remove(Id<T> id) = 0;
  /// An id that no row has, from the host's own sequence.
  virtual result<Id<T>> next_id() = 0;

 private:
  static Found found(Stored<T> stored) {
    auto const id = entity_info<T>().id_of(&stored.row);
    return {id, stored.version, std::make_shared<T>(std::move(stored.row))};
  }
  static std::vector<Found> found(std::vector<Stored<T>> rows) {
    std::vector<Found> all;
    all.reserve(rows.size());
    for (auto& row : rows) all.push_back(found(std::move(row)));
    return all;
  }
  template <class Finder>
  result<bool> find_with(IndexInfo const& finder, std::vector<DecodedColumn> const& given, std::vector<Found>& out) {
    if (&index_info<Finder>() != &finder) return false;
    Columns<Finder> columns;
    std::size_t position = 0;
    std::apply([&](auto&... column) { (fill(column, given, position++), ...); }, columns);
    BOOST_OUTCOME_TRY(auto rows, find(Finder{}, columns));
    out = found(std::move(rows));
    return true;
  }
  template <class Column>
  static void fill(std::optional<Column>& column, std::vector<DecodedColumn> const& given, std::size_t position) {
    if (position >= given.size() || given[position].column != position) return;
    auto const& from = given[position];
    auto& value = column.emplace();
    if constexpr (detail::is_optional<Column>) {
      if (!from.null) set(value.emplace(), from);
    } else {
      set(value, from);
    }
  }
  template <class Value>
  static void set(Value& value, DecodedColumn const& from) {
    if constexpr (std::is_base_of_v<std::string, Value>)
      value.assign(from.text);
    else if constexpr (std::is_same_v<Value, Address>)
      value.secret = from.text;
    else if constexpr (std::is_same_v<Value, Money>)
      value = {from.number, *Currency::parse(from.text)};
    else
      write_number(type_of<Value>(), &value, from.number);
  }

  result<std::optional<Found>> any_find(std::int64_t id) final {
    BOOST_OUTCOME_TRY(auto stored, find_by_id(Id<T>{id}));
    if (!stored) return std::nullopt;
    return found(std::move(*stored));
  }
  result<std::vector<Found>> any_find(IndexInfo const& finder, std::string_view prefix) final {
    std::vector<DecodedColumn> given;
    if (!decode_key(finder, prefix, given)) return corrupt_error(std::string("not a key of ") + finder.name);
    std::vector<Found> out;
    bool known = false;
    result<> failed = outcome::success();
    auto const attempt = [&]<class Finder>() {
      if (known || !failed) return;
      auto tried = find_with<Finder>(finder, given, out);
      if (!tried)
        failed = std::move(tried).error();
      else
        known = tried.value();
    };
    (attempt.template operator()<Finders>(), ...);
    BOOST_OUTCOME_TRY(std::move(failed));
    return out;
  }
  result<std::vector<Found>> any_all() final {
    BOOST_OUTCOME_TRY(auto rows, find_all());
    return found(std::move(rows));
  }
  result<> any_save(void const* row, std::uint32_t version) final { return save(*static_cast<T const*>(row), version); }
  result<> any_remove(std::int64_t id) final { return remove(Id<T>{id}); }
  result<std::int64_t> any_next_id() final {
    BOOST_OUTCOME_TRY(auto id, next_id());
    return id.value;
  }
};

namespace detail {
template <class T>
struct FindersOf {
  using type = types<>;
};
template <class T>
requires requires { typename T::finders; }
struct FindersOf<T> {
  using type = typename T::finders;
};
}  // namespace detail

/// One entity as a host keeps it: implement find_by_id, find_all, save, remove, next_id, and one find() for each finder
/// that the entity declares.
template <class T>
class Repository : public RepositoryBase<T, typename detail::FindersOf<T>::type> {};

/// Where everything goes that has no repository of its own: the engine's rows and entities the host does not care for.
/// Rows are JSON text, as codec.hpp writes it.
struct DocumentTable {
  struct Document {
    std::int64_t id;
    std::uint32_t version;
    std::string json;
  };
  virtual ~DocumentTable() = default;
  virtual result<std::optional<Document>> find(std::uint16_t entity, std::int64_t id) = 0;
  virtual result<std::vector<Document>> find_all(std::uint16_t entity) = 0;
  virtual result<> save(std::uint16_t entity, Document const& document) = 0;
  virtual result<> remove(std::uint16_t entity, std::int64_t id) = 0;
};

/// The journal as two tables of the host. Positions begin at 1; replies, payloads and changes are JSON text.
struct JournalTable {
  struct Command {
    std::int64_t position;
    Origin origin;
    std::uint16_t number;
    std::string command_id;  ///< unique where not empty
    std::uint64_t payload_hash;
    std::string reply;  ///< empty without one
    Actor actor;
    Instant at;
    std::string correlation_id;
    std::string changes;
  };
  struct Event {
    std::int64_t position;
    std::int64_t command;
    std::int32_t ordinal;
    std::int32_t cause_ordinal;
    std::uint16_t type;
    std::int32_t type_version;
    std::uint16_t entity;  ///< 0 for a received event
    std::int64_t entity_id;
    std::uint32_t version;
    std::string payload;
  };
  virtual ~JournalTable() = default;
  virtual result<std::int64_t> last_command() = 0;  ///< 0 when there is none
  virtual result<std::int64_t> last_event() = 0;    ///< also when it was trimmed
  virtual result<std::optional<Command>> find_command(std::string_view command_id) = 0;
  virtual result<std::optional<Command>> command_at(std::int64_t position) = 0;
  virtual result<std::vector<Command>> commands_after(std::int64_t position, std::size_t limit) = 0;
  virtual result<std::vector<Event>> events_after(std::int64_t position, std::size_t limit) = 0;
  virtual result<> save(Command const& command) = 0;  ///< new, or over the one at its position
  virtual result<> save(Event const& event) = 0;
  virtual result<> remove_events_below(std::int64_t position) = 0;
  virtual result<> remove_commands_below(std::int64_t position) = 0;  ///< never the newest
};

}  // namespace lilac
