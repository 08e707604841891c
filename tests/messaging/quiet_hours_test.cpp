// Which instants are quiet, whatever the clock does.
#include "lilac/messaging/quiet_hours.hpp"

#include <rapidcheck.h>

#include <bitset>

#include "lilac/messaging/errors.hpp"
#include "messaging/desk.hpp"

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;

constexpr char const* seoul = "Asia/Seoul";           // no daylight saving time
constexpr char const* new_york = "America/New_York";  // 2026-03-08 02:00 → 03:00, 2026-11-01 02:00 → 01:00
constexpr char const* london = "Europe/London";       // 2026-03-29 01:00 → 02:00, 2026-10-25 02:00 → 01:00
constexpr char const* berlin = "Europe/Berlin";       // 2026-03-29 02:00 → 03:00, 2026-10-25 03:00 → 02:00
constexpr char const* lord_howe =
    "Australia/Lord_Howe";           // half an hour: 2026-10-04 02:00 → 02:30, 2026-04-05 02:00 → 01:30
constexpr char const* nowhere = "";  // UTC

/// "22:00-08:00,12:00-13:00"
std::vector<QuietWindow> windows_of(std::string_view text) {
  auto const time = [](std::string_view clock) {
    return Duration{std::chrono::minutes{std::stoi(std::string(clock.substr(0, 2))) * 60 +
                                         std::stoi(std::string(clock.substr(3, 2)))}};
  };
  std::vector<QuietWindow> windows;
  for (; text.size() >= 11; text.remove_prefix(std::min<std::size_t>(text.size(), 12)))
    windows.push_back({time(text.substr(0, 5)), time(text.substr(6, 5)), {}});
  return windows;
}

struct Case {
  char const* windows;
  char const* zone;
  char const* from;
  char const* until;  ///< the same when it is not quiet
};

