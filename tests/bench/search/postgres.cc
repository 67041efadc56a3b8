// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/search/postgres.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <fstream>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace fika::bench {
namespace {

constexpr std::string_view kPrograms = "/usr/lib/postgresql/15/bin/";
constexpr int kReadyWithinMs = 30'000;
constexpr int kConnected = 0;  // CONNECTION_OK
constexpr int kDone = 1;       // PGRES_COMMAND_OK
constexpr int kRows = 2;       // PGRES_TUPLES_OK
constexpr int kTakesCopy = 4;  // PGRES_COPY_IN

// Whom the cluster is run by; nobody when we are not root.
const passwd* owner() { return ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr; }

// Becomes `command`; only in a child, and never returns.
[[noreturn]] void become(const std::vector<std::string>& command, const passwd* person) {
  if (person != nullptr && (::setgid(person->pw_gid) != 0 || ::setgroups(0, nullptr) != 0 ||
                            ::setuid(person->pw_uid) != 0)) {
    ::_exit(126);
  }
  // After the change of person, which forgets it. It ends at once and takes its children along.
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int end : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nowhere, end);
  std::vector<char*> arguments;
  // execv takes its arguments without const and does not change them.
  for (const std::string& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
  arguments.push_back(nullptr);
  if (::chdir("/") != 0) ::_exit(126);
  ::execv(arguments.front(), arguments.data());
  ::_exit(127);
}

pid_t begin_program(const std::vector<std::string>& command) {
  const passwd* person = owner();
  const pid_t child = ::fork();
  if (child == 0) become(command, person);
  return child;
}

std::string program(std::string_view name) { return std::string(kPrograms) + std::string(name); }

}  // namespace

// The few functions of libpq that are used, by their names there.
struct Postgres::Library {
  void* handle = nullptr;
  void* (*connect)(const char*) = nullptr;
  int (*status)(const void*) = nullptr;
  char* (*error)(const void*) = nullptr;
  void (*finish)(void*) = nullptr;
  void* (*exec)(void*, const char*, int, const unsigned*, const char* const*, const int*,
                const int*, int) = nullptr;
  void* (*prepare)(void*, const char*, const char*, int, const unsigned*) = nullptr;
  void* (*exec_prepared)(void*, const char*, int, const char* const*, const int*, const int*,
                         int) = nullptr;
  void* (*next)(void*) = nullptr;
  int (*put_copy)(void*, const char*, int) = nullptr;
  int (*end_copy)(void*, const char*) = nullptr;
  int (*result_status)(const void*) = nullptr;
  int (*rows)(const void*) = nullptr;
  int (*columns)(const void*) = nullptr;
  char* (*value)(const void*, int, int) = nullptr;
  int (*length)(const void*, int, int) = nullptr;
  void (*clear)(void*) = nullptr;

  Library() = default;
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  ~Library() {
    if (handle != nullptr) ::dlclose(handle);
  }

  bool load() {
    handle = ::dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    return handle != nullptr && find("PQconnectdb", connect) && find("PQstatus", status) &&
           find("PQerrorMessage", error) && find("PQfinish", finish) &&
           find("PQexecParams", exec) && find("PQprepare", prepare) &&
           find("PQexecPrepared", exec_prepared) && find("PQgetResult", next) &&
           find("PQputCopyData", put_copy) && find("PQputCopyEnd", end_copy) &&
           find("PQresultStatus", result_status) && find("PQntuples", rows) &&
           find("PQnfields", columns) && find("PQgetvalue", value) && find("PQgetlength", length) &&
           find("PQclear", clear);
  }

  template <class Function>
  bool find(const char* name, Function& function) {
    void* const symbol = ::dlsym(handle, name);
    static_assert(sizeof(function) == sizeof(symbol));
    std::memcpy(&function, &symbol, sizeof(symbol));
    return symbol != nullptr;
  }
};

Result<std::unique_ptr<Postgres>> Postgres::start() {
  auto library = std::make_unique<Library>();
  if (::access(program("postgres").c_str(), X_OK) != 0 || !library->load()) {
    return fail(Code::kUnavailable, "PostgreSQL 15 is not installed here (postgresql-15, libpq5).");
  }
  if (::geteuid() == 0 && owner() == nullptr) {
    return fail(Code::kUnavailable, "There is no person \"postgres\" to run PostgreSQL by.");
  }
  std::string pattern = (std::filesystem::temp_directory_path() / "fika-postgres-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) {
    return fail(Code::kUnavailable, "No folder for PostgreSQL: {}.", std::strerror(errno));
  }
  std::unique_ptr<Postgres> made(new Postgres(pattern, std::move(library)));
  CHECKED(made->begin());
  return made;
}

Postgres::Postgres(std::filesystem::path folder, std::unique_ptr<Library> library)
    : folder_(std::move(folder)), library_(std::move(library)) {}

