// What a caller got wrong about this interface, as opposed to the business, and what its own functions failed in:
// thrown inside, a status outside.
#pragma once

#include <stdexcept>
#include <string>

#include "lilac.h"

namespace lilac::capi {

struct Misuse : std::runtime_error {
  Misuse(lilac_status status, std::string field, std::string const& what, std::int32_t host_code = 0)
      : std::runtime_error(what), status(status), field(std::move(field)), host_code(host_code) {}
  lilac_status status;
  std::string field;
  std::int32_t host_code;
};

}  // namespace lilac::capi
