#include "lilac/adapters/file_gateway.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <deque>
#include <fstream>
#include <sstream>

namespace {

/// What the next calls that bring a file to the disk answer: 0 is done; more than these are done.
std::deque<int> sync_errors;
int synced = 0;  ///< calls that were done

}  // namespace

/// Stands before the library's own.
extern "C" int fdatasync(int file) {
  if (!sync_errors.empty()) {
    auto const error = sync_errors.front();
    sync_errors.pop_front();
    if (error != 0) {
      errno = error;
      return -1;
    }
  }
  ++synced;
  return static_cast<int>(::syscall(SYS_fdatasync, file));
}

int folders_synced = 0;
extern "C" int fsync(int file) {
  ++folders_synced;
  return static_cast<int>(::syscall(SYS_fsync, file));
}

namespace lilac {
namespace {

using messaging::Channel;
using messaging::OutgoingMessage;
using messaging::SendResult;
using messaging::StatusQuestion;
using messaging::StatusResult;

/// A file of this test's own, gone afterwards.
struct TemporaryFile {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("lilac_file_gateway_" + std::to_string(next()));
  TemporaryFile() { std::filesystem::remove(path); }
  ~TemporaryFile() { std::filesystem::remove(path); }
  static std::uintptr_t next() {
    static int here = 0;
    return reinterpret_cast<std::uintptr_t>(&here) + static_cast<std::uintptr_t>(++here);
  }
  std::string text() const {
    std::ostringstream out;
    out << std::ifstream(path).rdbuf();
    return out.str();
  }
};

OutgoingMessage message(std::string key) {
  OutgoingMessage out;
  out.key = std::move(key);
  out.channel = Channel::SMS;
  out.address = Address{"010-1234-5678"};
  out.text = "Hello";
  return out;
}
StatusResult::Answer ask(FileGateway& gateway, std::string key) {
  StatusQuestion question;
  question.key = std::move(key);
  return gateway.status(question).answer;
}
std::size_t lines_of(std::string const& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST_CASE("Each message is one line, with its address masked unless asked otherwise") {
  for (auto const showing : {Showing::masked, Showing::whole}) {
    TemporaryFile const file;
    FileGateway gateway{file.path, showing};
    OutgoingMessage const batch[] = {message("1:0:0"), message("2:0:0")};
    auto const answers = gateway.send(batch);
    REQUIRE(answers.size() == 2);
    for (auto const& answer : answers) CHECK(answer.answer == SendResult::Answer::Accepted);
    auto const text = file.text();
    CHECK(lines_of(text) == 2);
    CHECK(text.find("Hello") != std::string::npos);
    CHECK((text.find("010-1234-****") != std::string::npos) == (showing == Showing::masked));
    CHECK((text.find("010-1234-5678") != std::string::npos) == (showing == Showing::whole));
  }
}

TEST_CASE("A message's number that readers of doubles would round is text, also beside a whole address") {
  for (auto const showing : {Showing::masked, Showing::whole}) {
    TemporaryFile const file;
    FileGateway gateway{file.path, showing};
    OutgoingMessage batch[] = {message("1:0:0")};
    batch[0].message_id = {176'080'190'118'615'809};
    gateway.send(batch);
    CHECK(file.text().find(R"("message_id":"176080190118615809")") != std::string::npos);
  }
}

TEST_CASE("A key is written once, also after a restart") {
  TemporaryFile const file;
  OutgoingMessage const batch[] = {message("1:0:0")};
  {
    FileGateway gateway{file.path};
    gateway.send(batch);
    gateway.send(batch);
  }
  FileGateway again{file.path};
  CHECK(ask(again, "1:0:0") == StatusResult::Answer::Accepted);
  CHECK(ask(again, "2:0:0") == StatusResult::Answer::NotFound);
  CHECK(again.send(batch).front().answer == SendResult::Answer::Accepted);
  CHECK(lines_of(file.text()) == 1);
}

TEST_CASE("A line that a crash tore is ignored, and the next one begins on its own line") {
  TemporaryFile const file;
  std::ofstream(file.path) << R"({"key":"1:0:0","channel":"SMS"})"
                           << "\n"
                           << R"({"key":"2:0:0","chan)";
  FileGateway gateway{file.path};
  CHECK(ask(gateway, "1:0:0") == StatusResult::Answer::Accepted);
  CHECK(ask(gateway, "2:0:0") == StatusResult::Answer::NotFound);
  OutgoingMessage const batch[] = {message("2:0:0")};
  gateway.send(batch);
  FileGateway again{file.path};
  CHECK(ask(again, "2:0:0") == StatusResult::Answer::Accepted);
  CHECK(lines_of(file.text()) == 3);
}

/// Files grow no further than this, as on a full disk.
struct FullDisk {
  explicit FullDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    auto const limit = rlimit{bytes, before_.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int) = SIG_DFL;
};

TEST_CASE("A batch is accepted once it is on the disk, all of it at once") {
  TemporaryFile const file;
  FileGateway gateway{file.path};
  synced = 0;
  OutgoingMessage const batch[] = {message("1:0:0"), message("2:0:0")};
  CHECK(gateway.send(batch).front().answer == SendResult::Answer::Accepted);
  CHECK(synced == 1);
  gateway.send(batch);  // nothing new
  CHECK(synced == 1);
}

TEST_CASE("A new file is there after a power loss as well: its folder is brought to the disk") {
  TemporaryFile const file;
  folders_synced = 0;
  FileGateway gateway{file.path};
  CHECK(folders_synced == 1);
}

TEST_CASE("A batch that does not come to the disk fails for now and leaves nothing in the file") {
  TemporaryFile const file;
  FileGateway gateway{file.path};
  OutgoingMessage const first[] = {message("1:0:0")};
  gateway.send(first);
  auto const before = file.text();
  OutgoingMessage const batch[] = {message("1:0:0"), message("2:0:0"), message("3:0:0")};
  auto const fails = [&] {
    for (auto const& answer : gateway.send(batch)) {
      CHECK(answer.answer == SendResult::Answer::Rejected);
      CHECK(answer.kind == messaging::FailureKind::TRANSIENT);
      CHECK(answer.reason == "NOT_WRITTEN");
    }
    CHECK(file.text() == before);
    CHECK(ask(gateway, "1:0:0") == StatusResult::Answer::Accepted);
    CHECK(ask(gateway, "2:0:0") == StatusResult::Answer::NotFound);
  };
  SUBCASE("since the disk says no") {
    sync_errors = {EIO};
    fails();
  }
  SUBCASE("since the disk is full after half a line") {
    FullDisk const full{before.size() + 20};
    fails();
  }
  SUBCASE("since the disk is full after a line and a half") {
    FullDisk const full{before.size() * 2 + 20};
    fails();
  }
  SUBCASE("since the disk is full") {
    FullDisk const full{before.size()};
    fails();
  }
  CHECK(gateway.send(batch).back().answer == SendResult::Answer::Accepted);
  CHECK(lines_of(file.text()) == 3);
}

TEST_CASE("When nobody knows whether lines that failed will be there after a restart, nobody says so") {
  TemporaryFile const file;
  FileGateway gateway{file.path};
  OutgoingMessage const batch[] = {message("1:0:0")};
  sync_errors = {EIO, EIO};  // of the lines, and of their taking back
  CHECK(gateway.send(batch).front().answer == SendResult::Answer::Pending);
  CHECK(ask(gateway, "1:0:0") == StatusResult::Answer::Unavailable);
  sync_errors = {EIO};
  CHECK(gateway.send(batch).front().answer == SendResult::Answer::Pending);
  CHECK(ask(gateway, "1:0:0") == StatusResult::Answer::Unavailable);
  CHECK(gateway.send(batch).front().answer == SendResult::Answer::Accepted);
  CHECK(ask(gateway, "1:0:0") == StatusResult::Answer::Accepted);
  CHECK(lines_of(file.text()) == 1);
}

TEST_CASE("What is no file on a disk is written all the same") {
  FileGateway gateway{"/dev/null"};
  OutgoingMessage const batch[] = {message("1:0:0")};
  CHECK(gateway.send(batch).front().answer == SendResult::Answer::Accepted);
}

TEST_CASE("A file that cannot be written is told at once") {
  CHECK_THROWS_AS(FileGateway{std::filesystem::temp_directory_path() / "lilac_no_such_folder" / "file"},
                  std::runtime_error);
  TemporaryFile const file;
  sync_errors = {EIO};
  CHECK_THROWS_AS(FileGateway{file.path}, std::runtime_error);
}

}  // namespace
}  // namespace lilac
