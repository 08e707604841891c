// What the checks are written with: a store, write sets that own their objects, and expectations.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "lilac/engine/store.hpp"
#include "lilac/kernel/codec.hpp"
#include "testing/contract/types.hpp"

namespace lilac::contract {

/// Thrown by a check whose expectation was not met.
struct Unmet : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void expect(bool met, std::string const& what);
void expect_done(result<> const& done, std::string const& what);
void expect_refused(result<> const& done, Rule const& rule, std::string const& what);
/// The value, or a failed check.
template <class T>
T need(result<T> outcome, std::string const& what) {
  if (!outcome) throw Unmet(what + ": " + outcome.error().message());
  return std::move(outcome).value();
}

template <class T>
struct Loaded {
  T row;
  std::uint32_t version;
  RowHint hint;
};

/// One command of a write set.
struct CommandSpec {
  std::string command_id;
  std::uint64_t payload_hash = 0;
  std::optional<Item> reply;
  Actor actor = system_actor;
  Instant at{};
  std::string correlation_id;
  std::vector<ItemChanged> events;
  std::optional<ItemArrived> received;
  std::vector<Change> changes;
};

/// A write set with everything it refers to.
class Writes {
 public:
  template <class T>
  Writes& insert(T row, std::uint32_t version = 1) {
    return add(entity_info<T>(), RowWrite::Action::insert, row.id.value, 0, version, keep(std::move(row)));
  }
  template <class T>
  Writes& update(T row, std::uint32_t base) {
    return add(entity_info<T>(), RowWrite::Action::update, row.id.value, base, base + 1, keep(std::move(row)));
  }
  template <class T>
  Writes& erase(Id<T> id, std::uint32_t base) {
    return add(entity_info<T>(), RowWrite::Action::erase, id.value, base, base + 1, nullptr);
  }
  template <class T>
  Writes& check(Id<T> id, std::uint32_t base, RowHint hint = 0) {
    add(entity_info<T>(), RowWrite::Action::check, id.value, base, base, nullptr);
    rows_.back().hint = hint;
    return *this;
  }
  Writes& command(CommandSpec spec);
  Writes& trim_below(std::int64_t position);
  Writes& trim_commands_below(std::int64_t position);
  Writes& edit(std::int64_t position, ItemChanged payload);
  Writes& edit_reply(std::int64_t command, Item reply);

  result<> commit_to(Store& store, bool may_consume = true);
  /// The kept object of the n-th row.
  void const* row(std::size_t n) const { return rows_[n].row; }

 private:
  struct Command {
    CommandSpec spec;
    std::vector<EventWrite> events;
  };
  template <class T>
  void* keep(T object) {
    objects_.push_back(std::make_shared<T>(std::move(object)));
    return objects_.back().get();
  }
  Writes& add(EntityInfo const& entity, RowWrite::Action action, std::int64_t id, std::uint32_t base,
              std::uint32_t version, void* row);

  std::vector<std::shared_ptr<void>> objects_;
  std::vector<RowWrite> rows_;
  std::deque<Command> commands_;
  std::vector<JournalEdit> edits_;
  std::vector<ReplyEdit> replies_;
  std::int64_t trim_below_ = 0;
  std::int64_t trim_commands_below_ = 0;
};

class Bench {
 public:
  /// Prepares the store for all types of the suite.
  explicit Bench(std::unique_ptr<Store> store);

  Store& store() { return *store_; }
  template <class T>
  std::optional<Loaded<T>> load(Id<T> id) {
    alignas(T) std::byte raw[sizeof(T)];
    std::uint32_t version = 0;
    RowHint hint = 0;
    if (!need(store_->load(entity_info<T>(), id.value, raw, version, hint), "load")) return std::nullopt;
    auto* row = std::launder(reinterpret_cast<T*>(raw));
    Loaded<T> loaded{std::move(*row), version, hint};
    row->~T();
    return loaded;
  }
  /// The loaded row, which must be there.
  template <class T>
  Loaded<T> must_load(Id<T> id) {
    auto loaded = load(id);
    expect(loaded.has_value(), std::string{entity_info<T>().name} + " " + std::to_string(id.value) + " is there");
    return std::move(*loaded);
  }
  template <class T>
  void must_insert(T row) {
    expect_done(Writes{}.insert(std::move(row)).commit_to(*store_), "a row is inserted");
  }
  /// All ids of a scan, in its order.
  std::vector<std::int64_t> scan(IndexInfo const& index, Key const& prefix = {}, Key const& after = {},
                                 std::size_t limit = static_cast<std::size_t>(-1));
  /// Everything in the store as text: what must not have changed when a commit was refused.
  std::string contents();

 private:
  std::unique_ptr<Store> store_;
};

/// A row of which nothing collides with another one's.
Item item(std::int64_t id);

using Check = void (*)(Bench& bench);
struct NamedCheck {
  char const* name;
  Check check;
};
std::vector<NamedCheck> row_checks();
std::vector<NamedCheck> conflict_checks();
std::vector<NamedCheck> index_checks();
std::vector<NamedCheck> moment_checks();
std::vector<NamedCheck> unique_checks();
std::vector<NamedCheck> journal_checks();
std::vector<NamedCheck> thread_checks();

}  // namespace lilac::contract
