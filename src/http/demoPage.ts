import { type Html, html, page } from "./html.ts";

/**
 * The demo page: the widget as a site embeds it, with a form that tries out its options. Everything that it loads is
 * named from beside it, so that it works below any path.
 */
export function demoPage(): string {
  return page(
    "Isso Demo",
    html`<link rel="icon" href="favicon.svg" type="image/svg+xml">
<script defer src="demo.js"></script>
<script defer data-isso="../" src="../js/embed.min.js"></script>
<header class="bar">
<p class="brand"><img src="favicon.svg" alt="" width="24" height="24"> Isso Demo</p>
${themes}
</header>
<div class="columns">
<main>
<h1>Comments for any page</h1>
<p>Below is the thread of this page, as a site embeds it with two tags. What you write is kept like any other comment.
You can change or delete it for a while, in this browser.</p>
<p>There are <a href="#isso-thread">comments</a> on this page; the number follows what you write, like the
numbers <a href="#counters">further below</a>.</p>
<section id="isso-thread" data-title="Isso Demo"><noscript><p>Comments need JavaScript.</p></noscript></section>
<h2>Several threads on one page</h2>
<p>The element <code>&lt;isso-thread&gt;</code> shows a thread wherever it stands, as often as you like.</p>
<div class="pair">
<div><h3>Tea</h3><isso-thread data-isso-id="/demo/tea" data-title="Isso Demo: tea"></isso-thread></div>
<div><h3>Coffee</h3><isso-thread data-isso-id="/demo/coffee" data-title="Isso Demo: coffee"></isso-thread></div>
</div>
<h2 id="counters">Counters</h2>
<p>A link that ends in <code>#isso-thread</code> gets the number of comments behind it. Those of other pages cost one
request together.</p>
<ul>
<li>Tea: <a href="tea#isso-thread" data-isso-id="/demo/tea">comments</a></li>
<li>Coffee: <a href="coffee#isso-thread" data-isso-id="/demo/coffee">comments</a></li>
</ul>
</main>
<aside>
${options}
<h2>Your snippet</h2>
<pre tabindex="0" aria-label="Snippet"><code id="snippet"></code></pre>
<p><button id="copy" type="button">Copy</button> <span id="copied" role="status"></span></p>
<details>
<summary>What the page hears</summary>
<p>Each thread tells what happens with events that bubble.</p>
<ol id="events" class="events"></ol>
</details>
</aside>
</div>`,
    "demo.css",
  );
}

const themes: Html = html`<fieldset class="themes">
<legend>Theme</legend>
<label><input type="radio" name="theme" value="" checked> System</label>
<label><input type="radio" name="theme" value="light"> Light</label>
<label><input type="radio" name="theme" value="dark"> Dark</label>
</fieldset>`;

/** Each field has the name of the attribute that it stands for; what is left at its first value stays out. */
const options: Html = html`<form id="options">
<h2>Try the options</h2>
<label>Language
<select name="data-isso-lang" id="language"><option value="">That of the browser</option></select></label>
<label>Order
<select name="data-isso-sorting">
<option value="">Oldest first</option>
<option value="newest">Newest first</option>
<option value="upvotes">Most votes first</option>
</select></label>
<label>Comments at first
<input name="data-isso-max-comments-top" inputmode="numeric" placeholder="inf" pattern="\\d+|inf"></label>
<label>Replies at first
<input name="data-isso-max-comments-nested" inputmode="numeric" placeholder="5" pattern="\\d+|inf"></label>
<label>More with each click
<input name="data-isso-reveal-on-click" inputmode="numeric" placeholder="5" pattern="\\d+|inf"></label>
<label>Vote levels
<input name="data-isso-vote-levels" placeholder="-5,0,5"></label>
<label>Hashes of the page's author
<input name="data-isso-page-author-hashes"></label>
<label>Background of pictures
<input name="data-isso-avatar-bg" placeholder="#f0f0f0"></label>
<label>Colours of pictures
<input name="data-isso-avatar-fg" placeholder="#5698c4 #e279a3"></label>
<label class="check"><input type="checkbox" name="data-isso-avatar" value="false" checked> Pictures</label>
<label class="check"><input type="checkbox" name="data-isso-vote" value="false" checked> Votes</label>
<p><button type="reset">Start again</button></p>
</form>`;
