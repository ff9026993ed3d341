"""Reads the training examples once and quickly, and hands them to Rasa in a form that is cheap to copy.

Of the answers only their names are handed on: the texts are no part of a model (docs/decisions/0099), so that a changed
sentence needs no training.

Rasa reads each file three times with a slow reader, does it all again for another language, and copies and hashes every
example at each of its ten steps: a minute for 20,000 examples. What comes out is the same
(tests/engine/test_importer.py).
"""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any, Final

import yaml
from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.formats import RasaYAMLReader
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.validation import validate_training_data_format_version

from rasa_project.dialogue.answer_files import PATTERN as ANSWERS
from rasa_project.dialogue.answer_files import read_answers
from rasa_project.yaml_files import read_yaml

_KEY: Final = re.compile(r"^ *(?:- )?(?:version|nlu|intent|examples):", re.M)
_NOTHING: Final = object()
#: Where an example of ``ask_myth/fasting`` holds that name; its intent is ``ask_myth``.
QUESTION: Final = "question"


class Importer(RasaFileImporter):
    """Rasa's reader of files, but for examples (``importers`` in config.yml)."""

    _read: TrainingData | None = None

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """All examples; read once, whatever the language."""
        if self._read is None:
            files = [path for path in map(Path, self._nlu_files) if not path.match(ANSWERS)]
            self._read = TrainingData().merge(*map(_read_file, files))
        return self._read

    def get_domain(self) -> Domain:
        """The domain with the names of all answers, each with itself for a text that nobody is sent."""
        files = [path for path in map(Path, self._nlu_files) if path.match(ANSWERS)]
        names = sorted({one.response for path in files for one in read_answers(path)})
        stubs = {"responses": {name: [{"text": name}] for name in names}}
        return super().get_domain().merge(Domain.from_dict(stubs))


class Example(Message):
    """A message that keeps its fingerprint when it is copied, or when a value is set that it has.

    Rasa keeps some six copies of each of 35,000. A copy shares its texts with the others until one is set.
    """

    data: dict[str, Any]
    _output: set[str] | None = None

    @property
    def output_properties(self) -> set[str]:
        """What is shown of it; made when somebody asks, which no training does."""
        if self._output is None:
            self._output = {TEXT}
        return self._output

    @output_properties.setter
    def output_properties(self, told: set[str]) -> None:
        self._output = told if told - {TEXT} else None

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        """As Rasa's; what changes nothing needs no new fingerprint."""
        if add_to_output or not isinstance(info, str) or self.data.get(prop, _NOTHING) != info:
            self.data = dict(self.data)
            super().set(prop, info, add_to_output)

    def __deepcopy__(self, memo: dict[int, Any]) -> Example:
        """A copy that shares nothing that can be changed but by :meth:`set`."""
        made = Example.__new__(Example)
        made.time = self.time
        made.data = self.data if _is_plain_text(self.data) else copy.deepcopy(self.data, memo)
        made.features = copy.deepcopy(self.features, memo) if self.features else []
        made._cached_fingerprint = self._cached_fingerprint
        made.output_properties = set(self._output or ())
        return made


def _is_plain_text(data: dict[str, Any]) -> bool:
    return all(type(value) is str for value in data.values())


class _Reader(RasaYAMLReader):
    """Of a file in the plain form."""

    def read_plain(self, content: dict[str, Any]) -> TrainingData:
        self._parse_nlu(content["nlu"])
        return TrainingData(list(map(_example, self.training_examples)), self.entity_synonyms)


def _example(one: Message) -> Example:
    made = Example(_named(one.data), set(one.output_properties), one.time)
    made.output_properties = set(one.output_properties)
    return made


def _named(data: dict[str, Any]) -> dict[str, Any]:
    """An example's data; its particular question under :data:`QUESTION`, where no response selector looks for it."""
    return {QUESTION if key == INTENT_RESPONSE_KEY else key: value for key, value in data.items()}


def _read_file(path: Path) -> TrainingData:
    """A file in the plain form is read here; Rasa reads every other, and says what is wrong with it."""
    content = plain_content(path.read_text(encoding="utf-8"))
    if content is None or not validate_training_data_format_version(content, str(path)):
        return load_data(str(path))
    reader = _Reader()
    reader.filename = str(path)
    return reader.read_plain(content)


def plain_content(text: str) -> dict[str, Any] | None:
    """The content where there is nothing but a version and intents with their lines of examples, each key once."""
    if "\nnlu:" not in text:
        return None
    try:
        content = read_yaml(text)
    except yaml.YAMLError:
        return None
    if not isinstance(content, dict) or set(content) != {"version", "nlu"} or not isinstance(content["nlu"], list):
        return None
    is_plain = all(map(_is_plain, content["nlu"])) and len(_KEY.findall(text)) == 2 + 2 * len(content["nlu"])
    return content if is_plain else None


def _is_plain(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and set(item) == {"intent", "examples"}
        and all(isinstance(value, str) and value for value in item.values())
        and all(line.startswith("- ") for line in item["examples"].splitlines())
    )
