#include "adapters/tzdb/clock_table.hpp"

#include <algorithm>

namespace lilac::tzdb {

namespace {

constexpr Instant first_instant{date::sys_days{date::year{1} / date::January / 1}.time_since_epoch()};
constexpr Instant end_of_time{date::sys_days{date::year{10'000} / date::January / 1}.time_since_epoch()};

/// The calendar repeats after 400 years, on the same days of the week: a rule's changes need no longer list.
constexpr date::years cycle_years{400};
constexpr Duration cycle = date::days{146'097};

/// How many whole cycles lie before `time`, as a duration.
template <class Time>
Duration cycles_before(Time time, Instant cycle_begin) {
  auto const since_epoch = time.time_since_epoch();
  if (cycle_begin == Instant::max() || since_epoch < cycle_begin.time_since_epoch() + cycle) return {};
  return (since_epoch - cycle_begin.time_since_epoch()) / cycle * cycle;
}

}  // namespace

ClockTable::ClockTable(History const& history) {
  periods_.push_back({first_instant, history.first_offset, {}});
  auto from = first_instant;
  for (auto const& change : history.listed) {
    from = std::max(from, change.at);
    if (from < end_of_time) add({from, change.offset});
  }
  // In its own second the last listed change counts, should the two disagree: the rule is for what comes after.
  if (!history.listed.empty()) from += std::chrono::seconds{1};
  if (history.afterwards && from < end_of_time) add_rule(*history.afterwards, from);
  note_what_is_shown();
}

void ClockTable::add(Change const& change) {
  if (periods_.back().begin == change.at && periods_.size() > 1) periods_.pop_back();  // It lasted no time.
  auto& last = periods_.back();
  if (last.begin == change.at)
    last.offset = change.offset;
  else if (last.offset != change.offset)
    periods_.push_back({change.at, change.offset, {}});
}

void ClockTable::add_rule(ClockRule const& rule, Instant from) {
  if (rule.is_constant()) return add({from, rule.standard()});
  auto const year = date::year_month_day{date::floor<date::days>(from)}.year();
  std::vector<Change> changes;
  for (auto y = year - date::years{2}; y <= year + cycle_years + date::years{3}; ++y) {
    for (auto const& change : rule.changes_in(y)) changes.push_back(change);
  }
  // Where summer time ends in the instant in which the next one begins, the next one counts: it stands behind.
  std::stable_sort(changes.begin(), changes.end(), [](Change const& a, Change const& b) { return a.at < b.at; });
  for (auto const& change : changes) add({std::max(change.at, from), change.offset});
  // A year later nothing that was listed is to be seen any more.
  cycle_begin_ = from + date::days{366};
}

void ClockTable::note_what_is_shown() {
  auto shown = LocalTime::min();
  for (std::size_t i = 0; i < periods_.size(); ++i) {
    bool const is_last = i + 1 == periods_.size();
    auto const end =
        is_last ? LocalTime::max() : LocalTime{periods_[i + 1].begin.time_since_epoch() + periods_[i].offset};
    shown = std::max(shown, end);
    periods_[i].shown_before = shown;
  }
}

Duration ClockTable::offset_at(Instant instant) const {
  if (cycle_begin_ == Instant::max() && instant >= periods_.back().begin)
    return periods_.back().offset;  // Many zones have not changed for decades.
  instant -= cycles_before(instant, cycle_begin_);
  auto const next = std::upper_bound(periods_.begin(), periods_.end(), instant,
                                     [](Instant at, Period const& period) { return at < period.begin; });
  return next == periods_.begin() ? next->offset : (next - 1)->offset;
}

Instant ClockTable::first_showing(LocalTime local) const {
  auto const skipped = cycles_before(local, cycle_begin_);
  local -= skipped;
  auto found = std::upper_bound(periods_.begin(), periods_.end(), local,
                                [](LocalTime at, Period const& period) { return at < period.shown_before; });
  if (found == periods_.end()) --found;
  Instant const instant{local.time_since_epoch() - found->offset};
  return (found == periods_.begin() ? instant : std::max(instant, found->begin)) + skipped;
}

}  // namespace lilac::tzdb
