/**
 * <measles-chat>: the measles assistant on any page. One file, no build step, no third party.
 *
 *   <script type="module" src="https://bot.example/widget.js"></script>
 *   <measles-chat></measles-chat>
 *
 * Attributes: server, language (kk, ru), chat-title, position (left, right, here), theme (light, dark).
 * Colours: CSS custom properties --measles-accent and others. docs/widget.md says it all.
 *
 * Everything shown is put in as text, never as HTML; styles are a constructed sheet: a strict
 * Content-Security-Policy and Trusted Types are content with it.
 */

// ---------------------------------------------------------------------------- words

const TEXTS = {
  kk: {
    launch: "Сұрақ қою",
    title: "Қызылша туралы сұрақтар",
    subtitle: "Бот, дәрігер емес",
    close: "Жабу",
    menu: "Мәзір",
    log: "Хабарламалар",
    input: "Сұрағыңызды жазыңыз",
    send: "Жіберу",
    bot: "Бот:",
    you: "Сіз:",
    typing: "Бот жауап жазып жатыр",
    choices: "Жауап нұсқалары",
    waiting: "Жіберілмей тұр",
    offline: "Байланыс жоқ. Жағдай ауыр болса, бірден 103 не 112 нөміріне қоңырау шалыңыз.",
    silent: "Бот қазір жауап бермей тұр. Жағдай ауыр болса, бірден 103 не 112 нөміріне қоңырау шалыңыз.",
    kept: "Жазғаныңыз сақталды, мүмкін болғанда өзі жіберіледі.",
    retry: "Қайталап көру",
    remove: "Әңгімені өшіру",
    confirm: "Әңгіме осы беттен де, серверден де өшіріледі, кейін қайтару мүмкін болмайды. Өшіресіз бе?",
    yes: "Иә, өшіру",
    no: "Жоқ, қалсын",
    removed: "Әңгіме өшірілді.",
    notRemoved: "Әңгіме серверден өшірілмеді. Байланысты тексеріп, қайталап көріңіз.",
    renewed: "Алдыңғы әңгіменің уақыты бітті. Жаңа әңгіме басталды.",
    tooLong: (letters, most) => `Хабарламаңыз тым ұзын: ${letters} таңба. ${most} таңбаға дейін қысқартыңыз. Жағдай ауыр болса, бірден 103-ке қоңырау шалыңыз.`,
  },
  ru: {
    launch: "Задать вопрос",
    title: "Вопросы о кори",
    subtitle: "Отвечает бот, не врач",
    close: "Закрыть",
    menu: "Меню",
    log: "Сообщения",
    input: "Напишите свой вопрос",
    send: "Отправить",
    bot: "Бот:",
    you: "Вы:",
    typing: "Бот пишет ответ",
    choices: "Варианты ответа",
    waiting: "Не отправлено",
    offline: "Нет связи. Если состояние тяжёлое, сразу звоните 103 или 112.",
    silent: "Бот сейчас не отвечает. Если состояние тяжёлое, сразу звоните 103 или 112.",
    kept: "Ваше сообщение сохранено и отправится само, как только получится.",
    retry: "Попробовать ещё раз",
    remove: "Удалить переписку",
    confirm: "Переписка исчезнет и с этой страницы, и с сервера, вернуть её будет нельзя. Удалить?",
    yes: "Да, удалить",
    no: "Нет, оставить",
    removed: "Переписка удалена.",
    notRemoved: "Удалить с сервера не получилось. Проверьте связь и попробуйте ещё раз.",
    renewed: "Время прошлого разговора вышло. Начат новый.",
    tooLong: (letters, most) => `Сообщение слишком длинное, знаков в нём: ${letters}. Сократите до ${most}. Если состояние тяжёлое, сразу звоните 103.`,
  },
};

/** The only phone lines there are; the same as in data/knowledge/helplines.yml (a test compares). */
const HELPLINES = [
  { number: "103", kk: "Жедел жәрдем", ru: "Скорая помощь" },
  { number: "112", kk: "Бірыңғай құтқару қызметі", ru: "Единая служба спасения" },
  { number: "1414", kk: "Мемлекеттік қызметтер байланыс орталығы", ru: "Контакт-центр государственных услуг" },
  { number: "111", kk: "Отбасы, әйел және бала құқығын қорғау орталығы", ru: "Центр по защите прав семьи, женщин и детей" },
  { number: "150", kk: "Балалар мен жастардың сенім телефоны", ru: "Телефон доверия для детей и молодёжи" },
];

const isUrgent = (number) => number === "103" || number === "112";

const MOST_LETTERS = 2000;
const MOST_KEPT = 100;
/** Seconds that an answer may take, until a session says how long. */
const ANSWER_WITHIN = 20;
const DOTS_AFTER = 250;
/** Seconds until what was not sent is sent again: first, and at most; each time twice as long. */
const AGAIN_AFTER = 5;
const AGAIN_WITHIN = 60;
/** The open chat's name in history.state. */
const ENTRY = "measles-chat";
/** Refusals that sending again would not change. */
const NEVER_TAKEN = ["too_long", "request", "deleted"];

