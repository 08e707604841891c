#include "engine/board_links.hpp"

namespace lilac {

namespace {

constexpr char const* colours = R"(  classDef command fill:#a6ccf5,stroke:#4a7fb5,color:#1b2733
  classDef aggregate fill:#fff3a3,stroke:#b5a642,color:#333019
  classDef event fill:#ffc48c,stroke:#b5733a,color:#33210f
  classDef policy fill:#d9b8f0,stroke:#8a5fb0,color:#2a1b36
  classDef external fill:#f7c6d0,stroke:#b06a7a,color:#361b22
)";

std::string id_of(CommandInfo const& command) { return "c" + std::to_string(command.number); }
std::string id_of(EventInfo const& event) { return "e" + std::to_string(event.number); }
std::string id_of(EntityInfo const& aggregate) { return "a" + std::to_string(aggregate.number); }
std::string id_of(PortInfo const& port) { return "x_" + std::string(port.context) + "_" + port.name; }
std::string id_of(ModuleInfo const& module, PolicyInfo const& policy) {
  return "p_" + std::string(module.name) + "_" + policy.name;
}

class MermaidBoard {
 public:
  explicit MermaidBoard(Modules modules) : modules_(modules) {}

  std::string draw() {
    out_ = "flowchart LR\n";
    out_ += colours;
    for (auto const* module : modules_) draw_nodes(*module);
    for (auto const* module : modules_) draw_commands_elsewhere(*module);
    for (auto const* module : modules_) draw_edges(*module);
    return std::move(out_);
  }

 private:
  void node(std::string const& id, char const* open, std::string_view label, char const* close, char const* kind) {
    out_ += "    " + id + open + '"' + std::string(label) + '"' + close + ":::" + kind + "\n";
  }
  void edge(std::string const& from, std::string const& to) {
    auto line = "  " + from + " --> " + to + "\n";
    if (drawn_.insert(line).second) out_ += line;
  }

  void draw_nodes(ModuleInfo const& module) {
    out_ += "  subgraph " + std::string(module.name) + "\n";
    for (auto const& entry : module.commands) node(id_of(*entry.info), "[", entry.info->name, "]", "command");
    std::set<EntityInfo const*> aggregates;
    for (auto const& entry : module.commands) {
      auto const* aggregate = aggregate_of(*entry.info, module);
      if (aggregate != nullptr && aggregates.insert(aggregate).second) {
        node(id_of(*aggregate), "[(", aggregate->name, ")]", "aggregate");
      }
    }
    for (auto const* event : module.events) node(id_of(*event), "(", event->name, ")", "event");
    std::set<PortInfo const*> ports;
    for (auto const& policy : module.policies) {
      if (!is_linked(*policy.when)) continue;
      node(id_of(module, policy), "{{", policy.sentence, "}}", "policy");
      if (policy.port != nullptr && ports.insert(policy.port).second) {
        node(id_of(*policy.port), "[[", policy.port->name, "]]", "external");
      }
    }
    out_ += "  end\n";
  }

  /// Commands of contexts that are not on this wall, which its policies run.
  void draw_commands_elsewhere(ModuleInfo const& module) {
    for (auto const& policy : module.policies) {
      if (policy.then == nullptr || !is_linked(*policy.when) || is_here(*policy.then)) continue;
      if (elsewhere_.insert(policy.then).second)
        node(id_of(*policy.then), "[", qualified(policy.then->context, policy.then->name), "]", "command");
    }
  }

  void draw_edges(ModuleInfo const& module) {
    for (auto const& entry : module.commands) {
      auto const& command = *entry.info;
      auto const* aggregate = aggregate_of(command, module);
      if (aggregate != nullptr) edge(id_of(command), id_of(*aggregate));
      for (auto const* event : command.publishes) {
        edge(aggregate != nullptr ? id_of(*aggregate) : id_of(command), id_of(*event));
      }
    }
    for (auto const& policy : module.policies) {
      if (!is_linked(*policy.when)) continue;
      edge(id_of(*policy.when), id_of(module, policy));
      edge(id_of(module, policy), policy.then != nullptr ? id_of(*policy.then) : id_of(*policy.port));
    }
  }

  bool is_linked(EventInfo const& event) const {
    for (auto const* module : modules_) {
      for (auto const* one : module->events) {
        if (one == &event) return true;
      }
    }
    return false;
  }

  bool is_here(CommandInfo const& command) const {
    for (auto const* module : modules_) {
      for (auto const& one : module->commands) {
        if (one.info == &command) return true;
      }
    }
    return false;
  }

  Modules modules_;
  std::set<CommandInfo const*> elsewhere_;
  std::set<std::string> drawn_;
  std::string out_;
};

}  // namespace

std::string board_as_mermaid(Modules modules) { return MermaidBoard{modules}.draw(); }

}  // namespace lilac
