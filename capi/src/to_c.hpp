// From objects to the structs that a caller reads.
#pragma once

#include <memory_resource>
#include <string_view>

#include "lilac.h"
#include "lilac/kernel/codec.hpp"

namespace lilac::capi {

/// The struct of a record, with all that it points to in `memory`. Throws std::bad_alloc.
void const* struct_of(TypeInfo const& record, void const* object, Showing showing, std::pmr::memory_resource& memory);
/// A copy of `text` in `memory`, with a NUL behind its end.
lilac_text copy_of(std::string_view text, std::pmr::memory_resource& memory);
/// The same characters, borrowed.
inline lilac_text view_of(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace lilac::capi
