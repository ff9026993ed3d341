import { Memory } from "./memory.js";
import { ANSWER_WITHIN, Server, Trouble } from "./server.js";

const MOST_KEPT = 100;
/** Seconds until what was not sent is sent again: first, and at most; each time twice as long. */
const AGAIN_AFTER = 5;
const AGAIN_WITHIN = 60;
export const AGAIN = ["offline", "silent", "broken"];
/** Refusals that sending again would not change. */
const NEVER_TAKEN = ["too_long", "request", "deleted"];

/** Random digits; crypto.randomUUID is missing on pages without https. */
const randomId = () => crypto.getRandomValues(new Uint8Array(16)).join("");

/**
 * The conversation: what was said, what still has to be sent, the session. Knows nothing of the screen.
 * Messages: {from: "bot" | "me" | "note", text, lang, at, buttons?, calls?, sources?, reviewed?, urgent?, open?, id?, waiting?};
 * `open` is an emergency that nobody has answered yet.
 */
export class Talk extends EventTarget {
  constructor(base, language) {
    super();
    this.server = new Server(base);
    this.memory = new Memory(`measles-chat:${base}`);
    this.pageLanguage = language;
    this.busy = false;
    this.trouble = null;
    this.troubles = 0;
    this.load();
  }

  load() {
    const kept = this.memory.read("talk") ?? {};
    const lives = kept.token && kept.until > Date.now();
    this.token = lives ? kept.token : null;
    this.until = lives ? kept.until : 0;
    this.greeting = lives ? kept.greeting : null;
    this.messages = lives ? kept.messages : [];
    this.outbox = kept.outbox ?? [];
    this.language = kept.language ?? this.pageLanguage;
    this.server.answerWithin = kept.answerWithin ?? ANSWER_WITHIN;
    if (!lives) this.messages.push(...this.outbox.filter((turn) => turn.said).map((turn) => this.mine(turn)));
  }

  save() {
    const { token, until, greeting, outbox, language } = this;
    const { answerWithin } = this.server;
    this.messages = this.messages.slice(-MOST_KEPT);
    this.memory.write("talk", { token, until, greeting, outbox, language, answerWithin, messages: this.messages });
  }

  changed() {
    this.save();
    this.dispatchEvent(new Event("change"));
  }

  get begun() {
    return this.messages.some((message) => message.from === "me");
  }

  /** The emergency that nobody has answered yet, if there is one. */
  get emergency() {
    return this.messages.find((message) => message.open);
  }

  mine(turn) {
    return { from: "me", text: turn.said, lang: this.language, id: turn.id, waiting: true, at: turn.at };
  }

  /** Begin a session where there is none. */
  async begin() {
    if (this.token && this.until > Date.now()) return;
    const isNew = !this.token;
    const { token, seconds, answer_seconds, greeting } = await this.server.post("session", { lang: this.language });
    this.server.answerWithin = answer_seconds ?? ANSWER_WITHIN;
    Object.assign(this, { token, greeting, until: Date.now() + seconds * 1000 });
    if (!this.messages.length) this.greet();
    else if (!isNew) this.note("renewed");
  }

  greet() {
    this.messages = [{ from: "bot", ...this.greeting[this.language], greeting: true }];
  }

  note(name) {
    this.messages.push({ from: "note", note: name });
  }

  /** Say something: {text}, {press, said} or {language}; `settles` answers an emergency. Waits until the server has it. */
  say(turn) {
    turn = { id: randomId(), at: Date.now(), said: turn.text, ...turn };
    this.outbox.push(turn);
    if (turn.said) this.messages.push(this.mine(turn));
    this.changed();
    return this.flush();
  }

  /** Speak another language from now on: the bot is told where it was talked to, the greeting changes elsewhere. */
  choose(language, isAsked = true) {
    this.language = language;
    if (this.begun && isAsked) return this.say({ language });
    if (!this.begun && this.token) this.greet();
    this.changed();
  }

  /** Send what waits, in order; stops at the first trouble. */
  async flush() {
    if (this.busy) return;
    this.busy = true;
    this.dispatchEvent(new Event("busy"));
    try {
      for (;;) {
        await this.begin();
        if (!this.outbox.length) break;
        this.changed();
        await this.deliver(this.outbox[0]);
        this.settle(null);
      }
      this.settle(null);
    } catch (error) {
      if (!(error instanceof Trouble)) console.error(error);
      this.settle(error instanceof Trouble ? error : new Trouble("silent"));
    }
    this.busy = false;
    this.dispatchEvent(new Event("busy"));
  }

  settle(trouble) {
    this.trouble = trouble;
    this.troubles = trouble ? this.troubles + 1 : 0;
    this.changed();
  }

  /** Whether something that was written, or chosen by a button, waits to be sent. */
  get keeps() {
    return this.outbox.some((turn) => turn.said);
  }

  /** Seconds until it is tried again without being asked; 0: it is not. */
  get pause() {
    const { code, said } = this.trouble ?? { said: {} };
    if (said.wait) return said.wait;
    return AGAIN.includes(code) ? Math.min(AGAIN_WITHIN, AGAIN_AFTER * 2 ** (this.troubles - 1)) : 0;
  }

  async deliver(turn) {
    const { id, text, press, language } = turn;
    try {
      const body = { token: this.token, id, lang: this.language, text, press, language };
      this.hear(turn, await this.server.post("message", body));
    } catch (error) {
      if (!(error instanceof Trouble) || this.outbox[0] !== turn) throw error;
      if (NEVER_TAKEN.includes(error.code)) this.takeBack(turn);
      if (!this.mend(turn, error)) throw error;
      await this.begin();
      await this.deliver(turn);
    }
  }

  /** Put right what the server refused, once for each reason; false where that is beyond us. */
  mend(turn, { code }) {
    const mended = (turn.mended ??= []);
    if (mended.includes(code)) return false;
    mended.push(code);
    if (code === "token") {
      this.until = 0;
      return true;
    }
    if (code === "press") {
      turn.text = turn.said;
      delete turn.press;
      return true;
    }
    return false;
  }

  hear(turn, { answers, heard }) {
    if (this.outbox[0] !== turn) return; // deleted meanwhile
    this.outbox.shift();
    const mine = this.messages.find((message) => message.id === turn.id);
    if (mine) Object.assign(mine, { waiting: false, lang: heard ?? mine.lang });
    for (const message of this.messages) delete message.buttons;
    if (turn.settles) this.closeEmergency();
    for (const { answered, ...answer } of answers) {
      const open = Boolean(answer.urgent && !answered);
      if (open || answered) this.closeEmergency();
      this.messages.push({ from: "bot", at: Date.now(), ...answer, open });
    }
  }

  /** The emergency was answered, or a newer one stands in its place. */
  closeEmergency() {
    for (const message of this.messages) message.open = false;
  }

  /** Take back a turn that the server will never take; its text goes back to where it was typed. */
  takeBack(turn) {
    this.outbox.shift();
    this.messages = this.messages.filter((message) => message.id !== turn.id);
    this.dispatchEvent(new CustomEvent("back", { detail: turn.text ?? "" }));
  }

  /** Delete here and on the server; throws Trouble where the server was not reached. */
  async remove() {
    if (this.token) {
      try {
        await this.server.post("delete", { token: this.token, lang: this.language });
      } catch (error) {
        if (error.code !== "token") throw error;
      }
    }
    Object.assign(this, { token: null, until: 0, messages: [], outbox: [], trouble: null });
    this.changed();
    await this.flush();
  }
}
