"""The classifier's model: fits, stores, and refuses damaged files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from rasa_project.understanding import training
from rasa_project.understanding.columns import Columns
from rasa_project.understanding.concepts import ConceptMatcher, read_concepts
from rasa_project.understanding.feature_store import stored
from rasa_project.understanding.features import features
from rasa_project.understanding.linear_model import LinearModel, ModelFileError, softmax
from rasa_project.understanding.name_index import PackedNames
from rasa_project.understanding.training import TrainingSettings, train, with_variants
from rasa_project.understanding.weights import Weights

EXAMPLES = {
    "greet": ["salem", "salem apa", "kaiyrly tan", "salemetsiz be", "salem bar ma", "armysyz salem"],
    "ask": ["ekpe kashan", "ekpe kai jasta", "ekpe nege kerek", "ekpe bar ma", "ekpe kaida", "ekpe kaska"],
    "bye": ["sau bol", "kosh bol", "sau tur", "sau bolynyz", "kosh sau", "kosh sau bol"],
}
NO_CONCEPTS = ConceptMatcher({})
EVERYTHING = TrainingSettings(min_count={"chars": 1, "words": 1, "concepts": 1})


def blocks(text: str) -> dict[str, list[str]]:
    return features(text.split(), NO_CONCEPTS)


@pytest.fixture(scope="module")
def model() -> LinearModel:
    texts = [(text, label) for label, some in EXAMPLES.items() for text in some]
    return train([blocks(text) for text, _ in texts], [label for _, label in texts], EVERYTHING)


def test_on_one_core_it_is_the_same(model: LinearModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "_MOST_THREADS", 1)
    texts = [(text, label) for label, some in EXAMPLES.items() for text in some]
    other = train([blocks(text) for text, _ in texts], [label for _, label in texts], EVERYTHING)
    assert np.array_equal(other.weights.codes, model.weights.codes)
    assert np.array_equal(other.weights.scale, model.weights.scale)
    assert np.array_equal(other.bias, model.bias)
    assert other.temperature == model.temperature


@pytest.mark.parametrize(("text", "label"), [("salem balam", "greet"), ("ekpe kashan eken", "ask"), ("kosh", "bye")])
def test_it_learns(model: LinearModel, text: str, label: str) -> None:
    assert model.probabilities(blocks(text))[0][0] == label


def test_probabilities_sum_to_one_and_are_sorted(model: LinearModel) -> None:
    scores = [score for _, score in model.probabilities(blocks("salem ekpe"))]
    assert sum(scores) == pytest.approx(1.0, abs=1e-5)
    assert scores == sorted(scores, reverse=True)


def test_an_example_and_a_message_look_alike(model: LinearModel) -> None:
    """What a model learns from is what it is asked about."""
    every = stored([blocks(text) for some in EXAMPLES.values() for text in some])
    columns = Columns.of(every, EVERYTHING.min_count, EVERYTHING.block_weights)
    assert columns.names == list(model.names)
    assert np.array_equal(columns.idf, model.idf)
    matrix = columns.matrix(every)
    assert matrix.dtype == np.float32
    for place, text in enumerate(text for some in EXAMPLES.values() for text in some):
        alone = np.zeros(matrix.shape[1], np.float32)
        rows, values = model.vector(blocks(text))
        alone[rows] = values
        assert np.allclose(matrix[place].toarray()[0], alone, atol=1e-6)


def test_stored_and_read_again_it_says_the_same(model: LinearModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    again = LinearModel.load(tmp_path)
    assert again.probabilities(blocks("ekpe bar ma")) == model.probabilities(blocks("ekpe bar ma"))


@pytest.mark.parametrize("damage", [b"", b"{", b"PK", PackedNames.of(["w:of", "w:another"]).packed])
@pytest.mark.parametrize("name", ["linear_model.json", "linear_model.names", "linear_model.npz"])
def test_a_damaged_file_is_named_with_what_to_do(model: LinearModel, tmp_path: Path, name: str, damage: bytes) -> None:
    model.save(tmp_path)
    (tmp_path / name).write_bytes(damage)
    with pytest.raises(ModelFileError, match="make train"):
        LinearModel.load(tmp_path)


def test_it_knows_the_names_that_it_has_learnt(model: LinearModel) -> None:
    assert model.knows(["w:nothing", "w:salem"])
    assert not model.knows(["w:nothing"])
    assert not model.knows([])


def test_what_the_names_are_is_kept_for_who_stores_the_model_again(model: LinearModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    again = LinearModel.load(tmp_path)
    assert list(again.names) == list(model.names)
    assert len(set(again.names)) == len(again.idf) == len(again.weights.codes)


def test_one_intent_alone_cannot_be_learnt() -> None:
    with pytest.raises(ValueError, match="two intents"):
        train([blocks("a b")], ["greet"], EVERYTHING)


def test_softmax_bears_large_margins() -> None:
    scores = softmax(np.array([1000.0, 0.0, -1000.0], dtype=np.float32))
    assert scores.tolist() == [1.0, 0.0, 0.0]


def test_concepts_match_stems_whole_words_and_phrases() -> None:
    matcher = ConceptMatcher({"vaccine": ["екпе", "прививк"], "ask": ["=ма"], "breath": ["дем ал"]})
    assert matcher.find("екпесин салса бола ма".split()) == ["vaccine", "ask"]
    assert matcher.find("мама демин".split()) == []
    assert matcher.find("дем алмаиди".split()) == ["breath"]


@pytest.mark.parametrize("entry", ["", "!", "а"])
def test_an_entry_that_would_match_anything_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match="concept 'x'"):
        ConceptMatcher({"x": [entry]})


def test_a_concept_file_of_another_form_is_named(tmp_path: Path) -> None:
    path = tmp_path / "concepts.yml"
    path.write_text("- a\n- b\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"concepts\.yml"):
        read_concepts(path)


def test_a_share_is_learnt_retyped_and_always_the_same() -> None:
    texts = ["қызылша қалай жұғады", "как передается корь"] * 20
    labels = ["ask_transmission"] * 40
    more, their_labels = with_variants(texts, labels, 0.5, seed=3)
    assert (more, their_labels) == with_variants(texts, labels, 0.5, seed=3)
    assert more[:40] == texts
    assert 5 <= len(more) - 40 <= 15
    assert "как передается корь" not in more[40:]  # Russian has one keyboard
    assert len(their_labels) == len(more)


def test_counted_names_are_worth_as_much_as_repeated_ones(model: LinearModel) -> None:
    repeated = blocks("salem salem ekpe kashan salem")
    counted = {block: Counter(names) for block, names in repeated.items()}
    assert max(counted["words"].values()) > 1
    assert np.array_equal(model.margins(counted), model.margins(repeated))


def test_a_stored_model_is_laid_out_when_it_is_read(model: LinearModel, tmp_path: Path) -> None:
    """Not while the first message waits."""
    model.save(tmp_path)
    again = LinearModel.load(tmp_path)
    assert "_index" in vars(again)
    assert np.array_equal(again.margins(blocks("ekpe kaida")), model.margins(blocks("ekpe kaida")))


def test_its_weights_are_compressed_where_rasa_would_do_it_slowly(tmp_path: Path) -> None:
    wide = Weights(np.zeros((1 << 16, 4), np.int16), np.ones(4, np.float32))
    names = PackedNames.of(f"w:{number}" for number in range(1 << 16))
    empty = np.zeros(1 << 16, np.float32)
    one = LinearModel(tuple("abcd"), names, empty, {"words": 1.0}, wide, np.zeros(4, np.float32), 1.0)
    one.save(tmp_path)
    assert (tmp_path / "linear_model.npz").stat().st_size < 10_000
    assert np.array_equal(LinearModel.load(tmp_path).weights.codes, wide.codes)
