// Json as text: what one may say, and the parts of a text that is known to be valid.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lilac {

/// So deep a Json may be nested.
inline constexpr std::size_t deepest_json = 32;

/// What keeps `text` from being a Json that every reader reads back as it was written, as a sentence; null when
/// nothing does. A Json is one object in one line, at most `deepest_json` deep, without NUL in its texts, without two
/// members of one name, and without numbers that a double cannot hold.
char const* fault_of_object(std::string_view text);

/// The value that `text` begins with. It must be valid JSON; something may follow it.
std::string_view value_text(std::string_view text);
/// The values of the members of an object, or the elements of an array, in their order.
std::vector<std::string_view> parts_of(std::string_view value);
/// The value without the space between its tokens; these stay as they are.
std::string compact(std::string_view value);

}  // namespace lilac
