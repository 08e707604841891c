#include "lilac/engine/key.hpp"

#include <algorithm>

#include "lilac/kernel/money.hpp"
#include "lilac/kernel/type_info.hpp"

namespace lilac {
namespace {

constexpr char empty_mark = 0;
constexpr char value_mark = 1;
constexpr std::size_t number_size = 8;
constexpr std::size_t currency_size = 3;

/// What a descending column's bytes are combined with, so that the greatest value comes first.
constexpr unsigned char mask_of(bool descending) { return descending ? 0xFF : 0x00; }

char masked(unsigned char byte, unsigned char mask) {
  return static_cast<char>(static_cast<unsigned char>(byte ^ mask));
}

inline void append_number(Key& key, std::int64_t number, unsigned char mask) {
  auto const ordered = static_cast<std::uint64_t>(number) ^ (std::uint64_t{1} << 63);  // negative before positive
  key.append_big_endian(mask == 0 ? ordered : ~ordered);
}

void append_text(Key& key, std::string_view text, unsigned char mask) {
  if (mask == 0) {
    key.append(text);
    key.append('\0');
    return;
  }
  for (char const byte : text) key.append(masked(static_cast<unsigned char>(byte), mask));
  key.append(masked(0, mask));
}

void append_value(Key& key, TypeInfo const& type, void const* value, unsigned char mask) {
  switch (type.kind) {
    case Kind::text:
    case Kind::address:
      append_text(key, text_at(type, value), mask);
      return;
    case Kind::money: {
      auto const& money = *static_cast<Money const*>(value);
      for (char const letter : money.currency.letters) key.append(masked(static_cast<unsigned char>(letter), mask));
      append_number(key, money.minor, mask);
      return;
    }
    default:
      append_number(key, read_number(type, value), mask);
  }
}

/// Reads bytes from the front of a key and takes back the inversion of descending columns.
class KeyParser {
 public:
  explicit KeyParser(std::string_view bytes) : rest_(bytes) {}
  bool at_end() const { return rest_.empty(); }

  bool take_byte(char& byte, unsigned char mask) {
    if (rest_.empty()) return false;
    byte = masked(static_cast<unsigned char>(rest_.front()), mask);
    rest_.remove_prefix(1);
    return true;
  }
  bool take_number(std::int64_t& number, unsigned char mask) {
    if (rest_.size() < number_size) return false;
    std::uint64_t ordered = 0;
    for (std::size_t i = 0; i < number_size; ++i)
      ordered = ordered << 8 | static_cast<unsigned char>(masked(static_cast<unsigned char>(rest_[i]), mask));
    number = static_cast<std::int64_t>(ordered ^ (std::uint64_t{1} << 63));
    rest_.remove_prefix(number_size);
    return true;
  }
  bool take_text(std::string& text, unsigned char mask) {
    auto const end = rest_.find(masked(0, mask));
    if (end == std::string_view::npos) return false;
    take_bytes(text, end, mask);
    rest_.remove_prefix(1);
    return true;
  }
  bool take_money(DecodedColumn& column, unsigned char mask) {
    if (rest_.size() < currency_size + number_size) return false;
    take_bytes(column.text, currency_size, mask);
    return take_number(column.number, mask);
  }

 private:
  void take_bytes(std::string& out, std::size_t count, unsigned char mask) {
    out.assign(rest_.substr(0, count));
    if (mask != 0)
      std::ranges::transform(out, out.begin(),
                             [mask](char byte) { return masked(static_cast<unsigned char>(byte), mask); });
    rest_.remove_prefix(count);
  }

  std::string_view rest_;
};

bool decode_column(KeyParser& parser, TypeInfo const& type, bool descending, DecodedColumn& out) {
  auto const mask = mask_of(descending);
  out.type = &type;
  if (type.kind == Kind::optional) {
    out.type = type.inner;
    char mark;
    if (!parser.take_byte(mark, mask) || (mark != empty_mark && mark != value_mark)) return false;
    out.null = mark == empty_mark;
    if (out.null) return true;
  }
  switch (out.type->kind) {
    case Kind::text:
    case Kind::address:
      return parser.take_text(out.text, mask);
    case Kind::money:
      return parser.take_money(out, mask);
    default:
      return parser.take_number(out.number, mask);
  }
}

}  // namespace

void append_column(Key& key, TypeInfo const& type, void const* value, bool descending) {
  if (type.kind != Kind::optional) {
    append_value(key, type, value, mask_of(descending));
  } else if (auto const* held = type.optional->get(value)) {
    append_present(key, *type.inner, held, descending);
  } else {
    key.append(masked(empty_mark, mask_of(descending)));
  }
}

void append_present(Key& key, TypeInfo const& inner, void const* value, bool descending) {
  key.append(masked(value_mark, mask_of(descending)));
  append_value(key, inner, value, mask_of(descending));
}

void append_id(Key& key, std::int64_t id, bool descending) { append_number(key, id, mask_of(descending)); }

bool is_indexed(IndexInfo const& index, void const* row) {
  return std::ranges::all_of(index.conditions, [&](IndexCondition const& condition) {
    auto const& field = index.entity->type->fields[condition.field];
    auto const* value = field.at_const(row);
    auto const* type = field.type;
    if (type->kind == Kind::optional) {
      value = type->optional->get(value);
      type = type->inner;
    }
    return value != nullptr && read_number(*type, value) == condition.value;
  });
}

void append_columns(Key& key, IndexInfo const& index, void const* row) {
  auto const fields = index.entity->type->fields;
  for (auto const& column : index.columns) {
    auto const& field = fields[column.field];
    if (is_number(field.type->kind))  // most columns are, and need no look at what else they could be
      append_number(key, read_number(*field.type, field.at_const(row)), mask_of(column.descending));
    else
      append_column(key, *field.type, field.at_const(row), column.descending);
  }
}

Key entry_key(IndexInfo const& index, void const* row) {
  Key key;
  append_columns(key, index, row);
  append_id(key, index.entity->id_of(row), ids_descend(index));
  return key;
}

bool ids_descend(IndexInfo const& index) { return !index.columns.empty() && index.columns.back().descending; }

bool decode_key(IndexInfo const& index, std::string_view key, std::vector<DecodedColumn>& out) {
  out.clear();
  KeyParser parser{key};
  auto const& fields = index.entity->type->fields;
  for (std::size_t i = 0; i < index.columns.size() && !parser.at_end(); ++i) {
    auto& decoded = out.emplace_back(DecodedColumn{i, nullptr, false, 0, {}});
    if (!decode_column(parser, *fields[index.columns[i].field].type, index.columns[i].descending, decoded))
      return false;
  }
  if (parser.at_end()) return true;
  auto& id = out.emplace_back(DecodedColumn{index.columns.size(), fields[0].type, false, 0, {}});
  return parser.take_number(id.number, mask_of(ids_descend(index))) && parser.at_end();
}

}  // namespace lilac
