// SPDX-License-Identifier: GPL-3.0-or-later
// As much of a node of parsed HTML as is read; tests bring their own.
export interface InertNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<InertNode> | ArrayLike<InertNode>;
  getAttribute?(name: string): string | null;
}
