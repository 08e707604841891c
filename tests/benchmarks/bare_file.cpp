#include "benchmarks/bare_file.hpp"

#include <cstdio>
#include <cstdlib>

#include "adapters/sqlite/changes_blob.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/support/commands.hpp"

namespace lilac::benchmarks {

using namespace lilac::support;

namespace {

void check(bool holds, sqlite3* database) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", sqlite3_errmsg(database));
  std::abort();
}

void bind(sqlite3_stmt* statement, int at, std::int64_t number) { sqlite3_bind_int64(statement, at, number); }
void bind(sqlite3_stmt* statement, int at, std::string_view text) {
  sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}
template <class T>
void bind(sqlite3_stmt* statement, int at, std::optional<T> const& number) {
  number ? bind(statement, at, number->value) : static_cast<void>(sqlite3_bind_null(statement, at));
}
void bind(sqlite3_stmt* statement, int at, Instant instant) { bind(statement, at, instant.time_since_epoch().count()); }

template <class Row>
Change change_of(std::int64_t id, std::uint32_t version, Row const& row) {
  return {&entity_info<Row>(), id, version, digest(type_of<Row>(), &row), false};
}

}  // namespace

BareFile::BareFile(std::string const& path) {
  sqlite3* opened = nullptr;
  check(sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) == SQLITE_OK,
        opened);
  database_.reset(opened);
  execute("PRAGMA journal_mode = WAL");
  execute("PRAGMA synchronous = FULL");
  begin_ = prepare("BEGIN IMMEDIATE");
  commit_ = prepare("COMMIT");
  find_command_ = prepare("SELECT position, payload_hash, reply FROM journal_command WHERE command_id = ?");
  select_call_ = prepare(
      "SELECT user_id, user_cycle_id, sequence, day_index, status, plan_date, contact_at, resolved_by, resolved_at, "
      "created_at, updated_at, version FROM support_user_outbound_plan WHERE id = ?");
  select_cycle_ = prepare("SELECT user_id, started_on FROM support_user_cycle WHERE id = ?");
  select_zone_ = prepare("SELECT time_zone FROM support_user_support WHERE user_id = ?");
  update_call_ = prepare(
      "UPDATE support_user_outbound_plan SET status = ?, resolved_by = ?, resolved_at = ?, updated_at = ?, version = ? "
      "WHERE id = ? AND version = ?");
  insert_log_ = prepare(
      "INSERT INTO support_user_support_log(id, user_id, user_cycle_id, type, day_index, meta, relation_id, "
      "created_at, "
      "updated_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)");
  insert_command_ = prepare("INSERT INTO journal_command VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, NULL, ?)");
  insert_event_ = prepare("INSERT INTO journal_event VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)");
  command_ = number("SELECT max(position) FROM journal_command");
  event_ = number("SELECT max(position) FROM journal_event");
  log_ = number("SELECT max(id) FROM support_user_support_log");
}

BareFile::Statement BareFile::prepare(char const* sql) {
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v3(database_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) == SQLITE_OK,
        database_.get());
  return Statement{statement};
}

void BareFile::execute(char const* sql) {
  check(sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK, database_.get());
}

void BareFile::run(Statement const& statement) {
  check(sqlite3_step(statement.get()) == SQLITE_DONE, database_.get());
  sqlite3_reset(statement.get());
}

std::int64_t BareFile::number(char const* sql) {
  auto const query = prepare(sql);
  check(sqlite3_step(query.get()) == SQLITE_ROW, database_.get());
  return sqlite3_column_int64(query.get(), 0);
}

bool BareFile::knows(std::string_view command_id) {
  bind(find_command_.get(), 1, command_id);
  auto const found = sqlite3_step(find_command_.get()) == SQLITE_ROW;
  sqlite3_reset(find_command_.get());
  return found;
}

BareFile::Call BareFile::load(UserOutboundPlanId id, Instant at) {
  auto* const query = select_call_.get();
  bind(query, 1, id.value);
  check(sqlite3_step(query) == SQLITE_ROW, database_.get());
  auto const number = [&](int column) { return sqlite3_column_int64(query, column); };
  auto const small = [&](int column) { return sqlite3_column_int(query, column); };
  auto const instant = [&](int column) { return Instant{Duration{number(column)}}; };
  auto const has = [&](int column) { return sqlite3_column_type(query, column) != SQLITE_NULL; };
  Call call{{id,
             {number(0)},
             {number(1)},
             small(2),
             small(3),
             static_cast<UserOutboundStatus>(small(4)),
             LocalDate{std::chrono::days{number(5)}},
             has(6) ? std::optional{instant(6)} : std::nullopt,
             has(7) ? std::optional{OperatorId{number(7)}} : std::nullopt,
             has(8) ? std::optional{instant(8)} : std::nullopt,
             instant(9),
             instant(10)},
            static_cast<std::uint32_t>(number(11)),
            0};
  sqlite3_reset(query);

  bind(select_cycle_.get(), 1, call.row.user_cycle_id.value);
  check(sqlite3_step(select_cycle_.get()) == SQLITE_ROW, database_.get());
  auto const user = sqlite3_column_int64(select_cycle_.get(), 0);
  LocalDate const started_on{std::chrono::days{sqlite3_column_int64(select_cycle_.get(), 1)}};
  sqlite3_reset(select_cycle_.get());

  bind(select_zone_.get(), 1, user);
  check(sqlite3_step(select_zone_.get()) == SQLITE_ROW, database_.get());
  std::string_view const zone{reinterpret_cast<char const*>(sqlite3_column_text(select_zone_.get(), 0)),
                              static_cast<std::size_t>(sqlite3_column_bytes(select_zone_.get(), 0))};
  call.today = static_cast<std::int32_t>((zones().local_date(zone, at) - started_on).count()) + 1;
  sqlite3_reset(select_zone_.get());
  return call;
}

