// Where exceptions end and statuses begin.
#pragma once

#include <new>

#include "error.hpp"
#include "handles.hpp"
#include "lilac/engine/engine.hpp"
#include "misuse.hpp"

namespace lilac::capi {

/// Hands an error to the caller, if it wants one and there is memory for it. Returns its status.
template <class... Arguments>
lilac_status fail(lilac_error** error, Arguments&&... arguments) noexcept {
  lilac_status status = LILAC_E_MEMORY;
  try {
    auto failure = std::make_shared<Failure>(std::forward<Arguments>(arguments)...);
    status = failure->view().number;
    if (error != nullptr) *error = add(std::move(failure));
  } catch (std::bad_alloc const&) {  // then only the status tells, if there was memory for that much
  }
  return status;
}

/// A refusal where an exception is wanted.
struct Refusal : std::runtime_error {
  explicit Refusal(Error refusal) : std::runtime_error("refused"), error(std::move(refusal)) {}
  Refusal(Refusal const& other) : std::runtime_error(other), error(other.error.clone()) {}
  Error error;
};

/// Runs `body`, which returns a status.
template <class Body>
lilac_status guarded(lilac_error** error, Body body) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    return body();
  } catch (Misuse const& misuse) {
    try {
      return fail(error, misuse.status, misuse.field, misuse.what(), misuse.host_code);
    } catch (std::bad_alloc const&) {
      return misuse.status;
    }
  } catch (Refusal const& refusal) {
    return fail(error, refusal.error);
  } catch (ConfigurationError const& wrong) {
    return fail(error, LILAC_E_CONFIGURATION, "", wrong.what());
  } catch (std::bad_alloc const&) {
    return LILAC_E_MEMORY;
  } catch (std::exception const& thrown) {
    return fail(error, LILAC_E_INTERNAL, "", thrown.what());
  } catch (...) {
    return fail(error, LILAC_E_INTERNAL, "", "something was thrown");
  }
}

/// The object, or a Misuse.
template <class T>
std::shared_ptr<T> need(typename T::handle const* handle, char const* what) {
  auto object = find<T>(handle);
  if (object == nullptr) throw Misuse(LILAC_E_HANDLE, what, std::string(what) + " is no open handle");
  return object;
}

/// Nothing is in it until there is something, whatever else goes wrong.
template <class Handle>
void clear(Handle** out) {
  if (out != nullptr) *out = nullptr;
}
/// Throws Misuse when it is NULL.
template <class Handle>
void need_out(Handle** out) {
  if (out == nullptr) throw Misuse(LILAC_E_ARGUMENT, "out", "out is NULL");
}

/// What every destroy function does.
template <class T>
lilac_status destroy(typename T::handle* handle) noexcept {
  if (handle == nullptr) return LILAC_OK;
  return guarded(nullptr, [&] { return remove<T>(handle) == nullptr ? LILAC_E_HANDLE : LILAC_OK; });
}

}  // namespace lilac::capi
