// Everything there is, by kind and name, made from the modules' tables: nothing is listed twice by hand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lilac/engine/module.hpp"

namespace lilac {

/// Kinds are the words of the source documents' stickies: command, event, aggregate, policy, view, actor, external,
/// rule, error, enum, enum-value, value, method, finder, question.
struct CatalogueItem {
  std::string kind;
  std::string context;
  std::string name;
  std::string sentence;
  std::vector<std::string> aliases;  ///< other names by which the sources call it
  std::vector<std::string> links;    ///< a command's actors and events, a policy's event and command, an answer's items
};

class Catalogue {
 public:
  explicit Catalogue(std::span<ModuleInfo const* const> modules);

  std::vector<CatalogueItem> const& items() const { return items_; }
  /// The item of that kind that bears this name or alias in a context (or in any, when `context` is empty); or null.
  CatalogueItem const* find(std::string_view kind, std::string_view name, std::string_view context = {}) const;
  /// Names in also_known_as and answers that name no item: always empty in a sound program.
  std::vector<std::string> const& dangling() const { return dangling_; }

 private:
  CatalogueItem& add(char const* kind, char const* context, std::string name, std::string sentence = {});
  void take_messages(ModuleInfo const& module);
  void take_entities(ModuleInfo const& module);
  void take_type(char const* context, TypeInfo const& type);
  void take_policies(ModuleInfo const& module);
  void take_rules(ModuleInfo const& module);
  void take_names(ModuleInfo const& module);
  CatalogueItem* named(std::string_view name, std::string_view context);

  std::vector<CatalogueItem> items_;
  std::vector<std::string> dangling_;
};

}  // namespace lilac
