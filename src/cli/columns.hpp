// How wide text is on a terminal, for tables that align.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lilac::cli {

/// Columns that valid UTF-8 takes: two for what East Asia writes in a square (Hangul, Han, kana, full-width forms) and
/// for emoji, none for marks that stand on the letter before them, else one.
std::size_t width_of(std::string_view text);
/// Filled up with spaces to so many columns; what is wider stays as it is.
std::string padded(std::string_view text, std::size_t columns);
/// At most `columns` of the text, with an ellipsis where it was cut.
std::string shortened(std::string_view text, std::size_t columns);

}  // namespace lilac::cli
