// SPDX-License-Identifier: GPL-3.0-or-later
// Long because: all words of the command line stand in one place, each command with its options.
#include "clients/cli/command_line.h"

#include <algorithm>
#include <csignal>
#include <functional>
#include <iostream>
#include <iterator>
#include <optional>
#include <span>

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "clients/cli/commands/accounts.h"
#include "clients/cli/commands/bring_in.h"
#include "clients/cli/commands/bring_in_wiki.h"
#include "clients/cli/commands/export.h"
#include "clients/cli/commands/merge_communities.h"
#include "clients/cli/commands/page_words.h"
#include "clients/cli/commands/people.h"
#include "clients/cli/commands/search.h"
#include "clients/cli/commands/tail.h"
#include "clients/cli/commands/talk.h"

namespace fika::cli {
namespace {

constexpr const char* kFooter = R"(
COMMUNITY, THREAD and PERSON are an id, or a name or the beginning of one that only one has; PAGE is
an id, an address or a title.
TEXT may be several words; "-" reads it from standard input; after "--" anything is TEXT.

The server and the token come from FIKA_URL and FIKA_TOKEN, or else from "fika login".

Exit codes: 0 done, 1 refused by the server, 2 wrong usage, 3 no server to reach,
4 an input file is refused, 5 a page was changed by somebody else at the same place.)";

class CommandLine {
 public:
  CommandLine()
      : app_("fika: communities, threads, conversations and pages from the command line", "fika") {
    app_.set_version_flag("--version", std::string("fika ") + FIKA_VERSION);
    app_.footer(kFooter);
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.add_option("--url", url_, "the server, instead of FIKA_URL or the login");
    app_.add_flag("--insecure", insecure_, "accept any certificate of the server");
    app_.add_flag("--json", is_json_, "one JSON value on stdout, for scripts");
    add_accounts();
    add_people();
    add_communities();
    add_writing();
    add_pages();
    add_search();
    add_archives();
  }

  int run(std::vector<std::string> words) {
    const auto bar = std::ranges::find(words, "--");
    if (bar != words.end()) {
      after_bar_.emplace(std::next(bar), words.end());
      words.erase(bar, words.end());
    }
    for (const std::string& word : words) {
      if (!is_utf8(word))
        return report({Exit::kUsage, Code::kInvalid, "An argument is not valid UTF-8."});
    }
    std::ranges::reverse(words);  // CLI11 takes them from the back
    try {
      app_.parse(words);
    } catch (const CLI::ParseError& error) {
      return app_.exit(error) == 0 ? 0 : static_cast<int>(Exit::kUsage);
    }
    const auto done = chosen_();
    return done ? 0 : report(done.error());
  }

 private:
  using Act = std::function<Outcome<void>(Session&)>;

  CLI::App* add(CLI::App* parent, const char* name, const char* about, const char* examples,
                Act act) {
    CLI::App* command = parent->add_subcommand(name, about);
    command->footer(std::string("\nExamples:\n") + examples);
    command->callback([this, act = std::move(act)] {
      chosen_ = [this, act]() -> Outcome<void> {
        TRY(Session session, Session::open(Settings::resolve(url_, insecure_, is_json_)));
        return act(session);
      };
    });
    return command;
  }
  CLI::App* add_group(const char* name, const char* about) {
    CLI::App* group = app_.add_subcommand(name, about);
    group->require_subcommand(1);
    group->fallthrough();
    return group;
  }
  void add_text(CLI::App* command) {
    command->add_option("TEXT", text_, "what to say; \"-\" reads standard input");
  }

  int report(const Failure& failure) const {
    if (is_json_) {
      std::cerr << fmt::format("{{\"code\": {}, \"message\": {}}}\n",
                               json_text(code_info(failure.code).connect),
                               json_text(failure.sentence));
    } else {
      Terminal::note("fika: " + failure.sentence);
    }
    return static_cast<int>(failure.exit);
  }

  // The TEXT of the command; `may_be_empty` for one that can do without.
  Outcome<std::string> text(bool may_be_empty = false) {
    std::vector<std::string> words = text_;
    if (after_bar_) words.insert(words.end(), after_bar_->begin(), after_bar_->end());
    std::string joined;
    for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
    if (joined == "-" && !after_bar_) {
      joined.assign(std::istreambuf_iterator<char>(std::cin), {});
      // A file's last line end is not part of what it says.
      joined = std::string(trim(joined));
    }
    if (!is_utf8(joined))
      return give_up(Exit::kUsage, Code::kInvalid, "The text is not valid UTF-8.");
    if (!may_be_empty && trim(joined).empty()) {
      return give_up(Exit::kUsage, Code::kInvalid, "There is no text; write it after the others.");
    }
    return joined;
  }

