#include "simulator/chains.hpp"

#include "lilac/support/events.hpp"

namespace lilac::simulator {

using namespace support;

namespace {

template <class E>
E const* as(EventRow const& event) {
  return event.type == &event_info<E>() ? static_cast<E const*>(event.payload) : nullptr;
}
template <class T>
std::string name(char const* of, Id<T> id) {
  return std::string(of) + " " + std::to_string(id.value);
}
template <class T>
std::string text(Id<T> id) {
  return std::to_string(id.value);
}
template <class T>
std::string text(std::optional<Id<T>> id) {
  return id ? text(*id) : "none";
}

}  // namespace

void Chains::broken(EventRow const& event, std::string const& what) {
  verdict_.broken("each event follows from the one before it",
                  std::string(event.type->name) + " at " + std::to_string(event.position) + ": " + what);
}

std::string Chains::last(std::string const& thing) const {
  auto const found = last_.find(thing);
  return found == last_.end() ? "" : found->second;
}

void Chains::link(EventRow const& event, std::string const& thing, std::string const& was, std::string const& is) {
  auto const [at, is_new] = last_.try_emplace(thing, is);
  if (!is_new && at->second != was) broken(event, thing + " was " + at->second + " and not " + was);
  at->second = is;
}

void Chains::forget_texts() {
  std::erase_if(last_, [](auto const& entry) { return entry.first.find("text") != std::string::npos; });
}

void Chains::take(EventRow const& event) {
  take_call(event);
  take_note(event);
  take_person(event);
  take_message(event);
}

void Chains::take_call(EventRow const& event) {
  auto const status = name("call", UserOutboundPlanId{event.entity_id});
  if (as<OutboundCompleted>(event) != nullptr || as<LastOutboundAutoCompleted>(event) != nullptr)
    link(event, status, "PENDING", "COMPLETED");
  if (as<OutboundSkipped>(event) != nullptr) link(event, status, "PENDING", "SKIPPED");
  if (auto const* e = as<OutboundWithdrawn>(event)) link(event, status, word(e->from), "PENDING");
  auto const schedule = name("schedule", UserOutboundPlanId{event.entity_id});
  if (auto const* e = as<OutboundScheduleRecorded>(event)) {
    link(event, status, "PENDING", "PENDING");
    link(event, schedule, e->previous ? to_text(*e->previous) : "none", to_text(e->schedule_at));
  }
  if (auto const* e = as<OutboundScheduleCanceled>(event)) link(event, schedule, to_text(e->schedule_at), "none");
}

void Chains::take_note(EventRow const& event) {
  if (auto const* e = as<UserMemoCreated>(event)) start(name("memo text", e->memo_id), e->memo);
  if (auto const* e = as<UserMemoUpdated>(event)) link(event, name("memo text", e->memo_id), e->before, e->memo);
  if (auto const* e = as<UserIssueCreated>(event)) {
    start(name("issue text", e->issue_id), e->issue);
    start(name("issue", e->issue_id), "REGISTERED");
  }
  if (auto const* e = as<UserIssueUpdated>(event)) link(event, name("issue text", e->issue_id), e->before, e->issue);
  if (auto const* e = as<UserIssueStatusChanged>(event))
    link(event, name("issue", e->issue_id), word(e->from), word(e->to));
}

void Chains::take_person(EventRow const& event) {
  if (auto const* e = as<UserCycleEnrolled>(event)) {
    // An older cycle than the current one says nothing of where the person is now.
    auto const since = name("current since, of", e->user_id);
    if (to_text(e->started_on) >= last(since)) {
      start(since, to_text(e->started_on));
      start(name("site of", e->user_id), text(e->site_id));
      start(name("md of", e->user_id), text(e->md_id));
    }
    if (last(name("cycle", e->user_cycle_id)) != "") broken(event, "the cycle is enrolled already");
    start(name("cycle", e->user_cycle_id), "running");
  }
  if (auto const* e = as<UserCycleEnded>(event)) link(event, name("cycle", e->user_cycle_id), "running", "ended");
  if (auto const* e = as<UserSiteUpdated>(event)) link(event, name("site of", e->user_id), text(e->from), text(e->to));
  if (auto const* e = as<UserMdUpdateRequested>(event))
    link(event, name("md of", e->user_id), text(e->from), text(e->to));
  if (auto const* e = as<UserMdDeleteRequested>(event)) link(event, name("md of", e->user_id), text(e->from), "none");
  if (auto const* e = as<LastSurveyCompleted>(event)) start(name("survey of", e->user_cycle_id), "in");
}

// Here the row that decides is only read.
void Chains::take_message(EventRow const& event) {
  auto const* e = as<SupportMessageRequested>(event);
  if (e == nullptr) return;
  if (e->message_type == UserSupportMessageType::MISSED_CALL && e->user_outbound_id &&
      last(name("call", *e->user_outbound_id)) == "COMPLETED")
    broken(event, name("call", *e->user_outbound_id) + " was completed and not missed");
  if (e->message_type == UserSupportMessageType::LAST_SURVEY_REMINDER &&
      last(name("survey of", e->user_cycle_id)) == "in")
    broken(event, "the survey was in");
}

}  // namespace lilac::simulator
