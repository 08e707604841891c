#include "engine/post.hpp"

#include <algorithm>
#include <limits>

#include "lilac/engine/row_digest.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac::parcel {

namespace {

constexpr EntityInfo const* own_entities[] = {&entity_info<Parcel>(), &entity_info<Tally>()};
constexpr EntityInfo const* all_entities[] = {&entity_info<Parcel>(),
                                              &entity_info<Tally>(),
                                              &entity_info<Trail>(),
                                              &entity_info<engine::Deadline>(),
                                              &entity_info<engine::RelayEntry>(),
                                              &entity_info<engine::Cursor>()};

std::string text_of(Actor const& actor) { return to_json(actor); }

}  // namespace

std::string journal_text(Store& store) {
  std::string text;
  REQUIRE(store.read_commands(0, no_limit, [&](CommandRow const& row) {
    text += std::to_string(row.position) + " " + std::to_string(static_cast<int>(row.origin)) + " " +
            std::to_string(row.command) + " " + std::string(row.command_id) + " " + std::to_string(row.payload_hash) +
            " " + text_of(row.actor) + " " + to_text(row.at) + " " + std::string(row.correlation_id) + "\n";
    return true;
  }));
  REQUIRE(store.read_journal(0, no_limit, [&](EventRow const& row) {
    text += std::to_string(row.position) + " " + std::to_string(row.command.position) + "." +
            std::to_string(row.ordinal) + "<" + std::to_string(row.cause_ordinal) + " " + row.type->name + " " +
            (row.entity == nullptr ? "-" : row.entity->name) + "/" + std::to_string(row.entity_id) + " v" +
            std::to_string(row.version) + " ";
    append_json(text, *row.type->type, row.payload, Showing::whole);
    text += "\n";
    return true;
  }));
  REQUIRE(store.read_changes(0, no_limit, [&](ChangeRow const& row) {
    text += std::to_string(row.command) + ": " + row.entity->name + "/" + std::to_string(row.id) + " v" +
            std::to_string(row.version) + " " + std::to_string(row.digest) + (row.erased ? " erased" : "") + "\n";
    return true;
  }));
  return text;
}

std::string rows_text(Store& store, std::span<EntityInfo const* const> entities) {
  std::string text;
  for (auto const* entity : entities) {
    REQUIRE(store.scan_all(*entity, 0, no_limit, [&](RowView const& row) {
      text += std::string(entity->name) + "/" + std::to_string(row.id) + " v" + std::to_string(row.version) + " ";
      append_json(text, *entity->type, row.row, Showing::whole);
      text += "\n";
      return true;
    }));
  }
  return text;
}

std::string everything_text(Store& store) { return journal_text(store) + rows_text(store, all_entities); }

std::string history_faults(Store& store) {
  struct Last {
    std::uint32_t version = 0;
    std::uint64_t digest = 0;
    bool erased = true;
  };
  std::map<std::pair<EntityInfo const*, std::int64_t>, Last> history;
  std::string faults;
  auto const fault = [&](EntityInfo const& entity, std::int64_t id, std::string const& what) {
    faults += std::string(entity.name) + "/" + std::to_string(id) + ": " + what + "\n";
  };
  REQUIRE(store.read_changes(0, no_limit, [&](ChangeRow const& change) {
    auto& last = history[{change.entity, change.id}];
    // A row that was erased begins again at 1; within one batch it goes on.
    auto const next = last.version + 1;
    if (change.version != next && !(last.erased && change.version == 1)) {
      fault(*change.entity, change.id,
            "version " + std::to_string(change.version) + " instead of " + std::to_string(next));
    }
    last = {change.version, change.digest, change.erased};
    return true;
  }));
  for (auto const* entity : own_entities) {
    std::map<std::int64_t, bool> seen;
    std::vector<Object> rows;  // the digest asks the store for keys, which is not done while it shows rows
    REQUIRE(store.scan_all(*entity, std::numeric_limits<std::int64_t>::min(), no_limit, [&](RowView const& row) {
      rows.push_back(Object::copy_of(*entity->type, row.row));
      seen[row.id] = true;
      auto const found = history.find({entity, row.id});
      if (found == history.end()) {
        fault(*entity, row.id, "no command wrote it");
      } else {
        if (found->second.erased) fault(*entity, row.id, "it was erased");
        if (found->second.version != row.version) fault(*entity, row.id, "another version");
      }
      return true;
    }));
    for (auto const& row : rows) {
      auto const id = entity->id_of(row.at());
      StoreReader reader{store};
      auto const same = is_row_digest(reader, *entity, row.at(), history[{entity, id}].digest);
      if (!same || !same.value()) fault(*entity, id, "another value");
    }
    for (auto const& [key, last] : history) {
      if (key.first == entity && !last.erased && !seen[key.second]) fault(*entity, key.second, "it is gone");
    }
  }
  for (auto const& [key, last] : history) {
    if (std::find(std::begin(own_entities), std::end(own_entities), key.first) == std::end(own_entities))
      fault(*key.first, key.second, "rows that are also written without commands have no history");
  }
  return faults;
}

}  // namespace lilac::parcel
