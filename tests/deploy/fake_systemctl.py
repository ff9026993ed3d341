"""``systemctl`` of a test: starts and stops the bot of ``current``, and writes down what it was asked.

``MEASLES_TEST_ROOT`` names the test's root. What a unit is, stands in a file of its name in ``systemd/``.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(os.environ["MEASLES_TEST_ROOT"])
KNOWN = ROOT / "systemd"
#: What is started of ``current``; any other unit is only written down.
PROGRAMS = {"measles-bot.service": "rasa_project", "measles-bot-desk.service": "desk"}


def main(words: list[str]) -> int:
    KNOWN.mkdir(exist_ok=True)
    with (ROOT / "systemctl.log").open("a") as log:
        log.write(" ".join(words) + "\n")
    verb, units = words[0], [word for word in words[1:] if not word.startswith("--")]
    if verb == "show":
        unit = KNOWN / units[0]
        print(unit.read_text() if unit.exists() else "inactive")
    if verb in {"stop", "restart"}:
        for unit in units:
            stop(unit)
    if verb in {"start", "restart"}:
        return max(start(unit) for unit in units)
    return 0


def pid_of(unit: str) -> Path:
    return KNOWN / ("pid" if PROGRAMS.get(unit) == "rasa_project" else f"{unit}.pid")


def stop(unit: str) -> None:
    (KNOWN / unit).write_text("inactive")
    pid = pid_of(unit)
    if unit in PROGRAMS and pid.exists():
        with contextlib.suppress(ProcessLookupError):  # it has died by itself
            os.kill(int(pid.read_text()), signal.SIGKILL)
        _wait_for_the_end_of(pid.read_text())
        pid.unlink()


def _wait_for_the_end_of(pid: str) -> None:
    """Until it has let go of its port: gone, or a zombie that nobody has asked after."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            if (Path("/proc") / pid / "stat").read_text().rpartition(")")[2].split()[0] != "Z":
                time.sleep(0.01)
                continue
        return


def start(unit: str) -> int:
    (KNOWN / unit).write_text("active")
    if unit not in PROGRAMS or pid_of(unit).exists():
        return 0
    folder = ROOT / "opt/measles-bot/current"
    if PROGRAMS[unit] == "desk" and not (folder / ".venv/.desk").exists():  # the unit's condition
        return 0
    settings = dict(
        line.split("=", 1) for line in (ROOT / "etc/measles-bot/settings.env").read_text().splitlines() if "=" in line
    )
    process = subprocess.Popen(
        [folder / ".venv/bin/python", "-m", PROGRAMS[unit], "run"], cwd=folder.resolve(), start_new_session=True,
        env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    pid_of(unit).write_text(str(process.pid))
    try:
        process.wait(0.4)
    except subprocess.TimeoutExpired:
        return 0
    (KNOWN / unit).write_text("failed")
    pid_of(unit).unlink()
    print(f"Job for {unit} failed because the control process exited with error code.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
