// How C calls things.
#pragma once

#include <string>
#include <string_view>

namespace lilac::capi {

/// UserMdUpdateRequested → user_md_update_requested, LogVO → log_vo.
std::string in_snake_case(std::string_view name);
std::string in_capitals(std::string_view name);

}  // namespace lilac::capi
