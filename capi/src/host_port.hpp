// What all ports of a host have in common: a struct of functions, user_data, and its end.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "from_c.hpp"
#include "lilac.h"

namespace lilac::capi {

/// What functions of the host said about their failures, until the call that they happened in comes back.
class HostFailures {
 public:
  struct Said {
    lilac_status status;
    std::int32_t code;
    std::string message;
  };
  /// Of this thread; the last one counts.
  void remember(lilac_status status, std::int32_t code, std::string message);
  /// What this thread's call has met, if anything. It is forgotten.
  std::optional<Said> take();

 private:
  std::mutex mutex_;
  std::atomic<std::size_t> count_ = 0;
  std::vector<std::pair<std::thread::id, Said>> said_;
};

/// Gives a port's user_data back to the host when it is not needed any more.
class PortEnd {
 public:
  PortEnd() = default;
  /// Of any port: they begin alike. Of NULL, and of a struct that is too short to have an end or of no size, none.
  explicit PortEnd(void const* port) noexcept;
  PortEnd(void (*destroy)(void* user_data), void* user_data) : destroy_(destroy), user_data_(user_data) {}
  PortEnd(PortEnd&& other) noexcept : destroy_(std::exchange(other.destroy_, nullptr)), user_data_(other.user_data_) {}
  PortEnd& operator=(PortEnd&& other) noexcept {
    std::swap(destroy_, other.destroy_);
    std::swap(user_data_, other.user_data_);
    return *this;
  }
  ~PortEnd();

 private:
  void (*destroy_)(void* user_data) = nullptr;
  void* user_data_ = nullptr;
};

/// What a host said, as text: what is no UTF-8 in it becomes question marks.
std::string text_of(std::string_view said);
inline std::string text_of(lilac_failure const& failure) {
  return text_of(std::string_view{failure.message, strnlen(failure.message, sizeof failure.message - 1)});
}

/// A copy of the host's struct of functions. A port that is shorter than ours lacks some.
template <class Port>
class HostPort {
 public:
  HostPort(Port const& own, HostFailures& failures) : port_(own), failures_(failures) {}

  Port const& functions() const { return port_; }

  /// Calls a function of the host; `what` names it. The sentence of its failure, or nothing.
  template <class... Parameters, class... Arguments>
  std::optional<std::string> call(char const* what, lilac_status (*function)(void*, Parameters...),
                                  Arguments... arguments) const {
    if (function == nullptr) return failed(LILAC_E_UNSUPPORTED, 0, std::string("the host has no function ") + what);
    lilac_failure failure;
    failure.code = 0;
    failure.message[0] = '\0';
    lilac_status status = LILAC_OK;
    try {
      status = function(port_.user_data, arguments..., &failure);
    } catch (std::exception const& thrown) {
      return failed(LILAC_E_HOST, 0, std::string(what) + " threw: " + text_of(thrown.what()));
    } catch (...) {
      return failed(LILAC_E_HOST, 0, std::string(what) + " threw");
    }
    if (status == LILAC_OK) return std::nullopt;
    auto message = text_of(failure);
    if (message.empty()) message = std::string(what) + " returned " + std::to_string(status);
    return failed(status == LILAC_E_UNSUPPORTED ? LILAC_E_UNSUPPORTED : LILAC_E_HOST, failure.code, std::move(message));
  }

  /// Remembers a failure of the host; its sentence.
  std::string failed(lilac_status status, std::int32_t code, std::string message) const {
    failures_.remember(status, code, message);
    return message;
  }

 private:
  Port port_;
  HostFailures& failures_;
};

}  // namespace lilac::capi
