#include "benchmarks/bare_desk.hpp"

#include <cstdlib>

#include "lilac/kernel/codec.hpp"
#include "lilac/support/commands.hpp"

namespace lilac::benchmarks {

using namespace lilac::support;

namespace {

template <class T>
T const& row(memory::Table const& table, std::int64_t id) {
  auto* slot = table.find(id);
  if (slot == nullptr) std::abort();
  return *static_cast<T const*>(slot->object());
}

void append_number(std::string& out, std::int64_t number) {
  char digits[20];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

std::string begin_meta(Actor by, std::size_t size) {
  std::string meta;
  meta.reserve(size);
  meta += R"({"by":{"kind":")";
  meta += word(by.kind);
  meta += R"(","id":)";
  append_number(meta, by.id);
  meta += '}';
  return meta;
}

std::string meta_of_status(Actor by, UserOutboundStatus from, UserOutboundStatus to) {
  auto meta = begin_meta(by, 128);
  ((meta += R"(,"from":")") += word(from)) += R"(","to":")";
  (meta += word(to)) += R"("})";
  return meta;
}

template <class C>
std::uint64_t hash_of(C const& command, Actor by) {
  auto const seed =
      (std::uint64_t{C::number} << 8U | static_cast<std::uint64_t>(by.kind)) ^ static_cast<std::uint64_t>(by.id) << 24U;
  return digest(type_of<C>(), &command, seed);
}

template <class Row>
Change change_of(std::int64_t id, std::uint32_t version, Row const& row) {
  return {&entity_info<Row>(), id, version, digest(type_of<Row>(), &row), false};
}

template <class Event, class Row>
EventWrite write_of(Event& event, std::int64_t id, std::uint32_t version, std::int32_t ordinal, Row const*) {
  return {&event_info<Event>(), &entity_info<Row>(), id, version, ordinal, ordinal - 1, &event};
}

/// The table takes over what the row holds.
template <class Row>
void insert(memory::Table& table, std::int64_t id, Row&& row) {
  auto& slot = table.reserve();
  table.enter(slot, &row, table.all_places());
  table.fill(slot, id, 1, &row, true);
}

}  // namespace

BareDesk::BareDesk(std::int64_t plans) {
  for_each_row(plans, [&]<class T>(T row) {
    auto& table = std::is_same_v<T, UserCycle> ? cycles_ : std::is_same_v<T, UserSupport> ? users_ : calls_;
    insert(table, entity_info<T>().id_of(&row), row);
  });
}

std::int32_t BareDesk::day_of(UserCycleId cycle_id, Instant at) const {
  auto const& cycle = row<UserCycle>(cycles_, cycle_id.value);
  auto const& user = row<UserSupport>(users_, cycle.user_id.value);
  return cycle.day_on(zones().local_date(user.time_zone, at));
}

UserSupportLog BareDesk::line(CycleDay const& on, UserSupportLogType type, std::int64_t relation, std::string meta,
                              Instant at) const {
  return {{}, on.user_id, on.user_cycle_id, type, on.day_index, Json{std::move(meta)}, relation, at, at};
}

template <class Reply>
bool BareDesk::knows(std::string_view command_id, std::uint64_t payload_hash, Reply& reply) const {
  alignas(Reply) std::byte raw[sizeof(Reply)];
  StoredCommand stored;
  stored.reply_type = &type_of<Reply>();
  stored.reply = raw;
  if (!journal_.find(command_id, stored)) return false;
  if (!stored.has_reply || stored.payload_hash != payload_hash) std::abort();
  auto* kept = std::launder(reinterpret_cast<Reply*>(raw));
  reply = std::move(*kept);
  kept->~Reply();
  return true;
}

template <class Event>
void BareDesk::keep(CommandInfo const& command, std::string_view command_id, std::uint64_t payload_hash, Actor by,
                    Instant at, memory::Slot* call, UserOutboundPlan& next, Event& event, UserSupportLog& log) {
  log.id = {logs_.take_id()};
  SupportLogHistoryRecorded recorded{log.user_id, log.user_cycle_id, log.day_index, log.id, log.type, log.relation_id};
  auto const version = call->version + 1;
  Change const changes[] = {change_of(next.id.value, version, next), change_of(log.id.value, 1, log)};
  EventWrite const events[] = {write_of(event, next.id.value, version, 0, &next),
                               write_of(recorded, log.id.value, 1, 1, &log)};
  auto const has_reply = !command_id.empty();
  journal_.append({Origin::command,
                   &command,
                   command_id,
                   payload_hash,
                   has_reply ? command.reply : nullptr,
                   has_reply ? &next : nullptr,
                   by,
                   at,
                   {},
                   events,
                   changes},
                  true);
  auto const changed = calls_.changed_places(*call, &next);
  calls_.leave(call->object(), changed);
  calls_.enter(*call, &next, changed);
  auto stored = next;
  calls_.update(*call, version, &stored);
  insert(logs_, log.id.value, log);
}

