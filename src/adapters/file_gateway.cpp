#include "lilac/adapters/file_gateway.hpp"

#include <fstream>
#include <stdexcept>

namespace lilac {

namespace {

/// What is needed of a line to know its key.
struct WrittenLine {
  std::string key;
};
BOOST_DESCRIBE_STRUCT(WrittenLine, (), (key))

}  // namespace

FileGateway::FileGateway(std::filesystem::path path, Showing addresses)
    : path_(std::move(path)), addresses_(addresses) {
  if (!std::ofstream(path_, std::ios::app | std::ios::binary))
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
  std::string lines;
  std::vector<std::string> fresh;
  for (auto const& message : batch) {
    if (keys_.contains(message.key)) continue;
    append_json(lines, type_of<messaging::OutgoingMessage>(), &message, addresses_);
    lines += '\n';
    fresh.push_back(message.key);
  }
  if (!fresh.empty()) {
    std::ofstream out(path_, std::ios::app | std::ios::binary);
    if (torn_) out << '\n';
    out << lines << std::flush;
    if (!out) {
      read_keys();  // what came so far will be told by status()
      return std::vector<messaging::SendResult>(batch.size());
    }
    torn_ = false;
  }
  keys_.insert(fresh.begin(), fresh.end());
  return std::vector<messaging::SendResult>(batch.size(), messaging::SendResult::accepted());
}

messaging::StatusResult FileGateway::status(messaging::StatusQuestion const& question) {
  std::lock_guard const lock(mutex_);
  return keys_.contains(question.key) ? messaging::StatusResult::accepted() : messaging::StatusResult::not_found();
}

}  // namespace lilac
