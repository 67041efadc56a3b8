// SPDX-License-Identifier: GPL-3.0-or-later
// The types of the catalogues. English is the pattern: its keys are the keys, and what a message
// needs is read from its own text, so that a forgotten value is a type error.
import type { en } from "./en";
import type { Value } from "./message";

export type Key = keyof typeof en;
export type Catalogue = Readonly<Record<Key, string>>;

// Those that take no values: labels that are passed around.
export type PlainKey = { [K in Key]: [NamesOf<(typeof en)[K]>] extends [never] ? K : never }[Key];

// An area of the Swedish catalogue: exactly the keys of the English one.
export type Same<Area> = { readonly [K in keyof Area]: string };

type Trim<S extends string> = S extends ` ${infer Rest}` ? Trim<Rest> : S;
// What stands in braces is a name, unless it is the text of a plural's branch.
type NameOf<S extends string> = S extends `${infer Name},${string}`
  ? Trim<Name>
  : S extends `${string} ${string}` | `#${string}` | ""
    ? never
    : S;
export type NamesOf<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? NameOf<Name> | NamesOf<Rest>
  : never;

export type ValuesOf<K extends Key, V = Value> = Readonly<Record<NamesOf<(typeof en)[K]>, V>>;
// No second argument where the message takes no values.
export type Arguments<K extends Key, V = Value> = [NamesOf<(typeof en)[K]>] extends [never]
  ? []
  : [values: ValuesOf<K, V>];
