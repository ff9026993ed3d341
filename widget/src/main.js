/**
 * <measles-chat>: the measles assistant on any page. One script, no third party.
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
import { MeaslesChat } from "./chat.js";

if (!customElements.get("measles-chat")) customElements.define("measles-chat", MeaslesChat);
