// A context hands itself over as one table. The engine knows contexts only by these.
#pragma once

#include "lilac/engine/policy.hpp"
#include "lilac/engine/work.hpp"
#include "lilac/kernel/person.hpp"

namespace lilac {

class Engine;

struct CommandEntry {
  CommandInfo const* info;
  /// Runs the handler; on success constructs the reply at `reply` unless that is null.
  result<> (*handle)(Work& work, void const* command, void* reply);
};
struct QueryEntry {
  QueryInfo const* info;
  result<> (*answer)(void const* query, Reader& reader, Host const& host, FunctionRef<bool(void const* row)> sink);
};
/// A read model fed from the journal. It owns its entities; rebuilding empties them and reads the journal again.
struct ViewInfo {
  char const* name;
  std::span<EntityInfo const* const> entities;
  result<> (*project)(Work& work, EventRow const& event);
};
/// Work that leaves the process: it claims by a command, calls a host's port with no transaction open, and records the
/// outcome by a command.
struct WorkerInfo {
  char const* name;
  /// Does what is ready at `now`; true when there was something.
  result<bool> (*step)(Engine& engine, Instant now);
  /// The earliest instant at which step() would find something; nothing when it waits for nothing. When step() finds
  /// nothing at that instant after all, advance_to() goes on without this worker until something else has happened, or
  /// a later instant that due() names has come.
  result<std::optional<Instant>> (*due)(Engine& engine);
};
/// Finds a person's rows of an entity that has no index which begins with the person: when that person is forgotten.
struct PersonalRows {
  EntityInfo const* entity;
  /// Calls `found` with each row's id; others among them do no harm.
  result<> (*find)(Reader& reader, Person person, FunctionRef<void(std::int64_t id)> found);
};
/// A name that a source document gives to an item, where the item itself has no place for it.
struct AlsoKnownAs {
  char const* kind;    ///< of the source's sticky, e.g. rule
  char const* source;  ///< the name in the source
  char const* item;    ///< the name of an existing item
};

struct ModuleInfo {
  char const* name;
  std::span<CommandEntry const> commands{};
  std::span<EventInfo const* const> events{};
  std::span<EntityInfo const* const> entities{};
  std::span<TypeInfo const* const> values{};  ///< value objects and enumerations worth a place in the catalogue
  std::span<PolicyInfo const> policies{};     ///< their order is the order in which they run
  std::span<QueryEntry const> queries{};
  std::span<ViewInfo const> views{};
  std::span<WorkerInfo const> workers{};
  std::span<PersonalRows const> personal_rows{};
  std::span<PortInfo const* const> ports{};
  std::span<Rule const* const> errors{};
  TypeInfo const* rules = nullptr;
  std::span<AlsoKnownAs const> also_known_as{};
  std::span<AlsoKnownAs const> answers{};  ///< open questions of the source → what answers them
};

namespace detail {

template <class C>
result<> run_handler(Work& work, void const* command, void* reply) {
  Handling<C> handling{work};
  auto outcome = handle(handling, *static_cast<C const*>(command));  // found by ADL in the command's context
  if (!outcome) return std::move(outcome).error();
  if constexpr (!std::is_void_v<typename C::reply>) {
    if (reply != nullptr) new (reply) typename C::reply(std::move(outcome).value());
  }
  return outcome::success();
}
template <class Q>
result<> run_query(void const* query, Reader& reader, Host const& host, FunctionRef<bool(void const*)> sink) {
  auto typed = [&](typename Q::row const& row) { return sink(&row); };
  return answer(*static_cast<Q const*>(query), reader, host, FunctionRef<bool(typename Q::row const&)>{typed});
}

}  // namespace detail

/// Tables for a module: `constexpr auto commands = command_table<CompleteOutbound, …>();`
/// The handlers are `result<C::reply> handle(Handling<C>&, C const&)`, declared before.
template <class... Commands>
constexpr std::array<CommandEntry, sizeof...(Commands)> command_table() {
  return {CommandEntry{&CommandOf<Commands>::value, &detail::run_handler<Commands>}...};
}
template <class... Events>
constexpr std::array<EventInfo const*, sizeof...(Events)> event_table() {
  return {&EventOf<Events>::value...};
}
template <class... Entities>
constexpr std::array<EntityInfo const*, sizeof...(Entities)> entity_table() {
  return {&EntityOf<Entities>::value...};
}
template <class... Types>
constexpr std::array<TypeInfo const*, sizeof...(Types)> value_table() {
  return {&TypeOf<Types>::value...};
}
template <class... Ports>
constexpr std::array<PortInfo const*, sizeof...(Ports)> port_table() {
  return {&PortOf<Ports>::value...};
}
/// The answers are `result<> answer(Q const&, Reader&, Host const&, FunctionRef<bool(Q::row const&)>)`.
template <class... Queries>
constexpr std::array<QueryEntry, sizeof...(Queries)> query_table() {
  return {QueryEntry{&QueryOf<Queries>::value, &detail::run_query<Queries>}...};
}

}  // namespace lilac
