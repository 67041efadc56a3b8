// SPDX-License-Identifier: GPL-3.0-or-later
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import type { ViewProps } from "../../router/feature";
import { location, navigate } from "../../router/location";
import { communityPath, threadPath } from "../../router/places";
import { startThreadWithFiles } from "../../store/attached";
import { community, myMembership } from "../../store/communities";
import { withStore } from "../../store/current";
import { lookInto } from "../../store/glimpses";
import { presentCommunity } from "../../store/present";
import { lookForPeople, ThreadKind } from "../../store/posts";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text_field";
import { toast } from "../../ui/toast";
import { Lent } from "../lent";
import { AttachmentChips } from "./attachment_chips";
import { useAttaching } from "./attaching";
import { AttachButton } from "../../ui/files/choose_file";
import { useDraft } from "./draft";
import { WritingField } from "./field";
import { isTooLong, LengthLine } from "./length";
import { expand } from "./mentions";
import { usePeopleHere } from "./people_here";
import { Preview } from "./preview";

const titleMax = 200;
const kinds = { discussion: ThreadKind.DISCUSSION, question: ThreadKind.QUESTION, announcement: ThreadKind.ANNOUNCEMENT } as const;
type Kind = keyof typeof kinds;

function NewThreadView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  const id = params["community"] ?? "";
  // A link or draft of before a merge leads to the community that stays.
  const place = presentCommunity(store, id).value;
  const home = community(store, place).value;
  const isUnknown = !home && store.status.value.isLive;
  useEffect(() => {
    if (isUnknown) void lookInto(store, id);
  }, [id, isUnknown]);
  const isSteward = myMembership(store, place).value?.steward === true;
  const draft = useDraft(store, id);
  const attaching = useAttaching(store, id);
  const people = usePeopleHere(store, place, true);
  // A link may say what is to be asked; what somebody has begun here goes before that.
  const wanted = location.peek().query;
  const kind = useSignal<Kind>(wanted.get("kind") === "question" ? "question" : "discussion");
  useEffect(() => {
    const title = wanted.get("title")?.trim();
    if (title && draft.title.peek() === "" && draft.text.peek() === "") draft.entitle(title.slice(0, titleMax));
  }, [draft]);
  const isPreview = useSignal(false);
  const wasTried = useSignal(false);
  const isSending = useSignal(false);

  const whole = expand(draft.text.value, draft.mentioned.value);
  const isEmpty = whole.trim() === "";
  const isTitleLong = [...draft.title.value].length > titleMax;
  const start = async () => {
    wasTried.value = true;
    if (isEmpty || isTooLong(whole) || isTitleLong || isSending.peek()) return;
    isSending.value = true;
    try {
      const begun = { community: place, text: whole.trim(), title: draft.title.peek().trim(), kind: kinds[kind.peek()] };
      const thread = await startThreadWithFiles(store, begun, attaching.files.peek());
      draft.sent(draft.text.peek());
      attaching.sent();
      navigate(threadPath(thread), { replace: true });
    } catch {
      toast({ text: t("talk.composer.notKept"), tone: "danger" });
    } finally {
      isSending.value = false;
    }
  };
  const choices = (["discussion", "question", ...(isSteward ? (["announcement"] as const) : [])] as const).map((value) => ({ value, label: t(`talk.new.${value}`) }));
  const error = wasTried.value && isEmpty ? t("talk.new.empty") : "";
  return (
    <Page
      title={t("talk.new.title")}
      context={
        <Link to={communityPath(place)} look="quiet">
          {home?.name ?? t("talk.community")}
        </Link>
      }
    >
      <form
        class="new-thread"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <Select label={t("talk.new.kind")} value={kind.value} choices={choices} onChange={(value) => (kind.value = value)} />
        <TextField
          label={t("talk.new.titleLabel")}
          hint={t("talk.new.titleHint")}
          value={draft.title.value}
          lengthMax={titleMax}
          onInput={draft.entitle}
          onBlur={draft.keep}
        />
        <Lent name="asked-before" title={draft.title.value} text={draft.text.value} />
        <div class="field">
          <p class="field-label" aria-hidden="true">
            {t("talk.new.text")}
          </p>
          <WritingField
            label={t("talk.new.text")}
            value={draft.text.value}
            rows={8}
            people={people.value}
            sendsOnEnter={false}
            isInvalid={error !== "" || isTooLong(whole)}
            describedBy={error ? "new-thread-error" : undefined}
            onInput={draft.write}
            onLookFor={(query) => void lookForPeople(store, query)}
            onMention={draft.mention}
            onSend={() => void start()}
            onFiles={attaching.add}
            onBlur={draft.keep}
          />
          {error && (
            <p class="field-error" id="new-thread-error" role="alert">
              {error}
            </p>
          )}
          <LengthLine id="new-thread-length" text={whole} />
          <p class="field-hint">{t("talk.new.kept")}</p>
        </div>
        <AttachmentChips store={store} attaching={attaching} />
        {attaching.isOver.value && <p class="composer-drop">{t("files.drop")}</p>}
        {isPreview.value && !isEmpty && <Preview store={store} text={whole} />}
        <div class="new-thread-actions">
          <Button type="submit" tone="primary" isBusy={isSending.value}>
            {t("talk.new.start")}
          </Button>
          <AttachButton onChoose={attaching.add} />
          {!isEmpty && (
            <Button tone="quiet" aria-pressed={isPreview.value} onClick={() => (isPreview.value = !isPreview.value)}>
              {t("talk.composer.preview")}
            </Button>
          )}
        </div>
      </form>
    </Page>
  );
}

export default withStore(NewThreadView);
