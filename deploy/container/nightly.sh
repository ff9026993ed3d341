#!/usr/bin/env bash
# A backup a day into /backups; those older than two weeks go, the last one stays.
set -euo pipefail
while true; do
    .venv/bin/python -m scripts.conversations backup "/backups/nightly-$(date -u +%Y%m%dT%H%M%SZ).tar" \
        && find /backups -name 'nightly-*.tar' -mtime +14 -delete \
        || echo "The backup failed; the next try is tomorrow." >&2
    sleep 86400
done