constexpr Case cases[] = {
    // Inside a day: from the start on, up to the end and not with it.
    {"12:00-13:00", nowhere, "2026-01-12T11:59:59.999Z", "2026-01-12T11:59:59.999Z"},
    {"12:00-13:00", nowhere, "2026-01-12T12:00:00Z", "2026-01-12T13:00:00Z"},
    {"12:00-13:00", nowhere, "2026-01-12T12:00:00.001Z", "2026-01-12T13:00:00Z"},
    {"12:00-13:00", nowhere, "2026-01-12T12:59:59.999Z", "2026-01-12T13:00:00Z"},
    {"12:00-13:00", nowhere, "2026-01-12T13:00:00Z", "2026-01-12T13:00:00Z"},
    {"00:00-00:01", nowhere, "2026-01-12T00:00:59.999Z", "2026-01-12T00:01:00Z"},
    {"00:00-00:01", nowhere, "2026-01-12T00:01:00Z", "2026-01-12T00:01:00Z"},
    {"00:00-23:00", nowhere, "2026-01-12T00:00:00Z", "2026-01-12T23:00:00Z"},
    {"00:00-23:00", nowhere, "2026-01-12T23:00:00Z", "2026-01-12T23:00:00Z"},
    // Over midnight.
    {"22:00-08:00", nowhere, "2026-01-12T21:59:59.999Z", "2026-01-12T21:59:59.999Z"},
    {"22:00-08:00", nowhere, "2026-01-12T22:00:00Z", "2026-01-13T08:00:00Z"},
    {"22:00-08:00", nowhere, "2026-01-12T23:59:59.999Z", "2026-01-13T08:00:00Z"},
    {"22:00-08:00", nowhere, "2026-01-13T00:00:00Z", "2026-01-13T08:00:00Z"},
    {"22:00-08:00", nowhere, "2026-01-13T07:59:59.999Z", "2026-01-13T08:00:00Z"},
    {"22:00-08:00", nowhere, "2026-01-13T08:00:00Z", "2026-01-13T08:00:00Z"},
    {"23:59-00:00", nowhere, "2026-01-12T23:59:30Z", "2026-01-13T00:00:00Z"},
    {"23:59-00:00", nowhere, "2026-01-13T00:00:00Z", "2026-01-13T00:00:00Z"},
    {"22:00-00:00", nowhere, "2026-12-31T22:00:00Z", "2027-01-01T00:00:00Z"},
    {"12:00-11:00", nowhere, "2028-02-28T12:00:00Z", "2028-02-29T11:00:00Z"},
    // Equal bounds are off.
    {"00:00-00:00", nowhere, "2026-01-12T00:00:00Z", "2026-01-12T00:00:00Z"},
    {"09:00-09:00", nowhere, "2026-01-12T09:00:00Z", "2026-01-12T09:00:00Z"},
    {"09:00-09:00,09:30-10:00", nowhere, "2026-01-12T09:30:00Z", "2026-01-12T10:00:00Z"},
    // Nothing is nothing.
    {"", nowhere, "2026-01-12T03:00:00Z", "2026-01-12T03:00:00Z"},
    {"", seoul, "2026-01-12T03:00:00Z", "2026-01-12T03:00:00Z"},
    // Unions: side by side, overlapping, one inside another, with a gap, in a chain over midnight.
    {"20:00-22:00,22:00-06:00", nowhere, "2026-01-12T20:00:00Z", "2026-01-13T06:00:00Z"},
    {"22:00-06:00,20:00-22:00", nowhere, "2026-01-12T21:59:59Z", "2026-01-13T06:00:00Z"},
    {"20:00-23:00,22:00-06:00", nowhere, "2026-01-12T20:30:00Z", "2026-01-13T06:00:00Z"},
    {"20:00-06:00,22:00-23:00", nowhere, "2026-01-12T22:30:00Z", "2026-01-13T06:00:00Z"},
    {"22:00-06:00,06:01-07:00", nowhere, "2026-01-13T05:00:00Z", "2026-01-13T06:00:00Z"},
    {"22:00-06:00,06:01-07:00", nowhere, "2026-01-13T06:00:59.999Z", "2026-01-13T06:00:59.999Z"},
    {"22:00-06:00,06:01-07:00", nowhere, "2026-01-13T06:01:00Z", "2026-01-13T07:00:00Z"},
    {"18:00-21:00,21:00-00:00,00:00-03:00,03:00-17:00", nowhere, "2026-01-12T18:00:00Z", "2026-01-13T17:00:00Z"},
    {"00:00-12:00,13:00-00:00", nowhere, "2026-01-12T12:30:00Z", "2026-01-12T12:30:00Z"},
    {"00:00-12:00,13:00-00:00", nowhere, "2026-01-12T13:00:00Z", "2026-01-13T12:00:00Z"},
    // The wall clock is the recipient's.
    {"21:00-08:00", seoul, "2026-01-12T11:59:59.999Z", "2026-01-12T11:59:59.999Z"},
    {"21:00-08:00", seoul, "2026-01-12T12:00:00Z", "2026-01-12T23:00:00Z"},
    {"21:00-08:00", seoul, "2026-01-12T23:00:00Z", "2026-01-12T23:00:00Z"},
    {"21:00-08:00", new_york, "2026-01-12T12:00:00Z", "2026-01-12T13:00:00Z"},
    {"21:00-08:00", new_york, "2026-01-12T13:00:00Z", "2026-01-12T13:00:00Z"},
    {"21:00-08:00", new_york, "2026-07-12T12:00:00Z", "2026-07-12T12:00:00Z"},
    // The clock goes forward: the night is an hour shorter.
    {"22:00-08:00", new_york, "2026-03-08T03:00:00Z", "2026-03-08T12:00:00Z"},
    {"22:00-08:00", london, "2026-03-28T22:00:00Z", "2026-03-29T07:00:00Z"},
    {"22:00-08:00", berlin, "2026-03-28T21:00:00Z", "2026-03-29T06:00:00Z"},
    // An end that the clock skips is the instant of the skip.
    {"22:00-02:30", new_york, "2026-03-08T06:59:59.999Z", "2026-03-08T07:00:00Z"},
    {"22:00-02:30", new_york, "2026-03-08T03:00:00Z", "2026-03-08T07:00:00Z"},
    {"22:00-01:30", london, "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z"},
    {"22:00-02:00", berlin, "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z"},
    {"22:00-03:00", berlin, "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z"},
    {"22:00-02:15", lord_howe, "2026-10-03T15:00:00Z", "2026-10-03T15:30:00Z"},
    // A window that the clock skips altogether is not, and one whose start it skips begins with the skip.
    {"02:10-02:50", new_york, "2026-03-08T06:59:59Z", "2026-03-08T06:59:59Z"},
    {"02:10-02:50", new_york, "2026-03-08T07:00:00Z", "2026-03-08T07:00:00Z"},
    {"02:30-05:00", new_york, "2026-03-08T06:59:59Z", "2026-03-08T06:59:59Z"},
    {"02:30-05:00", new_york, "2026-03-08T07:00:00Z", "2026-03-08T09:00:00Z"},
    {"01:15-02:30", berlin, "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z"},
    // The clock goes back: the night is an hour longer.
    {"22:00-08:00", new_york, "2026-11-01T02:00:00Z", "2026-11-01T13:00:00Z"},
    {"22:00-08:00", london, "2026-10-24T21:00:00Z", "2026-10-25T08:00:00Z"},
    {"22:00-08:00", berlin, "2026-10-24T20:00:00Z", "2026-10-25T07:00:00Z"},
    // An hour that comes twice is quiet twice, and open in between as the clock shows.
    {"22:00-01:30", new_york, "2026-11-01T05:00:00Z", "2026-11-01T05:30:00Z"},
    {"22:00-01:30", new_york, "2026-11-01T05:30:00Z", "2026-11-01T05:30:00Z"},
    {"22:00-01:30", new_york, "2026-11-01T06:00:00Z", "2026-11-01T06:30:00Z"},
    {"01:30-05:00", london, "2026-10-25T00:45:00Z", "2026-10-25T01:00:00Z"},
    {"01:30-05:00", london, "2026-10-25T01:00:00Z", "2026-10-25T01:00:00Z"},
    {"01:30-05:00", london, "2026-10-25T01:30:00Z", "2026-10-25T05:00:00Z"},
    {"02:00-03:00", berlin, "2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z"},
    {"01:45-02:30", lord_howe, "2026-04-04T14:50:00Z", "2026-04-04T15:00:00Z"},
    {"01:45-02:30", lord_howe, "2026-04-04T15:15:00Z", "2026-04-04T16:00:00Z"},
};

