"""``python -m desk demo``: two months of invented traffic in ``state/.desk-demo``, and the desk on it.

The folder's name begins with a dot, so that no backup takes it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

FOLDER: Final = Path("state/.desk-demo")
#: Two months, so that the early signal has weeks to hold the last one against.
_DAYS: Final = 63
_A_DAY: Final = 60


def fill_demo() -> None:
    """Write the traffic where there is none yet, and invite a viewer and a chief."""
    from desk.demo.filling import NotEmptyError, fill
    from desk.demo.traffic import talks
    from desk.people.chief import invitation_link
    from desk.people.roles import Role
    from rasa_project.clock import today
    from rasa_project.settings import DATABASE_URL

    try:
        print(f"{fill(DATABASE_URL.read(), talks(today(), _DAYS, _A_DAY))} invented messages in {FOLDER}", flush=True)
    except NotEmptyError:
        print(f"The invented messages of before are in {FOLDER}; delete the folder for new ones.", flush=True)
    number = os.getpid()
    for role in (Role.VIEWER, Role.CHIEF):
        print(f"Join as {role.value}: {invitation_link(f'{role.value}-{number}', role)}", flush=True)
