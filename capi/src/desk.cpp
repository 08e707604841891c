#include "desk.hpp"

#include <chrono>

#include "contexts.hpp"
#include "from_c.hpp"
#include "gateway.hpp"
#include "lilac/adapters/memory.hpp"
#include "lilac/adapters/sqlite.hpp"
#include "lilac/engine/rules.hpp"
#include "lilac/kernel/object.hpp"
#include "output.hpp"
#include "subscription.hpp"

namespace lilac::capi {

namespace {

lilac_clock read(lilac_clock const* given) { return options_from(given, lilac_clock LILAC_CLOCK_INIT, "clock"); }
lilac_store read(lilac_store const* given) { return options_from(given, lilac_store LILAC_STORE_INIT, "store"); }
lilac_receiver read(lilac_receiver const* given) {
  return options_from(given, lilac_receiver LILAC_RECEIVER_INIT, "receiver");
}
lilac_message_gateway read(lilac_message_gateway const* given) {
  return options_from(given, lilac_message_gateway LILAC_MESSAGE_GATEWAY_INIT, "gateway");
}

void set_rules(Host& host, void const* given) {
  head_at(given, LILAC_RULES, "rules");
  for (auto const* context : contexts()) {
    auto const* const type = context->module->rules;
    if (type == nullptr || !is_struct_of(*type, given)) continue;
    auto const rules = Object::of(*type);
    read_struct(*type, given, rules.at());
    host.set_raw(*type, rules.at());
    return;
  }
  throw Misuse(LILAC_E_ARGUMENT, "rules", "rules are of no context that is here");
}

std::size_t checked_count(void const* items, std::size_t count, char const* what) {
  if (count > 0 && items == nullptr) throw Misuse(LILAC_E_ARGUMENT, what, std::string(what) + " is NULL");
  return count;
}

engine::Rules engine_rules(std::int64_t longest_step_back_ms) {
  engine::Rules rules;
  if (longest_step_back_ms > 0) rules.longest_step_back = Duration{longest_step_back_ms};
  if (longest_step_back_ms < 0) rules.longest_step_back = Duration::max();
  return rules;
}

}  // namespace

Desk::Desk(lilac_options const& options, PortEnds ends) : ends_(std::move(ends)) {
  if (options.store != nullptr) tables_.emplace(read(options.store), failures_);
  if (options.clock != nullptr) clock_.emplace(read(options.clock), failures_);
  if (options.receiver != nullptr) receiver_.emplace(read(options.receiver), failures_);
  if (options.gateway != nullptr) gateway_ = host_gateway(read(options.gateway), failures_);
  auto const host = host_of(options);
  store_ = open_store(options);
  auto const linked = modules();
  try {
    engine_.emplace(*store_, std::span<ModuleInfo const* const>{linked}, host);
  } catch (ConfigurationError const&) {
    auto const said = failures_.take();
    if (!said) throw;
    throw Misuse(said->status, "store", said->message, said->code);
  }
  failures_.take();  // what could not be written yet is asked for again
}

Desk::~Desk() = default;

std::unique_ptr<Store> Desk::open_store(lilac_options const& options) {
  if (tables_) return std::make_unique<EncodedStore>(*tables_);
  auto const path = checked_text_from(options.path.data, options.path.size, "path");
  if (path.empty() || path == ":memory:") return std::make_unique<MemoryStore>();
  SqliteOptions how;
  how.read_only = options.read_only != 0;
  how.must_exist = how.read_only;
  auto store = SqliteStore::open(path, how);
  if (!store) throw Refusal(std::move(store).error());
  return std::move(store).value();
}

Host Desk::host_of(lilac_options const& options) {
  Host host;
  host.bind<Zones>(zones_);
  host.set(engine_rules(options.longest_step_back_ms));
  for (auto const* context : contexts()) {
    if (context->bind != nullptr) context->bind(host);
    for (auto const* port : context->module->ports) {
      if (!receiver_) continue;
      host.bind_receiver(*port, *receiver_);
      if (receiver_->trusts_errors()) host.trust_errors_of(*port);
    }
  }
  if (gateway_) bind_gateway(host, *gateway_);
  for (std::size_t n = 0; n < checked_count(options.rules, options.rules_count, "rules"); ++n) {
    set_rules(host, options.rules[n]);
  }
  return host;
}

Instant Desk::instant_of(std::int64_t given) {
  if (given != LILAC_NOW) return Instant{Duration{given}};
  if (!clock_) return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  std::int64_t shown = 0;
  if (auto const failed = clock_->call("now", clock_->functions().now, &shown)) {
    auto const said = failures_.take();
    throw Misuse(said->status, "clock", *failed, said->code);
  }
  return Instant{Duration{shown}};
}

std::pair<Actor, Options> Desk::caller_of(lilac_call const* given) {
  auto const call = options_from(given, lilac_call LILAC_CALL_INIT, "call");
  if (!fits(type_of<ActorKind>(), call.actor_kind)) {
    throw Misuse(LILAC_E_INVALID_ARGUMENT, "call.actor_kind",
                 "call.actor_kind: there is no kind of actor " + std::to_string(call.actor_kind));
  }
  return {Actor{static_cast<ActorKind>(call.actor_kind), call.actor_id},
          Options{instant_of(call.at), text_from(call.command_id, "call.command_id"),
                  text_from(call.correlation_id, "call.correlation_id")}};
}

lilac_status Desk::answer(result<> const& done, lilac_error** error) {
  if (!done) return refuse(done.error(), error);
  failures_.take();  // somebody got over it
  return LILAC_OK;
}

lilac_status Desk::refuse(Error const& refusal, lilac_error** error) {
  auto const said = failures_.take();
  // What was said before is another failure, that somebody got over.
  auto const is_told = said && refusal.value() == said->message;
  if (is_told && (refusal.is(rules::storage_failed) || refusal.is(rules::gateway_failed))) {
    return fail(error, said->status, std::string(refusal.field()), said->message, said->code);
  }
  return fail(error, refusal);
}

lilac_subscription* Desk::subscribe(EventInfo const& event, lilac_on_event slot, void* user_data, PortEnd end) {
  auto listener = std::make_shared<Listener>(event, slot, user_data, std::move(end));
  auto subscription = std::make_shared<HostSubscription>();
  subscription->listener = listener;
  subscription->connection =
      engine_->on_raw(event, [weak = std::weak_ptr<Listener>(listener)](void const* payload, Heard const& heard) {
        if (auto const there = weak.lock()) there->hear(payload, heard);
      });
  std::lock_guard const lock{mutex_};
  if (closed_) throw Misuse(LILAC_E_HANDLE, "desk", "the desk was closed meanwhile");
  std::erase_if(subscriptions_, [](lilac_subscription* one) { return !is_open<HostSubscription>(one); });
  subscriptions_.reserve(subscriptions_.size() + 1);
  auto* const handle = add(std::move(subscription));
  subscriptions_.push_back(handle);
  return handle;
}

void Desk::end_subscriptions() {
  std::vector<lilac_subscription*> ending;
  {
    std::lock_guard const lock{mutex_};
    closed_ = true;
    ending.swap(subscriptions_);
  }
  for (auto* handle : ending) remove<HostSubscription>(handle);
}

}  // namespace lilac::capi
