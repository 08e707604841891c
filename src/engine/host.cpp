#include "lilac/engine/host.hpp"

#include <utility>

#include "lilac/kernel/object.hpp"

namespace lilac {

void const* Host::find_rules(TypeInfo const& type) const {
  auto const found = rules_.find(&type);
  return found == rules_.end() ? nullptr : found->second.get();
}

// Null rules mean the type's own defaults.
void Host::set_raw(TypeInfo const& type, void const* rules) {
  auto own = rules != nullptr ? Object::copy_of(type, rules) : Object::of(type);
  rules_[&type] = std::move(own).share();
}

}  // namespace lilac
