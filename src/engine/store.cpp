#include "lilac/engine/store.hpp"

namespace lilac {

result<> Store::scrub() { return outcome::success(); }

}  // namespace lilac
