#pragma once

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/id_pool.hpp"
#include "engine/registry.hpp"
#include "engine/store_facts.hpp"
#include "engine/subscriptions.hpp"
#include "engine/unit_of_work.hpp"
#include "lilac/engine/engine.hpp"
#include "lilac/engine/records.hpp"
#include "lilac/kernel/object.hpp"
#include "lilac/kernel/person.hpp"

namespace lilac {

/// A default value of a type that is known only by its table.
inline std::shared_ptr<void> default_of(TypeInfo const& type) { return Object::of(type).share(); }

/// The policy whose event or command an entry is.
inline std::string const& policy_of(engine::RelayEntry const& entry) {
  return entry.policy.empty() ? entry.consumer : entry.policy;
}

/// Tries of what the engine tries again by itself, and the pauses between them: 30 s, twice as long each time, up to an
/// hour.
inline constexpr std::int32_t usual_tries = 5;
Duration pause_after(std::int32_t tries);
/// How many tries begin within `patience` of the first.
std::int32_t tries_within(Duration patience);
/// What is said of something that threw.
Error error_of_throw(char const* what);
/// The same failure without what a host's code says of it, which may name a person: what may be stored.
Error without_words(Error const& failure);
/// That of a failure whose words are a host's; others are this library's and name nobody.
Error fit_to_store(Error const& failure);

/// Refuses an instant that rules cannot reckon with; `name` is what the caller calls it.
result<> check_instant(Instant at, char const* name);

struct Engine::Impl {
  Impl(Engine& engine, Store& store, std::span<ModuleInfo const* const> modules, Host given);

  // --- Transactions -------------------------------------------------------------------------------------------------
  /// What `body` tells: whether there is something to commit.
  enum class Next : std::uint8_t { commit, nothing };
  /// Runs `body` on a unit and commits it; once more on a version conflict, a few times.
  result<> transact(FunctionRef<result<Next>(UnitOfWork&)> body);
  /// The same for what needs no name of the store's.
  result<> try_and_commit(FunctionRef<result<Next>(UnitOfWork&)> body);
  /// A transaction of the engine's own rows: no command row is written.
  result<> keep_books(Instant now, FunctionRef<result<>(Work&)> body);
  /// Checks the actor and the values, fills `root`.
  result<> admit(CommandInfo const& command, void const* payload, Actor by, Options const& options,
                 UnitOfWork::Root& root);
  result<> admit(EventInfo const& event, void const* payload, Instant at, std::string_view correlation_id,
                 std::string_view command_id, UnitOfWork::Root& root);
  /// The same for a command that a host gives: its id must not look like one of the engine's.
  result<> admit_from_host(CommandInfo const& command, void const* payload, Actor by, Options const& options,
                           UnitOfWork::Root& root);
  /// True when the command succeeded before and `reply` now holds its answer.
  result<bool> answered(UnitOfWork& unit, UnitOfWork::Root const& root, void* reply);
  result<> run_root(UnitOfWork& unit, UnitOfWork::Root const& root, void* reply, Next& next);
  void tell_subscribers(UnitOfWork const& unit);
  /// `command` is what a host gave, if it was one.
  Error refused(Error error, CommandInfo const* command = nullptr);

  class Lease;
  std::unique_ptr<UnitOfWork> take_unit();
  void put_back(std::unique_ptr<UnitOfWork> unit) noexcept;

