#include "lilac/billing/account.hpp"

namespace lilac::billing {

void Account::add_line(CustomerKind kind_of_customer, Instant now) {
  kind = kind_of_customer;
  ++lines;
  updated_at = now;
}

void Account::pay(std::int64_t amount, Instant now) {
  paid += amount;
  updated_at = now;
}

void Account::adjust(std::int64_t amount, Instant now) {
  adjusted += amount;
  updated_at = now;
}

}  // namespace lilac::billing