  void add_accounts() {
    CLI::App* login = add(&app_, "login", "signs in and keeps the sign-in",
                          "  fika login https://fika.example.org\n"
                          "  fika login http://localhost:8080 --code 7K3QM-4TRWA",
                          [this](Session& session) { return fika::cli::login(session, login_); });
    login->add_option("URL", url_, "the server")->required();
    login->add_option("--email", login_.email, "instead of asking for it");
    login->add_option("--link", login_.link, "a one-time sign-in link");
    login->add_option("--code", login_.code, "its code");
    add(&app_, "logout", "ends the sign-in that login made", "  fika logout", fika::cli::logout);
    add(&app_, "whoami", "who is signed in, and where", "  fika whoami --json", fika::cli::whoami);

    add(&app_, "email", "changes your own e-mail address", "  fika email maja.lind@example.org",
        [this](Session& session) { return own_email(session, email_); })
        ->add_option("ADDRESS", email_, "the new one")
        ->required();

    CLI::App* token = add_group("token", "API tokens of your own");
    CLI::App* create =
        add(token, "create", "makes a token and shows it once",
            "  fika token create backup --scope read --days 90",
            [this](Session& session) { return token_create(session, name_, scope_, days_); });
    create->add_option("NAME", name_, "what it is for")->required();
    create->add_option("--scope", scope_, "read, write or admin")
        ->check(CLI::IsMember({"read", "write", "admin"}));
    create->add_option("--days", days_, "good for so long; 0: until revoked");
    add(token, "list", "shows your tokens, without their secrets", "  fika token list", token_list);
    add(token, "revoke", "ends a token at once", "  fika token revoke 0190...",
        [this](Session& session) { return token_revoke(session, name_); })
        ->add_option("ID", name_, "as list shows it")
        ->required();
  }

  void add_people() {
    CLI::App* person = add_group("person", "people (adding and deactivating: administrators)");
    CLI::App* added =
        add(person, "add", "adds a person; sign-in-link lets them in",
            "  fika person add --name \"Maja Lind\" --email maja@example.org",
            [this](Session& session) { return person_add(session, name_, email_, role_); });
    added->add_option("--name", name_, "name")->required();
    added->add_option("--email", email_, "may be left out for staff without e-mail");
    added->add_option("--role", role_, "member, guest or admin")
        ->check(CLI::IsMember({"member", "guest", "admin"}));
    add(person, "list", "the directory", "  fika person list --name Ma", [this](Session& session) {
      return person_list(session, name_);
    })->add_option("--name", name_, "only names with a word that begins so");
    add(person, "deactivate", "ends all of a person's sign-ins and tokens",
        "  fika person deactivate maja@example.org",
        [this](Session& session) { return person_deactivate(session, name_); })
        ->add_option("PERSON", name_, "id, e-mail or name")
        ->required();
    CLI::App* address =
        add(person, "email", "gives a person another e-mail address",
            "  fika person email maja@example.org maja.lind@example.org",
            [this](Session& session) { return person_email(session, name_, email_); });
    address->add_option("PERSON", name_, "id, e-mail or name")->required();
    address->add_option("ADDRESS", email_, "\"-\" takes it away")->required();
    CLI::App* erased = add(person, "erase", "erases a person and what they wrote, for good",
                           "  fika person erase maja@example.org", [this](Session& session) {
                             return person_erase(session, name_, is_sure_);
                           });
    erased->add_option("PERSON", name_, "id, e-mail or name")->required();
    erased->add_flag("--yes", is_sure_, "do not ask");
    add(&app_, "sign-in-link", "makes a one-time link for a person; the last line is the link",
        "  fika sign-in-link maja@example.org",
        [this](Session& session) { return sign_in_link(session, name_); })
        ->add_option("PERSON", name_, "e-mail, id or name")
        ->required();
    CLI::App* invited = add(&app_, "invite", "makes an invitation link (administrators)",
                            "  fika invite --role guest --community Bees --uses 5",
                            [this](Session& session) { return invite(session, invite_); });
    invited->add_option("--role", invite_.role, "member, guest or admin")
        ->check(CLI::IsMember({"member", "guest", "admin"}));
    invited->add_option("--community", invite_.communities, "joined on the way; may be repeated")
        ->allow_extra_args(false);
    invited->add_option("--days", invite_.days, "good for so long")->check(CLI::Range(1, 90));
    invited->add_option("--uses", invite_.uses, "for so many people")->check(CLI::Range(1, 1000));
  }

