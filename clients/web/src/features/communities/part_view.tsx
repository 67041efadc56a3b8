// SPDX-License-Identifier: GPL-3.0-or-later
// A part of a community that another feature draws, within the community's own frame.
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n";
import type { CommunityPart, PartProps, ViewProps } from "../../router/feature";
import { withStore } from "../../store/current";
import type { Store } from "../../store/store";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { Skeleton } from "../../ui/placeholders";
import { Closed } from "./closed";
import { CommunityFrame } from "./community_frame";
import { communityParts } from "./parts";

export default withStore(PartView);

function PartView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  const id = params["community"] ?? "";
  const part = communityParts().find(({ path }) => path === params["part"]);
  if (!part) {
    return (
      <Page title={t("view.notFound.title")} lead={t("view.notFound.text")}>
        <Link to="/communities" look="button" icon="communities">
          {t("communities.showAll")}
        </Link>
      </Page>
    );
  }
  return (
    <CommunityFrame store={store} id={id} part={t(part.label)}>
      {(community) => (community.isReadable ? <Part of={part} community={id} /> : <Closed of={community} />)}
    </CommunityFrame>
  );
}

const loaded = new Map<CommunityPart, ComponentType<PartProps>>();

function Part({ of, community }: { of: CommunityPart; community: string }): JSX.Element {
  const [fault, setFault] = useState<unknown>(null);
  const [, redraw] = useState(0);
  useEffect(() => {
    let isWanted = true;
    if (loaded.has(of)) return;
    of.load().then(
      (module) => {
        loaded.set(of, module.default);
        if (isWanted) redraw(1);
      },
      (thrown: unknown) => isWanted && setFault(thrown ?? new Error("load")),
    );
    return () => {
      isWanted = false;
    };
  }, [of]);
  // As any view whose code did not come.
  if (fault) throw fault;
  const Shown = loaded.get(of);
  return Shown ? <Shown community={community} /> : <Skeleton lines={5} />;
}
