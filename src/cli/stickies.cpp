#include "cli/stickies.hpp"

#include <algorithm>
#include <array>

#include "cli/program.hpp"

namespace lilac::cli {

namespace {

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  bool next_row(std::vector<std::string>& cells) {
    if (text_.empty()) return false;
    cells.assign(1, {});
    row_line_ = line_;
    for (;;) {
      if (text_.empty()) return true;
      char const c = take();
      if (c == '\n') return true;
      if (c == ',')
        cells.emplace_back();
      else if (c == '"' && cells.back().empty())
        read_quoted(cells.back());
      else if (c != '\r' || (!text_.empty() && text_.front() != '\n'))
        cells.back() += c;
    }
  }
  std::size_t row_line() const { return row_line_; }

 private:
  char take() {
    char const c = text_.front();
    text_.remove_prefix(1);
    if (c == '\n') ++line_;
    return c;
  }
  void read_quoted(std::string& cell) {
    auto const begun = line_;
    while (!text_.empty()) {
      char const c = take();
      if (c != '"') {
        cell += c;
      } else if (!text_.empty() && text_.front() == '"') {
        cell += take();
      } else {
        return;
      }
    }
    throw Failure(cannot_open, "the quote that opens in line " + std::to_string(begun) + " never closes");
  }

  std::string_view text_;
  std::size_t line_ = 1;
  std::size_t row_line_ = 1;
};

}  // namespace

std::vector<std::vector<std::string>> parse_csv(std::string_view text, std::vector<std::size_t>& lines) {
  CsvReader reader{text};
  std::vector<std::vector<std::string>> rows;
  for (std::vector<std::string> cells; reader.next_row(cells);) {
    if (cells.size() == 1 && cells.front().empty()) continue;
    rows.push_back(cells);
    lines.push_back(reader.row_line());
  }
  return rows;
}

std::vector<Sticky> read_stickies(std::string_view text, std::string const& file) {
  constexpr std::array wanted{"source", "context", "kind", "name_in_source", "suggested_name"};
  std::vector<std::size_t> lines;
  std::vector<std::vector<std::string>> rows;
  try {
    rows = parse_csv(text, lines);
  } catch (Failure const& failure) {
    throw Failure(cannot_open, file + ": " + failure.what());
  }
  std::array<std::size_t, wanted.size()> columns{};
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    auto const& heads = rows.empty() ? std::vector<std::string>{} : rows.front();
    auto const found = std::find(heads.begin(), heads.end(), wanted[i]);
    if (found == heads.end()) throw Failure(cannot_open, file + ": the first line has no column " + wanted[i]);
    columns[i] = static_cast<std::size_t>(found - heads.begin());
  }
  std::vector<Sticky> stickies;
  for (std::size_t row = 1; row < rows.size(); ++row) {
    auto const& cells = rows[row];
    if (cells.size() != rows.front().size()) {
      throw Failure(cannot_open, file + ":" + std::to_string(lines[row]) + ": " + std::to_string(cells.size()) +
                                     " cells, where the first line has " + std::to_string(rows.front().size()));
    }
    stickies.push_back(
        {cells[columns[0]], cells[columns[1]], cells[columns[2]], cells[columns[3]], cells[columns[4]], lines[row]});
  }
  return stickies;
}

}  // namespace lilac::cli
