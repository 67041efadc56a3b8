// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../i18n";
import { Switch } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { isMac, modName, setSingleKeys, shortcuts, singleKeysOn } from "../ui/shortcuts";

export function ShortcutsDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): JSX.Element {
  const all = shortcuts.value;
  return (
    <Dialog isOpen={isOpen} title={t("shortcuts.title")} onClose={onClose}>
      <div class="stack">
        {all.length === 0 && <p>{t("shortcuts.none")}</p>}
        <dl class="shortcuts">
          {all.map((shortcut) => (
            <div key={shortcut.keys}>
              <dt>{t(shortcut.label)}</dt>
              <dd>
                <Keys keys={shortcut.keys} />
              </dd>
            </div>
          ))}
        </dl>
        <Switch
          label={t("shortcuts.single")}
          hint={t("shortcuts.singleHint")}
          isChecked={singleKeysOn.value}
          onChange={setSingleKeys}
        />
      </div>
    </Dialog>
  );
}

function Keys({ keys }: { keys: string }): JSX.Element {
  return (
    <>
      {keys.split(" ").map((press, index) => (
        <>
          {index > 0 && <span class="shortcut-then"> {t("shortcuts.then")} </span>}
          {press
            .split(/\+(?=.)/)
            .map((key) => (
              <kbd key={key}>{nameOfKey(key)}</kbd>
            ))}
        </>
      ))}
    </>
  );
}

function nameOfKey(key: string): string {
  if (key === "mod") return modName;
  if (key === "alt") return isMac ? "⌥" : "Alt";
  return key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1);
}
