// SPDX-License-Identifier: GPL-3.0-or-later
// People and what they have: made through the API, as a script of an administrator would.

let made = 0;

// A UUIDv7, which whoever makes a thing chooses.
export function makeId() {
  const time = Date.now().toString(16).padStart(12, "0");
  const rest = crypto.randomUUID().slice(15);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest}`;
}

// A colleague: { id, name, email }.
export async function addPerson(server, name, role = "ROLE_MEMBER") {
  made += 1;
  const person = { id: makeId(), name, email: `person${made}@example.org` };
  await server.call("PeopleService/AddPerson", { ...person, role });
  return person;
}

// The address that signs somebody in, once.
export async function oneTimeLink(server, person) {
  const { secret } = await server.call("SignInService/CreateSignInLink", { person: person.id });
  return `${server.url}/sign-in#${secret}`;
}

// The secret of an invitation for one person.
export async function invitation(server) {
  const expiresAtMs = String(Date.now() + 86_400_000);
  const made = await server.call("SignInService/CreateInvitation", { id: makeId(), role: "ROLE_MEMBER", expiresAtMs, uses: 1 });
  return made.secret;
}

// A sign-in beside those in browsers, for what a person does through the API: { secret, id }.
export async function signInByApi(server, person) {
  const { secret } = await server.call("SignInService/CreateSignInLink", { person: person.id });
  const signed = await server.call("SignInService/SignInWithLink", { secret, device: "script" }, "");
  return { secret: signed.secret, id: signed.signIn.id };
}

export async function setPassword(server, person, password) {
  const { secret } = await signInByApi(server, person);
  await server.call("SignInService/SetPassword", { password }, secret);
}

// Ends every sign-in that somebody has in a browser.
export async function endSignIns(server, person) {
  const { secret, id } = await signInByApi(server, person);
  const { signIns } = await server.call("SignInService/ListSignIns", {}, secret);
  for (const each of signIns) {
    if (each.id !== id) await server.call("SignInService/RevokeSignIn", { id: each.id }, secret);
  }
}

// With these members; the administrator is its steward.
export async function addCommunity(server, { name, purpose = "", members = [], ...rest }) {
  const id = makeId();
  await server.call("CommunityService/CreateCommunity", { id, name, purpose, openness: "OPENNESS_OPEN", ...rest });
  for (const { id: person } of members) await server.call("CommunityService/AddMember", { community: id, person });
  return id;
}

export async function startThread(server, { community, title = "", text, kind = "THREAD_KIND_DISCUSSION" }, secret) {
  const id = makeId();
  await server.call("ThreadService/StartThread", { id, community, kind, title, message: makeId(), text }, secret);
  return id;
}

export async function post(server, root, text, secret) {
  const id = makeId();
  await server.call("MessageService/PostMessage", { id, root, text }, secret);
  return id;
}

// What the server has of a thread or conversation, in its order.
export async function postsAtServer(server, root, secret) {
  const found = [];
  for (;;) {
    const after = found.at(-1)?.ordinal ?? "0";
    const { messages = [] } = await server.call("MessageService/ListMessages", { root, after, limit: 100 }, secret);
    if (messages.length === 0) return found;
    found.push(...messages);
  }
}
