#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lilac/kernel/time.hpp"

namespace replay_bank {

/// One client of the bank's campaign, of whom the file tells the last call and how many there were.
struct Client {
  std::int64_t row = 0;
  lilac::LocalDate last_call_on;
  std::int32_t calls = 0;     ///< `campaign`: 1 to most_calls
  std::int32_t duration = 0;  ///< of the last call, in seconds
  bool agreed = false;        ///< `y`
  std::string profile;        ///< what an operator would note down
};

inline constexpr std::int32_t most_calls = 63;

/// Reads bank-full.csv, packed by gzip or not, row by row in the order of its dates.
class BankFile {
 public:
  /// Throws std::runtime_error when the file cannot be opened or lacks a column.
  explicit BankFile(std::string const& path);
  /// False at the end. Throws std::runtime_error, naming the line, when a row cannot be read.
  bool next(Client& client);

 private:
  struct Close {
    void operator()(void* file) const;
  };
  enum Column { row, year, age, job, marital, education, balance, contact, day, month, duration, campaign, y, columns };

  bool read_line();
  std::string_view cell(Column column) const { return cells_[places_[column]]; }
  std::int64_t number(Column column) const;
  [[noreturn]] void fail(std::string const& why) const;

  std::string path_;
  std::unique_ptr<void, Close> file_;
  std::int64_t line_number_ = 0;
  std::string line_;
  std::vector<std::string_view> cells_;
  std::size_t places_[columns] = {};
  lilac::LocalDate last_day_{};
};

}  // namespace replay_bank
