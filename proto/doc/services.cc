// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "proto/doc/html.h"
#include "proto/doc/sections.h"

namespace fika::doc {
namespace {

// The fields where the message is this method's own, else a link to where they stand.
std::string side(const Schema& schema, std::string_view title, const Descriptor& message) {
  if (!schema.belongs_to_method(message)) {
    return fmt::format("<p class=\"side\"><b>{}:</b> {}</p>\n", title,
                       link(message.full_name(), message.name()));
  }
  return fmt::format("<p class=\"side\" id=\"{}\"><b>{}:</b> <code>{}</code></p>\n{}{}",
                     escaped(message.full_name()), title, escaped(message.name()),
                     paragraphs(comment_of(message)), fields(message));
}

std::string method_section(const Schema& schema, const MethodDescriptor& method) {
  const std::string kind = is_query(method)
                               ? "<p class=\"note\">A query: also by <code>GET</code>.</p>\n"
                               : "<p class=\"note\">A command.</p>\n";
  return fmt::format("<h4 id=\"{}\">{}</h4>\n<p><code>POST /api/{}/{}</code></p>\n",
                     escaped(method.full_name()), escaped(method.name()),
                     escaped(method.service()->full_name()), escaped(method.name())) +
         paragraphs(comment_of(method)) + kind + side(schema, "Request", *method.input_type()) +
         side(schema, "Answer", *method.output_type());
}

std::string types_of_file(const Schema& schema, const FileDescriptor& file) {
  std::string types;
  for (int i = 0; i < file.message_type_count(); ++i) {
    const Descriptor& message = *file.message_type(i);
    if (!schema.belongs_to_method(message)) types += type_section(message, 4);
  }
  for (int i = 0; i < file.enum_type_count(); ++i) types += type_section(*file.enum_type(i), 4);
  if (types.empty()) return types;
  return fmt::format(
      "<section>\n<h3 id=\"types-of-{0}\">Types of <code>{0}</code></h3>\n{1}</section>\n",
      escaped(file.name()), types);
}

}  // namespace

std::string services(const Schema& schema) {
  std::string html;
  for (const FileDescriptor* file : schema.service_files()) {
    for (int s = 0; s < file->service_count(); ++s) {
      const ServiceDescriptor& service = *file->service(s);
      html += fmt::format("<section>\n<h3 id=\"{}\">{}</h3>\n{}", escaped(service.full_name()),
                          escaped(service.name()), paragraphs(comment_of(service)));
      for (int m = 0; m < service.method_count(); ++m) {
        html += method_section(schema, *service.method(m));
      }
      html += "</section>\n";
    }
    html += types_of_file(schema, *file);
  }
  for (const FileDescriptor* file : schema.type_files()) html += types_of_file(schema, *file);
  return html;
}

std::string contents(const Schema& schema) {
  std::string html = "<ul>\n";
  for (const FileDescriptor* file : schema.service_files()) {
    for (int s = 0; s < file->service_count(); ++s) {
      const ServiceDescriptor& service = *file->service(s);
      html += fmt::format("<li>{}\n<ul>\n", link(service.full_name(), service.name()));
      for (int m = 0; m < service.method_count(); ++m) {
        const MethodDescriptor& method = *service.method(m);
        html += fmt::format("<li>{}</li>\n", link(method.full_name(), method.name()));
      }
      html += "</ul></li>\n";
    }
  }
  return html + "</ul>\n";
}

}  // namespace fika::doc
