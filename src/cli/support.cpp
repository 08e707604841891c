#include "cli/support.hpp"

#include <CLI/CLI.hpp>
#include <boost/algorithm/hex.hpp>
#include <limits>
#include <optional>
#include <ostream>

#include "cli/columns.hpp"
#include "cli/desk.hpp"
#include "cli/timeline.hpp"
#include "lilac/adapters/tzdb.hpp"
#include "lilac/support/support.hpp"

namespace lilac::cli {

namespace {

/// The Site context as far as a simulation needs one: it accepts everything, or nothing.
class SimulatedSite final : public support::SiteContext {
 public:
  explicit SimulatedSite(bool is_down) : is_down_(is_down) {}
  result<> update_site(support::UserSiteUpdateRequested const&, Delivery const&) override { return answer(); }
  result<> update_md(support::UserMdUpdateRequested const&, Delivery const&) override { return answer(); }
  result<> delete_md(support::UserMdDeleteRequested const&, Delivery const&) override { return answer(); }

 private:
  result<> answer() const {
    if (is_down_) return refuse(rules::gateway_failed, field("SiteContext"), value("it is down"));
    return outcome::success();
  }
  bool is_down_;
};

/// A value that somebody wrote, in a column of a table.
std::string cell(std::string_view value, std::size_t columns) { return padded(printable(value), columns); }

struct Viewing {
  std::string store;
  std::string at;
  std::string zone;
  bool json = false;
};

void add_viewing(CLI::App& app, Viewing& viewing) {
  add_store_option(app, viewing.store);
  app.add_option("--zone", viewing.zone, "Show times in this time zone, e.g. Asia/Seoul (default: UTC)")
      ->type_name("NAME");
  app.add_flag("--json", viewing.json, "For machines: one object per line");
}
void add_at(CLI::App& app, Viewing& viewing) {
  app.add_option("--at", viewing.at,
                 "As of when: an instant, now, or a day, as it begins in the time zone of --zone (default: the "
                 "instant of the newest event)")
      ->type_name("INSTANT");
}

/// Shows the rows of one query: as JSON, or as `line` words them. Returns how many there were.
template <class Q, class Line>
std::int64_t show_rows(Program& program, Desk& desk, Viewing const& viewing, Q const& question, Line line) {
  if (!viewing.zone.empty() && !desk.zones().knows(viewing.zone)) {
    throw Failure(wrong_usage, "--zone is not a time zone: " + viewing.zone);
  }
  auto& out = program.console.out;
  std::int64_t rows = 0;
  auto show = [&](typename Q::row const& row) {
    out << (viewing.json ? to_json(row) : line(row)) << '\n';
    ++rows;
    return static_cast<bool>(out);
  };
  auto done = desk.engine().query(question, FunctionRef<bool(typename Q::row const&)>{show});
  if (!done) {
    auto const unreadable = done.error().is(rules::storage_failed) || done.error().is(rules::corrupt);
    throw Failure(unreadable ? cannot_open : wrong_usage, text_of(done.error()));
  }
  return rows;
}

Instant instant_for(Desk& desk, Viewing const& viewing) {
  return viewing.at.empty() ? desk.last_instant() : instant_of("--at", viewing.at, desk.zones(), viewing.zone);
}

// --- log
// --------------------------------------------------------------------------------------------------------------

struct LogOptions : Viewing {
  std::int64_t user = 0;
  std::optional<std::int64_t> cycle;
  std::optional<std::int32_t> limit;
};

constexpr char const* log_help = R"(Newest first: when, on which day of the cycle, what kind of line, and what it says.

Examples:
  lilac log --user 7 --store desk.db --zone Asia/Seoul
  lilac log --user 7 --cycle 70 --limit 20 --store desk.db)";

int show_log(Program& program, LogOptions const& options) {
  Desk desk{program, options.store, Opening::read_only};
  support::GetLogs question;
  question.user_id = support::UserId{options.user};
  if (options.cycle) question.user_cycle_id = support::UserCycleId{*options.cycle};
  question.limit = options.limit;
  auto const rows = show_rows(program, desk, options, question, [&](support::UserSupportLog const& line) {
    return clock_text(desk.zones(), options.zone, line.created_at) + "  day " +
           cell(std::to_string(line.day_index), 4) + cell(support::word(line.type), 24) + " #" +
           cell(std::to_string(line.relation_id), 5) + printable(line.meta.text);
  });
  if (rows == 0 && !options.json) program.console.out << "nothing is logged of user " << options.user << '\n';
  return all_well;
}

void add_log(CLI::App& app, Program& program) {
  auto options = std::make_shared<LogOptions>();
  auto& command = *app.add_subcommand("log", "Show the support log of a user");
  command.footer(log_help);
  command.add_option("--user", options->user, "Whose")->required()->type_name("ID");
  command.add_option("--cycle", options->cycle, "Only of this cycle")->type_name("ID");
  command.add_option("--limit", options->limit, "At most so many lines")
      ->check(CLI::Range(1, std::numeric_limits<std::int32_t>::max()))
      ->type_name("N");
  add_viewing(command, *options);
  command.callback(
      [&program, options] { program.action = [&program, options] { return show_log(program, *options); }; });
}

constexpr char const* unknown_zone = "  (time zone unknown here: days are the desk's)";

// --- today
// ------------------------------------------------------------------------------------------------------------

constexpr char const* today_help =
    R"(Calls that are due, each judged on its user's own calendar: appointments first, then the most overdue.

Example:
  lilac today --at 2026-01-12T09:00:00+09:00 --store desk.db)";

