"""``python3 -I deploy/measles_bot``: run as a folder, so that nothing of the working directory is imported."""

from __future__ import annotations

import sys
from pathlib import Path

#: Not this folder itself: its modules are measles_bot.status and so on, never plain ``status``.
sys.path[0] = str(Path(__file__).resolve().parents[1])

from measles_bot.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
