import type { AnonymisedIp } from "../domain/values.ts";

/** Previews in progress that one network may have. */
export const previewsOfNetwork = 16;

/** Previews in progress in all. */
export const previewsInAll = 64;

/**
 * Bounds how many previews are in progress, so that strangers cannot keep the renderer busy for themselves. A network
 * that waits for each answer has one in progress and is refused only while other networks fill all places.
 */
export interface PreviewGate {
  /** A place, with what gives it back; undefined when there is none. */
  enter(network: AnonymisedIp): (() => void) | undefined;
}

export function createPreviewGate(): PreviewGate {
  const ofNetwork = new Map<AnonymisedIp, number>();
  let all = 0;
  const change = (network: AnonymisedIp, by: 1 | -1): void => {
    const count = (ofNetwork.get(network) ?? 0) + by;
    if (count === 0) ofNetwork.delete(network);
    else ofNetwork.set(network, count);
    all += by;
  };
  return {
    enter: (network) => {
      if (all >= previewsInAll || (ofNetwork.get(network) ?? 0) >= previewsOfNetwork) return undefined;
      change(network, 1);
      return () => change(network, -1);
    },
  };
}
