#include "replay_bank/agenda.hpp"

#include <cstdio>

namespace replay_bank {

using namespace lilac::support;

namespace {

constexpr char zone[] = "UTC";
constexpr SiteId site{1};

/// Everybody is enrolled in the morning and has one hour at which to be called.
lilac::Instant on(lilac::LocalDate day, std::chrono::minutes time) {
  return lilac::Instant{day.time_since_epoch()} + time;
}
constexpr std::chrono::minutes enrolment_time{8 * 60};
std::chrono::minutes call_time(std::int64_t row) { return std::chrono::minutes{9 * 60 + row % 8 * 60}; }

lilac::Actor operator_of(std::int64_t row) { return lilac::operation_user(1 + row % 12); }

std::string phone_of(std::int64_t row) {
  char phone[24];
  std::snprintf(phone, sizeof phone, "+3519%08lld", static_cast<long long>(row));
  return phone;
}

lilac::LocalDate started_on(Client const& client) { return client.last_call_on - std::chrono::days{client.calls - 1}; }

}  // namespace

bool Agenda::next(Step& step) {
  read_ahead();
  if (queue_.empty()) return false;
  auto entry = queue_.top();
  queue_.pop();
  auto& person = people_[entry.person];
  step.at = entry.at;
  step.by = person.stage == Stage::enrolment ? lilac::system_actor : operator_of(person.client.row);
  step.command = command_of(person);
  ++expected_.commands;
  if (person.stage == Stage::message) ++person.call;
  person.stage = stage_after(person);
  if (person.stage == Stage::done) {
    free_.push_back(entry.person);
  } else {
    entry.at = time_of(person);
    queue_.push(entry);
  }
  return true;
}

// What is still unread begins at the earliest 62 days before the last day that was read.
void Agenda::read_ahead() {
  auto const needed = [&] {
    if (at_end_ || !read_up_to_ || queue_.empty()) return !at_end_;
    return queue_.top().at >= on(*read_up_to_ - std::chrono::days{most_calls - 1}, enrolment_time);
  };
  while (needed()) {
    Client client;
    if (left_ == 0 || !file_.next(client)) {
      at_end_ = true;
      return;
    }
    --left_;
    take_in(std::move(client));
  }
}

void Agenda::take_in(Client&& client) {
  auto const completes = client.duration > 0;
  ++expected_.users;
  expected_.calls += client.calls;
  expected_.completed += completes ? 1 : 0;
  expected_.skipped += client.calls - (completes ? 1 : 0);
  expected_.messages += client.calls - 1;
  ++expected_.memos;
  expected_.issues += client.agreed ? 1 : 0;

  read_up_to_ = client.last_call_on;
  std::size_t place = people_.size();
  if (free_.empty()) {
    people_.emplace_back();
  } else {
    place = free_.back();
    free_.pop_back();
  }
  people_[place] = {std::move(client)};
  queue_.push({time_of(people_[place]), people_[place].client.row, place});
}

lilac::Instant Agenda::time_of(Person const& person) const {
  auto const& client = person.client;
  if (person.stage == Stage::enrolment) return on(started_on(client), enrolment_time);
  auto const day = person.stage == Stage::resolution ? client.last_call_on + std::chrono::days{1}
                                                     : started_on(client) + std::chrono::days{person.call - 1};
  return on(day, call_time(client.row));
}

Agenda::Stage Agenda::stage_after(Person const& person) const {
  auto const next_call = [&] { return person.call < person.client.calls ? Stage::missed_call : Stage::last_call; };
  switch (person.stage) {
    case Stage::enrolment:
      return next_call();
    case Stage::missed_call:
      return Stage::message;
    case Stage::message:
      return next_call();
    case Stage::last_call:
      return Stage::memo;
    case Stage::memo:
      return person.client.agreed ? Stage::issue : Stage::done;
    case Stage::issue:
      return Stage::resolution;
    case Stage::resolution:
    case Stage::done:
      break;
  }
  return Stage::done;
}

// A fresh store counts ids from 1, so calls have theirs in the order of enrolment and issues in that of their making.
Command Agenda::command_of(Person& person) {
  auto const& client = person.client;
  UserId const user{client.row};
  UserCycleId const cycle{client.row};
  UserOutboundPlanId const call{person.first_call_id + person.call - 1};
  switch (person.stage) {
    case Stage::enrolment: {
      std::vector<std::int32_t> sequences;
      for (std::int32_t nth = 1; nth <= client.calls; ++nth) sequences.push_back(nth);
      person.first_call_id = call_ids_ + 1;
      call_ids_ += client.calls;
      return EnrolUserCycle{user,
                            cycle,
                            started_on(client),
                            site,
                            {},
                            "Client " + std::to_string(client.row),
                            {phone_of(client.row)},
                            zone,
                            std::move(sequences)};
    }
    case Stage::missed_call:
      return SkipOutbound{call, {}};
    case Stage::message:
      return SendMissedCallMessage{call, {}, {}};
    case Stage::last_call:
      if (client.duration == 0) return SkipOutbound{call, {}};
      return CompleteOutbound{call};
    case Stage::memo:
      return CreateMemo{user, cycle, client.profile};
    case Stage::issue:
      person.issue_id = ++issue_ids_;
      return CreateIssue{user, cycle, "Wants to open a term deposit"};
    case Stage::resolution:
    case Stage::done:
      break;
  }
  return ChangeIssueStatus{{person.issue_id}, UserSupportIssueStatus::RESOLVED, {}};
}

}  // namespace replay_bank
