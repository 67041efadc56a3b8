// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of pages are of one place, named in the query, or of all that one sees: null.
export type PlaceName = string | null;

// The organisation has no id that pages would name.
const organisationName = "organisation";

export function placeQuery(place: PlaceName): string {
  return place === null ? "" : `?place=${place || organisationName}`;
}
export function placeFrom(query: URLSearchParams): PlaceName {
  const given = query.get("place");
  return given === null ? null : given === organisationName ? "" : given;
}
// A dot that is not escaped makes an address that of a file, which the server has to have: "node.js".
export const tagPath = (tag: string, place: PlaceName): string => `/wiki/tags/${encodeURIComponent(tag).replaceAll(".", "%2E")}${placeQuery(place)}`;
