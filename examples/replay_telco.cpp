// Bills the customers of a telecom whose data is public, and compares with what they were charged. The price book is
// found from the data: a plan costs what most pay who have nothing else, an add-on what most pay more who have only it.
//   replay_telco FILE.csv.gz [--list N]
#include <algorithm>
#include <cstdio>
#include <map>
#include <stdexcept>

#include "lilac/adapters/memory.hpp"
#include "lilac/adapters/tzdb.hpp"
#include "lilac/billing/billing.hpp"
#include "lilac/engine/engine.hpp"
#include "lilac/messaging/messaging.hpp"
#include "replay_telco/telco_file.hpp"

namespace {

using namespace lilac::billing;
using lilac::Instant;
using replay_telco::add_on_names;
using replay_telco::Customer;

constexpr std::int64_t tolerance = 300;  // cents
constexpr std::int32_t period = 202601;
constexpr std::int32_t cycle_day = 31;

template <class T>
T expect(lilac::result<T> result) {
  if (!result) throw std::runtime_error(result.error().message());
  return std::move(result).value();
}
void expect(lilac::result<> result) {
  if (!result) throw std::runtime_error(result.error().message());
}

std::int64_t median(std::vector<std::int64_t> values) {
  if (values.empty()) throw std::runtime_error("nobody has only this, so its price cannot be found");
  auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

PublishPrices find_prices(std::vector<Customer> const& customers) {
  std::map<std::string, std::vector<std::int64_t>> plans;
  for (auto const& customer : customers) {
    if (customer.add_on_count() == 0) plans[customer.plan].push_back(customer.monthly);
  }
  PublishPrices prices;
  prices.currency = "USD";
  prices.vat_percent = 0;
  prices.truncate_below = 1;
  std::map<std::string, std::int64_t> plan_prices;
  for (auto const& [plan, charged] : plans) {
    plan_prices[plan] = median(charged);
    prices.plans.push_back({plan, plan, plan_prices[plan]});
  }
  for (std::size_t n = 0; n < add_on_names.size(); ++n) {
    std::vector<std::int64_t> more;
    for (auto const& customer : customers) {
      if (customer.add_on_count() == 1 && customer.add_ons[n])
        more.push_back(customer.monthly - plan_prices.at(customer.plan));
    }
    prices.add_ons.push_back({add_on_names[n], add_on_names[n], median(more)});
  }
  return prices;
}

RegisterSubscriber line_of(Customer const& customer, std::int64_t id, Cycle const& cycle) {
  RegisterSubscriber line;
  line.subscriber_id = {id};
  line.customer_id = {id};
  line.name = customer.id;
  line.cycle_day = cycle_day;
  auto const joined = std::chrono::year_month_day{cycle.first} - std::chrono::months{std::max(0, customer.tenure - 1)};
  line.joined_on = std::chrono::local_days{joined};
  line.plan = customer.plan;
  for (std::size_t n = 0; n < add_on_names.size(); ++n) {
    if (customer.add_ons[n]) line.add_ons.push_back({add_on_names[n], line.joined_on, {}});
  }
  return line;
}

double dollars(std::int64_t cents) { return static_cast<double>(cents) / 100; }

/// What the total says beyond months times the charge of now: charges change in the course of years.
void compare_totals(std::vector<Customer> const& customers, std::vector<Bill> const& bills) {
  std::int64_t counted = 0, exact = 0, within_two_months = 0, without = 0;
  std::vector<std::int64_t> per_mille;
  for (std::size_t n = 0; n < customers.size(); ++n) {
    auto const& customer = customers[n];
    if (!customer.total || customer.tenure == 0) {
      ++without;
      continue;
    }
    ++counted;
    auto const expected = bills[n].total.minor * customer.tenure;
    auto const off = std::abs(*customer.total - expected);
    exact += off <= tolerance * customer.tenure;
    within_two_months += off <= 2 * bills[n].total.minor;
    per_mille.push_back(off * 1000 / expected);
  }
  std::printf(
      "TotalCharges: of %lld customers %lld are within 3.00 a month of tenure x bill, %lld within two bills;\n"
      "  half of all are off by at most %.1f %%, 99 of 100 by at most %.1f %%\n",
      static_cast<long long>(counted), static_cast<long long>(exact), static_cast<long long>(within_two_months),
      static_cast<double>(median(per_mille)) / 10, [&] {
        auto const at = per_mille.begin() + static_cast<std::ptrdiff_t>(per_mille.size() * 99 / 100);
        std::nth_element(per_mille.begin(), at, per_mille.end());
        return static_cast<double>(*at) / 10;
      }());
  std::printf(
      "  why: the file has one price of now for all months, and services and prices changed meanwhile; the\n"
      "  newer the customer, the nearer. %lld have no total: they are in their first month\n",
      static_cast<long long>(without));
}

int replay(std::string const& file, std::size_t most_listed) {
  auto const customers = replay_telco::read_customers(file);
  auto const cycle = cycle_of(period, cycle_day);
  Instant const now{(cycle.last + std::chrono::days{1}).time_since_epoch()};
  lilac::MemoryStore store;
  lilac::TzdbZones zones;
  lilac::Host host;
  host.bind<lilac::Zones>(zones);
  bind_bridges(host);
  lilac::Engine engine{store, {&lilac::messaging::module, &module}, host};
  auto const book = expect(engine.execute(find_prices(customers), lilac::admin(1), {.at = now}));
  for (auto const& plan : book.plans) std::printf("plan %-12s %8.2f\n", plan.code.c_str(), dollars(plan.monthly));
  for (auto const& add_on : book.add_ons)
    std::printf("add-on %-16s %6.2f\n", add_on.code.c_str(), dollars(add_on.monthly));

  expect(engine.batch([&](lilac::Batch& batch) {
    for (std::size_t n = 0; n < customers.size(); ++n)
      expect(batch.execute(line_of(customers[n], static_cast<std::int64_t>(n) + 1, cycle), lilac::operation_user(1),
                           {.at = now}));
  }));
  auto run = expect(engine.execute(OpenBillingRun{period, cycle_day, {}, {}}, lilac::operation_user(1), {.at = now}));
  while (run.state == RunState::Opened || run.state == RunState::Settling)
    run = expect(engine.execute(SettleNextChunk{run.id, run.token}, lilac::operation_user(1), {.at = now}));
  std::printf("%lld bills, %lld quarantined, %lld excluded\n", static_cast<long long>(run.counts.bills),
              static_cast<long long>(run.counts.quarantined), static_cast<long long>(run.counts.excluded));

  std::vector<Bill> bills;
  for (auto const& row : expect(engine.ask(GetBills{run.id, {}, {}, {}, {}}))) bills.push_back(row.bill);
  if (bills.size() != customers.size()) throw std::runtime_error("not everybody has a bill");
  std::size_t within = 0, listed = 0;
  for (std::size_t n = 0; n < customers.size(); ++n) {
    auto const off = bills[n].total.minor - customers[n].monthly;
    if (std::abs(off) <= tolerance) {
      ++within;
    } else if (++listed <= most_listed) {
      std::printf("  off: %s, %s and %zu add-ons: billed %.2f, charged %.2f (%+.2f)\n", customers[n].id.c_str(),
                  customers[n].plan.c_str(), customers[n].add_on_count(), dollars(bills[n].total.minor),
                  dollars(customers[n].monthly), dollars(off));
    }
  }
  auto const percent = 100.0 * static_cast<double>(within) / static_cast<double>(customers.size());
  std::printf(
      "MonthlyCharges: %zu of %zu customers within 3.00 (%.2f %%), %zu not: their charges differ from those of\n"
      "  everybody else with the same services, which the file does not explain\n",
      within, customers.size(), percent, customers.size() - within);
  compare_totals(customers, bills);
  return percent >= 98.5 ? 0 : 1;
}

}  // namespace

int main(int count, char** values) {
  std::string file;
  std::size_t most_listed = 1'000'000;
  for (int i = 1; i < count; ++i) {
    std::string_view const value = values[i];
    if (value == "--list" && i + 1 < count)
      most_listed = std::strtoul(values[++i], nullptr, 10);
    else
      file = value;
  }
  if (file.empty() || file.starts_with("-")) {
    std::fputs("usage: replay_telco FILE.csv.gz [--list N]\n", stderr);
    return 2;
  }
  try {
    return replay(file, most_listed);
  } catch (std::exception const& failure) {
    std::fprintf(stderr, "replay_telco: %s\n", failure.what());
    return 2;
  }
}
