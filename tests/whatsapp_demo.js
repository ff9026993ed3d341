  const chat = "7701" + String(Math.floor(Math.random() * 1e7)).padStart(7, "0");
  const words = (message) => message.text?.body ?? message.interactive?.body.text ?? "";
  const tap = (message, id, title, row) => () => say({ tap: id, message: message.id, title, row }, title);

  function below(box, message) {
    const card = message.contacts?.[0];
    if (card) call(box, card.name.formatted_name, card.phones[0].phone);
    if (!message.interactive) return;
    const { type, action } = message.interactive;
    for (const { reply } of action.buttons ?? []) add(box, "button", reply.title, { onclick: tap(message, reply.id, reply.title) });
    if (type === "location_request_message")
      add(box, "button", "📍 Send location", { onclick: () => say({ place }, "📍") });
    if (type !== "list") return;
    const list = add(box, "details", "");
    add(list, "summary", `☰ ${action.button}`);
    for (const section of action.sections) {
      add(list, "strong", section.title);
      for (const row of section.rows) {
        const button = add(list, "button", row.title, { onclick: tap(message, row.id, row.title, true) });
        if (row.description) add(button, "small", row.description);
      }
    }
  }

  const voice = add(form, "button", "🎤", { type: "button", onclick: () => say({ voice: true }, "🎤") });
  voice.setAttribute("aria-label", "Дауыстық хабарлама");
