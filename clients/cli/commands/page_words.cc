// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/commands/page_words.h"

#include <CLI/CLI.hpp>

namespace fika::cli {
namespace {

void add_page(CLI::App* command, PageOptions& options) {
  command->add_option("PAGE", options.page, "id, address or title")->required();
}

void add_place(CLI::App* command, PageOptions& options) {
  command->add_option("--community", options.community,
                      "at the top of one's pages; else of the organisation's");
  command->add_option("--below", options.below, "a page to be below of");
}

void add_fields(CLI::App* command, PageOptions& options) {
  command->add_option("--language", options.language, "what it is written in, such as sv");
  command->add_option("--tag", options.tags, "may be repeated")->allow_extra_args(false);
  command->add_option("--summary", options.summary, "what was changed, for the history");
}

}  // namespace

void add_page_words(PageOptions& options, const AddPageCommand& add) {
  CLI::App* list = add("list", "pages at the top of a place, or below a page",
                       "  fika page list\n  fika page list --community Bees\n"
                       "  fika page list --below Handbook",
                       page_list);
  add_place(list, options);
  list->add_flag("--trash", options.is_trash, "what is in the trash of the place");

  CLI::App* read = add(
      "read", "the Markdown of a page",
      "  fika page read Handbook > handbook.md\n  fika page read 0190... --revision 3", page_read);
  add_page(read, options);
  read->add_option("--revision", options.revision, "instead of the newest");

  CLI::App* create = add("create", "begins a page",
                         "  fika page create \"Winter feed\" feed.md --community Bees --tag bees\n"
                         "  fika page create Minutes - --below Meetings < minutes.md",
                         page_create);
  create->add_option("TITLE", options.title, "its title")->required();
  create->add_option("FILE", options.file, "Markdown; \"-\" reads standard input");
  add_place(create, options);
  create->add_option("--before", options.before, "a page to stand in front of");
  create->add_option("--template", options.template_name, "the template it follows");
  add_fields(create, options);

  CLI::App* save = add("save", "saves what was read and changed",
                       "  fika page read Handbook > handbook.md   # says: revision 7\n"
                       "  fika page save Handbook handbook.md --base 7 --summary \"Opening hours\"",
                       page_save);
  add_page(save, options);
  save->add_option("FILE", options.file, "Markdown; \"-\" reads standard input");
  save->add_option("--base", options.base, "the revision that was read")->required();
  save->add_option("--title", options.title, "another title");
  save->add_flag("--minor", options.is_minor, "a small correction");
  add_fields(save, options);

  CLI::App* history = add("history", "the revisions of a page, the newest first",
                          "  fika page history Handbook --limit 10", page_history);
  add_page(history, options);
  history->add_option("--before", options.revision, "only those before this one");
  history->add_option("--limit", options.limit, "at most so many")->check(CLI::Range(1, 200));

  CLI::App* move = add("move", "files a page elsewhere, with the pages below it",
                       "  fika page move Minutes --below Meetings\n"
                       "  fika page move Minutes --community Bees\n"
                       "  fika page move Minutes --before Agenda",
                       page_move);
  add_page(move, options);
  add_place(move, options);
  move->add_option("--before", options.before, "a page to stand in front of");

  add_page(add("trash", "throws a page away, with the pages below it",
               "  fika page trash \"Old minutes\"", page_trash),
           options);
  CLI::App* restore =
      add("restore", "brings a page back from the trash, or an earlier revision",
          "  fika page restore 0190...\n  fika page restore Handbook --revision 3", page_restore);
  add_page(restore, options);
  restore->add_option("--revision", options.revision, "whose text becomes the newest again");
  restore->add_option("--summary", options.summary, "why, for the history");
}

}  // namespace fika::cli
