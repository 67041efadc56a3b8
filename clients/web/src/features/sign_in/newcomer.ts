// SPDX-License-Identifier: GPL-3.0-or-later
// What a newcomer tells of themselves, and what is wrong with it before the server is asked. Pure.

export interface Newcomer {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}
export interface Faults {
  readonly name?: "signIn.missing" | "invitation.nameLong";
  readonly email?: "invitation.emailOdd" | "invitation.emailNeeded";
  readonly password?: "invitation.passwordShort" | "invitation.passwordLong";
}

export const nameLengthMax = 80;
export const passwordLengthMin = 10;
const passwordBytesMax = 200;

export function faultsOf({ name, email, password }: Newcomer): Faults {
  const address = email.trim();
  return {
    ...(name.trim() === "" ? { name: "signIn.missing" } : [...name.trim()].length > nameLengthMax ? { name: "invitation.nameLong" } : {}),
    ...(address === "" && password !== "" ? { email: "invitation.emailNeeded" } : {}),
    ...(address !== "" && !/^[^\s@]+@[^\s@]+$/.test(address) ? { email: "invitation.emailOdd" } : {}),
    ...(password === "" ? {} : passwordFault(password)),
  } as Faults;
}

function passwordFault(password: string): Pick<Faults, "password"> | object {
  if ([...password].length < passwordLengthMin) return { password: "invitation.passwordShort" };
  return new TextEncoder().encode(password).length > passwordBytesMax ? { password: "invitation.passwordLong" } : {};
}
