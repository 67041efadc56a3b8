// SPDX-License-Identifier: GPL-3.0-or-later
// A picture in a text. One that does not come leaves a calm place with the words that stand for it, and is asked
// for again when there is a network.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n";
import { Icon } from "../icon";

export type PagePictureProps = Readonly<Record<string, string | number>>;

export function PagePicture(attributes: PagePictureProps): JSX.Element {
  const { src, alt = "" } = attributes;
  const [absent, setAbsent] = useState<unknown>(null);
  const isAbsent = absent !== null && absent === src;
  useEffect(() => {
    if (!isAbsent) return;
    const again = () => setAbsent(null);
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [isAbsent]);
  if (!isAbsent) return <img {...attributes} alt={String(alt)} onError={() => setAbsent(src)} />;
  return (
    <span class="picture-absent">
      <Icon name="picture" />
      <span>{alt || t("files.picture.absent")}</span>
    </span>
  );
}
