// SPDX-License-Identifier: GPL-3.0-or-later
// Draws what one feature lends to another's view: asked for when it is drawn, as the registry names the borrower,
// too. What does not come leaves its place empty, unless the view has something to say of it.
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { PanelName, Panels } from "../router/feature";
import { features } from "./registry";

const loaded = new Map<PanelName, ComponentType<never>>();

export function Lent<Name extends PanelName>({ name, ...props }: { name: Name } & Panels[Name]): JSX.Element | null {
  const [, redraw] = useState(0);
  useEffect(() => {
    const load = features.find(({ panels }) => panels?.[name])?.panels?.[name];
    if (loaded.has(name) || !load) return;
    let isWanted = true;
    load().then(
      (module) => {
        loaded.set(name, module.default as ComponentType<never>);
        if (isWanted) redraw(1);
      },
      (thrown: unknown) => console.warn(thrown),
    );
    return () => {
      isWanted = false;
    };
  }, [name]);
  const Shown = loaded.get(name) as ComponentType<object> | undefined;
  return Shown ? <Shown {...props} /> : null;
}
