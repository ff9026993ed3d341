"""Train the RulePolicy alone: contradicting rules show within seconds."""

from __future__ import annotations

import sys
import tempfile

import structlog
from rasa.model_training import train_core


def main() -> int:
    """Train into a folder that is thrown away; the exit status is 0 when the rules agree."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    with tempfile.TemporaryDirectory() as folder:
        model = train_core(domain="domain.yml", config="config.yml", stories="data", output=folder)
    print("Rules agree." if model else "Rules contradict each other.")
    return 0 if model else 1


if __name__ == "__main__":
    sys.exit(main())
