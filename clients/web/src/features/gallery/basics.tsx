// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../../i18n";
import { Button, IconButton } from "../../ui/button";
import { Icon, iconNames } from "../../ui/icon";
import { Link } from "../../ui/link";

const colours = [
  "ground",
  "raised",
  "sunken",
  "hover",
  "text",
  "quiet",
  "line",
  "edge",
  "accent",
  "accent-soft",
  "danger",
  "danger-soft",
  "good",
  "good-soft",
  "warn",
  "warn-soft",
] as const;

export function Typography(): JSX.Element {
  return (
    <div class="stack">
      <p class="gallery-display">{t("gallery.type.sample")}</p>
      <p class="gallery-title">{t("gallery.type.sample")}</p>
      <p>{t("gallery.type.body")}</p>
      <p class="gallery-meta">{t("gallery.type.body")}</p>
    </div>
  );
}

export function Colours(): JSX.Element {
  return (
    <ul class="gallery-colours">
      {colours.map((name) => (
        <li key={name}>
          <span class={`gallery-colour gallery-colour-${name}`} />
          <code>{name}</code>
        </li>
      ))}
    </ul>
  );
}

export function Buttons(): JSX.Element {
  return (
    <>
      <div class="gallery-row">
        <Button tone="primary" icon="send">
          {t("gallery.primary")}
        </Button>
        <Button>{t("gallery.plain")}</Button>
        <Button tone="quiet">{t("gallery.quiet")}</Button>
        <Button tone="danger" icon="trash">
          {t("gallery.danger")}
        </Button>
        <Button isBusy>{t("gallery.busy")}</Button>
        <Button disabled>{t("gallery.disabled")}</Button>
      </div>
      <div class="gallery-row">
        <IconButton icon="reply" label={t("gallery.plain")} />
        <IconButton icon="bookmark" label={t("gallery.quiet")} />
        <IconButton icon="trash" tone="danger" label={t("gallery.danger")} />
        <Link to="/">{t("gallery.link")}</Link>
        <Link to="https://example.org/" look="quiet" icon="link">
          {t("gallery.linkAway")}
        </Link>
        <Link to="/" look="button" icon="home">
          {t("nav.home")}
        </Link>
      </div>
    </>
  );
}

export function Icons(): JSX.Element {
  return (
    <ul class="gallery-icons">
      {iconNames.map((name) => (
        <li key={name}>
          <Icon name={name} />
          <code>{name}</code>
        </li>
      ))}
    </ul>
  );
}
