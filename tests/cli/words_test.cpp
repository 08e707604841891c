#include "cli/words.hpp"

#include <doctest/doctest.h>

namespace lilac::cli {
namespace {

TEST_CASE("A name that is nearly one of the choices is taken for it") {
  std::vector<std::string> const choices{"run", "board", "check", "dead-letters"};
  CHECK(no_such("command", "bord", choices) == "no command bord; did you mean board?");
  CHECK(no_such("command", "baord", choices) == "no command baord; did you mean board?");
  CHECK(no_such("command", "deadletters", choices) == "no command deadletters; did you mean dead-letters?");
  CHECK(no_such("command", "Check", choices) == "no command Check; did you mean check?");
}

TEST_CASE("A name that is far from all of them is answered with all of them") {
  CHECK(no_such("command", "fly", {"run", "board"}) == "no command fly; there are run, board");
  CHECK(no_such("command", std::string(100'000, 'x'), {"run"}).ends_with("; there are run"));
}

}  // namespace
}  // namespace lilac::cli
