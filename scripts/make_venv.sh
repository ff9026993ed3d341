#!/usr/bin/env bash
# Make a virtual environment with Python 3.10: make_venv.sh FOLDER
set -euo pipefail
folder=$1

is_310() { "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null; }

for candidate in python3.10 python3 python; do
    if command -v "$candidate" >/dev/null && is_310 "$candidate"; then
        echo "Making $folder with $("$candidate" --version)..."
        exec "$candidate" -m venv "$folder"
    fi
done
if command -v uv >/dev/null; then
    echo "Making $folder with uv, which brings Python 3.10..."
    exec uv venv --quiet --seed --python 3.10 "$folder"
fi
echo "Python 3.10 is needed (Rasa 3.6 runs on no newer one): install python3.10 with its venv module, or uv, and say make again." >&2
exit 1
