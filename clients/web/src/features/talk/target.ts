// SPDX-License-Identifier: GPL-3.0-or-later
// The message that a link leads to: "?message=ID", "/threads/ID/MESSAGE" or "#MESSAGE". One that has
// moved is followed to where it is now.
import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { location, navigate } from "../../router/location";
import type { Params } from "../../router/match";
import { threadPath } from "../../router/places";
import { message } from "../../store/messages";
import { findMessage } from "../../store/posts";
import type { Store } from "../../store/store";
import { toast } from "../../ui/toast";

export interface Target {
  readonly message: string;
  readonly ordinal: number;
}
// Null while it is being looked for.
export type TargetState = { readonly target: Target | undefined } | null;

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

export function wantedMessage(params: Params): string {
  const { query, hash } = location.value;
  return [params["message"], query.get("message"), hash].find((each) => each && isId(each)) ?? "";
}

function heldTarget(store: Store, root: string, wanted: string): TargetState {
  const post = message(store, root, wanted).peek();
  return post && !post.deleted ? { target: { message: wanted, ordinal: Number(post.ordinal) } } : null;
}

export function useTarget(store: Store, root: string, wanted: string): Signal<TargetState> {
  const state = useSignal<TargetState>(wanted ? heldTarget(store, root, wanted) : { target: undefined });
  const { entry } = location.value;
  useEffect(() => {
    if (wanted === "") {
      state.value = { target: undefined };
      return;
    }
    const held = heldTarget(store, root, wanted);
    if (held) {
      state.value = held;
      return;
    }
    let isWanted = true;
    void findMessage(store, wanted, root).then((found) => {
      if (!isWanted) return;
      if (!found) toast({ text: t("talk.target.gone") });
      if (found && found.root !== root && !found.deleted) {
        // A message in a conversation never moves; what moved is in a thread.
        navigate(threadPath(found.root, wanted), { replace: true });
        return;
      }
      state.value = { target: found && found.root === root ? { message: wanted, ordinal: Number(found.ordinal) } : undefined };
    });
    return () => {
      isWanted = false;
    };
  }, [wanted, root, entry]);
  return state;
}
