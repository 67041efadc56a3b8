// SPDX-License-Identifier: GPL-3.0-or-later
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { t } from "../../i18n";
import { Avatar } from "../../ui/avatar";
import { Button } from "../../ui/button";
import { QuickList } from "../../ui/quick_list";
import { toast } from "../../ui/toast";
import { VirtualList, type VirtualListHandle } from "../../ui/virtual_list/virtual_list";
import { people } from "./people";

const numbers = Array.from({ length: 10_000 }, (_, index) => index + 1);

export function Lists(): JSX.Element {
  const query = useSignal("");
  const list = useRef<VirtualListHandle>(null);
  const wanted = query.value.toLocaleLowerCase();
  const options = people
    .filter((name) => name.toLocaleLowerCase().includes(wanted))
    .map((name) => ({ id: name, label: name, icon: "people" as const, detail: t("gallery.tabs.members") }));
  return (
    <div class="stack">
      <QuickList
        label={t("gallery.quick")}
        placeholder={t("gallery.quick.placeholder")}
        query={query.value}
        onQuery={(value) => (query.value = value)}
        options={options}
        onChoose={(option) => toast({ text: option.label })}
        empty={t("gallery.quick.empty")}
      />
      <div class="gallery-row">
        <Button onClick={() => list.current?.focusItem(5000)}>{t("gallery.virtual.jump")}</Button>
        <Button onClick={() => list.current?.scrollToEnd()}>{t("gallery.virtual.end")}</Button>
      </div>
      <div class="gallery-list">
        <VirtualList
          label={t("gallery.virtual")}
          items={numbers}
          keyOf={String}
          estimate={84}
          startAt={{ index: 7000, align: "center" }}
          sticksToEnd
          handle={list}
          render={(number) => <Message number={number} />}
        />
      </div>
    </div>
  );
}

function Message({ number }: { number: number }): JSX.Element {
  const name = people[number % people.length] ?? people[0];
  return (
    <article class="gallery-message">
      <Avatar id={name} name={name} />
      <div>
        <p>
          <strong>{name}</strong> <span class="gallery-meta">{t("gallery.virtual.item", { number })}</span>
        </p>
        {/* Of different heights, as messages are. */}
        {Array.from({ length: 1 + ((number * 7) % 4) }, (_, index) => (
          <p key={index}>{t("gallery.virtual.text")}</p>
        ))}
      </div>
    </article>
  );
}
