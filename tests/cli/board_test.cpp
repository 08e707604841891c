#include "lilac/engine/board.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "engine/parcel.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/messaging/module.hpp"
#include "lilac/support/module.hpp"
#include "player.hpp"

namespace lilac::cli {
namespace {

constexpr ModuleInfo const* desk[] = {&support::module, &messaging::module};
constexpr ModuleInfo const* parcels[] = {&parcel::module};

TEST_CASE("The text shows command, aggregate, event, policy and the next command, in 120 columns") {
  auto const text = board_as_text(desk);
  CHECK(has(text,
            "  WithdrawOutbound → UserOutboundPlan   (OperationUser)\n"
            "    ● OutboundWithdrawn\n"
            "        ◆ log_withdrawn_call → RecordSupportLog\n"
            "        ◆ cancel_schedule_of_withdrawn_call → CancelOutboundSchedule\n"));
  CHECK(has(text, "        ◆ request_message → messaging.RequestMessage\n"));
  CHECK(has(text, "  another system\n    ● LastSurveyCompleted\n"));
  CHECK(has(text, "        ◆ support.record_sent_message → support.RecordMessageOutcome\n"));
  for (std::size_t at = 0; at < text.size();) {
    auto const end = text.find('\n', at);
    CHECK(length_of(std::string_view{text}.substr(at, end - at)) <= 120);
    at = end + 1;
  }
}

TEST_CASE("An event that several commands publish shows its policies once") {
  auto const text = board_as_text(desk);
  CHECK(has(text, "● SupportMessageRequested … as above"));
}

TEST_CASE("The Mermaid chart links every event to its policies and each policy to its command") {
  auto const chart = board_as_mermaid(desk);
  CHECK(chart.starts_with("flowchart LR\n"));
  CHECK(has(chart, "  subgraph support\n"));
  CHECK(has(chart, "    e2007(\"OutboundWithdrawn\"):::event\n"));
  CHECK(has(chart, "  e2007 --> p_support_cancel_schedule_of_withdrawn_call\n"));
  CHECK(has(chart, "  p_support_cancel_schedule_of_withdrawn_call --> c2009\n"));
  CHECK(has(chart, "  p_support_update_site --> x_support_SiteContext\n"));
}

TEST_CASE("Every box of the chart has a name, also those of contexts that are not on the wall") {
  constexpr ModuleInfo const* alone[] = {&support::module};
  auto const chart = board_as_mermaid(alone);
  CHECK(has(chart, "    c1001[\"messaging.RequestMessage\"]:::command\n"));
  CHECK(!has(board_as_mermaid(desk), "messaging.RequestMessage"));
  std::istringstream lines{chart};
  for (std::string line; std::getline(lines, line);) {
    auto const arrow = line.find(" --> ");
    if (arrow == std::string::npos) continue;
    for (auto const& box : {line.substr(2, arrow - 2), line.substr(arrow + 5)}) {
      CAPTURE(box);
      auto const is_named =
          has(chart, "    " + box + "[") || has(chart, "    " + box + "(") || has(chart, "    " + box + "{");
      CHECK(is_named);
    }
  }
}

TEST_CASE("A policy on a context that is not linked rests, and is not drawn") {
  constexpr ModuleInfo const* alone[] = {&support::module};
  auto const findings = examine_board(alone);
  CHECK(findings.is_sound());
  CHECK(std::find(findings.resting.begin(), findings.resting.end(),
                  "support.record_sent_message waits for messaging.MessageSent") != findings.resting.end());
  CHECK(!has(board_as_mermaid(alone), "record_sent_message"));
}

TEST_CASE("The desk's wall hangs together") {
  auto const findings = examine_board(desk);
  CHECK(findings.unpublished.empty());
  CHECK(findings.dead.empty());
  CHECK(findings.cycles.empty());
}

TEST_CASE("Policies that call each other without end are found") {
  auto const findings = examine_board(parcels);
  CHECK(!findings.is_sound());
  CHECK(std::find(findings.cycles.begin(), findings.cycles.end(),
                  "parcel.Pinged → answer_ping → parcel.Ponged → answer_pong → parcel.Pinged") !=
        findings.cycles.end());
}

TEST_CASE("Events that nobody publishes, and the policies that wait for them, are found") {
  auto without = parcel::module;
  auto const commands = std::vector<CommandEntry>{without.commands.begin() + 1, without.commands.begin() + 12};
  without.commands = commands;  // neither RegisterParcel nor Act
  ModuleInfo const* const modules[] = {&without};
  auto const findings = examine_board(modules);
  CHECK(std::find(findings.unpublished.begin(), findings.unpublished.end(), "parcel.ParcelRegistered") !=
        findings.unpublished.end());
  CHECK(std::find(findings.dead.begin(), findings.dead.end(),
                  "parcel.count_registered_parcel waits for parcel.ParcelRegistered") != findings.dead.end());
}

}  // namespace
}  // namespace lilac::cli
