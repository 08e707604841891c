// `lilac ask`: any question of any context, a row to a line.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "cli/desk.hpp"
#include "cli/timeline.hpp"
#include "cli/words.hpp"
#include "kernel/place.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac::cli {

namespace {

struct AskOptions {
  std::string question;
  std::string data;
  std::string store;
};

constexpr char const* help =
    R"(The rows come as JSON, one to a line; numbers beyond 2^53 come as text, which questions take as well.
A question that there is not is answered with the name that may be meant, or all that there are; one without its fields
with what it takes. A question about one thing, as billing.GetBill, ends with exit code 1 when that is not there; one
that lists ends with 0, also when the list is empty.

Examples:
  lilac ask support.GetLogs '{"user_id":7}' --store desk.db
  lilac ask billing.GetBill                                       shows which fields it takes
  lilac ask billing.GetDeliveries '{"run_id":1,"standing":"failed"}' --store telecom.db)";

QueryInfo const& question_called(Program const& program, std::string const& name) {
  std::vector<std::string> names;
  for (auto const* module : program.modules) {
    for (auto const& entry : module->queries) {
      names.push_back(std::string(entry.info->context) + "." + entry.info->name);
      if (name == names.back()) return *entry.info;
    }
  }
  throw Failure(wrong_usage, no_such("question", name, names));
}

/// `billing.GetBills takes run_id (a whole number), and may take limit (a whole number)`.
std::string fields_of(QueryInfo const& query) {
  std::string needed, optional;
  for (auto const& field : query.type->fields) {
    auto& list = field.type->kind == Kind::optional ? optional : needed;
    list += (list.empty() ? "" : ", ") + std::string(field.name) + " (" + wanted(*field.type) + ")";
  }
  auto text = std::string(query.context) + "." + query.name;
  if (needed.empty() && optional.empty()) return text + " takes no fields";
  if (needed.empty()) return text + " may take " + optional;
  return text + " takes " + needed + (optional.empty() ? "" : ", and may take " + optional);
}

bool needs_fields(QueryInfo const& query) {
  return std::any_of(query.type->fields.begin(), query.type->fields.end(),
                     [](Field const& field) { return field.type->kind != Kind::optional; });
}

/// True when the question names what its rows are, so that no row means no such thing: its first field is an id like
/// the first one of a row.
bool is_about_one_thing(QueryInfo const& query) {
  auto const first_of = [](TypeInfo const* type) {
    while (type->kind == Kind::record && !type->fields.empty()) type = type->fields.front().type;
    return type->kind == Kind::optional ? type->inner : type;
  };
  auto const* named = first_of(query.type);
  return named->kind == Kind::id && named == first_of(query.row);
}

int ask(Program& program, AskOptions const& options) {
  auto const& query = question_called(program, options.question);
  if (options.data.empty() && needs_fields(query))
    throw Failure(wrong_usage, fields_of(query) + ": give them as a JSON object");
  auto const& data = options.data.empty() ? "{}" : options.data;
  auto question = Object::of(*query.type);
  if (auto const read = decode_text(data, *query.type, question.at(), Decoding::strict); !read)
    throw Failure(wrong_usage, options.question + ": " + read.error().message() + "; " + fields_of(query));
  if (options.store.empty()) throw Failure(wrong_usage, "--store is required");
  Desk desk{program, options.store, Opening::read_only};
  auto& out = program.console.out;
  std::string line;
  std::int64_t rows = 0;
  auto const show = [&](void const* row) {
    line.clear();
    append_json(line, *query.row, row, Showing::masked);
    out << line << '\n';
    ++rows;
    return static_cast<bool>(out);
  };
  auto const asked = desk.engine().query_raw(query, question.at(), FunctionRef<bool(void const*)>{show});
  if (!asked) throw Failure(refused_or_found, text_of(asked.error()));
  if (rows > 0) return all_well;
  program.console.err << "lilac: " << options.question << " found nothing for " << printable(data) << '\n';
  return is_about_one_thing(query) ? refused_or_found : all_well;
}

}  // namespace

void add_ask(CLI::App& app, Program& program) {
  auto options = std::make_shared<AskOptions>();
  auto& command = *app.add_subcommand("ask", "Ask a store any question");
  command.footer(help);
  command.add_option("QUESTION", options->question, "Its name with its context, as billing.GetBills")->required();
  command.add_option("DATA", options->data, "Its fields as a JSON object");
  command.add_option("--store", options->store, "The SQLite file of the desk")->type_name("FILE");
  command.callback([&program, options] { program.action = [&program, options] { return ask(program, *options); }; });
}

}  // namespace lilac::cli
