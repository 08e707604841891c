// Files that were written before openings of runs were counted.
#include <SQLiteCpp/SQLiteCpp.h>

#include "adapters/temporary_directory.hpp"
#include "billing/stage.hpp"
#include "lilac/adapters/sqlite.hpp"

namespace lilac::billing {

namespace {

std::unique_ptr<Store> open_file(std::string const& path) {
  auto store = SqliteStore::open(path);
  if (!store) FAIL(store.error().message());
  return std::move(store).value();
}

/// As such a file has no such columns, they are empty once it is opened.
void forget_openings(std::string const& path) {
  SQLite::Database file{path, SQLite::OPEN_READWRITE};
  file.exec("UPDATE billing_billing_cycle SET openings = 0");
  file.exec("UPDATE billing_billing_run SET opening = 0, reissued = 0");
  for (auto const* table : {"billing_subscriber", "billing_usage", "billing_ledger_entry"})
    file.exec(std::string("UPDATE ") + table + " SET in_time_for = 0");
}

}  // namespace

TEST_CASE("A file of before openings were counted goes on: each record on one bill, targets right, nothing deleted") {
  TemporaryDirectory const directory;
  auto const path = directory / "bills.db";
  auto const first = BillingDesk::bill_id(202601, 1);
  {
    BillingDesk desk{{}, {}, open_file(path)};
    desk.line(1).line(2);
    desk.given(system_actor, usage(1, "in time", 1'000));
    desk.approved(202601);
    desk.after(std::chrono::hours{1});
    desk.given(system_actor, usage(1, "late", 2'000));
    desk.line(3);
    desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-12-26")});
    desk.given(boss, CorrectBill{first, "wrong plan"});
  }
  forget_openings(path);
  BillingDesk desk{{}, {}, open_file(path)};
  auto const run = desk.live_run(202601);
  CHECK(desk.ask(GetTargets{run.id}).size() == 2);
  for (auto const& line : desk.ask(Reconcile{run.id})) CHECK(line.is_right);
  desk.when(boss, DiscardRun{run.id}).then_refused(run_is_built_upon);
  desk.given(operator_3, ChangePlan{{1}, "P1", day("2025-12-26")});
  // Recorded from now on, by a clock before the old run's opening: it came after it all the same.
  desk.after(-std::chrono::hours{1});
  desk.given(system_actor, usage(1, "later", 4'000));
  desk.line(4);
  CHECK(desk.ask(GetTargets{run.id}).size() == 2);
  desk.given(boss, CorrectBill{BillingDesk::bill_id(202601, 1, 2), "it was right"});
  CHECK(desk.bill(202601, 1, 3).total.minor == 34'000);
  desk.at("2026-02-26T09:00+09:00");
  desk.given(operator_3, RecordPayment{BillingDesk::bill_id(202601, 1, 3), 34'000, "p-1"});
  desk.approved(202602);
  CHECK(desk.bill(202602, 1).total.minor == 33'000 + 6'000);
  CHECK(desk.live_run(202602).counts.targets == 4);
}

TEST_CASE("A run that was opened uncounted, and is settled now, has what its callers' clocks say") {
  TemporaryDirectory const directory;
  auto const path = directory / "bills.db";
  {
    BillingDesk desk{{}, {}, open_file(path)};
    desk.line(1);
    desk.given(operator_3, OpenBillingRun{202601, 25, {}, {}});
    desk.given(system_actor, usage(1, "kept out", 1'000));
    desk.given(boss, DiscardRun{{1}});
    desk.when_idle();
    desk.after(std::chrono::hours{1});
    desk.given(operator_3, OpenBillingRun{202601, 25, {}, {}});
    desk.after(Duration{1});
    desk.given(system_actor, usage(1, "late", 2'000));
    desk.line(2);
  }
  forget_openings(path);
  BillingDesk desk{{}, {}, open_file(path)};
  auto const run = desk.settled(202601);
  CHECK(run.counts.targets == 1);
  CHECK(desk.bill(202601, 1).total.minor == 34'000);
  for (auto const& line : desk.ask(Reconcile{run.id})) CHECK(line.is_right);
}

}  // namespace lilac::billing
