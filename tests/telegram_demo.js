  const chat = 1 + Math.floor(Math.random() * 1e9);
  const words = (message) => message.text ?? "";

  function below(box, message) {
    if (message.contact) call(box, message.contact.first_name, message.contact.phone_number);
    for (const [button] of message.reply_markup?.inline_keyboard ?? [])
      if (button.url) add(box, "a", button.text, { href: button.url, target: "_blank" });
      else add(box, "button", button.text, { onclick: () => say({ tap: button.callback_data, message: message.message_id }, button.text) });
    const keyboard = message.reply_markup?.keyboard;
    if (keyboard || message.reply_markup?.remove_keyboard) reply.replaceChildren();
    for (const [button] of keyboard ?? [])
      add(reply, "button", button.text, { onclick: () => say({ place }, button.text) });
  }
