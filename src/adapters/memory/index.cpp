#include "adapters/memory/index.hpp"

#include <algorithm>
#include <iterator>

#include "lilac/kernel/money.hpp"

namespace lilac::memory {

namespace {

/// Up to eight bytes as the number that orders like them.
std::uint64_t word_of(char const* bytes, std::size_t size) {
  unsigned char all[sizeof(std::uint64_t)] = {};
  std::memcpy(all, bytes, std::min(size, sizeof all));
  return std::uint64_t{all[0]} << 56 | std::uint64_t{all[1]} << 48 | std::uint64_t{all[2]} << 40 |
         std::uint64_t{all[3]} << 32 | std::uint64_t{all[4]} << 24 | std::uint64_t{all[5]} << 16 |
         std::uint64_t{all[6]} << 8 | std::uint64_t{all[7]};
}

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

IndexKey::IndexKey(std::string_view bytes) : size_(static_cast<std::uint32_t>(bytes.size())) {
  constexpr auto word = sizeof(std::uint64_t);
  words_[0] = word_of(bytes.data(), bytes.size());
  words_[1] = bytes.size() > word ? word_of(bytes.data() + word, bytes.size() - word) : 0;
  if (size_ <= sizeof words_) return;
  if (is_spilled()) spilled_ = new char[size_ - sizeof words_];
  std::memcpy(is_spilled() ? spilled_ : in_place_, bytes.data() + sizeof words_, size_ - sizeof words_);
}

IndexKey::IndexKey(std::span<std::uint64_t const> numbers)
    : words_{numbers[0], numbers.size() > 1 ? numbers[1] : 0}, size_(static_cast<std::uint32_t>(numbers.size_bytes())) {
  char* at = in_place_;
  for (auto const number : numbers.subspan(std::min<std::size_t>(numbers.size(), 2))) {
    for (unsigned i = 0; i < sizeof number; ++i) *at++ = static_cast<char>(number >> (56 - 8 * i));
  }
}

IndexKey::IndexKey(IndexKey&& other) noexcept : words_{other.words_[0], other.words_[1]}, size_(other.size_) {
  std::memcpy(in_place_, other.in_place_, sizeof in_place_);
  other.size_ = 0;
}

bool IndexKey::starts_with(IndexKey const& prefix) const {
  if (size_ < prefix.size_) return false;
  for (std::size_t i = 0; i < 2; ++i) {
    auto const before = i * sizeof(std::uint64_t);
    if (prefix.size_ <= before) return true;
    auto const bytes = std::min(prefix.size_ - before, sizeof(std::uint64_t));
    if ((words_[i] ^ prefix.words_[i]) >> 8 * (sizeof(std::uint64_t) - bytes) != 0) return false;
  }
  return tail().starts_with(prefix.tail());
}

Index::Index(IndexInfo const& info, std::pmr::memory_resource& nodes)
    : info_(&info),
      only_numbers_(info.columns.size() < IndexKey::most_numbers &&
                    std::ranges::all_of(info.columns,
                                        [&](auto const& column) {
                                          return is_number(info.entity->type->fields[column.field].type->kind);
                                        })),
      entries_(&nodes) {}

// The same as IndexKey{entry_key(…).bytes()}.
IndexKey Index::key_of(void const* row) const {
  if (!only_numbers_) return IndexKey{entry_key(*info_, row).bytes()};
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
  return IndexKey{std::span<std::uint64_t const>{numbers, count}};
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
  auto const hint = last_entered_ ? std::next(*last_entered_) : entries_.end();
  last_entered_ = entries_.insert(hint, Entry{key_of(row), &slot});
}

void Index::leave(Slot& slot) {
  if (!is_indexed(*info_, slot.object())) return;
  auto const found = entries_.find(key_of(slot.object()));
  if (found == entries_.end()) return;
  if (found == last_entered_) last_entered_.reset();
  entries_.erase(found);
}

bool Index::is_taken(std::int64_t id, void const* row) const {
  if (!is_indexed(*info_, row)) return false;
  Key columns;
  append_columns(columns, *info_, row);
  IndexKey const place{columns.bytes()};
  auto const found = entries_.lower_bound(place);
  return found != entries_.end() && found->key.starts_with(place) && found->slot->id != id;
}

void Index::scan(std::string_view prefix, std::string_view after, std::size_t limit, RowSink sink) const {
  IndexKey const begin{prefix};
  auto at = after.empty() || after < prefix ? entries_.lower_bound(begin) : entries_.upper_bound(IndexKey{after});
  for (; at != entries_.end() && limit > 0 && at->key.starts_with(begin); ++at, --limit) {
    if (!sink({at->slot->id, at->slot->version, at->slot->object(), reinterpret_cast<RowHint>(at->slot)})) break;
  }
}

}  // namespace lilac::memory
