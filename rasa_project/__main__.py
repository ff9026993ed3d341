"""``python -m rasa_project``."""

from __future__ import annotations

import sys

from rasa_project.cli import main

sys.exit(main())
