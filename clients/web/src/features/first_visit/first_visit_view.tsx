// SPDX-License-Identifier: GPL-3.0-or-later
// What a newcomer is asked and shown, in three short steps. Each may be skipped, and one who leaves in
// between goes on at the same step; who has been here may come again from the settings.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { navigate } from "../../router/location";
import { withStore } from "../../store/current";
import { firstVisit, setFirstVisit } from "../../store/first_visit";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { ChooseCommunities } from "./choose_communities";
import { SayWho } from "./say_who";
import { Ready } from "./ready";

const steps = [SayWho, ChooseCommunities, Ready] as const;

export interface StepProps {
  readonly store: Store;
  readonly progress: JSX.Element;
  readonly onDone: () => void;
  // The way past the step.
  readonly skip: JSX.Element;
}

function FirstVisitView({ store }: { store: Store }): JSX.Element {
  const at = Math.min(firstVisit.value?.step ?? 0, steps.length - 1);
  useEffect(() => {
    if (firstVisit.peek()?.person !== store.me) setFirstVisit({ person: store.me, step: 0 });
  }, [store]);
  // A step is a page of its own to whoever cannot see it change, though the address stays.
  const seen = useRef(at);
  useEffect(() => {
    if (seen.current === at) return;
    seen.current = at;
    document.querySelector<HTMLElement>("main h1")?.focus();
  }, [at]);
  const go = (step: number) => {
    if (step < steps.length) setFirstVisit({ person: store.me, step });
    else {
      setFirstVisit(null);
      navigate("/", { replace: true });
    }
  };
  const Step = steps[at] ?? Ready;
  return (
    <Step
      key={at}
      store={store}
      progress={<>{t("firstVisit.progress", { step: at + 1, of: steps.length })}</>}
      onDone={() => go(at + 1)}
      skip={
        <Button tone="quiet" onClick={() => go(at + 1)}>
          {t("firstVisit.skip")}
        </Button>
      }
    />
  );
}

export default withStore(FirstVisitView);
