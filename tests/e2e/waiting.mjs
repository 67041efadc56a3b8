// SPDX-License-Identifier: GPL-3.0-or-later

// Tries until it holds; the last failure is the test's.
export async function eventually(check, limitMs = 20_000) {
  const end = Date.now() + limitMs;
  for (;;) {
    try {
      return await check();
    } catch (fault) {
      if (Date.now() > end) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
