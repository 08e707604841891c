#include "simulator/simulation.hpp"

#include <algorithm>

#include "lilac/adapters/memory.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/support/support.hpp"
#include "simulator/at_rest.hpp"
#include "simulator/history.hpp"
#include "simulator/hosts.hpp"
#include "simulator/ledger.hpp"
#include "simulator/process.hpp"

namespace lilac::simulator {

using namespace std::chrono_literals;

namespace {

constexpr Instant first_day{std::chrono::sys_days{std::chrono::year{2026} / 1 / 5}};
constexpr Instant earliest{std::chrono::sys_days{std::chrono::year{2010} / 1 / 1}};
constexpr Instant latest{std::chrono::sys_days{std::chrono::year{2040} / 1 / 1}};
constexpr auto a_year = std::chrono::hours(24 * 365);
constexpr std::uint64_t enough = 100'000;  ///< operations of one step
constexpr int most_rounds = 50;            ///< of the liveness phase
constexpr auto no_cause = "nothing fails without a cause";
constexpr auto at_rest = "everything comes to rest";

class Simulation {
 public:
  Simulation(Choices& choices, Setting const& setting, Sightings& sightings, Trace& trace)
      : world_{choices, {}, sightings, trace, {}, setting.flaw},
        history_(memory_, modules(), world_.verdict, sightings),
        ledger_(world_.verdict, sightings),
        hosts_(world_, history_) {
    choices.next_step();
    world_.profile = draw_profile(setting.profile, choices);
    auto const repeats = choices.chance(world_.profile.rate(Fault::key_is_carried_twice) * 4);  // once for all
    if (repeats) world_.count(Fault::key_is_carried_twice);
    gateway_.emplace(world_, !repeats);
    site_.emplace(world_);
    process_.emplace(memory_, world_, *gateway_, *site_, [this] { interfere(); });
    rival_.emplace(memory_, world_, *gateway_, *site_);
    gateway_->on_rival = [this] { interfere(); };
    gateway_->on_death = [this] { present().store().die(); };
    gateway_->is_dead = site_->is_dead = [this] { return present().store().is_dead(); };
  }

  void run() {
    begin();
    while (world_.verdict.is_good() && world_.choices.next_step()) step();
    if (world_.verdict.is_good()) come_to_rest();
    if (world_.verdict.is_good()) finish();
  }

  World& world() { return world_; }

 private:
  /// The process that is running just now.
  Process& present() { return is_rival_ ? *rival_ : *process_; }

  // --- Before anything goes wrong -----------------------------------------------------------------------------------

  void begin() {
    allow();
    if (world_.happens(Fault::first_start_is_troubled)) {
      process_->store().arm();
      process_->start();
      process_->store().disarm();
      process_->bury();
    }
    world_.is_calm = true;
    process_->start();
    for (auto const& ask : Hosts::opening(now_)) give(*process_, ask, now_);
    world_.is_calm = false;
  }

  void allow() {
    process_->store().allow(enough);
    rival_->store().allow(enough);
  }

  // --- The safety phase ---------------------------------------------------------------------------------------------

  void step() {
    allow();
    move_clock();
    process_->store().arm();
    if (process_->start()) act();
    process_->store().disarm();
    process_->bury();
    history_.absorb();
    see_messages(memory_, world_.sightings);
  }

  void move_clock() {
    now_ += std::chrono::seconds(world_.choices.below(90));
    if (world_.happens(Fault::clock_jumps_an_hour)) now_ += 1h;
    if (world_.happens(Fault::clock_jumps_a_year)) now_ += a_year;
    if (world_.happens(Fault::clock_steps_back)) {
      Duration const steps[] = {1s, 1min, 1h, a_year};
      now_ -= world_.choices.one_of(steps);
    }
    now_ = std::clamp(now_, earliest, latest);
    last_ = std::max(last_, now_);
  }

  void act() {
    auto const action = world_.choices.below(100);
    if (action < 52) {
      ask_one(*process_, hosts_.think(now_));
    } else if (action < 68) {
      now_ += std::chrono::minutes(world_.choices.below(20));
      last_ = std::max(last_, now_);
      attempt("advance", [&](Engine& engine) { return engine.advance_to(now_); });
    } else if (action < 75) {
      attempt("run until idle", [&](Engine& engine) { return engine.run_until_idle(now_); });
    } else if (action < 81) {
      ask_many();
    } else if (action < 87) {
      ask_one(*process_, hosts_.hear(now_));
    } else if (action < 92) {
      receive_receipt(*process_, now_);
    } else if (action < 95) {
      process_->stop();
      process_->start();
    } else if (action < 96) {
      replay_letter();
    } else if (action < 98) {
      take_care();
    } else {
      look();
    }
  }

