// The engine: runs a command and everything that policies make of it, in one transaction, once in effect.
#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <new>
#include <stdexcept>
#include <vector>

#include "lilac/engine/module.hpp"
#include "lilac/engine/store.hpp"
#include "lilac/kernel/person.hpp"

namespace lilac {

/// The engine was put together wrongly: a policy's command is not linked, a port is not bound, a name is taken twice.
struct ConfigurationError : std::logic_error {
  using std::logic_error::logic_error;
};

struct Options {
  Instant at;  ///< the instant that all rules judge by
  /// Given: answers as the first time when it comes again. Ids that begin with `received:` or `policy:` are the
  /// engine's own: refused with invalid_argument (4904).
  std::string_view command_id{};
  std::string_view correlation_id{};  ///< default: the command's own position in the journal
  /// `at` is when this fell due, however long ago; otherwise it is what a clock shows, and refused with
  /// clock_stepped_back (4908) when it lies further before what the store has seen than engine::Rules allow.
  bool was_due = false;
};

/// One event as a command published it, kept by value.
struct RecordedEvent {
  EventInfo const* type = nullptr;
  EntityInfo const* entity = nullptr;
  std::int64_t entity_id = 0;
  std::uint32_t version = 0;
  std::int32_t ordinal = 0;
  std::int32_t cause_ordinal = -1;
  std::shared_ptr<void const> payload;

  /// The event, or null when it is of another type.
  template <class E>
  E const* as() const {
    return type == &event_info<E>() ? static_cast<E const*>(payload.get()) : nullptr;
  }
};

/// What a command would do.
template <class Reply>
struct Preview {
  Reply reply;
  std::vector<RecordedEvent> events;
};
template <>
struct Preview<void> {
  std::vector<RecordedEvent> events;
};

/// What goes with an event when a host hears of it.
struct Heard {
  std::int32_t ordinal;
  EntityInfo const* entity;
  std::int64_t entity_id;
  Actor actor;
  Instant at;
  std::string_view correlation_id;
};

/// Ends a subscription when it is destroyed.
class Subscription {
 public:
  struct Connection;
  Subscription();
  explicit Subscription(std::unique_ptr<Connection> connection);
  Subscription(Subscription&&) noexcept;
  Subscription& operator=(Subscription&&) noexcept;
  ~Subscription();
  void end();

 private:
  std::unique_ptr<Connection> connection_;
};

/// Told of every happening, for metrics and test coverage. Called inside the transaction: it must only count.
struct Observer {
  virtual ~Observer() = default;
  virtual void published(EventInfo const&) {}
  virtual void fired(PolicyInfo const&) {}
  virtual void refused(Rule const&) {}
  /// Which of a host's commands was: also when it was one that a policy ran for it.
  virtual void refused_command(CommandInfo const&, Rule const&) {}
};

/// An entry of the relay that needs a person: its policy gave up, or one before it with the same key did.
struct DeadLetter {
  std::int64_t id;
  std::string policy;
  std::int64_t position;  ///< of the event
  std::string key;        ///< entity number/id of the row that published it; of a received event see RelayEntry
  std::int32_t attempts;
  bool parked;  ///< waits behind a dead one
  std::string error;
};

/// Which dead letters: those that fit everything that is said. Nothing said: all.
struct DeadLetterFilter {
  /// DeadLetter::policy, or what it begins with up to a dot or a colon: `billing` means all policies of billing,
  /// `billing.deliver_released_bills` all that this one emitted, `deadline` all deadlines. Empty: any.
  std::string policy{};
  std::string reason{};     ///< a part of DeadLetter::error; empty: any
  std::string field{};      ///< of the command that was refused, or if that has none, of the event: a number that is
  std::int64_t number = 0;  ///< this one; empty `field`: any
};

/// What came of trying many again.
struct ReplayedDeadLetters {
  std::int64_t replayed = 0;  ///< wait for their turn, or their command has run
  std::int64_t refused = 0;   ///< commands that were refused again: they are dead letters still
};

/// What waits in the store for a desk that has its module: this one does not try it, nor count that as a try.
struct LeftAlone {
  std::int64_t deadlines = 0;  ///< that are due and whose command is not linked here
  std::int64_t entries = 0;    ///< of the relay, that are due and whose policy or command is not linked here
  bool operator==(LeftAlone const&) const = default;
};

/// How far a journal was trimmed.
struct TrimmedJournal {
  std::int64_t below = 0;  ///< the first event that is left, or would be the next
  /// Who did not let it go as far as was asked: a consumer of the store, linked here or not, that has not read further,
  /// or a policy with an unfinished event. Empty: nobody.
  std::string held_back_by{};
};

class Batch;

class Engine {
 public:
  /// The store, the modules and the bound ports are borrowed and must outlive the engine.
  /// Throws ConfigurationError, naming what is missing; and when the store fails or refuses its schema.
  Engine(Store& store, std::initializer_list<ModuleInfo const*> modules, Host host = {});
  Engine(Store& store, std::span<ModuleInfo const* const> modules, Host host = {});
  ~Engine();
  Engine(Engine const&) = delete;
  Engine& operator=(Engine const&) = delete;

