/** The open chat's name in history.state. */
const ENTRY = "measles-chat";

/**
 * The chat that covers a phone's screen, as an entry of the page's history: the back key takes it away. Its address is the
 * page's and the page's own state goes along, so that nothing changes for a page that keeps a history itself. Frames share
 * one history with the page around them, which we can't see: there it is left alone.
 */
export class Entry {
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
