// SPDX-License-Identifier: GPL-3.0-or-later
// What the protos say is read when something of it is first used, a file at a time: reading all of it would be a
// tenth of a start, and most of it is for screens that are not open. Until then a description knows its name alone.
// generate.mjs puts this beside what it makes, which takes these functions for those of the library.
import type { DescEnum, DescFile, DescMessage, DescService } from "@bufbuild/protobuf";
import * as library from "@bufbuild/protobuf/codegenv2";

export { extDesc } from "@bufbuild/protobuf/codegenv2";

// All that a description of any kind may have.
const names = [
  ...["kind", "proto", "deprecated", "file", "parent", "name", "typeName", "toString", "edition", "dependencies"],
  ...["messages", "enums", "services", "extensions", "fields", "field", "oneofs", "members", "nestedEnums"],
  ...["nestedMessages", "nestedExtensions", "open", "value", "values", "sharedPrefix", "methods", "method"],
  ...["localName", "methodKind", "input", "output", "idempotency"],
];

class Later {
  #make: (() => object) | undefined;

  constructor(known: object, make: () => object) {
    this.#make = make;
    for (const [name, value] of Object.entries(known)) Object.defineProperty(this, name, { value, configurable: true, enumerable: true });
  }
  // From then on everything is the description's own.
  static whole(later: Later): void {
    const make = later.#make;
    later.#make = undefined;
    if (make) Object.defineProperties(later, Object.getOwnPropertyDescriptors(make()));
  }
}
for (const name of names) {
  Object.defineProperty(Later.prototype, name, {
    get(this: Later & Record<string, unknown>) {
      Later.whole(this);
      return Object.hasOwn(this, name) ? this[name] : undefined;
    },
  });
}

const later = <T extends object>(known: Partial<T>, make: () => T): T => new Later(known, make) as unknown as T;

export const fileDesc = (encoded: string, imports?: DescFile[]): DescFile => later<DescFile>({ kind: "file" }, () => library.fileDesc(encoded, imports));

// The type is told by what it is assigned to, as with the library's own.
export const messageDesc = <T extends DescMessage>(typeName: string, file: DescFile, path: number, ...paths: number[]): T =>
  later<DescMessage>({ kind: "message", typeName }, () => library.messageDesc(file, path, ...paths)) as T;

export const enumDesc = <T extends DescEnum>(typeName: string, file: DescFile, path: number, ...paths: number[]): T =>
  later<DescEnum>({ kind: "enum", typeName }, () => library.enumDesc(file, path, ...paths)) as T;

// A method's name is known by what it is asked for.
export function serviceDesc<T extends DescService>(typeName: string, file: DescFile, path: number): T {
  const made = (): DescService => library.serviceDesc(file, path);
  const methods = new Map<string, DescService["method"][string]>();
  const method = new Proxy({} as DescService["method"], {
    get(_, localName) {
      if (typeof localName !== "string") return undefined;
      let found = methods.get(localName);
      if (!found) {
        const name = localName.charAt(0).toUpperCase() + localName.slice(1);
        methods.set(localName, (found = later({ kind: "rpc", name, localName, parent: service }, () => made().method[localName]!)));
      }
      return found;
    },
  });
  const service: DescService = later<DescService>({ kind: "service", typeName, method }, made);
  return service as T;
}
