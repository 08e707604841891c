// lilac_c_headers FOLDER: writes the headers of all contexts into FOLDER/include/lilac and the proof of their layout
// into FOLDER/src. Nothing is written that is there already.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "header.hpp"

namespace {

std::string text_of(std::filesystem::path const& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Whether the file holds the text now.
bool write(std::filesystem::path const& path, std::string const& text) {
  if (text_of(path) == text) return true;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file{path, std::ios::binary};
  file << text;
  file.close();
  if (!file) std::cerr << path.string() << ": it cannot be written\n";
  return static_cast<bool>(file);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "lilac_c_headers FOLDER\n";
    return 2;
  }
  std::filesystem::path const folder = arguments[1];
  lilac::capi::Types const types;
  auto done = write(folder / "src" / "layout_asserts.cpp", layout_asserts(types));
  for (auto const& context : types.contexts()) {
    auto const name = std::string(context.module->name) + ".h";
    done = write(folder / "include" / "lilac" / name, header_of(types, context)) && done;
  }
  return done ? 0 : 1;
}