  /// Runs `command` with all its in-transaction policies and commits. Threads may call it at the same time.
  template <class C>
  result<typename C::reply> execute(C const& command, Actor by, Options const& options) {
    return with_reply<C>([&](void* reply) { return execute_raw(command_info<C>(), &command, by, options, reply); });
  }
  /// The same, and nothing is written, no lock is taken, no id is used up.
  template <class C>
  result<Preview<typename C::reply>> preview(C const& command, Actor by, Options const& options) {
    std::vector<RecordedEvent> events;
    auto reply =
        with_reply<C>([&](void* at) { return preview_raw(command_info<C>(), &command, by, options, at, events); });
    if (!reply) return std::move(reply).error();
    if constexpr (std::is_void_v<typename C::reply>)
      return Preview<void>{std::move(events)};
    else
      return Preview<typename C::reply>{std::move(reply).value(), std::move(events)};
  }
  /// Many commands, one commit; each is all-or-nothing by itself. `run` must only call the batch: when another writer
  /// was faster it is called once more. Unique indexes are judged for all of them together; when that fails, `run` is
  /// called once more and each command is judged by itself, so that only those are refused that found a place taken.
  result<> batch(FunctionRef<void(Batch&)> run);
  /// Takes another system's event, once per (event type, source_event_id).
  template <class E>
  result<> receive(E const& event, std::string_view source_event_id, Instant at, std::string_view correlation_id = {}) {
    static_assert(E::received, "only events marked as received come in from other systems");
    return receive_raw(event_info<E>(), &event, source_event_id, at, correlation_id);
  }

  /// Asks. `sink` gets the rows in order and returns false to stop.
  template <class Q>
  result<> query(Q const& question, FunctionRef<bool(typename Q::row const&)> sink) {
    auto untyped = [&](void const* row) { return sink(*static_cast<typename Q::row const*>(row)); };
    return query_raw(query_info<Q>(), &question, untyped);
  }
  template <class Q>
  result<std::vector<typename Q::row>> ask(Q const& question) {
    std::vector<typename Q::row> rows;
    auto take = [&](typename Q::row const& row) {
      rows.push_back(row);
      return true;
    };
    BOOST_OUTCOME_TRY(query(question, FunctionRef<bool(typename Q::row const&)>{take}));
    return rows;
  }

  /// Calls `slot(E const&, Heard const&)` after each commit that published an E: in order within one command, at most
  /// once. What a slot throws is swallowed. Who must not miss one reads the journal.
  template <class E, class Slot>
  [[nodiscard]] Subscription on(Slot slot) {
    return on_raw(event_info<E>(),
                  [slot](void const* event, Heard const& heard) { slot(*static_cast<E const*>(event), heard); });
  }

  /// Runs everything that waits after commits and is ready at `now`: policies, deliveries, views, workers.
  result<> run_until_idle(Instant now);
  /// Lets time pass up to `now`: deadlines and retries run in the order of their due times, each stamped with its own,
  /// and after each the relay until idle. It ends: a worker whose due time has come and that finds nothing is left
  /// alone until something else happens or its due time moves on.
  ///
  /// A deadline, a policy or a port that throws or is refused with something retriable is tried again, with growing
  /// pauses, then a dead letter; the others go on. Deadlines and entries of modules that are not linked here are left
  /// alone. Fails with the store's own errors.
  result<> advance_to(Instant now);
  /// What is due at `now` and left alone. It counts when asked, and costs nothing before.
  result<LeftAlone> left_alone(Instant now);

  /// Modules that the store was opened with and that this engine lacks, by name: their consumers, deadlines and
  /// messages wait for an engine that has them.
  result<std::vector<std::string>> absent_modules();
  /// The store's own name, 16 hexadecimal digits: given when an engine first opened it for writing, the same ever
  /// since.
  result<std::string> store_identity();

