#include "adapters/sqlite/failure.hpp"

#include <sqlite3.h>

namespace lilac::sqlite {

Error error_of(SQLite::Exception const& failure, std::string const& path) {
  auto const sentence = path + ": " + failure.what();
  auto const code = failure.getErrorCode();
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? corrupt_error(sentence) : storage_error(sentence);
}

Error error_of(Unreadable const& failure, std::string const& path) {
  return corrupt_error(path + ": " + failure.what());
}

}  // namespace lilac::sqlite
