// SPDX-License-Identifier: GPL-3.0-or-later
// Which tab sends a file: the one that it was given to, for as long as that lives, and then another. All of them
// hear how far it is.
export interface UploadTabs {
  // Calls back when this tab is the one; answers how to let go of it.
  own(id: string, begin: () => void): () => void;
  tell(word: unknown): void;
  hear(listen: (word: unknown) => void): void;
}

export function openUploadTabs(person: string): UploadTabs {
  // Plain http has no locks: each tab sends what it has, and the server sorts the pieces out.
  const locks: LockManager | undefined = typeof navigator === "undefined" ? undefined : navigator.locks;
  if (!locks) return { own: (_, begin) => (queueMicrotask(begin), () => undefined), tell: () => undefined, hear: () => undefined };
  const channel = new BroadcastChannel(`fika-uploads/${person}`);
  return {
    own(id, begin) {
      const queued = new AbortController();
      let letGo: () => void = () => undefined;
      const hold = (): Promise<void> => {
        begin();
        return new Promise((resolve) => (letGo = resolve));
      };
      locks.request(`fika-upload/${id}`, { signal: queued.signal }, hold).catch(() => undefined);
      return () => {
        queued.abort();
        letGo();
      };
    },
    tell: (word) => channel.postMessage(word),
    hear: (listen) => void (channel.onmessage = ({ data }) => listen(data)),
  };
}
