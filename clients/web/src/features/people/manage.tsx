// SPDX-License-Identifier: GPL-3.0-or-later
// What administrators may do with an account.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../../i18n";
import { deactivate, makeSignInLink, type OneTimeSignIn, reactivate, setRole } from "../../store/administration";
import { type Person, Role } from "../../store/directory";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Select } from "../../ui/select";
import { toast } from "../../ui/toast";
import { refusalWords } from "../../ui/refusal_words";
import { EmailDialog, EraseDialog, LinkDialog, SureDialog } from "./manage_dialogs";

interface ManageProps {
  readonly store: Store;
  readonly person: Person;
}

const roles = { guest: Role.GUEST, member: Role.MEMBER, admin: Role.ADMIN } as const;
type RoleName = keyof typeof roles;
const nameOfRole = (role: Role): RoleName => (role === Role.ADMIN ? "admin" : role === Role.GUEST ? "guest" : "member");

export function Manage({ store, person }: ManageProps): JSX.Element {
  const isOffline = !store.status.value.isLive;
  return (
    <section class="profile-section profile-manage" aria-labelledby="profile-manage">
      <h2 id="profile-manage">{t("people.manage")}</h2>
      <p class="profile-quiet">{isOffline ? t("people.manage.offline") : t("people.manage.lead")}</p>
      <RoleChoice store={store} person={person} />
      <SignInOffer store={store} person={person} />
      <Further store={store} person={person} />
    </section>
  );
}

// Tells what went wrong, or that it is done.
async function attempt(act: () => Promise<void>, done: string): Promise<void> {
  try {
    await act();
    toast({ text: done });
  } catch (error) {
    toast({ text: refusalWords(error), tone: "danger" });
  }
}

function RoleChoice({ store, person }: ManageProps): JSX.Element {
  const choices = (Object.keys(roles) as RoleName[]).map((value) => ({ value, label: t(`people.${value}`) }));
  // Arrow keys pass through every role there is; only the button gives one.
  const chosen = useSignal<RoleName | null>(null);
  const role = nameOfRole(person.role);
  const change = async (value: RoleName) => {
    await attempt(() => setRole(store, person.id, roles[value]), t("people.manage.role.saved"));
    chosen.value = null;
  };
  const wanted = chosen.value ?? role;
  return (
    <div class="profile-field">
      <Select label={t("people.manage.role")} value={wanted} choices={choices} onChange={(value) => (chosen.value = value)} />
      {wanted !== role && <Button onClick={() => void change(wanted)}>{t("people.manage.role.save")}</Button>}
    </div>
  );
}

function SignInOffer({ store, person }: ManageProps): JSX.Element | null {
  const made = useSignal<OneTimeSignIn | null>(null);
  const isBusy = useSignal(false);
  if (person.deactivated) return null;
  const make = async () => {
    isBusy.value = true;
    try {
      made.value = await makeSignInLink(store, person.id, window.location.origin);
    } catch (error) {
      toast({ text: refusalWords(error), tone: "danger" });
    }
    isBusy.value = false;
  };
  return (
    <div class="profile-deed">
      <h3>{t("people.manage.link")}</h3>
      <p class="profile-quiet">{t("people.manage.link.hint")}</p>
      <Button icon="link" isBusy={isBusy.value} onClick={() => void make()}>
        {t("people.manage.link.make")}
      </Button>
      {made.value && <LinkDialog name={person.name} made={made.value} onClose={() => (made.value = null)} />}
    </div>
  );
}

function Further({ store, person }: ManageProps): JSX.Element {
  const open = useSignal<"email" | "deactivate" | "erase" | null>(null);
  const close = () => (open.value = null);
  const { name } = person;
  const shutOut = () => {
    close();
    void attempt(() => deactivate(store, person.id), t("people.manage.deactivated", { name }));
  };
  const letIn = () => void attempt(() => reactivate(store, person.id), t("people.manage.reactivated", { name }));
  return (
    <div class="profile-actions">
      <Button icon="edit" onClick={() => (open.value = "email")}>
        {t("people.manage.email.change")}
      </Button>
      {person.deactivated ? (
        <Button icon="check" onClick={letIn}>
          {t("people.manage.reactivate")}
        </Button>
      ) : (
        <Button icon="lock" onClick={() => (open.value = "deactivate")}>
          {t("people.manage.deactivate")}
        </Button>
      )}
      <Button icon="trash" tone="quiet" onClick={() => (open.value = "erase")}>
        {t("people.manage.erase")}
      </Button>
      {open.value === "email" && <EmailDialog store={store} person={person} onClose={close} />}
      {open.value === "erase" && <EraseDialog store={store} person={person} onClose={close} />}
      {open.value === "deactivate" && (
        <SureDialog
          title={t("people.manage.deactivate.title", { name })}
          text={t("people.manage.deactivate.text", { name })}
          action={t("people.manage.deactivate")}
          onSure={shutOut}
          onClose={close}
        />
      )}
    </div>
  );
}
