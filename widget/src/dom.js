/** Drawings of 24 by 24. */
const ICONS = {
  talk: "M21 11.5a8.4 8.4 0 0 1-8.5 8.3 9 9 0 0 1-3.8-.8L3 21l1.9-5.2a8 8 0 0 1-.9-3.8A8.4 8.4 0 0 1 12.5 3.5 8.4 8.4 0 0 1 21 11.5zM8.5 10h8M8.5 13.5h5",
  close: "M6 6l12 12M18 6L6 18",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  phone: "M5 4h4l1.5 5-2.3 1.6a12 12 0 0 0 5.2 5.2L15 13.5l5 1.5v4a1.5 1.5 0 0 1-1.6 1.5A15.5 15.5 0 0 1 3.5 5.6 1.5 1.5 0 0 1 5 4z",
  send: "M12 19V5M5.5 11.5L12 5l6.5 6.5",
  down: "M12 5v14M5.5 12.5L12 19l6.5-6.5",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  share: "M12 15V4M8 7.5L12 4l4 3.5M7 11H5v9h14v-9h-2",
  bin: "M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5",
};

/** An element with properties and children; texts become text nodes, never HTML. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

export function icon(name) {
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

/** A button that does `act`; its name is its text, or is given by `named`. */
export function button(className, act, ...children) {
  const made = element("button", { type: "button", className }, ...children);
  made.addEventListener("click", act);
  return made;
}

/** Give a button without a text its name, for everybody who points at it and for screen readers. */
export function named(made, text) {
  made.title = text;
  made.setAttribute("aria-label", text);
  return made;
}
