#include "lilac/messaging/rendering.hpp"

#include <algorithm>

#include "lilac/kernel/codec.hpp"
#include "lilac/messaging/errors.hpp"

namespace lilac::messaging {

namespace {

result<Rendered> render_step(Reader& reader, Message const& message, Channel channel) {
  if (!message.template_id) return render_text(channel, message.text ? std::string_view(*message.text) : "");
  BOOST_OUTCOME_TRY(auto const* version,
                    text_for(reader, *message.template_id, message.template_version.value_or(0), channel));
  return render(*version, message.variables);
}

}  // namespace

result<std::int32_t> newest_version(Reader& reader, TemplateId template_id) {
  BOOST_OUTCOME_TRY(auto const* newest, reader.first<TemplateVersion::find_by_template_id>(template_id));
  if (newest == nullptr) return refuse(rules::not_found, field("template_id"), value(template_id.value));
  return newest->version;
}

result<TemplateVersion const*> text_for(Reader& reader, TemplateId template_id, std::int32_t version, Channel channel) {
  std::optional<TemplateVersionId> found;
  auto until_found = [&](TemplateVersion const& candidate) {
    if (candidate.version <= version) found = candidate.id;
    return !found;
  };
  BOOST_OUTCOME_TRY(reader.each<TemplateVersion::find_by_template_id_and_channel>(until_found, template_id, channel));
  if (!found) {
    return refuse(template_lacks_channel, field("steps"),
                  value(name_of(type_of<Channel>(), static_cast<std::int64_t>(channel))));
  }
  return reader.read(*found);
}

result<> check_request(Reader& reader, TemplateId template_id, std::span<Channel const> steps,
                       Dictionary const& variables) {
  BOOST_OUTCOME_TRY(auto const newest, newest_version(reader, template_id));
  std::vector<std::string> declared;
  for (auto const channel : steps) {
    BOOST_OUTCOME_TRY(auto const* version, text_for(reader, template_id, newest, channel));
    for (auto const& name : version->variables) {
      if (std::find(declared.begin(), declared.end(), name) == declared.end()) declared.push_back(name);
    }
  }
  return check_variables(declared, variables);
}

result<std::int64_t> text_hash_of(Reader& reader, Message const& message,
                                  FunctionRef<result<>(Channel, Rendered&&)> see) {
  std::uint64_t hash = 0;
  for (auto const channel : message.steps) {
    BOOST_OUTCOME_TRY(auto text, render_step(reader, message, channel));
    hash = digest(text.body, digest(text.subject, hash));
    BOOST_OUTCOME_TRY(see(channel, std::move(text)));
  }
  return static_cast<std::int64_t>(hash);
}

}  // namespace lilac::messaging
