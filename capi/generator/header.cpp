#include "header.hpp"

#include <map>
#include <set>

#include "layout.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/object.hpp"
#include "names.hpp"

namespace lilac::capi {

namespace {

constexpr char const* made_by =
    "/* Made by lilac_c_headers from the descriptions of the contexts; not to be edited. */\n"
    "/* clang-format off */\n";

/// A literal of C, whatever is in the text.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (auto const c : text) {
    auto const code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (code < 0x20 || code >= 0x7F) {
      constexpr char const* octal = "01234567";  // three digits always end an escape
      out += {'\\', octal[code >> 6U], octal[code >> 3U & 7U], octal[code & 7U]};
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string text_initialiser(std::string_view text) {
  return text.empty() ? "{NULL, 0}" : "LILAC_TEXT(" + quoted(text) + ")";
}
std::string number_initialiser(std::int64_t number) {
  if (number == INT64_MIN) return "INT64_MIN";
  auto const text = std::to_string(number);
  return number > INT32_MAX || number < INT32_MIN ? "INT64_C(" + text + ")" : text;
}

std::string initialiser(TypeInfo const& type, void const* value);

std::string optional_initialiser(TypeInfo const& type, void const* value) {
  auto const* const held = type.optional->get(value);
  if (is_number(type.inner->kind)) {
    auto const number = held == nullptr ? "0" : number_initialiser(read_number(*type.inner, held));
    return "{" + number + ", " + (held == nullptr ? "0" : "1") + ", {0, 0, 0, 0, 0, 0, 0}}";
  }
  if (held != nullptr) throw std::logic_error("a default that is there has no initialiser in C");
  auto const is_pointer = type.inner->kind == Kind::money || type.inner->kind == Kind::record;
  return is_pointer ? "NULL" : "{NULL, 0}";
}

/// The C++ default as C writes it.
std::string initialiser(TypeInfo const& type, void const* value) {
  switch (type.kind) {
    case Kind::text:
    case Kind::address:
      return text_initialiser(text_at(type, value));
    case Kind::json:
    case Kind::dictionary:
      return "{NULL, 0}";
    case Kind::money:
      return "{0, \"KRW\", 0}";
    case Kind::list:
      if (type.list->size(value) > 0) throw std::logic_error("a list that is not empty has no initialiser in C");
      return "{NULL, 0}";
    case Kind::record:
      return "NULL";
    case Kind::optional:
      return optional_initialiser(type, value);
    default:
      return number_initialiser(read_number(type, value));
  }
}

void append_struct(std::string& out, Types const& types, TypeInfo const& record) {
  auto const name = types.struct_name(record);
  out += "typedef struct " + name + " {\n  lilac_head head;\n";
  for (auto const& field : record.fields) {
    out += "  " + types.declaration(*field.type, field.name) + ";";
    auto const& type =
        field.type->kind == Kind::optional || field.type->kind == Kind::list ? *field.type->inner : *field.type;
    if (type.kind == Kind::enumeration) out += " /* " + types.constant_name(type) + "_… */";
    if (type.kind == Kind::instant) out += " /* UTC ms */";
    if (type.kind == Kind::duration) out += " /* ms */";
    if (type.kind == Kind::date) out += " /* days since 1970-01-01 */";
    if (type.kind == Kind::json) out += " /* a JSON object */";
    if (type.kind == Kind::address) out += " /* an address; read back masked */";
    out += '\n';
  }
  out += "} " + name + ";\n";

  auto const head = head_of(record);
  auto const defaults = Object::of(record);
  auto const constant = types.constant_name(record);
  if (head.number != 0) out += "#define " + constant + " " + std::to_string(head.number) + "\n";
  out += "#define " + constant + "_INIT { {(uint32_t)sizeof(" + name + "), " + std::to_string(head.kind) + ", " +
         std::to_string(head.number) + "}";
  for (auto const& field : record.fields) out += ", " + initialiser(*field.type, field.at_const(defaults.at()));
  out += " }\n\n";
}

void append_enumeration(std::string& out, Types const& types, TypeInfo const& type) {
  for (auto const& [name, value] : type.names) {
    out += "#define " + types.constant_name(type) + "_" + in_capitals(name) + " " + std::to_string(value) + "\n";
  }
  out += '\n';
}

void append_refusals(std::string& out, ModuleInfo const& module) {
  std::map<int, std::pair<std::string, std::string>> by_number;  // the name, and its rules
  for (auto const* rule : module.errors) {
    auto& [name, rules] = by_number[rule->number];
    name = rule->name;
    rules += std::string(rules.empty() ? "" : ", ") + rule->id;
  }
  if (by_number.empty()) return;
  out += "/* Refusals, each with the rules that share the number. */\n";
  for (auto const& [number, named] : by_number) {
    out += "#define LILAC_" + in_capitals(module.name) + "_E_" + named.first + " " + std::to_string(number) + " /* " +
           named.second + " */\n";
  }
  out += '\n';
}

void append_command(std::string& out, Types const& types, CommandInfo const& command) {
  auto const function = std::string("lilac_") + command.context + "_" + in_snake_case(command.name);
  auto const reply = command.reply == nullptr ? std::string{} : types.struct_name(*command.reply);
  out += "static inline lilac_status " + function + "(lilac_desk *desk, const " + types.struct_name(*command.type) +
         " *command,\n    const lilac_call *call, " + (reply.empty() ? "" : "const " + reply + " **reply, ") +
         "lilac_result **out, lilac_error **error) {\n";
  if (reply.empty()) {
    out += "  return lilac_execute(desk, command, call, out, error);\n}\n";
    return;
  }
  out +=
      "  const lilac_status status = lilac_execute(desk, command, call, out, error);\n"
      "  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const " +
      reply + " *)lilac_result_get(*out)->reply : NULL;\n  return status;\n}\n";
}

void append_query(std::string& out, Types const& types, QueryInfo const& query) {
  auto const function = std::string("lilac_") + query.context + "_" + in_snake_case(query.name);
  auto const row = types.struct_name(*query.row);
  out += "static inline lilac_status " + function + "(lilac_desk *desk, const " + types.struct_name(*query.type) +
         " *question,\n    const " + row +
         " *const **rows, size_t *count, lilac_result **out, lilac_error **error) {\n"
         "  const lilac_status status = lilac_query(desk, question, out, error);\n"
         "  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);\n"
         "  if (rows != NULL) *rows = (const " +
         row +
         " *const *)output->rows;\n"
         "  if (count != NULL) *count = output->row_count;\n  return status;\n}\n";
}

}  // namespace

std::string header_of(Types const& types, Declarations const& context) {
  auto const& module = *context.module;
  auto const guard = "LILAC_" + in_capitals(module.name) + "_H";
  std::string out = made_by;
  out += "#ifndef " + guard + "\n#define " + guard + "\n\n#include <lilac.h>\n";
  for (auto const& other : types.contexts()) {
    if (&other == &context) break;  // a context may be made of those before it
    out += std::string("#include <lilac/") + other.module->name + ".h>\n";
  }
  out += "\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n";
  append_refusals(out, module);
  for (auto const* type : context.enumerations) append_enumeration(out, types, *type);
  for (auto const* record : context.records) append_struct(out, types, *record);
  out += "/* Commands: the reply (may be NULL) is borrowed until *out is destroyed; otherwise as lilac_execute. */\n";
  for (auto const& command : module.commands) append_command(out, types, *command.info);
  out += "\n/* Questions: the rows are borrowed until *out is destroyed; otherwise as lilac_query. */\n";
  for (auto const& query : module.queries) append_query(out, types, *query.info);
  return out + "\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n";
}

std::string layout_asserts(Types const& types) {
  std::string out = made_by;
  out += "/* The structs lie in memory as the library converts them. */\n#include <stddef.h>\n\n";
  for (auto const& context : types.contexts()) {
    out += std::string("#include \"lilac/") + context.module->name + ".h\"\n";
  }
  for (auto const& context : types.contexts()) {
    for (auto const* record : context.records) {
      auto const name = types.struct_name(*record);
      out += "\nstatic_assert(sizeof(" + name + ") == " + std::to_string(struct_extent_of(*record).size) +
             ", \"size\");\n";
      for_each_field(*record, [&](Field const& field, std::size_t offset, Extent const&) {
        out += "static_assert(offsetof(" + name + ", " + field.name + ") == " + std::to_string(offset) +
               ", \"offset\");\n";
      });
    }
  }
  return out;
}

}  // namespace lilac::capi
