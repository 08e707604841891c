#include "lilac/engine/host.hpp"

#include <new>

namespace lilac {

void const* Host::find_rules(TypeInfo const& type) const {
  auto const found = rules_.find(&type);
  return found == rules_.end() ? nullptr : found->second.get();
}

// Null rules mean the type's own defaults.
void Host::set_raw(TypeInfo const& type, void const* rules) {
  auto const& ops = *type.object;
  void* raw = ::operator new (ops.size, std::align_val_t{ops.align});
  if (rules != nullptr)
    ops.copy(raw, rules);
  else
    ops.construct(raw);
  rules_[&type] = std::shared_ptr<void>(raw, [&ops](void* at) {
    ops.destroy(at);
    ::operator delete (at, std::align_val_t{ops.align});
  });
}

}  // namespace lilac