int show_today(Program& program, Viewing const& options) {
  Desk desk{program, options.store, Opening::read_only};
  support::Today const question{instant_for(desk, options)};
  auto const rows = show_rows(program, desk, options, question, [&](support::DueCall const& call) {
    auto line = call.contact_at ? clock_text(desk.zones(), options.zone, *call.contact_at) : to_text(call.plan_date);
    line = cell(line, 22) + "call " + cell(std::to_string(call.user_outbound_id.value), 5) + "user " +
           cell(std::to_string(call.user_id.value), 5) + cell(call.name, 16) + " " + call.phone.masked() + "  day " +
           std::to_string(call.day_index);
    if (call.overdue_days > 0) line += "  " + counted(call.overdue_days, "day") + " overdue";
    if (call.uses_desk_zone) line += unknown_zone;
    return line;
  });
  if (!options.json) program.console.out << counted(rows, "call") << " due at " << to_text(question.at) << '\n';
  return all_well;
}

void add_today(CLI::App& app, Program& program) {
  auto options = std::make_shared<Viewing>();
  auto& command = *app.add_subcommand("today", "Show the calls that are due");
  command.footer(today_help);
  add_at(command, *options);
  add_viewing(command, *options);
  command.callback(
      [&program, options] { program.action = [&program, options] { return show_today(program, *options); }; });
}

// --- users
// ------------------------------------------------------------------------------------------------------------

struct UserOptions : Viewing {
  std::optional<std::int64_t> site;
  std::optional<std::int64_t> md;
  std::string due_by;
  bool open_issues = false;
  std::string text;
  std::string sort;
  std::int32_t limit = 50;
  std::string after;
};

constexpr char const* users_help = R"(Each user with the next call, overdue days, open issues and the last contact.

Examples:
  lilac users --store desk.db
  lilac users --site 12 --open-issues --sort name --store desk.db
  lilac users --due-by 2026-01-14 --limit 10 --store desk.db)";

/// A place in the roster as the command line takes it: names and separators that no shell minds.
PersonalText place_from(std::string const& hex) {
  try {
    return PersonalText{boost::algorithm::unhex(hex)};
  } catch (boost::algorithm::hex_decode_error const&) {
    throw Failure(wrong_usage, "--after must be the place that the last page named, not " + hex);
  }
}

