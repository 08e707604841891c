#include "lilac/engine/engine.hpp"

#include <utility>

#include "engine/engine_impl.hpp"
#include "engine/own_ids.hpp"
#include "lilac/engine/rules.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac {

namespace {

constexpr int conflict_retries = 5;
constexpr std::size_t longest_id = 200;

result<> check_id(std::string_view text, char const* name) {
  if (text.size() > longest_id || !is_valid_text(text)) {
    return refuse(rules::invalid_argument, field(name), value(static_cast<std::int64_t>(text.size())));
  }
  return outcome::success();
}

std::uint64_t hash_of(CommandInfo const& command, void const* payload, Actor by) {
  auto const seed = (static_cast<std::uint64_t>(command.number) << 8U | static_cast<std::uint64_t>(by.kind)) ^
                    static_cast<std::uint64_t>(by.id) << 24U;
  return digest(*command.type, payload, seed);
}

}  // namespace

result<> check_instant(Instant at, char const* name) {
  if (!in_range(at))
    return refuse(rules::invalid_argument, field(name), value("an instant outside the years 1 to 9999"));
  if (!has_date_everywhere(at)) {
    return refuse(rules::invalid_argument, field(name),
                  value("an instant on the first or the last day of the years 1 to 9999 in UTC"));
  }
  return outcome::success();
}

Engine::Impl::Impl(Engine& owner, Store& used, std::span<ModuleInfo const* const> modules, Host given)
    : engine(owner),
      store(used),
      host(std::move(given)),
      registry(modules, host),
      facts(host.rules<engine::Rules>().longest_step_back) {
  if (auto ready = store.prepare(registry.entities(), registry.all_events()); !ready) {
    throw ConfigurationError(std::move(ready).error().message());
  }
  open_consumers();
  // A store that cannot be written (opened for reading only) needs no introduction; who writes after all asks again.
  static_cast<void>(introduce());
}

Engine::Engine(Store& store, std::initializer_list<ModuleInfo const*> modules, Host host)
    : Engine(store, std::span<ModuleInfo const* const>{modules.begin(), modules.size()}, std::move(host)) {}
Engine::Engine(Store& store, std::span<ModuleInfo const* const> modules, Host host)
    : impl_(std::make_unique<Impl>(*this, store, modules, std::move(host))) {}
Engine::~Engine() = default;

Host const& Engine::host() const { return impl_->host; }
Store& Engine::store() const { return impl_->store; }
std::span<ModuleInfo const* const> Engine::modules() const { return impl_->registry.modules(); }
void Engine::observe(Observer* observer) { impl_->observer = observer; }

// --- Units
// ------------------------------------------------------------------------------------------------------------

std::unique_ptr<UnitOfWork> Engine::Impl::take_unit() {
  std::unique_ptr<UnitOfWork> unit{spare.exchange(nullptr, std::memory_order_acquire)};
  if (!unit) {
    std::lock_guard const lock(spares_mutex);
    if (!spares.empty()) {
      unit = std::move(spares.back());
      spares.pop_back();
    }
  }
  if (!unit) unit = std::make_unique<UnitOfWork>(store, registry, host, ids, facts);
  unit->observe(observer);
  return unit;
}

void Engine::Impl::put_back(std::unique_ptr<UnitOfWork> unit) noexcept {
  UnitOfWork* none = nullptr;
  if (spare.compare_exchange_strong(none, unit.get(), std::memory_order_release, std::memory_order_relaxed)) {
    static_cast<void>(unit.release());
    return;
  }
  try {
    std::lock_guard const lock(spares_mutex);
    spares.push_back(std::move(unit));
  } catch (std::bad_alloc const&) {  // then the next one is made anew
  }
}

Error Engine::Impl::refused(Error error, CommandInfo const* command) {
  if (observer != nullptr) observer->refused(error.rule());
  if (observer != nullptr && command != nullptr) observer->refused_command(*command, error.rule());
  return error;
}