TEST_CASE("It is quiet as the wall clock shows") {
  static_assert(std::size(cases) >= 60);
  for (auto const& one : cases) {
    INFO(one.windows, " in ", one.zone, " from ", one.from);
    auto const until = quiet_until(windows_of(one.windows), zones(), one.zone, parse_instant(one.from).value());
    CHECK(to_text(until) == to_text(parse_instant(one.until).value()));
  }
}

// ── Against somebody who looks at the clock each minute ──────────────────────────────────────────────────────────────

struct Nights {
  std::vector<std::pair<int, int>> windows;  ///< in minutes
  char const* zone;
  std::vector<std::int64_t> from;  ///< instants
};
std::ostream& operator<<(std::ostream& out, Nights const& nights) {
  for (auto const& [start, end] : nights.windows) out << start << "-" << end << ",";
  out << " in " << nights.zone << " from";
  for (auto const from : nights.from) out << " " << to_text(Instant{Duration{from}});
  return out;
}

std::int64_t ms_of(char const* instant) { return parse_instant(instant).value().time_since_epoch().count(); }

rc::Gen<Nights> any_nights() {
  // Around the changes of the clock, and anywhere.
  auto const near = [](char const* instant) {
    return rc::gen::inRange(ms_of(instant) - 86'400'000, ms_of(instant) + 86'400'000);
  };
  auto const from =
      rc::gen::oneOf(near("2026-03-08T07:00:00Z"), near("2026-11-01T06:00:00Z"), near("2026-03-29T01:00:00Z"),
                     near("2026-10-25T01:00:00Z"), near("2026-10-03T15:30:00Z"), near("2026-04-04T15:00:00Z"),
                     rc::gen::inRange(ms_of("1990-01-01T00:00:00Z"), ms_of("2036-01-01T00:00:00Z")));
  auto const window = rc::gen::pair(rc::gen::inRange(0, 1440), rc::gen::inRange(0, 1440));
  auto const windows = rc::gen::mapcat(rc::gen::inRange<std::size_t>(0, 5), [window](std::size_t count) {
    return rc::gen::container<std::vector<std::pair<int, int>>>(count, window);
  });
  return rc::gen::resize(
      rc::kNominalSize,
      rc::gen::construct<Nights>(windows, rc::gen::element(seoul, new_york, london, berlin, lord_howe, nowhere),
                                 rc::gen::container<std::vector<std::int64_t>>(20, from)));
}

/// Looks at the clock each minute.
Instant walked(std::bitset<1440> const& quiet, char const* zone, Instant at) {
  auto const is_quiet = [&](Instant instant) {
    auto const shown = *zone == '\0' ? LocalTime{instant.time_since_epoch()} : zones().to_local(zone, instant);
    auto const time = shown - std::chrono::floor<std::chrono::days>(shown);
    return quiet.test(static_cast<std::size_t>(time / 1min));
  };
  while (is_quiet(at)) at = std::chrono::floor<std::chrono::minutes>(at) + 1min;
  return at;
}

