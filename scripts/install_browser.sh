#!/usr/bin/env bash
# Install Debian's Chromium and letters to show, for the browser tests of the web widget; quiet when it is there.
set -euo pipefail

if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then
    exit 0
fi
as_root=$([ "$(id -u)" = 0 ] || echo sudo)
echo "Installing Chromium..."
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
