#!/usr/bin/env bash
# Fetch every locked package into a folder, so that it can be installed where no package index is: fetch_wheels.sh FOLDER
# Said on a machine with internet and the Python of the container (3.11); the folder then goes beside the clone.
set -euo pipefail
folder=$1
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info[:2] not in ((3, 10), (3, 11)))' || {
    echo "Fetch with Python 3.11 or 3.10, the one that installs: PYTHON=python3.11 make wheels" >&2
    exit 1
}
mkdir -p "$folder"
"$python" -m pip download --quiet --no-deps --ignore-requires-python --require-hashes --dest "$folder" -r requirements.lock
"$python" -m pip download --quiet --no-deps --ignore-requires-python --require-hashes --dest "$folder" -r requirements-desk.lock
# What three packages without wheels are built with.
"$python" -m pip download --quiet --only-binary :all: --dest "$folder" 'setuptools>=61,<81' wheel
echo "$(find "$folder" -type f | wc -l) files in $folder"