  void add_communities() {
    CLI::App* community = add_group("community", "communities");
    CLI::App* create = add(
        community, "create", "starts a community", "  fika community create \"Bees and flowers\"",
        [this](Session& session) { return community_create(session, community_); });
    create->add_option("NAME", community_.name, "name")->required();
    create->add_option("--purpose", community_.purpose, "what it is for");
    create->add_option("--theme", community_.theme, "what it is about, in a word");
    create->add_option("--openness", community_.openness, "open, on-request or private")
        ->check(CLI::IsMember({"open", "on-request", "private"}));
    CLI::App* list =
        add(community, "list", "the communities you may know of", "  fika community list --joined",
            [this](Session& session) { return community_list(session, joined_, all_); });
    list->add_flag("--joined", joined_, "only those you are in");
    list->add_flag("--all", all_, "archived ones too");
    CLI::App* join =
        add(community, "join", "joins, or asks to be let in", "  fika community join Bees",
            [this](Session& session) { return community_join(session, name_, note_); });
    join->add_option("COMMUNITY", name_, "id or name")->required();
    join->add_option("--note", note_, "a word to the stewards");
    add(community, "leave", "leaves", "  fika community leave Bees",
        [this](Session& session) { return community_leave(session, name_); })
        ->add_option("COMMUNITY", name_, "id or name")
        ->required();
    CLI::App* merge = add(community, "merge", "all of one community goes to another",
                          "  fika community merge \"Old bees\" Bees --may-widen",
                          [this](Session& session) { return community_merge(session, merge_); });
    merge->add_option("COMMUNITY", merge_.community, "the one that goes")->required();
    merge->add_option("INTO", merge_.into, "the one that stays")->required();
    merge->add_flag("--may-widen", merge_.may_widen, "even if more people can then read something");
    CLI::App* listed =
        add(&app_, "threads", "threads of a community, the newest first", "  fika threads Bees",
            [this](Session& session) { return threads(session, name_, limit_); });
    listed->add_option("COMMUNITY", name_, "id or name")->required();
    listed->add_option("--limit", limit_, "at most so many");
    add(&app_, "conversations", "your conversations", "  fika conversations", conversations);
  }

  void add_writing() {
    CLI::App* reading = add(&app_, "read", "messages of a thread or conversation, the newest page",
                            "  fika read \"Which hive\"\n  fika read 0190... --before 151",
                            [this](Session& session) { return fika::cli::read(session, read_); });
    reading->add_option("THREAD", read_.root, "a thread or conversation")->required();
    reading->add_option("--before", read_.before, "the page before this number");
    reading->add_option("--limit", read_.limit, "at most so many")->check(CLI::Range(1, 500));
    CLI::App* posting = add(&app_, "post", "starts a thread",
                            "  fika post Bees \"Which hive do you use?\" --kind question\n"
                            "  fika post Bees --title Minutes - < minutes.md",
                            [this](Session& session) -> Outcome<void> {
                              TRY(post_.text, text());
                              return post(session, post_);
                            });
    posting->add_option("COMMUNITY", post_.community, "id or name")->required();
    add_text(posting);
    posting->add_option("--title", post_.title, "instead of the first line");
    posting->add_option("--kind", post_.kind, "discussion, question, session or announcement")
        ->check(CLI::IsMember({"discussion", "question", "session", "announcement"}));
    CLI::App* replying =
        add(&app_, "reply", "writes in a thread or conversation",
            "  fika reply \"Which hive\" A wooden one.", [this](Session& session) -> Outcome<void> {
              TRY(const std::string words, text());
              return reply(session, name_, words);
            });
    replying->add_option("THREAD", name_, "a thread or conversation")->required();
    add_text(replying);
    CLI::App* direct = add(&app_, "dm", "writes to people directly: dm PERSON... -- TEXT",
                           "  fika dm Maja -- Coffee at ten?\n  fika dm Maja Folke --follow",
                           [this](Session& session) { return dm(session); });
    direct->add_option("PERSON", people_, "id, name or e-mail; up to 49")->required();
    direct->add_flag("--follow", follow_, "then show what is said there, live");
    CLI::App* tailing = add(&app_, "tail", "live messages, each once; carries on where it ended",
                            "  fika tail\n  fika tail \"Which hive\"\n"
                            "  fika tail Bees --json   # one JSON object a message",
                            [this](Session& session) { return tail(session, tail_); });
    tailing->add_option("TARGET", tail_.target,
                        "a thread, conversation or community; else all you follow");
    tailing->add_option("--lines", tail_.lines, "of a thread, how many to begin with");
    tailing->add_flag("--fresh", tail_.fresh, "begin now, not where the last time ended");
  }

  Outcome<void> dm(Session& session) {
    TRY(const std::string words, text(follow_));
    TRY(const std::string conversation, direct_message(session, people_, words));
    if (!follow_) return {};
    tail_.target = conversation;
    return tail(session, tail_);
  }

  void add_pages() {
    CLI::App* group = add_group("page", "pages of the wiki");
    add_page_words(page_, [this, group](const char* name, const char* about, const char* examples,
                                        PageAct act) {
      return add(group, name, about, examples,
                 [this, act](Session& session) { return act(session, page_); });
    });
  }

