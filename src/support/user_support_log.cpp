#include "lilac/support/user_support_log.hpp"

#include <charconv>

#include "lilac/kernel/codec.hpp"
#include "lilac/support/errors.hpp"

namespace lilac::support {

namespace {

/// Writes members behind what is there. Each begins with its comma, name and colon.
class MetaWriter {
 public:
  explicit MetaWriter(std::string& out) : out_(out) {}
  void text(std::string_view begin, std::string_view value) {
    out_ += begin;
    append_quoted(out_, value);
  }
  void number(std::string_view begin, std::int64_t value) {
    out_ += begin;
    char buffer[20];
    auto const end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    out_.append(buffer, end);
  }

 private:
  std::string& out_;
};

template <class Text>
std::size_t size_of(std::optional<Text> const& text) {
  return text ? text->size() + 12 : 0;  // with its name, quotes and comma
}
template <class T>
std::size_t size_of_word(std::optional<T> const& value) {
  return value ? 34 : 0;
}

/// Enough for all that needs no escapes, so that the text is allocated once.
std::size_t expected_size(LogFacts const& facts) {
  return 58 + size_of_word(facts.message_type) + size_of_word(facts.status) + size_of(facts.before) +
         size_of(facts.after) + size_of(facts.from) + size_of(facts.to) + size_of_word(facts.site_from) +
         size_of_word(facts.site_to) + size_of_word(facts.md_from) + size_of_word(facts.md_to) +
         size_of_word(facts.template_id) + size_of(facts.reason) + size_of(facts.note);
}

}  // namespace

result<> check_facts(LogFacts const& facts) {
  if (facts.from && facts.site_from) return refuse(fact_is_said_twice, field("facts.site_from"), value("from"));
  if (facts.to && facts.site_to) return refuse(fact_is_said_twice, field("facts.site_to"), value("to"));
  return outcome::success();
}

Json meta_of(Actor const& by, LogFacts const& facts) {
  Json meta;
  auto& out = meta.text;
  out.reserve(expected_size(facts));
  MetaWriter write{out};
  out.assign(R"({"by":{"kind":")").append(word(by.kind));
  write.number(R"(","id":)", by.id);
  out += '}';
  if (facts.message_type) write.text(R"(,"type":)", word(*facts.message_type));
  if (facts.status) write.text(R"(,"status":)", word(*facts.status));
  if (facts.before) write.text(R"(,"before":)", *facts.before);
  if (facts.after) write.text(R"(,"after":)", *facts.after);
  if (facts.from) write.text(R"(,"from":)", *facts.from);
  if (facts.to) write.text(R"(,"to":)", *facts.to);
  if (facts.site_from) write.number(R"(,"from":)", facts.site_from->value);
  if (facts.site_to) write.number(R"(,"to":)", facts.site_to->value);
  if (facts.md_from) write.number(R"(,"md_from":)", facts.md_from->value);
  if (facts.md_to) write.number(R"(,"md_to":)", facts.md_to->value);
  if (facts.template_id) write.number(R"(,"template_id":)", facts.template_id->value);
  if (facts.reason) write.text(R"(,"reason":)", *facts.reason);
  if (facts.note) write.text(R"(,"note":)", *facts.note);
  out += '}';
  return meta;
}

SupportLogHistoryRecorded UserSupportLog::record(CycleDay const& on, LogVO line, std::int64_t relation, Instant now) {
  user_id = on.user_id;
  user_cycle_id = on.user_cycle_id;
  day_index = on.day_index;
  type = line.type;
  meta = std::move(line.meta);
  relation_id = relation;
  created_at = updated_at = now;
  return {user_id, user_cycle_id, day_index, id, type, relation_id};
}

}  // namespace lilac::support
