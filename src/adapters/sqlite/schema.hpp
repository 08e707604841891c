// What tables a file must have for the entities of a program, and how one that has others is brought there.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "adapters/sqlite/statement.hpp"
#include "lilac/engine/store.hpp"

namespace lilac::sqlite {

/// Says that a file is ours: the letters LILC.
inline constexpr std::int64_t application_id = 0x4C494C43;
/// Counts changes of the journal's own tables.
inline constexpr std::int64_t schema_format = 1;

/// Makes an empty file ours, within a transaction.
void create_journal(SQLite::Database& database);

/// The statements that are still missing; none when the file is as it must be. Fails with corrupt when the file has
/// what this program does not know. `path` is for the error.
result<std::vector<std::string>> missing_statements(SQLite::Database& database,
                                                    std::span<EntityInfo const* const> entities,
                                                    std::span<EventInfo const* const> events, std::string const& path);

/// A view of the table for people: names of enumerators, ISO instants and days.
std::string readable_name(EntityInfo const& entity);
std::string readable_statement(EntityInfo const& entity);
/// The same of the journal, with the names of the events in `events`, by number.
struct EventName {
  std::int64_t number;
  std::string name;
};
std::string readable_journal_statement(std::span<EventName const> events);
inline constexpr char readable_journal[] = "journal_readable";

}  // namespace lilac::sqlite