// ---------------------------------------------------------------------------- looks

const DARK = `
  --accent: var(--measles-accent-dark, #7cc4f0); --on-accent: var(--measles-on-accent-dark, #06263a);
  --head: var(--measles-head-dark, #114b6e); --on-head: var(--measles-on-head-dark, #fff);
  --paper: var(--measles-paper-dark, #15202a); --ink: var(--measles-ink-dark, #eef3f7);
  --faint: #a9b8c4; --bubble: #22303c; --line: #3b4c5a; --alarm: #ff9d94; --on-alarm: #3a0703;
  --alarm-paper: #3b1d1d; --shadow: 0 .5em 2em rgb(0 0 0 / .6); color-scheme: dark;`;

const STYLE = `
:host { display: block; }
.root {
  all: initial; direction: ltr; unicode-bidi: isolate;
  --accent: var(--measles-accent, #00689d); --on-accent: var(--measles-on-accent, #fff);
  --head: var(--measles-head, var(--accent)); --on-head: var(--measles-on-head, var(--on-accent));
  --paper: var(--measles-paper, #fff); --ink: var(--measles-ink, #1d2b36);
  --faint: #55646f; --bubble: #eef4f8; --line: #c9d6df; --alarm: #b3261e; --on-alarm: #fff;
  --alarm-paper: #fdf0ef; --shadow: 0 .5em 2em rgb(16 42 67 / .22); color-scheme: light;
  font: medium/1.5 var(--measles-font, system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif);
  color: var(--ink); overflow-wrap: anywhere; -webkit-text-size-adjust: 100%;
}
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) .root { ${DARK} } }
:host([theme="dark"]) .root { ${DARK} }
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
p, ul { margin: 0; padding: 0; }
button, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
button { margin: 0; padding: 0; border: 0; background: none; cursor: pointer; touch-action: manipulation; }
svg { width: 1.5em; height: 1.5em; flex: none; fill: none; stroke: currentColor; stroke-width: 2;
  stroke-linecap: round; stroke-linejoin: round; }
.icon-more { stroke-width: 4; }
a[href^="tel"] { font-weight: 700; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; box-shadow: 0 0 0 2px var(--paper); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.launcher {
  position: fixed; z-index: 2147483000; bottom: max(var(--measles-inset, 1rem), env(safe-area-inset-bottom));
  right: var(--measles-inset, 1rem); display: flex; align-items: center; gap: .5em;
  min-height: 3.5em; max-width: calc(100vw - 2rem); padding: .6em min(1.4em, 5vw) .6em min(1.1em, 4vw); border: 1px solid transparent;
  border-radius: 2em; background: var(--accent); color: var(--on-accent); font-weight: 600;
  box-shadow: var(--shadow);
}
:host([position="left"]) .launcher { right: auto; left: var(--measles-inset, 1rem); }
:host([position="here"]) .launcher { position: static; max-width: 100%; box-shadow: none; }
:host([position="here"]) .launcher[hidden] { display: flex !important; visibility: hidden; }

.panel {
  position: fixed; z-index: 2147483000; inset: auto var(--measles-inset, 1rem) var(--measles-inset, 1rem) auto;
  width: 25em; max-width: calc(100vw - 2rem); height: min(42em, calc(100vh - 2rem)); max-height: none;
  margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 1em; overflow: hidden;
  background: var(--paper); color: var(--ink); box-shadow: var(--shadow);
}
:host([position="left"]) .panel { right: auto; left: var(--measles-inset, 1rem); }
.panel[open] { display: flex; flex-direction: column; animation: rise .18s ease-out; }
.panel:focus { outline: none; }
.panel::backdrop { background: var(--paper); }
.panel.whole { inset: 0 0 auto 0; width: 100vw; max-width: none; height: var(--seen, 100dvh); border: 0; border-radius: 0; }
@keyframes rise { from { opacity: 0; transform: translateY(.75em); } }

/* Where letters are large the names have lines of their own, and the tools grow no wider than a phone has room. */
.bar { position: relative; flex: none; display: flex; flex-wrap: wrap; align-items: center;
  padding: .5em .35em .5em min(1em, 4vw); background: var(--head); color: var(--on-head);
  --side: max(44px, min(2.75em, 13vw)); }
.names { flex: 1 1 5.5em; min-width: 0; padding: .15em 0; }
.title { font-weight: 650; line-height: 1.25; }
.subtitle { font-size: .8125em; line-height: 1.35; }
.tools { display: flex; flex-wrap: wrap; gap: .1em; margin-inline-start: auto; }
.tools > * { flex: none; display: grid; place-items: center; min-width: var(--side); height: var(--side); border-radius: .6em; }
.tools svg { width: min(1.5em, 8vw); height: min(1.5em, 8vw); }
.tools > :focus-visible { outline-color: var(--on-head); box-shadow: none; outline-offset: -3px; }
.tongue { padding: 0 .35em; font-size: min(.9375em, 8vw); font-weight: 650; text-decoration: underline; text-underline-offset: .25em; }
.tools > .sos { display: flex; gap: .15em; padding: 0 min(.35em, 2vw); border: 1px solid var(--on-head);
  background: var(--alarm); color: var(--on-alarm); text-decoration: none; }
.tools > .sos:focus-visible { outline-offset: 1px; }
.sos svg { stroke-width: 2.5; width: min(1em, 7vw); }

.menu { position: absolute; z-index: 1; top: calc(100% + .4em); right: .5em; left: .5em; padding: .4em;
  border: 1px solid var(--line); border-radius: .8em; background: var(--paper); color: var(--ink);
  box-shadow: var(--shadow); max-height: 50dvh; overflow: auto; }
.menu > :is(a, button) { display: flex; align-items: center; gap: .75em; width: 100%; min-height: 2.9em; height: auto;
  padding: .35em .7em; border-radius: .5em; color: var(--ink); text-align: start; text-decoration: none; }
.menu a svg { color: var(--accent); }
.menu a.urgent, .menu a.urgent svg { color: var(--alarm); }
.menu :focus-visible { outline-color: var(--ink); outline-offset: -3px; }
.menu > .remove { margin-top: .4em; border-top: 1px solid var(--line); border-radius: 0 0 .5em .5em; }
.confirm { padding: .7em; border-top: 1px solid var(--line); }
.confirm div { display: flex; flex-wrap: wrap; gap: .5em; margin-top: .7em; }

.log { flex: 1; min-height: 0; overflow: hidden auto; overscroll-behavior: contain; position: relative;
  padding: 1em min(1em, 4vw) .5em; display: flex; flex-direction: column; gap: .75em; }
.log:focus-visible { outline-offset: -3px; box-shadow: none; }
.log > :first-child { margin-top: auto; }
.said { max-width: calc(100% - max(0px, 20% - 1.65em)); align-self: flex-start; scroll-margin: 1em; }
.text { padding: .6em min(.9em, 4vw); border: 1px solid transparent; border-radius: .3em 1.1em 1.1em 1.1em;
  background: var(--bubble); }
.text > * + * { margin-top: .6em; }
.text p { white-space: pre-line; }
.text ul { list-style: none; }
.text li { position: relative; padding-inline-start: 1.1em; }
.text li::before { content: "•"; position: absolute; inset-inline-start: .1em; color: var(--accent); font-weight: 700; }
.text li + li { margin-top: .25em; }
.text a { color: var(--accent); text-underline-offset: .2em; }
.mine { align-self: flex-end; }
.mine .text { border-radius: 1.1em 1.1em .3em 1.1em; background: var(--head); color: var(--on-head); }
.mine.waiting .text { background: none; border: 1px dashed var(--faint); color: var(--ink); }
.state { font-size: .8125em; color: var(--faint); text-align: end; margin-top: .2em; }
.note { align-self: center; max-width: 100%; font-size: .875em; color: var(--faint); text-align: center; }
.alarm .text { background: var(--alarm-paper); border: 2px solid var(--alarm); border-inline-start-width: .4em; }
.alarm .text li::before, .alarm .text a, .trouble p a { color: var(--alarm); }
.choices, .calls { display: flex; flex-wrap: wrap; gap: .5em; margin-top: .6em; }
.choice, .plain { min-height: 2.75em; padding: .4em 1em; border: 1.5px solid var(--accent); border-radius: 1.4em;
  background: var(--paper); color: var(--accent); font-weight: 550; text-align: start; line-height: 1.3; }
.call { display: flex; align-items: center; gap: min(.5em, 2vw); flex: 1 1 auto; justify-content: center; min-height: max(44px, min(3em, 16vw));
  padding: .3em min(.8em, 3vw); white-space: nowrap; border: 2px solid transparent; border-radius: .8em; background: var(--alarm); color: var(--on-alarm);
  text-decoration: none; }
.call svg { width: min(1.5em, 8vw); }
.call.less { flex-grow: 0; background: var(--paper); border-color: currentColor; color: var(--alarm); }
.call.mild { flex-grow: 0; background: none; border-color: currentColor; color: inherit; }
.alarm > .calls, .trouble > .calls { margin: 0 0 .6em; }
.rating { display: flex; flex-wrap: wrap; align-items: center; column-gap: 1em; padding-inline: min(.9em, 4vw); font-size: .875em; color: var(--faint); }
.rating:focus { outline: none; }
.rating p { flex-basis: 100%; color: var(--ink); }
.rating button { min-height: max(44px, 2.75em); min-width: 44px; color: var(--accent); text-align: start; text-decoration: underline; text-underline-offset: .2em; }
.danger { border-color: var(--alarm); color: var(--alarm); }
@media (hover: hover) {
  .choice:hover, .plain:hover { background: var(--bubble); }
  .menu > :hover { background: var(--bubble); }
  .launcher:hover, .call:hover, .go:hover { filter: brightness(1.08); }
}

.dots { flex: none; display: flex; gap: .3em; align-self: flex-start; padding: .8em 1em; border-radius: .3em 1.1em 1.1em 1.1em;
  background: var(--bubble); margin: 0 1em .5em; }
.dots i { width: .5em; height: .5em; border-radius: 50%; background: var(--faint); animation: dot 1.2s infinite; }
.dots i:nth-child(2) { animation-delay: .15s; } .dots i:nth-child(3) { animation-delay: .3s; }
@keyframes dot { 0%, 60%, 100% { opacity: .35; } 30% { opacity: 1; transform: translateY(-.15em); } }

.trouble { flex: 0 1 auto; min-height: min(5em, 30%); max-height: 45%; overflow: auto; padding: .7em min(1em, 4vw); border-top: 1px solid var(--alarm);
  background: var(--alarm-paper); font-size: .9375em; }
.trouble .plain { margin-top: .6em; }
.write { flex: none; display: flex; align-items: flex-end; gap: min(.5em, 2vw);
  padding: .6em min(.75em, 3vw) max(.6em, env(safe-area-inset-bottom)); border-top: 1px solid var(--line); }
textarea { flex: 1; min-width: 0; min-height: 2.9em; max-height: min(8em, 30vh); padding: .65em min(.9em, 4vw); resize: none;
  border: 1px solid var(--faint); border-radius: 1.4em; background: var(--paper); line-height: 1.4; }
textarea::placeholder { color: var(--faint); opacity: 1; }
textarea:focus-visible { outline: 2px solid var(--accent); outline-offset: 0; border-color: var(--accent); box-shadow: none; }
.go { flex: none; display: grid; place-items: center; width: max(44px, min(2.9em, 13vw)); height: max(44px, min(2.9em, 13vw)); border: 1px solid transparent;
  border-radius: 50%; background: var(--accent); color: var(--on-accent); }
@media (max-height: 416px) { .subtitle { display: none; } .bar { padding-block: .1em; } }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; } .dots i { opacity: .7; } }
@media (forced-colors: active) { .text, .call, .go, .launcher, .dots { border-color: CanvasText; } }
`;

