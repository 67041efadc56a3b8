// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a run: gathered as they come, then a table beside the budgets.
const budgets = [
  [/^first load: compressed/, 150],
  [/^start from the store/, 1000],
  [/^open 10,000: /, 100],
  [/^permalink /, 100],
  [/^key to paint/, 16],
  [/messages a minute: frames over/, 0],
];

export function makeReport() {
  const figures = new Map();
  return {
    record(what, unit, value) {
      if (!figures.has(what)) figures.set(what, { unit, values: [] });
      figures.get(what).values.push(value);
      console.error(`  ${what}: ${shown(value)} ${unit}`);
    },
    lines: () => [...figures].map(([what, { unit, values }]) => JSON.stringify({ what, unit, values })),
    table() {
      const rows = [...figures].map(([what, { unit, values }]) => {
        const sorted = [...values].sort((a, b) => a - b);
        const median = sorted[Math.floor((sorted.length - 1) / 2)];
        const between = sorted.length > 1 ? ` (${shown(sorted[0])} to ${shown(sorted.at(-1))})` : "";
        const budget = budgets.find(([pattern]) => pattern.test(what))?.[1];
        const verdict = budget === undefined ? "" : median <= budget ? "met" : "no";
        return [what, `${shown(median)}${unit ? ` ${unit}` : ""}${between}`, String(values.length), budget === undefined ? "" : String(budget), verdict];
      });
      return ["| what | median (least to most) | n | budget | |", "|---|---|---|---|---|", ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");
    },
  };
}

const shown = (value) => (Math.abs(value) >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString("en") : value.toFixed(1));

// Where the time went: the functions by what they took themselves.
export function readProfile({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const took = new Map();
  samples.forEach((id, at) => {
    const { functionName, url, lineNumber, columnNumber } = byId.get(id).callFrame;
    const name = `${functionName || "(anonymous)"} ${url.split("/").at(-1)}:${lineNumber + 1}:${columnNumber + 1}`;
    took.set(name, (took.get(name) ?? 0) + timeDeltas[at] / 1000);
  });
  return [...took].sort(([, a], [, b]) => b - a).slice(0, 25).map(([name, ms]) => `${ms.toFixed(1).padStart(9)} ms  ${name}`);
}
