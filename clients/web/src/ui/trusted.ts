// SPDX-License-Identifier: GPL-3.0-or-later
// The one policy that the content security policy names (`trusted-types fika`): nothing else in the page
// may turn text into code or markup. Two callers only: the address of the service worker, and the parser
// whose inert document is copied by an allow-list.

interface Policy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}
interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

const rules: Policy = {
  createHTML: (text) => text,
  createScriptURL: (url) => {
    if (url !== "/sw.js") throw new TypeError("Only the app's own service worker is loaded.");
    return url;
  },
};
const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy = factory ? factory.createPolicy("fika", rules) : rules;

export const serviceWorkerUrl = (): string => policy.createScriptURL("/sw.js");

// An inert document: no script runs and nothing is fetched. What is in it goes into the page only as
// elements that the caller makes anew.
export function parseInert(html: string): Document {
  return new DOMParser().parseFromString(policy.createHTML(html), "text/html");
}
