#include "cli/input.hpp"

#include <array>
#include <filesystem>
#include <istream>

namespace lilac::cli {

namespace fs = std::filesystem;

Input::Input(Console& console, std::string const& path) : name_(path), stream_(&console.in) {
  if (path == "-") {
    name_ = "standard input";
    return;
  }
  std::error_code error;
  auto const status = fs::status(path, error);
  if (!fs::exists(status)) throw Failure(cannot_open, path + ": there is no such file");
  if (fs::is_directory(status)) throw Failure(cannot_open, path + ": this is a folder");
  file_.open(path, std::ios::binary);
  if (!file_) throw Failure(cannot_open, path + ": it cannot be opened");
  stream_ = &file_;
  auto const size = fs::is_regular_file(status) ? fs::file_size(path, error) : 0;
  if (!error) size_ = size;
}

void Input::each_piece(FunctionRef<bool(std::string_view piece)> take) {
  std::array<char, 65536> buffer;
  // What has come is taken at once: somebody may be typing.
  while (stream_->peek() != std::istream::traits_type::eof()) {
    auto const got = stream_->readsome(buffer.data(), buffer.size());
    if (got > 0 && !take({buffer.data(), static_cast<std::size_t>(got)})) return;
  }
  if (stream_->bad()) throw Failure(cannot_open, name_ + ": it cannot be read");
}

std::string Input::read_all() {
  std::string all;
  each_piece([&](std::string_view piece) {
    all += piece;
    return true;
  });
  return all;
}

}  // namespace lilac::cli
