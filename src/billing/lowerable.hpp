// What discounts may lower: one kind of charges, apart by how it is taxed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "lilac/billing/bill.hpp"
#include "lilac/kernel/money.hpp"

namespace lilac::billing {

class Lowerable {
 public:
  /// A part of it that is taxed in one way, or what a discount took of that.
  struct Part {
    Tax tax;
    bool includes_tax;
    std::int64_t amount;
  };

  void add(BillLine const& line) {
    auto const found = std::ranges::find_if(
        parts_, [&](Part const& part) { return part.tax == line.tax && part.includes_tax == line.includes_tax; });
    auto& part = found != parts_.end() ? *found : parts_.emplace_back(Part{line.tax, line.includes_tax, 0});
    part.amount += line.amount;
  }

  /// Of all its charges; negative where more was taken back than used.
  std::int64_t sum() const {
    std::int64_t sum = 0;
    for (auto const& part : parts_) sum += part.amount;
    return sum;
  }
  /// What a discount may take of it.
  std::int64_t left() const { return std::max<std::int64_t>(0, sum()); }

  /// Takes `amount`, from 0 to left(), from its parts in proportion to what each has left, and tells what it took
  /// where.
  std::vector<Part> take(std::int64_t amount) {
    std::vector<std::int64_t> weights;
    for (auto const& part : parts_) weights.push_back(std::max<std::int64_t>(0, part.amount));
    auto const shares = allocate(amount, weights);
    std::vector<Part> taken;
    for (std::size_t n = 0; n < parts_.size(); ++n) {
      parts_[n].amount -= shares[n];
      if (shares[n] > 0) taken.push_back({parts_[n].tax, parts_[n].includes_tax, shares[n]});
    }
    return taken;
  }

 private:
  std::vector<Part> parts_;
};

}  // namespace lilac::billing
