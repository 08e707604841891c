#include "lilac/billing/bill.hpp"

#include <cstdio>

namespace lilac::billing {

namespace {

// period (12 bits: months since 2000) · cycle day (5) · subscriber (36) · revision (8)
constexpr int revision_bits = 8;
constexpr int subscriber_bits = 36;
constexpr int day_bits = 5;

constexpr std::int64_t low(std::int64_t number, int bits) { return number & ((std::int64_t{1} << bits) - 1); }

}  // namespace

BillId BillKey::id() const {
  std::int64_t number = (period / 100 - 2000) * 12 + period % 100 - 1;
  number = number << day_bits | cycle_day;
  number = number << subscriber_bits | subscriber_id.value;
  return {number << revision_bits | revision};
}

BillKey BillKey::of(BillId id) {
  auto number = id.value;
  BillKey key;
  key.revision = static_cast<std::int32_t>(low(number, revision_bits));
  number >>= revision_bits;
  key.subscriber_id = {low(number, subscriber_bits)};
  number >>= subscriber_bits;
  key.cycle_day = static_cast<std::int32_t>(low(number, day_bits));
  number >>= day_bits;
  key.period = static_cast<std::int32_t>((2000 + number / 12) * 100 + number % 12 + 1);
  return key;
}

std::string Bill::no() const {
  char text[48];
  std::snprintf(text, sizeof text, "%06d-%02d-%010lld", period, cycle_day, static_cast<long long>(subscriber_id.value));
  return text;
}

}  // namespace lilac::billing
