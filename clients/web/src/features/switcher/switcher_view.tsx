// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../../i18n";
import { withStore } from "../../store/current";
import type { Store } from "../../store/store";
import { Page } from "../../ui/page";
import { Switcher } from "./switcher";

export default withStore(SwitcherView);

function SwitcherView({ store }: { store: Store }): JSX.Element {
  return (
    <Page title={t("switcher.title")}>
      <Switcher store={store} onLeave={() => undefined} />
    </Page>
  );
}
