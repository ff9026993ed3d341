#!/usr/bin/env bash
# Install the locked dependencies and the project itself: install.sh VENV LOCKFILE
set -euo pipefail
venv=$1
lock=$2
python=$venv/bin/python
log=$venv/install.log

echo "Installing the locked dependencies of $lock (a few minutes)..."
# The lock is whole; without --no-deps the installers would ask for what it leaves out on purpose (docs/decisions/0095).
# Rasa says of itself that it wants a Python below 3.11, and runs on it (0098). A folder wheels/ (make wheels) is enough.
offline=()
[ -d wheels ] && offline=(--no-index --find-links wheels)
if command -v uv >/dev/null && "$python" -c 'import sys; sys.exit(sys.version_info >= (3, 11))'; then
    uv pip install --quiet --compile-bytecode --python "$python" --no-deps --require-hashes "${offline[@]}" -r "$lock"
else
    "$python" -m pip install --quiet --no-deps --ignore-requires-python --require-hashes "${offline[@]}" -r "$lock" >"$log" 2>&1 || {
        tail -n 20 "$log" >&2
        echo "Installing failed; the whole log is $log" >&2
        exit 1
    }
fi

# Our own two packages, in place: the language (spaCy finds its "kk" by an entry point) and the project itself. Nothing is
# fetched for them: the lock above holds all that they need.
"$python" -m pip install --quiet --no-index --no-deps --no-build-isolation --editable packages/kazakh --editable . \
    >>"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    exit 1
}

# Whatever is started from this environment, also a plain `rasa run`, reports nothing to anybody.
site=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
echo 'import os; os.environ["RASA_TELEMETRY_ENABLED"] = "false"' >"$site/no_telemetry.pth"
# ... and finds stand-ins where Rasa imports TensorFlow, unless TensorFlow is there. Asked last, and only for these names:
# nothing of ours is imported before a program has said where it stands.
cat >"$site/rasa_without_tensorflow.py" <<'EOF_PY'
"""Written by scripts/install.sh: asks rasa_project/engine/stand_ins.py for what is not installed on purpose."""

import sys


class Finder:
    """The last of all finders."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        """A stand-in for TensorFlow and its companions, nothing for any other name."""
        if not name.startswith(("tensorflow", "keras")):
            return None
        from rasa_project.engine.stand_ins import StandInFinder

        return StandInFinder().find_spec(name, path, target)


sys.meta_path.append(Finder)
EOF_PY
echo 'import rasa_without_tensorflow' >"$site/rasa_without_tensorflow.pth"
echo "Installed."
