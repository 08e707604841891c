// A script played into an engine of parcels, and its results as text.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/parcel.hpp"
#include "engine/passing_store.hpp"
#include "lilac/adapters/memory.hpp"
#include "lilac/engine/script.hpp"

namespace lilac::cli {

struct Player {
  MemoryStore memory{MemoryStore::Seed{0}};
  parcel::PassingStore store{memory};
  Engine engine{store, {&parcel::module}};
  ScriptOptions options{};
  std::vector<std::string> results{};  ///< as JSON lines
  Script::Counts counts{};
  bool stopped = false;

  /// Plays the whole text, in pieces of `piece` bytes.
  result<> play(std::string_view text, std::size_t piece = 1U << 16U) {
    Script script{engine, options,
                  [this](ScriptResult const& result) { append_result_json(results.emplace_back(), result); }};
    result<> done = outcome::success();
    for (; done && !text.empty(); text.remove_prefix(std::min(piece, text.size())))
      done = script.feed(text.substr(0, piece));
    if (done) done = script.finish();
    counts = script.counts();
    stopped = script.stopped();
    return done;
  }
  std::string journal() {
    std::string text;
    auto take = [&](std::string_view line) {
      text += line;
      text += '\n';
      return true;
    };
    REQUIRE(export_journal(memory, 0, Showing::whole, take));
    return text;
  }
};

/// A line that registers a parcel.
inline std::string parcel_line(std::string const& label, std::string const& at = "2026-01-12T10:00:00Z") {
  return R"({"at":")" + at +
         R"(","by":{"kind":"OperationUser","id":3},"command":"parcel.RegisterParcel","data":{"user_id":7,"label":")" +
         label + R"(","note":"n","weight":1}})" + "\n";
}

inline bool has(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace lilac::cli
