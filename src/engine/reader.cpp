#include "lilac/engine/reader.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/entry_key.hpp"

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

/// Copies of one page of rows, so that the store is not held while the caller looks at them.
class Page {
 public:
  explicit Page(TypeInfo const& type) : type_(type) {}
  bool take(RowView view) {
    auto copy = Object::copy_of(type_, view.row);
    view.row = copy.at();
    rows_.push_back(view);
    copies_.push_back(std::move(copy));
    return true;
  }
  std::vector<RowView> const& rows() const { return rows_; }

 private:
  TypeInfo const& type_;
  std::vector<RowView> rows_;
  std::vector<Object> copies_;
};

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
  Key from = after;
  while (limit > 0) {
    Page page{*index.entity->type};
    auto const size = std::min(limit, page_size);
    BOOST_OUTCOME_TRY(store_.scan(index, prefix, from, size, [&](RowView const& view) { return page.take(view); }));
    for (auto const& row : page.rows()) {
      if (!sink(row)) return outcome::success();
    }
    if (page.rows().size() < size) break;
    from = entry_key(index, page.rows().back().row);
    limit -= size;
  }
  return outcome::success();
}

result<> StoreReader::scan_entity(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) {
  while (limit > 0) {
    Page page{*entity.type};
    auto const size = std::min(limit, page_size);
    BOOST_OUTCOME_TRY(store_.scan_all(entity, after, size, [&](RowView const& view) { return page.take(view); }));
    for (auto const& row : page.rows()) {
      if (!sink(row)) return outcome::success();
    }
    if (page.rows().size() < size) break;
    after = page.rows().back().id;
    limit -= size;
  }
  return outcome::success();
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
