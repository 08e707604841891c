#include "failing_memory.hpp"

#include <malloc.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <new>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define LILAC_SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LILAC_SANITIZED 1
#endif

namespace {

// Plain numbers: these tests have one thread, and constructors must not run before malloc does.
bool armed = false;
bool failed = false;
bool fails_for_good = false;
std::int64_t counted = 0;
std::int64_t fails_at = 0;
std::int64_t alive = 0;

/// False when this allocation fails.
bool may_allocate() {
  if (!armed) return true;
  ++counted;
  if (counted < fails_at || (counted > fails_at && !fails_for_good)) return true;
  failed = true;
  return false;
}

void* counting(void* made) {
  if (made != nullptr) ++alive;
  return made;
}

}  // namespace

namespace host {

void Memory::fail_at(std::int64_t number, bool for_good) {
  counted = 0;
  fails_at = number;
  fails_for_good = for_good;
  failed = false;
  armed = true;
}
std::int64_t Memory::relax() {
  armed = false;
  return counted;
}
bool Memory::has_failed() { return failed; }
std::int64_t Memory::live() { return alive; }

}  // namespace host

#if defined(__GLIBC__) && !defined(LILAC_SANITIZED)

bool host::Memory::counts_c() { return true; }

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);
void* __libc_memalign(std::size_t align, std::size_t size);
void __libc_free(void* memory);

void* malloc(std::size_t size) {
  if (may_allocate()) return counting(__libc_malloc(size));
  errno = ENOMEM;
  return nullptr;
}
void* calloc(std::size_t count, std::size_t size) {
  if (may_allocate()) return counting(__libc_calloc(count, size));
  errno = ENOMEM;
  return nullptr;
}
void* realloc(void* old, std::size_t size) {
  if (!may_allocate()) {
    errno = ENOMEM;
    return nullptr;
  }
  auto* const made = __libc_realloc(old, size);
  return old == nullptr ? counting(made) : made;
}
void* aligned_alloc(std::size_t align, std::size_t size) {
  if (may_allocate()) return counting(__libc_memalign(align, size));
  errno = ENOMEM;
  return nullptr;
}
int posix_memalign(void** out, std::size_t align, std::size_t size) {
  if (!may_allocate()) return ENOMEM;
  *out = counting(__libc_memalign(align, size));
  return *out == nullptr ? ENOMEM : 0;
}
void free(void* memory) {
  if (memory != nullptr) --alive;
  __libc_free(memory);
}
}

#else

bool host::Memory::counts_c() { return false; }

namespace {

void* take(std::size_t size, std::size_t align) {
  if (!may_allocate()) throw std::bad_alloc{};
  auto const whole = (size + align - 1) / align * align;
  auto* const made =
      align > alignof(std::max_align_t) ? std::aligned_alloc(align, whole) : std::malloc(size > 0 ? size : 1);
  if (made == nullptr) throw std::bad_alloc{};
  return counting(made);
}
void give_back(void* memory) {
  if (memory != nullptr) --alive;
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) { return take(size, 1); }
void* operator new[](std::size_t size) { return take(size, 1); }
void* operator new(std::size_t size, std::align_val_t align) { return take(size, static_cast<std::size_t>(align)); }
void* operator new[](std::size_t size, std::align_val_t align) { return take(size, static_cast<std::size_t>(align)); }
void* operator new(std::size_t size, std::nothrow_t const&) noexcept {
  return may_allocate() ? counting(std::malloc(size > 0 ? size : 1)) : nullptr;
}
void operator delete(void* memory, std::nothrow_t const&) noexcept { give_back(memory); }
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }

#endif
