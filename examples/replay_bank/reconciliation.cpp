#include "replay_bank/reconciliation.hpp"

#include <cstdio>

namespace replay_bank {

using namespace lilac::support;
using lilac::no_limit;
using lilac::result;
namespace outcome = lilac::outcome;

result<Found> count(lilac::Store& store) {
  Found found;
  lilac::StoreReader reader{store};
  BOOST_OUTCOME_TRY(reader.each_of(UserId{}, no_limit, [&](UserSupport const&) { ++found.users; }));
  BOOST_OUTCOME_TRY(reader.each_of(UserOutboundPlanId{}, no_limit, [&](UserOutboundPlan const& call) {
    ++found.calls;
    found.completed += call.status == UserOutboundStatus::COMPLETED;
    found.skipped += call.status == UserOutboundStatus::SKIPPED;
  }));
  BOOST_OUTCOME_TRY(reader.each_of(UserMessageId{}, no_limit, [&](UserSupportMessage const& message) {
    ++found.messages;
    found.sent += message.status == UserSupportMessageStatus::SENT;
    found.failed += message.status == UserSupportMessageStatus::FAILED;
    found.waiting += message.status == UserSupportMessageStatus::RETRY_PENDING;
  }));
  BOOST_OUTCOME_TRY(reader.each_of(UserMemoId{}, no_limit, [&](UserSupportMemo const&) { ++found.memos; }));
  BOOST_OUTCOME_TRY(reader.each_of(UserIssueId{}, no_limit, [&](UserSupportIssue const& issue) {
    ++found.issues;
    found.resolved += issue.status == UserSupportIssueStatus::RESOLVED;
  }));
  BOOST_OUTCOME_TRY(reader.each_of(UserSupportLogId{}, no_limit, [&](UserSupportLog const&) { ++found.logs; }));
  BOOST_OUTCOME_TRY(found.journal_rows, store.last_position());
  BOOST_OUTCOME_TRY(store.read_commands(0, no_limit, [&](lilac::CommandRow const&) {
    ++found.command_rows;
    return true;
  }));
  return found;
}

namespace {

class Lines {
 public:
  void line(char const* what, std::int64_t expected, std::int64_t found) {
    auto const equal = expected == found;
    std::printf("  %-30s %10lld %s %-10lld%s\n", what, static_cast<long long>(expected), equal ? "=" : "≠",
                static_cast<long long>(found), equal ? "" : "  DOES NOT RECONCILE");
    all_ = all_ && equal;
  }
  bool all() const { return all_; }

 private:
  bool all_ = true;
};

}  // namespace

bool reconcile(Expected const& expected, Found const& found, Counter const& counter,
               lilac::SimulationGateway::Counts const& carrier, std::int64_t templates) {
  // The carrier knows what it carried; whatever else was asked of it has failed for good.
  auto const undeliverable = expected.messages - carrier.carried;
  // Each call is resolved once, each issue opened and resolved; each message is logged when its outcome is certain.
  auto const lines = expected.calls + expected.memos + 2 * expected.issues + expected.messages;
  // A line comes with the event it is about. A message is also asked for and accepted, its outcome is known to
  // messaging and to the desk, and every try is an event, and every try that failed another.
  auto const events = templates + expected.users + 2 * (expected.calls + expected.memos + 2 * expected.issues) +
                      5 * expected.messages + carrier.sends + carrier.failures;
  // Each line is a policy's command; so are the request to messaging and the record of the outcome.
  auto const policy_commands = lines + 2 * expected.messages;

  Lines out;
  std::puts("by the file, the carrier and arithmetic = in the store:");
  out.line("users", expected.users, found.users);
  out.line("calls", expected.calls, found.calls);
  out.line("calls completed", expected.completed, found.completed);
  out.line("calls skipped", expected.skipped, found.skipped);
  out.line("memos", expected.memos, found.memos);
  out.line("issues", expected.issues, found.issues);
  out.line("issues resolved", expected.issues, found.resolved);
  out.line("messages", expected.messages, found.messages);
  out.line("messages sent", carrier.carried, found.sent);
  out.line("messages failed", undeliverable, found.failed);
  out.line("messages waiting", 0, found.waiting);
  out.line("log lines", lines, found.logs);
  out.line("journal rows", events, found.journal_rows);
  std::puts("by arithmetic = observed:");
  out.line("events", events, counter.events);
  out.line("commands run by policies", policy_commands, counter.policy_commands);
  out.line("refusals", 0, counter.refusals);
  return out.all();
}

}  // namespace replay_bank
