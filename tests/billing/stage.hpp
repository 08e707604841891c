#pragma once

#include <doctest/doctest.h>

#include "lilac/testing/billing.hpp"

namespace lilac::billing {

using testing::any;
using testing::BillingDesk;
using testing::such_that;

inline constexpr Actor operator_3 = operation_user(3);
inline constexpr Actor boss = admin(1);

inline LocalDate day(std::string_view text) { return parse_date(text).value(); }

inline RecordUsage usage(std::int64_t line, std::string source, std::int64_t amount,
                         std::string_view at = "2026-01-20T10:00:00Z") {
  RecordUsage command;
  command.subscriber_id = {line};
  command.description = "Data beyond the plan";
  command.amount = amount;
  command.happened_at = parse_instant(at).value();
  command.source_id = std::move(source);
  return command;
}

inline Rules in_chunks_of(std::int32_t size) {
  Rules rules;
  rules.chunk = size;
  return rules;
}

}  // namespace lilac::billing
