// Ask the bot. BOT is the server, KEY the key (none is needed on the machine of `make run` while there are no keys).
const bot = process.env.BOT ?? "http://127.0.0.1:5005";

const response = await fetch(`${bot}/api/v1/messages`, {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
    Authorization: `Bearer ${process.env.KEY ?? ""}`,
    "Idempotency-Key": crypto.randomUUID(),
  },
  body: JSON.stringify({ sender: "anna-js", message: "Қызылшаға қарсы екпе қай жаста салынады?" }),
  signal: AbortSignal.timeout(10_000),
});
const answer = await response.json();
if (!response.ok) throw new Error(`${answer.status} ${answer.type}: ${answer.detail}`);

if (answer.emergency) console.log("SHOW THIS FIRST");
for (const message of answer.reply) console.log(message.text);
for (const source of answer.sources) console.log("Source:", source.title, source.date ?? "");
