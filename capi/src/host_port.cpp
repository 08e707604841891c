#include "host_port.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "lilac/kernel/text.hpp"

namespace lilac::capi {

namespace {

auto of_this_thread() {
  return [id = std::this_thread::get_id()](auto const& entry) { return entry.first == id; };
}

}  // namespace

PortEnd::PortEnd(void const* port) noexcept {
  if (port == nullptr) return;
  lilac_clock beginning{};  // every port begins as a clock does
  std::uint32_t size = 0;
  std::memcpy(&size, port, sizeof size);
  if (size < offsetof(lilac_clock, now) || size > largest_struct) return;
  std::memcpy(&beginning, port, offsetof(lilac_clock, now));
  destroy_ = beginning.destroy;
  user_data_ = beginning.user_data;
}

PortEnd::~PortEnd() {
  if (destroy_ == nullptr) return;
  try {
    destroy_(user_data_);
  } catch (...) {  // a host in C++ may throw; there is nobody left to tell
  }
}

std::string text_of(std::string_view said) {
  std::string text(said);
  if (is_valid_text(text)) return text;
  for (auto& letter : text) {
    if (letter == '\0' || static_cast<unsigned char>(letter) > 0x7F) letter = '?';
  }
  return text;
}

void HostFailures::remember(lilac_status status, std::int32_t code, std::string message) {
  std::lock_guard const lock{mutex_};
  Said said{status, code, std::move(message)};
  auto const found = std::find_if(said_.begin(), said_.end(), of_this_thread());
  if (found != said_.end())
    found->second = std::move(said);
  else
    said_.emplace_back(std::this_thread::get_id(), std::move(said));
  count_ = said_.size();
}

std::optional<HostFailures::Said> HostFailures::take() {
  if (count_ == 0) return std::nullopt;
  std::lock_guard const lock{mutex_};
  auto const found = std::find_if(said_.begin(), said_.end(), of_this_thread());
  if (found == said_.end()) return std::nullopt;
  auto said = std::move(found->second);
  said_.erase(found);
  count_ = said_.size();
  return said;
}

}  // namespace lilac::capi
