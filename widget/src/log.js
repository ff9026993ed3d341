import { button, element, icon } from "./dom.js";
import { draw, refresh } from "./message.js";
import { Over } from "./over.js";

/** So much may stand below the log's end without a hint, in px. */
const SLACK = 40;

/** The conversation on the screen. */
export class Log {
  constructor(chat) {
    this.chat = chat;
    this.shown = [];
    this.list = element("div", { className: "log", role: "log", tabIndex: 0, "aria-live": "polite" });
    this.over = new Over(chat);
    // For eyes and pointers: keys scroll the log itself, and a screen reader reads on.
    this.moreText = element("span");
    this.more = button("more", () => this.further(), icon("down"), this.moreText);
    Object.assign(this.more, { tabIndex: -1, hidden: true });
    this.more.setAttribute("aria-hidden", "true");
    this.box = element("div", { className: "middle" }, this.over.box, this.list, this.more);
    this.list.addEventListener("scroll", () => this.look(), { passive: true });
    this.list.addEventListener("toggle", () => this.look(), true);
    new ResizeObserver(() => this.look()).observe(this.list);
  }

  /** What the frame says, in the language of now. */
  renderFrame() {
    const { texts } = this.chat;
    this.list.setAttribute("aria-label", texts.log);
    this.moreText.textContent = texts.more;
    for (const [message, shown] of this.shown) if (message.from === "note") shown.textContent = texts[message.note];
  }

  /** Keep the log in step with the talk: what stays is not touched, so that a screen reader reads only what is new. */
  render() {
    const { messages } = this.chat.talk;
    const same = this.shown.findIndex(([message], place) => message !== messages[place]);
    const kept = same < 0 ? this.shown.length : same;
    for (const [, shown] of this.shown.splice(kept)) shown.remove();
    for (const [message, shown] of this.shown) refresh(message, shown, this.chat);
    const added = messages.slice(kept).map((message) => [message, draw(message, this.chat)]);
    this.list.append(...added.map(([, shown]) => shown));
    this.shown.push(...added);
    if (!added.length) return this.look();
    // A long answer is read from its beginning, and an emergency before anything else.
    const first = added.find(([message]) => message.urgent) ?? added.find(([message]) => message.from === "bot") ?? added[0];
    this.bring(this.shown.indexOf(first));
  }

  /** The last of what the reader said. */
  get lastMine() {
    return this.shown.filter(([message]) => message.from === "me").at(-1)?.[1];
  }

  toLast() {
    if (this.shown.length) this.bring(this.shown.length - 1, "auto");
  }

  /** Bring a message to the top of the log, or as far as the log goes; a short question stays above its answer. */
  bring(place, behavior) {
    const [asked, question] = this.shown[place - 1] ?? [];
    if (asked?.from === "me" && question.offsetHeight <= this.list.clientHeight / 3) place -= 1;
    const top = this.shown[place][1].offsetTop - this.over.room(this.shown, place) - 10;
    this.list.scrollTo({ top, behavior: behavior ?? gait() });
    this.look();
  }

  /** A page further down. */
  further() {
    this.list.scrollBy({ top: this.list.clientHeight * 0.75, behavior: gait() });
  }

  /** Something moved: what stands over the log, and the hint that there is more below. */
  look() {
    const { scrollTop, clientHeight, scrollHeight } = this.list;
    this.more.hidden = scrollHeight - scrollTop - clientHeight <= SLACK;
    const covered = this.over.look(this.shown, scrollTop, clientHeight);
    // What gets the focus by keys is not left behind these.
    this.list.style.scrollPaddingBlock = `${covered + 8}px ${this.more.offsetHeight + 8}px`;
  }
}

const gait = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
