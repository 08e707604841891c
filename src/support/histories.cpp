// What is known about one person: plans, memos, issues, messages, and the log.
#include <algorithm>

#include "lilac/support/errors.hpp"
#include "lilac/support/views.hpp"
#include "support/reading.hpp"

namespace lilac::support {

namespace {

/// Refused unless both exist and belong together.
result<> check_cycle_of(Reader& reader, UserId user_id, UserCycleId cycle_id) {
  BOOST_OUTCOME_TRY(reader.read(user_id));
  BOOST_OUTCOME_TRY(auto const* cycle, reader.read(cycle_id));
  if (cycle->user_id != user_id) return refuse(cycle_of_another_user, field("user_cycle_id"), value(cycle_id.value));
  return outcome::success();
}

/// The cycle that a question is about: the named one, or the current one.
template <class Query>
result<UserCycleId> cycle_of(Reader& reader, Query const& query) {
  if (query.user_cycle_id) {
    BOOST_OUTCOME_TRY(check_cycle_of(reader, query.user_id, *query.user_cycle_id));
    return *query.user_cycle_id;
  }
  BOOST_OUTCOME_TRY(auto const* user, reader.read(query.user_id));
  return user->current_user_cycle_id;
}

/// Lines of an index whose last column is the line's id, descending.
template <class Finder, class Owner>
result<> lines(GetLogs const& query, Reader& reader, Rows<UserSupportLog> sink, Owner owner) {
  Key after;
  if (query.after) {
    after = Reader::prefix<Finder>(owner, *query.after);
    append_id(after, query.after->value, ids_descend(index_info<Finder>()));
  }
  auto const limit = query.limit ? static_cast<std::size_t>(std::max(*query.limit, 0)) : no_limit;
  return reader.each_after<Finder>(after, limit, sink, owner);
}

}  // namespace

result<> answer(GetLogs const& query, Reader& reader, Host const&, Rows<UserSupportLog> sink) {
  if (query.user_id && query.user_cycle_id) {
    BOOST_OUTCOME_TRY(check_cycle_of(reader, *query.user_id, *query.user_cycle_id));
  }
  if (query.user_cycle_id)
    return lines<UserSupportLog::find_by_user_cycle_id>(query, reader, sink, *query.user_cycle_id);
  if (query.user_id) return lines<UserSupportLog::find_by_user_id>(query, reader, sink, *query.user_id);
  return refuse_saying(rules::invalid_argument, field("user_id"), "A log is that of a user or of a cycle: name one.");
}

result<> answer(GetPlans const& query, Reader& reader, Host const& host, Rows<UserOutboundPlan> sink) {
  BOOST_OUTCOME_TRY(auto const cycle, cycle_of(reader, query));
  BOOST_OUTCOME_TRY(auto const* user, reader.read(query.user_id));
  std::optional<LocalDate> today;
  if (query.at) today = Calendar{*user, host}.date_of(*query.at);
  return reader.each<UserOutboundPlan::find_by_user_cycle_id_and_sequence>(
      [&](UserOutboundPlan call) {
        if (today) call.status = call.status_at(*today).status;
        return sink(call);
      },
      cycle);
}

result<> answer(GetMemos const& query, Reader& reader, Host const&, Rows<UserSupportMemo> sink) {
  BOOST_OUTCOME_TRY(auto const cycle, cycle_of(reader, query));
  return reader.each<UserSupportMemo::find_by_user_id_and_user_cycle_id>(sink, query.user_id, cycle);
}

result<> answer(GetIssues const& query, Reader& reader, Host const&, Rows<UserSupportIssue> sink) {
  BOOST_OUTCOME_TRY(auto const cycle, cycle_of(reader, query));
  return reader.each<UserSupportIssue::find_by_user_cycle_id>(
      [&](UserSupportIssue const& issue) { return (query.status && issue.status != *query.status) || sink(issue); },
      cycle);
}

result<> answer(GetMessages const& query, Reader& reader, Host const&, Rows<UserSupportMessage> sink) {
  BOOST_OUTCOME_TRY(auto const cycle, cycle_of(reader, query));
  return reader.each<UserSupportMessage::find_by_user_id_and_user_cycle_id>(sink, query.user_id, cycle);
}

}  // namespace lilac::support