// A command may need the store's name, for the keys of what it sends.
result<> Engine::Impl::transact(FunctionRef<result<Next>(UnitOfWork&)> body) {
  BOOST_OUTCOME_TRY(introduce());
  return try_and_commit(body);
}

result<> Engine::Impl::try_and_commit(FunctionRef<result<Next>(UnitOfWork&)> body) {
  bool checks_places = false;
  for (int lost = 0;;) {
    Lease unit{*this};  // gives its ids back when it is tried again
    if (checks_places) unit->check_places();
    auto told_next = body(*unit);
    if (unit->was_misled() && ++lost <= conflict_retries) continue;
    BOOST_OUTCOME_TRY(auto next, std::move(told_next));
    if (next == Next::nothing || unit->is_empty()) return outcome::success();
    // Events must not come before their consumers' cursors: the next engine would take them for older than its
    // policies.
    if (!cursors_open && !unit->commands().empty()) {
      BOOST_OUTCOME_TRY(have_cursors());
    }
    auto const told = subscriptions.any();
    auto done = unit->commit(!told);
    if (done) {
      for (auto const& command : unit->commands()) {
        if (command.root.is_timed) facts.committed(command.root.options.at);
      }
      if (told) tell_subscribers(*unit);
      return outcome::success();
    }
    // Who found a unique place taken is judged again: it may be one command of several, which is then refused alone, or
    // another writer was faster, whose row is now seen.
    auto const conflict = done.error().is(rules::conflict);
    auto const taken = done.error().is(rules::already_exists);
    if (!conflict && !taken) return done;
    if ((conflict || checks_places) && ++lost > conflict_retries) return done;
    checks_places = checks_places || taken;
  }
}

result<> Engine::Impl::keep_books(Instant now, FunctionRef<result<>(Work&)> body) {
  return try_and_commit([&](UnitOfWork& unit) -> result<Next> {
    BOOST_OUTCOME_TRY(unit.keep_books(now, body));
    return Next::commit;
  });
}

void Engine::Impl::tell_subscribers(UnitOfWork const& unit) {
  for (auto const& command : unit.commands()) {
    for (auto i = command.first_event; i < command.end_event; ++i) {
      auto const& event = unit.events()[i];
      subscriptions.emit(*event.type, event.payload,
                         {event.ordinal, event.entity, event.entity_id, command.root.by, command.root.options.at,
                          command.correlation_id});
    }
  }
}

// --- Commands
// -----------------------------------------------------------------------------------------------------------

result<> Engine::Impl::admit(CommandInfo const& command, void const* payload, Actor by, Options const& options,
                             UnitOfWork::Root& root) {
  if (!command.actors.contains(by.kind)) {
    return refuse(rules::actor_not_allowed, field("by"),
                  value(std::string(name_of(type_of<ActorKind>(), static_cast<std::int64_t>(by.kind))) +
                        " may not run " + command.name));
  }
  auto const* entry = registry.command(command.number);
  if (entry == nullptr || entry->info != &command) {
    return refuse(rules::not_found, field("command"), value(std::string(command.context) + "." + command.name));
  }
  if (command.type->needs_check) {
    BOOST_OUTCOME_TRY(check_value(*command.type, payload, FirstAndLastDay::refused));
  }
  BOOST_OUTCOME_TRY(check_instant(options.at, "at"));
  BOOST_OUTCOME_TRY(check_id(options.command_id, "command_id"));
  BOOST_OUTCOME_TRY(check_id(options.correlation_id, "correlation_id"));
  root.command = &command;
  root.entry = entry;
  root.payload = payload;
  root.by = by;
  root.options = options;
  if (!options.command_id.empty()) root.payload_hash = hash_of(command, payload, by);
  return outcome::success();
}

