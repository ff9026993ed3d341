/** What a page keeps between reloads: for one tab, until it is closed. Works in memory where that is forbidden. */
export class Memory {
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

const LETTERS = "measles-chat:letters";
/** How many sizes of letters there are; STYLE has a rule for each. */
const SIZES = 3;

/** The size of letters that was chosen, 0 to 2: all that stays in the browser, and it tells nothing of a talk. */
export function keptLetters() {
  try {
    const kept = Number(localStorage.getItem(LETTERS));
    return Number.isInteger(kept) && kept >= 0 && kept < SIZES ? kept : 0;
  } catch {
    return 0;
  }
}

export function keepLetters(size) {
  try {
    localStorage.setItem(LETTERS, String(size));
  } catch {
    // Forbidden: the size lives as long as the page.
  }
}
