"""The examples are read as Rasa reads them, and what is in no plain form is left to Rasa."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, RESPONSE

from rasa_project.engine.importer import QUESTION, Example, Importer, plain_content

PLAIN = """# A comment
version: "3.1"

nlu:
- intent: greet
  examples: |
    - сәлем
    - ["кім"]{"entity": "who"} бұл
    -   екі  бос орын
"""


def written(folder: Path, text: str) -> list[str]:
    (folder / "nlu.yml").write_text(text, encoding="utf-8")
    return [str(folder)]


def test_a_plain_file_is_read_as_rasa_reads_it(tmp_path: Path) -> None:
    paths = written(tmp_path, PLAIN)
    ours, rasas = (kind(None, None, paths).get_nlu_data() for kind in (Importer, RasaFileImporter))
    assert [one.data for one in ours.training_examples] == [one.data for one in rasas.training_examples]
    assert {type(one) for one in ours.training_examples} == {Example}
    assert ours.fingerprint() == rasas.fingerprint()


@pytest.mark.slow
def test_all_our_data_is_read_as_rasa_reads_it(root: Path) -> None:
    paths = [str(root / "data")]
    ours, rasas = (kind(None, None, paths).get_nlu_data() for kind in (Importer, RasaFileImporter))
    assert len(ours.training_examples) > 20_000
    named = [
        {QUESTION if key == INTENT_RESPONSE_KEY else key: value for key, value in one.data.items() if key != RESPONSE}
        for one in rasas.training_examples
    ]
    assert [one.data for one in ours.training_examples] == named


def answers(folder: Path, name: str, text: str) -> None:
    (folder / "places").mkdir(exist_ok=True)
    (folder / "places" / "answers.yml").write_text(
        f"responses:\n  {name}:\n  - text: {text}\n    metadata: {{facts: []}}\n", encoding="utf-8"
    )


def test_of_the_answers_only_the_names_are_part_of_a_model(tmp_path: Path) -> None:
    """So a changed sentence changes no fingerprint, and nothing is trained anew."""
    paths = written(tmp_path, PLAIN)
    read = []
    for name, text in (("utter_greet", "Сәлем"), ("utter_greet", "Сәлеметсіз бе"), ("utter_bye", "Сәлем")):
        answers(tmp_path, name, text)
        importer = Importer(None, None, paths)
        read.append((importer.get_nlu_data().fingerprint(), importer.get_domain().fingerprint()))
        assert importer.get_domain().responses == {name: [{"text": name}]}
        assert importer.get_nlu_data().responses == {}
    first, sentence, other_name = read
    assert first == sentence
    assert first[0] == other_name[0]
    assert first[1] != other_name[1]


def test_a_particular_question_is_an_example_of_its_intent(tmp_path: Path) -> None:
    """Under a key of our own: with Rasa's, its machinery of response selectors would wake up."""
    read = Importer(None, None, written(tmp_path, PLAIN.replace("intent: greet", "intent: ask_myth/fasting")))
    examples = read.get_nlu_data().training_examples
    assert {(one.get(INTENT), one.get(QUESTION)) for one in examples} == {("ask_myth", "ask_myth/fasting")}
    assert read.get_nlu_data().retrieval_intents == set()


def test_every_file_of_questions_is_plain(root: Path) -> None:
    """Another form would be read by Rasa, with its own key."""
    paths = sorted((root / "data").glob("*/questions.yml"))
    texts = [path.read_text(encoding="utf-8") for path in paths if path.parent.name != "knowledge"]
    assert texts
    assert all(plain_content(text) is not None for text in texts)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- intent: greet", "- synonym: greet"),
        ("  examples: |", "  metadata: {a: b}\n  examples: |"),
        ("  examples: |", "  examples:"),
        ("    - сәлем", "    сәлем"),
        ("nlu:\n", "responses: {}\nnlu:\n"),
        ("- intent: greet", "- intent: bye\n  intent: greet"),
        ('version: "3.1"\n', ""),
        ("- intent: greet", "- intent: no"),
    ],
)
def test_any_other_form_is_left_to_rasa(old: str, new: str) -> None:
    assert plain_content(PLAIN) is not None
    assert old in PLAIN
    assert plain_content(PLAIN.replace(old, new, 1)) is None


def test_what_is_wrong_is_told_by_rasa(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"examples|Failed to validate"):
        Importer(None, None, written(tmp_path, PLAIN.replace("examples:", "exmples:"))).get_nlu_data()


def test_a_copy_shares_nothing_and_a_change_makes_a_new_fingerprint() -> None:
    one = Example({"text": "сәлем", "intent": "greet", "metadata": {"a": [1]}})
    first = one.fingerprint()
    other = copy.deepcopy(one)
    assert (other, other.fingerprint(), other.as_dict()) == (one, first, one.as_dict())
    other.data["metadata"]["a"].append(2)
    other.output_properties.add("intent")
    assert one.data["metadata"] == {"a": [1]}
    assert one.output_properties == {"text"}
    one.set("intent", "greet")
    assert one.fingerprint() == first
    one.set("intent", "bye")
    assert one.fingerprint() != first


def test_the_training_reads_with_it(root: Path) -> None:
    found = TrainingDataImporter.load_from_config(str(root / "config.yml"), str(root / "domain.yml"), [])
    while not isinstance(found, Importer):
        (found,) = [one for value in vars(found).values() for one in (value if isinstance(value, list) else [value])
                    if isinstance(one, TrainingDataImporter)]  # fmt: skip