/** Drawings of 24 by 24. */
const ICONS = {
  talk: "M21 11.5a8.4 8.4 0 0 1-8.5 8.3 9 9 0 0 1-3.8-.8L3 21l1.9-5.2a8 8 0 0 1-.9-3.8A8.4 8.4 0 0 1 12.5 3.5 8.4 8.4 0 0 1 21 11.5zM8.5 10h8M8.5 13.5h5",
  close: "M6 6l12 12M18 6L6 18",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  phone: "M5 4h4l1.5 5-2.3 1.6a12 12 0 0 0 5.2 5.2L15 13.5l5 1.5v4a1.5 1.5 0 0 1-1.6 1.5A15.5 15.5 0 0 1 3.5 5.6 1.5 1.5 0 0 1 5 4z",
  send: "M12 19V5M5.5 11.5L12 5l6.5 6.5",
  bin: "M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5",
};

// ---------------------------------------------------------------------------- small tools

/** An element with properties and children; texts become text nodes. */
function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Random letters; crypto.randomUUID is missing on pages without https. */
function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A web address or a number; railway sidings have numbers for names, which are not to be called. */
const LINK = /(https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)]|(?:разъезд\s+)?\d+(?:-разъезд)?)/iu;

/** Text with its web addresses as links that tell the other page nothing, and the numbers to call as links to call. */
function linked(text, numbers) {
  return text.split(LINK).map((part, place) => {
    if (place % 2 === 0) return part;
    if (numbers.includes(part)) return element("a", { href: `tel:${part}`, textContent: part });
    if (!/^http/i.test(part)) return part;
    return element("a", { href: part, target: "_blank", rel: "noopener noreferrer", textContent: part });
  });
}

