import { button, element, icon, named } from "./dom.js";
import { HELPLINES, isUrgent } from "./helplines.js";
import { keepLetters, keptLetters } from "./memory.js";

/** The menu of the heading: numbers to call, size of letters, deleting. */
export class Menu {
  constructor(chat) {
    this.chat = chat;
    this.opener = button("", () => this.show(this.box.hidden), icon("more"));
    this.opener.setAttribute("aria-controls", "menu");
    this.removeButton = button("remove", () => this.askRemoval(true));
    this.confirmBox = element("div", { className: "confirm", hidden: true, role: "group" });
    this.letters = element("div", { className: "letters", role: "group" });
    this.box = element("div", { className: "menu", hidden: true, id: "menu" });
  }

  get isShown() {
    return !this.box.hidden;
  }

  renderFrame() {
    const { texts, talk } = this.chat;
    named(this.opener, texts.menu);
    this.opener.setAttribute("aria-expanded", String(this.isShown));
    this.removeButton.replaceChildren(icon("bin"), texts.remove);
    this.confirmBox.setAttribute("aria-label", texts.remove);
    const yes = button("plain danger", () => this.chat.remove(), texts.yes);
    const no = button("plain", () => this.askRemoval(false), texts.no);
    this.confirmBox.replaceChildren(element("p", { textContent: texts.confirm }), element("div", {}, yes, no));
    const lines = HELPLINES.map((line) => {
      const urgent = isUrgent(line.number) ? "urgent" : "";
      const name = `${line.number} – ${line[talk.language]}`;
      return element("a", { href: `tel:${line.number}`, className: urgent }, icon("phone"), name);
    });
    this.renderLetters();
    this.box.replaceChildren(...lines, this.letters, this.removeButton, this.confirmBox);
  }

  /** Three sizes of letters; the one that is worn is pressed. */
  renderLetters() {
    const { texts } = this.chat;
    this.letters.setAttribute("aria-label", texts.letters);
    this.letters.replaceChildren(
      element("span", { "aria-hidden": "true", textContent: texts.letters }),
      ...texts.sizes.map((name, size) => named(button(`size size-${size}`, () => this.choose(size), "А"), name)),
    );
    this.wear(keptLetters());
  }

  choose(size) {
    keepLetters(size);
    this.wear(size);
    this.chat.grow();
  }

  wear(size) {
    this.chat.root.dataset.letters = size;
    for (const [place, one] of [...this.letters.querySelectorAll("button")].entries()) {
      one.setAttribute("aria-pressed", String(place === size));
    }
  }

  show(isShown, { focus = true } = {}) {
    if (this.isShown === isShown) return;
    this.askRemoval(false);
    this.box.hidden = !isShown;
    this.opener.setAttribute("aria-expanded", String(isShown));
    if (focus) (isShown ? this.box.querySelector("a") : this.opener).focus();
  }

  askRemoval(isAsked) {
    const had = this.confirmBox.contains(this.box.getRootNode().activeElement);
    this.confirmBox.hidden = !isAsked;
    this.removeButton.hidden = isAsked;
    if (isAsked) this.confirmBox.querySelector("button:last-child").focus();
    else if (had) this.removeButton.focus();
  }
}
