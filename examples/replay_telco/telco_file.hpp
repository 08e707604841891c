// Customers of a telecom as the file has them: what they subscribe to, and what they were charged.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace replay_telco {

/// What comes on top of a plan, in the order of the file's columns.
inline constexpr std::array add_on_names{"MultipleLines", "OnlineSecurity", "OnlineBackup",   "DeviceProtection",
                                         "TechSupport",   "StreamingTV",    "StreamingMovies"};

struct Customer {
  std::string id;
  std::string plan;  ///< e.g. DSL+PHONE: internet and telephone as they are sold together
  std::array<bool, add_on_names.size()> add_ons{};
  std::int32_t tenure = 0;            ///< months
  std::int64_t monthly = 0;           ///< charged a month, in cents
  std::optional<std::int64_t> total;  ///< charged since the beginning, in cents; none for somebody new

  std::size_t add_on_count() const;
};

/// All rows of a CSV file, plain or compressed by gzip. Throws std::runtime_error, naming the line.
std::vector<Customer> read_customers(std::string const& path);

}  // namespace replay_telco
