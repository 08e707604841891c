// The lilac program as a library, so that a host can build its own with contexts of its own.
#pragma once

#include <iosfwd>
#include <span>
#include <stdexcept>
#include <string>

#include "lilac/engine/host.hpp"
#include "lilac/engine/module.hpp"

namespace CLI {
class App;
}

namespace lilac {
class Engine;
}

namespace lilac::cli {

/// Exit codes, which scripts may rely on.
enum Exit : int {
  all_well = 0,
  refused_or_found = 1,  ///< a line is none of a script or was refused under --strict, check or replay found something,
                         ///< or what was asked for is not there
  wrong_usage = 2,
  cannot_open = 3,  ///< a file or store cannot be opened, read or written
  internal = 4
};

/// Ends the program with a message and an exit code.
struct Failure : std::runtime_error {
  Failure(Exit code, std::string const& message) : std::runtime_error(message), exit(code) {}
  Exit exit;
};

/// Where the program reads and writes.
struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool colours = false;
  std::size_t width = 120;  ///< of the terminal, in columns

  /// The standard streams of this process.
  static Console standard();
};

struct Program;

/// What a context adds to the program besides its module: its ports, options that choose them, subcommands of its own.
class Face {
 public:
  virtual ~Face() = default;
  virtual ModuleInfo const& module() const = 0;
  /// For each subcommand that lets things happen.
  virtual void add_options(CLI::App&) {}
  /// Before an engine is made. What it binds must live as long as the face. Throws Failure.
  virtual void bind(Host&) {}
  virtual void add_subcommands(CLI::App&, Program&) {}
  /// What of this context waits for a person and is no dead letter of the engine: a sentence that says how to see it,
  /// for `dead-letters`; empty when nothing does. Throws Failure.
  virtual std::string waiting_for_people(Engine&) { return {}; }
};

/// Runs the program with the modules, and the faces with theirs; returns its exit code. Throws nothing.
int run(int argc, char const* const* argv, std::span<ModuleInfo const* const> modules,
        std::span<Face* const> faces = {}, Console console = Console::standard());

}  // namespace lilac::cli
