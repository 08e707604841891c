// An engine over a store, with the ports that the contexts' faces bring.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/subcommands.hpp"
#include "lilac/engine/engine.hpp"

namespace lilac {
class TzdbZones;
}

namespace lilac::cli {

enum class Opening : std::uint8_t {
  create,     ///< a missing file is made
  existing,   ///< it must be there
  read_only,  ///< and nothing is written to it
};

class Desk {
 public:
  /// `path` of a SQLite file; empty: in memory. Throws Failure.
  Desk(Program& program, std::string const& path, Opening opening);
  ~Desk();

  Engine& engine() { return *engine_; }
  Store& store() { return *store_; }
  TzdbZones const& zones() const { return *zones_; }
  /// The instant of the newest event: what "now" is for a desk whose time comes with its commands.
  Instant last_instant();

 private:
  std::unique_ptr<TzdbZones> zones_;
  std::unique_ptr<Store> store_;
  std::optional<Engine> engine_;
};

/// Adds `--store FILE`, which must be given.
void add_store_option(CLI::App& app, std::string& path);
/// The instant that an option named: one like 2026-01-12T09:30:00+09:00, `now`, or a day, which is its beginning in
/// UTC. Throws Failure for anything else. Only here does the program read the clock of this machine.
Instant instant_of(std::string const& option, std::string const& text);
/// The same; a day begins in `zone`, unless that is empty. Throws Failure when nobody knows it.
Instant instant_of(std::string const& option, std::string const& text, Zones const& zones, std::string const& zone);
/// Throws Failure unless it went well: the store cannot go on.
void must(result<> done);
/// `4002 CALL_ALREADY_COMPLETED (user_outbound_id): The call is completed already.`
std::string text_of(Error const& error);

}  // namespace lilac::cli
