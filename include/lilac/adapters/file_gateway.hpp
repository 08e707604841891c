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

  /// Accepted once the lines are with the operating system; Pending when writing failed, since nobody knows how far it
  /// came.
  std::vector<messaging::SendResult> send(std::span<messaging::OutgoingMessage const> batch) override;
  messaging::StatusResult status(messaging::StatusQuestion const& question) override;

 private:
  void read_keys();

  std::filesystem::path path_;
  Showing addresses_;
  std::mutex mutex_;
  std::unordered_set<std::string> keys_;
  bool torn_ = false;  ///< the file does not end with a line
};

}  // namespace lilac