/** A text as paragraphs and lists: blank lines part paragraphs, lines with a bullet are points. */
function paragraphs(text, numbers = []) {
  const blocks = [];
  for (const part of text.split(/\n\s*\n/)) {
    let list = null;
    let lines = [];
    const flush = () => {
      if (lines.length) blocks.push(element("p", { dir: "auto" }, ...linked(lines.join("\n"), numbers)));
      lines = [];
    };
    for (const line of part.split("\n")) {
      if (!line.startsWith("• ")) {
        list = null;
        lines.push(line);
        continue;
      }
      flush();
      if (!list) blocks.push((list = element("ul", { role: "list" })));
      list.append(element("li", { dir: "auto" }, ...linked(line.slice(2), numbers)));
    }
    flush();
  }
  return blocks;
}

/** What a page keeps between reloads: for one tab, until it is closed. Works in memory where that is forbidden. */
class Memory {
  constructor(name) {
    this.name = name;
    this.kept = {};
  }
  read(part) {
    try {
      return JSON.parse(sessionStorage.getItem(`${this.name}:${part}`));
    } catch {
      return this.kept[part] ?? null;
    }
  }
  write(part, value) {
    this.kept[part] = value;
    try {
      sessionStorage.setItem(`${this.name}:${part}`, JSON.stringify(value));
    } catch {
      // Storage is full or forbidden: the conversation lives as long as the page.
    }
  }
}

