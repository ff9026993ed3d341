"""From a message's analysis to its ranked intents: features, model, danger first, thresholds.

Free of Rasa; the component in classifier.py only carries it in and out of the graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from kazakh.analysis import Analysis
from rasa_project.understanding.circumstances import speaks_of_adult
from rasa_project.understanding.concepts import ConceptMatcher
from rasa_project.understanding.decided import decided_intent
from rasa_project.understanding.extraction import Danger, Findings
from rasa_project.understanding.features import MAX_WORDS, features_of
from rasa_project.understanding.linear_model import LinearModel
from rasa_project.understanding.no_patient import has_no_patient
from rasa_project.understanding.people_forms import form_of
from rasa_project.understanding.quantities import Kind
from rasa_project.understanding.several import questions_asked, stretches, without_small_talk
from rasa_project.understanding.spelling import SpellingMender
from rasa_project.understanding.stomach_words import is_only_an_upset_stomach

#: Danger first: this intent stands whatever the classifier says (emergency.py).
EMERGENCY: Final = "report_emergency"
FALLBACK: Final = "nlu_fallback"
#: A short message in which every word is part of a value that the bot asks for.
INFORM: Final = "inform"
#: A short message that holds a fever beside such values is a report.
REPORT: Final = "report_symptoms"
_VALUES: Final = frozenset({"birth_date", "child_age_months", "doses", "settlement"})
_MOST_WORDS: Final = 4
#: A bare yes or no before a value corrects another: ``жоқ, 7 жаста``.
_OF_FEVER: Final = frozenset({"symptom", "temperature_c"})
_FEVER_FROM: Final = 37.5
#: Beside a fever these ask for what the report is answered with: «сыну год, 39, что делать?».
_WHAT_TO_DO: Final = frozenset(
    {"бит", "делат", "как", "что", "истеим", "истеимиз", "истеимин", "истесем", "истеу", "каитем", "каитемиз",
     "каитемин", "керек", "не"}
)  # fmt: skip
#: What has a danger word in it is none of these: their answers would pass over it.
SMALL_TALK: Final = frozenset(
    {"affirm", "bot_challenge", "change_language", "deny", "goodbye", "greet", "help", "set_reminder", "stop_reminder",
     "thank"}
)  # fmt: skip
#: These stand in front of a question and are none.
_IN_FRONT: Final = frozenset({"affirm", "deny", "greet", "thank"})
_THANKS: Final = "thank"
#: So many words behind a thanks are a question.
_FEWEST_BEHIND: Final = 3
#: A message of so many words may hold a question behind them.
_LONG: Final = 5
_YES_NO: Final = frozenset({"жок", "иа", "ия", "нет", "да"})


#: Of the vaccine of grown-ups: hardly what is asked where only children's ages are told, unless it is clear.
_OF_ADULTS: Final = "ask_adult"
_GROWN_UP_MONTHS: Final = 18 * 12
_CLEAR: Final = 0.5


@dataclass(frozen=True)
class Thresholds:
    """When to answer. Chosen on examples set aside; docs/evaluation.md has the curve.

    Attributes:
        answer: below this probability the bot says that it did not understand and offers topics.
        margin: so much must lie between the best and the second.
        sure_of_emergency: above this the classifier may call an emergency that the rule holds for mere
            talk of one.
        behind_small_talk: above this a question behind a thanks or a "no" is the one that is meant.
        suspicion: below this the classifier alone calls no emergency: the bot says that it did not understand,
            and 103 first.
    """

    answer: float = 0.3
    margin: float = 0.03
    sure_of_emergency: float = 0.98
    suspicion: float = 0.5
    behind_small_talk: float = 0.45


class Ranked(NamedTuple):
    """An intent and its probability; a tuple, since each message makes one for each intent."""

    intent: str
    probability: float


class Asked(NamedTuple):
    """One question of a message that has several: its folded words, and its intents, the best first."""

    words: tuple[str, ...]
    ranking: list[Ranked]


class IntentRanker:
    """Ranks the intents of a message."""

    def __init__(
        self,
        model: LinearModel,
        concepts: ConceptMatcher,
        thresholds: Thresholds,
        mender: SpellingMender,
    ) -> None:
        """Put the parts together."""
        self._model = model
        self._mender = mender
        self._concepts = concepts
        self._thresholds = thresholds

    def rank(self, analysis: Analysis, findings: Findings) -> list[Ranked]:
        """Intents, the one to act on first: it may be ``nlu_fallback``, followed by the nearest."""
        ranking = self._behind_small_talk(self.rank_all(analysis, findings), analysis)
        if not ranking:  # emoji, another script: nothing that was ever seen
            return [Ranked(FALLBACK, 1.0)]
        best = ranking[0]
        # What was put behind is no rival: it has been decided.
        behind = {EMERGENCY, ranking[-1].intent if ranking[-1].intent == _OF_ADULTS else EMERGENCY}
        rivals = [ranked.probability for ranked in ranking[1:] if ranked.intent not in behind]
        close = bool(rivals) and best.probability - rivals[0] < self._thresholds.margin
        # An emergency may be close to what comes second, but a mere suspicion of one is no answer either.
        unsure = best.probability < self._least(best.intent) or (close and best.intent != EMERGENCY)
        passes_over = findings.danger is Danger.SPOKEN_OF and best.intent in SMALL_TALK
        decided = decided_intent(FALLBACK if unsure else best.intent, analysis.words, findings)
        if decided is not None:
            return [Ranked(decided, 1.0), *(ranked for ranked in ranking if ranked.intent != decided)]
        return [Ranked(FALLBACK, 1.0 - best.probability), *ranking] if unsure or passes_over else ranking

    def rank_questions(self, analysis: Analysis) -> list[Asked]:
        """The questions of a message that holds more than one question, each with its intents.

        Those that stand in the first :data:`MAX_WORDS` words are read, as of the whole message.
        """
        found: list[Asked] = []
        read = 0
        for words in questions_asked(analysis.tokens):
            read += len(words)
            if read > MAX_WORDS:
                break
            blocks = features_of(analysis, [self._mended(word) for word in words], self._concepts, ())
            if self._model.knows(blocks.names["words"]):
                found.append(Asked(words, list(map(Ranked._make, self._model.probabilities(blocks)))))
        return found

    def _behind_small_talk(self, ranking: list[Ranked], analysis: Analysis) -> list[Ranked]:
        """What is asked behind a thanks, a greeting or a "no": ``рахмет, тағы бір сұрақ: әжесіне жұға ма``."""
        if not ranking or ranking[0].intent not in _IN_FRONT:
            return ranking
        behind = without_small_talk(analysis.words)
        some = [behind] if behind and len(behind) < len(analysis.words) else []
        if len(analysis.words) >= _LONG:
            some += stretches(analysis.tokens)[1:]
        best: Ranked | None = None
        for words in some:
            blocks = features_of(analysis, [self._mended(word) for word in words], self._concepts, ())
            if not self._model.knows(blocks.names["words"]):
                continue
            one = Ranked._make(self._model.probabilities(blocks)[0])
            is_question = one.intent.startswith(("ask_", "find_", "report_")) and one.intent != EMERGENCY
            if is_question and one.probability >= self._thresholds.behind_small_talk:
                best = one if best is None or one.probability > best.probability else best
        is_more = _FEWEST_BEHIND <= len(behind) < len(analysis.words)
        if best is None and ranking[0].intent == _THANKS and is_more:
            return [one for one in ranking if one.intent != _THANKS]  # something is asked, whatever it is
        return ranking if best is None else [best, *(one for one in ranking if one.intent != best.intent)]

    def _least(self, intent: str) -> float:
        return self._thresholds.suspicion if intent == EMERGENCY else self._thresholds.answer

    def rank_all(self, analysis: Analysis, findings: Findings) -> list[Ranked]:
        """Intents by probability with danger put in its place, no threshold; empty where nothing is known."""
        words = [self._mended(word) for word in analysis.words[:MAX_WORDS]]
        blocks = features_of(analysis, words, self._concepts, findings.entities)
        only_values = tells_only_values(analysis, findings)
        if not (only_values or findings.has_newborn_fever or self._model.knows(blocks.names["words"])):
            return [Ranked(EMERGENCY, 1.0)] if findings.danger is Danger.NOW else []
        ranking = list(map(Ranked._make, self._model.probabilities(blocks)))
        if only_values or findings.has_newborn_fever or tells_fever(analysis, findings):
            told = INFORM if only_values else REPORT
            ranking = [Ranked(told, 1.0), *(ranked for ranked in ranking if ranked.intent != told)]
        if _asks_of_children(analysis, findings):
            ranking.sort(key=lambda one: one.intent == _OF_ADULTS and one.probability < _CLEAR)
        return self._danger_in_its_place(ranking, findings, analysis)

    def _mended(self, word: str) -> str:
        """The word without a slip of typing; words that a concept knows by their stem stay."""
        return word if self._concepts.knows(word) else self._mender.mend(word)

    def _danger_in_its_place(self, ranking: list[Ranked], findings: Findings, analysis: Analysis) -> list[Ranked]:
        """The emergency first where a sign is happening now; behind where only the classifier of intents hears it.

        However sure that is of it, nobody is ill in a dream, no machine is, and an upset stomach is no danger.
        """
        others = [ranked for ranked in ranking if ranked.intent != EMERGENCY]
        if findings.danger is Danger.NOW:
            return [Ranked(EMERGENCY, 1.0), *others]
        top = ranking[0]
        sure = top.probability >= self._thresholds.sure_of_emergency
        is_harmless = is_only_an_upset_stomach(analysis.words, findings.signs) or has_no_patient(analysis.all_tokens)
        if top.intent == EMERGENCY and (not sure or is_harmless):
            return [others[0], top, *others[1:]]
        return ranking


def _asks_of_children(analysis: Analysis, findings: Findings) -> bool:
    """Whether every age that is told is a child's, and no grown-up is named."""
    ages = [one.number for one in findings.amounts if one.kind is Kind.AGE]
    return bool(ages) and max(ages) < _GROWN_UP_MONTHS and not speaks_of_adult(analysis.words)


