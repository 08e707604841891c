#include "billing/readiness.hpp"

#include "lilac/billing/bridges.hpp"
#include "lilac/billing/errors.hpp"
#include "lilac/billing/policies.hpp"
#include "lilac/billing/price_book.hpp"

namespace lilac::billing {

namespace {

using messaging::Channel;

/// A bill that takes as much room as any.
BillDeliveryRequested longest_bill(bool is_correction) {
  Bill bill;
  bill.period = 202612;
  bill.cycle_day = 31;
  bill.subscriber_id = {largest_subscriber_id};
  BillDeliveryRequested asked;
  asked.no = bill.no();
  asked.period = bill.period;
  asked.total = {largest_amount, Currency{"KRW"}};
  asked.due_on = cycle_of(bill.period, bill.cycle_day).last;
  asked.is_correction = is_correction;
  return asked;
}

}  // namespace

result<> check_template(Work& work, bool is_correction) {
  auto const request = request_bill_message(longest_bill(is_correction), work.rules<Rules>());
  auto const* const name = is_correction ? "rules.correction_template" : "rules.bill_template";
  for (auto const channel : {Channel::EMAIL, Channel::SMS}) {
    auto fits = check_text_of_bill(work, request, channel);
    if (fits) continue;
    auto const& why = fits.error();
    if (why.is(rules::storage_failed) || why.is(rules::corrupt)) return std::move(fits).error();
    if (why.is(rules::not_found)) return refuse(template_is_missing, field(name), value(request.template_id->value));
    return refuse(template_does_not_fit, field(name), value(request.template_id->value), limit(why.message()));
  }
  return outcome::success();
}

result<> check_can_send(Work& work, bool is_correction) {
  BOOST_OUTCOME_TRY(check_template(work, is_correction));
  auto const& host = work.host();
  if (host.find_port(port_info<messaging::AddressBook>()) == nullptr)
    return refuse(address_book_is_missing, field("address_book"));
  if (host.find_port(port_info<messaging::MessageGateway>()) == nullptr)
    return refuse(gateway_is_missing, field("gateway"));
  return outcome::success();
}

}  // namespace lilac::billing