/** Why a request brought no answer: "offline", "silent" (no answer, or none of the bot's) or the server's code, with what it said. */
class Trouble extends Error {
  constructor(code, said = {}) {
    super(code);
    this.code = code;
    this.said = said;
  }
}

/** The bot's server. A request is a "simple" one: no preflight, one way there and back. */
class Server {
  constructor(base) {
    this.base = base;
    this.answerWithin = ANSWER_WITHIN;
  }
  async post(path, body) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), this.answerWithin * 1000);
    let response, said;
    try {
      response = await fetch(`${this.base}/webhooks/web/${path}`, {
        method: "POST",
        headers: { "Content-Type": "text/plain;charset=UTF-8" },
        body: JSON.stringify(body),
        credentials: "omit",
        signal: stop.signal,
      });
      said = await response.json();
    } catch {
      // A proxy's page can't be told from a dead server where the bot lives on another site; the browser knows its own network.
      throw new Trouble(response || navigator.onLine ? "silent" : "offline");
    } finally {
      clearTimeout(timer);
    }
    if (!response.ok) throw new Trouble(said.error || "silent", said);
    return said;
  }
}

// ---------------------------------------------------------------------------- the talk

/**
 * The conversation: what was said, what still has to be sent, the session. Knows nothing of the screen.
 * Messages: {from: "bot" | "me" | "note", text, lang, buttons?, calls?, urgent?, id?, waiting?, feedback?}.
 */
class Talk extends EventTarget {
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

