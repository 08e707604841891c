#include "lilac/kernel/time.hpp"

#include <array>

namespace lilac {

namespace {

using namespace std::chrono;  // NOLINT: this file is about nothing else.

constexpr local_days first_day{year{1} / January / 1};
constexpr local_days last_day{year{9999} / December / 31};
constexpr Instant first_instant{first_day.time_since_epoch()};
constexpr Instant last_instant{last_day.time_since_epoch() + days{1} - milliseconds{1}};
constexpr minutes widest_offset = hours{18};

void put(char* at, unsigned number, int digits) {
  for (int i = digits - 1; i >= 0; --i) {
    at[i] = static_cast<char>('0' + number % 10);
    number /= 10;
  }
}

void put_day(char* at, local_days day) {
  year_month_day const date{day};
  put(at, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  at[4] = '-';
  put(at + 5, static_cast<unsigned>(date.month()), 2);
  at[7] = '-';
  put(at + 8, static_cast<unsigned>(date.day()), 2);
}

/// Reads a text from left to right; once something did not fit, nothing fits any more.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  /// Exactly `digits` digits, at most `highest`.
  int number(int digits, int highest) {
    int number = 0;
    for (int i = 0; i < digits; ++i) {
      if (!at_digit()) return fail();
      number = number * 10 + (take() - '0');
    }
    return number <= highest ? number : fail();
  }
  bool take_if(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) {
    if (!take_if(c)) fail();
  }
  bool at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  char take() {
    char const c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }
  int fail() {
    good_ = false;
    rest_ = {};
    return 0;
  }
  bool at_end() const { return good_ && rest_.empty(); }
  bool good() const { return good_; }

 private:
  std::string_view rest_;
  bool good_ = true;
};

local_days scan_day(Scanner& text) {
  int const y = text.number(4, 9999);
  text.expect('-');
  int const m = text.number(2, 12);
  text.expect('-');
  int const d = text.number(2, 31);
  year_month_day const date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (y == 0 || !date.ok()) text.fail();
  return text.good() ? local_days{date} : local_days{};
}

milliseconds scan_fraction(Scanner& text) {
  int number = text.number(1, 9) * 100;
  if (text.at_digit()) number += (text.take() - '0') * 10;
  if (text.at_digit()) number += text.take() - '0';
  return milliseconds{number};
}

milliseconds scan_clock(Scanner& text) {
  milliseconds clock = hours{text.number(2, 23)};
  text.expect(':');
  clock += minutes{text.number(2, 59)};
  if (!text.take_if(':')) return clock;
  clock += seconds{text.number(2, 59)};
  if (text.take_if('.')) clock += scan_fraction(text);
  return clock;
}

minutes scan_offset(Scanner& text) {
  if (text.take_if('Z')) return {};
  bool const west = text.take_if('-');
  if (!west) text.expect('+');
  minutes offset = hours{text.number(2, 18)};
  text.expect(':');
  offset += minutes{text.number(2, 59)};
  if (offset > widest_offset) text.fail();
  return west ? -offset : offset;
}

}  // namespace

bool in_range(Instant instant) { return instant >= first_instant && instant <= last_instant; }
bool has_date_everywhere(Instant instant) {
  return instant >= first_instant + days{1} && instant <= last_instant - days{1};
}
bool in_range(LocalDate day) { return day >= first_day && day <= last_day; }

void append_text(std::string& out, Instant instant) {
  if (!in_range(instant)) {
    out += std::to_string(instant.time_since_epoch().count()) + "ms";
    return;
  }
  auto const day = floor<days>(instant);
  auto const clock = static_cast<unsigned>((instant - day).count());
  std::array<char, 24> text;
  put_day(text.data(), local_days{day.time_since_epoch()});
  text[10] = 'T';
  put(&text[11], clock / 3'600'000, 2);
  text[13] = ':';
  put(&text[14], clock / 60'000 % 60, 2);
  text[16] = ':';
  put(&text[17], clock / 1'000 % 60, 2);
  text[19] = '.';
  put(&text[20], clock % 1'000, 3);
  text[23] = 'Z';
  out.append(text.data(), text.size());
}

void append_text(std::string& out, LocalDate day) {
  if (!in_range(day)) {
    out += std::to_string(day.time_since_epoch().count()) + "d";
    return;
  }
  std::array<char, 10> text;
  put_day(text.data(), day);
  out.append(text.data(), text.size());
}

std::string to_text(Instant instant) {
  std::string text;
  append_text(text, instant);
  return text;
}

std::string to_text(LocalDate day) {
  std::string text;
  append_text(text, day);
  return text;
}

std::string to_text(Duration duration) {
  if (duration % hours{1} == Duration{}) return std::to_string(duration / hours{1}) + "h";
  if (duration % minutes{1} == Duration{}) return std::to_string(duration / minutes{1}) + "m";
  if (duration % seconds{1} == Duration{}) return std::to_string(duration / seconds{1}) + "s";
  return std::to_string(duration.count()) + "ms";
}

std::optional<Instant> parse_instant(std::string_view text) {
  Scanner scanner{text};
  auto const day = scan_day(scanner);
  scanner.expect('T');
  auto const clock = scan_clock(scanner);
  auto const offset = scan_offset(scanner);
  if (!scanner.at_end()) return std::nullopt;
  Instant const instant{day.time_since_epoch() + clock - offset};
  if (!in_range(instant)) return std::nullopt;
  return instant;
}

std::optional<LocalDate> parse_date(std::string_view text) {
  Scanner scanner{text};
  auto const day = scan_day(scanner);
  if (!scanner.at_end()) return std::nullopt;
  return day;
}

}  // namespace lilac
