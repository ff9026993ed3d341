"""Rasa's own data validation; errors fail, and its warnings must be the ones that are known.

Rasa warns of responses that no rule names. Ours that only actions dispatch are known (they stand in the
code); any other warning fails.
"""

from __future__ import annotations

import ast
import re
import sys
import warnings
from collections.abc import Collection
from pathlib import Path
from typing import Final, get_args

import yaml
from rasa.validator import Validator

from rasa_project.advice.calendar import Step
from rasa_project.advice.exposure import Step as ExposureStep
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.triage import Level
from rasa_project.dialogue.answers import DATED, UNDATED
from rasa_project.dialogue.consultation_questions import QUESTION_OF
from rasa_project.engine.importer import Importer
from rasa_project.understanding.followups import followups
from rasa_project.understanding.impossible import Impossible

ROOT: Final = Path(__file__).resolve().parents[1]
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


def dispatched() -> set[str]:
    """Responses that can be said: named in code, in tables of data, or put together of names of steps and questions."""
    files = [path for folder in ("actions", "rasa_project") for path in (ROOT / folder).rglob("*.py")]
    code = [ast.walk(ast.parse(path.read_text(encoding="utf-8"))) for path in files]
    words = {node.value for some in code for node in some if isinstance(node, ast.Constant)}
    named = {f"utter_{str(word).removeprefix('utter_')}" for word in words}
    known = knowledge()
    questions = {*known.triage.questions, *known.exposure.questions, *QUESTION_OF}
    return named.union(
        _of_followups(),
        (f"utter_{intent}" for intent in _intents()),
        (f"utter_schedule_{step.value}" for step in Step),
        (f"utter_triage_{level.name.lower()}{own}" for level in Level for own in ("", "_own")),
        (str(subject.response) for subject in known.subjects.values()),
        (f"utter_out_of_field_{thing.kind}" for thing in known.out_of_field.values()),
        (f"utter_{question}" for question in known.questions),
        ("utter_schedule_before_first_extra", "utter_schedule_first_again"),
        (f"utter_{name}{UNDATED}" for name in DATED),
        ("utter_restart",),  # by Rasa's action_restart
        (f"utter_exposure_{step.value}" for step in ExposureStep),
        (f"utter_correct_{what}" for what in get_args(Impossible)),
        (f"utter_find_clinic_{where}" for where in ("centre", "place")),
        (f"utter_ask_consultation_form_{question}" for question in questions),
        (f"utter_question_left_{question}" for question in set(QUESTION_OF.values())),
    )


def _intents() -> set[str]:
    """All intents: each that stands by itself is answered by the response of its name."""
    return set(yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"])


def _of_followups() -> set[str]:
    """Answers of follow-ups, dated ones also without a date."""
    entries = [one for some in followups().values() for one in some.values()]
    answers = {answer for one in entries for answer in (one.answer, *one.answers.values()) if answer}
    return {f"utter_{answer}{undated}" for answer in answers for undated in ("", UNDATED)}


if __name__ == "__main__":
    sys.exit(main())
