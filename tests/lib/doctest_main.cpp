// The one `main` of all test programs; compiling doctest's implementation once keeps the others quick.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
