// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the page that explains the API from what protoc has read and page.html. A program of the
// build: it fails when the page would hold a link that leads nowhere.
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>
#include <google/protobuf/descriptor.pb.h>

#include "proto/doc/html.h"
#include "proto/doc/sections.h"

namespace {

std::string read(const char* path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(fmt::format("cannot read {}", path));
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_page(const char* descriptors_path, const char* template_path, const char* out_path) {
  google::protobuf::FileDescriptorSet set;
  if (!set.ParseFromString(read(descriptors_path))) {
    throw std::runtime_error(fmt::format("{} holds no descriptors", descriptors_path));
  }
  google::protobuf::DescriptorPool pool;
  std::vector<const fika::doc::FileDescriptor*> files;
  for (const auto& file : set.file()) files.push_back(pool.BuildFile(file));
  const std::string page = fika::doc::filled(read(template_path), fika::doc::Schema(files));
  for (const std::string& id : fika::doc::broken_links(page)) {
    throw std::runtime_error(fmt::format("#{} is no heading, or more than one", id));
  }
  std::ofstream out(out_path, std::ios::binary);
  out << page;
  if (!out.flush()) throw std::runtime_error(fmt::format("cannot write {}", out_path));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: {} DESCRIPTORS TEMPLATE OUT.html\n", argv[0]);
    return 2;
  }
  try {
    write_page(argv[1], argv[2], argv[3]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}: {}\n", argv[0], error.what());
    return 1;
  }
}
