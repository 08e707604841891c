// Copies of rows, for whoever looks at them when the store is not held any more.
#pragma once

#include <vector>

#include "lilac/engine/store.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac {

class RowCopies {
 public:
  explicit RowCopies(TypeInfo const& type) : type_(&type) {}

  /// What a scan's sink does; always true.
  bool take(RowView view) {
    auto copy = Object::copy_of(*type_, view.row);
    view.row = copy.at();
    rows_.push_back(view);
    copies_.push_back(std::move(copy));
    return true;
  }
  std::vector<RowView> const& rows() const { return rows_; }
  void clear() {
    rows_.clear();
    copies_.clear();
  }

 private:
  TypeInfo const* type_;
  std::vector<RowView> rows_;
  std::vector<Object> copies_;
};

/// The rest of a scan that was read to its end.
class CopiedRows final : public RemainingRows {
 public:
  explicit CopiedRows(TypeInfo const& type) : rows_(type) {}

  RowCopies& rows() { return rows_; }
  result<> next(std::size_t limit, RowSink sink) override {
    for (; limit > 0 && shown_ < rows_.rows().size(); --limit) {
      if (!sink(rows_.rows()[shown_++])) break;
    }
    return outcome::success();
  }

 private:
  RowCopies rows_;
  std::size_t shown_ = 0;
};

}  // namespace lilac
