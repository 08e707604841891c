// An object whose type is known only at run time.
#pragma once

#include <memory>
#include <new>
#include <utility>

#include "lilac/kernel/type_info.hpp"

namespace lilac {

/// Owns memory for one object of a described type, and the object once it is there. Moves; the type must outlive it.
class Object {
 public:
  /// Room for an object that somebody else constructs at at(), who then calls is_constructed().
  static Object room_for(TypeInfo const& type) { return Object{type}; }
  /// An object with its members' defaults.
  static Object of(TypeInfo const& type) {
    Object made{type};
    type.object->construct(made.at_);
    made.is_constructed();
    return made;
  }
  static Object copy_of(TypeInfo const& type, void const* value) {
    Object made{type};
    type.object->copy(made.at_, value);
    made.is_constructed();
    return made;
  }

  Object(Object&& other) noexcept
      : ops_(other.ops_),
        at_(std::exchange(other.at_, nullptr)),
        constructed_(std::exchange(other.constructed_, false)) {}
  Object& operator=(Object&& other) noexcept {
    std::swap(ops_, other.ops_);
    std::swap(at_, other.at_);
    std::swap(constructed_, other.constructed_);
    return *this;
  }
  ~Object() {
    if (constructed_) ops_->destroy(at_);
    if (at_ != nullptr) ::operator delete (at_, std::align_val_t{ops_->align});
  }

  void* at() const { return at_; }
  /// From now on there is an object.
  void is_constructed() { constructed_ = true; }
  /// As constructed.
  void renew() {
    ops_->destroy(at_);
    constructed_ = false;
    ops_->construct(at_);
    constructed_ = true;
  }
  /// Hands the object, which must be there, over.
  std::shared_ptr<void> share() && {
    constructed_ = false;  // a shared_ptr that cannot be made ends what it was given
    return {std::exchange(at_, nullptr), [ops = ops_](void* object) {
              ops->destroy(object);
              ::operator delete (object, std::align_val_t{ops->align});
            }};
  }

 private:
  explicit Object(TypeInfo const& type)
      : ops_(type.object), at_(::operator new (ops_->size, std::align_val_t{ops_->align})) {}

  ObjectOps const* ops_;
  void* at_;
  bool constructed_ = false;
};

}  // namespace lilac