Postgres::~Postgres() {
  if (connection_ != nullptr) library_->finish(connection_);
  if (server_ > 0) {
    ::kill(server_, SIGINT);  // ends connections and goes
    ::waitpid(server_, nullptr, 0);
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Status Postgres::begin() {
  if (const passwd* person = owner();
      person != nullptr && ::chown(folder_.c_str(), person->pw_uid, person->pw_gid) != 0) {
    return fail(Code::kUnavailable, "PostgreSQL's folder cannot be handed to it.");
  }
  const std::string rows = folder_ / "rows";
  const pid_t maker = begin_program({program("initdb"), "-D", rows, "-U", "bench", "-A", "trust",
                                     "-E", "UTF8", "--locale", "C.UTF-8"});
  int status = 0;
  if (maker < 0 || ::waitpid(maker, &status, 0) != maker || status != 0) {
    return fail(Code::kUnavailable, "PostgreSQL's initdb did not end well.");
  }
  // More memory than it comes with, as a machine of its own would give it.
  server_ = begin_program({program("postgres"), "-D", rows, "-k", folder_, "-c",
                           "listen_addresses=", "-c", "shared_buffers=1GB", "-c", "work_mem=64MB",
                           "-c", "maintenance_work_mem=512MB", "-c", "max_wal_size=4GB", "-c",
                           "jit=off", "-c", "max_parallel_workers_per_gather=0"});
  const std::string address = "host=" + folder_.string() +
                              " user=bench dbname=postgres options='-c client_min_messages=error'";
  for (int waited = 0; waited < kReadyWithinMs; waited += 50) {
    connection_ = library_->connect(address.c_str());
    if (library_->status(connection_) == kConnected) return {};
    library_->finish(std::exchange(connection_, nullptr));
    if (::waitpid(server_, nullptr, WNOHANG) != 0) {
      server_ = -1;
      break;
    }
    ::poll(nullptr, 0, 50);
  }
  return fail(Code::kUnavailable, "PostgreSQL did not start.");
}

std::unexpected<Error> Postgres::refused() {
  return fail(Code::kInternal, "PostgreSQL: {}", library_->error(connection_));
}

Result<PostgresRows> Postgres::rows_of(void* result) {
  const int status = library_->result_status(result);
  if (status != kDone && status != kRows) {
    library_->clear(result);
    return refused();
  }
  PostgresRows rows(static_cast<std::size_t>(library_->rows(result)));
  const int columns = library_->columns(result);
  for (std::size_t at = 0; at < rows.size(); ++at) {
    for (int column = 0; column < columns; ++column) {
      const int row = static_cast<int>(at);
      rows[at].emplace_back(library_->value(result, row, column),
                            static_cast<std::size_t>(library_->length(result, row, column)));
    }
  }
  library_->clear(result);
  return rows;
}

namespace {

std::vector<const char*> pointers_to(const std::vector<std::string>& values) {
  std::vector<const char*> pointers;
  for (const std::string& value : values) pointers.push_back(value.c_str());
  return pointers;
}

}  // namespace

Result<PostgresRows> Postgres::run(const std::string& statement,
                                   const std::vector<std::string>& values) {
  const auto pointers = pointers_to(values);
  return rows_of(library_->exec(connection_, statement.c_str(), static_cast<int>(values.size()),
                                nullptr, pointers.data(), nullptr, nullptr, 0));
}

Status Postgres::prepare(const std::string& name, const std::string& statement) {
  CHECKED(rows_of(library_->prepare(connection_, name.c_str(), statement.c_str(), 0, nullptr)));
  return {};
}

Result<PostgresRows> Postgres::run_prepared(const std::string& name,
                                            const std::vector<std::string>& values) {
  const auto pointers = pointers_to(values);
  return rows_of(library_->exec_prepared(connection_, name.c_str(), static_cast<int>(values.size()),
                                         pointers.data(), nullptr, nullptr, 0));
}

Status Postgres::copy(const std::string& table_and_columns, std::string_view lines) {
  const std::string statement = "COPY " + table_and_columns + " FROM STDIN";
  void* const begun =
      library_->exec(connection_, statement.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0);
  const int status = library_->result_status(begun);
  library_->clear(begun);
  if (status != kTakesCopy) return refused();
  constexpr std::size_t kPart = 1 << 20;
  for (; !lines.empty(); lines.remove_prefix(std::min(kPart, lines.size()))) {
    const auto size = static_cast<int>(std::min(kPart, lines.size()));
    if (library_->put_copy(connection_, lines.data(), size) != 1) return refused();
  }
  if (library_->end_copy(connection_, nullptr) != 1) return refused();
  Status outcome;
  while (void* const result = library_->next(connection_)) {
    if (auto rows = rows_of(result); !rows) outcome = std::unexpected(rows.error());
  }
  return outcome;
}

std::uint64_t Postgres::memory_bytes() const {
  // The postmaster's share and that of each of its children, shared pages divided among them.
  std::vector<std::string> processes{std::to_string(server_)};
  std::ifstream children("/proc/" + processes[0] + "/task/" + processes[0] + "/children");
  for (std::string child; children >> child;) processes.push_back(child);
  std::uint64_t kilobytes = 0;
  for (const std::string& process : processes) {
    std::ifstream file("/proc/" + process + "/smaps_rollup");
    for (std::string word; file >> word;) {
      std::uint64_t size = 0;
      if (word == "Pss:" && file >> size) kilobytes += size;
    }
  }
  return kilobytes * 1024;
}

std::string copy_field(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char sign : text) {
    switch (sign) {
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\0':
        break;
      default:
        out += sign;
    }
  }
  return out;
}

}  // namespace fika::bench
