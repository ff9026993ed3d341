"""Where what is told decides, whatever the classifier says: values, a contact, a new-born's fever, immunity, doses."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.circumstances import risk_of
from rasa_project.understanding.decided import decided_intent
from rasa_project.understanding.doses import find_doses
from rasa_project.understanding.extraction import default_finder

CONTACT = [
    ("ask_infant", "дома сестра болеет корью, братику 5 месяцев"),
    ("ask_infant", "біздің топта қызылша шықты, балам 10 айлық"),
    ("nlu_fallback", "ағасы қызылшамен ауырып жатыр үйде, інісі 7 айлық екпе алмаған"),
    ("ask_pregnancy", "мен жүктімін, үйде үлкен балам қызылшамен ауырып жатыр"),
    ("ask_schedule", "в садике корь, сыну 4 года не привит"),
    ("ask_unvaccinated_rules", "екпе алмаған, сейсенбіде балабақшада қызылша шықты, балам 4 жаста"),
    ("ask_infant", "егіздерім 10 айлық, бірі қызылшамен ауырып жатыр"),
    ("ask_infant", "uide balam qyzylshamen auyryp jatyr, kishisi 3 ailyq"),
]
NO_CONTACT = [
    ("ask_infant", "8 айлық балама қызылша екпесі қашан"),
    ("ask_infant", "если в садике корь, что делать с ребёнком 9 месяцев"),
    ("ask_schedule", "былтыр топта қызылша шықты, балам 5 жаста, екпе қашан"),
    ("ask_symptoms", "в садике корь, сыну 4 года не привит"),
    ("ask_infant", "у сына 5 месяцев сыпь, дома все болели корью"),
    ("ask_schedule", "мектепте екпе сала ма, қызым 6 жаста"),
]
VALUES = [("deny", "жоқ 7 емес 6 жаста"), ("deny", "нет, ему 5 лет"), ("affirm", "иә, бір рет алған")]
NO_VALUES = [("deny", "жоқ рахмет"), ("ask_schedule", "балам 6 жаста"), ("affirm", "да")]

NEWBORN = [
    "жаңа туған нәрестем 20 күндік қызуы 38,5 не істейін",
    "жана туган бала кызып тур 38 ден асты",
    "2х месячный ребенок 38 градусов",
    "ребенку 2 мес 38.3",
    "сыну месяц 38.5 что делать",
    "малышке 2 месяца горячая вся, термометра нету",
    "сәбиім 2 айлық денесі ыстық градусник жоқ",
    "шақалағымның қызуы көтеріліп тұр",
    "қырқынан шықпаған бөпем, 38.4",
    "кіндігі әлі түспеген нәресте отыз сегіз жарым",
    "роддомнан кеше ғана шықтық, 38 болып тұр",
    "вчера выписали из роддома а сегодня 38,1",
    "пупок ещё не зажил, 38.6 показал",
    "әлі үш айға толмаған, 39",
    "ещё трёх месяцев жоқ, 38.9 болып тұр",
    "екі айлық, кешке 38.3, бұл норма ма",
    "полтора месяца и 38 ровно",
]
NO_NEWBORN = [
    "3 айлық баламның қызуы 38",
    "балам 2 жаста қызуы 38",
    "малышу 2 месяца, температуры нет",
    "2 айлық баланың қызуы көтерілсе не істейміз",
    "жена родила 3 дня назад, у нее температура 38",
    "2 айлық балам бар, екпе қашан",
    "какая температура опасна для новорожденных",
    "жаңа туған баланың қызуы қанша болуы керек",
    "қырқынан шықпаған бөпемен 38 шақырым жүреміз",
    "екі айлық, бойы 38 см",
    "екі айлық, салмағы 38",
    "бөпем екі айлық, өзім 39 жастамын",
    "роддомнан кеше шықтық, бәрі жақсы, 40 күн күтеміз бе",
    "қырқынан шықты, қызуы 38",
    "дочке 4 месяца, 38.5",
    "кто недавно из роддома, какая температура 38 опасна",
]

RISK = [
    ("слабого иммунитета нет", "none"),
    ("нет, иммунитет не слабый", "none"),
    ("иммунитет не ослаблен", "none"),
    ("иммунитет норм", "none"),
    ("иммунитеті әлсіз емес", "none"),
    ("иммунитеті мықты", "none"),
    ("иммунитеті төмен", "weak_immunity"),
    ("у него слабый иммунитет", "weak_immunity"),
    ("иммунитеті жоқ десе болады", "weak_immunity"),
    ("химиотерапия алып жүр", "weak_immunity"),
    ("екпе қашан", None),
]
DOSES = [
    ("екеуі де жоқ", 0),
    ("екеуін де алмаған", 0),
    ("екеуі де алынған", 2),
    ("екінші мектеп алдында деген салынбаған", None),
    ("екі рет салдық бірінші алған екінші салынбаған", 1),
    ("балабақша алдында бір рет салдырдық", 1),
    ("привита одна ей 7", 1),
    ("бір де бір рет алған жоқ", 0),
    ("қызым 4 жаста екеуін де салдырған жоқпыз", 0),
    ("бір де бір екпе алмаған", 0),
    ("1 рет салынған", 1),
]


@pytest.mark.parametrize(("top", "text"), CONTACT)
def test_a_contact_comes_before_the_calendar(top: str, text: str) -> None:
    assert decide(top, text) == "ask_exposure"


@pytest.mark.parametrize(("top", "text"), NO_CONTACT)
def test_what_is_no_contact_stays(top: str, text: str) -> None:
    assert decide(top, text) is None


@pytest.mark.parametrize(("top", "text"), VALUES)
def test_a_value_behind_a_yes_or_no_is_told(top: str, text: str) -> None:
    assert decide(top, text) == "inform"


@pytest.mark.parametrize(("top", "text"), NO_VALUES)
def test_small_talk_stays(top: str, text: str) -> None:
    assert decide(top, text) is None


@pytest.mark.parametrize("text", NEWBORN)
def test_a_fever_before_three_months_is_an_emergency(text: str) -> None:
    assert default_finder().read(default_analyzer().analyse(text)).has_newborn_fever


@pytest.mark.parametrize("text", NO_NEWBORN)
def test_an_older_child_or_no_fever_is_none(text: str) -> None:
    assert not default_finder().read(default_analyzer().analyse(text)).has_newborn_fever


@pytest.mark.parametrize(("text", "risk"), RISK)
def test_immunity(text: str, risk: str | None) -> None:
    assert risk_of(default_analyzer().analyse(text).words) == risk


@pytest.mark.parametrize(("text", "count"), DOSES)
def test_doses_denied_one_by_one(text: str, count: int | None) -> None:
    found = find_doses(default_analyzer().analyse(text).tokens)
    assert (found.count if found else None) == count


def decide(top: str, text: str) -> str | None:
    analysis = default_analyzer().analyse(text)
    return decided_intent(top, analysis.words, default_finder().read(analysis))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("бір де бір рет алған жоқ", 0),
        ("еккен жокпыз", 0),
        ("мен айттым гой бир де еккен жок деп", 0),
        ("прививок ноль", 0),
        ("иә бір рет деп айттым ғой", 1),
        ("екеуін де алған жоқ", 0),
        ("білмеймін", None),
    ],
)
def test_an_answer_to_how_many(text: str, count: int | None) -> None:
    found = find_doses(default_analyzer().analyse(text).tokens, is_asked=True)
    assert (found.count if found else None) == count
