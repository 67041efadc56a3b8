// SPDX-License-Identifier: GPL-3.0-or-later
// The store of whoever is signed in, for views. One that needs it is wrapped by withStore(), and is not
// drawn before somebody is signed in.
import { computed, type ReadonlySignal } from "@preact/signals";
import { type ComponentType, createElement, type FunctionComponent } from "preact";
import { signInState } from "./sign_in";
import type { Store } from "./store";

export const currentStore: ReadonlySignal<Store | null> = computed(() => {
  const { value } = signInState;
  return value.is === "signed_in" ? value.store : null;
});

export function withStore<Props extends object>(View: ComponentType<Props & { store: Store }>): FunctionComponent<Props> {
  return (props: Props) => {
    const store = currentStore.value;
    // Another person's store is another view, with a state of its own.
    return store && createElement(View as ComponentType<object>, { ...props, store, key: store.me });
  };
}