TEST_CASE("Silence ends when somebody who looks at the clock each minute would say so") {
  int silences = 0;
  CHECK(rc::check([&] {
    auto const nights = *any_nights();
    std::vector<QuietWindow> windows;
    std::bitset<1440> quiet;
    for (auto const& [start, end] : nights.windows) {
      windows.push_back({std::chrono::minutes(start), std::chrono::minutes(end), {}});
      for (auto minute = start; minute != end; minute = (minute + 1) % 1440)
        quiet.set(static_cast<std::size_t>(minute));
    }
    auto const open = static_cast<int>(1440 - quiet.count());
    RC_ASSERT(open_in_a_day(windows) == Duration{std::chrono::minutes(open)});
    RC_PRE(open >= 60);
    for (auto const ms : nights.from) {
      Instant const from{Duration{ms}};
      auto const until = quiet_until(windows, zones(), nights.zone, from);
      RC_ASSERT(to_text(until) == to_text(walked(quiet, nights.zone, from)));
      silences += until != from ? 1 : 0;
    }
  }));
  CHECK(silences > 200);
}

// ── Whose windows hold ───────────────────────────────────────────────────────────────────────────────────────────────

QuietHours hours_of(QuietOwner owner, std::string_view windows, std::optional<Channel> channel = {}) {
  QuietHours hours;
  hours.owner = owner;
  hours.windows = windows_of(windows);
  for (auto& window : hours.windows) window.channel = channel;
  return hours;
}

TEST_CASE("The tenant's hold for everybody, for whoever has not declined, or for whoever asked") {
  struct Choice {
    QuietMode mode;
    std::optional<bool> follows;
    bool holds;
  };
  constexpr Choice choices[] = {
      {QuietMode::MANDATORY, {}, true}, {QuietMode::MANDATORY, true, true}, {QuietMode::MANDATORY, false, true},
      {QuietMode::OPT_OUT, {}, true},   {QuietMode::OPT_OUT, true, true},   {QuietMode::OPT_OUT, false, false},
      {QuietMode::OPT_IN, {}, false},   {QuietMode::OPT_IN, true, true},    {QuietMode::OPT_IN, false, false},
  };
  for (auto const& choice : choices) {
    CAPTURE(static_cast<int>(choice.mode));
    CAPTURE(choice.follows.has_value());
    auto const system = hours_of(QuietOwner::SYSTEM, "01:00-02:00");
    auto tenant = hours_of(QuietOwner::TENANT, "03:00-04:00");
    tenant.mode = choice.mode;
    auto recipient = hours_of(QuietOwner::RECIPIENT, "05:00-06:00");
    recipient.follows_tenant = choice.follows;
    CHECK(windows_for(Channel::SMS, &system, &tenant, &recipient).size() == (choice.holds ? 3 : 2));
    if (!choice.follows) CHECK(windows_for(Channel::SMS, &system, &tenant, nullptr).size() == (choice.holds ? 2 : 1));
  }
  CHECK(windows_for(Channel::SMS, nullptr, nullptr, nullptr).empty());
}

TEST_CASE("A window of one channel holds for no other") {
  auto const system = hours_of(QuietOwner::SYSTEM, "01:00-02:00,09:00-09:00", Channel::SMS);
  CHECK(windows_for(Channel::SMS, &system, nullptr, nullptr).size() == 1);  // one that is off is none
  CHECK(windows_for(Channel::EMAIL, &system, nullptr, nullptr).empty());
}

// ── Setting them ─────────────────────────────────────────────────────────────────────────────────────────────────────

SetQuietHours set_for(QuietOwner owner, std::string_view windows) {
  SetQuietHours set;
  set.owner = owner;
  if (owner == QuietOwner::RECIPIENT) set.recipient_id = 7;
  set.windows = windows_of(windows);
  return set;
}

