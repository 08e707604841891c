// The rules that every text of the desk keeps.
#pragma once

#include "lilac/kernel/text.hpp"
#include "lilac/support/errors.hpp"

namespace lilac::support {

/// A text says something, and has at most `longest` code points. The error tells its length, never its words.
inline result<> check_content(PersonalText const& text, std::string_view name, std::int32_t longest,
                              Rule const& too_long) {
  // A text says something.
  if (is_blank(text)) return refuse(content_is_blank, field(name));
  // A text is not too long.
  auto const length = static_cast<std::int64_t>(length_of(text));
  if (length > longest) return refuse(too_long, field(name), value(length), limit(longest));
  return outcome::success();
}

}  // namespace lilac::support
