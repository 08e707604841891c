#include "desks/pair.hpp"

#include <algorithm>

#include "lilac/engine/rules.hpp"
#include "lilac/testing/billing.hpp"

namespace lilac::desks {

using namespace std::chrono_literals;

namespace {

constexpr auto clerk = operation_user(3);
constexpr Duration apart = 1h;

Modules lacked_by(Modules const& own) {
  Modules lacked;
  std::ranges::copy_if(every_module, std::back_inserter(lacked),
                       [&](ModuleInfo const* module) { return std::ranges::find(own, module) == own.end(); });
  return lacked;
}

}  // namespace

Desk::Desk(std::string const& path, Modules own, Duration clock_is_ahead, Vendor& vendor, Dice& dice)
    : modules(std::move(own)), ahead(clock_is_ahead), line(vendor, dice) {
  auto opened = SqliteStore::open(path, {.synchronous = SqliteOptions::Synchronous::off});
  REQUIRE(opened);
  file = std::move(opened).value();
  store.emplace(*file, lacked_by(modules));
  Host host;
  host.bind<Zones>(zones).bind<messaging::MessageGateway>(line);
  // As a host does that knows how far its desks' clocks are apart.
  host.set(engine::Rules{.longest_step_back = 2 * apart});
  if (has(support::module)) support::bind_bridges(host.bind<support::SiteContext>(site));
  if (has(billing::module)) billing::bind_bridges(host);
  engine.emplace(*store, std::span<ModuleInfo const* const>{modules}, host);
}

bool Desk::has(ModuleInfo const& module) const { return std::ranges::find(modules, &module) != modules.end(); }

Pair::Pair(Modules first, Modules second, std::uint64_t seed)
    : dice_(seed),
      first_(directory_ / "desks.db", std::move(first), 0h, vendor_, dice_),
      second_(directory_ / "desks.db", std::move(second), apart, vendor_, dice_),
      world_(parse_instant("2026-01-26T00:00:00Z").value()) {
  set_up();
  for (auto* desk : {&first_, &second_}) desk->line.on_stop = [this, desk] { stand_still(*desk); };
}

template <class C>
void Pair::run(Desk& desk, C const& command, Actor by) {
  auto const done = desk.engine->execute(command, by, {.at = desk.now(world_)});
  // What is refused here is refused by a rule of its context, or lost against the other desk.
  if (!done) REQUIRE_MESSAGE(done.error().number() < 5000, done.error().message());
}

void Pair::set_up() {
  auto const& desk_with = [&](ModuleInfo const& module) -> Desk& { return first_.has(module) ? first_ : second_; };
  auto& support_desk = desk_with(support::module);
  auto& billing_desk = desk_with(billing::module);
  run(support_desk, support::DefineOutboundPlan{1, 3}, admin(1));
  run(support_desk, support::DefineOutboundPlan{2, 10}, admin(1));
  run(billing_desk, testing::BillingDesk::prices(), admin(1));
  for (auto const& made : testing::BillingDesk::templates()) run(billing_desk, made, admin(1));
  for (std::int64_t id = 1; id <= persons; ++id) {
    auto enrolment = testing::SupportDesk::enrolment(id, 10 + id, "2026-01-26");
    enrolment.phone = {phone_of_user(id)};
    run(support_desk, enrolment, system_actor);
    auto line = testing::BillingDesk::registration(id);
    line.phone = {phone_of_line(id)};
    line.email = {id % 2 == 0 ? std::string() : mail_of_line(id)};
    run(billing_desk, line, system_actor);
  }
}

void Pair::step() {
  auto& desk = dice_.one_in(2) ? first_ : second_;
  switch (dice_.roll(4)) {
    case 0:
      world_ += std::chrono::minutes(dice_.roll(60));
      break;
    case 1:
      work_on(desk);
      break;
    default:
      act(desk);
  }
}

void Pair::act(Desk& desk) {
  auto const knows_both = desk.has(support::module) && desk.has(billing::module);
  if (desk.has(support::module) && (!knows_both || dice_.one_in(2)))
    act_at_support(desk);
  else
    act_at_billing(desk);
}

void Pair::act_at_support(Desk& desk) {
  support::UserId const user{1 + dice_.roll(persons)};
  support::UserCycleId const cycle{10 + user.value};
  support::UserOutboundPlanId const call{1 + dice_.roll(2 * persons)};
  switch (dice_.roll(6)) {
    case 0:
      return run(desk, support::RecordOutboundSchedule{call, desk.now(world_) + 2h}, clerk);
    case 1:
      return run(desk, support::CompleteOutbound{call}, clerk);
    case 2:
      return run(desk, support::WithdrawOutbound{call, {}}, clerk);
    case 3:
      return run(desk, support::UpdateUserSite{user, {dice_.roll(9) + 1}}, clerk);
    default:
      run(desk, support::SendFreeTextMessage{user, cycle, PersonalText{"Nr. " + std::to_string(++told_.messages)}},
          clerk);
  }
}

void Pair::act_at_billing(Desk& desk) {
  std::int64_t const line = 1 + dice_.roll(persons);
  auto const bill = testing::BillingDesk::bill_id(period_, line);
  switch (dice_.roll(7)) {
    case 0:
      return settle(desk);
    case 1:
      return run(desk, billing::CorrectBill{bill, "asked for"}, admin(1));
    case 2:
      return run(desk, billing::ResendBill{bill}, clerk);
    case 3:
      return run(desk, billing::ChangePlan{{line}, dice_.one_in(2) ? "P1" : "P2", {}}, clerk);
    default: {
      billing::RecordUsage usage;
      usage.subscriber_id = {line};
      usage.description = "Data beyond the plan";
      usage.amount = 100;
      usage.happened_at = desk.now(world_);
      usage.source_id = "u-" + std::to_string(++told_.usages);
      run(desk, usage, system_actor);
    }
  }
}

// Until the month's bills are released; then it is the next month's turn.
void Pair::settle(Desk& desk) {
  run(desk, billing::OpenBillingRun{period_, 25, {}, {}}, clerk);
  StoreReader reader{*desk.store};
  auto const found = reader.first<billing::BillingRun::find_live>(period_, 25);
  REQUIRE(found);
  if (found.value() == nullptr) return;
  auto const id = found.value()->id;
  run(desk, billing::SettleNextChunk{id, found.value()->token}, clerk);
  run(desk, billing::ApproveRun{id}, admin(1));
  run(desk, billing::ReleaseBills{id, {}}, clerk);
  auto const live = reader.first<billing::BillingRun::find_live>(period_, 25);
  REQUIRE(live);
  if (live.value()->state == billing::RunState::Released && dice_.one_in(3)) period_ += period_ % 100 == 12 ? 89 : 1;
}

void Pair::work_on(Desk& desk) {
  auto const now = desk.now(world_);
  auto const done = dice_.one_in(2) ? desk.engine->run_until_idle(now) : desk.engine->advance_to(now);
  if (!done) REQUIRE_MESSAGE(done.error().retriable(), done.error().message());
}

void Pair::stand_still(Desk& desk) {
  if (is_standing_ || vendor_.is_well || !dice_.one_in(4)) return;
  is_standing_ = true;
  ++stops_;
  for (auto left = dice_.roll(4); left >= 0; --left) {
    world_ += std::chrono::minutes(dice_.roll(5));
    work_on(other(desk));
    if (dice_.one_in(3)) act(other(desk));
  }
  is_standing_ = false;
}

void Pair::rest() {
  vendor_.is_well = true;
  for (int days = 0; days < 60; ++days) {
    world_ += 12h;
    for (auto* desk : {&first_, &second_}) REQUIRE(desk->engine->advance_to(desk->now(world_)));
  }
}

std::vector<messaging::Message> Pair::messages() {
  std::vector<messaging::Message> all;
  StoreReader reader{*first_.file};
  REQUIRE(reader.each_of(messaging::MessageId{}, no_limit, [&](messaging::Message const& row) { all.push_back(row); }));
  return all;
}

std::vector<DeadLetter> Pair::dead_letters() {
  auto letters = second_.engine->dead_letters();
  REQUIRE(letters);
  return std::move(letters).value();
}

}  // namespace lilac::desks
