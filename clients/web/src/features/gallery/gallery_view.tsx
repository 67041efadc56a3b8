// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import { t } from "../../i18n";
import { type Theme, theme, themes } from "../../ui/appearance";
import { Page } from "../../ui/page";
import { Select } from "../../ui/select";
import { Buttons, Colours, Icons, Typography } from "./basics";
import { Fields } from "./fields";
import { Floating } from "./floating";
import { Lists } from "./lists";
import { Pieces } from "./pieces";

export default function GalleryView(): JSX.Element {
  const choices = themes.map((value) => ({ value, label: t(`look.theme.${value}`) }));
  const setTheme = (value: Theme) => (theme.value = value);
  return (
    <Page
      title={t("gallery.title")}
      lead={t("gallery.lead")}
      actions={<Select label={t("look.theme")} value={theme.value} choices={choices} onChange={setTheme} />}
      panel={{ label: t("gallery.panel"), content: <p>{t("gallery.panel.text")}</p> }}
    >
      <div class="gallery">
        <Section title={t("gallery.type")}>
          <Typography />
        </Section>
        <Section title={t("gallery.colours")}>
          <Colours />
        </Section>
        <Section title={t("gallery.buttons")}>
          <Buttons />
        </Section>
        <Section title={t("gallery.fields")}>
          <Fields />
        </Section>
        <Section title={t("gallery.floating")}>
          <Floating />
        </Section>
        <Section title={t("gallery.pieces")}>
          <Pieces />
        </Section>
        <Section title={t("gallery.lists")}>
          <Lists />
        </Section>
        <Section title={t("gallery.icons")}>
          <Icons />
        </Section>
      </div>
    </Page>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  const id = useId();
  return (
    <section class="gallery-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
