#include "adapters/tzdb/tzif.hpp"

#include <algorithm>
#include <cstdint>

namespace lilac::tzdb {

namespace {

/// The bytes of a file, taken from the front.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}

  std::string_view take(std::size_t size) {
    if (size > rest_.size()) throw ZoneFault::truncated;
    auto const taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  /// Big-endian, two's complement.
  std::int64_t number(std::size_t size) {
    auto const bytes = take(size);
    auto bits = static_cast<signed char>(bytes.front()) < 0 ? ~std::uint64_t{0} : std::uint64_t{0};
    for (char const byte : bytes) bits = bits << 8U | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(bits);
  }
  std::size_t count() {
    auto const number = this->number(4);
    if (number < 0) throw ZoneFault::malformed;
    return static_cast<std::size_t>(number);
  }
  std::string_view line() {
    auto const end = rest_.find('\n');
    if (end == std::string_view::npos) throw ZoneFault::truncated;
    auto const line = take(end);
    take(1);
    return line;
  }

 private:
  std::string_view rest_;
};

struct Header {
  char version{};
  std::size_t ut_marks{}, standard_marks{}, leap_seconds{}, changes{}, kinds{}, letters{};

  std::size_t size_of_data(std::size_t size_of_time) const {
    return changes * (size_of_time + 1) + kinds * 6 + letters + leap_seconds * (size_of_time + 4) + standard_marks +
           ut_marks;
  }
};

Header read_header(Bytes& bytes) {
  if (bytes.take(4) != "TZif") throw ZoneFault::not_tzif;
  Header header;
  header.version = bytes.take(1).front();
  bytes.take(15);
  for (auto* count : {&header.ut_marks, &header.standard_marks, &header.leap_seconds, &header.changes, &header.kinds,
                      &header.letters})
    *count = bytes.count();
  if (header.leap_seconds > 0) throw ZoneFault::leap_seconds;
  return header;
}

/// Far before the year 1 or after 9999 it matters no more when; zic writes the beginning of the universe.
Instant instant_of(std::int64_t seconds) {
  constexpr std::int64_t far = 1'000'000'000'000;
  return Instant{std::chrono::seconds{std::clamp(seconds, -far, far)}};
}

History read_data(Bytes bytes, Header const& header, std::size_t size_of_time) {
  Bytes times{bytes.take(header.changes * size_of_time)};
  auto const kinds = bytes.take(header.changes);
  std::vector<Duration> offsets;
  for (std::size_t i = 0; i < header.kinds; ++i) {
    std::chrono::seconds const offset{bytes.number(4)};
    if (!is_within_a_day(offset)) throw ZoneFault::malformed;
    offsets.emplace_back(offset);
    bytes.take(2);
  }
  if (offsets.empty()) throw ZoneFault::malformed;
  History history;
  history.first_offset = offsets.front();
  std::int64_t before{};
  for (std::size_t i = 0; i < header.changes; ++i) {
    auto const kind = static_cast<unsigned char>(kinds[i]);
    auto const time = times.number(size_of_time);
    if (kind >= offsets.size() || (i > 0 && time <= before)) throw ZoneFault::malformed;
    history.listed.push_back({instant_of(time), offsets[kind]});
    before = time;
  }
  return history;
}

}  // namespace

History read_tzif(std::string_view file) {
  constexpr std::size_t narrow = 4, wide = 8;
  Bytes bytes{file};
  auto header = read_header(bytes);
  bool const has_footer = header.version >= '2';
  auto size_of_time = narrow;
  if (has_footer) {  // What stands first is for readers of the first version.
    bytes.take(header.size_of_data(narrow));
    header = read_header(bytes);
    size_of_time = wide;
  }
  auto history = read_data(Bytes{bytes.take(header.size_of_data(size_of_time))}, header, size_of_time);
  std::string_view rule;
  if (has_footer) {
    if (!bytes.line().empty()) throw ZoneFault::malformed;
    rule = bytes.line();
  }
  if (rule.empty()) {
    if (!history.listed.empty()) throw ZoneFault::no_rule;
    return history;
  }
  history.afterwards = ClockRule::parse(rule);
  if (!history.afterwards) throw ZoneFault::unknown_rule;
  return history;
}

}  // namespace lilac::tzdb
