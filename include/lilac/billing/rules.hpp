#pragma once

#include <string>
#include <vector>

#include "lilac/kernel/describe.hpp"

namespace lilac::billing {

/// The numbers of billing, with the defaults of the specification. Prices, rates and caps are in the price book.
struct Rules {
  std::int32_t chunk = 5'000;                   ///< subscribers that one SettleNextChunk takes
  std::int32_t most_quarantined_percent = 1;    ///< of the targets; more, and the run has failed
  std::int32_t due_days = 15;                   ///< after the last day of the cycle
  std::vector<LocalDate> holidays;              ///< on which nothing falls due
  std::string time_zone = "Asia/Seoul";         ///< of days: in which cycle an instant is
  bool chain_release = false;                   ///< a settled run is approved and released by itself
  std::int64_t bill_template = 300;             ///< of messaging: a bill
  std::int64_t correction_template = 301;       ///< of messaging: a corrected one
  std::string link = "https://bills.example/";  ///< of the bill in a message; its number follows
  std::string contact = "114";                  ///< whom a bill names for questions
  std::string company = "Lilac Telecom";
};
BOOST_DESCRIBE_STRUCT(Rules, (),
                      (chunk, most_quarantined_percent, due_days, holidays, time_zone, chain_release, bill_template,
                       correction_template, link, contact, company))

}  // namespace lilac::billing
