#pragma once

#include <string_view>

namespace lilac {

/// True when `text` is one JSON object in one line, without NUL in its texts and not too deep.
bool is_object_text(std::string_view text);

}  // namespace lilac
