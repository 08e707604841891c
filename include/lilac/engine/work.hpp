// What a handler works with: rows of one transaction, the events it publishes, and who acts when.
#pragma once

#include <memory>
#include <string_view>

#include "lilac/engine/host.hpp"
#include "lilac/engine/reader.hpp"
#include "lilac/kernel/message.hpp"

namespace lilac {

class UnitOfWork;

/// The rows of one transaction. Rows that are loaded and not saved are dropped; saved ones are committed together with
/// the events, all or nothing. Pointers live until the transaction ends.
///
/// What was read still holds when the transaction commits, or the command is judged again: that goes for every row that
/// find, read, load, first, each or each_of showed. It does not go for rows that were not there: a scan, a first() or a
/// find() that found nothing guards nothing, and another transaction may insert such a row at the same time. Two things
/// protect a rule that must hold across rows: a unique index (`Unique<…>`, `.where<…>`), which the second one to commit
/// finds taken; or one row that every such command loads and saves, e.g. the one that counts.
class Work : public Reader {
 public:
  explicit Work(UnitOfWork& unit) : unit_(&unit) {}

  /// The instant of the command; of a due deadline, its due time.
  Instant now() const;
  /// Who runs this command: System, inside a policy.
  Actor const& actor() const;
  /// Who ran the root command, also inside its policies.
  Actor const& origin() const;
  /// Of the root command, as its caller gave it; empty when it gave none.
  std::string_view correlation_id() const;
  template <class R>
  R const& rules() const {
    return host().template rules<R>();
  }
  template <class P>
  P& port() const {
    return host().template port<P>();
  }
  Host const& host() const;
  /// The store's own name: what leaves it begins with this, so that no two stores use the same key.
  std::string_view store_identity() const;
  /// Modules that the store was opened with and this engine lacks, by name: what is theirs is left alone.
  result<std::vector<std::string>> absent_modules();

  /// A row to change, or not_found.
  template <class T>
  result<T*> load(Id<T> id) {
    BOOST_OUTCOME_TRY(auto row, load_row(entity_info<T>(), id.value));
    return static_cast<T*>(row);
  }
  /// The one row of a unique finder, to change; null when there is none.
  template <class Finder, class... Columns>
  result<entity_of_finder<Finder>*> load_first(Columns const&... columns) {
    using T = entity_of_finder<Finder>;
    BOOST_OUTCOME_TRY(auto found, this->template first<Finder>(columns...));
    if (found == nullptr) return static_cast<T*>(nullptr);
    BOOST_OUTCOME_TRY(auto row, load_row(entity_info<T>(), entity_info<T>().id_of(found)));
    return static_cast<T*>(row);
  }
  /// A new row with the next id of the store's sequence.
  template <class T>
  result<T*> create() {
    BOOST_OUTCOME_TRY(auto id, next_id(entity_info<T>()));
    return create(Id<T>{id});
  }
  /// A new row with an id that comes from outside. A row of that id must not exist: the command is then refused, with
  /// already_exists (4902) when this transaction holds it, with conflict (4903) when only the store does.
  template <class T>
  T* create(Id<T> id) {
    return static_cast<T*>(create_row(entity_info<T>(), id.value));
  }
  template <class T>
  void erase(T& row) {
    erase_row(&row);
  }

  /// For code that knows entities only by their tables.
  result<> erase_by_id(EntityInfo const& entity, std::int64_t id);
  result<void*> load_by_id(EntityInfo const& entity, std::int64_t id) { return load_row(entity, id); }
  void keep_row(void* row) { save_row(row); }
  std::span<EntityInfo const* const> entities() const;
  result<Secret> draw_secret();

  result<void const*> read_row(EntityInfo const& entity, std::int64_t id) override;
  result<> scan_rows(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit,
                     RowSink sink) override;
  result<> scan_entity(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) override;

  /// Runs another command inside this transaction, as System: what an in-transaction policy does.
  result<> dispatch(CommandInfo const& command, void const* payload);

  /// Stores a command to run at `due`, under a name that is unique among deadlines: scheduling again moves it.
  template <class C>
  result<> schedule(std::string_view name, Instant due, C const& command) {
    return schedule_command(name, due, command_info<C>(), &command);
  }
  /// Forgets the deadline of that name, if there is one.
  result<> unschedule(std::string_view name);

  /// Keeps the row's present state. Handlers use Handling::save, which also publishes.
  template <class T>
  T& keep(T& row) {
    save_row(&row);
    return row;
  }

 protected:
  void save_row(void* row);
  void publish(EventInfo const& type, void* payload, void const* row);
  void* take(std::size_t size, std::size_t align);

 private:
  result<void const*> first_row(IndexInfo const& index, Key const& prefix) override;
  Error missing(EntityInfo const& entity, std::int64_t id) const override;
  result<void*> load_row(EntityInfo const& entity, std::int64_t id);
  void* create_row(EntityInfo const& entity, std::int64_t id);
  void erase_row(void* row);
  result<std::int64_t> next_id(EntityInfo const& entity);
  result<> schedule_command(std::string_view name, Instant due, CommandInfo const& command, void const* payload);

  UnitOfWork* unit_;
};

/// The work of one command type: it can save only with events that the command says it publishes.
template <class C>
class Handling : public Work {
 public:
  explicit Handling(Work const& work) : Work(work) {}

  /// Keeps the row and publishes what the aggregate decided, in order. Returns the row. What is committed is the row as
  /// it is when the handler returns, so nothing changes it after its save.
  template <class T, class... Events>
  T& save(T& row, Events&&... events) {
    static_assert((detail::EventList<typename C::publishes>::template contains<std::remove_cvref_t<Events>> && ...),
                  "the command does not say that it publishes this event");
    save_row(&row);
    (publish_one(row, std::forward<Events>(events)), ...);
    return row;
  }

 private:
  template <class T, class E>
  void publish_one(T& row, E&& event) {
    using Event = std::remove_cvref_t<E>;
    publish(event_info<Event>(), new (take(sizeof(Event), alignof(Event))) Event(std::forward<E>(event)), &row);
  }
};

}  // namespace lilac
