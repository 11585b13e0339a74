import { html, page } from "./html.ts";

/** The demo page; its script and style stand beside it, so that it works below any path. */
export function demoPage(): string {
  return page(
    "Isso Demo",
    html`<main>
<h1>Isso Demo</h1>
<p>This page shows its own thread. What you write here is kept like any other comment.</p>
<section aria-labelledby="count">
<h2 id="count">Comments</h2>
<ol id="comments" class="thread"></ol>
</section>
<section aria-labelledby="leave">
<h2 id="leave">Write a comment</h2>
<form id="write">
<p id="replying" hidden>Reply to <strong id="replying-to"></strong> <button id="no-reply" type="button">Cancel</button></p>
<label for="text">Comment (at least 3 characters)</label>
<textarea id="text" name="text" minlength="3" required></textarea>
<label for="author">Name (optional)</label>
<input id="author" name="author" autocomplete="name">
<label for="email">E-mail (optional, never shown)</label>
<input id="email" name="email" type="email" autocomplete="email">
<label for="website">Website (optional)</label>
<input id="website" name="website" inputmode="url" autocomplete="url">
<button>Submit</button>
</form>
<p id="message" role="status"></p>
</section>
<noscript><p>Comments need JavaScript.</p></noscript>
</main>
<script type="module" src="demo.js"></script>`,
    "demo.css",
  );
}
