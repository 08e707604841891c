// `lilac ask`: any question of any context, a row to a line.
#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/desk.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac::cli {

namespace {

struct AskOptions {
  std::string question;
  std::string data = "{}";
  std::string store;
};

constexpr char const* help =
    R"(The rows come as JSON, one to a line. A question that there is not is answered with the names of all that there are.

Examples:
  lilac ask support.GetLogs '{"user_id":7}' --store desk.db
  lilac ask billing.GetDeliveries '{"run_id":1,"standing":"failed"}' --store telecom.db)";

QueryInfo const& question_called(Program const& program, std::string const& name) {
  std::string names;
  for (auto const* module : program.modules) {
    for (auto const& entry : module->queries) {
      auto const known = std::string(entry.info->context) + "." + entry.info->name;
      if (name == known) return *entry.info;
      names += (names.empty() ? "" : ", ") + known;
    }
  }
  throw Failure(wrong_usage, "there is no question " + name + "; there are " + names);
}

int ask(Program& program, AskOptions const& options) {
  auto const& query = question_called(program, options.question);
  auto question = Object::of(*query.type);
  if (auto const read = decode_text(options.data, *query.type, question.at(), Decoding::strict); !read)
    throw Failure(wrong_usage, options.question + ": " + read.error().message());
  Desk desk{program, options.store, Opening::read_only};
  auto& out = program.console.out;
  std::string line;
  auto const show = [&](void const* row) {
    line.clear();
    append_json(line, *query.row, row, Showing::masked);
    out << line << '\n';
    return static_cast<bool>(out);
  };
  auto const asked = desk.engine().query_raw(query, question.at(), FunctionRef<bool(void const*)>{show});
  if (!asked) throw Failure(refused_or_found, text_of(asked.error()));
  return all_well;
}

}  // namespace

void add_ask(CLI::App& app, Program& program) {
  auto options = std::make_shared<AskOptions>();
  auto& command = *app.add_subcommand("ask", "Ask a store any question");
  command.footer(help);
  command.add_option("QUESTION", options->question, "Its name with its context, as billing.GetBills")->required();
  command.add_option("DATA", options->data, "Its fields as a JSON object (default: {})");
  add_store_option(command, options->store);
  command.callback([&program, options] { program.action = [&program, options] { return ask(program, *options); }; });
}

}  // namespace lilac::cli
