// From structs that a caller filled in to objects.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lilac.h"
#include "lilac/kernel/type_info.hpp"
#include "options.hpp"

namespace lilac::capi {

/// The head of a struct that should be of `kind`. Throws Misuse.
lilac_head head_at(void const* given, int kind, char const* what);
/// Whether the head says that it is a struct of this record.
bool is_struct_of(TypeInfo const& record, void const* given);
/// Fills `object`, a constructed one, from the struct: what it is too short for keeps its default. Whether values are
/// allowed is for the engine to say. Throws Misuse.
void read_struct(TypeInfo const& record, void const* given, void* object);
/// Throws Misuse when there is a size and no address.
std::string_view text_from(char const* data, std::size_t size, char const* field);
inline std::string_view text_from(lilac_text const& text, char const* field) {
  return text_from(text.data, text.size, field);
}
/// The same, checked to be UTF-8 without a NUL. Throws Misuse.
std::string checked_text_from(char const* data, std::size_t size, char const* field);

}  // namespace lilac::capi
