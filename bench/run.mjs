import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compare } from "./compare.mjs";
import { grow } from "./grow.mjs";
import { machine } from "./machine.mjs";
import { maintain } from "./maintain.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "4" },
    comments: { type: "string", default: "20000" },
    growth: { type: "string", default: "1000,100000" },
    only: { type: "string" },
    part: { type: "string", multiple: true, default: ["compare", "maintain", "grow"] },
    out: { type: "string" },
  },
});

const plan = {
  rounds: positive("rounds", values.rounds),
  seconds: positive("seconds", values.seconds),
  comments: positive("comments", values.comments),
  growth: values.growth.split(",").map((size) => positive("growth", size)),
  only: values.only?.split(","),
};
const parts = { compare, maintain, grow };

const folder = mkdtempSync(join(tmpdir(), "isso-ledger-bench-"));
try {
  const report = [machine(plan)];
  for (const [name, part] of Object.entries(parts)) {
    if (values.part.includes(name)) report.push(await part(plan, folder));
  }
  const text = `${report.join("\n\n")}\n`;
  console.log(text);
  if (values.out !== undefined) writeFileSync(values.out, text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} name @param {string} text */
function positive(name, text) {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} must be a positive number, not ${text}`);
  return number;
}
