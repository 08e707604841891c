#pragma once

#include <cstdint>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include "cli/program.hpp"
#include "lilac/kernel/function_ref.hpp"

namespace lilac::cli {

/// A file, or standard input for `-`. Throws Failure when it cannot be opened or read.
class Input {
 public:
  Input(Console& console, std::string const& path);

  /// Calls `take` with one piece after the other, until it returns false.
  void each_piece(FunctionRef<bool(std::string_view piece)> take);
  std::string read_all();
  /// 0 when nobody knows.
  std::uint64_t size() const { return size_; }
  /// As messages call it.
  std::string const& name() const { return name_; }

 private:
  std::string name_;
  std::ifstream file_;
  std::istream* stream_;
  std::uint64_t size_ = 0;
};

}  // namespace lilac::cli
