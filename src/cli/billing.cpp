#include "cli/billing.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <optional>
#include <ostream>

#include "cli/desk.hpp"
#include "cli/input.hpp"
#include "cli/progress.hpp"
#include "cli/timeline.hpp"
#include "lilac/billing/billing.hpp"
#include "lilac/engine/records.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/messaging/messaging.hpp"

namespace lilac::cli {

namespace {

using namespace billing;

constexpr Actor by_operations = operation_user(1);
constexpr Actor by_admin = admin(1);

template <class T>
T need(result<T> done) {
  if (!done) throw Failure(refused_or_found, text_of(done.error()));
  return std::move(done).value();
}

class Watch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(); }
  std::int64_t rate_of(std::int64_t count) const {
    return static_cast<std::int64_t>(static_cast<double>(count) / std::max(seconds(), 1e-9));
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// Which run a subcommand is about, and when it happens.
struct Chosen {
  std::string store;
  std::int32_t period = 0;
  std::int32_t cycle_day = 25;
  std::string at;
};

void add_chosen(CLI::App& app, Chosen& chosen) {
  add_store_option(app, chosen.store);
  app.add_option("--period", chosen.period, "The month in which the cycle ends, as 202601")
      ->required()
      ->type_name("YYYYMM");
  app.add_option("--cycle-day", chosen.cycle_day, "The day of the month on which it ends (default: 25)")
      ->type_name("DAY");
}
void add_at(CLI::App& app, Chosen& chosen) {
  app.add_option(
         "--at", chosen.at,
         "When it happens: an instant, now, or a day (default: the day after the cycle, or now if the desk is later)")
      ->type_name("INSTANT");
}

Cycle cycle_of(Chosen const& chosen) {
  for (auto const& checked : {check_period(chosen.period), check_cycle_day(chosen.cycle_day)}) {
    if (!checked) throw Failure(wrong_usage, text_of(checked.error()));
  }
  return billing::cycle_of(chosen.period, chosen.cycle_day);
}

Instant instant_for(Chosen const& chosen, Desk& desk) {
  if (!chosen.at.empty()) return instant_of("--at", chosen.at);
  auto const after = cycle_of(chosen).last + std::chrono::days{1};
  return std::max(desk.last_instant(), Instant{after.time_since_epoch()});
}

BillingRun run_of(Chosen const& chosen, Desk& desk) {
  for (auto const& run : need(desk.engine().ask(GetBillingRuns{chosen.cycle_day}))) {
    if (run.is_live && run.period == chosen.period) return run;
  }
  throw Failure(refused_or_found, "no run of period " + std::to_string(chosen.period) + ", cycle day " +
                                      std::to_string(chosen.cycle_day) + ": `lilac billing settle` begins one");
}

void show(std::ostream& out, BillingRun const& run) {
  auto const& counts = run.counts;
  out << "run " << run.id.value << " of " << run.period << ", cycle day " << run.cycle_day << ": "
      << name_of(type_of<RunState>(), static_cast<std::int64_t>(run.state)) << "; " << counts.targets << " targets, "
      << counts.bills << " bills, " << counts.quarantined << " quarantined, " << counts.excluded << " excluded, sum "
      << counts.total << '\n';
}

// --- generate
// -----------------------------------------------------------------------------------------------------------

struct Generating : Chosen {
  std::string prices;
  std::int64_t subscribers = 10'000;
  std::int64_t seed = 1;
};

/// The same numbers for the same seed, line and purpose.
class Dice {
 public:
  Dice(std::int64_t seed, std::int64_t line)
      : base_("lilac " + std::to_string(seed) + " " + std::to_string(line) + " ") {}
  /// From 0 to `sides` - 1.
  std::int64_t roll(std::string_view purpose, std::int64_t sides) const {
    return static_cast<std::int64_t>(digest(base_ + std::string(purpose)) % static_cast<std::uint64_t>(sides));
  }

 private:
  std::string base_;
};

RegisterSubscriber made_line(std::int64_t id, Generating const& options, PriceBook const& book, Cycle const& cycle) {
  Dice const dice{options.seed, id};
  auto const one_of = [&](char const* purpose, auto const& all) {
    return all[static_cast<std::size_t>(dice.roll(purpose, static_cast<std::int64_t>(all.size())))].code;
  };
  constexpr std::array families{"Kim", "Lee", "Park", "Choi", "Jung", "Kang", "Cho", "Yoon"};
  constexpr std::array names{"Minji", "Seojun", "Hayun", "Doyun", "Jiwoo", "Siwoo", "Yuna", "Eunwoo"};
  RegisterSubscriber line;
  line.subscriber_id = {id};
  line.customer_id = {id};
  line.name = std::string(families[static_cast<std::size_t>(dice.roll("family", 8))]) + " " +
              names[static_cast<std::size_t>(dice.roll("name", 8))];
  // One in fifty has no mailbox, one in fifty is a minor.
  if (dice.roll("mailbox", 50) != 0) line.email = {"customer" + std::to_string(id) + "@example.com"};
  line.phone = {"010-" + std::to_string(1000 + id / 10'000 % 9000) + "-" + std::to_string(1000 + id % 9000)};
  line.birth_year = dice.roll("minor", 50) == 0 ? 2012 : 1950 + static_cast<std::int32_t>(dice.roll("born", 50));
  line.cycle_day = options.cycle_day;
  // Most have been here for long; one in a hundred joined within the cycle.
  auto const days = dice.roll("new", 100) == 0 ? -dice.roll("joined", cycle.days()) : 100 + dice.roll("joined", 2'000);
  line.joined_on = cycle.first - std::chrono::days{days};
  line.plan = one_of("plan", book.plans);
  if (!book.add_ons.empty() && dice.roll("add-on", 3) == 0)
    line.add_ons.push_back({one_of("which add-on", book.add_ons), line.joined_on, {}});
  // For the book's term, begun at some day of the last two years.
  for (auto const& discount : book.discounts) {
    auto const begun = cycle.first - std::chrono::days{dice.roll(discount.code + " begun", 700)};
    if (dice.roll(discount.code, 6) == 0)
      line.discounts.push_back({discount.code, std::max(line.joined_on, begun), std::nullopt});
  }
  return line;
}

std::vector<RecordUsage> made_usage(std::int64_t id, Generating const& options, Cycle const& cycle) {
  Dice const dice{options.seed, id};
  auto const when = std::to_string(options.period);
  std::vector<RecordUsage> all;
  auto const add = [&](UsageKind kind, char const* what, std::int64_t amount) -> RecordUsage& {
    auto& usage = all.emplace_back();
    usage.subscriber_id = {id};
    usage.kind = kind;
    usage.description = what;
    usage.amount = amount;
    usage.happened_at = Instant{(cycle.first + std::chrono::days{dice.roll(when + what, 27)}).time_since_epoch()} +
                        std::chrono::minutes{dice.roll(what, 1'440)};
    usage.source_id = when + "-" + std::to_string(id) + "-" + std::to_string(all.size());
    return usage;
  };
  if (dice.roll("instalment", 3) == 0) add(UsageKind::INSTALMENT, "Device instalment", 28'500).tax = Tax::PASS_THROUGH;
  if (dice.roll("use" + when, 5) == 0) {
    auto& data = add(UsageKind::OVER_PLAN, "Data beyond the plan", 22 * (1 + dice.roll("megabytes" + when, 500)));
    data.unit = Unit::MEGABYTE;
    data.quantity = data.amount / 22;
  }
  if (dice.roll("shop" + when, 8) == 0) {
    auto& bought = add(UsageKind::MICROPAYMENT, "Game coins", 1'100 * (1 + dice.roll("coins" + when, 25)));
    bought.counterparty = "Coin Shop";
    bought.tax = Tax::PASS_THROUGH;
  }
  return all;
}

std::vector<messaging::DefineTemplate> bill_templates(Rules const& rules) {
  std::vector<messaging::DefineTemplate> all;
  struct Words {
    std::int64_t id;
    char const* word;
  };
  for (auto const& [id, word] :
       {Words{rules.bill_template, "Your bill"}, Words{rules.correction_template, "Your corrected bill"}}) {
    for (auto const channel : {messaging::Channel::EMAIL, messaging::Channel::SMS}) {
      auto& made = all.emplace_back();
      made.template_id = {id};
      made.channel = channel;
      made.locale = "en";
      auto const is_mail = channel == messaging::Channel::EMAIL;
      if (is_mail) made.subject = std::string(word) + " {no}";
      made.body = is_mail
                      ? std::string("<p>") + word + " {no} for {period}: {total}, to pay by {due_on}.</p><p>{link}</p>"
                      : "{no} {period}: {total}, {due_on}. {link}";
      made.variables = {"no", "period", "total", "due_on", "link"};
    }
  }
  return all;
}

PublishPrices read_prices(Program& program, std::string const& file) {
  PublishPrices prices;
  auto const read =
      decode_text(Input{program.console, file}.read_all(), type_of<PublishPrices>(), &prices, Decoding::strict);
  if (!read) throw Failure(cannot_open, file + ": " + read.error().message());
  return prices;
}

int generate(Program& program, Generating const& options) {
  constexpr std::int64_t of_a_batch = 2'000;
  auto const cycle = cycle_of(options);
  auto const prices = read_prices(program, options.prices);
  Desk desk{program, options.store, Opening::create};
  auto& engine = desk.engine();
  auto const before = Instant{cycle.last.time_since_epoch()};
  auto const now = std::max(before, need(engine.store().last_position()) == 0 ? before : desk.last_instant());
  auto const book = need(engine.execute(prices, by_admin, {.at = now}));
  for (auto const& made : bill_templates(engine.host().rules<Rules>()))
    static_cast<void>(need(engine.execute(made, by_admin, {.at = now})));
  Progress progress{program.console, static_cast<std::uint64_t>(options.subscribers), true, "subscribers"};
  Watch const watch;
  std::int64_t usage = 0;
  for (std::int64_t first = 1; first <= options.subscribers; first += of_a_batch) {
    auto const end = std::min(first + of_a_batch, options.subscribers + 1);
    std::int64_t used = 0;
    must(engine.batch([&](Batch& batch) {
      used = 0;
      for (auto id = first; id < end; ++id) {
        static_cast<void>(need(batch.execute(made_line(id, options, book, cycle), by_operations, {.at = now})));
        for (auto const& record : made_usage(id, options, cycle)) {
          static_cast<void>(need(batch.execute(record, by_operations, {.at = now})));
          ++used;
        }
      }
    }));
    usage += used;
    progress.update(static_cast<std::uint64_t>(end - 1), end - 1);
  }
  program.console.out << options.subscribers << " subscribers with " << usage << " records of usage for "
                      << options.period << ", prices version " << book.id.value << "; "
                      << watch.rate_of(options.subscribers) << " subscribers/s\n";
  return all_well;
}

// --- settle, approve, release
// -------------------------------------------------------------------------------------------

std::uint64_t subscribers_of(Desk& desk, std::int32_t cycle_day) {
  std::uint64_t count = 0;
  StoreReader reader{desk.store()};
  must(reader.each<Subscriber::find_by_cycle_day>([&](Subscriber const&) { ++count; }, cycle_day));
  return count;
}

int settle(Program& program, Chosen const& chosen) {
  cycle_of(chosen);
  Desk desk{program, chosen.store, Opening::existing};
  auto& engine = desk.engine();
  Options const at{.at = instant_for(chosen, desk)};
  auto run = need(engine.execute(OpenBillingRun{chosen.period, chosen.cycle_day, {}, {}}, by_operations, at));
  if (run.state == RunState::Paused || run.state == RunState::Failed)
    run = need(engine.execute(ResumeRun{run.id}, by_operations, at));
  auto const all = program.console.err_is_terminal ? subscribers_of(desk, chosen.cycle_day) : 0;
  auto const before = run.counts.targets;
  Watch const watch;
  {
    Progress progress{program.console, all, true, "subscribers"};
    while (run.state == RunState::Opened || run.state == RunState::Settling) {
      run = need(engine.execute(SettleNextChunk{run.id, run.token}, by_operations, at));
      progress.update(static_cast<std::uint64_t>(run.counts.targets), run.counts.targets);
    }
  }
  show(program.console.out, run);
  auto const done = run.counts.targets - before;
  program.console.out << done << " settled now";
  if (done > 0) program.console.out << ", " << watch.rate_of(done) << "/s";
  program.console.out << '\n';
  return run.state == RunState::Failed ? refused_or_found : all_well;
}

int approve(Program& program, Chosen const& chosen) {
  Desk desk{program, chosen.store, Opening::existing};
  auto run = run_of(chosen, desk);
  Options const at{.at = instant_for(chosen, desk)};
  if (!run.is_issued()) run = need(desk.engine().execute(ApproveRun{run.id}, by_admin, at));
  show(program.console.out, run);
  return all_well;
}

struct Releasing : Chosen {
  std::int64_t hours = 24;
};

// A release whose process was ended again and again looks like poison, and is a dead letter after that. Whoever
// releases once more wants it to go on.
bool try_dead_letters_again(Engine& engine, Instant at) {
  return need(engine.replay_dead_letters({.policy = "billing"}, at)).replayed > 0;
}

// What a program that was killed had claimed is its own for a few minutes more, and more for each time it was killed:
// five times, then it is a dead letter. Tells what time it is then.
Instant wait_for_claims(Engine& engine, Instant reached) {
  using lilac::engine::RelayEntry;
  for (;;) {
    StoreReader reader{engine.store()};
    auto const* next = need(reader.first<RelayEntry::find_due>());
    if (next == nullptr || next->next_at > reached + std::chrono::hours(1)) return reached;
    reached = std::max(reached, next->next_at);
    must(engine.advance_to(reached));
  }
}

int release(Program& program, Releasing const& chosen) {
  Desk desk{program, chosen.store, Opening::existing};
  auto& engine = desk.engine();
  auto run = run_of(chosen, desk);
  auto const at = instant_for(chosen, desk);
  if (run.state == RunState::Approved)
    run = need(engine.execute(ReleaseBills{run.id, {}}, by_operations, {.at = at}));
  else if (run.state != RunState::Released)
    throw Failure(refused_or_found,
                  "the run is " + std::string(name_of(type_of<RunState>(), static_cast<std::int64_t>(run.state))) +
                      ", so its bills cannot be released");
  Watch const watch;
  std::int64_t ended = 0;
  {
    Progress progress{program.console, static_cast<std::uint64_t>(run.counts.bills), true, "bills"};
    auto const count = [&](auto const&, Heard const&) {
      ++ended;
      progress.update(static_cast<std::uint64_t>(ended), ended);
    };
    auto const delivered = engine.on<BillDelivered>(count);
    auto const failed = engine.on<BillDeliveryFailed>(count);
    auto const end = at + std::chrono::hours{chosen.hours};
    try_dead_letters_again(engine, at);
    must(engine.advance_to(end));
    auto const reached = wait_for_claims(engine, end);
    if (try_dead_letters_again(engine, reached)) {
      must(engine.advance_to(reached));
      wait_for_claims(engine, reached);
    }
  }
  program.console.out << ended << " bills came to an end";
  if (ended > 0) program.console.out << ", " << watch.rate_of(ended) << "/s";
  program.console.out << '\n';
  return all_well;
}

// --- report, bill
// -------------------------------------------------------------------------------------------------------

int report(Program& program, Chosen const& chosen, bool json) {
  Desk desk{program, chosen.store, Opening::read_only};
  auto& out = program.console.out;
  auto const run = run_of(chosen, desk);
  auto const lines = need(desk.engine().ask(Reconcile{run.id}));
  if (!json) show(out, run);
  auto is_right = true;
  for (auto const& line : lines) {
    is_right = is_right && line.is_right;
    if (json) {
      out << to_json(line) << '\n';
    } else if (line.query.empty()) {
      out << (line.is_right ? "  right  " : "  WRONG  ") << line.name;
      if (!line.is_right) out << ": differs by " << line.value;
      out << '\n';
    } else {
      auto const number = std::to_string(line.value);
      out << std::string(16 - std::min<std::size_t>(15, number.size()), ' ') << number << "  " << line.name << "   "
          << line.query << '\n';
    }
  }
  for (auto const& month : need(desk.engine().ask(GetMonths{}))) {
    if (json) {
      out << to_json(month) << '\n';
      continue;
    }
    out << "month " << month.period << ": " << month.bills << " bills, sum " << month.total << ", " << month.delivered
        << " delivered, " << month.failed << " failed";
    if (month.bills_more) out << "; " << *month.bills_more << " bills and " << *month.total_more << " more than before";
    out << '\n';
  }
  return is_right ? all_well : refused_or_found;
}

struct BillChosen : Chosen {
  std::int64_t subscriber = 0;
  std::string form = "text";
  bool with_usage = false;
};

int show_bill(Program& program, BillChosen const& chosen) {
  cycle_of(chosen);
  Desk desk{program, chosen.store, Opening::read_only};
  std::optional<BillId> newest;
  for (auto const& row : need(desk.engine().ask(GetBillsOfSubscriber{{chosen.subscriber}}))) {
    if (row.bill.period == chosen.period) newest = row.bill.id;
  }
  if (!newest)
    throw Failure(refused_or_found, "subscriber " + std::to_string(chosen.subscriber) + " has no bill of " +
                                        std::to_string(chosen.period));
  auto const form = chosen.form == "html"  ? DocumentForm::HTML
                    : chosen.form == "sms" ? DocumentForm::SMS
                                           : DocumentForm::TEXT;
  for (auto const& document : need(desk.engine().ask(GetBillDocument{*newest, form, chosen.with_usage})))
    program.console.out << document.content << (form == DocumentForm::SMS ? "\n" : "");
  return all_well;
}

// --- The face
// -----------------------------------------------------------------------------------------------------------

constexpr char const* help =
    R"(A month, from nothing to its bills. Whatever stops half-way goes on when it is run again.

Examples:
  lilac billing generate --store telecom.db --period 202601 --prices examples/billing/prices.json --subscribers 10000
  lilac billing settle   --store telecom.db --period 202601
  lilac billing approve  --store telecom.db --period 202601
  lilac billing release  --store telecom.db --period 202601
  lilac billing report   --store telecom.db --period 202601
  lilac billing bill     --store telecom.db --period 202601 --subscriber 7 --form html > bill.html)";

class BillingFace final : public Face {
 public:
  ModuleInfo const& module() const override { return billing::module; }
  void bind(Host& host) override { bind_bridges(host); }

  void add_subcommands(CLI::App& app, Program& program) override {
    auto& billing = *app.add_subcommand("billing", "Settle a month, issue and send its bills");
    billing.require_subcommand(1);
    billing.footer(help);
    add_generate(billing, program);
    add_step(billing, program, "settle", "Charge everybody of a cycle day, in chunks", &settle);
    add_step(billing, program, "approve", "Issue the bills of a run", &approve);
    add_release(billing, program);
    add_report(billing, program);
    add_bill(billing, program);
  }

 private:
  static void add_generate(CLI::App& app, Program& program) {
    auto options = std::make_shared<Generating>();
    auto& command = *app.add_subcommand("generate", "Make subscribers and what they use, the same for the same seed");
    add_chosen(command, *options);
    command.add_option("--prices", options->prices, "A price book, as PublishPrices takes it")
        ->required()
        ->type_name("FILE");
    command.add_option("--subscribers", options->subscribers, "How many (default: 10000)")
        ->check(CLI::Range(std::int64_t{1}, largest_subscriber_id))
        ->type_name("N");
    command.add_option("--seed", options->seed, "Of what they have and use (default: 1)")->type_name("N");
    command.callback(
        [&program, options] { program.action = [&program, options] { return generate(program, *options); }; });
  }
  static void add_step(CLI::App& app, Program& program, char const* name, char const* what,
                       int (*step)(Program&, Chosen const&)) {
    auto chosen = std::make_shared<Chosen>();
    auto& command = *app.add_subcommand(name, what);
    add_chosen(command, *chosen);
    add_at(command, *chosen);
    command.callback(
        [&program, chosen, step] { program.action = [&program, chosen, step] { return step(program, *chosen); }; });
  }
  static void add_release(CLI::App& app, Program& program) {
    auto chosen = std::make_shared<Releasing>();
    auto& command = *app.add_subcommand("release", "Send the bills of an approved run");
    add_chosen(command, *chosen);
    add_at(command, *chosen);
    command
        .add_option("--hours", chosen->hours, "How long to let messages be retried, on the desk's clock (default: 24)")
        ->check(CLI::Range(0, 8760))
        ->type_name("N");
    for (auto* face : program.faces) face->add_options(command);
    command.callback([&program, chosen] { program.action = [&program, chosen] { return release(program, *chosen); }; });
  }
  static void add_report(CLI::App& app, Program& program) {
    auto chosen = std::make_shared<Chosen>();
    auto json = std::make_shared<bool>(false);
    auto& command = *app.add_subcommand("report", "Reconcile a run: each number with the query that lists its rows");
    add_chosen(command, *chosen);
    command.add_flag("--json", *json, "For machines: one object per line");
    command.callback([&program, chosen, json] {
      program.action = [&program, chosen, json] { return report(program, *chosen, *json); };
    });
  }
  static void add_bill(CLI::App& app, Program& program) {
    auto chosen = std::make_shared<BillChosen>();
    auto& command = *app.add_subcommand("bill", "Show one bill");
    add_chosen(command, *chosen);
    command.add_option("--subscriber", chosen->subscriber, "Whose")->required()->type_name("ID");
    command.add_option("--form", chosen->form, "text (default), html or sms")
        ->check(CLI::IsMember({"text", "html", "sms"}))
        ->type_name("FORM");
    command.add_flag("--usage", chosen->with_usage, "Also usage that costs nothing");
    command.callback(
        [&program, chosen] { program.action = [&program, chosen] { return show_bill(program, *chosen); }; });
  }
};

}  // namespace

Face& billing_face() {
  static BillingFace face;
  return face;
}

}  // namespace lilac::cli
