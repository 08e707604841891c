// A day that is played against faults: the support desk with its messages, and the parcel office with its deadlines,
// fan-outs, views and workers, in one engine on one store.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/parcel.hpp"
#include "lilac/adapters/simulation_gateway.hpp"
#include "lilac/engine/engine.hpp"
#include "lilac/support/ports.hpp"

namespace lilac::faults {

/// Lines of a script, each with an id, and when the day is over. No line depends on how far a message or a delivery got
/// in the minutes before it: what a fault delays by the length of a claim changes nothing else.
struct Day {
  std::vector<std::string> lines;
  std::size_t reopen_before = 0;  ///< the program ends and starts again here; 0: never
  Instant evening;
};
/// Everything once, for sweeps of every fault point.
Day short_day();
/// `examples/day_at_the_desk.jsonl`, without the one line that takes a message back two seconds after it was asked for.
Day whole_day();

/// Everybody outside of the program. They live on when it ends, and know what they did by key.
class Outside {
 public:
  Host host();
  /// How many messages, requests and parcels had an effect out there; none of them twice.
  std::string effects() const;

 private:
  struct Site final : support::SiteContext {
    std::set<std::string> keys;
    result<> take(Delivery const& delivery);
    result<> update_site(support::UserSiteUpdateRequested const&, Delivery const& delivery) override;
    result<> update_md(support::UserMdUpdateRequested const&, Delivery const& delivery) override;
    result<> delete_md(support::UserMdDeleteRequested const&, Delivery const& delivery) override;
  };
  struct Follower final : parcel::Tracker {
    std::set<std::string> keys;
    result<> follow(parcel::ParcelSent const&, Delivery const& delivery) override;
  };
  static constexpr SimulatedChannel channel{.transient_failures = 100'000, .permanent_failures = 20'000};
  SimulationGateway gateway_{{.seed = 1, .email = channel, .sms = channel, .push = channel, .alarm = channel}};
  Site site_;
  Follower follower_;
};

std::span<ModuleInfo const* const> modules_of_the_day();

/// The program: an engine on a store.
class Program {
 public:
  /// Fails when the store does. The engine's constructor can only throw; that it could not use its store is a
  /// storage_failed here.
  static result<std::unique_ptr<Program>> start(Store& store, Outside& outside);
  Engine& engine() { return engine_; }

 private:
  Program(Store& store, Outside& outside) : engine_(store, modules_of_the_day(), outside.host()) {}
  Engine engine_;
};

/// Plays a day on a program that may fail at any step, and goes on where it failed.
class Player {
 public:
  using Start = std::function<result<std::unique_ptr<Program>>()>;
  Player(Day const& day, Start start) : day_(day), start_(std::move(start)), answers_(day.lines.size()) {}

  std::function<void()> after_step = [] {};  ///< a start, a line, or the evening; it may have failed

  /// Plays to the evening. After an error it goes on with the step that failed; the line is given again as it was.
  result<> play();
  /// Ends the program; the next play() starts another, and gives all lines again from the first one.
  void end_program();

  /// The result of each line, as text; empty while there was none.
  std::vector<std::string> const& answers() const { return answers_; }

 private:
  result<> start();
  result<> play_line(std::size_t line);
  result<> spend_evening();

  Day const& day_;
  Start start_;
  std::unique_ptr<Program> program_;
  std::size_t next_ = 0;  ///< line; behind the last one the evening
  bool reopened_ = false;
  std::vector<std::string> answers_;
};

/// The `id` of a line that is a command; empty for others.
std::string command_id_of(std::string const& line);

}  // namespace lilac::faults
