"""Question x answer -> what is taken. A named sign is no bare yes; «жоқ, бірақ …» is judged by what follows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rasa_project.dialogue.consultation_answers import POINTS_OF_DANGER
from rasa_project.dialogue.conversation import Conversation, Episode, Person, Question
from tests.data.content import variations
from tests.dialogue.hearing import NOW, TODAY, Talk, parsed

YES, NO, UNKNOWN = {"danger": "yes"}, {"danger": "no"}, {"danger": "unknown"}
STANDS: dict[str, Any] = {}

DANGER: list[tuple[dict[str, Any], list[str]]] = [
    (
        YES,
        [
            "иә", "да", "бар", "иә бар", "бар екен", "біреуі бар", "екеуі бар", "екеуі де бар", "последнее есть",
            "одно из них есть", "2", "екіншісі", "последнее", "всё перечисленное", "есть", "да, есть такое", "ия",
            "біріншісі", "третье есть", "1 и 3", "бәрі бар", "соңғысы бар", "Иә.", "да есть", "ол белгі бар",
            "bar", "ia bar", "iya", "бірнешеуі бар", "да, одно из списка",
        ],
    ),
    (
        YES,
        [
            "язвы во рту", "во рту много язв", "глаз мутный", "роговица мутная", "двоится в глазах", "сыпь не бледнеет",
            "кожа бледная и холодная", "рвота после каждого питья", "12 часов не мочится", "бөртпесі басқанда кетпейді",
            "12 сағат кіші дәретке отырмады", "көзі бұлыңғыр", "аузында жара көп", "терісі бозарып суып кетті",
            "екеу болып көрінеді", "под стаканом сыпь остаётся", "аузы толған жара", "да, вялый, не встаёт",
            "ішкенін құсып тастайды", "очень вялый", "түсі кетпейді стаканмен басқанда",
        ],
    ),
    (
        YES,
        [
            "нет только дышит часто", "нет, но очень вялый", "вроде нет, только спит всё время",
            "жоқ бірақ ұйықтай береді", "жоқ, бірақ демі жиі", "нет, просто не просыпается толком",
            "жоқ тек ішкенін құса береді, ішкенін түгел құсады", "нет, но 12 часов не писает",
            "не знаю, не пьёт ничего",
            "жоқ, тек аузында жара бар", "нет, но губы синие",
        ],
    ),
    (
        NO,
        [
            "жоқ", "нет", "нет, ничего такого", "ешқайсысы жоқ", "ондай жоқ", "слава богу нет", "joq", "zhok",
            "ондай белгі жоқ", "ничего из этого нет", "екеуі де жоқ", "жоқ, құдайға шүкір", "нет, всё нормально",
            "құдайға шүкір, ондай ештеңе жоқ", "ни одного", "0", "всё хорошо", "жағдайы жақсы", "нету такого",
            "бұлардың ешқайсысы байқалмады жоқ", "мұндай белгілер жоқ", "неа", "нет, слава богу, ничего из списка нет",
        ],
    ),
    (UNKNOWN, ["білмеймін", "не знаю", "анық білмеймін", "не уверена", "айта алмаймын, білмедім"]),
    (
        STANDS,
        [
            "екі күн болды", "2 күн болды", "да, понял", "иә, түсіндім", "рахмет", "хорошо", "болды",
            "со вчера", "жоқ, бірақ қорқып отырмын", "нет, но какой-то странный", "нет, только стонет",
            "одышки, сонливости нет", "а если начнутся судороги?", "вялый", "нет судорог", "тырысса не істейміз",
            "кеше ауруханаға бардық", "9",
        ],
    ),
]  # fmt: skip

#: Signs named where danger was asked: taken in, and the question stands or is denied with them.
SIGNS: list[tuple[str, dict[str, Any]]] = [
    ("жөтелі бар", {"symptoms": ["cough"]}),
    ("баламда бөртпе бар не істеймін", {"rash": "yes"}),
    ("қызуы бар", {"fever": "yes"}),
    ("қызуы 2 күн болды", {"fever": "yes", "fever_days": 2.0}),
    ("кашель есть", {"symptoms": ["cough"]}),
    ("сыпь есть со вчера", {"rash": "yes", "rash_days": 1.0}),
    ("да, сыпь и температура", {"rash": "yes", "fever": "yes"}),
    ("иә, қызуы бар", {"fever": "yes"}),
    ("температура 39", {"fever": "yes"}),
    ("қызуы жоқ", {"fever": "no"}),
    ("тек жөтелі бар", {"symptoms": ["cough"], "danger": "no"}),
    ("только кашель", {"symptoms": ["cough"], "danger": "no"}),
    ("жоқ, тек жөтеледі", {"symptoms": ["cough"], "danger": "no"}),
    ("нет только кашель", {"symptoms": ["cough"], "danger": "no"}),
    ("нет, но температура 39", {"fever": "yes", "danger": "no"}),
    ("жоқ, бірақ бөртпесі көп", {"rash": "yes", "danger": "no"}),
    ("жоқ, қызуы жоқ", {"fever": "no", "danger": "no"}),
    ("нет, сыпи нет", {"rash": "no", "danger": "no"}),
    ("жоқ, қызуы ғана бар", {"fever": "yes", "danger": "no"}),
]

OTHERS: list[tuple[str, str, dict[str, Any]]] = [
    ("fever", "иә", {"fever": "yes"}),
    ("fever", "иә, 2 күн болды", {"fever": "yes", "fever_days": 2.0}),
    ("fever", "да, уже 2 дня", {"fever": "yes", "fever_days": 2.0}),
    ("fever", "да, со вчера", {"fever": "yes", "fever_days": 1.0}),
    ("fever", "екі күн болды", {}),
    ("fever", "болды", {"fever": "yes"}),
    ("fever", "бар", {"fever": "yes"}),
    ("fever", "жөтелі бар", {"symptoms": ["cough"]}),
    ("fever", "кашель есть", {"symptoms": ["cough"]}),
    ("fever", "бөртпе бар", {"rash": "yes"}),
    ("fever", "38,5", {"fever": "yes"}),
    ("fever", "қызуы бар", {"fever": "yes"}),
    ("fever", "жоқ", {"fever": "no"}),
    ("fever", "нет, только кашель", {"fever": "no", "symptoms": ["cough"]}),
    ("fever", "көтерілген жоқ", {}),
    ("fever", "нет, температуры нет", {"fever": "no"}),
    ("fever", "жоқ, бірақ денесі ыстық сияқты", {"fever": "yes"}),
    ("fever", "нет, но он какой-то горячеватый", {}),
    ("fever", "да, понятно", {}),
    ("fever", "білмеймін", {"fever": "unknown"}),
    ("fever", "не мерили, не знаю", {"fever": "unknown"}),
    ("rash", "иә бар", {"rash": "yes"}),
    ("rash", "да, 3 дня уже", {"rash": "yes", "rash_days": 3.0}),
    ("rash", "3 күн болды", {}),
    ("rash", "қызуы бар", {"fever": "yes"}),
    ("rash", "насморк есть", {"symptoms": ["runny_nose"]}),
    ("rash", "шықпады", {"rash": "no"}),
    ("rash", "бөртпе жоқ", {"rash": "no"}),
    ("rash", "жоқ әзірге", {"rash": "no"}),
    ("rash", "пока нет", {"rash": "no"}),
    ("contact", "болды", {"contact": "yes"}),
    ("contact", "иә, кеше болды", {"contact": "yes", "exposure_days": 1.0}),
    ("contact", "болған жоқ", {"contact": "no"}),
    ("contact", "не было", {}),
    ("contact", "жөтелі бар", {"symptoms": ["cough"]}),
    ("contact", "иә, жөтелі бар", {"symptoms": ["cough"]}),
    ("contact", "нет, ни с кем", {"contact": "no"}),
    ("contact", "білмеймін", {"contact": "unknown"}),
    ("risk", "жоқ", {"risk": "none"}),
    ("risk", "екеуі де жоқ", {"risk": "none"}),
    ("risk", "ни того, ни другого", {"risk": "none"}),
    ("risk", "иә", {"risk": "weak_immunity"}),
    ("risk", "жөтелі бар", {"symptoms": ["cough"]}),
    ("risk", "екі күн болды", {}),
    ("risk", "35 пен 33", {}),
    ("risk", "5 пен 8", {}),
    ("risk", "не знаю", {"risk": "unknown"}),
    ("doses", "жоқ", {"doses": 0}),
    ("doses", "нет", {"doses": 0}),
    ("doses", "0", {"doses": 0}),
    ("doses", "2", {"doses": 2}),
    ("doses", "бір", {"doses": 1}),
    ("doses", "жөтелі бар", {"symptoms": ["cough"]}),
    ("doses", "иә", {}),
    ("doses", "білмеймін", {"unanswered": ["doses"]}),
    ("fever_days", "3", {"fever_days": 3}),
    ("fever_days", "не помню", {"unanswered": ["fever_days"]}),
    ("when", "5", {"contact": "yes", "exposure_days": 5}),
    ("when", "есімде жоқ", {"unanswered": ["when"]}),
    ("age", "не знаю", {"unanswered": ["age"]}),
    ("age", "жөтелі бар", {"symptoms": ["cough"]}),
]

#: Days of which the conversation keeps the date.
SINCE = {"fever_since": "fever_days", "rash_since": "rash_days", "contact_on": "exposure_days"}
#: Told with another fact, and no answer by themselves.
BESIDE = ("told_at", "contact_days", "temperature")


def asked(question: str, person: Person) -> Conversation:
    """A conversation in which ``question`` stands, of a consultation after a contact or in an illness."""
    episode = Episode("contact" if question == "when" else "illness", (1,), NOW)
    return Conversation((person,), 1, episode, Question(question, 1), at=NOW)


def taken(question: str, text: str, **known: Any) -> dict[str, Any]:
    """What a message tells where ``question`` stands, with days in place of dates."""
    talk = Talk(asked(question, Person(1, **known)))
    talk.hears(parsed(text, "inform"))
    person = talk.conversation.person(1)
    assert person is not None
    before = vars(Person(1, **known))
    found = {name: value for name, value in vars(person).items() if value != before[name] and name not in BESIDE}
    for name in SINCE.keys() & found.keys():
        found[SINCE[name]] = (TODAY - date.fromisoformat(found.pop(name))).days
    if signs := sorted(found.pop("signs", frozenset()) - {"fever", "rash"}):
        found["symptoms"] = signs
    if "unanswered" in found:
        found["unanswered"] = sorted(found["unanswered"])
    if (person.temperature or 0) >= 37.5:
        found["fever"] = "yes"
    if talk.conversation.episode is not None and talk.conversation.episode.kind == "emergency":
        found["danger"] = "yes"
    return found


@pytest.mark.parametrize(("expected", "text"), [(expected, text) for expected, texts in DANGER for text in texts])
def test_the_danger_question(expected: dict[str, Any], text: str) -> None:
    assert taken("danger", text).get("danger") == expected.get("danger")


@pytest.mark.parametrize(("text", "expected"), SIGNS)
def test_a_named_sign_is_no_yes_to_danger(text: str, expected: dict[str, Any]) -> None:
    assert taken("danger", text) == expected


@pytest.mark.parametrize(("question", "text", "expected"), OTHERS)
def test_other_questions(question: str, text: str, expected: dict[str, Any]) -> None:
    assert taken(question, text) == expected


def test_a_pregnancy_is_the_writers_and_no_childs() -> None:
    assert taken("risk", "жүктімін", kind="writer")["risk"] == "pregnant"
    assert taken("risk", "жүктімін", age_months=40) == {}


def test_a_correction_of_the_age_denies_nothing() -> None:
    assert taken("fever", "нет, ему 5 лет", age_months=48) == {"age_months": 60}
    assert taken("danger", "жоқ, 5 жаста", age_months=48) == {"age_months": 60}


def test_where_no_age_was_known_a_no_before_one_answers_the_danger_question() -> None:
    assert taken("danger", "нет ничего такого из списка. 2 года") == {"danger": "no", "age_months": 24}
    assert taken("danger", "жоқ, 5 жаста") == {"danger": "no", "age_months": 60}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_list_has_as_many_points_as_may_be_named(language: str) -> None:
    question = next(one for one in variations() if one.id == f"utter_ask_consultation_form_danger-{language}")
    assert sum(line.startswith("• ") for line in question.text.splitlines()) == POINTS_OF_DANGER


@pytest.mark.parametrize("text", ["ұйықтай береді", "жоқ, көп ұйықтайды"])
def test_much_sleep_is_asked_after(text: str) -> None:
    """103 first, then whether the child can be woken: an illness makes sleepy, too."""
    talk = Talk()
    talk.hears(parsed("балам 3 жаста, қызуы 38, бөртпе шықты", "report_symptoms"))
    assert talk.hears(parsed(text, "inform")) == ["ask_danger_perhaps"]


@pytest.mark.parametrize("text", ["21 күн ше", "үш күн ше"])
def test_what_of_a_number_of_days_is_no_day(text: str) -> None:
    assert taken("when", text) == {}
