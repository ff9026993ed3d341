#!/usr/bin/env bash
# Make a virtual environment with the newest Python that the locks are for: make_venv.sh FOLDER [VERSIONS, newest first]
# Or say which other ones of them are on this machine: make_venv.sh --others FOLDER
# Where there is none, uv brings one; where there is no uv, it is fetched from the package index first.
set -euo pipefail
is_version() { "$1" -c "import sys, venv, ensurepip; sys.exit('%d.%d' % sys.version_info[:2] != '$2')" 2>/dev/null; }

if [ "$1" = --others ]; then
    for version in ${PYTHON_VERSIONS:-3.11 3.10}; do
        if ! is_version "$2/bin/python" "$version" && is_version "python$version" "$version"; then
            echo "$version"
        fi
    done
    exit
fi
folder=$1
read -ra versions <<<"${2:-${PYTHON_VERSIONS:-3.11 3.10}}"

# A uv that is there, else one in an environment of its own, which any Python 3 can make.
find_uv() {
    command -v uv && return
    local own="$folder-uv"
    [ -x "$own/bin/uv" ] || { python3 -m venv "$own" && "$own/bin/python" -m pip install --quiet uv; } >&2 || return
    echo "$own/bin/uv"
}

for version in "${versions[@]}"; do
    for candidate in "python$version" python3 python; do
        if command -v "$candidate" >/dev/null && is_version "$candidate" "$version"; then
            echo "Making $folder with $("$candidate" --version)..."
            exec "$candidate" -m venv "$folder"
        fi
    done
done
if uv=$(find_uv 2>/dev/null); then
    echo "Making $folder with uv, which brings Python ${versions[0]}..."
    "$uv" venv --quiet --seed --python "${versions[0]}" "$folder" && exit 0
fi
rm -rf "$folder-uv"
echo "Python ${versions[*]} with its venv module is needed, and could not be fetched. On Debian and Ubuntu type" \
    "'sudo apt-get install python3-venv', then make again; where the system's Python is newer, uv brings one, which needs the internet." >&2
exit 1
