// The desk as somebody would write it by hand who wants no engine: typed code under one lock, on the containers of the
// memory store. It reads the same rows and leaves the same behind: rows, indexes, command rows with replies, events,
// change entries with digests.
#pragma once

#include <string_view>

#include "adapters/memory/journal.hpp"
#include "adapters/memory/lock.hpp"
#include "adapters/memory/table.hpp"
#include "benchmarks/desk.hpp"
#include "lilac/support/user_support_log.hpp"
#include "lilac/support/user_support_memo.hpp"

namespace lilac::benchmarks {

class BareDesk {
 public:
  explicit BareDesk(std::int64_t plans);

  // Each answers like the command of its name; a known command_id gets its first answer again. It aborts where the
  // desk would refuse, which the benchmarks never make it do.
  support::UserOutboundPlan complete(support::UserOutboundPlanId id, Actor by, Instant at, std::string_view command_id);
  support::UserOutboundPlan withdraw(support::UserOutboundPlanId id, Actor by, Instant at, std::string_view command_id);
  support::UserSupportMemo create_memo(support::UserId user, support::UserCycleId cycle, std::string_view text,
                                       Actor by, Instant at, std::string_view command_id);

  /// What complete() would answer and publish, with nothing written.
  struct Preview {
    support::UserOutboundPlan reply;
    support::OutboundCompleted completed;
    support::SupportLogHistoryRecorded recorded;
  };
  Preview preview_complete(support::UserOutboundPlanId id, Actor by, Instant at);

 private:
  std::int32_t day_of(support::UserCycleId cycle, Instant at) const;
  support::UserSupportLog line(support::CycleDay const& on, support::UserSupportLogType type, std::int64_t relation,
                               std::string meta, Instant at) const;
  template <class Reply>
  bool knows(std::string_view command_id, std::uint64_t payload_hash, Reply& reply) const;
  template <class Event>
  void keep(CommandInfo const& command, std::string_view command_id, std::uint64_t payload_hash, Actor by, Instant at,
            memory::Slot* call, support::UserOutboundPlan& next, Event& event, support::UserSupportLog& log);

  mutable std::mutex mutex_;
  memory::Table users_{entity_info<support::UserSupport>()};
  memory::Table cycles_{entity_info<support::UserCycle>()};
  memory::Table calls_{entity_info<support::UserOutboundPlan>()};
  memory::Table memos_{entity_info<support::UserSupportMemo>()};
  memory::Table logs_{entity_info<support::UserSupportLog>()};
  memory::Journal journal_;
};

}  // namespace lilac::benchmarks
