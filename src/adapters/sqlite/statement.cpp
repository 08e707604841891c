#include "adapters/sqlite/statement.hpp"

#include <limits>

namespace lilac::sqlite {
namespace {

std::string enclosed(std::string_view text, char mark) {
  std::string out(1, mark);
  for (char const letter : text) {
    if (letter == mark) out += mark;
    out += letter;
  }
  return out += mark;
}

}  // namespace

std::string_view text_in(SQLite::Statement const& row, int column) {
  auto const cell = row.getColumn(column);
  auto const* text = cell.getText("");  // before its length: this may convert the cell
  return {text, static_cast<std::size_t>(cell.getBytes())};
}

void bind_text(SQLite::Statement& statement, int parameter, std::string_view text) {
  statement.bind(parameter, std::string{text});
}

void bind_text_or_null(SQLite::Statement& statement, int parameter, std::string_view text) {
  if (text.empty())
    statement.bind(parameter);
  else
    bind_text(statement, parameter, text);
}

std::int64_t sql_limit(std::size_t limit) {
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
  return limit > most ? -1 : static_cast<std::int64_t>(limit);
}

std::string identifier(std::string_view name) { return enclosed(name, '"'); }
std::string literal(std::string_view text) { return enclosed(text, '\''); }

}  // namespace lilac::sqlite
