// What a host brings: implementations of ports, and its own numbers for the rules.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <vector>

#include "lilac/kernel/describe.hpp"
#include "lilac/kernel/result.hpp"

namespace lilac {

struct Delivery;
struct PolicyInfo;

/// For how long a delivery that fails is tried again, unless its port says something else.
inline constexpr Duration usual_patience = std::chrono::seconds(450);

/// A port is an abstract interface that a host implements. An optional one may stay unbound: what would go through it
/// waits in the journal until a host binds it. What goes through one port keeps its order per row that published it.
struct PortInfo {
  char const* context;
  char const* name;
  bool optional;
  std::span<char const* const> aliases;
  /// From a delivery's first try to its last, with pauses of 30 s, twice as long each time, of at most 1 h. Then it is
  /// a dead letter. `static constexpr Duration patience` of the interface.
  Duration patience = usual_patience;
};

namespace detail {
template <class P>
constexpr bool is_optional_port() {
  if constexpr (requires { P::optional_port; })
    return P::optional_port;
  else
    return false;
}
template <class P>
constexpr std::span<char const* const> port_aliases() {
  if constexpr (requires { P::aliases; })
    return P::aliases;
  else
    return {};
}
template <class P>
constexpr Duration port_patience() {
  if constexpr (requires { P::patience; })
    return P::patience;
  else
    return usual_patience;
}
}  // namespace detail

template <class P>
struct PortOf {
  static constexpr PortInfo value{context_name<P>, type_name<P>, detail::is_optional_port<P>(),
                                  detail::port_aliases<P>(), detail::port_patience<P>()};
};
template <class P>
constexpr PortInfo const& port_info() {
  return PortOf<P>::value;
}

/// Takes the deliveries of a port whose interface it knows only by name: the policies' names are its functions. For
/// hosts that bind ports at run time, as C and Python do.
struct AnyReceiver {
  virtual ~AnyReceiver() = default;
  /// `event` is an object of policy.when->type.
  virtual result<> deliver(PolicyInfo const& policy, void const* event, Delivery const& delivery) = 0;
};

/// Bound ports are borrowed and must outlive the engine; rules are copied.
class Host {
 public:
  template <class P>
  Host& bind(P& port) {
    ports_[&port_info<P>()] = &port;
    return *this;
  }
  /// The same for a port that lives as long as this host, its copies and their engines.
  template <class P>
  Host& bind(std::shared_ptr<P> port) {
    bind(*port);
    kept_.push_back(std::move(port));
    return *this;
  }
  /// Binds a port that only takes deliveries; an object of the port's own type goes before.
  Host& bind_receiver(PortInfo const& port, AnyReceiver& receiver) {
    receivers_[&port] = &receiver;
    return *this;
  }
  /// What this port fails with names no person: it is kept with deliveries that failed, and shown with dead letters.
  /// Without this only the number and name of its error are.
  template <class P>
  Host& trust_errors_of() {
    return trust_errors_of(port_info<P>());
  }
  Host& trust_errors_of(PortInfo const& port) {
    trusted_.insert(&port);
    return *this;
  }
  /// Numbers of a context's rules, e.g. support::Rules{.edit_window = 12h}.
  template <class R>
  Host& set(R const& rules) {
    set_raw(type_of<R>(), &rules);
    return *this;
  }

  /// The port, which must be bound.
  template <class P>
  P& port() const {
    return *static_cast<P*>(find_port(port_info<P>()));
  }
  template <class R>
  R const& rules() const {
    return *static_cast<R const*>(find_rules(type_of<R>()));
  }
  /// Null when unbound.
  void* find_port(PortInfo const& port) const {
    auto const found = ports_.find(&port);
    return found == ports_.end() ? nullptr : found->second;
  }
  AnyReceiver* find_receiver(PortInfo const& port) const {
    auto const found = receivers_.find(&port);
    return found == receivers_.end() ? nullptr : found->second;
  }
  bool trusts_errors_of(PortInfo const& port) const { return trusted_.contains(&port); }
  void const* find_rules(TypeInfo const& type) const;
  void set_raw(TypeInfo const& type, void const* rules);

 private:
  std::map<PortInfo const*, void*> ports_;
  std::map<PortInfo const*, AnyReceiver*> receivers_;
  std::set<PortInfo const*> trusted_;
  std::map<TypeInfo const*, std::shared_ptr<void>> rules_;
  std::vector<std::shared_ptr<void>> kept_;
};

}  // namespace lilac
