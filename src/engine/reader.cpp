#include "lilac/engine/reader.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/entry_key.hpp"
#include "engine/row_copies.hpp"

namespace lilac {

namespace {

constexpr std::size_t page_size = 256;

/// The field of `record` that holds this id of this entity, or null.
char const* field_naming(EntityInfo const& entity, std::int64_t id, TypeInfo const& record, void const* value) {
  auto const* const id_type = entity.type->fields[0].type;
  for (auto const& field : record.fields) {
    auto const* type = field.type;
    auto const* at = field.at_const(value);
    if (type->kind == Kind::optional) {
      at = type->optional->get(at);
      type = type->inner;
    }
    if (type == id_type && at != nullptr && read_number(*type, at) == id) return field.name;
  }
  return nullptr;
}

/// Shows copies of a scan's rows, so that the store is not held while the caller looks at them. What fits into one page
/// is of one moment anyway.
result<> show_in_pages(TypeInfo const& type, std::size_t limit, FunctionRef<result<>(RowSink)> scan,
                       FunctionRef<result<std::unique_ptr<RemainingRows>>(RowSink)> begin_scan, RowSink sink) {
  if (limit == 0) return outcome::success();
  RowCopies page{type};
  auto take = [&](RowView const& view) { return page.take(view); };
  std::unique_ptr<RemainingRows> rest;
  if (limit <= page_size) {
    BOOST_OUTCOME_TRY(scan(take));
  } else {
    BOOST_OUTCOME_TRY(rest, begin_scan(take));
  }
  for (;;) {
    for (auto const& row : page.rows()) {
      if (!sink(row)) return outcome::success();
    }
    limit -= page.rows().size();
    if (!rest || limit == 0) return outcome::success();
    page.clear();
    auto const size = std::min(limit, page_size);
    BOOST_OUTCOME_TRY(rest->next(size, take));
    if (page.rows().size() < size) rest.reset();
  }
}

}  // namespace

Error Reader::missing(EntityInfo const& entity, std::int64_t id) const { return missing(entity, id, nullptr, nullptr); }

Error Reader::missing(EntityInfo const& entity, std::int64_t id, TypeInfo const* asking, void const* asked) {
  char const* const name = asking == nullptr ? nullptr : field_naming(entity, id, *asking, asked);
  return refuse(rules::not_found, field(name == nullptr ? entity.name : name), value(id));
}

Error StoreReader::missing(EntityInfo const& entity, std::int64_t id) const {
  return Reader::missing(entity, id, asking_, asked_);
}

StoreReader::~StoreReader() = default;

result<void const*> StoreReader::read_row(EntityInfo const& entity, std::int64_t id) {
  auto row = Object::room_for(*entity.type);
  std::uint32_t version = 0;
  RowHint hint = 0;
  BOOST_OUTCOME_TRY(auto found, store_.load(entity, id, row.at(), version, hint));
  if (!found) return static_cast<void const*>(nullptr);
  row.is_constructed();
  kept_.push_back(std::move(row));
  return static_cast<void const*>(kept_.back().at());
}

result<> StoreReader::scan_rows(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit,
                                RowSink sink) {
  assert(is_place_behind(index, after));
  return show_in_pages(
      *index.entity->type, limit, [&](RowSink take) { return store_.scan(index, prefix, after, limit, take); },
      [&](RowSink take) { return store_.begin_scan(index, prefix, after, limit, page_size, take); }, sink);
}

result<> StoreReader::scan_entity(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) {
  return show_in_pages(
      *entity.type, limit, [&](RowSink take) { return store_.scan_all(entity, after, limit, take); },
      [&](RowSink take) { return store_.begin_scan_all(entity, after, limit, page_size, take); }, sink);
}

result<void const*> StoreReader::first_row(IndexInfo const& index, Key const& prefix) {
  void const* row = nullptr;
  BOOST_OUTCOME_TRY(store_.scan(index, prefix, Key{}, 1, [&](RowView const& view) {
    kept_.push_back(Object::copy_of(*index.entity->type, view.row));
    row = kept_.back().at();
    return false;
  }));
  return row;
}

}  // namespace lilac
