// Settles a month for a million subscribers: to disk; again, which settles nothing; and for another cycle day into a
// store that throws the bills away, which shows what charging alone costs.
//   million_bills [NUMBER] --store FILE
#include <sys/resource.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <vector>

#include "lilac/adapters/sqlite.hpp"
#include "lilac/adapters/tzdb.hpp"
#include "lilac/billing/billing.hpp"
#include "lilac/engine/engine.hpp"
#include "lilac/engine/rules.hpp"
#include "lilac/messaging/messaging.hpp"

namespace {

using namespace lilac::billing;
using lilac::Engine;
using lilac::Instant;
using lilac::Store;

constexpr std::int32_t period = 202601;
constexpr std::int32_t day_to_disk = 25, day_to_nowhere = 26;
constexpr std::int64_t of_a_batch = 2'000;

/// Keeps everything but bills, which it writes nowhere.
class WithoutBills final : public Store {
 public:
  explicit WithoutBills(Store& store) : store_(store) {}

  lilac::result<> commit(lilac::WriteSet const& set) override {
    std::vector<lilac::RowWrite> rows;
    for (auto const& row : set.rows) {
      if (row.entity != &lilac::entity_info<Bill>()) rows.push_back(row);
    }
    std::vector<lilac::CommandWrite> commands{set.commands.begin(), set.commands.end()};
    for (auto& command : commands) command.changes = {};
    auto kept = set;
    kept.rows = rows;
    kept.commands = commands;
    return store_.commit(kept);
  }

  lilac::result<> prepare(std::span<lilac::EntityInfo const* const> entities,
                          std::span<lilac::EventInfo const* const> events) override {
    return store_.prepare(entities, events);
  }
  lilac::result<bool> load(lilac::EntityInfo const& entity, std::int64_t id, void* out, std::uint32_t& version,
                           lilac::RowHint& hint) override {
    return store_.load(entity, id, out, version, hint);
  }
  lilac::result<> scan(lilac::IndexInfo const& index, lilac::Key const& prefix, lilac::Key const& after,
                       std::size_t limit, lilac::RowSink sink) override {
    return store_.scan(index, prefix, after, limit, sink);
  }
  lilac::result<> scan_all(lilac::EntityInfo const& entity, std::int64_t after, std::size_t limit,
                           lilac::RowSink sink) override {
    return store_.scan_all(entity, after, limit, sink);
  }
  lilac::result<std::unique_ptr<lilac::RemainingRows>> begin_scan(lilac::IndexInfo const& index,
                                                                  lilac::Key const& prefix, lilac::Key const& after,
                                                                  std::size_t limit, std::size_t first,
                                                                  lilac::RowSink sink) override {
    return store_.begin_scan(index, prefix, after, limit, first, sink);
  }
  lilac::result<std::unique_ptr<lilac::RemainingRows>> begin_scan_all(lilac::EntityInfo const& entity,
                                                                      std::int64_t after, std::size_t limit,
                                                                      std::size_t first, lilac::RowSink sink) override {
    return store_.begin_scan_all(entity, after, limit, first, sink);
  }
  lilac::result<std::int64_t> next_id(lilac::EntityInfo const& entity) override { return store_.next_id(entity); }
  lilac::result<bool> find_command(std::string_view command_id, lilac::StoredCommand& out) override {
    return store_.find_command(command_id, out);
  }
  lilac::result<> read_journal(std::int64_t after, std::size_t limit, lilac::EventSink sink) override {
    return store_.read_journal(after, limit, sink);
  }
  lilac::result<> read_commands(std::int64_t after, std::size_t limit,
                                lilac::FunctionRef<bool(lilac::CommandRow const&)> sink) override {
    return store_.read_commands(after, limit, sink);
  }
  lilac::result<> read_changes(std::int64_t after, std::size_t limit, lilac::ChangeSink sink) override {
    return store_.read_changes(after, limit, sink);
  }
  lilac::result<std::int64_t> last_position() override { return store_.last_position(); }
  lilac::result<lilac::Secret> draw_secret() override { return store_.draw_secret(); }

