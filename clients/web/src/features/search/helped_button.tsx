// SPDX-License-Identifier: GPL-3.0-or-later
// Says, or takes back, that something has helped. It counts for the order of what is found, and is shown to nobody.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { helped, setHelped, wantHelped } from "../../store/helpful";
import type { Store } from "../../store/store";
import { classNames } from "../../ui/class_names";
import { Icon } from "../../ui/icon";
import { toast } from "../../ui/toast";

interface HelpedProps {
  readonly store: Store;
  readonly id: string;
  // What it is, for those who hear the button alone.
  readonly title: string;
}

export function HelpedButton({ store, id, title }: HelpedProps): JSX.Element {
  const isHelped = helped(store, id).value === true;
  const { isLive } = store.status.value;
  useEffect(() => {
    if (isLive) void wantHelped(store, id);
  }, [id, isLive]);
  const toggle = () => void setHelped(store, id, !isHelped).catch(() => toast({ text: t("search.helped.notKept"), tone: "danger" }));
  return (
    <button
      type="button"
      class={classNames("helped", isHelped && "helped-said")}
      aria-pressed={isHelped}
      aria-label={title ? t("search.helped.named", { title }) : undefined}
      title={t("search.helped.hint")}
      onClick={toggle}
    >
      <Icon name={isHelped ? "check" : "handy"} />
      <span>{t("search.helped")}</span>
    </button>
  );
}