  /// Something that may fail only when something was made to fail.
  template <class Act>
  bool attempt(std::string_view what, Act act) {
    auto const mishaps = world_.mishaps;
    auto const interference = world_.interference;
    auto const done = act(process_->engine());
    world_.trace.note(std::string(what) + (done ? " done" : " failed: " + done.error().message()));
    if (done) return true;
    world_.sightings.saw(std::string(what) + ": failed");
    auto const& error = done.error();
    auto const is_excused = world_.mishaps != mishaps || process_->store().is_dead() ||
                            (error.is(rules::conflict) && world_.interference != interference);
    if (!is_excused || !error.retriable()) world_.verdict.broken(no_cause, std::string(what) + ": " + error.message());
    return false;
  }

  void ask_one(Process& process, Ask const& ask) {
    if (world_.choices.below(8) == 7 && ask.command != nullptr) {
      preview_and_ask(process, ask);
    } else {
      give(process, ask, now_);
    }
  }

  // What a preview says comes true when nothing comes between, and the preview itself leaves no trace.
  void preview_and_ask(Process& process, Ask const& ask) {
    history_.absorb();
    auto const mishaps = world_.mishaps;
    auto const interference = world_.interference;
    auto const expected = preview_of(process.engine(), ask, now_);
    if (!history_.absorb().empty()) world_.verdict.broken("a preview changes nothing", ask.text());
    auto const answer = give(process, ask, now_);
    world_.sightings.saw("host: preview");
    if (world_.mishaps != mishaps || world_.interference != interference || process.store().is_dead()) return;
    if (expected.is_success != answer.is_success || expected.rule != answer.rule || expected.reply != answer.reply) {
      world_.verdict.broken("what a preview says comes true",
                            ask.text() + " → " + expected.text() + ", then " + answer.text());
    }
  }

  Answer give(Process& process, Ask const& ask, Instant at) {
    history_.absorb();
    auto& store = process.store();
    auto const operations = store.operations();
    auto const mishaps = world_.mishaps;
    auto const interference = world_.interference;
    auto const was_dead = store.is_dead();
    auto answer = answer_of(process.engine(), ask, at);
    world_.trace.note(lilac::to_text(at) + " " + ask.text() + " → " + answer.text());
    Frame const frame{history_.absorb(), at, world_.mishaps != mishaps || was_dead, world_.interference != interference,
                      store.operations() != operations};
    ledger_.judge(ask, answer, frame);
    return answer;
  }

  void ask_many() {
    std::vector<Ask> asks(2 + world_.choices.below(4));
    for (auto& ask : asks) ask = hosts_.think(now_);
    history_.absorb();
    auto const mishaps = world_.mishaps;
    auto const interference = world_.interference;
    std::vector<Answer> answers;
    auto const done = process_->engine().batch([&](Batch& batch) {
      answers.clear();  // it may run once more
      for (auto const& ask : asks) answers.push_back(answer_of(batch, ask, now_));
    });
    world_.trace.note(done ? "batch done" : "batch failed: " + done.error().message());
    for (std::size_t i = 0; i < answers.size(); ++i)
      world_.trace.note("  " + asks[i].text() + " → " + answers[i].text());
    world_.sightings.saw(done ? "host: batch" : "host: batch failed");
    ledger_.judge_batch(asks, answers, done.has_value(),
                        {history_.absorb(), now_, world_.mishaps != mishaps || process_->store().is_dead(),
                         world_.interference != interference});
  }

  static Ask ask_for_receipt(PendingReceipt const& receipt) {
    return ask_for(messaging::RecordReceipt{receipt.key, receipt.receipt, "BOUNCED_LATE"}, system_actor);
  }

  void receive_receipt(Process& process, Instant now) {
    auto& receipts = gateway_->receipts;
    if (receipts.empty()) return;
    auto const at = receipts.begin() + world_.choices.below(static_cast<std::uint32_t>(receipts.size()));
    auto const receipt = *at;
    if (!world_.happens(Fault::receipt_comes_twice)) receipts.erase(at);
    world_.sightings.saw("host: receipt");
    // A vendor repeats what was not taken.
    if (!give(process, ask_for_receipt(receipt), now).is_success) receipts.push_back(receipt);
  }

  void replay_letter() {
    auto const letters = process_->engine().dead_letters();
    if (!letters || letters.value().empty()) return;
    auto const& letter = world_.choices.one_of(letters.value());
    if (letter.parked) return;
    world_.sightings.saw("host: replays a dead letter");
    attempt("replay", [&](Engine& engine) { return engine.replay_dead_letter(letter.id, now_); });
  }

  void take_care() {
    if (world_.happens(Fault::journal_is_trimmed)) trim();
    if (world_.happens(Fault::person_is_forgotten)) forget();
  }

