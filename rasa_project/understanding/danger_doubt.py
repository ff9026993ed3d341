"""Where danger that only the model supposes is none: its sign can't be what the words tell.

A new-born's fever needs a heat that is told, and of nobody else; who does not answer the phone is not unconscious; a
severe allergy comes within minutes or hours of a dose (C2), not days after it, and no fever alone tells of one;
a swollen arm or leg is the common reaction of the place; light that hurts is measles as it mostly is, pus that
sticks the lids together no blindness; a pregnant
woman who tells no more is in no danger; vomiting and diarrhoea alone are an upset stomach; an animal
or a dream is no patient.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from kazakh.analysis import Analysis
from rasa_project.understanding.answers import asks
from rasa_project.understanding.contact_words import asks_of_catching
from rasa_project.understanding.danger_model import NEWBORN, DangerGuess
from rasa_project.understanding.events import Event
from rasa_project.understanding.extraction import Danger, EntityFinder, Findings
from rasa_project.understanding.mentions import Kind
from rasa_project.understanding.newborns import NEWBORN_MONTHS
from rasa_project.understanding.no_patient import is_of_no_patient, means_otherwise
from rasa_project.understanding.parts import Part
from rasa_project.understanding.phrases import phrases, stands
from rasa_project.understanding.reading import read_message
from rasa_project.understanding.stomach_words import is_only_an_upset_stomach

#: Words of a baby that is nursed, and nothing beside.
_NURSED: Final = (
    "она", "он", "ребенок", "дочка", "син", "малиш", "еше", "на", "груд", "гв", "вскарм", "толко", "полност", "еми",
    "еме", "омирау", "емшек", "ол", "балам", "кизим", "улим", "али", "сут", "у", "нас", "мени", "гои",
)  # fmt: skip
#: A child was fetched from a nursery where it went: «дочку забрали сегодня, вчера ещё ходила», and nothing beside.
_FETCHED: Final = phrases("забрал", "забира", "алип кел", "алип кет", "алдик")
_ATTENDED: Final = phrases("ходил", "бил", "барган", "барди", "барип", "садик", "сад", "балабакша", "бакша", "групп")
_OF_FETCHING: Final = phrases(
    "забрал", "забира", "алип", "кел", "кет", "алдик", "ходил", "бил", "барган", "барди", "барип", "сад", "балабакша",
    "бакша", "групп", "доч", "син", "ребен", "внук", "внуч", "балам", "кизим", "улим", "немере", "его", "ее", "ми",
    "я", "сегодня", "вчера", "позавчера", "утром", "днем", "бугин", "кеше", "алдингуни", "еше", "уже", "али",
    "домои", "уиге", "из", "в", "с", "туда", "там", "нормално", "еди", "екен", "после", "обед", "а", "и", "но",
)  # fmt: skip
#: What somebody advises against, and nothing beside: «свекровь говорит на улицу не выводить».
_ADVISED_AGAINST: Final = phrases(
    "не виводит", "не виносит", "не випускат", "не гулят", "не купат", "не мит", "не виходит", "нелзя виводит",
    "нелзя купат", "нелзя гулят", "шигарма", "шомилдирма", "жуиндирма", "шикпа",
)  # fmt: skip
_OF_ADVICE: Final = phrases(
    "не", "нелзя", "надо", "виводит", "виносит", "випускат", "гулят", "купат", "мит", "виходит", "шигарма",
    "шомилдирма", "жуиндирма", "шикпа", "на", "улиц", "из", "дома", "никуда", "говор", "сказал", "вел", "совет", "а",
    "моя", "мне", "свекр", "бабушк", "мама", "теша", "соседк", "врач", "доктор", "енем", "апам", "анам", "аже", "корши",
    "аит", "деи", "деп", "дала", "сирт", "тиска", "суга", "болмаид", "керек", "дариг", "балани",
    "ребен", "доч", "син", "его", "ее", "неделю", "дн", "кун", "пока", "и", "что", "чтоб", "правда", "ли", "рас", "па",
    "ма",
)  # fmt: skip
#: A sign is supposed, and what to do then is asked.
_WHAT_IF: Final = phrases(
    "а если", "если вдруг", "если опят", "если снова", "калса не", "кетсе не", "таги тириса", "таги тирисса",
    "тириса не", "тирисса не", "тирисса калаи", "туссе не", "что делат если", "что если",
)  # fmt: skip
_UNCONSCIOUS: Final = "unconscious"
_ALLERGY: Final = "severe_allergy"
#: A severe allergy begins on the day of the dose or in the night behind it.
_DAYS_OF_ALLERGY: Final = 1
#: A heat, by beginnings of folded words; degrees are read as a temperature.
_HEAT: Final = phrases(
    "ауир", "болеет", "вял", "горит", "горяч", "градус", "дирил", "жан", "жар", "жилит", "знобит", "исти", "истик",
    "калтира", "калшилда", "кеди", "кизд", "кизип", "кизу", "куиип", "лихорад", "от боп", "отт", "пила", "пишет жаром",
    "плохо", "раскал", "темп", "тепл", "терле",
)  # fmt: skip
#: Degrees below it are no heat that is told.
_WARM: Final = 37.0
#: What a severe allergy may show itself by, skin, face, voice, breath, collapse, in the widest sense.
_OF_ALLERGY: Final = phrases(
    "аллерг", "ауз", "бет", "бледн", "бозар", "болдирт", "бортип", "бортк", "бортп", "вздул", "вздут", "волд", "вял",
    "глаз", "глот", "голос", "губ", "дави", "дауис", "дауси", "дем", "диш", "душ", "ерин", "ерн", "есекжем", "есин",
    "жут", "жутин", "захлеб", "зуд", "исик", "исин", "исип", "искен", "кабак", "кашл", "кизар", "кирил", "киши",
    "коге", "коз", "крапив", "красн", "кула", "кус", "лиц", "лоб", "моин", "обмор", "обмяк", "опух", "осип", "отек",
    "пена", "посин", "пятн", "раздул", "рвот", "рот", "сиз", "силк", "синее", "синие", "синюш", "сип", "сирил",
    "слаб", "слюн", "сознан", "талд", "талип", "тамаг", "тела", "терис", "тил", "тинис", "томп", "трясет", "тунш",
    "удуш", "упал", "хрип", "чеш", "чих", "шея", "шок", "язик",
)  # fmt: skip
#: A child was dropped or hit its head: an accident, where nothing of an allergy is told.
_DROPPED: Final = phrases(
    "уронил", "ударился голов", "ударилас голов", "стукнул", "басин соги", "басин ури", "тусирип алд",
)  # fmt: skip
#: Where the needle goes in, and the limb around it; swelling there alone is the common reaction (C2).
_LIMB: Final = phrases(
    "аяги", "аягин", "бедр", "буто", "екпе жери", "екпе орни", "жамбас", "ииг", "иик", "колин", "коли", "место прив",
    "место укол", "на месте укол", "нога", "ногу", "ножк", "ноге", "плеч", "попа", "попе", "рука", "руке", "руку",
    "ручк", "сани", "укол орни", "укол салган жер",
)  # fmt: skip
#: Swelling, redness, heat, pain, that a limb may show, and nothing of the whole body.
_OF_WHOLE_BODY: Final = phrases(
    "ауз", "бет", "бледн", "бозар", "болдирт", "вздох", "всему телу", "вял", "глот", "голос", "губ", "дауис", "дауси",
    "дем", "денесин бортп", "диш", "ерин", "ерн", "есекжем", "есин", "жутин", "захлеб", "карлиг", "карлик", "коге",
    "кози", "крапив", "кус", "лиц", "моин", "обмор", "обмяк", "осип", "пена", "посин", "рвот", "силк", "синее",
    "синие", "сипит", "сирил", "слюн", "сознан", "сул", "талд", "талип", "тамаг", "тил", "тинис", "тунш", "удуш",
    "упал", "хрип", "шея", "язик",
)  # fmt: skip
#: Light that hurts is a sign of measles as it mostly is, where nothing is told of sight, neck, head or vomiting.
_LIGHT: Final = phrases(
    "жарикка караи", "жарикка карат", "жариктан кашад", "жариктан козин", "на свет болно", "на свет смотр",
    "от света", "свет режет", "света боит", "светобоязн",
)  # fmt: skip
_EYE: Final = "cloudy_eye"
_IN_LIGHT: Final = frozenset({_EYE, "stiff_neck"})
#: Lids that pus has stuck together: an inflammation, of which sight says nothing.
_PUS: Final = phrases("гно", "загно", "закис", "ирин", "ириндеп", "слипл", "склеил", "жабисип кал")
_OF_EYE_OR_NECK: Final = phrases(
    "агар", "аира", "ак", "бас", "бел", "белм", "бош", "булдир", "булин", "булт", "вид", "вирвал", "голов", "дак",
    "желк", "затил", "зрач", "зрен", "ишет", "караси", "карашиг", "касан", "катти", "кишиле", "корин", "корм", "кус",
    "матов", "мимо", "моин", "молок", "мутн", "нашуп", "нукте", "ослеп", "пелен", "перде", "плен", "пленк", "побел",
    "помутн", "пятн", "рвал", "рвет", "рвот", "сер", "сипала", "сокир", "суттеи", "темно", "точк", "тошн", "туман",
    "уколип", "шеи", "шел", "шею", "шея", "язв",
)  # fmt: skip
_PREGNANT: Final = "pregnancy_danger"
#: What danger in pregnancy shows itself by: blood, waters, pain, labour, a child that is still.
_OF_PREGNANT: Final = phrases(
    "алои", "ауир", "боли", "болит", "болн", "бурип", "вод", "дак", "живот", "замер", "затих", "иш", "каган", "камен",
    "кан", "кансир", "катти", "кимил", "козгал", "кров", "мажет", "прокладк", "пузир", "роди", "рожа", "сгуст", "су",
    "схват", "теби", "теп", "тиниш", "толга", "толкн", "толч", "тулам", "тулау", "тян", "уиган", "упал", "шанш",
    "шевел",
)  # fmt: skip
_PHONE: Final = phrases(
    "автоответ", "гудк", "дозвон", "звандад", "звон", "конирау", "набира", "номер", "телефон", "трубк", "тутка",
    "шалдим", "шалип", "шалсам",
)  # fmt: skip
_SILENT: Final = phrases(
    "алмади", "алмаи", "бос емес", "жауап берм", "занято", "котерм", "молч", "не бер", "не ответ", "не отвеч",
    "не подн", "никто не",
)  # fmt: skip
#: Of a patient, and of no phone.
_OF_A_PATIENT: Final = phrases("на голос", "на зов", "на вопрос", "глаз", "козин", "шакирсам", "дауисима", "на оклик")


def is_borne_out(guess: DangerGuess, analysis: Analysis, found: Findings, finder: EntityFinder, today: date) -> bool:
    """Whether the sign that the model supposes may be what the message tells.

    Args:
        guess: the model's, with its likeliest sign.
        analysis: the message.
        found: what was read out of it.
        finder: reads its parts, where it may be a new-born's fever.
        today: in the district.
    """
    words = analysis.words
    if words and all(word.startswith(_NURSED) or len(word) == 1 for word in words):
        return False  # «она на груди»; «ааааа», read as one letter: a key that was held down
    if _is_of_fetching(words) or _is_of_advice(words):
        return False
    if asks_of_catching(words) and asks(analysis.tokens):
        return False  # «она не может заразить братика?»
    if _is_supposed(words, found) or is_only_an_upset_stomach(words, found.signs):
        return False  # «тағы тырысса не істеймін»; «понос и рвота второй день, что дать»
    if is_of_no_patient(analysis.all_tokens) or (guess.sign is not None and _is_of_less(guess.sign, words)):
        return False
    if guess.sign == _UNCONSCIOUS:
        return not _is_of_phone(words)
    if guess.sign == _ALLERGY:
        return _may_be_an_allergy(words, found)
    return guess.sign != NEWBORN or _may_be_hot(analysis, found, finder, today)


def _is_of_fetching(words: Sequence[str]) -> bool:
    told = stands(words, _FETCHED) and stands(words, _ATTENDED)
    return told and all(stands([word], _OF_FETCHING) for word in words)


def _is_of_advice(words: Sequence[str]) -> bool:
    return stands(words, _ADVISED_AGAINST) and all(stands([word], _OF_ADVICE) for word in words)


def _is_of_less(sign: str, words: Sequence[str]) -> bool:
    """Whether the words tell of something else, or of nothing that the sign shows itself by."""
    if sign in _IN_LIGHT and stands(words, _LIGHT) and not stands(words, _OF_EYE_OR_NECK):
        return True  # «глаза слезятся, от света щурится»
    if sign == _EYE and stands(words, _PUS) and not stands(words, _OF_EYE_OR_NECK):
        return True  # «глаза слиплись от гноя, не открываются»
    if sign == _PREGNANT and not stands(words, _OF_PREGNANT):
        return True  # «я беременна, у племянника корь»
    return means_otherwise(sign, words)


def _may_be_an_allergy(words: Sequence[str], found: Findings) -> bool:
    """Whether it came soon after a dose, and more is told than a fever or a swelling where the needle went in."""
    doses = found.since(Event.DOSE)
    if _tells_heat(found) and not stands(words, _OF_ALLERGY):
        return False
    if stands(words, _DROPPED) and not stands(words, _OF_ALLERGY):
        return False  # «после прививки уронила, ударился головой»
    if stands(words, _LIMB) and not stands(words, _OF_WHOLE_BODY):
        return False  # «после прививки рука красная и опухла»
    return not doses or doses[0].number <= _DAYS_OF_ALLERGY


def _is_supposed(words: Sequence[str], found: Findings) -> bool:
    """Whether a sign is spoken of as one that may come, and what to do then is asked."""
    return found.danger is Danger.SPOKEN_OF and stands(words, _WHAT_IF)


def _is_of_phone(words: Sequence[str]) -> bool:
    return stands(words, _PHONE) and stands(words, _SILENT) and not stands(words, _OF_A_PATIENT)


def _tells_heat(found: Findings) -> bool:
    temperatures = (float(one.value) for one in found.entities if one.name == "temperature_c")
    return "fever" in found.signs or any(one >= _WARM for one in temperatures)


def _may_be_hot(analysis: Analysis, found: Findings, finder: EntityFinder, today: date) -> bool:
    """Whether a heat is told that may be the baby's: not where another is the one who is ill."""
    if not _tells_heat(found) and ("fever" in found.denied or not stands(analysis.words, _HEAT)):
        return False  # «бір айлық, қызуы жоқ, 36,7»
    parts = read_message(analysis, finder, today).parts
    ill = [part for part in parts if part.who is not None and _tells_illness(part)]
    others = [part for part in ill if not _is_of_baby(part)]
    return not others or len(others) < len(ill) or not any(map(_is_of_baby, parts))


def _tells_illness(part: Part) -> bool:
    facts = part.facts
    return bool(facts.fever or facts.rash or facts.confirmed or facts.signs or facts.temperature)


def _is_of_baby(part: Part) -> bool:
    age = part.facts.age_months
    is_baby = part.who is not None and part.who.kind is Kind.CHILD and part.who.is_baby
    return is_baby or (age is not None and age < NEWBORN_MONTHS)
