"""Rasa's own data validation; errors fail, and its warnings must be the ones that are known.

Rasa warns of responses that no rule names. Ours that only actions dispatch are known (they stand in the
code); any other warning fails.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Collection
from typing import Final

from rasa.validator import Validator

from rasa_project.content.said import dispatched
from rasa_project.engine.importer import Importer

_UNUSED: Final = re.compile(r"The utterance '([\w/]+)' is not used in any story or rule")
#: Rasa says this of every domain whose slots map from entities of the same name.
_HARMLESS: Final = ("Slot auto-fill has been removed",)


def main() -> int:
    """Validate domain, intents, responses and rules; the exit status is 0 when all is well."""
    importer = Importer(config_file="config.yml", domain_path="domain.yml", training_data_paths=["data"])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        validator = Validator.from_importer(importer)
        good = all(
            [
                validator.verify_domain_validity(),
                validator.verify_nlu(ignore_warnings=True),
                validator.verify_actions_in_stories_rules(),
                validator.verify_form_slots(),
                validator.verify_slot_mappings(),
                validator.verify_story_structure(ignore_warnings=False),
            ]
        )
    texts = [str(warning.message) for warning in caught if issubclass(warning.category, UserWarning)]
    said = dispatched()
    unknown = [text for text in texts if not is_known(text, said)]
    for text in unknown:
        print(text, file=sys.stderr)
    print("Data are valid." if good and not unknown else "Data are not valid.")
    return 0 if good and not unknown else 1


def is_known(warning: str, said: Collection[str]) -> bool:
    """Whether a warning of Rasa's is one of the harmless ones; ``said``: the responses that the code can say."""
    unused = _UNUSED.search(warning)
    return unused.group(1) in said if unused else warning.startswith(_HARMLESS)


if __name__ == "__main__":
    sys.exit(main())
