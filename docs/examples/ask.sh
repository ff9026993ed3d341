#!/usr/bin/env bash
# Ask the bot. BOT is the server, KEY the key (none is needed on the machine of `make run` while there are no keys).
set -euo pipefail
BOT="${BOT:-http://127.0.0.1:5005}"

curl --silent --show-error --fail-with-body "$BOT/api/v1/messages" \
  --header "Content-Type: application/json" \
  --header "Authorization: Bearer ${KEY:-}" \
  --data '{"sender": "anna", "message": "Қызылшаға қарсы екпе қай жаста салынады?"}'