  mine(turn) {
    return { from: "me", text: turn.said, lang: this.language, id: turn.id, waiting: true };
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

  /** Say something: {text}, {press, said} or {language}. It waits in the outbox until the server has it. */
  say(turn) {
    turn = { id: randomId(), said: turn.text, ...turn };
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
    return code === "offline" || code === "silent" ? Math.min(AGAIN_WITHIN, AGAIN_AFTER * 2 ** (this.troubles - 1)) : 0;
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
    this.messages.push(...answers.map((answer) => ({ from: "bot", ...answer })));
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

// ---------------------------------------------------------------------------- the back key

/**
 * The chat that covers a phone's screen, as an entry of the page's history: the back key takes it away. Its address is the
 * page's and the page's own state goes along, so that nothing changes for a page that keeps a history itself. Frames share
 * one history with the page around them, which we can't see: there it is left alone.
 */
class Entry {
  constructor(chat) {
    this.chat = chat;
    this.address = null; // where the open chat was entered
    this.leaving = false; // our own way back is under way
  }

  get isHere() {
    return history.state?.[ENTRY] === location.href;
  }

  enter() {
    if (parent !== window || this.leaving) return;
    this.address = location.href;
    if (this.isHere) return;
    try {
      history.pushState({ ...history.state, [ENTRY]: location.href }, "");
    } catch {
      // A page without an address of its own has no history to write.
    }
  }

  leave() {
    this.address = null;
    if (!this.isHere || this.leaving) return;
    this.leaving = true;
    history.back();
  }

  /** The history moved: back from the chat, forward to it, or by the page itself, which is not our business. */
  moved() {
    const { chat, leaving } = this;
    this.leaving = false;
    if (leaving) chat.isOpen && chat.show();
    else if (this.isHere) chat.isOpen || chat.open();
    else if (chat.isOpen && this.address === location.href) chat.close();
  }
}

// ---------------------------------------------------------------------------- the element

class MeaslesChat extends HTMLElement {
  static observedAttributes = ["language", "chat-title"];

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
    this.narrow = matchMedia("(max-width: 30em), (max-height: 30em)");
    this.shown = [];
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
    clearTimeout(this.later);
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

  // -------------------------------------------------------------- building

  build() {
    this.wear();
    const button = (part, name, act) => {
      const made = element("button", { type: "button", className: part }, name ? icon(name) : null);
      made.addEventListener("click", act);
      return made;
    };
    this.launcher = button("launcher", "talk", () => this.open());
    this.launcher.setAttribute("aria-expanded", "false");
    this.launcher.setAttribute("aria-haspopup", "dialog");
    this.launcherText = this.launcher.appendChild(element("span"));

    this.heading = element("p", { className: "title", id: "title" });
    this.subtitle = element("p", { className: "subtitle" });
    this.sos = element("a", { className: "sos", href: `tel:${HELPLINES[0].number}` }, icon("phone"), HELPLINES[0].number);
    this.tongue = button("tongue", null, () => this.talk.choose(this.talk.language === "kk" ? "ru" : "kk"));
    this.menuButton = button("", "more", () => this.showMenu(this.menu.hidden));
    this.closeButton = button("", "close", () => this.close());
    this.removeButton = button("remove", "bin", () => this.askRemoval(true));
    this.confirmBox = element("div", { className: "confirm", hidden: true, role: "group" });
    this.menu = element("div", { className: "menu", hidden: true, id: "menu" });
    this.menuButton.setAttribute("aria-controls", "menu");

    this.log = element("div", { className: "log", role: "log", tabIndex: 0, "aria-live": "polite" });
    this.dots = element("div", { className: "dots", hidden: true, "aria-hidden": "true" }, ...[1, 2, 3].map(() => element("i")));
    this.status = element("p", { className: "unseen", role: "status" });
    this.troubleBox = element("div", { className: "trouble", role: "alert", hidden: true });
    this.input = element("textarea", { rows: 1, enterKeyHint: "send", autocomplete: "off" });
    this.input.value = this.talk.memory.read("draft") ?? "";
    this.input.addEventListener("input", () => this.drafted());
    this.go = button("go", "send", () => this.submit());

    const bar = element(
      "div",
      { className: "bar" },
      element("div", { className: "names" }, this.heading, this.subtitle),
      element("div", { className: "tools" }, this.sos, this.tongue, this.menuButton, this.closeButton),
      this.menu,
    );
    const write = element("div", { className: "write" }, this.input, this.go);
    this.panel = element("dialog", { className: "panel", "aria-labelledby": "title" });
    this.panel.append(bar, this.log, this.dots, this.status, this.troubleBox, write);
    this.panel.addEventListener("keydown", (event) => this.keyed(event));
    this.panel.addEventListener("click", (event) => {
      if (!event.composedPath().includes(bar)) this.showMenu(false, { focus: false });
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

  /** A constructed style sheet: Content-Security-Policy does not forbid it, as it does a style element. */
  wear() {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      this.shadowRoot.adoptedStyleSheets = [sheet];
    } catch {
      this.shadowRoot.append(element("style", { textContent: STYLE }));
    }
  }

  // -------------------------------------------------------------- opening and closing

  open({ focus = true } = {}) {
    this.show();
    this.talk.memory.write("open", true);
    this.grow();
    // On a phone the field would bring up the keyboard, over the greeting.
    if (focus) (this.narrow.matches ? this.log : this.input).focus({ preventScroll: true });
    this.scrollToLast();
    this.talk.flush();
  }

  close() {
    this.showMenu(false);
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
      this.log.autofocus = true; // and not the first thing there is: Enter would call 103
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
    if (this.menu.hidden) this.close();
    else this.showMenu(false);
  }

  showMenu(isShown, { focus = true } = {}) {
    if (this.menu.hidden !== isShown) return;
    this.askRemoval(false);
    this.menu.hidden = !isShown;
    this.menuButton.setAttribute("aria-expanded", String(isShown));
    if (focus) (isShown ? this.menu.querySelector("a") : this.menuButton).focus();
  }

  askRemoval(isAsked) {
    const had = this.confirmBox.contains(this.shadowRoot.activeElement);
    this.confirmBox.hidden = !isAsked;
    this.removeButton.hidden = isAsked;
    if (isAsked) this.confirmBox.querySelector("button:last-child").focus();
    else if (had) this.removeButton.focus();
  }

  async remove() {
    this.showMenu(false);
    this.input.value = "";
    this.drafted();
    try {
      await this.talk.remove();
      this.announce(this.texts.removed);
    } catch (trouble) {
      this.showTrouble(this.texts.notRemoved, trouble, () => this.remove());
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
    if (this.tooLong && this.input.value.length <= MOST_LETTERS) {
      this.tooLong = false;
      this.renderTrouble();
    }
  }

  submit() {
    const text = this.input.value.trim();
    if (!text) return this.input.focus();
    if (text.length > MOST_LETTERS) {
      this.tooLong = true;
      this.showTrouble(this.texts.tooLong(text.length, MOST_LETTERS));
      return this.input.focus();
    }
    this.input.value = "";
    this.drafted();
    this.talk.say({ text });
    this.input.focus({ preventScroll: true });
  }

  press(button) {
    this.log.focus({ preventScroll: true });
    this.talk.say({ press: button.press, said: button.title });
  }

  // -------------------------------------------------------------- showing

  render() {
    this.renderFrame();
    this.renderLog();
    this.renderTrouble();
  }

  renderFrame() {
    const { language } = this.talk;
    if (this.framed === `${language}${this.getAttribute("chat-title")}`) return;
    this.framed = `${language}${this.getAttribute("chat-title")}`;
    const { texts } = this;
    const other = language === "kk" ? "ru" : "kk";
    const label = (button, text) => {
      button.title = text;
      button.setAttribute("aria-label", text);
    };
    this.root.lang = language;
    this.launcherText.textContent = texts.launch;
    this.heading.textContent = this.getAttribute("chat-title") || texts.title;
    this.subtitle.textContent = texts.subtitle;
    Object.assign(this.tongue, { lang: other, textContent: other === "ru" ? "Рус" : "Қаз" });
    label(this.tongue, other === "ru" ? "Русский" : "Қазақша");
    label(this.menuButton, texts.menu);
    this.menuButton.setAttribute("aria-expanded", String(!this.menu.hidden));
    label(this.closeButton, texts.close);
    label(this.sos, `${HELPLINES[0].number} – ${HELPLINES[0][language]}`);
    label(this.go, texts.send);
    this.log.setAttribute("aria-label", texts.log);
    this.input.placeholder = texts.input;
    this.input.setAttribute("aria-label", texts.input);
    this.removeButton.replaceChildren(icon("bin"), texts.remove);
    this.confirmBox.setAttribute("aria-label", texts.remove);
    this.confirmBox.replaceChildren(
      element("p", { textContent: texts.confirm }),
      element(
        "div",
        {},
        this.plain(texts.yes, () => this.remove(), "danger"),
        this.plain(texts.no, () => this.askRemoval(false)),
      ),
    );
    const lines = HELPLINES.map((line) => {
      const urgent = isUrgent(line.number) ? "urgent" : "";
      return element("a", { href: `tel:${line.number}`, className: urgent }, icon("phone"), `${line.number} – ${line[language]}`);
    });
    this.menu.replaceChildren(...lines, this.removeButton, this.confirmBox);
    for (const [message, shown] of this.shown) if (message.from === "note") shown.textContent = texts[message.note];
  }

  plain(text, act, kind = "") {
    const made = element("button", { type: "button", className: `plain ${kind}`, textContent: text });
    made.addEventListener("click", act);
    return made;
  }

  /** Keep the log in step with the talk: what stays is not touched, so that a screen reader reads only what is new. */
  renderLog() {
    const { messages } = this.talk;
    const same = this.shown.findIndex(([message], place) => message !== messages[place]);
    const kept = same < 0 ? this.shown.length : same;
    for (const [, shown] of this.shown.splice(kept)) shown.remove();
    for (const [message, shown] of this.shown) this.refresh(message, shown);
    const added = messages.slice(kept).map((message) => [message, this.draw(message)]);
    if (!added.length) return;
    this.log.append(...added.map(([, shown]) => shown));
    this.shown.push(...added);
    // A long answer is read from its beginning, and an emergency before anything else.
    const first = added.find(([message]) => message.urgent) ?? added.find(([message]) => message.from === "bot") ?? added[0];
    this.scrollTo(first[1]);
  }

  draw(message) {
    if (message.from === "note") return element("p", { className: "note", textContent: this.texts[message.note] });
    const mine = message.from === "me";
    const numbers = (!mine && message.calls) || [];
    const alarm = numbers.some(isUrgent);
    const author = element("span", { className: "unseen", lang: this.talk.language, textContent: this.texts[mine ? "you" : "bot"] });
    const text = element("div", { className: "text", lang: message.lang }, ...paragraphs(message.text, numbers));
    const calls = numbers.length ? this.calls(numbers, message.lang, message.urgent) : null;
    const kinds = ["said", mine && "mine", alarm && "alarm", message.urgent && "urgent"].filter(Boolean);
    // Where there is danger the numbers stand above the text: no scrolling before the call.
    const parts = alarm ? [author, calls, text] : [author, text, calls];
    const shown = element("div", { className: kinds.join(" ") }, ...parts);
    if (message.buttons) shown.append(this.choices(message));
    if (message.feedback) shown.append(this.rating(message));
    this.refresh(message, shown);
    return shown;
  }

  /** What changes on a message that is shown already: waiting or not, its language, its buttons. */
  refresh(message, shown) {
    if (message.from === "note") return;
    shown.querySelector(".text").lang = message.lang;
    if (!message.buttons) shown.querySelector(".choices")?.remove();
    const state = shown.querySelector(".state");
    const isWaiting = Boolean(message.waiting && this.talk.trouble);
    shown.classList.toggle("waiting", isWaiting);
    if (!isWaiting) state?.remove();
    else if (!state) shown.append(element("p", { className: "state", textContent: this.texts.waiting }));
  }

  choices(message) {
    const group = element("div", { className: "choices", role: "group", lang: message.lang, "aria-label": TEXTS[message.lang].choices });
    for (const button of message.buttons) {
      const made = element("button", { type: "button", className: "choice", textContent: button.title });
      made.addEventListener("click", () => this.press(button));
      group.append(made);
    }
    return group;
  }

  /** The small row below an answer: whether it helped; then what was chosen, why, and the nearest questions. */
  rating(message) {
    const { question, choices, said, thanks, late } = message.feedback;
    const row = element("div", { className: "rating", role: "group", tabIndex: -1, lang: message.lang, "aria-label": question });
    const add = (title, act) => {
      const made = element("button", { type: "button", textContent: title });
      made.addEventListener("click", act);
      row.append(made);
    };
    if (!thanks) {
      row.append(question);
      for (const { verdict, title } of choices) add(title, () => this.rate(message, row, { verdict }, title));
    } else {
      row.append(`✓ ${said.titles.join(" · ")}`, element("p", { textContent: thanks.text }));
      const { verdict } = said;
      for (const { reason, title } of thanks.reasons ?? []) add(title, () => this.rate(message, row, { verdict, reason }, title));
      if (thanks.near) row.append(element("p", { textContent: thanks.near }));
      for (const button of thanks.buttons ?? []) add(button.title, () => this.press(button));
    }
    if (late) row.append(element("p", { textContent: this.texts.waiting }));
    return row;
  }

  /** Send what was tapped in that row, beside the talk; what the page keeps of the message shows it after a reload, too. */
  async rate(message, row, what, title) {
    if (row.busy) return;
    row.busy = true;
    const { feedback } = message;
    const { talk } = this;
    try {
      feedback.thanks = await talk.server.post("feedback", { token: talk.token, lang: talk.language, answer: feedback.answer, ...what });
      feedback.said = { ...what, titles: [...(feedback.said?.titles ?? []), title] };
      feedback.late = false;
    } catch (trouble) {
      if (["answer", "rated", "token", "request"].includes(trouble.code)) delete message.feedback;
      feedback.late = true;
    }
    talk.save();
    const had = row.contains(this.shadowRoot.activeElement);
    const next = message.feedback ? this.rating(message) : "";
    row.replaceWith(next);
    if (had) (next || this.log).focus({ preventScroll: true });
  }

  calls(numbers, language, urgent) {
    const links = HELPLINES.filter((line) => numbers.includes(line.number)).map(({ number, ...names }) => {
      const label = `${number} – ${names[language]}`;
      const kind = !isUrgent(number) ? "mild" : urgent ? "" : "less";
      return element("a", { className: `call ${kind}`, href: `tel:${number}`, "aria-label": label, title: label }, icon("phone"), number);
    });
    return element("div", { className: "calls", lang: language }, ...links);
  }

  renderTrouble() {
    const { trouble, pause } = this.talk;
    if (this.tooLong) return;
    clearTimeout(this.later);
    if (!trouble) {
      this.troubleBox.hidden = true;
      this.troubleBox.replaceChildren();
      return;
    }
    if (pause) this.later = setTimeout(() => this.isOpen && this.talk.flush(), pause * 1000);
    this.showTrouble(trouble.said.text || this.ownTrouble(trouble), trouble, () => this.talk.flush());
  }

  /** What we say where the server said nothing; that something is kept only where something is. */
  ownTrouble({ code }) {
    const { texts } = this;
    const said = code === "offline" ? texts.offline : texts.silent;
    return this.talk.keeps ? `${said} ${texts.kept}` : said;
  }

  showTrouble(text, trouble = null, again = null) {
    const { language } = this.talk;
    const same = this.troubleBox.lang === language && this.troubleText === text;
    if (same && !this.troubleBox.hidden) return; // told already: a screen reader would read it anew
    this.troubleText = text;
    this.troubleBox.lang = language;
    const numbers = HELPLINES.map((line) => line.number);
    const parts = [this.calls(numbers, language, true), ...paragraphs(text, numbers)];
    if (trouble && trouble.code !== "origin") parts.push(this.plain(this.texts.retry, again));
    this.troubleBox.replaceChildren(...parts);
    this.troubleBox.hidden = false;
    this.troubleBox.scrollTop = 0;
    this.scrollToLast(); // the log has become lower
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

  scrollToLast() {
    const last = this.shown.at(-1)?.[1];
    if (last) this.scrollTo(last, "auto");
  }

  /** Bring a message to the top of the log, or as far as the log goes. */
  scrollTo(shown, behavior) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.log.scrollTo({ top: shown.offsetTop - 10, behavior: behavior ?? (calm ? "auto" : "smooth") });
  }
}

if (!customElements.get("measles-chat")) customElements.define("measles-chat", MeaslesChat);
