"""Ask the bot. BOT is the server, KEY the key (none is needed on the machine of `make run` while there are no keys)."""

import json
import os
import urllib.request
import uuid

bot = os.environ.get("BOT", "http://127.0.0.1:5005")
call = urllib.request.Request(
    f"{bot}/api/v1/messages",
    json.dumps({"sender": "anna-py", "message": "Қызылшаға қарсы екпе қай жаста салынады?"}).encode(),
    {
        "Content-Type": "application/json",
        "Authorization": f"Bearer {os.environ.get('KEY', '')}",
        "Idempotency-Key": str(uuid.uuid4()),
    },
)
with urllib.request.urlopen(call, timeout=10) as response:
    answer = json.load(response)

if answer["emergency"]:
    print("SHOW THIS FIRST")
for message in answer["reply"]:
    print(message["text"])
for source in answer["sources"]:
    print("Source:", source["title"], source["date"] or "")
