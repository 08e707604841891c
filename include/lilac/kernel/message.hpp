// What a command, an event and a query say about themselves, gathered from the struct into one table each.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "lilac/kernel/actor.hpp"
#include "lilac/kernel/describe.hpp"

namespace boost::json {
class object;
}

namespace lilac {

template <class... Names>
constexpr std::array<char const*, sizeof...(Names)> names(Names... names) {
  return {names...};
}
template <class... Events>
struct events {};
template <class... Types>
struct types {};

/// JSON → JSON: lifts a stored payload from `from_version` to the next version.
struct Upcast {
  std::int32_t from_version;
  void (*lift)(boost::json::object& payload);
};

struct EventInfo {
  char const* context;
  char const* name;
  std::uint16_t number;  ///< stable: written in journals
  std::int32_t version;
  TypeInfo const* type;
  std::span<char const* const> aliases;
  std::span<Upcast const> upcasts;
  bool received;  ///< comes from another system, through receive()
};

struct CommandInfo {
  char const* context;
  char const* name;
  std::uint16_t number;  ///< stable
  ActorSet actors;
  TypeInfo const* type;
  TypeInfo const* reply;  ///< null when the command answers nothing
  std::span<EventInfo const* const> publishes;
  std::span<char const* const> aliases;
};

/// A question that changes nothing. Its rows come one by one.
struct QueryInfo {
  char const* context;
  char const* name;
  std::uint16_t number;  ///< stable
  TypeInfo const* type;
  TypeInfo const* row;
  std::span<char const* const> aliases;
};

namespace detail {

template <class T>
constexpr std::span<char const* const> aliases_of() {
  if constexpr (requires { T::aliases; })
    return T::aliases;
  else
    return {};
}
template <class E>
constexpr std::int32_t version_of() {
  if constexpr (requires { E::version; })
    return E::version;
  else
    return 1;
}
template <class E>
constexpr std::span<Upcast const> upcasts_of() {
  if constexpr (requires { E::upcasts; })
    return E::upcasts;
  else
    return {};
}
template <class E>
constexpr bool is_received() {
  if constexpr (requires { E::received; })
    return E::received;
  else
    return false;
}

}  // namespace detail

template <class E>
struct EventOf {
  static constexpr EventInfo value{context_name<E>,
                                   type_name<E>,
                                   E::number,
                                   detail::version_of<E>(),
                                   &type_of<E>(),
                                   detail::aliases_of<E>(),
                                   detail::upcasts_of<E>(),
                                   detail::is_received<E>()};
};
template <class E>
constexpr EventInfo const& event_info() {
  return EventOf<E>::value;
}

namespace detail {

template <class List>
struct EventList;
template <class... Events>
struct EventList<events<Events...>> {
  static constexpr std::array<EventInfo const*, sizeof...(Events)> value{&EventOf<Events>::value...};
  template <class E>
  static constexpr bool contains = (std::is_same_v<E, Events> || ...);
};
template <class C>
constexpr TypeInfo const* reply_of() {
  if constexpr (std::is_void_v<typename C::reply>)
    return nullptr;
  else
    return &type_of<typename C::reply>();
}

}  // namespace detail

template <class C>
struct CommandOf {
  static constexpr CommandInfo value{context_name<C>,
                                     type_name<C>,
                                     C::number,
                                     C::actors,
                                     &type_of<C>(),
                                     detail::reply_of<C>(),
                                     detail::EventList<typename C::publishes>::value,
                                     detail::aliases_of<C>()};
};
template <class C>
constexpr CommandInfo const& command_info() {
  return CommandOf<C>::value;
}

template <class Q>
struct QueryOf {
  static constexpr QueryInfo value{
      context_name<Q>, type_name<Q>, Q::number, &type_of<Q>(), &type_of<typename Q::row>(), detail::aliases_of<Q>()};
};
template <class Q>
constexpr QueryInfo const& query_info() {
  return QueryOf<Q>::value;
}

}  // namespace lilac