  void trim() {
    history_.absorb();
    attempt("trim", [&](Engine& engine) -> result<> {
      BOOST_OUTCOME_TRY(auto const trimmed, engine.trim_journal(1 + world_.choices.below(400)));
      if (trimmed.below > 1) world_.sightings.saw("host: trims the journal");
      return outcome::success();
    });
  }

  // What is half done is done again, and answers do not say any more what they said.
  void forget() {
    auto const user = 1 + world_.choices.below(4);
    attempt("forget", [&](Engine& engine) { return engine.redact(user, admin(1), {.at = now_}); });
    ledger_.forget_texts();
    history_.absorb();
    history_.forget_texts();
  }

  void look() {
    world_.sightings.saw("host: looks");
    attempt("look", [&](Engine& engine) -> result<> {
      BOOST_OUTCOME_TRY(auto today, engine.ask(support::Today{now_}));
      BOOST_OUTCOME_TRY(auto users, engine.ask(support::FindUsers{}));
      world_.trace.note(std::to_string(today.size()) + " today, " + std::to_string(users.size()) + " users");
      return outcome::success();
    });
  }

  // --- Another process, at the worst moment -------------------------------------------------------------------------

  void interfere() {
    if (is_rival_ || world_.is_calm) return;
    is_rival_ = true;
    if (rival_->start()) act_as_rival();
    rival_->bury();
    history_.absorb();
    is_rival_ = false;
  }

  void act_as_rival() {
    Duration const skews[] = {0s, 0s, 6min, -1h};
    auto const at = std::clamp(now_ + world_.choices.one_of(skews), earliest, latest);
    last_ = std::max(last_, at);
    world_.trace.note("rival:");
    switch (world_.choices.below(6)) {
      case 1:
        static_cast<void>(rival_->engine().advance_to(at));
        break;
      case 2:
        static_cast<void>(rival_->engine().run_until_idle(at));
        break;
      case 3:
        receive_receipt(*rival_, at);
        break;
      default:
        give(*rival_, hosts_.think_of_the_same(at), at);
    }
    world_.trace.note("rival ends");
  }

  // --- The liveness phase -------------------------------------------------------------------------------------------

  // Nothing fails any more. Who is still in doubt asks again; everybody else does, too, and is answered as before.
  void come_to_rest() {
    world_.is_calm = true;
    allow();
    process_->stop();
    process_->bury();
    process_->start();
    auto now = last_;
    for (int round = 0; round < most_rounds && world_.verdict.is_good(); ++round) {
      allow();
      now += a_year;
      auto const receipts = std::exchange(gateway_->receipts, {});
      for (auto const& receipt : receipts) give(*process_, ask_for_receipt(receipt), now);
      if (round < 2) {
        auto const entries = ledger_.entries();
        for (auto const& [id, entry] : entries) give(*process_, entry.ask, now);
      }
      auto const commits = process_->store().commits();
      advance(now + a_year / 2);
      if (round >= 2 && receipts.empty() && process_->store().commits() == commits) return;
    }
    world_.verdict.broken(at_rest, "something still happens after " + std::to_string(most_rounds) + " quiet years");
  }

  void advance(Instant to) {
    attempt("advance", [&](Engine& engine) { return engine.advance_to(to); });
    attempt("run until idle", [&](Engine& engine) { return engine.run_until_idle(to); });
  }

  void finish() {
    history_.absorb();
    history_.compare_rows();
    check_at_rest({process_->engine(), memory_, history_, *gateway_, *site_, world_});
    see_messages(memory_, world_.sightings);
    auto const completed = history_.count(event_info<support::OutboundCompleted>());
    auto const sent = history_.count(event_info<messaging::MessageSent>());
    if (process_->heard_completed() + rival_->heard_completed() > completed ||
        process_->heard_sent() + rival_->heard_sent() > sent)
      world_.verdict.broken("subscribers hear an event at most once", "more than there were");
    for (auto const& event : history_.events())
      world_.trace.note(event.id() + " " + event.type->name + " " + std::to_string(event.digest));
  }

  MemoryStore memory_{MemoryStore::Seed{0}};
  World world_;
  History history_;
  Ledger ledger_;
  Hosts hosts_;
  std::optional<SimGateway> gateway_;
  std::optional<SimSite> site_;
  std::optional<Process> process_;
  std::optional<Process> rival_;
  bool is_rival_ = false;
  Instant now_ = first_day;
  Instant last_ = first_day;
};

}  // namespace

Outcome simulate(Choices choices, Setting const& setting, Sightings& sightings) {
  Trace trace{setting.reader};
  Simulation simulation{choices, setting, sightings, trace};
  simulation.run();
  auto& world = simulation.world();
  return {world.verdict.first(), trace.hash(), setting.profile == "swarm" ? world.profile.text() : setting.profile,
          choices.told()};
}

}  // namespace lilac::simulator