TEST_CASE("Quiet hours that are none are refused, and nothing is kept") {
  Desk desk;
  struct Refused {
    Rule const* broken;
    char const* field;
    std::function<void(SetQuietHours&)> change;
  };
  Refused const refused[] = {
      {&window_is_not_a_time_of_day, "windows[0].start", [](auto& s) { s.windows[0].start = 24h; }},
      {&window_is_not_a_time_of_day, "windows[0].start", [](auto& s) { s.windows[0].start = -1min; }},
      {&window_is_not_a_time_of_day, "windows[0].end", [](auto& s) { s.windows[0].end = 24h; }},
      {&window_is_not_a_time_of_day, "windows[0].end", [](auto& s) { s.windows[0].end = 8h + 1ms; }},
      {&quiet_zone_is_unknown, "time_zone", [](auto& s) { s.time_zone = "Asia/Atlantis"; }},
      {&quiet_setting_is_of_another_owner, "recipient_id", [](auto& s) { s.recipient_id = 7; }},
      {&quiet_setting_is_of_another_owner, "recipient_id", [](auto& s) { s.owner = QuietOwner::RECIPIENT; }},
      {&quiet_setting_is_of_another_owner, "follows_tenant", [](auto& s) { s.follows_tenant = true; }},
      {&quiet_setting_is_of_another_owner, "time_zone",
       [](auto& s) {
         s.owner = QuietOwner::SYSTEM;
         s.time_zone = "Asia/Seoul";
       }},
      {&quiet_setting_is_of_another_owner, "mode",
       [](auto& s) {
         s.owner = QuietOwner::SYSTEM;
         s.mode = QuietMode::OPT_IN;
       }},
      {&too_little_is_open, "windows", [](auto& s) { s.windows = windows_of("00:00-23:01"); }},
  };
  for (auto const& one : refused) {
    auto set = set_for(QuietOwner::TENANT, "21:00-08:00");
    one.change(set);
    auto const answer = desk.run(set, noon, admin(1));
    REQUIRE_FALSE(answer);
    INFO(answer.error().message());
    CHECK(answer.error().is(*one.broken));
    CHECK(answer.error().field() == one.field);
  }
  CHECK(desk.engine.ask(GetQuietHours{}).value().empty());
  CHECK(desk.run(set_for(QuietOwner::TENANT, "00:00-23:00"), noon, admin(1)));
  CHECK(desk.run(set_for(QuietOwner::TENANT, "00:00-23:00"), noon, operation_user(1)).error().number() == 4004);
}

TEST_CASE("All owners' windows together leave an hour, whoever sets his last and on each channel") {
  constexpr QuietOwner owners[] = {QuietOwner::SYSTEM, QuietOwner::TENANT, QuietOwner::RECIPIENT};
  constexpr char const* thirds[] = {"00:00-08:00", "08:00-16:00", "16:00-23:00"};
  for (int last = 0; last < 3; ++last) {
    Desk desk;
    CAPTURE(last);
    for (int i = 0; i < 3; ++i) {
      if (i != last) REQUIRE(desk.run(set_for(owners[i], thirds[i]), noon, admin(1)));
    }
    auto too_much = set_for(owners[last], thirds[last]);
    too_much.windows[0].end += 1min;
    if (last < 2) too_much.windows.push_back({23h, 23h + 1min, Channel::PUSH});
    auto const refused = desk.run(too_much, noon, admin(1));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().is(too_little_is_open));
    CHECK(refused.error().value() == "59m");
    CHECK(desk.run(set_for(owners[last], thirds[last]), noon, admin(1)));
  }
}

TEST_CASE("Quiet hours are set anew as a whole, and can be asked for") {
  Desk desk;
  auto tenant = set_for(QuietOwner::TENANT, "21:00-08:00");
  tenant.time_zone = seoul;
  tenant.mode = QuietMode::OPT_OUT;
  REQUIRE(desk.run(tenant, noon, admin(1)));
  auto recipient = set_for(QuietOwner::RECIPIENT, "12:00-13:00");
  recipient.follows_tenant = false;
  REQUIRE(desk.run(recipient, noon, admin(1)));
  auto const all = desk.engine.ask(GetQuietHours{}).value();
  REQUIRE(all.size() == 3);  // the system's, which are none
  CHECK(all[0].windows.empty());
  CHECK(all[1].mode == QuietMode::OPT_OUT);
  CHECK(all[2].recipient_id == 7);
  CHECK(desk.all<QuietHoursSet>().size() == 2);
  REQUIRE(desk.run(set_for(QuietOwner::RECIPIENT, ""), noon, admin(1)));
  auto const own = desk.engine.ask(GetQuietHours{7}).value();
  REQUIRE(own.size() == 1);
  CHECK(own.front().windows.empty());
  CHECK_FALSE(own.front().follows_tenant.has_value());
  CHECK(desk.engine.ask(GetQuietHours{8}).value().empty());
}

}  // namespace
}  // namespace lilac::messaging
