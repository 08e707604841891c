#include "contexts.hpp"

namespace lilac::python {

namespace {
constexpr ContextFace const* all[] = {&messaging_face, &support_face, &billing_face};
}

std::span<ContextFace const* const> contexts() { return all; }

}  // namespace lilac::python
