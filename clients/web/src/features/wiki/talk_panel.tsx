// SPDX-License-Identifier: GPL-3.0-or-later
// The talk that belongs to a page, below its text: closed until somebody wants it, and loaded then.
import type { ComponentType, JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { t } from "../../i18n";
import type { PanelProps } from "../../router/feature";
import { pageTalkPath } from "../../router/places";
import type { Page } from "../../store/pages";
import type { Store } from "../../store/store";
import { head } from "../../store/threads";
import { Button } from "../../ui/button";
import { Link } from "../../ui/link";
import { Skeleton } from "../../ui/placeholders";
import { RelativeTime } from "../../ui/relative_time";
import { features } from "../registry";
import { Part } from "./below";

export function PageTalk({ store, page, canWrite }: { store: Store; page: Page; canWrite: boolean }): JSX.Element | null {
  const id = useId();
  const { lastOrdinal = 0n, lastAtMs = 0n } = head(store, page.id).value ?? {};
  const count = Number(lastOrdinal);
  const [openOf, setOpenOf] = useState("");
  const isOpen = openOf === page.id;
  if (count === 0 && !canWrite) return null;
  return (
    <Part title={t("wiki.talk")}>
      <p class="reading-talk">
        <Button tone="quiet" icon={isOpen ? "chevronDown" : "conversation"} aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} onClick={() => setOpenOf(isOpen ? "" : page.id)}>
          {count > 0 ? t("wiki.talk.count", { count }) : t("wiki.talk.begin")}
        </Button>
        {count > 0 && (
          <span class="reading-quiet">
            <RelativeTime at={lastAtMs} />
          </span>
        )}
        {isOpen && (
          <Link to={pageTalkPath(page.id)} look="quiet">
            {t("wiki.talk.alone")}
          </Link>
        )}
      </p>
      {isOpen && (
        <div id={id}>
          <TalkPanel root={page.id} message="" />
        </div>
      )}
    </Part>
  );
}

let loaded: ComponentType<PanelProps> | undefined;

// Asked for when it is drawn: the registry names this feature, too.
function TalkPanel(props: PanelProps): JSX.Element {
  const [fault, setFault] = useState<unknown>(null);
  const [, redraw] = useState(0);
  useEffect(() => {
    let isWanted = true;
    const load = features.find(({ panels }) => panels?.["page-talk"])?.panels?.["page-talk"];
    if (loaded || !load) return;
    load().then(
      (module) => {
        loaded = module.default;
        if (isWanted) redraw(1);
      },
      (thrown: unknown) => isWanted && setFault(thrown ?? new Error("load")),
    );
    return () => {
      isWanted = false;
    };
  }, []);
  // As any view whose code did not come.
  if (fault) throw fault;
  const Shown = loaded;
  return Shown ? <Shown {...props} /> : <Skeleton lines={4} hasAvatar />;
}
