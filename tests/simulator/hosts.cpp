#include "simulator/hosts.hpp"

#include "lilac/messaging/messaging.hpp"
#include "lilac/support/support.hpp"

namespace lilac::simulator {

using namespace support;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t users = 4;
constexpr std::uint32_t operators = 3;
constexpr std::int64_t greeting = 1;  ///< the template that has a variable

LocalDate day_of(Instant now, std::int32_t offset) {
  auto const day = std::chrono::floor<std::chrono::days>(now).time_since_epoch();
  return LocalDate{day} + std::chrono::days{offset};
}

EnrolUserCycle enrolment(std::int64_t user, std::int64_t cycle, LocalDate started_on) {
  return {{user},       {cycle},     started_on, {1}, std::nullopt, "Kim Minji", Address{"010-1234-5678"},
          "Asia/Seoul", std::nullopt};
}

messaging::DefineTemplate text_message(std::int64_t id, messaging::Channel channel, std::string body,
                                       std::vector<std::string> variables) {
  return {{id},
          channel,
          messaging::Category::TRANSACTIONAL,
          "en",
          channel == messaging::Channel::EMAIL ? "Hello" : "",
          std::move(body),
          std::move(variables)};
}

}  // namespace

std::vector<Ask> Hosts::opening(Instant now) {
  return {ask_for(DefineOutboundPlan{1, 1}, admin(1)),
          ask_for(DefineOutboundPlan{2, 7}, admin(1)),
          ask_for(DefineOutboundPlan{3, 42}, admin(1)),
          ask_for(text_message(greeting, messaging::Channel::SMS, "Hello {name}", {"name"}), admin(1)),
          ask_for(text_message(greeting, messaging::Channel::EMAIL, "<p>Hello {name}</p>", {"name"}), admin(1)),
          ask_for(enrolment(1, 10, day_of(now, 0)), system_actor),
          ask_for(enrolment(2, 20, day_of(now, -5)), system_actor),
          ask_for(enrolment(3, 30, day_of(now, -41)), system_actor),
          ask_for(UpdateUserMd{{1}, {1}}, operation_user(1)),
          ask_for(CreateMemo{{1}, {10}, "Began well"}, operation_user(1)),
          ask_for(CreateIssue{{2}, {20}, "Needs a new phone"}, operation_user(1)),
          ask_for(SendFreeTextMessage{{1}, {10}, "Welcome"}, operation_user(1))};
}

