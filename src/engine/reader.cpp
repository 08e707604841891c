#include "lilac/engine/reader.hpp"

#include <algorithm>
#include <new>

namespace lilac {

namespace {

constexpr std::size_t page_size = 256;

void* allocate(ObjectOps const& ops) { return ::operator new (ops.size, std::align_val_t{ops.align}); }
void release(ObjectOps const& ops, void* row) { ::operator delete (row, std::align_val_t{ops.align}); }

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
  explicit Page(ObjectOps const& ops) : ops_(ops) {}
  ~Page() {
    for (auto& row : rows_) {
      ops_.destroy(const_cast<void*>(row.row));
      release(ops_, const_cast<void*>(row.row));
    }
  }
  Page(Page const&) = delete;
  Page& operator=(Page const&) = delete;
  bool take(RowView view) {
    auto* copy = allocate(ops_);
    ops_.copy(copy, view.row);
    view.row = copy;
    rows_.push_back(view);
    return true;
  }
  std::vector<RowView> const& rows() const { return rows_; }

 private:
  ObjectOps const& ops_;
  std::vector<RowView> rows_;
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

StoreReader::~StoreReader() { clear(); }

void StoreReader::clear() {
  for (auto& kept : kept_) {
    kept.entity->type->object->destroy(kept.row);
    release(*kept.entity->type->object, kept.row);
  }
  kept_.clear();
}

result<void const*> StoreReader::read_row(EntityInfo const& entity, std::int64_t id) {
  auto const& ops = *entity.type->object;
  auto* row = allocate(ops);
  std::uint32_t version = 0;
  RowHint hint = 0;
  auto found = store_.load(entity, id, row, version, hint);
  if (!found || !found.value()) {
    release(ops, row);
    if (!found) return std::move(found).error();
    return static_cast<void const*>(nullptr);
  }
  kept_.push_back({&entity, id, row});
  return static_cast<void const*>(row);
}

result<> StoreReader::scan_rows(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit,
                                RowSink sink) {
  Key from = after;
  while (limit > 0) {
    Page page{*index.entity->type->object};
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
    Page page{*entity.type->object};
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
  auto const& ops = *index.entity->type->object;
  void* row = nullptr;
  BOOST_OUTCOME_TRY(store_.scan(index, prefix, Key{}, 1, [&](RowView const& view) {
    row = allocate(ops);
    ops.copy(row, view.row);
    kept_.push_back({index.entity, view.id, row});
    return false;
  }));
  return static_cast<void const*>(row);
}

}  // namespace lilac
