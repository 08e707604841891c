// An object of a described type in memory of somebody else.
#pragma once

#include "lilac/kernel/type_info.hpp"

namespace lilac::sqlite {

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
