"""``python -m rasa_project.settings_check``: whether the bot would take these settings; a second, without Rasa."""

from __future__ import annotations

import sys

from rasa_project.errors import BotError
from rasa_project.setting_names import misspelt
from rasa_project.settings_together import check_settings


def main() -> int:
    """Say what is wrong; the exit status is 0 when nothing is."""
    try:
        check_settings()
    except BotError as error:
        print(error, file=sys.stderr)
        return 1
    for said in misspelt():
        print(said, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
