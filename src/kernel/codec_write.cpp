#include <charconv>
#include <cstring>

#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace {

void append_number(std::string& out, std::int64_t number) {
  char digits[20];
  auto const end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
  out.append(digits, end);
}

void append_record(std::string& out, TypeInfo const& type, void const* record, Showing showing) {
  char separator = '{';
  for (auto const& field : type.fields) {
    void const* const value = field.at_const(record);
    if (field.type->kind == Kind::optional && !field.type->optional->get(value)) continue;
    out += separator;
    separator = ',';
    out += '"';
    out += field.name;
    out += "\":";
    append_json(out, *field.type, value, showing);
  }
  if (separator == '{') out += '{';
  out += '}';
}

void append_list(std::string& out, TypeInfo const& type, void const* list, Showing showing) {
  out += '[';
  auto const size = type.list->size(list);
  for (std::size_t i = 0; i < size; ++i) {
    if (i > 0) out += ',';
    append_json(out, *type.inner, type.list->at(list, i), showing);
  }
  out += ']';
}

void append_dictionary(std::string& out, Dictionary const& texts) {
  char separator = '{';
  for (auto const& [name, text] : texts) {
    out += separator;
    separator = ',';
    append_quoted(out, name);
    out += ':';
    append_quoted(out, text);
  }
  if (separator == '{') out += '{';
  out += '}';
}

void append_money(std::string& out, Money amount, Showing showing) {
  out += R"({"minor":)";
  append_integer(out, amount.minor, showing);
  out += R"(,"currency":)";
  append_quoted(out, amount.currency.text());
  out += '}';
}

template <class Time>
void append_time(std::string& out, Time time) {
  out += '"';
  append_text(out, time);
  out += '"';
}

void append_enumerator(std::string& out, TypeInfo const& type, std::int64_t value) {
  if (char const* const name = name_of(type, value))
    append_quoted(out, name);
  else
    append_number(out, value);  // check_value() refuses it; whoever looks at it anyway should see what it is.
}

void append_escape(std::string& out, char c) {
  constexpr char const* hex = "0123456789abcdef";
  auto const code = static_cast<unsigned char>(c);
  out += '\\';
  switch (c) {
    case '\n':
      out += 'n';
      return;
    case '\t':
      out += 't';
      return;
    case '\r':
      out += 'r';
      return;
    case '"':
    case '\\':
      out += c;
      return;
    default:
      out += "u00";
      out += hex[code >> 4];
      out += hex[code & 15];
  }
}

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

/// Eight letters at once, since most texts have none that needs an escape.
bool word_needs_escape(char const* at) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  auto const below = [](std::uint64_t bytes, std::uint64_t limit) { return (bytes - limit * ones) & ~bytes; };
  return ((below(word, 0x20) | below(word ^ '"' * ones, 1) | below(word ^ '\\' * ones, 1)) & 0x80 * ones) != 0;
}

/// How many letters there are before the first that needs an escape.
std::size_t plain_length(std::string_view text) {
  std::size_t length = 0;
  constexpr auto word = sizeof(std::uint64_t);
  while (text.size() - length >= word && !word_needs_escape(text.data() + length)) length += word;
  if (text.size() - length < word) {  // the last letters, filled up with some that need none
    char last[word + 1] = "aaaaaaaa";
    std::memcpy(last, text.data() + length, text.size() - length);
    if (!word_needs_escape(last)) return text.size();
  }
  while (length < text.size() && !needs_escape(text[length])) ++length;
  return length;
}

}  // namespace

void append_integer(std::string& out, std::int64_t number, Showing showing) {
  auto const is_exact = -largest_exact_number <= number && number <= largest_exact_number;
  if (showing == Showing::whole || is_exact) return append_number(out, number);
  out += '"';
  append_number(out, number);
  out += '"';
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    auto const plain = plain_length(text);
    out.append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) break;
    append_escape(out, text.front());
    text.remove_prefix(1);
  }
  out += '"';
}

void append_json(std::string& out, TypeInfo const& type, void const* value, Showing showing) {
  switch (type.kind) {
    case Kind::boolean:
      out += read_number(type, value) != 0 ? "true" : "false";
      return;
    case Kind::integer:
    case Kind::id:
    case Kind::duration:
      return append_integer(out, read_number(type, value), showing);
    case Kind::text:
      return append_quoted(out, text_at(type, value));
    case Kind::address: {
      auto const& address = *static_cast<Address const*>(value);
      return append_quoted(out, showing == Showing::masked ? address.masked() : address.secret);
    }
    case Kind::json: {
      auto const& object = text_at(type, value);
      out += object.empty() ? "{}" : object;
      return;
    }
    case Kind::dictionary:
      return append_dictionary(out, *static_cast<Dictionary const*>(value));
    case Kind::instant:
      return append_time(out, *static_cast<Instant const*>(value));
    case Kind::date:
      return append_time(out, *static_cast<LocalDate const*>(value));
    case Kind::money:
      return append_money(out, *static_cast<Money const*>(value), showing);
    case Kind::enumeration:
      return append_enumerator(out, type, read_number(type, value));
    case Kind::optional:
      if (void const* const held = type.optional->get(value)) return append_json(out, *type.inner, held, showing);
      out += "null";
      return;
    case Kind::list:
      return append_list(out, type, value, showing);
    case Kind::record:
      return append_record(out, type, value, showing);
  }
}

}  // namespace lilac
