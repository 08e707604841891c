#include "adapters/tzdb/clock_rule.hpp"

#include <algorithm>

namespace lilac::tzdb {

namespace {

constexpr int longest_offset = 24;  // hours, as POSIX has it
constexpr int longest_clock = 167;  // hours, as TZif extends it

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

/// Reads a rule from left to right; once something did not fit, nothing fits any more.
class RuleText {
 public:
  explicit RuleText(std::string_view text) : rest_(text) {}

  std::optional<ClockRule> rule() {
    ClockRule rule;
    skip_name();
    rule.standard_ = -signed_time(longest_offset);
    if (good_ && !rest_.empty()) {
      auto& summer = *(rule.summer_ = ClockRule::Summer{});
      skip_name();
      summer.offset = rule.standard_ + std::chrono::hours{1};
      if (!rest_.empty() && rest_.front() != ',') summer.offset = -signed_time(longest_offset);
      summer.begin = moment();
      summer.end = moment();
    }
    if (!good_ || !rest_.empty() || !is_within_a_day(rule.standard_)) return std::nullopt;
    if (rule.summer_ && !is_within_a_day(rule.summer_->offset)) return std::nullopt;
    return rule;
  }

 private:
  using Moment = ClockRule::Moment;

  bool take_if(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) {
    if (!take_if(c)) good_ = false;
  }
  int number(int lowest, int highest) {
    int number = 0;
    auto const digits = std::find_if_not(rest_.begin(), rest_.end(), is_digit) - rest_.begin();
    if (digits < 1 || digits > 3) good_ = false;
    if (!good_) return lowest;
    for (auto left = digits; left > 0; --left, rest_.remove_prefix(1)) number = number * 10 + (rest_.front() - '0');
    if (number < lowest || number > highest) good_ = false;
    return number;
  }
  /// At least three letters, or `<…>` around letters, digits and signs.
  void skip_name() {
    bool const quoted = take_if('<');
    auto const is_part = [quoted](char c) { return is_letter(c) || (quoted && (is_digit(c) || c == '+' || c == '-')); };
    auto const length = std::find_if_not(rest_.begin(), rest_.end(), is_part) - rest_.begin();
    if (length < 3) good_ = false;
    rest_.remove_prefix(static_cast<std::size_t>(length));
    if (quoted) expect('>');
  }
  std::chrono::seconds signed_time(int most_hours) {
    bool const negative = take_if('-');
    if (!negative) take_if('+');
    std::chrono::seconds time = std::chrono::hours{number(0, most_hours)};
    if (take_if(':')) {
      time += std::chrono::minutes{number(0, 59)};
      if (take_if(':')) time += std::chrono::seconds{number(0, 59)};
    }
    return negative ? -time : time;
  }
  Moment moment() {
    Moment moment;
    expect(',');
    if (take_if('M')) {
      moment.counting = Moment::Counting::weekday_of_month;
      moment.month = static_cast<unsigned>(number(1, 12));
      expect('.');
      moment.week = static_cast<unsigned>(number(1, 5));
      expect('.');
      moment.weekday = static_cast<unsigned>(number(0, 6));
    } else if (take_if('J')) {
      moment.counting = Moment::Counting::without_leap_day;
      moment.day = number(1, 365);
    } else {
      moment.counting = Moment::Counting::from_zero;
      moment.day = number(0, 365);
    }
    if (take_if('/')) moment.clock = signed_time(longest_clock);
    return moment;
  }

  std::string_view rest_;
  bool good_ = true;
};

std::optional<ClockRule> ClockRule::parse(std::string_view text) { return RuleText{text}.rule(); }

date::sys_days ClockRule::Moment::day_in(date::year year) const {
  date::sys_days const first{year / date::January / 1};
  switch (counting) {
    case Counting::weekday_of_month: {
      date::weekday const day_of_week{weekday};
      if (week == 5) return year / date::month{month} / day_of_week[date::last];
      return year / date::month{month} / day_of_week[week];
    }
    case Counting::without_leap_day: {
      constexpr int first_of_march = 60;
      return first + date::days{day - 1 + (year.is_leap() && day >= first_of_march ? 1 : 0)};
    }
    case Counting::from_zero:
      break;
  }
  return first + date::days{day};
}

std::array<Change, 2> ClockRule::changes_in(date::year year) const {
  auto const& [offset, begin, end] = *summer_;
  return {{{end.day_in(year) + end.clock - offset, standard_}, {begin.day_in(year) + begin.clock - standard_, offset}}};
}

}  // namespace lilac::tzdb
