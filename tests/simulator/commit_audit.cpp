#include "simulator/commit_audit.hpp"

#include <algorithm>
#include <map>

#include "lilac/engine/row_digest.hpp"
#include "simulator/process.hpp"

namespace lilac::simulator {

namespace {

constexpr auto invariant = "a committed change has exactly its journal rows";

std::string name_of(EntityInfo const& entity, std::int64_t id) {
  return std::string(entity.context) + "." + entity.name + " " + std::to_string(id);
}

}  // namespace

// The engine's own rows, and those of views, which are fed from the journal.
bool is_bookkeeping(EntityInfo const& entity) {
  if (std::string_view(entity.context) == "engine") return true;
  for (auto const* module : modules()) {
    for (auto const& view : module->views) {
      if (std::find(view.entities.begin(), view.entities.end(), &entity) != view.entities.end()) return true;
    }
  }
  return false;
}

void audit(WriteSet const& set, Verdict& verdict) {
  std::map<std::pair<std::uint16_t, std::int64_t>, Change const*> said;  // of several in one batch, the last
  for (auto const& command : set.commands) {
    for (auto const& change : command.changes) {
      if (is_bookkeeping(*change.entity))
        verdict.broken(invariant, name_of(*change.entity, change.id) + " has a change entry");
      said[{change.entity->number, change.id}] = &change;
    }
    std::int32_t ordinal = 0;
    for (auto const& event : command.events) {
      if (event.ordinal != ordinal++ || event.cause_ordinal >= event.ordinal)
        verdict.broken(invariant, std::string(event.type->name) + " is out of order within its command");
    }
  }
  for (auto const& row : set.rows) {
    if (is_bookkeeping(*row.entity) || row.action == RowWrite::Action::check) continue;
    auto const found = said.find({row.entity->number, row.id});
    auto const name = name_of(*row.entity, row.id);
    if (found == said.end()) {
      verdict.broken(invariant, name + " is written by no command");
      continue;
    }
    auto const& change = *found->second;
    auto const is_erased = row.action == RowWrite::Action::erase;
    if (change.erased != is_erased) verdict.broken(invariant, name + " is erased in one place only");
    if (!is_erased && change.version != row.version)
      verdict.broken(invariant, name + " is said to have another version");
    if (!is_erased && !is_sealed(*row.entity) && change.digest != digest(*row.entity->type, row.row))
      verdict.broken(invariant, name + " is said to have another value");
    said.erase(found);
  }
  for (auto const& [key, change] : said) {
    if (!change->erased)
      verdict.broken(invariant, name_of(*change->entity, change->id) + " is said to be written and is not");
  }
}

}  // namespace lilac::simulator
