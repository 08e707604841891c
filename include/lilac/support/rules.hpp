// The numbers of the desk's rules. A host may set its own: host.set(support::Rules{.edit_window = 12h}).
#pragma once

#include "lilac/kernel/describe.hpp"

namespace lilac::support {

struct Rules {
  /// How long an author may edit a memo or an issue, counted from its creation; the last instant is included.
  Duration edit_window = std::chrono::hours(24);
  /// Lengths count Unicode code points.
  std::int32_t longest_memo = 1000;
  std::int32_t longest_issue = 1000;
  std::int32_t longest_free_text = 2000;
  /// The last day of a cycle on which a call can be planned.
  std::int32_t last_plannable_day = 3650;
  /// What a message says when no template is named.
  std::string missed_call_text =
      "We tried to call you today and could not reach you. We will call again; you may also call us back.";
  std::string last_survey_reminder_text =
      "Your last survey is still open. Please complete it in the app: it takes only a few minutes.";
  /// The desk's, an IANA name: by it go the days of a user whose own zone this machine does not know.
  std::string time_zone = "Asia/Seoul";
};
BOOST_DESCRIBE_STRUCT(Rules, (),
                      (edit_window, longest_memo, longest_issue, longest_free_text, last_plannable_day,
                       missed_call_text, last_survey_reminder_text, time_zone))

}  // namespace lilac::support
