// SPDX-License-Identifier: GPL-3.0-or-later
export const saved = {
  "saved.title": "Saved",
  "saved.lead": "Messages you keep for later. Nobody else sees them.",
  "saved.empty.title": "Nothing saved yet",
  "saved.empty.text": "Save a message from its menu, and it waits here until you have time for it.",
  "saved.unsave": "Take it off the list",
  "saved.unsaved": "No longer saved.",
  "saved.undo": "Undo",
  "saved.deleted": "This message has been deleted.",
  "saved.hidden": "This message cannot be shown now. It comes back when you can see it again.",
  "saved.meta": "{name} in {place}",
  "saved.at": "saved {time}",
  "saved.conversation": "a conversation",
  "saved.unreachable": "The whole list could not be fetched. What is kept on this device is shown.",
  "saved.again": "Try again",
  "saved.note": "Note: {note}",
  "saved.more": "Show more",
} as const;
