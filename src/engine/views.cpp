// Views that are fed from the journal. Feeding one writes its own rows and its cursor, nothing else: a rebuild cannot
// make anything happen again.
#include <algorithm>
#include <limits>

#include "engine/engine_impl.hpp"
#include "engine/mentions.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac {

using engine::Cursor;

namespace {

constexpr std::size_t view_page = 256;
constexpr std::int64_t stored_at_least_every = 4096;
constexpr std::int64_t lowest_id = std::numeric_limits<std::int64_t>::min();  // ids from outside may be anything

/// A page of events by value, so that the store is free while they are projected.
class EventPage {
 public:
  void take(EventRow const& row) {
    auto kept =
        std::make_unique<Kept>(Kept{row, std::string(row.command.command_id), std::string(row.command.correlation_id),
                                    Object::copy_of(*row.type->type, row.payload)});
    kept->row.payload = kept->payload.at();
    kept->row.command.command_id = kept->command_id;
    kept->row.command.correlation_id = kept->correlation_id;
    events_.push_back(std::move(kept));
  }
  bool empty() const { return events_.empty(); }
  template <class Each>
  result<> each(Each each) const {
    for (auto const& kept : events_) {
      BOOST_OUTCOME_TRY(each(kept->row));
    }
    return outcome::success();
  }

 private:
  struct Kept {
    EventRow row;
    std::string command_id;
    std::string correlation_id;
    Object payload;
  };
  std::vector<std::unique_ptr<Kept>> events_;
};

}  // namespace

result<bool> Engine::Impl::feed(Consumer& consumer) {
  EventPage page;
  auto const stored = consumer.stored.load();  // other threads feed it, too
  auto const from = consumer.position.load();
  std::int64_t up_to = from;
  BOOST_OUTCOME_TRY(store.read_journal(from, view_page, [&](EventRow const& event) {
    up_to = event.position;
    if (!engine::is_of_mentions(*consumer.view) || engine::may_mention(registry, event)) page.take(event);
    return true;
  }));
  if (up_to == from) return false;
  if (page.empty() && up_to - consumer.stored <= stored_at_least_every) {
    consumer.position = up_to;
    return true;
  }
  bool overtaken = false;
  BOOST_OUTCOME_TRY(keep_books(Instant{}, [&](Work& work) -> result<> {
    BOOST_OUTCOME_TRY(auto* cursor, work.load_first<Cursor::find_by_consumer>(consumer.name));
    overtaken = cursor == nullptr || cursor->position != stored;
    if (overtaken) return outcome::success();
    BOOST_OUTCOME_TRY(page.each([&](EventRow const& event) { return consumer.view->project(work, event); }));
    cursor->position = up_to;
    work.keep(*cursor);
    return outcome::success();
  }));
  if (overtaken) {
    consumer.position = 0;
    BOOST_OUTCOME_TRY(refresh(consumer));
  } else {
    consumer.position = consumer.stored = up_to;
  }
  return true;
}

result<bool> Engine::Impl::feed_views() {
  BOOST_OUTCOME_TRY(have_cursors());
  bool did_something = false;
  for (auto& consumer : consumers) {
    if (consumer.view == nullptr) continue;
    for (;;) {
      BOOST_OUTCOME_TRY(auto fed, feed(consumer));
      if (!fed) break;
      did_something = true;
    }
  }
  return did_something;
}

result<> Engine::rebuild_view(std::string_view name) {
  auto const consumer = std::find_if(impl_->consumers.begin(), impl_->consumers.end(),
                                     [&](auto const& one) { return one.view != nullptr && name == one.view->name; });
  if (consumer == impl_->consumers.end()) return refuse(rules::not_found, field("view"), value(name));
  BOOST_OUTCOME_TRY(impl_->have_cursors());
  // The cursor and the rows go in one commit: a rebuild that is interrupted is taken up by the next feeding.
  BOOST_OUTCOME_TRY(impl_->keep_books(Instant{}, [&](Work& work) -> result<> {
    BOOST_OUTCOME_TRY(auto* cursor, work.load_first<Cursor::find_by_consumer>(consumer->name));
    if (cursor == nullptr) return corrupt_error("the cursor of " + consumer->name + " is gone");
    BOOST_OUTCOME_TRY(auto trimmed, impl_->is_trimmed());
    if (trimmed) return refuse(rules::journal_was_trimmed, field("view"), value(name));
    cursor->position = 0;
    work.keep(*cursor);
    for (auto const* entity : consumer->view->entities) {
      std::vector<std::int64_t> ids;
      BOOST_OUTCOME_TRY(work.scan_entity(*entity, lowest_id, no_limit, [&](RowView const& row) {
        ids.push_back(row.id);
        return true;
      }));
      for (auto const id : ids) {
        BOOST_OUTCOME_TRY(work.erase_by_id(*entity, id));
      }
    }
    return outcome::success();
  }));
  consumer->position = consumer->stored = 0;
  BOOST_OUTCOME_TRY(impl_->feed_views());
  return outcome::success();
}

}  // namespace lilac
