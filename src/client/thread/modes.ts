/** Modes of a comment on the wire that readers are told of (behaviour section 5.1). */
export const modes = { queued: 2, deleted: 4 } as const;
