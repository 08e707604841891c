// One file as the disk holds it, apart from what was written to it since it was last synced.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace lilac::faults {

/// What a power loss leaves of what was not synced.
enum class Survives : std::uint8_t {
  nothing,
  some  ///< each change or not, as chance has it; of the last write, each sector or not
};

class DiskImage {
 public:
  DiskImage() = default;
  /// A file that is there, and synced.
  explicit DiskImage(std::string bytes) : synced_(std::move(bytes)) {}

  void create() { changes_.push_back({Change::Kind::create, 0, {}}); }
  void write(std::int64_t at, std::string_view bytes) {
    changes_.push_back({Change::Kind::write, at, std::string{bytes}});
  }
  void truncate(std::int64_t size) { changes_.push_back({Change::Kind::truncate, size, {}}); }
  void remove() { changes_.push_back({Change::Kind::remove, 0, {}}); }
  /// All changes reach the disk, and so does the name of a file that was made: file systems in use write it with the
  /// file.
  void sync();
  /// That the file was made or removed reaches the disk; what was written to it since does not.
  void sync_name();

  /// The content after a power loss; nothing when the file is not there.
  std::optional<std::string> after_power_loss(Survives survives, std::mt19937_64& chance) const;

 private:
  struct Change {
    enum class Kind : std::uint8_t { create, write, truncate, remove };
    Kind kind;
    std::int64_t at;
    std::string bytes;
  };
  static void apply(Change const& change, std::optional<std::string>& content);
  static void apply_torn(Change const& write, std::optional<std::string>& content, std::mt19937_64& chance);

  std::optional<std::string> synced_;
  std::vector<Change> changes_;  ///< since then, in order
};

}  // namespace lilac::faults
