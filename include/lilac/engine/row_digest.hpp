#pragma once

#include "lilac/engine/reader.hpp"

namespace lilac {

/// True for entities whose rows hold words of persons: the digests of their changes are sealed.
bool is_sealed(EntityInfo const& entity);
/// Whether a change entry's digest may be that of this row. What holds a person's words is sealed with the person's
/// key, which `reader` must show; once the person was forgotten nobody can tell, and the answer is true.
result<bool> is_row_digest(Reader& reader, EntityInfo const& entity, void const* row, std::uint64_t stored);

}  // namespace lilac
