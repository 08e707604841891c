#include "simulator/ledger.hpp"

namespace lilac::simulator {

namespace {

constexpr auto refused_actor = "nothing happens for a refused actor";
constexpr auto same_answer = "same command id, same answer";
constexpr auto survives = "every acknowledged command survives";
constexpr auto all_or_nothing = "a command that is not acknowledged is done once or not at all";
constexpr auto no_cause = "nothing fails without a cause";

}  // namespace

void Ledger::broken(char const* invariant, Ask const& ask, Answer const& answer, std::string const& what) {
  verdict_.broken(invariant, what + ": " + ask.text() + " → " + answer.text());
}

Ledger::Entry* Ledger::known(Ask const& ask) {
  if (ask.id.empty()) return nullptr;
  auto const found = entries_.find(ask.command_id());
  return found == entries_.end() ? nullptr : &found->second;
}

void Ledger::acknowledge(Ask const& ask, Answer const& answer) {
  if (ask.id.empty()) return;
  auto const* entry = known(ask);
  auto const stays_forgotten = entry != nullptr && entry->is_applied && entry->is_forgotten;
  entries_.insert_or_assign(ask.command_id(), Entry{ask, true, true, answer.reply, stays_forgotten});
}

// It may have been done, and this id may now be taken.
void Ledger::remember_doubt(Ask const& ask, bool is_applied) {
  if (ask.id.empty()) return;
  auto* entry = known(ask);
  if (entry == nullptr)
    entries_.emplace(ask.command_id(), Entry{ask, false, is_applied, {}});
  else if (is_applied && !entry->is_applied)
    *entry = Entry{ask, false, true, {}};
}

void Ledger::check_row(Ask const& ask, History::Command const& row, Instant at) {
  auto const number = ask.command != nullptr ? ask.command->number : ask.event->number;
  auto const origin = ask.command != nullptr ? Origin::command : Origin::received;
  if (row.number != number || row.origin != origin || row.actor != ask.by || row.at != at || row.id != ask.command_id())
    broken(survives, ask, {}, "its journal row says something else");
}

void Ledger::judge(Ask const& ask, Answer const& answer, Frame const& frame) {
  if (frame.committed.size() > 1) broken(all_or_nothing, ask, answer, "committed more than once");
  if (frame.committed.size() == 1) check_row(ask, frame.committed[0], frame.at);
  if (answer.is_success)
    judge_success(ask, answer, frame);
  else if (answer.is_retriable)
    judge_failure(ask, answer, frame);
  else
    judge_refusal(ask, answer, frame);
}

void Ledger::judge_success(Ask const& ask, Answer const& answer, Frame const& frame) {
  if (!ask.is_allowed()) return broken(refused_actor, ask, answer, "succeeded");
  auto const* entry = known(ask);
  auto const is_retold = entry != nullptr && entry->is_forgotten && entry->is_applied;
  if (is_retold && !is_same(entry->ask, ask)) {
    if (!frame.committed.empty()) broken(same_answer, ask, answer, "done once more");
    return;
  }
  if (entry == nullptr || (!entry->is_applied && !is_same(entry->ask, ask))) {
    if (frame.committed.size() != 1) broken(survives, ask, answer, "acknowledged, not in the journal");
  } else if (!is_same(entry->ask, ask)) {
    broken(same_answer, ask, answer, "the id was used for something else");
  } else if (entry->is_applied) {
    if (!frame.committed.empty()) broken(same_answer, ask, answer, "done once more");
    if (entry->reply && *entry->reply != answer.reply)
      broken(same_answer, ask, answer, "the first answer was " + *entry->reply);
    sightings_.saw(entry->is_acknowledged ? "answer: as the first time" : "answer: of a commit whose reply was lost");
  }
  sightings_.saw("answer: done");
  acknowledge(ask, answer);
}

void Ledger::judge_refusal(Ask const& ask, Answer const& answer, Frame const& frame) {
  sightings_.saw("answer: " + std::to_string(answer.number));
  if (!frame.committed.empty()) broken(all_or_nothing, ask, answer, "refused, and committed");
  if (!ask.is_allowed() && (answer.number != 4004 || frame.touched_store))
    broken(refused_actor, ask, answer, frame.touched_store ? "the store was touched" : "refused by another rule");
  if (answer.number >= 5900) broken(no_cause, ask, answer, "damage");
  auto const* entry = known(ask);
  auto const is_known = entry != nullptr && entry->is_applied;
  if (is_known && is_same(entry->ask, ask)) broken(same_answer, ask, answer, "it succeeded the first time");
  // Who is in doubt whether the first was done learns it here.
  auto const is_reused = answer.rule == rules::idempotency_key_reused.id;
  if (is_reused && (entry == nullptr || is_same(entry->ask, ask))) broken(same_answer, ask, answer, "the id is new");
}

void Ledger::judge_failure(Ask const& ask, Answer const& answer, Frame const& frame) {
  sightings_.saw("answer: " + std::to_string(answer.number));
  if (!ask.is_allowed()) broken(refused_actor, ask, answer, "not refused");
  auto const is_conflict = answer.rule == rules::conflict.id;
  if (is_conflict ? !(frame.had_rival || frame.had_mishap) : !frame.had_mishap) broken(no_cause, ask, answer, "failed");
  if (!frame.committed.empty()) sightings_.saw("answer: failed, and was done");
  if (!frame.committed.empty() && !frame.had_mishap) broken(all_or_nothing, ask, answer, "failed, and committed");
  remember_doubt(ask, !frame.committed.empty());
}

void Ledger::forget_texts() {
  for (auto& [id, entry] : entries_) {
    entry.reply.reset();
    entry.is_forgotten = true;
  }
}

void Ledger::judge_batch(std::span<Ask const> asks, std::span<Answer const> answers, bool is_done, Frame const& frame) {
  if (!is_done && !frame.had_mishap && !frame.had_rival) {
    verdict_.broken(no_cause, "a batch failed");
    return;
  }
  auto row = frame.committed.begin();
  auto const end = frame.committed.end();
  if (!is_done && row == end) {  // nothing was done
    for (std::size_t i = 0; i < asks.size() && i < answers.size(); ++i) remember_doubt(asks[i], false);
    return;
  }
  for (std::size_t i = 0; i < asks.size(); ++i) {
    auto const& ask = asks[i];
    Frame one{{}, frame.at, frame.had_mishap, frame.had_rival, ask.is_allowed()};
    if (!answers[i].is_success) {
      judge(ask, answers[i], one);
      continue;
    }
    auto const* entry = known(ask);
    auto const is_repeated = entry != nullptr && entry->is_applied && (entry->is_forgotten || is_same(entry->ask, ask));
    auto const is_doubtful = entry != nullptr && is_same(entry->ask, ask) && !entry->is_applied;
    auto const is_here = row != end && row->id == ask.command_id() && row->actor == ask.by;
    if (!is_repeated && (is_here || !is_doubtful)) {
      if (row == end) return broken(survives, ask, answers[i], "acknowledged in a batch, not in the journal");
      one.committed = frame.committed.subspan(static_cast<std::size_t>(row++ - frame.committed.begin()), 1);
    }
    if (is_done)
      judge(ask, answers[i], one);
    else
      remember_doubt(ask, !one.committed.empty());
  }
  if (row != end) verdict_.broken(all_or_nothing, "a batch committed more than it answered");
}

}  // namespace lilac::simulator
