// A carrier that carries nothing: it writes each message as one JSON line. The embedded default.
#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <unordered_set>

#include "lilac/kernel/codec.hpp"
#include "lilac/messaging/ports.hpp"

namespace lilac {

/// Honours keys: each is written once, also across restarts, since it reads its own file again. Threads may share it;
/// two processes may not share a file.
class FileGateway final : public messaging::MessageGateway {
 public:
  /// Opens or creates `path` and reads the keys in it; a last line that a crash tore is ignored. `addresses` says how
  /// the lines show them. Throws std::runtime_error when the file cannot be read or created.
  explicit FileGateway(std::filesystem::path path, Showing addresses = Showing::masked);

  /// Accepted once the lines of the whole batch are on the disk. When they cannot be brought there, e.g. since it is
  /// full, none of them stays in the file, and all are rejected for now (NOT_WRITTEN); should even that fail, Pending,
  /// since nobody knows what a restart will find.
  std::vector<messaging::SendResult> send(std::span<messaging::OutgoingMessage const> batch) override;
  /// From what is on the disk.
  messaging::StatusResult status(messaging::StatusQuestion const& question) override;

 private:
  void read_keys();

  std::filesystem::path path_;
  Showing addresses_;
  std::mutex mutex_;
  std::unordered_set<std::string> keys_;
  bool torn_ = false;   ///< the file does not end with a line
  bool doubt_ = false;  ///< lines that failed may be in the file, or on their way to the disk
};

}  // namespace lilac