  // --- After commits: intake.cpp, relay.cpp, deadlines.cpp, views.cpp
  // ---------------------------------------------------------------
  struct Consumer {
    std::string name;
    std::string line;                    ///< whose entries of one key follow each other: its port's, or its own
    PolicyInfo const* policy = nullptr;  ///< null for a view
    ViewInfo const* view = nullptr;
    bool is_bound = true;  ///< what goes through an optional port waits in the journal until a host binds it
    std::int32_t most_tries = usual_tries;
    /// Where it stands. Both only grow while events are taken in, `position` before `stored`.
    std::atomic<std::int64_t> position{
        0};  ///< read so far; what is stored may lag behind events that mean nothing to it
    std::atomic<std::int64_t> stored{0};
  };
  /// Entries of one key keep their order, and wait behind a dead one.
  struct RelayKey {
    std::int32_t entity;
    std::int64_t id;
  };
  static RelayKey key_of(EventRow const& event);
  /// Where a consumer stood when a page of the journal was begun.
  struct Standing {
    Consumer* consumer = nullptr;  ///< null: it takes nothing now
    std::int64_t stored = 0;
    std::int64_t position = 0;
    std::int64_t moves_to = 0;  ///< its cursor, with the page; 0: it stays
  };
  static Standing standing_of(Consumer& consumer);
  struct Taken {
    Consumer const* consumer;
    std::int64_t position;
    RelayKey key;
    Instant at;
  };
  /// Finds the cursors of all consumers; those of new policies begin at the journal's present end, of views at 0.
  void open_consumers();
  /// Stores the cursors that are missing, once.
  result<> have_cursors();
  /// Gives the store its name if it has none, writes down which modules this engine has, and reads how late it is
  /// there; once.
  result<> introduce();
  result<> introduce_in(Work& work);
  result<bool> is_known(Reader& reader);
  /// Entries that an older program made, when each policy was a line of its own.
  result<> take_over_entries(Work& work);
  result<> refresh(Consumer& consumer);
  result<bool> take_from_journal();
  /// Makes entries and moves cursors, or does nothing but look again when somebody else moved one of them.
  result<> take_in(std::span<Standing const> standings, std::span<Taken const> taken);
  /// Null when it is none of this desk.
  Consumer* consumer_of(engine::RelayEntry const& entry);
  /// False for work of a module that is not linked: another desk does it.
  bool knows(engine::RelayEntry const& entry);
  /// The same, and the port that it needs is there.
  bool can_try(engine::RelayEntry const& entry);
  std::int32_t most_tries(engine::RelayEntry const& entry);
  /// Does what is due at `at`. It is `present` meanwhile, which claims are reckoned from: a claim that began when its
  /// entry was due could have run out before it was made.
  result<bool> relay_due(Instant at, Instant present);
  result<> relay_entry(engine::RelayEntry const& entry, Instant now);
  result<> run_command_of(engine::RelayEntry const& entry, std::string_view correlation_id, Instant now);
  result<> deliver(Consumer const& consumer, engine::RelayEntry const& entry, EventRow const& event, Instant now);
  result<> fan_out(Consumer const& consumer, engine::RelayEntry const& entry, EventRow const& event, Instant now);
  result<engine::RelayEntry*> still_claimed(Work& work, engine::RelayEntry const& entry);
  result<> finish(engine::RelayEntry const& entry, Instant now, std::optional<Error> failure);
  result<> finish_in(Work& work, engine::RelayEntry const& entry, Instant now, std::optional<Error> const& failure);
  /// Lets the first of a line and key go on when it was parked.
  result<> let_next_go(Work& work, std::string const& line, std::int32_t key_entity, std::int64_t key_id, Instant now);
  result<bool> feed_views();
  result<bool> feed(Consumer& consumer);
  result<bool> run_workers(Instant now);
  /// When the next thing is due. Workers have nothing to do that was due up to `workers_idle_at`.
  result<std::optional<Instant>> next_due(std::optional<Instant> workers_idle_at);
  result<bool> run_deadline(Instant now);
  /// The first deadline whose command is linked here.
  result<std::optional<engine::Deadline>> first_deadline();
  result<> put_off(engine::Deadline const& deadline, Error const& refusal, Instant now);
  result<> store_positions();
  /// True when the journal no longer begins with the first event.
  result<bool> is_trimmed();
  /// One try: refused with conflict when a consumer moved meanwhile.
  result<TrimmedJournal> trim(std::int64_t position);
  /// Runs a stored command as System and erases the row that held it, in one commit. Does nothing when `erase_holder`
  /// tells that the row is no longer what it was. What the command throws is a refusal here.
  result<> run_stored(std::int32_t command, std::string_view payload, Instant at, std::string_view correlation_id,
                      FunctionRef<result<bool>(Work&)> erase_holder);
  /// Removes personal text from the commands that deadlines and dead letters hold.
  result<> redact_stored_commands(Person person);
  bool redact_stored_command(std::int32_t command, std::string& payload, Person person) const;
  class Forgetting;

  Engine& engine;
  Store& store;
  Host host;
  Registry registry;
  IdPool ids;
  StoreFacts facts;
  Subscriptions subscriptions;
  Observer* observer = nullptr;

  /// Owns what it holds, also when the constructor of all this throws.
  struct Spare : std::atomic<UnitOfWork*> {
    Spare() : std::atomic<UnitOfWork*>(nullptr) {}
    ~Spare() { delete exchange(nullptr); }
  };
  Spare spare;  ///< the usual case: one thread, one unit
  std::mutex spares_mutex;
  std::vector<std::unique_ptr<UnitOfWork>> spares;

  std::deque<Consumer> consumers;
  std::map<std::string_view, Consumer*> consumers_by_name;  ///< of policies
  std::vector<std::vector<std::size_t>> listeners;          ///< by event number: places in `consumers`
  std::mutex opening_mutex;
  std::atomic<bool> cursors_open{false};
  std::atomic<bool> introduced{false};
};

/// A unit for one transaction; returned clean.
class Engine::Impl::Lease {
 public:
  explicit Lease(Impl& impl) : impl_(impl), unit_(impl.take_unit()) {}
  ~Lease() {
    unit_->reset();
    impl_.put_back(std::move(unit_));
  }
  Lease(Lease const&) = delete;
  Lease& operator=(Lease const&) = delete;
  UnitOfWork& operator*() { return *unit_; }
  UnitOfWork* operator->() { return unit_.get(); }

 private:
  Impl& impl_;
  std::unique_ptr<UnitOfWork> unit_;
};

}  // namespace lilac
