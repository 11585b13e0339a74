import type { StoredComment } from "../domain/ports.ts";
import { typedValue } from "./editForm.ts";
import { type Html, html, page } from "./html.ts";

/** What a moderation link can do with a comment. */
export type ModerationAction = "activate" | "delete" | "edit";

const questions: Readonly<Record<ModerationAction, string>> = {
  activate: "Activate: Are you sure?",
  delete: "Delete: Are you sure?",
  edit: "Edit: Are you sure?",
};

/**
 * The page that a moderation link opens: the comment, and a form that posts to the page's own address. It needs no
 * script, and everything in it is escaped.
 */
export function moderationPage(action: ModerationAction, stored: StoredComment): string {
  const question = questions[action];
  const { thread } = stored;
  return page(
    question,
    html`<h1>${question}</h1>
<p>Comment #${stored.comment.id} on ${thread?.title || thread?.uri || "an unknown page"}</p>
${action === "edit" ? editForm(stored) : confirmForm(action, stored)}`,
  );
}

function confirmForm(action: "activate" | "delete", { comment }: StoredComment): Html {
  return html`<p>${typedValue(comment.author) || "Anonymous"} wrote:</p>
<pre>${comment.text}</pre>
<form method="post"><button>${action === "activate" ? "Activate" : "Delete"}</button></form>`;
}

// A line end right after the start tag belongs to the tag, so that a text which begins with one keeps it.
function editForm({ comment }: StoredComment): Html {
  return html`<form method="post">
<p><label for="text">Comment</label><br>
<textarea id="text" name="text" rows="12" cols="80" required>
${comment.text}</textarea></p>
<p><label for="author">Name</label><br>
<input id="author" name="author" value="${typedValue(comment.author)}"></p>
<p><label for="website">Website</label><br>
<input id="website" name="website" value="${typedValue(comment.website)}"></p>
<button>Edit</button>
</form>`;
}
