// Payloads outlive the program that wrote them: they carry a version, and older ones are lifted step by step.
#pragma once

#include <string_view>

#include "lilac/kernel/message.hpp"
#include "lilac/kernel/result.hpp"

namespace lilac {

/// Decodes a stored payload of `version` into `out`, a constructed object of the event's newest version: its upcasts
/// are applied in turn, then what is missing keeps its default and what is unknown is ignored. Errors: corrupt.
result<> decode_event(EventInfo const& type, std::int32_t version, std::string_view payload, void* out);

}  // namespace lilac
