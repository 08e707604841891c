// What somebody may have meant who mistyped a name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lilac::cli {

/// `no command bord; did you mean board?`, or where no choice is near: `no command fly; there are board, check`.
std::string no_such(std::string_view what, std::string_view given, std::vector<std::string> const& choices);

}  // namespace lilac::cli
