// Policies: whenever this happened, then that is done. Told apart by the function's own signature.
//   C f(E const&)            C f(E const&, Rules const&)              one command, in the transaction
//   optional<C> f(E const&)  optional<C> f(E const&, Rules const&)    maybe a command, in the transaction
//   result<optional<C>> f(E const&, Reader&)                          the same, having looked whether it has a point
//   result<> f(E const&, Reader&, Emit<C>&)                           any number of commands, after the commit, in
//   pages
// and for other systems: result<> Port::f(E const&, Delivery const&)  a call through a port, after the commit
#pragma once

#include <optional>
#include <string_view>

#include "lilac/engine/work.hpp"

namespace lilac {

/// What a delivery's receiver needs to recognise a repetition.
struct Delivery {
  std::string_view idempotency_key;  ///< stable across tries
  Instant at;                        ///< when the event happened
  std::int32_t attempt;              ///< from 1
};

/// Collects one page of a fan-out. Keys ascend; the next page begins behind the last one.
class Emitter {
 public:
  using Take = FunctionRef<void(std::int64_t key, void const* command)>;
  Emitter(std::int64_t after, std::size_t page, Take take) : after_(after), left_(page), take_(take) {}
  /// The last key of the page before; 0 at first.
  std::int64_t after() const { return after_; }
  /// How many commands still fit in this page.
  std::size_t left() const { return left_; }
  bool is_full() const { return left_ == 0; }

 protected:
  void put(std::int64_t key, void const* command) {
    take_(key, command);
    after_ = key;
    --left_;
  }

 private:
  std::int64_t after_;
  std::size_t left_;
  Take take_;
};
template <class C>
class Emit : public Emitter {
 public:
  using Emitter::Emitter;
  /// Runs `command` once in effect for (this event, this policy, `key`). False when the page is full: then return.
  bool operator()(std::int64_t key, C const& command) {
    put(key, &command);
    return !is_full();
  }
};

enum class PolicyForm : std::uint8_t { in_transaction, fan_out, delivery };

struct PolicyInfo {
  char const* name;      ///< the function's identifier: stable API
  char const* sentence;  ///< for people; may change
  PolicyForm form;
  EventInfo const* when;
  CommandInfo const* then;  ///< null for a delivery
  PortInfo const* port;     ///< of a delivery
  result<> (*run)(Work& work, void const* event);
  result<> (*fan_out)(void const* event, Reader& reader, std::int64_t after, std::size_t page, Emitter::Take take,
                      bool& more);
  result<> (*deliver)(void const* event, void* port, Delivery const& delivery);
};

namespace detail {

template <class F>
struct PolicyFunction;
template <class C, class E>
struct PolicyFunction<C (*)(E const&)> {
  using Event = E;
  using Result = C;
  template <auto F>
  static C call(E const& event, Work&) {
    return F(event);
  }
};
template <class C, class E>
struct PolicyFunction<result<std::optional<C>> (*)(E const&, Reader&)> {
  using Event = E;
  using Result = std::optional<C>;
  template <auto F>
  static result<std::optional<C>> call(E const& event, Work& work) {
    return F(event, work);
  }
};
template <class C, class E, class R>
struct PolicyFunction<C (*)(E const&, R const&)> {
  using Event = E;
  using Result = C;
  template <auto F>
  static C call(E const& event, Work& work) {
    return F(event, work.rules<R>());
  }
};
template <class E, class C>
struct PolicyFunction<result<> (*)(E const&, Reader&, Emit<C>&)> {
  using Event = E;
  using Command = C;
};
template <class E, class P>
struct PolicyFunction<result<> (P::*)(E const&, Delivery const&)> {
  using Event = E;
  using Port = P;
};

template <class T>
struct CommandOfResult {
  using type = T;
};
template <class T>
struct CommandOfResult<std::optional<T>> {
  using type = T;
};

template <class C>
result<> dispatch_one(Work& work, C const& command) {
  return work.dispatch(command_info<C>(), &command);
}
template <class C>
result<> dispatch_one(Work& work, std::optional<C> const& command) {
  return command ? dispatch_one(work, *command) : outcome::success();
}
template <class C>
result<> dispatch_one(Work& work, result<C> const& command) {
  return command ? dispatch_one(work, command.value()) : result<>{command.error().clone()};
}

template <auto F>
result<> run_policy(Work& work, void const* event) {
  using Traits = PolicyFunction<decltype(F)>;
  return dispatch_one(work, Traits::template call<F>(*static_cast<typename Traits::Event const*>(event), work));
}
template <auto F>
result<> run_fan_out(void const* event, Reader& reader, std::int64_t after, std::size_t page, Emitter::Take take,
                     bool& more) {
  using Traits = PolicyFunction<decltype(F)>;
  Emit<typename Traits::Command> emit{after, page, take};
  BOOST_OUTCOME_TRY(F(*static_cast<typename Traits::Event const*>(event), reader, emit));
  more = emit.is_full();
  return outcome::success();
}
template <auto F>
result<> run_delivery(void const* event, void* port, Delivery const& delivery) {
  using Traits = PolicyFunction<decltype(F)>;
  return (static_cast<typename Traits::Port*>(port)->*F)(*static_cast<typename Traits::Event const*>(event), delivery);
}

}  // namespace detail

/// In the same transaction as the event. A refusal refuses the root command.
template <auto F>
constexpr PolicyInfo policy(char const* sentence) {
  using Traits = detail::PolicyFunction<decltype(F)>;
  using Command = typename detail::CommandOfResult<typename Traits::Result>::type;
  return {name_of_function<F>,
          sentence,
          PolicyForm::in_transaction,
          &EventOf<typename Traits::Event>::value,
          &CommandOf<Command>::value,
          nullptr,
          &detail::run_policy<F>,
          nullptr,
          nullptr};
}
/// From the journal, after the commit, page by page, each command once in effect. A command that is refused is a dead
/// letter of its own; one that may do better later (retriable, or it threw) is tried again by itself, then a dead
/// letter. The others of its page go on.
template <auto F>
constexpr PolicyInfo after_commit(char const* sentence) {
  using Traits = detail::PolicyFunction<decltype(F)>;
  return {name_of_function<F>,
          sentence,
          PolicyForm::fan_out,
          &EventOf<typename Traits::Event>::value,
          &CommandOf<typename Traits::Command>::value,
          nullptr,
          nullptr,
          &detail::run_fan_out<F>,
          nullptr};
}
/// From the journal, after the commit, through a port of another system. A failure is tried again for as long as the
/// port has patience, then a dead letter; until then what the same row published later waits, over all policies of the
/// port.
template <auto F>
constexpr PolicyInfo deliver(char const* sentence) {
  using Traits = detail::PolicyFunction<decltype(F)>;
  return {name_of_function<F>,
          sentence,
          PolicyForm::delivery,
          &EventOf<typename Traits::Event>::value,
          nullptr,
          &PortOf<typename Traits::Port>::value,
          nullptr,
          nullptr,
          &detail::run_delivery<F>};
}

}  // namespace lilac
