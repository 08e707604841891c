#include <algorithm>

#include "engine/board_links.hpp"

namespace lilac {

namespace {

constexpr std::size_t width = 120;

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string joined(std::vector<char const*> const& names) {
  std::string out;
  for (auto const* name : names) out += (out.empty() ? "" : ", ") + std::string(name);
  return out;
}

class TextBoard {
 public:
  explicit TextBoard(Modules modules) : modules_(modules) {}

  std::string draw() {
    for (auto const* module : modules_) draw(*module);
    return std::move(out_);
  }

 private:
  void draw(ModuleInfo const& module) {
    if (!out_.empty()) out_ += '\n';
    put(0, std::string(module.name) + ": " + std::to_string(module.commands.size()) + " commands, " +
               std::to_string(module.events.size()) + " events, " + std::to_string(module.policies.size()) +
               " policies");
    for (auto const& entry : module.commands) draw(*entry.info, module);
    auto const published = published_events(modules_);
    for (auto const* event : module.events) {
      if (published.contains(event)) continue;
      out_ += '\n';
      put(2, event->received ? "another system" : "nobody");
      draw(*event, module);
    }
  }

  void draw(CommandInfo const& command, ModuleInfo const& module) {
    out_ += '\n';
    auto const* aggregate = aggregate_of(command, module);
    put(2, command.name + (aggregate == nullptr ? "" : " → " + std::string(aggregate->name)) + "   (" +
               joined(actors_of(command)) + ")");
    for (auto const* event : command.publishes) draw(*event, module);
  }

  void draw(EventInfo const& event, ModuleInfo const& module) {
    auto const name = seen_from(module.name, event.context, event.name);
    auto const policies = policies_on(modules_, event);
    if (!drawn_.insert(&event).second) return put(4, "● " + name + (policies.empty() ? "" : " … as above"));
    put(4, "● " + name);
    for (auto const& [owner, policy] : policies) {
      char const* const how = policy->form == PolicyForm::in_transaction ? "" : "   (after the commit)";
      put(8, "◆ " + seen_from(module.name, owner->name, policy->name) + " → " + target_of(*policy, module.name) + how);
    }
  }

  /// A line that is too long goes on in the next, further in.
  void put(std::size_t indent, std::string_view text) {
    auto const first = indent;
    while (indent + columns(text) > width) {
      auto cut = text.rfind(' ', width - indent);
      if (cut == std::string_view::npos || cut == 0) break;
      out_ += std::string(indent, ' ') + std::string(text.substr(0, cut)) + '\n';
      text.remove_prefix(cut + 1);
      indent = first + 4;
    }
    out_ += std::string(indent, ' ') + std::string(text) + '\n';
  }

  Modules modules_;
  std::set<EventInfo const*> drawn_;
  std::string out_;
};

}  // namespace

std::string board_as_text(Modules modules) { return TextBoard{modules}.draw(); }

}  // namespace lilac
