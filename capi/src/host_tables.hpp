// A host's lilac_store as EncodedTables.
#pragma once

#include "host_port.hpp"
#include "lilac/adapters/encoded_store.hpp"

namespace lilac::capi {

class HostTables : public EncodedTables {
 public:
  /// Throws Misuse when a function is missing.
  HostTables(lilac_store const& store, HostFailures& failures);

  result<> prepare(std::span<TableSpec const> tables) override;
  result<> load(std::uint16_t entity, std::int64_t id, RowSink sink) override;
  result<> scan(std::uint16_t entity, std::string_view index, std::string_view prefix, std::string_view after,
                std::size_t limit, RowSink sink) override;
  result<> scan_all(std::uint16_t entity, std::int64_t after, std::size_t limit, RowSink sink) override;
  result<std::int64_t> next_id(std::uint16_t entity) override;
  result<> find_command(std::string_view command_id, RecordSink sink) override;
  result<> read_commands(std::int64_t after, std::size_t limit, RecordSink sink) override;
  result<> read_events(std::int64_t after, std::size_t limit, RecordSink sink) override;
  result<std::int64_t> last_event() override;
  result<Verdict> commit(EncodedTables::Changes const& changes) override;

 private:
  HostPort<lilac_store> host_;
};

}  // namespace lilac::capi
