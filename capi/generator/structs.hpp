// The types of all contexts, each with the context whose header holds it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "contexts.hpp"

namespace lilac::capi {

/// What a context's header declares, in the order of its tables.
struct Declarations {
  ModuleInfo const* module;
  std::vector<TypeInfo const*> enumerations;
  std::vector<TypeInfo const*> records;
};

class Types {
 public:
  Types();
  std::vector<Declarations> const& contexts() const { return contexts_; }
  /// lilac_support_complete_outbound_command
  std::string struct_name(TypeInfo const& record) const;
  /// LILAC_SUPPORT_COMPLETE_OUTBOUND_COMMAND
  std::string constant_name(TypeInfo const& type) const;
  /// The type of a field as C declares it, with the field's name.
  std::string declaration(TypeInfo const& type, std::string const& name) const;

 private:
  void take(Declarations& into, TypeInfo const& type);
  std::string item_type(TypeInfo const& type) const;

  std::map<TypeInfo const*, char const*> context_of_;
  std::vector<Declarations> contexts_;
};

}  // namespace lilac::capi