result<> Engine::Impl::admit_from_host(CommandInfo const& command, void const* payload, Actor by,
                                       Options const& options, UnitOfWork::Root& root) {
  BOOST_OUTCOME_TRY(admit(command, payload, by, options, root));
  root.is_timed = !options.was_due;
  if (own_ids::is_own(options.command_id)) {
    return refuse_saying(rules::invalid_argument, field("command_id"),
                         "A command id may not begin with " + std::string(own_ids::received) + " or " +
                             own_ids::policy + ": such ids are the engine's own.");
  }
  return outcome::success();
}

result<> Engine::Impl::admit(EventInfo const& event, void const* payload, Instant at, std::string_view correlation_id,
                             std::string_view command_id, UnitOfWork::Root& root) {
  if (registry.event(event.number) != &event || !event.received) {
    return refuse(rules::not_found, field("event"), value(std::string(event.context) + "." + event.name));
  }
  BOOST_OUTCOME_TRY(check_value(*event.type, payload, FirstAndLastDay::refused));
  BOOST_OUTCOME_TRY(check_instant(at, "at"));
  BOOST_OUTCOME_TRY(check_id(command_id, "source_event_id"));
  BOOST_OUTCOME_TRY(check_id(correlation_id, "correlation_id"));
  root.origin = Origin::received;
  root.received = &event;
  root.payload = payload;
  root.by = system_actor;
  root.options = {at, command_id, correlation_id};
  root.is_timed = true;
  root.payload_hash = digest(*event.type, payload, event.number);
  return outcome::success();
}

result<bool> Engine::Impl::answered(UnitOfWork& unit, UnitOfWork::Root const& root, void* reply) {
  auto const& id = root.options.command_id;
  auto const reused = [&] { return refuse(rules::idempotency_key_reused, field("command_id"), value(id)); };
  if (auto const* pending = unit.pending(id); pending != nullptr) {
    if (pending->root.payload_hash != root.payload_hash) return reused();
    if (reply != nullptr && pending->reply != nullptr) pending->reply_type->object->copy(reply, pending->reply);
    return true;
  }
  StoredCommand stored;
  stored.reply_type = root.command == nullptr ? nullptr : root.command->reply;
  stored.reply = reply;
  BOOST_OUTCOME_TRY(auto found, store.find_command(id, stored));
  if (!found) return false;
  auto same = unit.is_same_request(root, stored);
  if (!same || !same.value()) {
    if (stored.has_reply) stored.reply_type->object->destroy(reply);
    if (!same) return std::move(same).error();
    return reused();
  }
  if (reply != nullptr && !stored.has_reply)
    return corrupt_error("the reply of command " + std::string(id) + " is gone");
  return true;
}

result<> Engine::Impl::run_root(UnitOfWork& unit, UnitOfWork::Root const& root, void* reply, Next& next) {
  next = Next::nothing;
  if (!root.options.command_id.empty()) {
    BOOST_OUTCOME_TRY(auto done, answered(unit, root, reply));
    if (done) return outcome::success();
  }
  // After what was done before is answered: who asks again does so with the instant of then.
  if (root.is_timed) {
    BOOST_OUTCOME_TRY(facts.check_order(root.options.at));
  }
  next = Next::commit;
  return unit.run(root, reply);
}

result<> Engine::execute_raw(CommandInfo const& command, void const* payload, Actor by, Options const& options,
                             void* reply) {
  UnitOfWork::Root root;
  if (auto admitted = impl_->admit_from_host(command, payload, by, options, root); !admitted) {
    return impl_->refused(std::move(admitted).error(), &command);
  }
  auto const* type = reply == nullptr ? nullptr : command.reply;
  bool replied = false;
  auto const drop_reply = [&] {
    if (std::exchange(replied, false) && type != nullptr) type->object->destroy(reply);
  };
  try {
    auto done = impl_->transact([&](UnitOfWork& unit) -> result<Impl::Next> {
      drop_reply();  // a conflict: the command runs once more
      Impl::Next next{};
      BOOST_OUTCOME_TRY(impl_->run_root(unit, root, reply, next));
      replied = true;
      return next;
    });
    if (done) return done;
    drop_reply();
    return impl_->refused(std::move(done).error(), &command);
  } catch (...) {
    drop_reply();
    throw;
  }
}

