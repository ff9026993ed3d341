import { button, element, icon, named } from "./dom.js";
import { Entry } from "./entry.js";
import { HELPLINES } from "./helplines.js";
import { Log } from "./log.js";
import { Menu } from "./menu.js";
import { wear } from "./style.js";
import { Talk } from "./talk.js";
import { TEXTS } from "./texts.js";
import { TroubleBox } from "./trouble_box.js";

const MOST_LETTERS = 2000;
/** Milliseconds until dots say that an answer is awaited. */
const DOTS_AFTER = 250;

/** The element `<measles-chat>`: the button that opens the chat, and the chat. */
export class MeaslesChat extends HTMLElement {
  static observedAttributes = ["language", "chat-title"];

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
    this.narrow = matchMedia("(max-width: 30em), (max-height: 30em)");
    this.entry = new Entry(this);
  }

  connectedCallback() {
    this.left = new AbortController();
    if (!this.talk) {
      const base = (this.getAttribute("server") || new URL(import.meta.url).origin).replace(/\/+$/, "");
      this.talk = new Talk(base, this.wantedLanguage());
      this.build();
    }
    const until = { signal: this.left.signal };
    this.talk.addEventListener("change", () => this.render(), until);
    this.talk.addEventListener("busy", () => this.renderBusy(), until);
    this.talk.addEventListener("back", (event) => this.takeBack(event.detail), until);
    addEventListener("online", () => this.talk.outbox.length && this.talk.flush(), until);
    addEventListener("popstate", () => this.entry.moved(), until);
    addEventListener("pageshow", (event) => event.persisted && this.reload(), until);
    this.narrow.addEventListener("change", () => this.panel.open && this.show(), until);
    globalThis.visualViewport?.addEventListener("resize", () => this.fit(), until);
    this.render();
    if (this.talk.memory.read("open") || this.entry.isHere) this.open({ focus: false });
  }

  disconnectedCallback() {
    this.left.abort();
    clearTimeout(this.trouble.later);
  }

  attributeChangedCallback(name) {
    if (!this.talk) return;
    if (name === "language") this.talk.choose(this.wantedLanguage(), false);
    else this.render();
  }

  wantedLanguage() {
    const wanted = this.getAttribute("language") || document.documentElement.lang || "kk";
    return wanted.toLowerCase().startsWith("ru") ? "ru" : "kk";
  }

  get isOpen() {
    return this.panel.open;
  }

  get texts() {
    return TEXTS[this.talk.language];
  }

  /** What the chat is called in its heading. */
  get name() {
    return this.getAttribute("chat-title") || this.texts.title;
  }

  // -------------------------------------------------------------- building

  build() {
    wear(this.shadowRoot);
    this.launcherText = element("span");
    this.launcher = button("launcher", () => this.open(), icon("talk"), this.launcherText);
    this.launcher.setAttribute("aria-expanded", "false");
    this.launcher.setAttribute("aria-haspopup", "dialog");

    this.menu = new Menu(this);
    this.log = new Log(this);
    this.trouble = new TroubleBox(this);
    const bar = this.buildBar();
    this.dots = element("div", { className: "dots", hidden: true, "aria-hidden": "true" }, ...[1, 2, 3].map(() => element("i")));
    this.status = element("p", { className: "unseen", role: "status" });
    this.panel = element("dialog", { className: "panel", "aria-labelledby": "title" });
    this.panel.append(bar, this.log.box, this.dots, this.status, this.trouble.box, this.buildField());
    this.panel.addEventListener("keydown", (event) => this.keyed(event));
    this.panel.addEventListener("click", (event) => {
      if (!event.composedPath().includes(bar)) this.menu.show(false, { focus: false });
    });
    this.panel.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.escape();
    });
    // A second Escape in a row closes the panel whatever we say.
    this.panel.addEventListener("close", () => this.panel.open || this.launcher.hidden && this.close());
    this.root = element("div", { className: "root" }, this.launcher, this.panel);
    // Keys typed here are not the page's shortcuts.
    for (const kind of ["keydown", "keyup", "keypress"]) this.root.addEventListener(kind, (event) => event.stopPropagation());
    this.shadowRoot.append(this.root);
  }

  buildBar() {
    this.heading = element("p", { className: "title", id: "title" });
    this.subtitle = element("p", { className: "subtitle" });
    this.sos = element("a", { className: "sos", href: `tel:${HELPLINES[0].number}` }, icon("phone"), HELPLINES[0].number);
    this.tongue = button("tongue", () => this.talk.choose(this.talk.language === "kk" ? "ru" : "kk"));
    this.closeButton = button("", () => this.close(), icon("close"));
    const names = element("div", { className: "names" }, this.heading, this.subtitle);
    const tools = element("div", { className: "tools" }, this.sos, this.tongue, this.menu.opener, this.closeButton);
    return element("div", { className: "bar" }, names, tools, this.menu.box);
  }

  buildField() {
    this.input = element("textarea", { rows: 1, enterKeyHint: "send", autocomplete: "off" });
    this.input.value = this.talk.memory.read("draft") ?? "";
    this.input.addEventListener("input", () => this.drafted());
    this.go = button("go", () => this.submit(), icon("send"));
    return element("div", { className: "write" }, this.input, this.go);
  }

  // -------------------------------------------------------------- opening and closing

  open({ focus = true } = {}) {
    this.show();
    this.talk.memory.write("open", true);
    this.grow();
    // On a phone the field would bring up the keyboard, over the greeting.
    if (focus) (this.narrow.matches ? this.log.list : this.input).focus({ preventScroll: true });
    this.log.toLast();
    this.talk.flush();
  }

  close() {
    this.menu.show(false);
    if (this.panel.open) this.panel.close();
    this.launcher.hidden = false;
    this.launcher.setAttribute("aria-expanded", "false");
    this.launcher.focus({ preventScroll: true });
    this.talk.memory.write("open", false);
    this.entry.leave();
  }

  /** On a phone the panel is the whole screen and nothing behind it can be reached; elsewhere it lies beside the page. */
  show() {
    const focused = this.shadowRoot.activeElement;
    if (this.panel.open) this.panel.close();
    this.panel.classList.toggle("whole", this.narrow.matches);
    if (this.narrow.matches) {
      this.log.list.autofocus = true; // and not the first thing there is: Enter would call 103
      this.panel.showModal();
      this.entry.enter();
    } else this.panel.open = true; // show() would take the focus away from the page
    this.fit();
    this.launcher.hidden = true;
    this.launcher.setAttribute("aria-expanded", "true");
    focused?.focus({ preventScroll: true });
  }

  /** A phone's keyboard covers the lower half of the page: the panel ends above it. */
  fit() {
    const seen = globalThis.visualViewport?.height;
    if (seen) this.panel.style.setProperty("--seen", `${Math.round(seen * visualViewport.scale)}px`);
  }

  keyed(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.escape();
    } else if (event.key === "Enter" && event.target === this.input && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    }
  }

  escape() {
    if (this.menu.isShown) this.menu.show(false);
    else this.close();
  }

  async remove() {
    this.menu.show(false);
    this.input.value = "";
    this.drafted();
    try {
      await this.talk.remove();
      this.announce(this.texts.removed);
    } catch (trouble) {
      this.trouble.show(this.texts.notRemoved, trouble, () => this.remove());
    }
  }

  // -------------------------------------------------------------- saying

  /** The field is as high as its text. */
  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight + 2}px`;
  }

  takeBack(text) {
    this.input.value ||= text;
    this.drafted();
  }

  drafted() {
    this.talk.memory.write("draft", this.input.value);
    this.grow();
    if (this.input.value.length <= MOST_LETTERS) this.trouble.shortened();
  }

  submit() {
    const text = this.input.value.trim();
    if (!text) return this.input.focus();
    if (text.length > MOST_LETTERS) {
      this.trouble.tooLong(this.texts.tooLong(text.length, MOST_LETTERS));
      return this.input.focus();
    }
    this.input.value = "";
    this.drafted();
    this.talk.say({ text });
    this.input.focus({ preventScroll: true });
  }

  press(one) {
    this.choose({ press: one.press, said: one.title });
  }

  /** Answer an emergency: it is said to the bot, and its card goes once the bot has it. */
  settle(text) {
    this.choose({ text, settles: true });
  }

  /** Say what a button says. The button goes; the focus goes to what was said, from where a key leads on to the answer. */
  choose(turn) {
    this.talk.say(turn);
    this.log.lastMine?.focus({ preventScroll: true });
  }

  // -------------------------------------------------------------- showing

  render() {
    this.renderFrame();
    this.log.render();
    this.trouble.render();
  }

  renderFrame() {
    const { texts, name } = this;
    const { language } = this.talk;
    if (this.framed === language + name) return;
    this.framed = language + name;
    const other = language === "kk" ? "ru" : "kk";
    this.root.lang = language;
    this.launcherText.textContent = texts.launch;
    this.heading.textContent = name;
    this.subtitle.textContent = texts.subtitle;
    Object.assign(this.tongue, { lang: other, textContent: other === "ru" ? "Рус" : "Қаз" });
    named(this.tongue, other === "ru" ? "Русский" : "Қазақша");
    named(this.closeButton, texts.close);
    named(this.sos, `${HELPLINES[0].number} – ${HELPLINES[0][language]}`);
    named(this.go, texts.send);
    this.input.placeholder = texts.input;
    this.input.setAttribute("aria-label", texts.input);
    this.menu.renderFrame();
    this.log.renderFrame();
  }

  renderBusy() {
    clearTimeout(this.dotsLater);
    if (!this.talk.busy) {
      this.dots.hidden = true;
      this.announce("");
      return;
    }
    this.dotsLater = setTimeout(() => {
      this.dots.hidden = false;
      this.announce(this.texts.typing);
    }, DOTS_AFTER);
  }

  announce(text) {
    this.status.textContent = text;
  }

  /** The talk was led on by another page of this tab. */
  reload() {
    this.talk.load();
    this.render();
  }
}
