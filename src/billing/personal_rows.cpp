#include "billing/personal_rows.hpp"

#include "billing/known.hpp"
#include "lilac/billing/bill.hpp"
#include "lilac/billing/subscriber.hpp"

namespace lilac::billing {

namespace {

result<> find_bills_of_line(Reader& reader, Subscriber const& line, FunctionRef<void(std::int64_t id)> found) {
  std::vector<BillRange> ranges;
  BOOST_OUTCOME_TRY(reader.each<BillingRun::find_by_cycle_day>(
      [&](BillingRun const& run) { ranges.push_back(bills_of(run.period, run.cycle_day, line.id, line.id)); },
      line.cycle_day));
  for (auto const& range : ranges) {
    BOOST_OUTCOME_TRY(reader.each_of(range.after, no_limit, [&](Bill const& bill) {
      if (bill.id > range.last) return false;
      found(bill.id.value);
      return true;
    }));
  }
  return outcome::success();
}

}  // namespace

result<> find_bills_of(Reader& reader, Person person, FunctionRef<void(std::int64_t id)> found) {
  std::vector<Subscriber> lines;
  if (person.kind == PersonKind::subscriber) {
    BOOST_OUTCOME_TRY(auto const* line, reader.find(SubscriberId{person.id}));
    if (line != nullptr) lines.push_back(*line);
  } else if (person.kind == PersonKind::customer) {
    BOOST_OUTCOME_TRY(reader.each<Subscriber::find_by_customer_id>(
        [&](Subscriber const& line) { lines.push_back(line); }, AccountId{person.id}));
  }
  for (auto const& line : lines) {
    BOOST_OUTCOME_TRY(find_bills_of_line(reader, line, found));
  }
  return outcome::success();
}

}  // namespace lilac::billing