void BareFile::insert_command(CommandWrite const& write) {
  auto* const insert = insert_command_.get();
  changes_.clear();
  sqlite::append_changes(changes_, write.changes);
  json_.clear();
  append_json(json_, *write.reply_type, write.reply, Showing::whole);
  bind(insert, 1, ++command_);
  bind(insert, 2, std::int64_t{write.command->number});
  bind(insert, 3, write.command_id);
  bind(insert, 4, static_cast<std::int64_t>(write.payload_hash));
  bind(insert, 5, std::string_view{json_});
  bind(insert, 6, static_cast<std::int64_t>(write.actor.kind));
  bind(insert, 7, write.actor.id);
  bind(insert, 8, write.at);
  sqlite3_bind_blob(insert, 9, changes_.data(), static_cast<int>(changes_.size()), SQLITE_STATIC);
  run(insert_command_);
}

template <class Event>
void BareFile::insert_event(Event const& event, EntityInfo const& entity, std::int64_t id, std::uint32_t version,
                            std::int32_t ordinal) {
  auto* const insert = insert_event_.get();
  json_.clear();
  append_json(json_, type_of<Event>(), &event, Showing::whole);
  bind(insert, 1, ++event_);
  bind(insert, 2, command_);
  bind(insert, 3, std::int64_t{ordinal});
  bind(insert, 4, std::int64_t{ordinal - 1});
  bind(insert, 5, std::int64_t{Event::number});
  bind(insert, 6, std::int64_t{entity.number});
  bind(insert, 7, id);
  bind(insert, 8, std::int64_t{version});
  bind(insert, 9, std::string_view{json_});
  run(insert_event_);
}

template <class Command, class Event>
void BareFile::keep(Command const& command, std::string_view command_id, Call const& call, Event const& event,
                    UserOutboundStatus from, Actor by, Instant at) {
  auto const& row = call.row;
  auto const version = call.version + 1;
  UserSupportLog log{{++log_},   row.user_id, row.user_cycle_id, UserSupportLogType::OUTBOUND_STATUS_CHANGE,
                     call.today, {},          row.id.value,      at,
                     at};
  log.meta.text = std::string{R"({"by":{"kind":")"} + word(by.kind) + R"(","id":)" + std::to_string(by.id) +
                  R"(},"from":")" + word(from) + R"(","to":")" + word(row.status) + R"("})";

  auto* const update = update_call_.get();
  bind(update, 1, static_cast<std::int64_t>(row.status));
  bind(update, 2, row.resolved_by);
  row.resolved_at ? bind(update, 3, *row.resolved_at) : static_cast<void>(sqlite3_bind_null(update, 3));
  bind(update, 4, row.updated_at);
  bind(update, 5, std::int64_t{version});
  bind(update, 6, row.id.value);
  bind(update, 7, std::int64_t{call.version});
  run(update_call_);
  check(sqlite3_changes(database_.get()) == 1, database_.get());

  auto* const insert = insert_log_.get();
  bind(insert, 1, log.id.value);
  bind(insert, 2, log.user_id.value);
  bind(insert, 3, log.user_cycle_id.value);
  bind(insert, 4, static_cast<std::int64_t>(log.type));
  bind(insert, 5, std::int64_t{log.day_index});
  bind(insert, 6, std::string_view{log.meta.text});
  bind(insert, 7, log.relation_id);
  bind(insert, 8, at);
  bind(insert, 9, at);
  run(insert_log_);

  Change const changes[] = {change_of(row.id.value, version, row), change_of(log.id.value, 1, log)};
  auto const seed = (std::uint64_t{Command::number} << 8U | static_cast<std::uint64_t>(by.kind)) ^
                    static_cast<std::uint64_t>(by.id) << 24U;
  insert_command({Origin::command,
                  &command_info<Command>(),
                  command_id,
                  digest(type_of<Command>(), &command, seed),
                  &type_of<UserOutboundPlan>(),
                  &row,
                  by,
                  at,
                  {},
                  {},
                  changes});
  insert_event(event, entity_info<UserOutboundPlan>(), row.id.value, version, 0);
  insert_event(
      SupportLogHistoryRecorded{log.user_id, log.user_cycle_id, log.day_index, log.id, log.type, log.relation_id},
      entity_info<UserSupportLog>(), log.id.value, 1, 1);
}

UserOutboundPlan BareFile::complete(UserOutboundPlanId id, Actor by, Instant at, std::string_view command_id) {
  check(!knows(command_id), database_.get());
  auto call = load(id, at);
  auto const from = call.row.status;
  call.row.status = UserOutboundStatus::COMPLETED;
  call.row.resolved_by = OperatorId{by.id};
  call.row.resolved_at = call.row.updated_at = at;
  keep(CompleteOutbound{id}, command_id, call,
       OutboundCompleted{call.row.user_id, call.row.user_cycle_id, call.today, id}, from, by, at);
  return call.row;
}

UserOutboundPlan BareFile::withdraw(UserOutboundPlanId id, Actor by, Instant at, std::string_view command_id) {
  check(!knows(command_id), database_.get());
  auto call = load(id, at);
  auto const from = call.row.status;
  call.row.status = UserOutboundStatus::PENDING;
  call.row.resolved_by.reset();
  call.row.resolved_at.reset();
  call.row.updated_at = at;
  keep(WithdrawOutbound{id, {}}, command_id, call,
       OutboundWithdrawn{call.row.user_id, call.row.user_cycle_id, call.today, id, from, {}}, from, by, at);
  return call.row;
}

}  // namespace lilac::benchmarks
