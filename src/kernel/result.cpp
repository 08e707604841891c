#include "lilac/kernel/result.hpp"

#include "lilac/kernel/time.hpp"

namespace lilac {

value::value(Instant instant) : text(to_text(instant)) {}
limit::limit(Duration duration) : text(to_text(duration)) {}

namespace {

/// What stands for `{name}`, or null when the refusal does not say.
std::string const* found_for(std::string_view name, Detail const& detail) {
  if (name == "field" && !detail.field.empty()) return &detail.field;
  if (name == "value" && detail.value) return &*detail.value;
  if (name == "limit" && detail.limit) return &*detail.limit;
  return nullptr;
}

bool is_placeholder(std::string_view name) { return name == "field" || name == "value" || name == "limit"; }

/// Where nothing is known, the sentence must still read as one: a leading placeholder becomes "It", and any other
/// disappears together with the colon or space before it.
void leave_out(std::string& sentence) {
  if (sentence.empty()) {
    sentence = "It";
    return;
  }
  if (sentence.back() == ' ') sentence.pop_back();
  if (!sentence.empty() && sentence.back() == ':') sentence.pop_back();
}

std::string fill(std::string_view sentence, Detail const& detail) {
  std::string out;
  while (!sentence.empty()) {
    auto const open = sentence.find('{');
    out += sentence.substr(0, open);
    if (open == std::string_view::npos) break;
    sentence.remove_prefix(open);
    auto const close = sentence.find('}');
    auto const name = close == std::string_view::npos ? std::string_view{} : sentence.substr(1, close - 1);
    if (!is_placeholder(name)) {
      out += '{';
      sentence.remove_prefix(1);
      continue;
    }
    if (auto const* text = found_for(name, detail))
      out += *text;
    else
      leave_out(out);
    sentence.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace

std::string Error::message() const {
  if (detail_ && !detail_->note.empty()) return detail_->note;
  return fill(rule_->sentence, detail_ ? *detail_ : Detail{});
}

Error refuse(Rule const& rule) { return Error{rule}; }
Error refuse(Rule const& rule, field of) {
  return Error{rule, Detail{std::move(of.path), std::nullopt, std::nullopt, {}}};
}
Error refuse(Rule const& rule, field of, value found) {
  return Error{rule, Detail{std::move(of.path), std::move(found.text), std::nullopt, {}}};
}
Error refuse(Rule const& rule, field of, limit allowed) {
  return Error{rule, Detail{std::move(of.path), std::nullopt, std::move(allowed.text), {}}};
}
Error refuse(Rule const& rule, field of, value found, limit allowed) {
  return Error{rule, Detail{std::move(of.path), std::move(found.text), std::move(allowed.text), {}}};
}
Error refuse_saying(Rule const& rule, field of, std::string note) {
  return Error{rule, Detail{std::move(of.path), std::nullopt, std::nullopt, std::move(note)}};
}

}  // namespace lilac
