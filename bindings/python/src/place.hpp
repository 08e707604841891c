// Where in an argument a value stands, for messages: `outcomes[1].reason`.
#pragma once

#include <cstddef>
#include <string>

namespace lilac::python {

/// Lives on the stack, as long as the places inside it.
class Place {
 public:
  explicit Place(char const* name) : name_(name) {}
  Place field(char const* name) const { return {this, name, 0}; }
  Place element(std::size_t index) const { return {this, nullptr, index}; }

  std::string text() const {
    auto const before = outer_ == nullptr ? std::string{} : outer_->text();
    if (name_ == nullptr) return before + "[" + std::to_string(index_) + "]";
    return before.empty() ? std::string{name_} : before + "." + name_;
  }

 private:
  Place(Place const* outer, char const* name, std::size_t index) : outer_(outer), name_(name), index_(index) {}

  Place const* outer_ = nullptr;
  char const* name_;
  std::size_t index_ = 0;
};

}  // namespace lilac::python
