// The roster, page by page.
#include <algorithm>

#include "lilac/support/views.hpp"
#include "support/reading.hpp"

namespace lilac::support {

namespace {

constexpr std::int32_t usual_page = 50;
constexpr std::int32_t largest_page = 1000;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool contains(std::string_view text, std::string_view part) {
  auto const same = [](char a, char b) { return lower(a) == lower(b); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

/// Sixteen digits that order like the number.
std::string ordered(std::int64_t number) {
  constexpr std::string_view digits = "0123456789abcdef";
  auto bits = static_cast<std::uint64_t>(number) ^ std::uint64_t{1} << 63U;
  std::string text(16, '0');
  for (auto at = text.rbegin(); at != text.rend(); ++at, bits >>= 4U) *at = digits[bits & 15U];
  return text;
}

/// Where a row stands: texts compare as the rows are ordered, and no two users have the same.
std::string place_of(UserOverview const& user, UserSort sort) {
  constexpr std::string_view last = "~";
  std::string place;
  switch (sort) {
    case UserSort::MOST_OVERDUE:
      place = ordered(-std::int64_t{user.overdue_days});
      place += user.next_due_on ? to_text(*user.next_due_on) : last;
      break;
    case UserSort::NAME:
      place = user.name;
      place += '\x01';  // a shorter name comes first
      break;
    case UserSort::LONGEST_UNHEARD:
      if (user.last_contact_at) place = ordered(user.last_contact_at->time_since_epoch().count());
      place += '.';
      break;
    case UserSort::USER_ID:
      break;
  }
  return place + ordered(user.user_id.value);
}

/// The first rows of those that are offered, at most `size`, behind `after`.
class Page {
 public:
  Page(std::size_t size, std::optional<PersonalText> const& after) : size_(size), after_(after) {}
  void offer(UserOverview row) {
    if (after_ && row.place <= *after_) return;
    rows_.push_back(std::move(row));
    std::push_heap(rows_.begin(), rows_.end(), is_before);
    if (rows_.size() > size_) {
      std::pop_heap(rows_.begin(), rows_.end(), is_before);
      rows_.pop_back();
    }
  }
  std::vector<UserOverview> in_order() && {
    std::sort_heap(rows_.begin(), rows_.end(), is_before);
    return std::move(rows_);
  }

 private:
  static bool is_before(UserOverview const& a, UserOverview const& b) { return a.place < b.place; }
  std::size_t size_;
  std::optional<PersonalText> const& after_;
  std::vector<UserOverview> rows_;
};

class Overview {
 public:
  Overview(Reader& reader, Host const& host, Instant as_of) : reader_(reader), host_(host), as_of_(as_of) {}

  result<UserOverview> of(UserSupport const& user) {
    UserOverview row;
    row.user_id = user.user_id;
    row.user_cycle_id = user.current_user_cycle_id;
    row.site_id = user.site_id;
    row.md_id = user.md_id;
    row.name = user.name;
    row.phone = user.phone;
    row.time_zone = user.time_zone;
    row.as_of = as_of_;
    BOOST_OUTCOME_TRY(add_calls(row, user));
    BOOST_OUTCOME_TRY(add_issues(row, UserSupportIssueStatus::REGISTERED));
    BOOST_OUTCOME_TRY(add_issues(row, UserSupportIssueStatus::IN_PROGRESS));
    return row;
  }

 private:
  result<> add_calls(UserOverview& row, UserSupport const& user) {
    Calendar const calendar{user, host_};
    row.uses_desk_zone = !calendar.is_users_own();
    auto const today = calendar.date_of(as_of_);
    std::vector<UserCycle> cycles;
    BOOST_OUTCOME_TRY(reader_.each<UserCycle::find_by_user_id>([&](UserCycle const& cycle) { cycles.push_back(cycle); },
                                                               user.user_id));
    for (auto const& cycle : cycles) {
      auto const is_current = cycle.id == user.current_user_cycle_id;
      if (is_current) row.day_index = cycle.day_on(today);
      BOOST_OUTCOME_TRY(reader_.each<UserOutboundPlan::find_by_user_cycle_id>(
          [&](UserOutboundPlan const& call) {
            if (call.status == UserOutboundStatus::COMPLETED)
              row.last_contact_at = std::max(row.last_contact_at, call.resolved_at);
            if (call.status == UserOutboundStatus::PENDING && is_current && cycle.is_running())
              take_next(row, calendar, call);
          },
          cycle.id));
    }
    if (row.next_due_on) row.overdue_days = std::max(0, days_between(*row.next_due_on, today));
    return outcome::success();
  }
  static void take_next(UserOverview& row, Calendar const& calendar, UserOutboundPlan const& call) {
    auto const due_on = due_date(call, calendar);
    if (row.next_due_on && *row.next_due_on <= due_on) return;
    row.next_outbound_id = call.id;
    row.next_due_on = due_on;
    row.next_contact_at = call.contact_at;
  }
  result<> add_issues(UserOverview& row, UserSupportIssueStatus status) {
    return reader_.each<UserSupportIssue::find_by_user_id_and_status>(
        [&](UserSupportIssue const&) { ++row.open_issues; }, row.user_id, status);
  }

  Reader& reader_;
  Host const& host_;
  Instant as_of_;
};

/// What can be told without looking at calls and issues.
bool is_asked_for(UserSupport const& user, FindUsers const& query) {
  return (!query.site_id || user.site_id == *query.site_id) && (!query.md_id || user.md_id == query.md_id) &&
         (!query.text || contains(user.name, *query.text));
}
bool is_asked_for(UserOverview const& user, FindUsers const& query) {
  return (!query.due_by || (user.next_due_on && *user.next_due_on <= *query.due_by)) &&
         (!query.has_open_issue || (user.open_issues > 0) == *query.has_open_issue);
}

}  // namespace

result<> answer(FindUsers const& query, Reader& reader, Host const& host, Rows<UserOverview> sink) {
  Overview overview{reader, host, query.as_of};
  auto const sort = query.sort.value_or(UserSort::MOST_OVERDUE);
  Page page{static_cast<std::size_t>(std::clamp(query.limit.value_or(usual_page), 1, largest_page)), query.after};
  result<> done = outcome::success();
  auto const look_at = [&](UserSupport const& user) {
    if (!is_asked_for(user, query)) return true;
    auto row = overview.of(user);
    if (!row) {
      done = std::move(row).error();
      return false;
    }
    if (!is_asked_for(row.value(), query)) return true;
    row.value().place = place_of(row.value(), sort);
    page.offer(std::move(row).value());
    return true;
  };
  if (query.site_id) {
    BOOST_OUTCOME_TRY(reader.each<UserSupport::find_by_site_id>(look_at, *query.site_id));
  } else if (query.md_id) {
    BOOST_OUTCOME_TRY(reader.each<UserSupport::find_by_md_id>(look_at, *query.md_id));
  } else {
    BOOST_OUTCOME_TRY(reader.each_of(UserId{0}, no_limit, look_at));
  }
  BOOST_OUTCOME_TRY(std::move(done));
  for (auto const& row : std::move(page).in_order()) {
    if (!sink(row)) break;
  }
  return outcome::success();
}

}  // namespace lilac::support
