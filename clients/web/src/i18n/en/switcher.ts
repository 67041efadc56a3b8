// SPDX-License-Identifier: GPL-3.0-or-later
export const switcher = {
  "switcher.title": "Go to",
  "switcher.shortcut": "Go to a community, thread or person",
  "switcher.placeholder": "A community, a thread, a person",
  "switcher.empty": "Nothing here has that name. What you have not opened on this device may still be there: look in its community.",
  "switcher.nothing": "Communities, threads and people stand here as soon as there are some.",
  "switcher.community": "Community",
  "switcher.conversation": "Conversation",
  "switcher.person": "Person",
  "switcher.guest": "Guest",
  "switcher.admin": "Administrator",
  "switcher.newThread": "New thread in {name}",
  "switcher.write": "Write to {name}",
  "switcher.failed": "The conversation could not be started on this device. Try once more.",
} as const;