  void add_search() {
    CLI::App* command = add(&app_, "search", "what you may see that answers some words",
                            "  fika search winter feed\n"
                            "  fika search pump --in \"Weld shop\" --kind question --json\n"
                            "  fika search -- '\"in this order\" -without from:anna after:2026'",
                            [this](Session& session) -> Outcome<void> {
                              TRY(search_.words, text(!search_.conditions.empty()));
                              return find(session, search_);
                            });
    command->add_option("QUERY", text_, "words and conditions, as in the search box");
    add_search_options(*command, search_);
  }

  void add_import(CLI::App* group, const char* name, const char* about, const char* examples,
                  ArchiveKind kind) {
    CLI::App* command = group->add_subcommand(name, about);
    command->footer(std::string("\nExamples:\n") + examples);
    command->add_option("PATH", name_, "where the archive is")->required();
    command->add_flag("--dry-run", dry_run_, "only say what would happen; needs no server");
    command->callback([this, kind] {
      chosen_ = [this, kind] {
        return bring_in(Settings::resolve(url_, insecure_, is_json_), kind, name_, dry_run_);
      };
    });
  }

  using BringInWiki = Outcome<void> (*)(const Settings&, const WikiImportOptions&);
  CLI::App* add_wiki_import(CLI::App* group, const char* name, const char* about,
                            const char* examples, BringInWiki bring) {
    CLI::App* command = group->add_subcommand(name, about);
    command->footer(std::string("\nExamples:\n") + examples);
    command->add_option("PATH", wiki_.path, "where it is")->required();
    command->add_option("--community", wiki_.community,
                        "id or name of where the pages go, made if it is not there; else they are "
                        "the whole organisation's");
    command->add_option("--name", wiki_.name,
                        "what tells this source from others, instead of its own name");
    command->add_flag("--dry-run", wiki_.dry_run, "only say what would happen; needs no server");
    command->callback([this, bring] {
      chosen_ = [this, bring] {
        return bring(Settings::resolve(url_, insecure_, is_json_), wiki_);
      };
    });
    return command;
  }

  void add_archives() {
    CLI::App* group =
        add_group("import", "brings an archive of another product in (administrators)");
    add_import(group, "slack", "a Slack export, as folder or zip",
               "  fika import slack export.zip --dry-run\n  fika import slack export.zip",
               ArchiveKind::kSlack);
    add_import(group, "irc", "IRC channels as JSON lines: a .jsonl file or a folder of them",
               "  fika import irc logs/", ArchiveKind::kIrc);
    add_wiki_import(group, "markdown", "pages from a folder or zip of Markdown files",
                    "  fika import markdown handbook/ --dry-run\n"
                    "  fika import markdown handbook.zip --community Handbook",
                    bring_in_markdown);
    add_wiki_import(group, "mediawiki", "pages from a dump of MediaWiki (.xml or .xml.bz2)",
                    "  fika import mediawiki dump.xml --dry-run\n"
                    "  fika import mediawiki dump.xml.bz2 --files images/ --community Wiki",
                    bring_in_mediawiki)
        ->add_option("--files", wiki_.files, "a folder or zip with what was uploaded there");
    add(&app_, "export", "all that you may see, as JSON and Markdown", "  fika export backup/",
        [this](Session& session) { return export_all(session, name_); })
        ->add_option("DIR", name_, "made if it is not there")
        ->required();
  }

  // Options stand before app_, which holds references to them.
  std::string url_, name_, email_, note_;
  std::string scope_ = "write";
  std::string role_ = "member";
  bool insecure_ = false, is_json_ = false, joined_ = false, all_ = false;
  bool follow_ = false, dry_run_ = false, is_sure_ = false;
  int days_ = 0;
  unsigned limit_ = 50;
  LoginOptions login_;
  InviteOptions invite_;
  CommunityOptions community_;
  MergeOptions merge_;
  WikiImportOptions wiki_;
  ReadOptions read_;
  PostOptions post_;
  PageOptions page_;
  SearchOptions search_;
  TailOptions tail_;
  std::vector<std::string> text_, people_;
  std::optional<std::vector<std::string>> after_bar_;
  std::function<Outcome<void>()> chosen_;
  CLI::App app_;
};

}  // namespace

int run(int count, const char* const* arguments) try {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves is seen when writing fails
  Interrupt::install();
  const std::span<const char* const> all(arguments, static_cast<std::size_t>(count));
  CommandLine line;
  return line.run({std::next(all.begin()), all.end()});
} catch (const std::exception& exception) {
  std::cerr << "fika: " << exception.what() << '\n';
  return static_cast<int>(Exit::kRefused);
}

}  // namespace fika::cli
