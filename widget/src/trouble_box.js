import { button, element } from "./dom.js";
import { HELPLINES } from "./helplines.js";
import { calls, paragraphs } from "./words.js";

/** The box that says why there is no answer, with all numbers to call. */
export class TroubleBox {
  constructor(chat) {
    this.chat = chat;
    this.box = element("div", { className: "trouble", role: "alert", hidden: true });
    this.isTooLong = false;
  }

  render() {
    const { talk } = this.chat;
    const { trouble, pause } = talk;
    if (this.isTooLong) return;
    clearTimeout(this.later);
    if (!trouble) {
      this.box.hidden = true;
      this.box.replaceChildren();
      return;
    }
    if (pause) this.later = setTimeout(() => this.chat.isOpen && talk.flush(), pause * 1000);
    this.show(trouble.said.text || this.ownWords(trouble), trouble, () => talk.flush());
  }

  /** What we say where the server said nothing; that something is kept only where something is. */
  ownWords({ code }) {
    const { texts, talk } = this.chat;
    const said = { offline: texts.offline, broken: texts.broken }[code] ?? texts.silent;
    return talk.keeps ? `${said} ${texts.kept}` : said;
  }

  show(text, trouble = null, again = null) {
    const { language } = this.chat.talk;
    const same = this.box.lang === language && this.text === text;
    if (same && !this.box.hidden) return; // told already: a screen reader would read it anew
    this.text = text;
    this.box.lang = language;
    const numbers = HELPLINES.map((line) => line.number);
    const parts = [calls(numbers, language, true), ...paragraphs(text, numbers)];
    if (trouble && trouble.code !== "origin") parts.push(button("plain", again, this.chat.texts.retry));
    this.box.replaceChildren(...parts);
    this.box.hidden = false;
    this.box.scrollTop = 0;
    this.chat.log.toLast(); // the log has become lower
  }

  tooLong(text) {
    this.isTooLong = true;
    this.show(text);
  }

  /** What was written has become short enough. */
  shortened() {
    if (!this.isTooLong) return;
    this.isTooLong = false;
    this.render();
  }
}
