// SPDX-License-Identifier: GPL-3.0-or-later
// One person: what they say of themselves, and where one meets them. Nothing of when they were here.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { navigate } from "../../router/location";
import type { ViewProps } from "../../router/feature";
import { communityPath, conversationPath } from "../../router/places";
import { withStore } from "../../store/current";
import { fetchProfile, profile, Role, sharedCommunities, wantCompanions } from "../../store/directory";
import { me, nameOf } from "../../store/people";
import type { Store } from "../../store/store";
import { startConversation } from "../../store/threads";
import { Avatar } from "../../ui/avatar";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { Skeleton } from "../../ui/placeholders";
import { Row, Rows } from "../../ui/row";
import { toast } from "../../ui/toast";
import { Facts } from "./facts";
import { Manage } from "./manage";
import { Marks } from "./marks";

export default withStore(ProfileView);

function ProfileView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  const id = params["person"] ?? "";
  const asked = useSignal<"asking" | "here" | "absent" | "unreachable">("asking");
  const { isLive } = store.status.value;
  useEffect(() => {
    let isWanted = true;
    void fetchProfile(store, id).then((state) => {
      if (isWanted) asked.value = state;
    });
    void wantCompanions(store);
    return () => {
      isWanted = false;
    };
  }, [id, isLive]);
  const person = profile(store, id).value;
  const name = person?.name || nameOf(store, id).value;
  if (!name) {
    if (asked.value === "asking") return <Page title={t("people.title")}>{<Skeleton lines={4} hasAvatar />}</Page>;
    return <Absent isUnreachable={asked.value === "unreachable"} />;
  }
  const isMe = id === store.me;
  const isAdmin = me(store).value?.role === Role.ADMIN;
  const canWrite = !(person?.deactivated || person?.formerColleague);
  return (
    <Page title={name} context={<Link to="/people">{t("people.title")}</Link>}>
      <div class="profile">
        {asked.value === "unreachable" && <Banner icon="offline">{t("people.profile.unreachable")}</Banner>}
        <div class="profile-head">
          <Avatar id={id} name={name} size="large" />
          <div class="profile-first">
            {person?.pronouns && <p>{person.pronouns}</p>}
            <p class="profile-marks">
              <Marks isMe={isMe} isGuest={person?.role === Role.GUEST} isDeactivated={person?.deactivated ?? false} />
              {person?.formerColleague && <span class="people-mark">{t("people.former")}</span>}
            </p>
            <div class="profile-actions">
              {canWrite && <Write store={store} id={id} isMe={isMe} />}
              {isMe && (
                <Link to="/settings" look="button" icon="edit">
                  {t("people.profile.edit")}
                </Link>
              )}
            </div>
          </div>
        </div>
        <Facts store={store} person={person} name={name} isMe={isMe} />
        <Shared store={store} id={id} isMe={isMe} />
        {isAdmin && person && !isMe && !person.formerColleague && <Manage store={store} person={person} />}
      </div>
    </Page>
  );
}

function Absent({ isUnreachable }: { isUnreachable: boolean }): JSX.Element {
  return (
    <Page title={t("people.profile.absent.title")} lead={isUnreachable ? t("people.profile.unreachable") : t("people.profile.absent.text")}>
      <Link to="/people" look="button" icon="people">
        {t("people.profile.all")}
      </Link>
    </Page>
  );
}

function Write({ store, id, isMe }: { store: Store; id: string; isMe: boolean }): JSX.Element {
  const write = async () => {
    try {
      navigate(conversationPath(await startConversation(store, isMe ? [] : [id])));
    } catch {
      toast({ text: t("people.profile.failed"), tone: "danger" });
    }
  };
  return (
    <Button tone={isMe ? "plain" : "primary"} icon="conversation" onClick={() => void write()}>
      {isMe ? t("people.profile.notes") : t("people.profile.write")}
    </Button>
  );
}

function Shared({ store, id, isMe }: { store: Store; id: string; isMe: boolean }): JSX.Element {
  const shared = sharedCommunities(store, id).value;
  const title = isMe ? t("people.profile.common.own") : t("people.profile.common");
  return (
    <section class="profile-section" aria-labelledby="profile-common">
      <h2 id="profile-common">{title}</h2>
      {shared.length === 0 && <p class="profile-quiet">{t("people.profile.common.none")}</p>}
      {shared.length > 0 && (
        <Rows labelledBy="profile-common">
          {shared.map(({ community, isSteward }) => (
            <Row
              key={community.id}
              to={communityPath(community.id)}
              title={community.name}
              lead={<Icon name="communities" />}
              mark={isSteward ? <span class="people-mark">{t("people.profile.steward")}</span> : undefined}
            />
          ))}
        </Rows>
      )}
    </section>
  );
}
