// lilac_result: what a call answered, owned by the caller.
#pragma once

#include <array>
#include <memory>
#include <memory_resource>
#include <string>
#include <vector>

#include "handles.hpp"
#include "lilac.h"
#include "lilac/engine/engine.hpp"

namespace lilac::capi {

class Output {
 public:
  using handle = lilac_result;
  static constexpr HandleKind kind = HandleKind::result;

  void set_reply(TypeInfo const& type, void const* reply);
  void add_row(TypeInfo const& type, void const* row);
  void add_event(RecordedEvent const& event, Actor by, Instant at);
  /// A line of JSON of its own.
  std::string& json() { return json_; }

  /// Nothing is added any more: from here on threads may read it at the same time.
  void is_complete();
  lilac_output const& view() const { return view_; }

 private:
  std::array<std::byte, 1024> first_;  ///< most answers need no more
  std::pmr::monotonic_buffer_resource memory_{first_.data(), first_.size()};
  void const* reply_ = nullptr;
  std::vector<void const*> rows_;
  std::vector<lilac_event const*> events_;
  std::string json_;
  lilac_output view_{};
};

/// Completes the output and gives its handle to the caller.
lilac_result* hand_out(std::shared_ptr<Output> output);

/// An event that was published, as a host hears of it.
lilac_event event_of(EventInfo const& type, Heard const& heard, void const* payload);

}  // namespace lilac::capi
