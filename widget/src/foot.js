import { button, element, icon, named } from "./dom.js";
import { TEXTS } from "./texts.js";
import { clock, dated, linkTo } from "./words.js";

/** Milliseconds for which a word says that an answer was copied. */
const TOLD_FOR = 2500;

/**
 * The quiet line below a message: its time, and below a vetted answer its sources, copy and share. Screen readers find it
 * there; it is not read out with a new message.
 */
export function foot(message, chat) {
  const line = element("div", { className: "foot", "aria-live": "off" });
  if (message.sources?.length) line.append(sources(message), ...tools(message, chat));
  if (message.at) line.append(clock(message.at));
  return line.firstChild && line;
}

function sources({ sources, reviewed, lang }) {
  const texts = TEXTS[lang];
  const list = sources.map(({ title, url, date, of }) => {
    const name = url ? linkTo(url, title, { lang: "en" }) : element("span", { lang: "en", textContent: title });
    return element("li", {}, of ? `${of}: ` : "", name, date ? ` (${dated(date)})` : "");
  });
  return element(
    "details",
    { lang },
    element("summary", { textContent: texts.sources(sources.length) }),
    element("ul", { role: "list" }, ...list),
    reviewed && element("p", { textContent: texts.reviewed(dated(reviewed)) }),
  );
}

function tools(message, chat) {
  const texts = TEXTS[message.lang];
  const tool = (name, act) => named(button("tool", act, icon(name)), texts[name]);
  const told = async (shown, done) => {
    const text = texts[done ? "copied" : "notCopied"];
    const word = element("span", { className: "told", "aria-hidden": "true", textContent: text });
    shown.before(word);
    chat.announce(text);
    setTimeout(() => word.remove(), TOLD_FOR);
  };
  const copied = tool("copy", async () => told(copied, await copy(passedOn(message, chat), chat.panel)));
  if (!navigator.share) return [copied];
  const shared = tool("share", async () => {
    try {
      await navigator.share({ text: passedOn(message, chat) });
    } catch (error) {
      if (error.name !== "AbortError") told(shared, await copy(passedOn(message, chat), chat.panel));
    }
  });
  return [copied, shared];
}

/** An answer as it is passed on: whose it is stands below it. */
const passedOn = (message, chat) => `${message.text}\n\n${chat.name}: ${message.links?.[0].url ?? location.origin + location.pathname}`;

/** Whether the text is on the clipboard now; pages without https have the old way only, which needs a field that can be seen. */
async function copy(text, place) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = place.getRootNode().activeElement;
    const field = element("textarea", { className: "unseen", value: text, readOnly: true });
    place.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus({ preventScroll: true });
    return done;
  }
}