def tells_only_values(analysis: Analysis, findings: Findings) -> bool:
    """Whether a short message holds nothing but an age, a birth date, a number of doses or a place.

    A bare yes or no in front does not count: ``жоқ, 7 жаста`` is a correction.
    """
    return _holds_only(_VALUES, analysis, findings)


def tells_fever(analysis: Analysis, findings: Findings) -> bool:
    """Whether a short message holds nothing but a fever, signs and such values: ``5 лет, температура 41``."""
    degrees = [float(entity.value) for entity in findings.entities if entity.name == "temperature_c"]
    is_fever = bool(degrees) and degrees[0] >= _FEVER_FROM
    return is_fever and _holds_only(_VALUES | _OF_FEVER, analysis, findings, _WHAT_TO_DO)


def _holds_only(
    names: frozenset[str], analysis: Analysis, findings: Findings, aside: frozenset[str] = frozenset()
) -> bool:
    if len(analysis.words) > 5 * _MOST_WORDS:
        return False  # without a look at each of very many
    spoken = [piece for piece in analysis.readable if any(map(str.isalnum, piece.text))]
    words = [piece for piece in spoken if piece.norm not in aside and not (aside and form_of(piece.norm))]
    asks = "?" in analysis.text and len(words) == len(spoken)
    if words and words[0].norm in _YES_NO:
        words = words[1:]
    spans = [(entity.start, entity.end) for entity in findings.entities if entity.name in names]
    if not spans or not words or len(words) > _MOST_WORDS or asks:
        return False
    return all(any(start <= word.start < end for start, end in spans) for word in words)
