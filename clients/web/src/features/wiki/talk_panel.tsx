// SPDX-License-Identifier: GPL-3.0-or-later
// The talk that belongs to a page, below its text: closed until somebody wants it, and loaded then.
import type { ComponentType, JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
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

interface PageTalkProps {
  readonly store: Store;
  readonly page: Page;
  readonly canWrite: boolean;
  // To open it at; "": nobody has asked for it yet.
  readonly message: string;
}

export function PageTalk({ store, page, canWrite, message }: PageTalkProps): JSX.Element | null {
  const id = useId();
  const part = useRef<HTMLDivElement>(null);
  const { lastOrdinal = 0n, lastAtMs = 0n } = head(store, page.id).value ?? {};
  const count = Number(lastOrdinal);
  const [openOf, setOpenOf] = useState(message ? page.id : "");
  const isOpen = openOf === page.id;
  useEffect(() => (message && part.current ? bringIntoView(part.current, message) : undefined), [page.id, message]);
  if (count === 0 && !canWrite && !message) return null;
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
        <div id={id} ref={part}>
          <TalkPanel root={page.id} message={message} />
        </div>
      )}
    </Part>
  );
}

// The talk is drawn in steps, and the page above it may still grow: it is held in view until the message is
// there, which then has focus, or until the person goes elsewhere.
function bringIntoView(part: HTMLElement, message: string): () => void {
  const hands = ["wheel", "touchmove", "pointerdown", "keydown"];
  const hold = () => {
    part.scrollIntoView({ block: "start" });
    const row = part.querySelector(`[data-message="${CSS.escape(message)}"]`)?.closest<HTMLElement>(".virtual-item");
    if (!row) return;
    row.focus({ preventScroll: true });
    end();
  };
  const watcher = new ResizeObserver(hold);
  const end = () => {
    watcher.disconnect();
    for (const hand of hands) window.removeEventListener(hand, end);
  };
  watcher.observe(part);
  for (const hand of hands) window.addEventListener(hand, end, { passive: true });
  return end;
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