// A little more than there are is sometimes asked for as well.
std::int64_t Hosts::number_up_to(std::int64_t most) {
  if (world_.happens(Fault::unknown_id)) {
    constexpr std::int64_t strange[] = {0, -1, 999'999, std::int64_t{1} << 62U};
    return world_.choices.one_of(strange);
  }
  return 1 + world_.choices.below(static_cast<std::uint32_t>(most < 1 ? 1 : most));
}

std::int64_t Hosts::number_in(std::uint16_t kind, std::int64_t most) {
  auto& last = last_[kind];
  if (thinks_of_the_same_ && last > 0 && world_.choices.below(3) < 2) return last;
  return last = number_up_to(most);
}

std::int64_t Hosts::some_user() { return number_in(entity_info<UserSupport>().number, users); }
std::int64_t Hosts::some_cycle(std::int64_t user) {
  if (world_.happens(Fault::unknown_id)) return number_up_to(users);
  auto const which = world_.choices.below(4) == 3 ? 1 : 0;
  return user < 1 || user > users ? user : user * 10 + which;  // a strange user's cycle is as strange
}

std::string Hosts::some_text() {
  if (world_.happens(Fault::broken_text)) {
    std::string const broken[] = {"",
                                  "  \t ",
                                  "\u200b\u3164",
                                  std::string(1001, 'a'),
                                  std::string(2001, 'b'),
                                  "\xff\xfe",
                                  std::string("a\0b", 3)};
    return world_.choices.one_of(broken);
  }
  std::string const texts[] = {"Called, all is well", "복약 확인", "A longer text: " + std::string(40, '.'), "{name}"};
  return world_.choices.one_of(texts);
}

Dictionary Hosts::some_variables() {
  Dictionary variables;
  switch (world_.choices.below(6)) {
    case 4:
      break;
    case 5:
      variables["surplus"] = "x";
      [[fallthrough]];
    default:
      variables["name"] = some_text();
  }
  return variables;
}

Ask Hosts::think_of_calls(Actor by, Instant now) {
  auto const call = some<UserOutboundPlan>();
  switch (world_.choices.below(7)) {
    case 0:
      return ask_for(CompleteOutbound{call}, by);
    case 1:
      return ask_for(SkipOutbound{call, std::nullopt}, by);
    case 2:
      return ask_for(WithdrawOutbound{call, PersonalText{some_text()}}, by);
    case 3:
      return ask_for(CancelOutboundSchedule{call}, by);
    case 4:
      return ask_for(SendMissedCallMessage{call, std::nullopt, {}}, by);
    default:
      return ask_for(RecordOutboundSchedule{call, now + std::chrono::hours(world_.choices.below(72)) - 12h}, by);
  }
}

Ask Hosts::think_of_notes(Actor by) {
  auto const user = some_user();
  switch (world_.choices.below(5)) {
    case 0:
      return ask_for(CreateMemo{{user}, {some_cycle(user)}, some_text()}, by);
    case 1:
      return ask_for(CreateIssue{{user}, {some_cycle(user)}, some_text()}, by);
    case 2:
      return ask_for(UpdateMemo{some<UserSupportMemo>(), some_text()}, by);
    case 3:
      return ask_for(UpdateIssue{some<UserSupportIssue>(), some_text()}, by);
    default:
      return ask_for(ChangeIssueStatus{some<UserSupportIssue>(),
                                       static_cast<UserSupportIssueStatus>(world_.choices.below(4)), std::nullopt},
                     by);
  }
}

Ask Hosts::think_of_messages(Actor by) {
  auto const user = some_user();
  switch (world_.choices.below(6)) {
    case 0:
      return ask_for(SendFreeTextMessage{{user}, {some_cycle(user)}, some_text()}, by);
    case 1:
      return ask_for(SendTemplateMessage{{user}, {some_cycle(user)}, {number_up_to(greeting)}, some_variables()}, by);
    case 2:
      return ask_for(SendLastSurveyReminder{{user}, {some_cycle(user)}, std::nullopt, {}}, by);
    case 3:
      return ask_for(CancelSupportMessage{some<UserSupportMessage>()}, by);
    case 4:
      return ask_for(SendMissedCallMessage{some<UserOutboundPlan>(), TemplateId{greeting}, some_variables()}, by);
    default:
      return ask_for(RetrySupportMessage{some<UserSupportMessage>()}, by);
  }
}

Ask Hosts::think_of_people(Actor by, Instant now) {
  auto const user = some_user();
  switch (world_.choices.below(6)) {
    case 0:
      return ask_for(UpdateUserSite{{user}, {number_up_to(3)}}, by);
    case 1:
      return ask_for(UpdateUserMd{{user}, {number_up_to(3)}}, by);
    case 2:
      return ask_for(DeleteUserMd{{user}}, by);
    case 3: {
      std::string const zones[] = {"Asia/Seoul", "America/New_York", "Pacific/Kiritimati", "Mars/Olympus"};
      std::string const phones[] = {"010-9999-0000", "+82 10 5555 1111", "", "not a number"};
      return ask_for(
          UpdateUserContact{{user}, some_text(), Address{world_.choices.one_of(phones)}, world_.choices.one_of(zones)},
          by);
    }
    case 4:
      return ask_for(
          enrolment(user, some_cycle(user), day_of(now, -static_cast<std::int32_t>(world_.choices.below(3)))),
          system_actor);
    default:
      return ask_for(EndUserCycle{{user}, {some_cycle(user)}, some_text()}, by);
  }
}

Ask Hosts::think_of_programme() {
  if (world_.choices.below(2) == 0) {
    return ask_for(DefineOutboundPlan{static_cast<std::int32_t>(number_up_to(5)),
                                      static_cast<std::int32_t>(world_.choices.below(50))},
                   admin(1));
  }
  return ask_for(SetOutboundPlanActive{some<OutboundPlan>(), world_.choices.below(2) == 0}, admin(1));
}

Ask Hosts::think_of_desk(Instant now) {
  auto const by = operation_user(1 + world_.choices.below(operators));
  switch (world_.choices.below(12)) {
    case 0:
    case 1:
    case 2:
      return think_of_calls(by, now);
    case 3:
    case 4:
      return think_of_notes(by);
    case 5:
    case 6:
    case 7:
      return think_of_people(by, now);
    case 8:
      return think_of_programme();
    default:
      return think_of_messages(by);
  }
}

// Silence of an hour to a day, of which the longest are refused.
Ask Hosts::think_of_quiet_hours() {
  using namespace messaging;
  SetQuietHours set{};
  constexpr QuietOwner owners[] = {QuietOwner::SYSTEM, QuietOwner::TENANT, QuietOwner::RECIPIENT};
  set.owner = world_.choices.one_of(owners);
  if (set.owner == QuietOwner::RECIPIENT) {
    set.recipient_id = some_user();
    if (world_.choices.below(2) == 1) set.follows_tenant = world_.choices.below(2) == 1;
  }
  if (set.owner == QuietOwner::TENANT) {
    constexpr QuietMode modes[] = {QuietMode::MANDATORY, QuietMode::OPT_OUT, QuietMode::OPT_IN};
    set.mode = world_.choices.one_of(modes);
    set.time_zone = "America/New_York";
  }
  for (auto left = world_.choices.below(3); left > 0; --left) {
    auto const start = world_.choices.below(24), hours = 1 + world_.choices.below(20);
    QuietWindow window{std::chrono::hours(start), std::chrono::hours((start + hours) % 24), {}};
    if (world_.choices.below(3) == 2) window.channel = Channel::SMS;
    set.windows.push_back(window);
  }
  return ask_for(std::move(set), admin(1));
}

// What is suppressed is lifted more often, so that most messages still go.
Ask Hosts::think_of_suppressions() {
  using namespace messaging;
  auto const user = some_user();
  // A customer of the same number decides for that customer, which no user must feel.
  auto const is_user = world_.choices.below(2) == 1;
  auto const by = is_user ? admin(1) : Actor{ActorKind::Customer, user};
  auto const kind = is_user ? PersonKind::user : PersonKind::customer;
  if (world_.choices.below(3) > 0) return ask_for(Unsuppress{user, {}, {}, kind}, by);
  constexpr Channel channels[] = {Channel::SMS, Channel::EMAIL};
  return ask_for(Suppress{user, world_.choices.one_of(channels), {}, "OPTED_OUT", kind}, by);
}

// Other contexts ask messaging as well, by names of their own and on several channels.
Ask Hosts::think_of_messaging(Instant now) {
  using namespace messaging;
  auto const by = world_.choices.below(2) == 0 ? system_actor : operation_user(1);
  switch (world_.choices.below(10)) {
    case 0:
      return ask_for(CancelMessage{some<Message>(), std::nullopt}, by);
    case 1:
      return ask_for(RetryDeadLetter{some<Message>(), std::nullopt}, world_.choices.below(2) == 0 ? admin(1) : by);
    case 2:
      return ask_for(text_message(greeting, Channel::SMS,
                                  "Hi {name}, version " + std::to_string(world_.choices.below(3)), {"name"}),
                     admin(1));
    case 3:
      return think_of_quiet_hours();
    case 4:
      return think_of_suppressions();
    case 5: {
      constexpr SetChannelLimits limits[] = {
          {Channel::SMS, 0, 1s, 0}, {Channel::SMS, 1, 1s, 3}, {Channel::SMS, 5, 1min, 0}};
      return ask_for(SetChannelLimits{world_.choices.one_of(limits)}, admin(1));
    }
    default: {
      RequestMessage request{};
      auto const is_again = world_.choices.below(5) == 4;
      request.dedup_key = "host:" + std::to_string(is_again ? number_up_to(next_dedup_key_) : next_dedup_key_++);
      request.purpose = "host.notice";
      request.recipient_id = some_user();
      std::vector<Channel> const steps[] = {{Channel::SMS},
                                            {Channel::EMAIL, Channel::SMS},
                                            {Channel::SMS, Channel::ALARM},
                                            {Channel::PUSH, Channel::ALARM, Channel::SMS},
                                            {Channel::SMS, Channel::SMS}};
      request.steps = world_.choices.one_of(steps);
      if (world_.choices.below(3) == 2) {
        request.template_id = messaging::TemplateId{greeting};
        request.variables = some_variables();
      } else {
        request.text = PersonalText{some_text()};
      }
      if (world_.choices.below(4) == 3)
        request.earliest_at = now + std::chrono::minutes(world_.choices.below(600)) - 60min;
      if (world_.choices.below(4) == 3)
        request.expires_at = now + std::chrono::minutes(world_.choices.below(600)) - 10min;
      return ask_for(std::move(request), by);
    }
  }
}

Ask Hosts::signed_by_somebody(Ask ask) {
  if (world_.happens(Fault::wrong_actor)) {
    ask.by = {static_cast<ActorKind>(world_.choices.below(14)), 1 + world_.choices.below(3)};
  }
  return ask;
}

Ask Hosts::remembered(Ask ask) {
  if (!asked_.empty() && world_.happens(Fault::command_id_is_reused))
    ask.id = world_.choices.one_of(asked_).id;
  else if (world_.choices.below(2) == 1)
    ask.id = "k-" + std::to_string(next_id_++);
  if (!ask.id.empty()) asked_.push_back(ask);
  return ask;
}

Ask Hosts::think(Instant now) {
  if (!asked_.empty() && world_.happens(Fault::command_comes_again)) return world_.choices.one_of(asked_);
  auto ask = world_.choices.below(5) == 4 ? think_of_messaging(now) : think_of_desk(now);
  return remembered(signed_by_somebody(std::move(ask)));
}

Ask Hosts::think_of_the_same(Instant now) {
  thinks_of_the_same_ = true;
  auto const by = operation_user(1 + world_.choices.below(operators));
  auto const theme = world_.choices.below(6);
  auto ask = theme < 2 ? remembered(think_of_calls(by, now)) : theme == 2 ? hear(now) : think(now);
  thinks_of_the_same_ = false;
  return ask;
}

Ask Hosts::hear(Instant) {
  if (!heard_.empty() && world_.happens(Fault::event_comes_again)) return world_.choices.one_of(heard_);
  auto const user = some_user();
  auto ask =
      event_from_outside(LastSurveyCompleted{{user}, {some_cycle(user)}}, "survey-" + std::to_string(next_id_++));
  if (!heard_.empty() && world_.happens(Fault::command_id_is_reused)) ask.id = world_.choices.one_of(heard_).id;
  heard_.push_back(ask);
  return ask;
}

}  // namespace lilac::simulator
