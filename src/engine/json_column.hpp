#pragma once

#include <cstddef>
#include <string_view>

namespace lilac {

/// Where `byte` of a line stands for people: in characters, from 1.
std::size_t column_of(std::string_view line, std::size_t byte);

/// The byte at which the value of a path such as `data.lines[1].quantity` begins, in `json`, which must be valid. Of a
/// path that leads nowhere, where the last thing on the way begins.
std::size_t place_of(std::string_view json, std::string_view path);

}  // namespace lilac
