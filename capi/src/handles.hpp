// The one process-wide table: handles are names of its slots, never addresses.
#pragma once

#include <cstdint>
#include <memory>

namespace lilac::capi {

enum class HandleKind : std::uint8_t { desk = 1, result, error, batch, subscription, sink };

/// Names `object` with a new handle. Throws std::bad_alloc.
void* add_handle(HandleKind kind, std::shared_ptr<void> object);
/// The object, which lives at least as long as the answer; null when there is no such handle of that kind.
std::shared_ptr<void> find_handle(HandleKind kind, void const* handle);
/// Whether there is such a handle: without holding the object, whose end may be a function of the host.
bool is_handle(HandleKind kind, void const* handle);
/// As find_handle, and from now on there is no such handle.
std::shared_ptr<void> remove_handle(HandleKind kind, void const* handle);

/// A type T that has handles says which: T::kind, and the C type that stands for it: T::handle.
template <class T>
typename T::handle* add(std::shared_ptr<T> object) {
  return static_cast<typename T::handle*>(add_handle(T::kind, std::move(object)));
}
template <class T>
std::shared_ptr<T> find(typename T::handle const* handle) {
  return std::static_pointer_cast<T>(find_handle(T::kind, handle));
}
template <class T>
bool is_open(typename T::handle const* handle) {
  return is_handle(T::kind, handle);
}
template <class T>
std::shared_ptr<T> remove(typename T::handle const* handle) {
  return std::static_pointer_cast<T>(remove_handle(T::kind, handle));
}

}  // namespace lilac::capi
