// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { personPath } from "../../router/places";
import { changing, removeMember, setSteward } from "../../store/belonging";
import type { Member } from "../../store/entities";
import type { Store } from "../../store/store";
import { Avatar } from "../../ui/avatar";
import { Menu, type MenuItem } from "../../ui/menu";
import { Row } from "../../ui/row";
import { acting } from "./acting";
import { Confirm } from "./confirm";
import type { Shown } from "./selectors";

export interface MemberRowProps {
  readonly store: Store;
  readonly of: Shown;
  readonly member: Member;
  // Whether whoever looks at it is one.
  readonly isSteward: boolean;
}

export function MemberRow({ store, of, member, isSteward }: MemberRowProps): JSX.Element {
  const [asking, setAsking] = useState<"remove" | "handOver" | null>(null);
  const { person, name } = member;
  const isChanging = changing(store, of.id, person).value;
  const isMe = person === store.me;
  const done = () => setAsking(null);
  const handOver = async () => {
    done();
    if (await acting(setSteward(store, of.id, person, true))) await acting(setSteward(store, of.id, store.me, false));
  };
  return (
    <Row
      to={personPath(person)}
      title={name}
      lead={<Avatar id={person} name={name} />}
      mark={
        <>
          {isMe && <span class="thread-mark">{t("communities.you")}</span>}
          {member.guest && <span class="member-guest">{t("communities.guest")}</span>}
        </>
      }
      meta={isChanging ? t("communities.changing") : member.steward ? t("communities.steward") : undefined}
      actions={
        isSteward && (
          <>
            <Menu
              label={t("communities.memberMenu", { name })}
              icon="more"
              items={menuItems(member, isMe, {
                makeSteward: () => void acting(setSteward(store, of.id, person, true)),
                endSteward: () => void acting(setSteward(store, of.id, person, false)),
                handOver: () => setAsking("handOver"),
                remove: () => setAsking("remove"),
              })}
            />
            {asking === "remove" && (
              <Confirm
                title={t("communities.removeTitle", { name })}
                action={t("communities.remove")}
                isDanger
                onClose={done}
                onConfirm={() => {
                  done();
                  void acting(removeMember(store, of.id, person));
                }}
              >
                {t("communities.removeText", { name })}
              </Confirm>
            )}
            {asking === "handOver" && (
              <Confirm
                title={t("communities.handOverTitle", { name })}
                action={t("communities.handOver")}
                onClose={done}
                onConfirm={() => void handOver()}
              >
                {t("communities.handOverText", { name })}
              </Confirm>
            )}
          </>
        )
      }
    />
  );
}

interface Doing {
  readonly makeSteward: () => void;
  readonly endSteward: () => void;
  readonly handOver: () => void;
  readonly remove: () => void;
}

function menuItems({ steward, guest }: Member, isMe: boolean, doing: Doing): MenuItem[] {
  const items: MenuItem[] = [];
  // Stewards are colleagues.
  if (!steward && !guest) {
    items.push({ id: "steward", label: t("communities.makeSteward"), onSelect: doing.makeSteward });
    items.push({ id: "handOver", label: t("communities.handOver"), onSelect: doing.handOver });
  }
  if (steward) {
    items.push({
      id: "noSteward",
      label: t(isMe ? "communities.stepDown" : "communities.endSteward"),
      onSelect: doing.endSteward,
    });
  }
  if (!isMe) {
    items.push({
      id: "remove",
      label: t("communities.remove"),
      isDanger: true,
      beginsGroup: items.length > 0,
      onSelect: doing.remove,
    });
  }
  return items;
}
