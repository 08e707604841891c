// Source documents' stickies, as a CSV file lists them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lilac::cli {

struct Sticky {
  std::string source;
  std::string context;
  std::string kind;
  std::string name;       ///< as the source writes it
  std::string suggested;  ///< how a library may call it
  std::size_t line;       ///< of the file
};

/// Rows of cells, by RFC 4180: quoted cells may hold commas, line ends and doubled quotes. `lines` gets the line on
/// which each row begins. Throws Failure when a quoted cell never ends.
std::vector<std::vector<std::string>> parse_csv(std::string_view text, std::vector<std::size_t>& lines);

/// The stickies of a file with the columns source, context, kind, name_in_source, suggested_name, in any order.
/// Throws Failure.
std::vector<Sticky> read_stickies(std::string_view text, std::string const& file);

}  // namespace lilac::cli
