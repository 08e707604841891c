// Where a person's bills are: their ids tell the line and the period, and so they need no index by person.
#pragma once

#include "lilac/engine/reader.hpp"
#include "lilac/kernel/person.hpp"

namespace lilac::billing {

/// The bills of a line, or of all lines that a customer pays for; those of discarded runs too, while they are there.
result<> find_bills_of(Reader& reader, Person person, FunctionRef<void(std::int64_t id)> found);

}  // namespace lilac::billing
