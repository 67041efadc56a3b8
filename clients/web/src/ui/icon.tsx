// SPDX-License-Identifier: GPL-3.0-or-later
// Line icons on a grid of 24, drawn with the colour and size of the text around them. They are always
// decoration: words beside them, or the label of the button around them, say what they mean.
import type { JSX } from "preact";

const paths = {
  add: "M12 5v14M5 12h14",
  archive: "M4 4h16v5H4zM6 9v11h12V9M10 13h4",
  bell: "M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
  book: "M5 4.5A2.5 2.5 0 0 1 7.5 3H19v15H7.5A2.5 2.5 0 0 0 5 20.5zM5 20.5A1.5 1.5 0 0 0 6.5 21H19v-3",
  bold: "M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z",
  bookmark: "M6 4h12v16l-6-4-6 4z",
  check: "M5 13l4 4L19 7",
  chevronDown: "M6 9l6 6 6-6",
  chevronEnd: "M9 6l6 6-6 6",
  chevronStart: "M15 6l-6 6 6 6",
  clock: "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  close: "M6 6l12 12M18 6L6 18",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5",
  communities:
    "M8.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19v-1a5 5 0 0 1 5.5-5 5 5 0 0 1 5.5 5v1M15.5 5.2a3 3 0 0 1 0 5.6M17.5 13.6A5 5 0 0 1 21 18v1",
  conversation: "M4 5h16v11H10l-5 4v-4H4z",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  cup: "M5 9h11v5a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5zM16 10h2a2.5 2.5 0 0 1 0 5h-2M8 3v3M12 3v3",
  download: "M12 4v11M12 15l-4-4M12 15l4-4M5 19h14",
  edit: "M4 20l1-4L16 5l3 3L8 19zM13.5 7.5l3 3",
  emoji: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.5 14a4 4 0 0 0 7 0M9 9.5v.5M15 9.5v.5",
  eye: "M2.5 12s3.5-6 9.5-6 9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  film: "M4 5h16v14H4zM8 5v14M16 5v14M4 9.5h4M4 14.5h4M16 9.5h4M16 14.5h4",
  filter: "M4 6h16M7 12h10M10 18h4",
  handy: "M7 11v9H4v-9zM7 11l3.5-7a2 2 0 0 1 2.5 2.4L12.4 10H18a2 2 0 0 1 2 2.4l-1.2 6A2 2 0 0 1 16.8 20H7",
  heading: "M6 5v14M18 5v14M6 12h12",
  history: "M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5M12 8v4l3 2",
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  info: "M12 11v5M12 8v.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  italic: "M10 5h8M6 19h8M14.5 5l-5 14",
  keyboard: "M3 7h18v10H3zM7 11v.5M11 11v.5M15 11v.5M17 14v.5M7 14v.5M10 14h4",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  list: "M9 6h11M9 12h11M9 18h11M4 6h.5M4 12h.5M4 18h.5",
  lock: "M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3",
  look: "M12 3a9 9 0 0 0 0 18zM12 3a9 9 0 0 1 0 18",
  more: "M5.5 11.25a.75.75 0 1 0 0 1.5a.75.75 0 0 0 0-1.5zM12 11.25a.75.75 0 1 0 0 1.5a.75.75 0 0 0 0-1.5zM18.5 11.25a.75.75 0 1 0 0 1.5a.75.75 0 0 0 0-1.5z",
  move: "M12 4v16M12 4l-3 3M12 4l3 3M12 20l-3-3M12 20l3-3M4 12h16M4 12l3-3M4 12l3 3M20 12l-3-3M20 12l-3 3",
  mute: "M18 11v5l2 2H8M6 14v-3a6 6 0 0 1 2-4.5M10 5.3A6 6 0 0 1 18 11M10 21h4M4 4l16 16",
  numbers: "M10 6h10M10 12h10M10 18h10M4 5l1.5-1v4M3.8 12.2a1.2 1.2 0 1 1 2.2.7L3.8 16h2.6M3.8 19h1.7a1 1 0 0 1 0 2H3.8",
  offline: "M4 4l16 16M8 17a5 5 0 0 1-.6-9.8M11 6.2a5 5 0 0 1 5.7 3.9A3.6 3.6 0 0 1 19.4 16M8 17h8.5",
  page: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  paperclip: "M19 11.5l-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5L13 4.5a3.1 3.1 0 0 1 4.4 4.4l-7.9 7.9a1.5 1.5 0 0 1-2.2-2.2l7-7",
  people: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20a7 7 0 0 1 14 0",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 8.25a.75.75 0 1 0 0 1.5a.75.75 0 0 0 0-1.5z",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v6",
  print: "M7 8V4h10v4M7 17H4V8h16v9h-3M7 14h10v6H7z",
  question: "M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.5v.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  quote: "M5 7h5v5a4 4 0 0 1-4 4M14 7h5v5a4 4 0 0 1-4 4",
  reply: "M9 7l-5 5 5 5M4 12h9a7 7 0 0 1 7 7",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4 4",
  send: "M4 12l16-7-6 15-3-6z",
  settings: "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4",
  signOut: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
  sound: "M5 9.5h3l4-4v13l-4-4H5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  table: "M4 5h16v14H4zM4 10h16M4 14.5h16M12 5v14",
  tag: "M4 4h7l9 9-7 7-9-9zM8 7.75a.25.25 0 1 0 0 .5a.25.25 0 0 0 0-.5z",
  tasks: "M4 5h5v5H4zM13 7.5h7M4 14h5v5H4zM13 16.5h7M5.3 16.6l1 1 1.6-2",
  threads: "M4 6h16M4 11h16M4 16h10",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  update: "M19 12a7 7 0 0 1-12.3 4.6M5 12a7 7 0 0 1 12.3-4.6M17.5 3.5v4h-4M6.5 20.5v-4h4",
  warning: "M12 4L3 20h18zM12 10v5M12 17.5v.5",
} as const;

export type IconName = keyof typeof paths;
export const iconNames = Object.keys(paths) as IconName[];

// These point somewhere, and point the other way where text runs from right to left.
const directed: ReadonlySet<IconName> = new Set(["chevronEnd", "chevronStart", "reply", "send", "signOut"]);

export interface IconProps {
  readonly name: IconName;
}

export function Icon({ name }: IconProps): JSX.Element {
  return (
    <svg
      class={directed.has(name) ? "icon icon-directed" : "icon"}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
