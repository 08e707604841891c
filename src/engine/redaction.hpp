#pragma once

#include <cstdint>
#include <optional>

#include "lilac/kernel/type_info.hpp"

namespace lilac {

/// The number of the person that `record` is about; nothing when it names nobody.
std::optional<std::int64_t> person_of(TypeInfo const& type, void const* record);
/// True when a record of this type names a user at all.
bool may_be_about_users(TypeInfo const& type);
/// True when `record` carries this user_id.
bool is_about(TypeInfo const& type, void const* record, std::int64_t user_id);

}  // namespace lilac
