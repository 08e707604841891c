// lilac_error: why a call failed, owned by the caller.
#pragma once

#include <optional>
#include <string>

#include "handles.hpp"
#include "lilac.h"
#include "lilac/kernel/result.hpp"

namespace lilac::capi {

class Failure {
 public:
  using handle = lilac_error;
  static constexpr HandleKind kind = HandleKind::error;

  explicit Failure(Error const& refusal);
  /// host_code: what the host's function put into its lilac_failure.
  Failure(lilac_status status, std::string field, std::string message, std::int32_t host_code = 0);

  lilac_error_view const& view() const { return view_; }
  Failure(Failure const&) = delete;
  Failure& operator=(Failure const&) = delete;

 private:
  std::string name_;
  std::string rule_;
  std::string context_;
  std::string field_;
  std::string message_;
  std::optional<std::string> value_;
  lilac_error_view view_;
};

}  // namespace lilac::capi
