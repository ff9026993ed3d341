import { button, element } from "./dom.js";
import { AGAIN } from "./talk.js";

/** The small row below an answer: whether it helped; then what was chosen, why, and the nearest questions. */
export function rating(message, chat) {
  const { question, choices, said, thanks, late } = message.feedback;
  const { lang } = message;
  const row = element("div", { className: "rating", role: "group", lang, tabIndex: -1, "aria-label": question });
  const add = (title, act) => row.append(button("", act, title));
  if (thanks) row.append(`✓ ${said.titles.join(", ")}`, element("p", { textContent: thanks.text }));
  else row.append(question);
  for (const { verdict = said.verdict, reason, title } of thanks ? (thanks.reasons ?? []) : choices)
    add(title, () => rate(message, row, chat, { verdict, reason }, title));
  if (thanks?.near) row.append(element("p", { textContent: thanks.near }));
  for (const one of thanks?.buttons ?? []) add(one.title, () => chat.press(one));
  if (late) row.append(element("p", { textContent: chat.texts.waiting }));
  return row;
}

/** Send what was tapped in that row, beside the talk (the server counts two taps once); what the page keeps of the message shows it after a reload, too. */
async function rate(message, row, chat, what, title) {
  const { feedback } = message;
  const { talk } = chat;
  const body = { token: talk.token, lang: talk.language, answer: feedback.answer, ...what };
  feedback.late = 1;
  try {
    feedback.thanks = await talk.server.post("feedback", body);
    feedback.said = { ...what, titles: [...(feedback.said?.titles ?? []), title] };
    feedback.late = 0;
  } catch (trouble) {
    if (!AGAIN.includes(trouble.code)) delete message.feedback; // unknown, rated already, or of another session
  }
  talk.save();
  const had = row.contains(chat.shadowRoot.activeElement);
  const next = message.feedback ? rating(message, chat) : "";
  row.replaceWith(next);
  if (had && next) next.focus();
}
