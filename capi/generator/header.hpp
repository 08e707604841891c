// One context's header, and the proof of its layout.
#pragma once

#include <string>

#include "structs.hpp"

namespace lilac::capi {

std::string header_of(Types const& types, Declarations const& context);
/// Static assertions on the size and the offsets of every struct.
std::string layout_asserts(Types const& types);

}  // namespace lilac::capi
