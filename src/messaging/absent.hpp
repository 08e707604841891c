// Messages of contexts that this desk lacks: they wait for one that has them, whose policies hear what becomes of them.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "lilac/messaging/message.hpp"

namespace lilac::messaging {

/// Contexts that the store knows and this desk lacks.
using AbsentContexts = std::vector<std::string>;

/// A context's purposes begin with its name and a dot.
inline bool is_of_one(AbsentContexts const& absent, std::string_view purpose) {
  return std::any_of(absent.begin(), absent.end(), [&](std::string const& context) {
    return purpose.size() > context.size() && purpose.starts_with(context) && purpose[context.size()] == '.';
  });
}

}  // namespace lilac::messaging
