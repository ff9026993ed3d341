"""Things named beyond doubt, which have an answer of their own whatever a classifier takes the message for.

«Сколько аспирина?», «анауран есть дома», «нурофен берсем бола ма»: the name decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.dialogue.contexts import AFTER_DOSE, CONTACT, ILLNESS
from rasa_project.dialogue.out_of_field import out_of_field
from rasa_project.dialogue.particular import intent_of, question_found, question_said
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.medicine_words import FEVER_MEDICINES, IBUPROFEN, PARACETAMOL
from rasa_project.understanding.phrases import Phrase, phrases, stands

#: Folded beginnings of what is named, and the particular question; the first that fits stands.
_NAMED: Final[tuple[tuple[tuple[Phrase, ...], str], ...]] = (
    (phrases("аспирин", "ацетилсалицил", "аспирн"), "ask_treatment/aspirin"),
    (
        phrases("анауран", "отипакс", "отинум", "капли в ухо", "в ухо капа", "в ухо капл", "ухо закап", "ухо капа",
                "ушние капли", "кулагина там", "кулакка там", "кулагина дари", "капли для уше", "капли ушн"),
        "ask_complications/ear_pain",
    ),
    (
        phrases("азитромицин", "амокси", "антибиотик", "аугментин", "сумамед", "супракс", "цефтриаксон", "цефазолин"),
        "ask_treatment/antibiotics",
    ),
    (
        phrases("анальгин", "аналгин", "литичк", "тройчатк", "ушту"),
        "ask_treatment/analgin_mix",
    ),
)  # fmt: skip
#: Beside two medicines against fever.
_BOTH: Final = phrases("вместе", "бирге", "черед", "кезек", "одновремен", "сразу", "екеуин", "оба")
_ASKED: Final = phrases(
    "бола ма", "болама", "болади ма", "берсем", "береиин", "берсек", "дават", "дат", "канша", "керек па", "керек пе",
    "лучше", "можно", "надо ли", "сколко", "ше", "какое", "каисиси",
)  # fmt: skip
#: Several children on one day.
_TOGETHER: Final = phrases(
    "екеуине бир кун", "екеуине де бир кун", "екеуин бир кун", "екеуин де бир кун", "екеуине бирге", "екеуин бирге",
    "ушеуине бир кун", "ушеуин бир кун", "барине бир кун", "обоим в один ден", "обоих в один ден", "обоим сразу",
    "двоих в один ден", "двоим в один ден", "обоих вместе", "обоих сразу", "троих в один ден", "всем в один ден",
)  # fmt: skip
_GIVEN: Final = phrases(
    "апар", "вест", "дела", "егил", "екпе", "можно", "повест", "постав", "привест", "привив", "привит", "сал", "сдела",
    "стави", "укол",
)  # fmt: skip
_ON_ONE_DAY: Final = "ask_schedule/twins_siblings_same_day"
_OF_A_DOSE: Final = "ask_side_effects/fever_relief_after"
_OF_A_VACCINE: Final = phrases("вакцин", "екпе", "прив", "укол", "ккп")
_FEW: Final = 3
_DIFFERENCE: Final = "ask_difference/"


def named_question(turn: Turn) -> str | None:
    """The particular question of what is named, or ``None``; only where somebody is ill, or a medicine is asked for."""
    heard = turn.heard
    if heard.is_button or heard.danger in {Danger.NOW, Danger.MAYBE}:
        return None
    words = heard.words
    if asks_of_one_day(words):
        return _ON_ONE_DAY
    if stands(words, _OF_A_VACCINE) and turn.before.last.context not in {AFTER_DOSE, ILLNESS}:
        return None  # of a vaccine: «после антибиотиков прививку можно?»
    for some, question in _NAMED:
        if stands(words, some):
            return question
    is_asked = "?" in heard.tokens or stands(words, _ASKED) or len(words) <= _FEW
    if not is_asked or not stands(words, FEVER_MEDICINES):
        return None
    if turn.before.last.context == AFTER_DOSE:
        return _OF_A_DOSE
    if stands(words, _BOTH):
        return "ask_treatment/both_fever_drugs"
    is_choice = stands(words, IBUPROFEN) and stands(words, PARACETAMOL)
    return "ask_treatment/which_fever_drug" if is_choice else "ask_treatment/fever_medicine"


def asks_of_one_day(words: Sequence[str]) -> bool:
    """Whether several children on one day are asked about: «екеуіне бір күнде сала ма», «обоим в один день»."""
    return stands(words, _TOGETHER) and stands(words, _GIVEN)


def _names_another_disease(turn: Turn) -> bool:
    """Whether another disease is asked about, which declines the question or has its own answer."""
    return out_of_field(turn) is not None or (question_found(turn) or "").startswith(_DIFFERENCE)


def named(turn: Turn) -> Outcome | None:
    """The answer to what is named; where signs or a contact are told anew, a consultation goes before."""
    question = named_question(turn)
    told = turn.taken.all_told
    if (
        question is None
        or _names_another_disease(turn)
        or (told & {"signs", "rash", "contact", "confirmed"} and turn.before.episode is None)
    ):
        return None
    context = turn.before.last.context if turn.before.last.context in {AFTER_DOSE, CONTACT, ILLNESS} else None
    return answered(turn, [question_said(question)], intent_of(question), context=context)