  result<std::vector<DeadLetter>> dead_letters();
  /// Tries a dead letter again, and what is parked behind it.
  result<> replay_dead_letter(std::int64_t id, Instant now);
  /// The same for each that fits, in the order in which they gave up; what is parked behind them follows. A command
  /// that is refused once more is counted and stops nobody. Errors: the store's own; what was tried until then was.
  result<ReplayedDeadLetters> replay_dead_letters(DeadLetterFilter const& filter, Instant now);
  /// Empties a view and feeds it again from the whole journal. Nothing else happens by it. Refused with
  /// journal_was_trimmed (4906), and nothing is changed, once the journal was trimmed: what is left does not tell all.
  result<> rebuild_view(std::string_view name);
  /// Drops event rows below `position`, at most up to the slowest consumer that the store knows, of whatever module.
  /// Command rows stay. Tells how far it went, and who did not let it go further.
  /// From then on no view can be rebuilt, and one that is linked only later begins with what is left.
  result<TrimmedJournal> trim_journal(std::int64_t position);
  /// Drops command rows of before `before`, with the replies that they remember and the changes that they tell, as far
  /// as their events were trimmed; the newest one stays. Whoever repeats such a command does it once more. Tells the
  /// position of the first that is left; 0 when there is none.
  result<std::int64_t> trim_commands(Instant before);
  /// Forgets a consumer that is gone for good, e.g. a policy that was retired: its place in the journal and what it has
  /// not finished, which is not done any more. `consumer` as in TrimmedJournal::held_back_by. Refused with not_found
  /// (4901) when the store knows none of that name, with invalid_argument (4904) when it is linked here.
  result<> forget_consumer(std::string_view consumer);
  /// Removes personal text from everything that names this person (see person.hpp): rows, events, remembered replies,
  /// stored commands; and from what names a line of a customer when the customer is forgotten, not the other way round.
  /// Allowed to System and Admin; may be repeated.
  result<> redact(Person person, Actor by, Options const& options);
  /// The same of a user of the desk.
  result<> redact(std::int64_t user_id, Actor by, Options const& options) {
    return redact(Person{PersonKind::user, user_id}, by, options);
  }

  Host const& host() const;
  Store& store() const;
  std::span<ModuleInfo const* const> modules() const;
  void observe(Observer* observer);  ///< borrowed; null ends it

  // The same by table, for faces that know types only at run time.
  result<> execute_raw(CommandInfo const& command, void const* payload, Actor by, Options const& options, void* reply);
  result<> preview_raw(CommandInfo const& command, void const* payload, Actor by, Options const& options, void* reply,
                       std::vector<RecordedEvent>& events);
  result<> receive_raw(EventInfo const& event, void const* payload, std::string_view source_event_id, Instant at,
                       std::string_view correlation_id);
  result<> query_raw(QueryInfo const& query, void const* question, FunctionRef<bool(void const* row)> sink);
  Subscription on_raw(EventInfo const& event, std::function<void(void const*, Heard const&)> slot);

 private:
  friend class Batch;
  template <class C, class Run>
  result<typename C::reply> with_reply(Run run) {
    if constexpr (std::is_void_v<typename C::reply>) {
      return run(nullptr);
    } else {
      using Reply = typename C::reply;
      alignas(Reply) std::byte raw[sizeof(Reply)];
      BOOST_OUTCOME_TRY(run(static_cast<void*>(raw)));
      auto* reply = std::launder(reinterpret_cast<Reply*>(raw));
      result<Reply> answer{std::move(*reply)};
      reply->~Reply();
      return answer;
    }
  }

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The commands of one Engine::batch, committed together when `run` returns.
class Batch {
 public:
  template <class C>
  result<typename C::reply> execute(C const& command, Actor by, Options const& options) {
    return engine_.with_reply<C>(
        [&](void* reply) { return execute_raw(command_info<C>(), &command, by, options, reply); });
  }
  result<> execute_raw(CommandInfo const& command, void const* payload, Actor by, Options const& options, void* reply);
  template <class E>
  result<> receive(E const& event, std::string_view source_event_id, Instant at, std::string_view correlation_id = {}) {
    return receive_raw(event_info<E>(), &event, source_event_id, at, correlation_id);
  }
  result<> receive_raw(EventInfo const& event, void const* payload, std::string_view source_event_id, Instant at,
                       std::string_view correlation_id);
  /// How many events its commands have published so far; refused ones published none.
  std::size_t published() const;

 private:
  friend class Engine;
  Batch(Engine& engine, UnitOfWork& unit) : engine_(engine), unit_(unit) {}
  Engine& engine_;
  UnitOfWork& unit_;
};

}  // namespace lilac
