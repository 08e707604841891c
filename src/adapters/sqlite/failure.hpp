// SQLiteCpp throws; the store answers with errors. Everything thrown is caught at the store's boundary.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <stdexcept>
#include <string>

#include "lilac/engine/store.hpp"

namespace lilac::sqlite {

/// Thrown where the file holds what this program cannot read.
struct Unreadable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Error error_of(SQLite::Exception const& failure, std::string const& path);
Error error_of(Unreadable const& failure, std::string const& path);

/// Runs `body`, and makes a result of whatever SQLite throws.
template <class Body>
auto at_boundary(std::string const& path, Body&& body) -> decltype(body()) {
  try {
    return body();
  } catch (SQLite::Exception const& failure) {
    return error_of(failure, path);
  } catch (Unreadable const& failure) {
    return error_of(failure, path);
  }
}

}  // namespace lilac::sqlite
