#include "lilac/adapters/file_gateway.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <stdexcept>

namespace lilac {

namespace {

/// What is needed of a line to know its key.
struct WrittenLine {
  std::string key;
};
BOOST_DESCRIBE_STRUCT(WrittenLine, (), (key))

/// A file that is open for appending.
class Appended {
 public:
  explicit Appended(std::filesystem::path const& path)
      : file_(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644)) {}
  ~Appended() {
    if (file_ >= 0) ::close(file_);
  }
  Appended(Appended const&) = delete;
  Appended& operator=(Appended const&) = delete;

  bool is_open() const { return file_ >= 0; }
  /// -1 when that cannot be told.
  off_t size() const {
    struct stat about {};
    return ::fstat(file_, &about) == 0 ? about.st_size : -1;
  }
  /// False when not all of it could be written; some of it may be.
  bool write(std::string_view text) {
    while (!text.empty()) {
      auto const written = ::write(file_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  /// True once everything that was written is on the disk, or when this is no file that is kept on one.
  bool sync() { return ::fdatasync(file_) == 0 || errno == EINVAL; }
  bool cut(off_t size) { return ::ftruncate(file_, size) == 0; }

 private:
  int file_;
};

/// A new file is on the disk once its folder says so. A folder that may not be read cannot be asked to.
bool sync_folder_of(std::filesystem::path const& path) {
  auto const folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
  auto const file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return true;
  auto const is_synced = ::fsync(file) == 0 || errno == EINVAL;
  ::close(file);
  return is_synced;
}

std::vector<messaging::SendResult> all(std::size_t count, messaging::SendResult const& result) {
  return std::vector<messaging::SendResult>(count, result);
}

}  // namespace

FileGateway::FileGateway(std::filesystem::path path, Showing addresses)
    : path_(std::move(path)), addresses_(addresses == Showing::whole ? Showing::unmasked : addresses) {
  // What is in the file already is on the disk before anybody hears of it.
  Appended file{path_};
  if (!file.is_open() || !file.sync() || !sync_folder_of(path_))
    throw std::runtime_error("cannot write " + path_.string());
  read_keys();
}

void FileGateway::read_keys() {
  keys_.clear();
  torn_ = false;
  std::ifstream in(path_, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path_.string());
  for (std::string line; std::getline(in, line);) {
    torn_ = in.eof();
    WrittenLine written;
    if (decode_text(line, type_of<WrittenLine>(), &written, Decoding::tolerant) && !written.key.empty())
      keys_.insert(std::move(written.key));
  }
}

std::vector<messaging::SendResult> FileGateway::send(std::span<messaging::OutgoingMessage const> batch) {
  std::lock_guard const lock(mutex_);
  Appended file{path_};
  auto const failed = messaging::SendResult::rejected(messaging::FailureKind::TRANSIENT, "NOT_WRITTEN");
  if (!file.is_open()) return all(batch.size(), doubt_ ? messaging::SendResult::pending() : failed);
  if (doubt_) {
    if (!file.sync()) return all(batch.size(), messaging::SendResult::pending());
    read_keys();
    doubt_ = false;
  }
  std::string lines = torn_ ? "\n" : "";
  std::vector<std::string> fresh;
  for (auto const& message : batch) {
    if (keys_.contains(message.key)) continue;
    append_json(lines, type_of<messaging::OutgoingMessage>(), &message, addresses_);
    lines += '\n';
    fresh.push_back(message.key);
  }
  if (!fresh.empty()) {
    auto const before = file.size();
    if (before < 0) return all(batch.size(), failed);
    if (!file.write(lines) || !file.sync()) {
      // No half line stays, nor a whole one that may be lost.
      if (file.cut(before) && file.sync()) return all(batch.size(), failed);
      doubt_ = true;
      return all(batch.size(), messaging::SendResult::pending());
    }
    torn_ = false;
  }
  keys_.insert(fresh.begin(), fresh.end());
  return all(batch.size(), messaging::SendResult::accepted());
}

messaging::StatusResult FileGateway::status(messaging::StatusQuestion const& question) {
  std::lock_guard const lock(mutex_);
  if (keys_.contains(question.key)) return messaging::StatusResult::accepted();
  return doubt_ ? messaging::StatusResult::unavailable() : messaging::StatusResult::not_found();
}

}  // namespace lilac
