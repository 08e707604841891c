// A store as one desk has it: it watches that the desk writes nothing of a module that it lacks.
#pragma once

#include <map>
#include <set>
#include <string>

#include "engine/passing_store.hpp"
#include "lilac/engine/module.hpp"

namespace lilac::desks {

class OwnWork final : public parcel::PassingStore {
 public:
  OwnWork(Store& inner, std::span<ModuleInfo const* const> lacked);

  result<> commit(WriteSet const& set) override;

  /// What was touched that is not this desk's; empty when it kept to its own.
  std::vector<std::string> const& trespasses() const { return trespasses_; }

 private:
  /// The context whose work a row is.
  std::string context_of(EntityInfo const& entity, void const* row) const;
  void check(EntityInfo const& entity, void const* row);
  void touched(std::string const& context, std::string const& what);

  Store& inner_;
  std::map<std::string, std::set<std::int32_t>> lacked_;  ///< modules, with the numbers of their commands
  std::vector<std::string> trespasses_;
};

}  // namespace lilac::desks
