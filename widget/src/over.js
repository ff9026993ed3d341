import { element } from "./dom.js";
import { isUrgent } from "./helplines.js";
import { settling } from "./message.js";
import { calls } from "./words.js";

/** In a log that is lower than this the question is not repeated: the answer needs the room. In px. */
const LOWEST = 220;
/** So much of an answer has to be seen below the top for its question to be repeated, in px. */
const LITTLE = 24;

/**
 * What stands over the top of the log while its place there is out of sight: the emergency that nobody has answered yet, and
 * the question whose answer is being read.
 */
export class Over {
  constructor(chat) {
    this.chat = chat;
    this.card = element("div", { className: "card away" });
    this.asked = element("p", { className: "asked away", "aria-hidden": "true" }); // it stands in the log
    this.box = element("div", { className: "over" }, this.card, this.asked);
  }

  /** Look anew at what is seen: `shown` are pairs of message and element, `top` and `height` of the log in px. */
  look(shown, top, height) {
    const open = shown.find(([message]) => message.open);
    this.fill(open?.[0]);
    const isAway = Boolean(open) && !isWithin(open[1].querySelector(".calls") ?? open[1], top, height);
    this.card.classList.toggle("away", !isAway);
    const edge = top + (isAway ? this.card.offsetHeight : 0) + 8;
    const question = height >= LOWEST ? questionAbove(shown, edge, edge + this.asked.offsetHeight + LITTLE) : null;
    this.asked.classList.toggle("away", !question);
    if (question) this.asked.replaceChildren(element("b", { textContent: this.chat.texts.asked }), ` ${question.text}`);
    return this.box.offsetHeight;
  }

  /** The card of an emergency, made anew only where it is another. */
  fill(message) {
    const language = this.chat.talk.language;
    if (this.filled === message && this.card.lang === language) return;
    this.filled = message;
    this.card.lang = language;
    if (!message) return this.card.replaceChildren();
    const numbers = message.calls?.filter(isUrgent) ?? [];
    this.card.replaceChildren(calls(numbers.length ? numbers : ["103", "112"], language, true), settling(this.chat, language));
  }

  /** How much of the top is going to be covered, in px, when the message at `place` is the first that is seen. */
  room(shown, place) {
    const open = shown.findIndex(([message]) => message.open);
    const card = open >= 0 && open !== place && open !== place + 1 ? this.card.offsetHeight : 0;
    const isAnswer = shown[place][0].from !== "me" && shown.slice(0, place).some(([message]) => message.from === "me");
    return card + (isAnswer ? this.asked.offsetHeight : 0);
  }
}

const isWithin = (one, top, height) => one.offsetTop >= top && one.offsetTop + one.offsetHeight <= top + height;

/** The question that is out of sight above `edge` while its answer reaches below `least`. */
function questionAbove(shown, edge, least) {
  const read = shown.findIndex(([message, one]) => message.from === "bot" && one.offsetTop + one.offsetHeight > least);
  if (read < 0) return null;
  const [message, one] = shown.slice(0, read).reverse().find(([said]) => said.from === "me") ?? [];
  return one && one.offsetTop + one.offsetHeight < edge ? message : null;
}
