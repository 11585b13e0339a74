import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnonymisedIp } from "../../src/domain/values.ts";
import { createPreviewGate, previewsInAll, previewsOfNetwork } from "../../src/http/previewGate.ts";

const network = (number: number): AnonymisedIp => `10.0.${number}.0` as AnonymisedIp;

describe("places for previews", () => {
  it("are never more than the limits for a network and in all, whoever comes and goes", () => {
    const visit = fc.record({ network: fc.nat(9), leaves: fc.boolean() });
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 300 }), (visits) => {
        const gate = createPreviewGate();
        const inside: { readonly network: number; readonly leave: () => void }[] = [];
        for (const { network: number, leaves } of visits) {
          const own = inside.filter((one) => one.network === number);
          const [first] = own;
          if (leaves && first !== undefined) {
            first.leave();
            inside.splice(inside.indexOf(first), 1);
            continue;
          }
          const leave = gate.enter(network(number));
          const full = inside.length === previewsInAll || own.length === previewsOfNetwork;
          expect(leave === undefined).toBe(full);
          if (leave !== undefined) inside.push({ network: number, leave });
        }
      }),
    );
  });

  it("are there for a network that waits for each answer while another one takes all it can", () => {
    const gate = createPreviewGate();
    while (gate.enter(network(1)) !== undefined);
    for (let n = 0; n < 100; n += 1) {
      const leave = gate.enter(network(2));
      expect(leave).toBeDefined();
      leave?.();
    }
  });
});
