// An object of a described type in memory of its own.
#pragma once

#include <new>

#include "lilac/kernel/type_info.hpp"

namespace lilac::sqlite {

class RowObject {
 public:
  explicit RowObject(TypeInfo const& type)
      : ops_(*type.object), at_(::operator new (ops_.size, std::align_val_t{ops_.align})) {
    ops_.construct(at_);
  }
  ~RowObject() {
    ops_.destroy(at_);
    ::operator delete (at_, std::align_val_t{ops_.align});
  }
  RowObject(RowObject const&) = delete;
  RowObject& operator=(RowObject const&) = delete;

  void* get() const { return at_; }
  /// As constructed.
  void renew() {
    ops_.destroy(at_);
    ops_.construct(at_);
  }

 private:
  ObjectOps const& ops_;
  void* at_;
};

/// Constructs at memory that somebody else owns, and destroys again unless it is kept.
class Constructed {
 public:
  Constructed(TypeInfo const& type, void* at) : ops_(*type.object), at_(at) { ops_.construct(at_); }
  ~Constructed() {
    if (at_ != nullptr) ops_.destroy(at_);
  }
  Constructed(Constructed const&) = delete;
  Constructed& operator=(Constructed const&) = delete;
  void keep() { at_ = nullptr; }

 private:
  ObjectOps const& ops_;
  void* at_;
};

}  // namespace lilac::sqlite
