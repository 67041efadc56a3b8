// SPDX-License-Identifier: GPL-3.0-or-later
import { Component, type ComponentChildren } from "preact";
import { t } from "../i18n";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";

interface Props {
  readonly children: ComponentChildren;
}
interface State {
  readonly fault: Error | null;
}

// A view that fails takes neither the navigation nor what was written elsewhere with it.
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { fault: null };

  static override getDerivedStateFromError(thrown: unknown): State {
    return { fault: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override componentDidCatch(thrown: unknown): void {
    console.error(thrown);
  }

  override render(): ComponentChildren {
    const { fault } = this.state;
    if (!fault) return this.props.children;
    // A part whose name the server no longer knows belongs to a version that is gone.
    const isStale = /dynamically imported module|importing a module|module script/i.test(fault.message);
    return (
      <div class="page">
        <Banner
          tone="danger"
          actions={
            <>
              {!isStale && <Button onClick={() => this.setState({ fault: null })}>{t("view.failed.again")}</Button>}
              <Button onClick={() => window.location.reload()}>{t("view.failed.reload")}</Button>
            </>
          }
        >
          <h1 tabIndex={-1}>{t("view.failed.title")}</h1>
          <p>{isStale ? t("view.failed.stale") : t("view.failed.text")}</p>
          <p>
            <code>{fault.message}</code>
          </p>
        </Banner>
      </div>
    );
  }
}
