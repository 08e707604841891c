#include "faults/disk_image.hpp"

#include <algorithm>

namespace lilac::faults {

namespace {

/// Smaller than a page of SQLite; what a write does not touch stays whole (SQLITE_IOCAP_POWERSAFE_OVERWRITE, which
/// SQLite assumes of every disk).
constexpr std::size_t sector = 512;

bool tossed(std::mt19937_64& chance) { return (chance() & 1U) != 0; }

}  // namespace

void DiskImage::sync() {
  for (auto const& change : changes_) apply(change, synced_);
  changes_.clear();
}

void DiskImage::sync_name() {
  auto const is_about_name = [](Change const& change) {
    return change.kind == Change::Kind::create || change.kind == Change::Kind::remove;
  };
  auto const last = std::find_if(changes_.rbegin(), changes_.rend(), is_about_name);
  if (last == changes_.rend()) return;
  apply(*last, synced_);
  changes_.erase(changes_.begin(), last.base());
}

std::optional<std::string> DiskImage::after_power_loss(Survives survives, std::mt19937_64& chance) const {
  auto content = synced_;
  if (survives == Survives::nothing) return content;
  for (auto const& change : changes_) {
    if (&change == &changes_.back() && change.kind == Change::Kind::write)
      apply_torn(change, content, chance);
    else if (tossed(chance))
      apply(change, content);
  }
  return content;
}

// A file whose making was lost keeps nothing of what was written to it.
void DiskImage::apply(Change const& change, std::optional<std::string>& content) {
  switch (change.kind) {
    case Change::Kind::create:
      content.emplace();
      return;
    case Change::Kind::remove:
      content.reset();
      return;
    case Change::Kind::truncate:
      if (content) content->resize(static_cast<std::size_t>(change.at));
      return;
    case Change::Kind::write: {
      if (!content) return;
      auto const at = static_cast<std::size_t>(change.at);
      content->resize(std::max(content->size(), at + change.bytes.size()));
      content->replace(at, change.bytes.size(), change.bytes);
      return;
    }
  }
}

void DiskImage::apply_torn(Change const& write, std::optional<std::string>& content, std::mt19937_64& chance) {
  std::string_view left = write.bytes;
  for (auto at = static_cast<std::size_t>(write.at); !left.empty();) {
    auto const size = std::min(left.size(), sector - at % sector);
    if (tossed(chance)) {
      apply({Change::Kind::write, static_cast<std::int64_t>(at), std::string{left.substr(0, size)}}, content);
    }
    at += size;
    left.remove_prefix(size);
  }
}

}  // namespace lilac::faults
