// SQLite connections do not survive fork(): locks stay with the parent, while the child's library believes to hold
// them.
#pragma once

#include <mutex>

namespace lilac::sqlite {

/// What a process must not use after it inherited it. A fork waits until every guarded object is at rest, so that its
/// copy in the child can be closed without touching what the parent is doing.
class ForkGuard {
 public:
  ForkGuard() = default;
  virtual ~ForkGuard() = default;
  ForkGuard(ForkGuard const&) = delete;
  ForkGuard& operator=(ForkGuard const&) = delete;

  /// Held during every operation.
  std::mutex& mutex() { return mutex_; }
  /// Whether this came from a parent process.
  bool is_inherited() const { return inherited_; }

  /// Closes all that was inherited. A child must do so before it opens one of its own: as long as the library keeps the
  /// parent's locks in its books, it does not take any.
  static void close_inherited();

 protected:
  /// From now on a fork waits for this one, and a child closes it. To be called where close() can be: at the end of the
  /// constructor that implements it, and at the end of what its destructor does.
  void begin_guarding();
  void end_guarding();
  /// Called under the mutex; the object is not used any more.
  virtual void close() = 0;

 private:
  friend struct ForkHandlers;
  std::mutex mutex_;
  bool inherited_ = false;
};

}  // namespace lilac::sqlite
