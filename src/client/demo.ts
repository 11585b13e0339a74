/** Script of the demo page: shows the thread of the page's own path and lets a visitor write to it. */

/** A comment as `GET /` lists it; `text` is sanitised HTML, `author` is escaped for HTML. */
interface Comment {
  readonly id: number;
  readonly created: number;
  readonly mode: number;
  readonly text: string;
  readonly author: string | null;
  readonly replies?: readonly Comment[];
}

interface Thread {
  readonly total_replies: number;
  readonly replies: readonly Comment[];
}

const thread = { uri: location.pathname, title: "Isso Test" };
const deletedMode = 4;
const pendingStatus = 202;

const list = pick("#comments", HTMLElement);
const count = pick("#count", HTMLElement);
const form = pick("#write", HTMLFormElement);
const message = pick("#message", HTMLElement);
const replyNote = pick("#replying", HTMLElement);
const replyName = pick("#replying-to", HTMLElement);
let replyTo: number | null = null;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void attempt(post);
});
pick("#no-reply", HTMLButtonElement).addEventListener("click", () => answer(null));
void attempt(load);

function pick<E extends Element>(selector: string, type: { new (): E }): E {
  const found = document.querySelector(selector);
  if (found instanceof type) return found;
  throw new Error(`the page lacks ${selector}`);
}

/** Runs a step and shows its failure, if any, where the visitor and a screen reader find it. */
async function attempt(step: () => Promise<string>): Promise<void> {
  try {
    show(await step(), false);
  } catch (error) {
    show(error instanceof Error ? error.message : "Something went wrong.", true);
  }
}

function show(text: string, failed: boolean): void {
  message.textContent = text;
  message.classList.toggle("failed", failed);
}

async function load(): Promise<string> {
  const response = await call(`../?uri=${encodeURIComponent(thread.uri)}`);
  const { total_replies, replies }: Thread = await response.json();
  count.textContent = total_replies === 1 ? "1 comment" : `${total_replies} comments`;
  list.replaceChildren(...replies.map(item));
  return "";
}

async function post(): Promise<string> {
  const fields = new FormData(form);
  const response = await call(`../new?uri=${encodeURIComponent(thread.uri)}`, {
    text: fields.get("text"),
    author: fields.get("author") || null,
    email: fields.get("email") || null,
    website: fields.get("website") || null,
    parent: replyTo,
    title: thread.title,
  });
  form.reset();
  answer(null);
  await load();
  return response.status === pendingStatus
    ? "Thank you. Your comment waits for a moderator."
    : "Thank you for your comment.";
}

/** Asks the server; a refusal becomes an error with the server's own words. */
async function call(path: string, body?: unknown): Promise<Response> {
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  const response = await fetch(
    path,
    body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) },
  ).catch(() => {
    throw new Error("The server cannot be reached. Your text is still here: please try again in a while.");
  });
  if (response.ok) return response;
  const refusal: { message?: unknown } = await response.json().catch(() => ({}));
  const { message = `The server answered ${response.status}.` } = refusal;
  // The status in front says nothing to a reader.
  throw new Error(String(message).replace(/^\d{3} [\w ]+: /, ""));
}

function item(comment: Comment): HTMLElement {
  const deleted = comment.mode === deletedMode;
  const name = comment.author === null ? "Anonymous" : plain(comment.author);
  const entry = document.createElement("li");
  entry.id = `isso-${comment.id}`;
  entry.className = "comment";
  entry.append(heading(comment, deleted ? "Deleted" : name), text(comment));
  if (comment.replies !== undefined && !deleted) entry.append(replyButton(comment.id, name));
  entry.append(nested(comment.replies ?? []));
  return entry;
}

function heading(comment: Comment, name: string): HTMLElement {
  const line = document.createElement("p");
  const author = document.createElement("strong");
  const time = document.createElement("time");
  const created = new Date(comment.created * 1000);
  author.textContent = name;
  time.dateTime = created.toISOString();
  time.textContent = created.toLocaleString();
  line.className = "by";
  line.append(author, " ", time);
  return line;
}

function text(comment: Comment): HTMLElement {
  const body = document.createElement("div");
  body.className = "text";
  // The server has sanitised this HTML; it is the only value that is ever read as HTML here.
  body.innerHTML = comment.text;
  return body;
}

function replyButton(id: number, name: string): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Reply";
  button.setAttribute("aria-label", `Reply to ${name}`);
  button.addEventListener("click", () => answer({ id, name }));
  return button;
}

function nested(replies: readonly Comment[]): Node {
  if (replies.length === 0) return document.createDocumentFragment();
  const sublist = document.createElement("ol");
  sublist.className = "thread";
  sublist.append(...replies.map(item));
  return sublist;
}

/** Sets whom the next comment answers: a comment, or nobody. */
function answer(to: { readonly id: number; readonly name: string } | null): void {
  replyTo = to?.id ?? null;
  replyNote.hidden = to === null;
  replyName.textContent = to?.name ?? "";
  if (to !== null) pick("#text", HTMLTextAreaElement).focus();
}

/** The text that an escaped value stands for. */
function plain(escaped: string): string {
  return new DOMParser().parseFromString(escaped, "text/html").body.textContent ?? "";
}

export {};
