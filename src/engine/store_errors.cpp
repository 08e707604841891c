#include "lilac/engine/store.hpp"

namespace lilac {

Error conflict_on(EntityInfo const& entity, std::int64_t id) {
  return refuse(rules::conflict, field(entity.name), value(id));
}
Error conflict_on_command(std::string_view command_id) {
  return refuse(rules::conflict, field("command_id"), value(command_id));
}
Error duplicate_in(IndexInfo const& index, std::int64_t id) {
  return refuse(rules::already_exists, field(std::string(index.entity->name) + "." + index.name), value(id));
}
Error storage_error(std::string_view what) { return refuse(rules::storage_failed, field("store"), value(what)); }
Error corrupt_error(std::string_view what) { return refuse(rules::corrupt, field("store"), value(what)); }

}  // namespace lilac
