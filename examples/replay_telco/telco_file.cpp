#include "replay_telco/telco_file.hpp"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <stdexcept>

namespace replay_telco {

namespace {

class Rows {
 public:
  explicit Rows(std::string const& path) : path_(path), file_(gzopen(path.c_str(), "rb")) {
    if (!file_) throw std::runtime_error("there is no file " + path + " that could be read");
    if (!next()) throw std::runtime_error(path + " is empty");
    heads_.assign(cells_.begin(), cells_.end());
  }
  bool next() {
    line_.clear();
    char part[512];
    while (line_.empty() || line_.back() != '\n') {
      if (gzgets(file_.get(), part, sizeof part) == nullptr) break;
      line_ += part;
    }
    while (!line_.empty() && (line_.back() == '\n' || line_.back() == '\r')) line_.pop_back();
    if (line_.empty()) return false;
    ++number_;
    cells_.clear();
    for (std::string_view rest = line_;;) {
      auto const end = rest.find(',');
      cells_.emplace_back(rest.substr(0, end));
      if (end == std::string_view::npos) return true;
      rest.remove_prefix(end + 1);
    }
  }
  std::string const& cell(std::string_view column) const {
    auto const found = std::find(heads_.begin(), heads_.end(), column);
    auto const place = static_cast<std::size_t>(found - heads_.begin());
    if (place >= cells_.size()) fail("the column " + std::string(column) + " is missing");
    return cells_[place];
  }
  /// `29.85` → 2985; nothing for a blank.
  std::optional<std::int64_t> cents(std::string_view column) const {
    auto text = cell(column);
    if (text.find_first_not_of(' ') == std::string::npos) return std::nullopt;
    auto const point = text.find('.');
    auto fraction = point == std::string::npos ? std::string{} : text.substr(point + 1);
    fraction.resize(2, '0');
    return number(text.substr(0, point) + fraction, column);
  }
  std::int64_t number(std::string const& text, std::string_view column) const {
    std::int64_t found = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), found);
    if (error != std::errc{} || end != text.data() + text.size()) fail(std::string(column) + " is not a number");
    return found;
  }
  [[noreturn]] void fail(std::string const& why) const {
    throw std::runtime_error(path_ + ", line " + std::to_string(number_) + ": " + why);
  }

 private:
  struct Close {
    void operator()(gzFile file) const { gzclose(file); }
  };
  std::string path_;
  std::unique_ptr<gzFile_s, Close> file_;
  std::string line_;
  std::int64_t number_ = 0;
  std::vector<std::string> heads_, cells_;
};

std::string plan_of(Rows const& rows) {
  auto const& internet = rows.cell("InternetService");
  auto const has_phone = rows.cell("PhoneService") == "Yes";
  if (internet == "No") return "PHONE";
  auto const name = internet == "DSL" ? std::string("DSL") : std::string("FIBER");
  return has_phone ? name + "+PHONE" : name;
}

}  // namespace

std::size_t Customer::add_on_count() const {
  return static_cast<std::size_t>(std::count(add_ons.begin(), add_ons.end(), true));
}

std::vector<Customer> read_customers(std::string const& path) {
  Rows rows{path};
  std::vector<Customer> customers;
  while (rows.next()) {
    auto& customer = customers.emplace_back();
    customer.id = rows.cell("customerID");
    customer.plan = plan_of(rows);
    for (std::size_t n = 0; n < add_on_names.size(); ++n) customer.add_ons[n] = rows.cell(add_on_names[n]) == "Yes";
    customer.tenure = static_cast<std::int32_t>(rows.number(rows.cell("tenure"), "tenure"));
    auto const monthly = rows.cents("MonthlyCharges");
    if (!monthly) rows.fail("MonthlyCharges is blank");
    customer.monthly = *monthly;
    customer.total = rows.cents("TotalCharges");
  }
  return customers;
}

}  // namespace replay_telco