support::FindUsers question_of(Desk& desk, UserOptions const& options) {
  support::FindUsers question;
  question.as_of = instant_for(desk, options);
  if (options.site) question.site_id = support::SiteId{*options.site};
  if (options.md) question.md_id = support::MdId{*options.md};
  if (!options.due_by.empty()) {
    question.due_by = parse_date(options.due_by);
    if (!question.due_by) throw Failure(wrong_usage, "--due-by must be a date like 2026-01-12, not " + options.due_by);
  }
  if (options.open_issues) question.has_open_issue = true;
  if (!options.text.empty()) question.text = options.text;
  if (options.sort == "name") question.sort = support::UserSort::NAME;
  if (options.sort == "unheard") question.sort = support::UserSort::LONGEST_UNHEARD;
  if (options.sort == "id") question.sort = support::UserSort::USER_ID;
  if (!options.after.empty()) question.after = place_from(options.after);
  question.limit = options.limit;
  return question;
}

int show_users(Program& program, UserOptions const& options) {
  Desk desk{program, options.store, Opening::read_only};
  std::string place;
  auto const rows =
      show_rows(program, desk, options, question_of(desk, options), [&](support::UserOverview const& user) {
        place = user.place;
        auto line = "user " + cell(std::to_string(user.user_id.value), 5) + cell(user.name, 16) + " " +
                    cell(user.phone.masked(), 18) + "site " + cell(std::to_string(user.site_id.value), 5) + "day " +
                    cell(std::to_string(user.day_index), 4);
        line += "  next " + cell(user.next_due_on ? to_text(*user.next_due_on) : "-", 10);
        if (user.overdue_days > 0) line += "  " + counted(user.overdue_days, "day") + " overdue";
        if (user.open_issues > 0) line += "  " + counted(user.open_issues, "open issue");
        if (user.last_contact_at)
          line += "  last contact " + clock_text(desk.zones(), options.zone, *user.last_contact_at);
        if (user.uses_desk_zone) line += unknown_zone;
        return line;
      });
  if (options.json) return all_well;
  program.console.out << counted(rows, "user") << '\n';
  if (rows == options.limit)
    program.console.out << "more may follow: --after " << boost::algorithm::hex_lower(place) << '\n';
  return all_well;
}

void add_users(CLI::App& app, Program& program) {
  auto options = std::make_shared<UserOptions>();
  auto& command = *app.add_subcommand("users", "Show the roster");
  command.footer(users_help);
  command.add_option("--site", options->site, "Only of this site")->type_name("ID");
  command.add_option("--md", options->md, "Only of this doctor")->type_name("ID");
  command.add_option("--due-by", options->due_by, "Only with a call due on this day or before")->type_name("DATE");
  command.add_flag("--open-issues", options->open_issues, "Only with an open issue");
  command.add_option("--text", options->text, "Only with this in the name")->type_name("TEXT");
  command.add_option("--sort", options->sort, "overdue (default), name, unheard (longest without contact) or id")
      ->check(CLI::IsMember({"overdue", "name", "unheard", "id"}))
      ->type_name("BY");
  command.add_option("--limit", options->limit, "At most so many (default: 50)")
      ->check(CLI::Range(1, 1000))
      ->type_name("N");
  command.add_option("--after", options->after, "The next page, behind the place that the last one named")
      ->type_name("PLACE");
  add_at(command, *options);
  add_viewing(command, *options);
  command.callback(
      [&program, options] { program.action = [&program, options] { return show_users(program, *options); }; });
}

// --- The face
// -----------------------------------------------------------------------------------------------------------

class SupportFace final : public Face {
 public:
  ModuleInfo const& module() const override { return support::module; }

  void add_options(CLI::App& app) override {
    app.add_option("--site", site_, "The Site context: up (accepts everything, default), down, none (requests wait)")
        ->check(CLI::IsMember({"up", "down", "none"}))
        ->type_name("STATE");
  }

  void bind(Host& host) override {
    support::bind_bridges(host);
    if (site_ == "none") return;
    simulated_.emplace(site_ == "down");
    host.bind<support::SiteContext>(*simulated_);
  }

  void add_subcommands(CLI::App& app, Program& program) override {
    add_log(app, program);
    add_today(app, program);
    add_users(app, program);
  }

 private:
  std::string site_ = "up";
  std::optional<SimulatedSite> simulated_;
};

}  // namespace

Face& support_face() {
  static SupportFace face;
  return face;
}

}  // namespace lilac::cli
