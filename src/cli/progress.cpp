#include "cli/progress.hpp"

#include <ostream>

namespace lilac::cli {

namespace {

constexpr auto refresh = std::chrono::milliseconds(500);
constexpr char const* erase_line = "\r\033[K";

}  // namespace

Progress::Progress(Console& console, std::uint64_t bytes, bool wanted, char const* unit)
    : console_(console), total_(bytes), wanted_(wanted && console.err_is_terminal), unit_(unit) {}

Progress::~Progress() {
  if (visible_) console_.err << erase_line << std::flush;
}

void Progress::update(std::uint64_t bytes, std::int64_t lines) {
  if (!wanted_) return;
  auto const now = Clock::now();
  if (now - shown_ < refresh) return;
  shown_ = now;
  visible_ = true;
  auto const seconds = std::chrono::duration<double>(now - started_).count();
  auto const rate = static_cast<std::int64_t>(static_cast<double>(lines) / seconds);
  console_.err << erase_line << lines << ' ' << unit_ << ", " << rate << "/s";
  if (total_ > 0 && bytes > 0 && bytes <= total_) {
    auto const left = seconds * static_cast<double>(total_ - bytes) / static_cast<double>(bytes);
    console_.err << ", " << 100 * bytes / total_ << " %, " << static_cast<std::int64_t>(left + 0.5) << " s remain";
  }
  console_.err << std::flush;
}

}  // namespace lilac::cli
