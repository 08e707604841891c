#include "adapters/sqlite/columns.hpp"

#include <sqlite3.h>

#include "adapters/sqlite/failure.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/money.hpp"
#include "lilac/kernel/text.hpp"

namespace lilac::sqlite {
namespace {

std::string json_of(TypeInfo const& type, void const* value) {
  std::string json;
  append_json(json, type, value, Showing::whole);
  return json;
}

[[noreturn]] void refuse_cell(SQLite::Statement const& row, int column, std::string const& why) {
  throw Unreadable(std::string{"column "} + row.getColumnName(column) + ": " + why);
}

std::int64_t read_integer(SQLite::Statement const& row, int column) {
  auto const cell = row.getColumn(column);
  if (cell.getType() != SQLITE_INTEGER) refuse_cell(row, column, "is not a whole number");
  return cell.getInt64();
}

std::string_view read_text(SQLite::Statement const& row, int column) {
  if (row.getColumn(column).getType() != SQLITE_TEXT) refuse_cell(row, column, "is not text");
  auto const text = text_in(row, column);
  if (!is_valid_text(text)) refuse_cell(row, column, "is not valid UTF-8");
  return text;
}

}  // namespace

std::vector<Column> columns_of(Field const& field) {
  auto const nullable = field.type->kind == Kind::optional;
  auto const& type = nullable ? *field.type->inner : *field.type;
  std::string const name = field.name;
  if (type.kind == Kind::money) return {{name + "_minor", false, nullable}, {name + "_currency", true, nullable}};
  return {{name, !is_number(type.kind), nullable}};
}

int bind_value(SQLite::Statement& statement, int parameter, TypeInfo const& type, void const* value) {
  switch (type.kind) {
    case Kind::optional: {
      if (auto const* held = type.optional->get(value)) return bind_value(statement, parameter, *type.inner, held);
      statement.bind(parameter++);
      if (type.inner->kind == Kind::money) statement.bind(parameter++);
      return parameter;
    }
    case Kind::text:
    case Kind::address:
    case Kind::json:
      statement.bindNoCopy(parameter, text_at(type, value));
      return parameter + 1;
    case Kind::money: {
      auto const& money = *static_cast<Money const*>(value);
      statement.bind(parameter, money.minor);
      bind_text(statement, parameter + 1, money.currency.text());
      return parameter + 2;
    }
    case Kind::dictionary:
    case Kind::list:
    case Kind::record:
      statement.bind(parameter, json_of(type, value));
      return parameter + 1;
    default:
      statement.bind(parameter, read_number(type, value));
      return parameter + 1;
  }
}

int read_value(SQLite::Statement const& row, int column, TypeInfo const& type, void* value) {
  switch (type.kind) {
    case Kind::optional:
      if (!row.isColumnNull(column)) return read_value(row, column, *type.inner, type.optional->emplace(value));
      type.optional->reset(value);
      return column + (type.inner->kind == Kind::money ? 2 : 1);
    case Kind::text:
    case Kind::address:
    case Kind::json:
      text_at(type, value).assign(read_text(row, column));
      return column + 1;
    case Kind::money: {
      auto const currency = Currency::parse(read_text(row, column + 1));
      if (!currency) refuse_cell(row, column + 1, "is not a currency");
      *static_cast<Money*>(value) = {read_integer(row, column), *currency};
      return column + 2;
    }
    case Kind::dictionary:
    case Kind::list:
    case Kind::record: {
      auto const decoded = decode_text(read_text(row, column), type, value, Decoding::tolerant);
      if (!decoded) refuse_cell(row, column, decoded.error().message());
      return column + 1;
    }
    default: {
      auto const number = read_integer(row, column);
      if (!fits(type, number)) refuse_cell(row, column, "is out of range");
      write_number(type, value, number);
      return column + 1;
    }
  }
}

std::vector<std::string> literals_of(TypeInfo const& type, void const* value) {
  switch (type.kind) {
    case Kind::optional:
      if (auto const* held = type.optional->get(value)) return literals_of(*type.inner, held);
      return std::vector<std::string>(type.inner->kind == Kind::money ? 2 : 1, "NULL");
    case Kind::text:
    case Kind::address:
    case Kind::json:
      return {literal(text_at(type, value))};
    case Kind::money: {
      auto const& money = *static_cast<Money const*>(value);
      return {std::to_string(money.minor), literal(money.currency.text())};
    }
    case Kind::dictionary:
    case Kind::list:
    case Kind::record:
      return {literal(json_of(type, value))};
    default:
      return {std::to_string(read_number(type, value))};
  }
}

}  // namespace lilac::sqlite
