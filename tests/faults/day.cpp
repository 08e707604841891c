#include "faults/day.hpp"

#include <array>
#include <fstream>
#include <stdexcept>

#include "lilac/adapters/tzdb.hpp"
#include "lilac/engine/script.hpp"
#include "lilac/messaging/module.hpp"
#include "lilac/support/bridges.hpp"
#include "lilac/support/module.hpp"

namespace lilac::faults {

namespace {

std::vector<std::string> lines_of(char const* path) {
  std::ifstream file{path};
  if (!file) throw std::runtime_error(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line + '\n');
  return lines;
}

constexpr std::array<ModuleInfo const*, 3> modules{&support::module, &messaging::module, &parcel::module};

}  // namespace

Day short_day() {
  auto lines = lines_of("tests/faults/short_day.jsonl");
  auto const middle = lines.size() / 2;
  return {std::move(lines), middle, parse_instant("2026-01-16T18:00+09:00").value()};
}

Day whole_day() {
  auto lines = lines_of("examples/day_at_the_desk.jsonl");
  // Whether a message can still be taken back depends on how far it came.
  std::erase_if(lines, [](std::string const& line) { return line.find("support.CancelSupportMessage") != line.npos; });
  auto const middle = lines.size() / 2;
  return {std::move(lines), middle, parse_instant("2026-01-12T20:00+09:00").value()};
}

// --- Outside
// ------------------------------------------------------------------------------------------------------------

Host Outside::host() {
  static TzdbZones zones;
  Host host;
  host.bind<Zones>(zones)
      .bind<messaging::MessageGateway>(gateway_)
      .bind<support::SiteContext>(site_)
      .bind<parcel::Tracker>(follower_);
  return support::bind_bridges(host);
}

std::string Outside::effects() const {
  return std::to_string(gateway_.counts().carried) + " messages carried, " + std::to_string(site_.keys.size()) +
         " requests taken, " + std::to_string(follower_.keys.size()) + " parcels followed";
}

result<> Outside::Site::take(Delivery const& delivery) {
  keys.emplace(delivery.idempotency_key);
  return outcome::success();
}
result<> Outside::Site::update_site(support::UserSiteUpdateRequested const&, Delivery const& delivery) {
  return take(delivery);
}
result<> Outside::Site::update_md(support::UserMdUpdateRequested const&, Delivery const& delivery) {
  return take(delivery);
}
result<> Outside::Site::delete_md(support::UserMdDeleteRequested const&, Delivery const& delivery) {
  return take(delivery);
}
result<> Outside::Follower::follow(parcel::ParcelSent const&, Delivery const& delivery) {
  keys.emplace(delivery.idempotency_key);
  return outcome::success();
}

// --- The program and who plays on it
// ------------------------------------------------------------------------------------

std::span<ModuleInfo const* const> modules_of_the_day() { return modules; }

result<std::unique_ptr<Program>> Program::start(Store& store, Outside& outside) {
  try {
    return std::unique_ptr<Program>{new Program{store, outside}};
  } catch (ConfigurationError const& error) {
    return storage_error(error.what());
  }
}

result<> Player::play() {
  while (next_ <= day_.lines.size()) {
    if (next_ == day_.reopen_before && next_ != 0 && !reopened_) {
      program_.reset();
      reopened_ = true;
    }
    auto const starts = program_ == nullptr;
    auto done = starts ? start() : next_ < day_.lines.size() ? play_line(next_) : spend_evening();
    after_step();
    BOOST_OUTCOME_TRY(std::move(done));
    if (!starts) ++next_;
  }
  return outcome::success();
}

result<> Player::start() {
  BOOST_OUTCOME_TRY(program_, start_());
  return outcome::success();
}

result<> Player::spend_evening() {
  BOOST_OUTCOME_TRY(program_->engine().advance_to(day_.evening));
  // What a program claimed that ended this evening is free again a little later.
  auto const later = day_.evening + std::chrono::minutes(10);
  BOOST_OUTCOME_TRY(program_->engine().advance_to(later));
  return program_->engine().run_until_idle(later);
}

void Player::end_program() {
  program_.reset();
  next_ = 0;
  reopened_ = true;
}

result<> Player::play_line(std::size_t line) {
  std::string answer;
  // A script of one line: another one can go on where this one failed.
  Script script{
      program_->engine(), {.events = false}, [&](ScriptResult const& result) { append_result_json(answer, result); }};
  BOOST_OUTCOME_TRY(script.feed(day_.lines[line]));
  answers_[line] = std::move(answer);
  return outcome::success();
}

std::string command_id_of(std::string const& line) {
  constexpr std::string_view name = R"("id":")";
  auto const at = line.find(name);
  // Another system's event goes by a longer id of the engine's own.
  if (at == line.npos || line.find(R"("event":)") != line.npos) return {};
  auto const begin = at + name.size();
  return line.substr(begin, line.find('"', begin) - begin);
}

}  // namespace lilac::faults
