// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/self_signed.h"

#include <array>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <spdlog/spdlog.h>

#include "base/text.h"

namespace fika::web {
namespace {

template <auto kFree>
struct Free {
  template <class T>
  void operator()(T* object) const {
    kFree(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using File = std::unique_ptr<std::FILE, Free<std::fclose>>;

constexpr long kDaySeconds = 24L * 3600;
// Browsers refuse longer ones from authorities; for self-signed ones it spares a yearly surprise.
constexpr long kValidSeconds = 2 * 365 * kDaySeconds;

bool lasts(const std::string& file) {
  const File opened(std::fopen(file.c_str(), "re"));
  if (!opened) return false;
  const Certificate certificate(PEM_read_X509(opened.get(), nullptr, nullptr, nullptr));
  if (!certificate) return false;
  std::time_t tomorrow = std::time(nullptr) + kDaySeconds;
  return X509_cmp_time(X509_get0_notAfter(certificate.get()), &tomorrow) > 0;
}

// Only letters, digits, dots and hyphens: anything else would be read as OpenSSL's own syntax.
std::string host_name() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return {};
  std::string host = to_lower_ascii(name.data());
  const bool is_plain =
      host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos;
  return is_plain ? host : std::string();
}

bool add_extension(X509* certificate, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>> extension(
      X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

Certificate make_certificate(EVP_PKEY* key) {
  Certificate made(X509_new());
  if (!made) return nullptr;
  X509* const certificate = made.get();
  std::uint64_t serial = 0;
  if (RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof(serial)) != 1) return nullptr;
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1 | 1);
  // An hour back, for devices whose clocks are a little behind.
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), kValidSeconds);
  X509_NAME* const name = X509_get_subject_name(certificate);
  static constexpr std::string_view kName = "Fika (self-signed)";
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(kName.data()),
                             static_cast<int>(kName.size()), -1, 0);
  X509_set_issuer_name(certificate, name);
  X509_set_pubkey(certificate, key);
  std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
  const std::string host = host_name();
  if (!host.empty() && host != "localhost") names += ",DNS:" + host;
  const bool is_complete = add_extension(certificate, NID_subject_alt_name, names) &&
                           add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
                           add_extension(certificate, NID_key_usage, "critical,digitalSignature") &&
                           add_extension(certificate, NID_ext_key_usage, "serverAuth") &&
                           X509_sign(certificate, key, EVP_sha256()) != 0;
  return is_complete ? std::move(made) : nullptr;
}

// Created with its final mode, so that the key is at no moment readable by others.
File create(const std::string& file, mode_t mode) {
  ::unlink(file.c_str());
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  return File(fd < 0 ? nullptr : ::fdopen(fd, "w"));
}

}  // namespace

Result<SelfSigned> self_signed_certificate(const std::string& folder) {
  const std::filesystem::path path(folder);
  SelfSigned files{.certificate_file = path / "self-signed.crt",
                   .key_file = path / "self-signed.key"};
  if (lasts(files.certificate_file) && ::access(files.key_file.c_str(), R_OK) == 0) return files;

  std::error_code ignored;  // A folder that cannot be made shows when the files are written.
  std::filesystem::create_directories(path, ignored);
  const Key key(EVP_EC_gen("P-256"));
  const Certificate certificate = key ? make_certificate(key.get()) : nullptr;
  if (!certificate) return fail(Code::kInternal, "OpenSSL could not make a certificate.");
  const File key_file = create(files.key_file, 0600);
  const File certificate_file = create(files.certificate_file, 0644);
  const bool is_written =
      key_file && certificate_file &&
      PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1 &&
      PEM_write_X509(certificate_file.get(), certificate.get()) == 1 &&
      std::fflush(key_file.get()) == 0 && std::fflush(certificate_file.get()) == 0;
  if (!is_written) {
    return fail(
        Code::kUnavailable,
        "The self-signed certificate could not be written; check that the server may write to its "
        "data folder and that the disk has room.");
  }
  spdlog::info("Made a self-signed TLS certificate for this machine.");
  return files;
}

}  // namespace fika::web
