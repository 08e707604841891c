// A store in plain C whose every function first asks the test.
#pragma once

#include <functional>
#include <map>
#include <stdexcept>
#include <string>

#include "host.hpp"

namespace host {

/// What a hook answers to go on as usual.
inline constexpr lilac_status go_on = LILAC_OK;

class HookedStore {
 public:
  /// Called before each function of the store; anything but go_on is what that function returns, then.
  std::function<lilac_status(std::string const& function, lilac_failure& failure)> before;
  std::function<void()> at_end;

  HookedStore() {
    plain_.struct_size = 0;
    if (plain_store_make(&plain_) != LILAC_OK) throw std::runtime_error("no store");
    store_.user_data = this;
    store_.destroy = [](void* self) {
      auto& it = *static_cast<HookedStore*>(self);
      ++it.ends_;
      if (it.at_end) it.at_end();
    };
#define LILAC_HOOK(name)                                                                                  \
  store_.name = [](void* self, auto... arguments) -> lilac_status {                                       \
    auto& it = *static_cast<HookedStore*>(self);                                                          \
    ++it.calls_[#name];                                                                                   \
    if (it.before) {                                                                                      \
      if (auto const status = it.before(#name, failure_in(arguments...)); status != go_on) return status; \
    }                                                                                                     \
    return it.plain_.name(it.plain_.user_data, arguments...);                                             \
  }
    LILAC_HOOK(prepare);
    LILAC_HOOK(load);
    LILAC_HOOK(scan);
    LILAC_HOOK(scan_all);
    LILAC_HOOK(next_id);
    LILAC_HOOK(find_command);
    LILAC_HOOK(read_commands);
    LILAC_HOOK(read_events);
    LILAC_HOOK(last_event);
    LILAC_HOOK(commit);
#undef LILAC_HOOK
  }
  ~HookedStore() { plain_.destroy(plain_.user_data); }
  HookedStore(HookedStore const&) = delete;
  HookedStore& operator=(HookedStore const&) = delete;

  lilac_store* operator&() { return &store_; }
  lilac_store& functions() { return store_; }
  lilac_store const& plain() const { return plain_; }
  int ends() const { return ends_; }
  int calls(std::string const& function) { return calls_[function]; }

  static std::vector<std::string> const& names() {
    static std::vector<std::string> const all{"prepare",      "load",          "scan",        "scan_all",   "next_id",
                                              "find_command", "read_commands", "read_events", "last_event", "commit"};
    return all;
  }

 private:
  template <class First, class... Rest>
  static lilac_failure& failure_in(First first, Rest... rest) {
    if constexpr (sizeof...(rest) == 0)
      return *first;
    else
      return failure_in(rest...);
  }

  lilac_store plain_ = LILAC_STORE_INIT;
  lilac_store store_ = LILAC_STORE_INIT;
  int ends_ = 0;
  std::map<std::string, int> calls_;
};

inline lilac_status fail_with(lilac_failure& failure, std::int32_t code, std::string_view message,
                              lilac_status status = 1234) {
  failure.code = code;
  message.copy(failure.message, sizeof failure.message - 1);
  failure.message[std::min(message.size(), sizeof failure.message - 1)] = '\0';
  return status;
}

}  // namespace host
