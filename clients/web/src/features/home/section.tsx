// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

interface SectionProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ComponentChildren;
}

export function Section({ title, lead, children }: SectionProps): JSX.Element {
  const id = useId();
  return (
    <section class="home-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead && <p class="home-lead">{lead}</p>}
      {children}
    </section>
  );
}
