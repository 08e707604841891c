#include "lilac/adapters/file_gateway.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

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

TEST_CASE("A file that cannot be written is told at once") {
  CHECK_THROWS_AS(FileGateway{std::filesystem::temp_directory_path() / "lilac_no_such_folder" / "file"},
                  std::runtime_error);
}

}  // namespace
}  // namespace lilac