result<> Engine::preview_raw(CommandInfo const& command, void const* payload, Actor by, Options const& options,
                             void* reply, std::vector<RecordedEvent>& events) {
  UnitOfWork::Root root;
  if (auto admitted = impl_->admit_from_host(command, payload, by, options, root); !admitted) {
    return impl_->refused(std::move(admitted).error(), &command);
  }
  Impl::Lease unit{*impl_};
  for (int lost = 0;; ++lost) {
    unit->check_places();  // nothing is committed that could tell
    Impl::Next next{};
    auto done = impl_->run_root(*unit, root, reply, next);
    if (done) break;
    if (!unit->was_misled() || lost == conflict_retries) return impl_->refused(std::move(done).error(), &command);
    unit->reset();
  }
  try {
    for (auto const& event : unit->events()) {
      events.push_back({event.type, event.entity, event.entity_id, event.version, event.ordinal, event.cause_ordinal,
                        Object::copy_of(*event.type->type, event.payload).share()});
    }
  } catch (...) {
    if (reply != nullptr && command.reply != nullptr) command.reply->object->destroy(reply);
    throw;
  }
  return outcome::success();
}

result<> Engine::receive_raw(EventInfo const& event, void const* payload, std::string_view source_event_id, Instant at,
                             std::string_view correlation_id) {
  return impl_->transact([&](UnitOfWork& unit) -> result<Impl::Next> {
    Batch batch{*this, unit};
    BOOST_OUTCOME_TRY(batch.receive_raw(event, payload, source_event_id, at, correlation_id));
    return Impl::Next::commit;
  });
}

result<> Engine::batch(FunctionRef<void(Batch&)> run) {
  return impl_->transact([&](UnitOfWork& unit) -> result<Impl::Next> {
    Batch batch{*this, unit};
    run(batch);
    return Impl::Next::commit;
  });
}

result<> Batch::execute_raw(CommandInfo const& command, void const* payload, Actor by, Options const& options,
                            void* reply) {
  auto& impl = *engine_.impl_;
  UnitOfWork::Root root;
  auto done = impl.admit_from_host(command, payload, by, options, root);
  Engine::Impl::Next next{};
  if (done) done = impl.run_root(unit_, root, reply, next);
  if (!done) return impl.refused(std::move(done).error(), &command);
  return done;
}

result<> Batch::receive_raw(EventInfo const& event, void const* payload, std::string_view source_event_id, Instant at,
                            std::string_view correlation_id) {
  auto& impl = *engine_.impl_;
  if (source_event_id.empty()) {
    return impl.refused(refuse_saying(rules::invalid_argument, field("source_event_id"),
                                      "An event from another system needs the id that it has there."));
  }
  auto const command_id =
      own_ids::received + std::string(event.context) + "." + event.name + ":" + std::string(source_event_id);
  UnitOfWork::Root root;
  auto done = impl.admit(event, payload, at, correlation_id, command_id, root);
  Engine::Impl::Next next{};
  if (done) done = impl.run_root(unit_, root, nullptr, next);
  if (!done) return impl.refused(std::move(done).error());
  return done;
}

std::size_t Batch::published() const { return unit_.events().size(); }

result<> Engine::query_raw(QueryInfo const& query, void const* question, FunctionRef<bool(void const* row)> sink) {
  auto const* entry = impl_->registry.query(query);
  if (entry == nullptr) {
    return refuse(rules::not_found, field("query"), value(std::string(query.context) + "." + query.name));
  }
  if (query.type->needs_check) {
    BOOST_OUTCOME_TRY(check_value(*query.type, question));
  }
  StoreReader reader{impl_->store, query.type, question};
  return entry->answer(question, reader, impl_->host, sink);
}

Subscription Engine::on_raw(EventInfo const& event, std::function<void(void const*, Heard const&)> slot) {
  return impl_->subscriptions.connect(event, std::move(slot));
}

}  // namespace lilac
