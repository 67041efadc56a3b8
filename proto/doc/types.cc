// SPDX-License-Identifier: GPL-3.0-or-later
#include <fika/v1/options.pb.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "proto/doc/html.h"
#include "proto/doc/sections.h"

namespace fika::doc {
namespace {

std::string heading(int level, std::string_view full_name, std::string_view name) {
  return fmt::format("<h{0} id=\"{1}\"><code>{2}</code></h{0}>\n", level, escaped(full_name),
                     escaped(name));
}

std::string key_of(const v1::EntityOptions& entity) {
  std::vector<std::string> parts(entity.key().begin(), entity.key().end());
  if (!entity.text_key().empty()) parts.push_back(entity.text_key() + " (text)");
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string entity_note(const Descriptor& message) {
  if (!message.options().HasExtension(v1::entity)) return {};
  const v1::EntityOptions& entity = message.options().GetExtension(v1::entity);
  const std::string key = key_of(entity);
  return fmt::format(
      "<p class=\"note\">An entity of kind {}, under the root in <code>{}</code>{}.{}</p>\n",
      entity.kind(), escaped(entity.root()),
      key.empty() ? "" : fmt::format(", with the key {}", escaped(key)),
      entity.on_demand() ? " Fetched when shown." : "");
}

}  // namespace

std::string fields(const Descriptor& message) {
  if (message.field_count() == 0) return "<p>No fields: <code>{}</code>.</p>\n";
  std::string html = "<dl class=\"fields\">\n";
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    html += fmt::format(
        "<div><dt><code>{}</code> <span class=\"type\">{}</span> <span "
        "class=\"number\">{}</span></dt>\n",
        escaped(field.name()), type_of(field), field.number());
    html += fmt::format("<dd>{}</dd></div>\n", paragraphs(comment_of(field)));
  }
  return html + "</dl>\n";
}

std::string type_section(const Descriptor& message, int level) {
  return heading(level, message.full_name(), message.name()) + paragraphs(comment_of(message)) +
         entity_note(message) + fields(message);
}

std::string type_section(const EnumDescriptor& type, int level) {
  std::string html = heading(level, type.full_name(), type.name()) + paragraphs(comment_of(type)) +
                     "<dl class=\"fields\">\n";
  for (int i = 0; i < type.value_count(); ++i) {
    const auto& value = *type.value(i);
    html += fmt::format(
        "<div><dt><code>{}</code> <span class=\"number\">{}</span></dt>\n<dd>{}</dd></div>\n",
        escaped(value.name()), value.number(), paragraphs(comment_of(value)));
  }
  return html + "</dl>\n";
}

std::string frames(const Schema& schema) {
  std::string html;
  if (schema.sync_file() == nullptr) return html;
  const FileDescriptor& file = *schema.sync_file();
  // The two that everything else is inside come first.
  for (const std::string_view outer : {"ClientFrame", "ServerFrame"}) {
    if (const auto* message = file.FindMessageTypeByName(std::string(outer))) {
      html += type_section(*message, 3);
    }
  }
  for (int i = 0; i < file.message_type_count(); ++i) {
    const Descriptor& message = *file.message_type(i);
    if (message.name() != "ClientFrame" && message.name() != "ServerFrame") {
      html += type_section(message, 3);
    }
  }
  for (int i = 0; i < file.enum_type_count(); ++i) html += type_section(*file.enum_type(i), 3);
  return html;
}

std::string entities(const Schema& schema) {
  std::string html =
      "<table>\n<thead><tr><th scope=\"col\">Kind</th><th scope=\"col\">Entity</th>"
      "<th scope=\"col\">Root</th><th scope=\"col\">Key</th><th "
      "scope=\"col\">Comes</th></tr></thead>\n"
      "<tbody>\n";
  for (const Descriptor* message : schema.entities()) {
    const v1::EntityOptions& entity = message->options().GetExtension(v1::entity);
    html += fmt::format(
        "<tr><td>{}</td><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        entity.kind(), link(message->full_name(), message->name()), escaped(entity.root()),
        escaped(key_of(entity)), entity.on_demand() ? "when shown" : "by itself");
  }
  return html + "</tbody>\n</table>\n";
}

}  // namespace fika::doc
