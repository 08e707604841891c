#include "replay_bank/bank_file.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace replay_bank {

namespace {

constexpr std::array column_names{"row",     "year_inferred", "age",   "job",      "marital",  "education", "balance",
                                  "contact", "day",           "month", "duration", "campaign", "y"};
constexpr std::array months{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

}  // namespace

void BankFile::Close::operator()(void* file) const { gzclose(static_cast<gzFile>(file)); }

BankFile::BankFile(std::string const& path) : path_(path), file_(gzopen(path.c_str(), "rb")) {
  if (!file_) throw std::runtime_error("there is no file " + path + " that could be read");
  if (!read_line()) throw std::runtime_error(path + " is empty");
  for (std::size_t i = 0; i < column_names.size(); ++i) {
    auto const found = std::find(cells_.begin(), cells_.end(), column_names[i]);
    if (found == cells_.end()) fail(std::string("the column ") + column_names[i] + " is missing");
    places_[i] = static_cast<std::size_t>(found - cells_.begin());
  }
}

bool BankFile::next(Client& client) {
  if (!read_line()) return false;
  if (cells_.size() <= *std::max_element(std::begin(places_), std::end(places_))) fail("the row is too short");
  auto const month_name = std::find(months.begin(), months.end(), cell(month));
  if (month_name == months.end()) fail("unknown month");
  std::chrono::year_month_day const date{std::chrono::year{static_cast<int>(number(year))},
                                         std::chrono::month{static_cast<unsigned>(month_name - months.begin() + 1)},
                                         std::chrono::day{static_cast<unsigned>(number(day))}};
  if (!date.ok()) fail("there is no such day");
  client.row = number(row);
  client.last_call_on = std::chrono::local_days{date};
  client.calls = static_cast<std::int32_t>(number(campaign));
  client.duration = static_cast<std::int32_t>(number(duration));
  client.agreed = cell(y) == "yes";
  client.profile = std::string(cell(job)) + ", " + std::string(cell(marital)) + ", " + std::string(cell(education)) +
                   ", " + std::string(cell(age)) + " years; balance " + std::string(cell(balance)) + "; " +
                   std::string(cell(duration)) + " s by " + std::string(cell(contact));
  if (client.calls < 1 || client.calls > most_calls) fail("campaign is not within 1 to 63");
  if (client.last_call_on < last_day_) fail("the rows are not in the order of their dates");
  last_day_ = client.last_call_on;
  return true;
}

bool BankFile::read_line() {
  auto* const file = static_cast<gzFile>(file_.get());
  line_.clear();
  char part[512];
  while (line_.empty() || line_.back() != '\n') {
    if (gzgets(file, part, sizeof part) == nullptr) break;
    line_ += part;
  }
  int state = Z_OK;
  char const* const said = gzerror(file, &state);
  if (state != Z_OK && state != Z_STREAM_END) fail(said);
  while (!line_.empty() && (line_.back() == '\n' || line_.back() == '\r')) line_.pop_back();
  if (line_.empty()) return false;
  ++line_number_;
  cells_.clear();
  for (std::string_view rest = line_;;) {
    auto const end = rest.find(',');
    cells_.push_back(rest.substr(0, end));
    if (end == std::string_view::npos) return true;
    rest.remove_prefix(end + 1);
  }
}

std::int64_t BankFile::number(Column column) const {
  auto const text = cell(column);
  std::int64_t found = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), found);
  if (error != std::errc{} || end != text.data() + text.size()) {
    fail(std::string(column_names[column]) + " is not a number");
  }
  return found;
}

void BankFile::fail(std::string const& why) const {
  throw std::runtime_error(path_ + ", line " + std::to_string(line_number_) + ": " + why);
}

}  // namespace replay_bank
