"""Rasa component: any Kazakh or Russian text to tokens, and the language of the message."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from kazakh.analysis import Analysis, Analyzer, default_analyzer
from rasa_project.dialogue.reply_language import CLEAR_KEY, PARSE_KEY

#: Where the analysis stands in a message, for the components after this one.
ANALYSIS = "kazakh_analysis"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER], is_trainable=False)
class KazakhTokenizer(Tokenizer):
    """Normalises, tokenises by the rules of the spaCy language ``kk`` and tells the language.

    Leaves ``language`` (``kk``, ``ru`` or ``None``: the language to answer in) and whether it is clear in the parse.
    """

    def __init__(self, config: dict[str, Any], analyzer: Analyzer) -> None:
        """Use :meth:`create`; Rasa does."""
        super().__init__(config)
        self._analyzer = analyzer

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options of Rasa's tokenizer base; none of our own."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KazakhTokenizer:
        """Make the component; nothing is stored for it."""
        return cls(config, default_analyzer())

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the analysis, the tokens and the language to messages that parents sent."""
        for message in messages:
            analysis = analysis_of(message, self._analyzer)
            message.set(TOKENS_NAMES[TEXT], _tokens(analysis))
            message.set(PARSE_KEY, analysis.language.reply, add_to_output=True)
            message.set(CLEAR_KEY, analysis.language.is_clear, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the examples as they are: what is trained after this reads their text, none reads tokens."""
        return training_data

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of a training example's attribute."""
        return _tokens(self._analyzer.analyse(message.get(attribute)))


def analysis_of(message: Message, analyzer: Analyzer) -> Analysis:
    """The analysis that a component before left in the message, made now where there is none."""
    found = message.get(ANALYSIS)
    if not isinstance(found, Analysis):
        found = analyzer.analyse(message.get(TEXT) or "")
        message.set(ANALYSIS, found)
    return found


def _tokens(analysis: Analysis) -> list[Token]:
    return [Token(piece.text, piece.start) for piece in analysis.readable]
