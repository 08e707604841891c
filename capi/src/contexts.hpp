// The contexts that the library brings, and what kind of struct each of their types is.
#pragma once

#include <span>

#include "lilac.h"
#include "lilac/engine/module.hpp"

namespace lilac::capi {

struct Context {
  ModuleInfo const* module;
  Host& (*bind)(Host& host);  ///< binds what it brings itself; null when that is nothing
};

/// A context comes after those that it builds on.
std::span<Context const* const> contexts();
std::vector<ModuleInfo const*> modules();

/// Kind and number of the struct of a record; struct_size is 0.
lilac_head head_of(TypeInfo const& record);

CommandInfo const* command_of(std::uint16_t number);
QueryInfo const* query_of(std::uint16_t number);
EventInfo const* event_of(std::uint32_t number);
/// By `context.Name`, or an alias in place of the name; null when there is none.
CommandInfo const* command_called(std::string_view name);
QueryInfo const* query_called(std::string_view name);
/// The context that the rule belongs to; empty for what all share.
char const* context_of(Rule const& rule);

}  // namespace lilac::capi
