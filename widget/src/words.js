import { element, icon } from "./dom.js";
import { HELPLINES, isUrgent } from "./helplines.js";

/** A web address, a clinic's phone or a number; railway sidings have numbers for names, which are not to be called. */
const LINK = /(https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)]|\+?[78](?:[ ()-]{0,2}\d){10}|(?:разъезд\s+)?\d+(?:-разъезд)?)/iu;

/** A web address as a link that tells the other page nothing. */
export const linkTo = (address, text, more = {}) =>
  element("a", { href: address, target: "_blank", rel: "noreferrer", textContent: text, ...more });

/** A number as a phone dials it from anywhere: `+77243821103`; helplines as they are. */
const dialled = (number) => number.replace(/[ ()-]/g, "").replace(/^8/, "+7");

/** Text with its web addresses as links, and the numbers to call as links to call. */
function linked(text, numbers) {
  return text.split(LINK).map((part, place) => {
    if (place % 2 === 0) return part;
    if (numbers.includes(part)) return element("a", { href: `tel:${dialled(part)}`, textContent: part });
    return /^http/i.test(part) ? linkTo(part, part) : part;
  });
}

/** A text as paragraphs and lists: blank lines part paragraphs, lines with a bullet are points. */
export function paragraphs(text, numbers = []) {
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

/** Links to call as buttons, where a helpline is among the numbers; those of an emergency are filled. */
export function calls(numbers, language, urgent) {
  const links = HELPLINES.filter((line) => numbers.includes(line.number)).map(({ number, ...names }) => {
    const label = `${number} – ${names[language]}`;
    const kind = !isUrgent(number) ? "mild" : urgent ? "" : "less";
    return element("a", { className: `call ${kind}`, href: `tel:${number}`, "aria-label": label, title: label }, icon("phone"), number);
  });
  return links[0] && element("div", { className: "calls", lang: language }, ...links);
}

/** Hours and minutes of this phone's clock. */
export function clock(at) {
  const when = new Date(at);
  const time = when.toTimeString().slice(0, 5);
  return element("time", { dateTime: when.toISOString(), title: when.toLocaleString(), textContent: time });
}

/** `2026-11-29` as people write it here: `29.11.2026`. */
export const dated = (day) => day.split("-").reverse().join(".");
