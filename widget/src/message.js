import { button, element } from "./dom.js";
import { foot } from "./foot.js";
import { isUrgent } from "./helplines.js";
import { rating } from "./rating.js";
import { TEXTS } from "./texts.js";
import { calls, linkTo, paragraphs } from "./words.js";

/** A message of the talk as it is shown in the chat's log. */
export function draw(message, chat) {
  if (message.from === "note") return element("p", { className: "note", textContent: chat.texts[message.note] });
  const mine = message.from === "me";
  const numbers = (!mine && message.calls) || [];
  const alarm = numbers.some(isUrgent);
  const author = element("span", { className: "unseen", lang: chat.talk.language, textContent: chat.texts[mine ? "you" : "bot"] });
  const text = element("div", { className: "text", lang: message.lang }, ...paragraphs(message.text, numbers));
  const links = calls(numbers, message.lang, message.urgent);
  const kinds = ["said", mine && "mine", alarm && "alarm", message.urgent && "urgent", message.greeting && "first"];
  // Where there is danger the numbers stand above the text: no scrolling before the call.
  const parts = alarm ? [author, links, text] : [author, text, links];
  const shown = element("div", { className: kinds.filter(Boolean).join(" ") }, ...parts);
  if (mine) shown.tabIndex = -1; // the focus goes here when a button was pressed
  if (message.links) shown.append(pages(message));
  if (message.open) shown.append(settling(chat, message.lang));
  // Below the answer: its quiet line, what can be said next, whether it helped.
  const row = message.feedback ? rating(message, chat) : null;
  shown.append(...[foot(message, chat), message.buttons && choices(message, chat), row].filter(Boolean));
  refresh(message, shown, chat);
  return shown;
}

/** What changes on a message that is shown already: waiting or not, its language, its buttons. */
export function refresh(message, shown, chat) {
  if (message.from === "note") return;
  shown.querySelector(".text").lang = message.lang;
  if (!message.buttons) shown.querySelector(".choices")?.remove();
  if (!message.open) shown.querySelector(".settling")?.remove();
  const state = shown.querySelector(".state");
  const isWaiting = Boolean(message.waiting && chat.talk.trouble);
  shown.classList.toggle("waiting", isWaiting);
  if (!isWaiting) state?.remove();
  else if (!state) shown.append(element("p", { className: "state", textContent: chat.texts.waiting }));
}

/** The page of an answer to pass on and to print, and its days for the phone's calendar. */
function pages({ links, lang }) {
  return element("div", { className: "calls", lang }, ...links.map(({ title, url }) => linkTo(url, title, { className: "choice" })));
}

function choices(message, chat) {
  const texts = TEXTS[message.lang];
  const name = message.greeting ? texts.often : texts.choices;
  const group = element("div", { className: "choices", role: "group", lang: message.lang, "aria-label": name });
  if (message.greeting) group.append(element("p", { className: "often", "aria-hidden": "true", textContent: name }));
  for (const one of message.buttons) group.append(button("choice", () => chat.press(one), one.title));
  return group;
}

/** How an emergency is answered: help was called, or there is none. Both are said to the bot, which says what is next. */
export function settling(chat, language) {
  const texts = TEXTS[language];
  const group = element("div", { className: "settling", role: "group", lang: language, "aria-label": texts.haveCalled });
  group.append(element("p", { "aria-hidden": "true", textContent: texts.haveCalled }));
  for (const text of [texts.called, texts.notNow]) group.append(button("choice", () => chat.settle(text), text));
  return group;
}
