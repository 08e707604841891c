#include "billing/charges_of.hpp"

#include <set>

namespace lilac::billing {

namespace {

/// The months of which late micropayments are on this bill, for a line that may have a guardian.
std::set<std::int32_t> late_months(Settling const& settling, Subscriber const& line, Known const& known) {
  std::set<std::int32_t> months;
  if (line.kind != CustomerKind::PERSONAL || !line.birth_year) return months;
  for (auto const& used : known.usage) {
    if (used.kind == UsageKind::MICROPAYMENT && used.used_in < settling.period) months.insert(used.used_in);
  }
  return months;
}

/// Micropayments of those months that earlier bills have: what is not on this bill and stands under an earlier period.
result<std::vector<Usage>> bought_before(Reader& reader, Settling const& settling, Subscriber const& line,
                                         Known const& known) {
  std::vector<Usage> bought;
  auto const months = late_months(settling, line, known);
  if (months.empty()) return bought;
  std::set<std::int64_t> on_this_bill;
  for (auto const& used : known.usage) on_this_bill.insert(used.id.value);
  for (auto period = *months.begin(); period < settling.period; period = period_after(period)) {
    BOOST_OUTCOME_TRY(reader.each<Usage::find_by_period>(
        [&](Usage const& used) {
          if (used.kind != UsageKind::MICROPAYMENT || !months.contains(used.used_in)) return;
          if (!on_this_bill.contains(used.id.value)) bought.push_back(used);
        },
        line.cycle_day, period, line.id));
  }
  return bought;
}

}  // namespace

result<Charges> charges_of(Reader& reader, Settling const& settling, Subscriber const& line, PriceBook const& prices,
                           Known const& known) {
  BOOST_OUTCOME_TRY(auto const before, bought_before(reader, settling, line, known));
  return charge({line, settling.cycle(), prices, known.usage, known.entries, known.before, before});
}

}  // namespace lilac::billing
