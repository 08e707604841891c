// Boost.JSON itself, for a library that brings all it needs.
#include <boost/json/src.hpp>
