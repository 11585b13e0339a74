import { action, h, svg } from "../dom.ts";
import type { CommentParts } from "./context.ts";

type Way = "like" | "dislike";

/** The score of a comment and the two arrows (behaviour section 6.5). */
export function createVotes({ thread, view }: CommentParts): readonly HTMLElement[] {
  const { say } = thread;
  const { message, comment, element } = view;
  const { id, likes, dislikes } = comment;
  const score = h("span", "isso-votes");
  const show = (value: number): void => {
    const text = thread.digits(value);
    score.textContent = text;
    score.title = say("comment-score", text);
    setLevel(element, value, thread.options()["vote-levels"]);
  };
  const vote = async (link: HTMLElement, way: Way): Promise<void> => {
    const answer = await thread.api.vote(id, way);
    if (!answer.ok) return message.fail(answer.error);
    const counts = answer.value;
    if (counts === null) return message.tell(say("error-gone"));
    const value = counts.likes - counts.dislikes;
    show(value);
    if (counts.message) return message.tell(say("comment-vote-refused"));
    message.clear();
    link.classList.add("isso-voted");
    thread.announce(score.title);
    thread.emit("isso:voted", { id, score: value });
  };
  const arrow = (way: Way, name: "up" | "down", path: string): HTMLElement => {
    const link = action(`isso-${name}vote`, arrowhead(path), () => vote(link, way));
    link.title = say(`comment-${name}vote`);
    return link;
  };
  show(likes - dislikes);
  const spacer = h("span", { class: "isso-spacer", "aria-hidden": true }, "|");
  return [
    score,
    arrow("like", "up", "M16 9 5 20l3 3 8-8 8 8 3-3z"),
    spacer,
    arrow("dislike", "down", "M16 23 5 12l3-3 8 8 8-8 3 3z"),
  ];
}

/** Marks a comment without votes, and the level of one by the thresholds that its score has reached. */
function setLevel({ classList }: HTMLElement, score: number, thresholds: readonly number[]): void {
  classList.toggle("isso-no-votes", score === 0);
  const reached = thresholds.filter((threshold) => threshold <= score).length;
  // One level more than thresholds; without thresholds no comment has a level.
  for (const level of thresholds.length ? [0, ...thresholds].keys() : []) {
    classList.toggle(`isso-vote-level-${level}`, level === reached);
  }
}

function arrowhead(path: string): SVGElement {
  const attributes = {
    width: 16,
    height: 16,
    viewBox: "0 0 32 32",
    fill: "currentColor",
    "aria-hidden": true,
  };
  return svg("svg", attributes, svg("path", { d: path }));
}
