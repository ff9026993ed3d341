#!/usr/bin/env bash
# Compute what is due for a child, and what still helps after a contact. BOT is the server, KEY a key of the scope schedule.
set -euo pipefail
BOT="${BOT:-http://127.0.0.1:5005}"

compute() {
  curl --silent --show-error --fail-with-body "$BOT/api/v1/$1" \
    --header "Content-Type: application/json" \
    --header "Accept-Language: kk" \
    --header "Authorization: Bearer ${KEY:-}" \
    --data "$2"
  echo
}

compute schedule '{"birth_date": "2025-03-10", "doses": [{"date": "2026-03-15"}], "today": "2026-11-30"}'
compute exposure '{"contact_date": "2026-11-29", "birth_date": "2023-05-01", "doses": [], "today": "2026-11-30"}'
