import type { Log, Notifier, Occasion } from "../../domain/ports.ts";

/** Tells moderators through the log, in the original's lines (behaviour section 9.1). */
export function createStdoutNotifier(log: Log): Notifier {
  return { notify: (occasion) => log.info(...linesOf(occasion)) };
}

/** Tells nobody: for sites whose `notify` does not name `stdout`. */
export const silentNotifier: Notifier = { notify: () => undefined };

function linesOf(occasion: Occasion): readonly string[] {
  switch (occasion.kind) {
    case "thread-opened":
      return [`new thread ${occasion.id}: ${occasion.title ?? ""}`];
    case "comment-posted":
      return [
        `comment created: ${JSON.stringify(occasion.answer)}`,
        `Link to comment: ${occasion.link}`,
        `Delete comment: ${occasion.deleteLink}`,
        ...(occasion.activateLink === undefined ? [] : [`Activate comment: ${occasion.activateLink}`]),
      ];
    case "comment-edited":
      return [`comment ${occasion.id} edited: ${JSON.stringify(occasion.answer)}`];
    case "comment-deleted":
      return [`comment ${occasion.id} deleted`];
    case "comment-activated":
      return [`comment ${occasion.id} activated`];
  }
}
