// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { formatDateTime, formatList, t } from "../../i18n";
import { listings, myCommunities } from "../../store/communities";
import { withStore } from "../../store/current";
import { Role } from "../../store/entities";
import { type Invitation, listInvitations, revokeInvitation } from "../../store/invitations";
import { me, nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { nameOr } from "../../ui/names";
import { EmptyState, Skeleton } from "../../ui/placeholders";
import { Row, Rows } from "../../ui/row";
import { EndButton } from "./end_button";
import { Frame, Section } from "./frame";
import { InvitationForm } from "./invitation_form";
import { roleWords } from "./roles";
import { SecretOnce } from "./secret_once";

function InvitationsView({ store }: { store: Store }): JSX.Element {
  const [found, setFound] = useState<readonly Invitation[]>();
  const [isMaking, setIsMaking] = useState(false);
  const [link, setLink] = useState("");
  const asking = useAttempt();
  const ending = useAttempt();
  const person = me(store).value;
  const isLive = store.status.value.isLive;
  const refresh = async () => {
    const now = await listInvitations(store);
    setFound(now);
    await wantPeople(store, now.map(({ createdBy }) => createdBy));
  };
  const isAdmin = person?.role === Role.ADMIN;
  useEffect(() => {
    if (isLive && isAdmin) void asking.run(refresh);
  }, [store, isLive, isAdmin]);
  return (
    <Frame store={store} lead="settings.invitations.lead">
      {person && !isAdmin ? (
        <p>{t("settings.invitations.notYours")}</p>
      ) : (
        <Section title={t("settings.invitations")}>
          <Trouble of={asking} />
          <Trouble of={ending} />
          {link !== "" && (
            <SecretOnce
              label={t("settings.invitations.link")}
              hint={t("settings.invitations.linkHint")}
              secret={link}
              onDone={() => setLink("")}
            />
          )}
          {isMaking ? (
            <InvitationForm
              store={store}
              onClose={() => setIsMaking(false)}
              onMade={(made) => {
                setIsMaking(false);
                setLink(made);
                void asking.run(refresh);
              }}
            />
          ) : (
            <div>
              <Button icon="add" tone={found?.length === 0 ? "primary" : "plain"} onClick={() => setIsMaking(true)}>
                {t("settings.invitations.new")}
              </Button>
            </div>
          )}
          {!found && asking.trouble === "" && <Skeleton lines={3} />}
          {found?.length === 0 && !isMaking && link === "" && (
            <EmptyState icon="link" title={t("settings.invitations.none")}>
              {t("settings.invitations.noneText")}
            </EmptyState>
          )}
          {found && found.length > 0 && (
            <Rows label={t("settings.invitations")}>
              {found.map((invitation) => (
                <One key={invitation.id} store={store} of={invitation} onEnd={() => void ending.run(() => revokeInvitation(invitation.id).then(refresh))} />
              ))}
            </Rows>
          )}
        </Section>
      )}
    </Frame>
  );
}

function One({ store, of, onEnd }: { store: Store; of: Invitation; onEnd: () => void }): JSX.Element {
  const names = new Map([
    ...listings(store).value.map(({ community, name }) => [community, name] as const),
    ...myCommunities(store).value.map(({ id, name }) => [id, name] as const),
  ]);
  const places = of.communities.map((id) => names.get(id) ?? t("settings.invitations.unknownCommunity"));
  const title = `${t(roleWords[of.role])} · ${t("settings.invitations.usesLeft", { count: of.usesLeft })}`;
  return (
    <Row
      lead={<Icon name="link" />}
      title={title}
      text={places.length > 0 ? formatList(places) : t("settings.invitations.noCommunities")}
      meta={t("settings.invitations.facts", {
        name: nameOr(nameOf(store, of.createdBy).value),
        end: formatDateTime(of.expiresAtMs),
      })}
      actions={
        <EndButton
          label={t("settings.invitations.end")}
          name={t("settings.invitations.endNamed", { what: title })}
          consequence={t("settings.invitations.endText")}
          onEnd={onEnd}
        />
      }
    />
  );
}

export default withStore(InvitationsView);