 private:
  Store& store_;
};

template <class T>
T expect(lilac::result<T> result) {
  if (!result) throw std::runtime_error(result.error().message());
  return std::move(result).value();
}
void expect(lilac::result<> result) {
  if (!result) throw std::runtime_error(result.error().message());
}

PublishPrices prices() {
  PublishPrices book;
  book.plans = {{"LTE33", "LTE 33", 33'000}, {"5G55", "5G Slim", 55'000}, {"5G89", "5G Premier", 89'000}};
  book.add_ons = {{"CARE", "Phone care", 5'500}, {"MUSIC", "Music streaming", 7'900}};
  book.discounts = {{"CONTRACT", "24-month contract", DiscountBase::LIST_PLAN, 25, 0, {}},
                    {"WELFARE", "Welfare", DiscountBase::PLAN_AND_USE_LEFT, 50, 0, 26'000}};
  return book;
}

/// A plan, an add-on and two discounts each: with the rounding line about six lines a bill.
RegisterSubscriber line_of(std::int64_t id, std::int32_t cycle_day, PublishPrices const& book) {
  auto const nth = static_cast<std::size_t>(id);
  RegisterSubscriber line;
  line.subscriber_id = {id};
  line.customer_id = {id};
  line.name = "Customer " + std::to_string(id);
  line.email = {"customer" + std::to_string(id) + "@example.com"};
  line.phone = {"010-" + std::to_string(id)};
  line.cycle_day = cycle_day;
  line.joined_on = std::chrono::local_days{std::chrono::year{2024} / 1 / 1} + std::chrono::days{id % 700};
  line.plan = book.plans[nth % book.plans.size()].code;
  line.add_ons = {{book.add_ons[nth % book.add_ons.size()].code, line.joined_on, {}}};
  line.discounts = {{"CONTRACT", line.joined_on, 1'200}};
  if (id % 10 == 0) line.discounts.push_back({"WELFARE", line.joined_on, {}});
  return line;
}

RecordUsage use_of(std::int64_t id, Instant at) {
  RecordUsage usage;
  usage.subscriber_id = {id};
  usage.description = "Data beyond the plan";
  usage.amount = 11 * (1 + id % 997);
  usage.happened_at = at;
  usage.source_id = std::to_string(id);
  return usage;
}

class Watch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(); }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

void report(char const* what, std::int64_t count, double seconds) {
  std::printf("%s: %lld in %.1f s, %.0f/s\n", what, static_cast<long long>(count), seconds,
              static_cast<double>(count) / seconds);
  std::fflush(stdout);
}

void register_lines(Engine& engine, std::int64_t first, std::int64_t last, std::int32_t cycle_day, Instant now) {
  auto const book = prices();
  for (auto next = first; next <= last;) {
    expect(engine.batch([&, begin = next](lilac::Batch& batch) {
      next = begin;
      for (auto const end = std::min(begin + of_a_batch, last + 1); next < end; ++next) {
        expect(batch.execute(line_of(next, cycle_day, book), lilac::operation_user(1), {.at = now}));
        // One in three uses more than the plan has.
        if (next % 3 == 0) expect(batch.execute(use_of(next, now), lilac::operation_user(1), {.at = now}));
      }
    }));
  }
}

BillingRun settle(Engine& engine, std::int32_t cycle_day, Instant now) {
  auto const by = lilac::operation_user(1);
  auto run = expect(engine.execute(OpenBillingRun{period, cycle_day, {}, {}}, by, {.at = now}));
  while (run.state == RunState::Opened || run.state == RunState::Settling)
    run = expect(engine.execute(SettleNextChunk{run.id, run.token}, by, {.at = now}));
  return run;
}

std::int64_t count_bills(Store& store) {
  std::int64_t count = 0;
  lilac::StoreReader reader{store};
  expect(reader.each_of(BillId{0}, lilac::no_limit, [&](Bill const&) { ++count; }));
  return count;
}

int run(std::int64_t number, std::string const& file) {
  auto const before = lilac::parse_instant("2026-01-20T00:00:00Z").value();
  auto const now = lilac::parse_instant("2026-01-27T00:00:00Z").value();
  if (std::filesystem::exists(file)) throw std::runtime_error(file + " is there already; begin with a new file");
  lilac::TzdbZones zones;
  lilac::Host host;
  host.bind<lilac::Zones>(zones);
  bind_bridges(host);
  // The month is settled again at the end, with the instants of the first time.
  host.set(lilac::engine::Rules{.longest_step_back = lilac::Duration::max()});
  auto const store = expect(lilac::SqliteStore::open(file));
  Engine engine{*store, {&lilac::messaging::module, &module}, host};
  expect(engine.execute(prices(), lilac::admin(1), {.at = before}));

  Watch const registering;
  register_lines(engine, 1, number, day_to_disk, before);
  report("subscribers registered", number, registering.seconds());
  auto const size_before = std::filesystem::file_size(file);

  Watch const to_disk;
  auto const run = settle(engine, day_to_disk, now);
  report("bills settled to disk", run.counts.bills, to_disk.seconds());
  auto const size = std::filesystem::file_size(file) - size_before;
  std::printf("%.0f bytes a bill, journal included\n", static_cast<double>(size) / static_cast<double>(number));

  auto const again = settle(engine, day_to_disk, now);
  auto const bills = count_bills(*store);
  auto const is_same = again.counts.bills == run.counts.bills && again.counts.total == run.counts.total;
  std::printf("settled again: %lld new bills, the first run's counts: %s\n", static_cast<long long>(bills - number),
              is_same ? "yes" : "NO");

  auto const few = std::min<std::int64_t>(number, 200'000);
  register_lines(engine, number + 1, number + few, day_to_nowhere, before);
  WithoutBills discarding{*store};
  Engine to_nowhere{discarding, {&lilac::messaging::module, &module}, host};
  Watch const discarded;
  auto const nothing = settle(to_nowhere, day_to_nowhere, now);
  report("bills settled into a discarding sink", nothing.counts.bills, discarded.seconds());

  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  std::printf("at most %ld MiB of memory\n", used.ru_maxrss / 1024);
  return is_same && bills == number ? 0 : 1;
}

}  // namespace

int main(int count, char** values) {
  std::int64_t number = 1'000'000;
  std::string file;
  for (int i = 1; i < count; ++i) {
    std::string_view const value = values[i];
    if (value == "--store" && i + 1 < count)
      file = values[++i];
    else if (std::from_chars(value.data(), value.data() + value.size(), number).ptr != value.data() + value.size())
      number = 0;
  }
  if (file.empty() || number < 1) {
    std::fputs("usage: million_bills [NUMBER] --store FILE\n", stderr);
    return 2;
  }
  try {
    return run(number, file);
  } catch (std::exception const& failure) {
    std::fprintf(stderr, "million_bills: %s\n", failure.what());
    return 2;
  }
}