UserOutboundPlan BareDesk::complete(UserOutboundPlanId id, Actor by, Instant at, std::string_view command_id) {
  memory::Lock const lock{mutex_};
  UserOutboundPlan reply;
  auto const payload_hash = command_id.empty() ? 0 : hash_of(CompleteOutbound{id}, by);
  if (!command_id.empty() && knows(command_id, payload_hash, reply)) return reply;
  auto* slot = calls_.find(id.value);
  auto next = row<UserOutboundPlan>(calls_, id.value);
  auto const today = day_of(next.user_cycle_id, at);
  if (next.is_resolved()) std::abort();
  next.status = UserOutboundStatus::COMPLETED;
  next.resolved_by = OperatorId{by.id};
  next.resolved_at = next.updated_at = at;
  OutboundCompleted completed{next.user_id, next.user_cycle_id, today, id};
  auto log = line({next.user_id, next.user_cycle_id, today}, UserSupportLogType::OUTBOUND_STATUS_CHANGE, id.value,
                  meta_of_status(by, UserOutboundStatus::PENDING, UserOutboundStatus::COMPLETED), at);
  keep(command_info<CompleteOutbound>(), command_id, payload_hash, by, at, slot, next, completed, log);
  return next;
}

UserOutboundPlan BareDesk::withdraw(UserOutboundPlanId id, Actor by, Instant at, std::string_view command_id) {
  memory::Lock const lock{mutex_};
  UserOutboundPlan reply;
  auto const payload_hash = command_id.empty() ? 0 : hash_of(WithdrawOutbound{id, {}}, by);
  if (!command_id.empty() && knows(command_id, payload_hash, reply)) return reply;
  auto* slot = calls_.find(id.value);
  auto next = row<UserOutboundPlan>(calls_, id.value);
  auto const today = day_of(next.user_cycle_id, at);
  if (!next.is_resolved() || next.contact_at) std::abort();
  auto const from = next.status;
  next.status = UserOutboundStatus::PENDING;
  next.resolved_by.reset();
  next.resolved_at.reset();
  next.updated_at = at;
  OutboundWithdrawn withdrawn{next.user_id, next.user_cycle_id, today, id, from, {}};
  auto log = line({next.user_id, next.user_cycle_id, today}, UserSupportLogType::OUTBOUND_STATUS_CHANGE, id.value,
                  meta_of_status(by, from, UserOutboundStatus::PENDING), at);
  keep(command_info<WithdrawOutbound>(), command_id, payload_hash, by, at, slot, next, withdrawn, log);
  return next;
}

BareDesk::Preview BareDesk::preview_complete(UserOutboundPlanId id, Actor by, Instant at) {
  memory::Lock const lock{mutex_};
  auto next = row<UserOutboundPlan>(calls_, id.value);
  auto const today = day_of(next.user_cycle_id, at);
  if (next.is_resolved()) std::abort();
  next.status = UserOutboundStatus::COMPLETED;
  next.resolved_by = OperatorId{by.id};
  next.resolved_at = next.updated_at = at;
  auto log = line({next.user_id, next.user_cycle_id, today}, UserSupportLogType::OUTBOUND_STATUS_CHANGE, id.value,
                  meta_of_status(by, UserOutboundStatus::PENDING, UserOutboundStatus::COMPLETED), at);
  log.id = {logs_.last_id() + 1};
  return {next,
          {next.user_id, next.user_cycle_id, today, id},
          {log.user_id, log.user_cycle_id, log.day_index, log.id, log.type, log.relation_id}};
}

UserSupportMemo BareDesk::create_memo(UserId user_id, UserCycleId cycle_id, std::string_view text, Actor by, Instant at,
                                      std::string_view command_id) {
  memory::Lock const lock{mutex_};
  UserSupportMemo reply;
  PersonalText const memo_text{text};
  auto const payload_hash = command_id.empty() ? 0 : hash_of(CreateMemo{user_id, cycle_id, memo_text}, by);
  if (!command_id.empty() && knows(command_id, payload_hash, reply)) return reply;
  auto const today = day_of(cycle_id, at);
  if (!is_valid_text(text) || is_blank(text) || length_of(text) > 1000) std::abort();
  UserSupportMemo memo{{memos_.take_id()}, user_id, cycle_id, memo_text, {by.id}, at, at};
  auto meta = begin_meta(by, 128 + text.size());
  meta += R"(,"after":)";
  append_quoted(meta, text);
  meta += '}';
  auto log = line({user_id, cycle_id, today}, UserSupportLogType::MEMO, memo.id.value, std::move(meta), at);
  log.id = {logs_.take_id()};
  UserMemoCreated created{user_id, cycle_id, today, memo.id, memo_text};
  SupportLogHistoryRecorded recorded{user_id, cycle_id, today, log.id, log.type, memo.id.value};
  Change const changes[] = {change_of(memo.id.value, 1, memo), change_of(log.id.value, 1, log)};
  EventWrite const events[] = {write_of(created, memo.id.value, 1, 0, &memo),
                               write_of(recorded, log.id.value, 1, 1, &log)};
  auto const has_reply = !command_id.empty();
  journal_.append({Origin::command,
                   &command_info<CreateMemo>(),
                   command_id,
                   payload_hash,
                   has_reply ? &type_of<UserSupportMemo>() : nullptr,
                   has_reply ? &memo : nullptr,
                   by,
                   at,
                   {},
                   events,
                   changes},
                  true);
  insert(memos_, memo.id.value, UserSupportMemo{memo});
  insert(logs_, log.id.value, log);
  return memo;
}

}  // namespace lilac::benchmarks
