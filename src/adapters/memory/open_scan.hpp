// A scan that goes on while others commit.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <map>
#include <mutex>
#include <string>

#include "adapters/memory/index.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac::memory {

class Table;

/// Shows a table as it was when the scan was opened. It knows which rows were changed since, passes over what became of
/// them, and shows copies of what they were: so it costs a commit something only while it is open, and only for the
/// rows that this commit changes.
class OpenScan final : public RemainingRows {
 public:
  /// How far a scan has come.
  struct Place {
    IndexInfo const* index;  ///< null: by id
    std::string prefix;
    std::string key;  ///< of the last row that was shown, or that the scan begins behind
    std::int64_t id;  ///< of that row, where there is no index
  };

  /// To be opened, and told of changes, while the store is held.
  OpenScan(std::mutex& mutex, Table& table, Place place);
  ~OpenScan() override;

  result<> next(std::size_t limit, RowSink sink) override;
  /// A row is about to be changed: of a new one there is no slot yet.
  void keep(std::int64_t id, Slot* slot);

  static std::string key_of(IndexInfo const* index, std::int64_t id, void const* row);

 private:
  struct Kept {
    std::int64_t id;
    std::uint32_t version;
    Object row;
  };

  std::mutex& mutex_;
  Table& table_;
  Place place_;
  bool is_at_end_ = false;
  boost::unordered_flat_set<std::int64_t> changed_;
  std::map<std::string, Kept, std::less<>> kept_;  ///< rows that are still to be shown, by key
};

}  // namespace lilac::memory
