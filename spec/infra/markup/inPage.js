/**
 * Runs in the page before anything else of it: tells of calls that payloads make, and looks at what the comments
 * became. The page gives `noteAct`.
 */
const elements = () => [...document.querySelectorAll(".comment *")];

const events =
  "click dblclick mouseover mouseenter mousemove mousedown mouseup focus blur input change keydown error load " +
  "toggle animationstart animationend transitionend scroll wheel pointerover pointerdown drag dragstart copy paste";

const addressHolders = "href src action formAction poster background cite data longDesc lowsrc icon".split(
  " ",
);

const schemes = ["http:", "https:", "mailto:"];

for (const name of ["alert", "confirm", "prompt", "open", "print", "MsgBox", "msgbox"])
  Object.defineProperty(window, name, { value: () => window.noteAct(`${name}()`) });

function addressesOf(element) {
  return addressHolders
    .map((holder) => element[holder] ?? element.getAttribute(holder))
    .filter((value) => typeof value === "string" && URL.canParse(value, document.baseURI));
}

window.inPage = {
  /** Puts each piece of HTML into its comment, as a script of the page would. */
  insert(pieces) {
    for (const [place, html] of pieces.entries()) document.querySelector(`#c${place}`).innerHTML = html;
  },

  /** Does to every element of the comments what a reader could do, without leaving the page. */
  provoke() {
    for (const name of ["click", "submit"])
      window.addEventListener(name, (event) => event.preventDefault(), true);
    for (const element of elements())
      for (const name of events.split(" "))
        element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    for (const name of ["hashchange", "message", "resize", "pageshow"]) window.dispatchEvent(new Event(name));
  },

  /** The page without what is inside of the comments. */
  surroundings() {
    const copy = document.documentElement.cloneNode(true);
    for (const comment of copy.querySelectorAll("div.comment")) comment.replaceChildren();
    const { title, baseURI, cookie, styleSheets } = document;
    return JSON.stringify([copy.outerHTML, title, baseURI, cookie, styleSheets.length, window.name]);
  },

  /** What is inside of the comments that could run something, lead astray, or be taken for a part of the page. */
  dangers() {
    const handlers = elements()
      .flatMap((element) => [...element.attributes].map(({ name }) => name))
      .filter((name) => /^on|^style$|^srcdoc$/.test(name));
    const foreign = elements()
      .filter(({ namespaceURI }) => namespaceURI !== "http://www.w3.org/1999/xhtml")
      .map(({ tagName }) => tagName);
    const stray = elements()
      .flatMap(addressesOf)
      .filter((address) => !schemes.includes(new URL(address, document.baseURI).protocol));
    const names = elements()
      .flatMap((element) => [element.getAttribute("id"), element.getAttribute("name")])
      .filter((name) => name !== null && !name.startsWith("isso-text-"));
    return [...handlers, ...foreign, ...stray, ...names];
  },
};
