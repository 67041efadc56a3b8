// SPDX-License-Identifier: GPL-3.0-or-later
// Merging asks in steps: into which community, whether that is what is wanted, and once more where people
// come to read what they could not.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n";
import { myCommunities, myMembership } from "../../store/communities";
import { Openness } from "../../store/entities";
import { lookAtMerge, type MergeLook, mergeCommunities } from "../../store/merging";
import type { Store } from "../../store/store";
import { useAttempt } from "../../ui/attempt";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Skeleton } from "../../ui/placeholders";
import { QuickList } from "../../ui/quick_list";
import { refusalWords } from "../../ui/refusal_words";
import { namedSo } from "./discovering";
import { type Outline, outlineOf } from "./merge_outline";
import { type Shown, shown } from "./selectors";

interface DialogProps {
  readonly store: Store;
  readonly of: Shown;
  readonly onClose: () => void;
}

export function MergeDialog({ store, of, onClose }: DialogProps): JSX.Element {
  const [into, setInto] = useState("");
  const chosen = shown(store, into).value;
  if (chosen) return <Explain key={into} store={store} of={of} into={chosen} onBack={() => setInto("")} onClose={onClose} />;
  return <Choose store={store} of={of} onClose={onClose} onChoose={setInto} />;
}

function Choose({ store, of, onClose, onChoose }: DialogProps & { onChoose: (id: string) => void }): JSX.Element {
  const [query, setQuery] = useState("");
  const mine = myCommunities(store).value.filter(
    ({ id, archived, merge }) => id !== of.id && !archived && !merge && myMembership(store, id).value?.steward === true,
  );
  if (mine.length === 0) {
    return (
      <Dialog isOpen title={t("communities.mergeChoose", { name: of.name })} onClose={onClose} actions={<Button onClick={onClose}>{t("communities.done")}</Button>}>
        <p>{t("communities.mergeNone")}</p>
      </Dialog>
    );
  }
  return (
    <Dialog isOpen title={t("communities.mergeChoose", { name: of.name })} onClose={onClose}>
      <p class="merge-text">{t("communities.mergeChooseText")}</p>
      <QuickList
        label={t("communities.mergeFind")}
        placeholder={t("communities.mergeFind")}
        query={query}
        onQuery={setQuery}
        options={namedSo(mine, query).map(({ id, name }) => ({ id, label: name, icon: "communities" as const }))}
        onChoose={({ id }) => onChoose(id)}
        empty={t("communities.noneFound")}
        hasAutofocus
      />
    </Dialog>
  );
}

interface ExplainProps extends DialogProps {
  readonly into: Shown;
  readonly onBack: () => void;
}

function Explain({ store, of, into, onBack, onClose }: ExplainProps): JSX.Element {
  const [look, setLook] = useState<MergeLook | null>(null);
  const [isWidening, setWidening] = useState(false);
  const looking = useAttempt();
  const merging = useAttempt();
  const [refused, setRefused] = useState("");
  const words = useRef<HTMLDivElement>(null);
  const fetchLook = () => void looking.run(async () => setLook(await lookAtMerge(store, of.id, into.id)));
  useEffect(fetchLook, []);
  // What is asked now is read out: the words take focus when they change.
  useEffect(() => words.current?.focus(), [isWidening, look === null]);
  const outline = look && outlineOf({ openness: of.openness, members: look.here }, { openness: into.openness, members: look.there });
  // Those that could not all be looked at may hold somebody who reads more.
  const widens = outline !== null && (outline.widens || look?.areAllMembers === false);
  const merge = (mayWiden: boolean) =>
    void merging.run(async () => {
      setRefused("");
      try {
        await mergeCommunities(store, of.id, into.id, mayWiden);
        onClose();
      } catch (error) {
        // Somebody may have come in since it was looked at.
        if ((error as { code?: unknown }).code === "failed_precondition" && !mayWiden) setWidening(true);
        else setRefused(refusalWords(error, { permission_denied: "communities.mergeNotSteward", not_found: "communities.mergeNotSteward" }));
      }
    });
  const title = t(isWidening ? "communities.mergeWidensTitle" : "communities.mergeTitle", { name: of.name, into: into.name });
  return (
    <Dialog
      isOpen
      title={title}
      onClose={onClose}
      isKeptOnOutsidePress
      actions={
        <>
          <Button onClick={isWidening ? () => setWidening(false) : onBack}>{t("communities.back")}</Button>
          {outline && (
            <Button tone={isWidening || !widens ? "danger" : "primary"} isBusy={merging.isBusy} onClick={() => (widens && !isWidening ? setWidening(true) : merge(isWidening))}>
              {t(isWidening ? "communities.mergeNevertheless" : widens ? "communities.mergeNext" : "communities.mergeNow")}
            </Button>
          )}
        </>
      }
    >
      <div class="stack-close" ref={words} tabIndex={-1}>
        {refused && <Banner tone="danger">{refused}</Banner>}
        {looking.trouble && (
          <Banner tone="danger" actions={<Button onClick={fetchLook}>{t("communities.again")}</Button>}>
            {looking.trouble}
          </Banner>
        )}
        {!look && !looking.trouble && <Skeleton lines={4} />}
        {look && outline && (isWidening ? <Widening of={of} into={into} outline={outline} isWhole={look.areAllMembers} /> : <Plain of={of} into={into} look={look} outline={outline} />)}
      </div>
    </Dialog>
  );
}

function Plain({ of, into, look, outline }: { of: Shown; into: Shown; look: MergeLook; outline: Outline }): JSX.Element {
  const counts = { members: look.here.length, threads: look.threads, name: of.name, into: into.name };
  const goes = !look.areAllMembers ? "communities.mergeGoesAll" : look.areAllThreads ? "communities.mergeGoes" : "communities.mergeGoesMany";
  return (
    <ul class="merge-points">
      <li>{t(goes, counts)}</li>
      <li>{into.openness === Openness.OPEN ? t("communities.mergeReadAll") : t("communities.mergeReadMembers", { count: outline.people })}</li>
      <li>{t("communities.mergeStewards", { into: into.name })}</li>
      <li>{t("communities.mergeLinks", { name: of.name, into: into.name })}</li>
      <li>{t("communities.mergeForGood")}</li>
    </ul>
  );
}

function Widening({ of, into, outline, isWhole }: { of: Shown; into: Shown; outline: Outline; isWhole: boolean }): JSX.Element {
  const { opens, newThere, newHere, guests } = outline;
  return (
    <ul class="merge-points">
      {opens === Openness.OPEN && <li>{t("communities.mergeOpens", { name: of.name })}</li>}
      {opens === Openness.ON_REQUEST && <li>{t("communities.mergeLists", { name: of.name, into: into.name })}</li>}
      {newThere > 0 && <li>{t("communities.mergeNewReaders", { count: newThere, name: of.name, into: into.name })}</li>}
      {newHere > 0 && <li>{t("communities.mergeNewReaders", { count: newHere, name: into.name, into: of.name })}</li>}
      {guests > 0 && <li>{t("communities.mergeGuests", { count: guests })}</li>}
      {(!isWhole || !outline.widens) && <li>{t("communities.mergePerhaps", { name: of.name, into: into.name })}</li>}
    </ul>
  );
}
