/** Seconds that an answer may take, until a session says how long. */
export const ANSWER_WITHIN = 20;

/**
 * Why a request brought no answer, with what the server said: "offline" (this phone has no network), "silent" (nothing came, or
 * nothing of the bot's), "broken" (the server, or a proxy before it, says that it has a fault) or the bot's own code.
 */
export class Trouble extends Error {
  constructor(code, said = {}) {
    super(code);
    this.code = code;
    this.said = said;
  }
}

/** The bot's server. A request is a "simple" one: no preflight, one way there and back. */
export class Server {
  constructor(base) {
    this.base = base;
    this.answerWithin = ANSWER_WITHIN;
  }
  async post(path, body) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), this.answerWithin * 1000);
    let response, said;
    try {
      response = await fetch(`${this.base}/webhooks/web/${path}`, {
        method: "POST",
        headers: { "Content-Type": "text/plain;charset=UTF-8" },
        body: JSON.stringify(body),
        credentials: "omit",
        signal: stop.signal,
      });
      said = await response.json();
    } catch {
      // Where the bot lives on another site a proxy's page can't be told from a dead server; the browser knows its own network.
      throw new Trouble(response ? unanswered(response) : navigator.onLine ? "silent" : "offline");
    } finally {
      clearTimeout(timer);
    }
    if (!response.ok) throw new Trouble(said?.error || unanswered(response), said ?? {});
    return said;
  }
}

const unanswered = (response) => (response.status >= 500 ? "broken" : "silent");
