#include "adapters/memory/index.hpp"

#include <algorithm>
#include <span>

#include "lilac/kernel/money.hpp"

namespace lilac::memory {

namespace {

bool same_value(Field const& field, void const* a, void const* b) {
  auto const* type = field.type;
  auto const* left = field.at_const(a);
  auto const* right = field.at_const(b);
  if (type->kind == Kind::optional) {
    left = type->optional->get(left);
    right = type->optional->get(right);
    if (left == nullptr || right == nullptr) return left == right;
    type = type->inner;
  }
  if (is_number(type->kind)) return read_number(*type, left) == read_number(*type, right);
  if (type->kind == Kind::money) return *static_cast<Money const*>(left) == *static_cast<Money const*>(right);
  return text_at(*type, left) == text_at(*type, right);
}

}  // namespace

Index::Index(IndexInfo const& info)
    : info_(&info),
      only_numbers_(info.columns.size() < IndexKey::most_numbers &&
                    std::ranges::all_of(info.columns, [&](auto const& column) {
                      return is_number(info.entity->type->fields[column.field].type->kind);
                    })) {}

// The same as IndexKey{entry_key(…).bytes()}.
template <class Use>
void Index::with_key_of(void const* row, Use&& use) const {
  if (!only_numbers_) {
    auto const key = entry_key(*info_, row);
    return use(IndexKey{key.bytes()});
  }
  std::uint64_t numbers[IndexKey::most_numbers];
  std::size_t count = 0;
  auto const put = [&](Field const& field, bool descending) {
    auto const number = read_number(*field.type, field.at_const(row));
    auto const ordered = static_cast<std::uint64_t>(number) ^ (std::uint64_t{1} << 63);
    numbers[count++] = descending ? ~ordered : ordered;
  };
  auto const fields = info_->entity->type->fields;
  for (auto const& column : info_->columns) put(fields[column.field], column.descending);
  put(fields[0], ids_descend(*info_));
  use(IndexKey{std::span<std::uint64_t const>{numbers, count}});
}

bool Index::same_place(void const* a, void const* b) const {
  auto const& fields = info_->entity->type->fields;
  return std::ranges::all_of(info_->columns,
                             [&](auto const& column) { return same_value(fields[column.field], a, b); }) &&
         std::ranges::all_of(info_->conditions,
                             [&](auto const& condition) { return same_value(fields[condition.field], a, b); });
}

void Index::enter(Slot& slot, void const* row) {
  if (!is_indexed(*info_, row)) return;
  with_key_of(row, [&](IndexKey const& key) { entries_.insert(key, &slot); });
}

void Index::leave(void const* row) {
  if (!is_indexed(*info_, row)) return;
  with_key_of(row, [&](IndexKey const& key) { entries_.erase(key); });
}

bool Index::is_taken(std::int64_t id, void const* row) const {
  if (!is_indexed(*info_, row)) return false;
  Key columns;
  append_columns(columns, *info_, row);
  IndexKey const place{columns.bytes()};
  auto taken = false;
  entries_.for_each_from(place, [&](Entry const& first) {
    taken = first.key.starts_with(place) && first.slot->id != id;
    return false;
  });
  return taken;
}

void Index::scan(std::string_view prefix, std::string_view after, std::size_t limit, RowSink sink) const {
  if (limit == 0) return;
  IndexKey const begin{prefix};
  auto const show = [&](Entry const& entry) {
    if (!entry.key.starts_with(begin)) return false;
    auto* const slot = entry.slot;
    return sink({slot->id, slot->version, slot->object(), reinterpret_cast<RowHint>(slot)}) && --limit > 0;
  };
  if (after.empty() || after < prefix)
    entries_.for_each_from(begin, show);
  else
    entries_.for_each_behind(IndexKey{after}, show);
}

}  // namespace lilac::memory
