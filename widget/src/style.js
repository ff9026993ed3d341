import BAR from "./style/bar.css";
import COLOURS from "./style/colours.css";
import DARK from "./style/dark.css";
import FRAME from "./style/frame.css";
import MESSAGES from "./style/messages.css";
import DEVICE from "./style/device.css";
import WRITE from "./style/write.css";

/** Dark where the reader's device is, unless the page wants light. */
const DARK_DEVICE = `@media (prefers-color-scheme: dark) { ${DARK.replace('[theme="dark"]', ':not([theme="light"])')} }`;

const STYLE = [COLOURS, DARK_DEVICE, DARK, FRAME, BAR, MESSAGES, WRITE, DEVICE].join("\n");

/** A constructed style sheet: Content-Security-Policy does not forbid it, as it does a style element. */
export function wear(root) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const sheet = document.createElement("style");
    sheet.textContent = STYLE;
    root.append(sheet);
  }
}
