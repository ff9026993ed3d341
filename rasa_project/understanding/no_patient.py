"""Danger words of which nobody is the patient: an animal, a machine, a dream, a film, a joke, an idiom, a lesson.

Whole messages only, and when in doubt somebody is the patient: a word of the family, of now or of a call for help keeps
the alarm, and so does what an animal or a thing has done to somebody (a bite, a shock, a thing in the throat).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

#: Somebody who may be the patient.
_FAMILY: Final = re.compile(
    r"\b(?:бала(?:|м\S*|сы\S*|га|ни|лар\S*|миз\S*)|балдар\S*|саби\S*|нарест\S*|бопе\S*|бобе\S*|кишкента\S*|кизим\S*"
    r"|улим\S*|немере\S*"
    r"|куие\S*|келин\S*|анам\S*|акем\S*|шешем\S*|апам\S*|атам\S*|инам\S*|иним\S*|синлим\S*|бауирим\S*|адам\S*"
    r"|жукти\S*|ребен\S*|малиш\S*|мален\S*|младен\S*|груднич\S*|дет[ие]\S*"
    r"|син(?:|а|у|е|ок|очек|ишка|ом)|доч\S*|муж(?:|а|у|ем)|жена|жени|внук\S*|внуч\S*|мама|маме|мами|папа|папе"
    r"|брат\S*|сестр\S*"
    r"|племян\S*|мальч\S*|малчик\S*|девоч\S*|девушк\S*|человек\S*|сосед\S*|корши\S*|он|она|его|ее|ему|еи)\b"
)
#: It is now, it is real, help is called for.
_REAL: Final = re.compile(
    r"\b(?:сеичас|шас|казир\S*|кази|правда|наяву|шинимен|шинимда\S*|вдруг|внезапн\S*|кенет\S*|бирден|помог\S*"
    r"|спаси\S*|комек(?:тес\S*)?|срочно"
    r"|шакир\S*|визв\S*|визов\S*|103|112|скорую|скорои|жедел|не истеи\S*|что делат|екпеден|екпенин|после (?:прив"
    r"|укол)\S*|прививкадан)\b"
)
#: In a dream of the one who writes; in a film, a book, on television; a joke, a play; a lesson.
_APART: Final = re.compile(
    r"\b(?:тусимде|тус кор(?:дим|иппин)|тусиме (?:кир|енип)\S*|приснил\S*|мне (?:\S+ )?сни(?:тся|лся|лас|лос)|(?:^"
    r"|[,.] ?)снится|во сне (?:я )?(?:видел|увидел)\S*"
    r"|в (?:етом |одном )?(?:филме|сериале|мултике|мултфилме|сказке|книге|песне)|(?:сериал|мултик|мултфилм|филм"
    r"|ертеги|китап)(?:да|де|та|те|дин|дагы|дег\S*)"
    r"|(?:смотр\S+|читаем|читаю) (?:сериал|сказку|роман)|теледидар(?:да|дан) (?:\S+ ){0,5}?кор\S+|тикток\S* кор\S+"
    r"|анекдот\S*|шутка|шутит|шучу|ха ?-? ?ха\S*|калжин\S*|азил\S*|прикол\S*|понарошку|притворяет\S*|прикидивает\S*"
    r"|игра(?:ет|ем|ют) в (?:болниц|врач|доктор|зомби|воин)\S*|даригер болип оина\S*"
    r"|реферат\S*|(?:к|на) екзамен\S*|курсах первои|алгашки комек\S* (?:уирет|отт)\S*|сабакта (?:\S+ )?(?:комек"
    r"|помош)\S*"
    r"|деген (?:ан|олен)\S*|ан (?:салип|созин\S*)|анди|андет\S*|песня|реп аит\S*|стих\S*|олен жатта\S*)"
)
#: What one is out of breath with and not ill: «задыхаюсь от нежности», «күлкіден тырысып қалдық».
_FIGURE: Final = re.compile(
    r"\bот (?:\S+ )?(?:бюрократ|нежност|злост|смех|счаст|любв|радост|скук|завист|очеред|ответов|цен |новост|восторг"
    r"|умилен|ревност)\S*"
    r"|\b(?:кулкиден|кулкидан|куаништан|изадан|кредиттен|кариздан|сагиништан|рахаттан|кизгаништан|уяттан)\b"
    r"|\b(?:кредит|обида|слези|цени|карз|кариз)\S* (?:душ\S+|туншик\S+|кусаю\S+|мойн\S*|дем)"
    r"|\bчут сознание не потерял\S*"
)
_ANIMAL: Final = re.compile(
    r"(?<!как )(?<!как у )(?<!словно )(?<!словно у )(?<!будто )(?<!будто у )"
    r"\b(?:кот|кота|коту|котик\S*|котен\S*|котят\S*|кошка|кошке|у кошки|собак[аеи]"
    r"|пес|пса|псу|шенок|шенк\S*|шенят\S*|телен\S*|телят\S*|коров[аеи]|овц[аеи]|коза|козе"
    r"|козлен\S*|ягнен\S*|лошад[иь]?|жеребен\S*|хомяк\S*|попуга\S*|кролик\S*|куриц[аеи]|кури|ципл\S*|рибк\S*|черепах\S*"
    r"|мисик|мисикка|мисиг\S*|итим|итимнин|итимиз\S*|иттин|кушик\S*|кушиг\S*|бузау\S*|сиир\S*|туие\S*|туием\S*"
    r"|тауиг\S*|тауик\S*"
    r"|балапан\S*|кулин\S*|мал даригер\S*|ветеринар\S*)\b"
)
_THINGS: Final = (
    "машина|машинам|машинанин|машинамиз|мотор|двигател|мотоцикл|трактор|автобус|телефон|телефоним|ноутбук|компютер"
    "|комп|планшет|пилесос|холодилник|тоназиткиш|принтер"
    "|интернет|саит|насос|стиралка|лифт|часи|сагатим|робот|роботи|ойиншик|оииншик|куиршак|куиршаги|куиршагим|кукла"
    "|кукле|кукли|лего|город|ауил|ауилдин|кала|небо|аспан|закат|земля"
    "|економика|бюджет|бизнес|цени|кредит|кредити|цветок|цвети|гулдер|гулдерим|тесто|камир|варене|нан|хлеб|кизанак"
    "|помидори|команда|обида|слези"
)
#: A thing at the beginning of a message: it is the one that chokes, turns blue or does not wake.
_THING: Final = re.compile(
    rf"^ ?(?:(?:у|мои|моя|мое|наш|наша|нас|меня|ето|етот|ета|бул|мина|мина|минау|менин|бизди?н|кизимнин|улимнин"
    rf"|баламнин|дочкин\S*|биздин) )*(?:{_THINGS}) "
)
#: Done to somebody: by an animal, a thing, its wool, a thing that was swallowed, a current, a fire.
_HARMS: Final = re.compile(
    r"\b(?:кор(?:ип|ген)|карап|смотр|играл|оинап|укус|покус|цапн|царап|поцарап|лягн|забод|клюн|тисте|тиште|шакти|шагип|шакк|тепти|тепкен|теуип|сузип"
    r"|сузди|капти|каупи|аллерг|алерг|шерст|жуни|жунин"
    r"|сбил|наехал|задавил|придавил|кагип|кагил|басип кет|аударил|перевер|жутип|жутк|проглот|подав|горл|тамаг|застр"
    r"|тигил|кадал|в рот|рту|аузин|мурнин|в нос|ток |током|взорв|жарилд|куид|обжег|ожог|ортен|угар|газ |ис тиди)"
)
#: «Отыруға тырысып жатыр» is trying, and «аяғы талып қалды» is tired.
_OTHER_SENSE: Final = {
    "convulsions": re.compile(
        r"\b(?:\S{2,}(?:уга|уге)|сабакка) (?:\S+ )?тирис\S*|\bтирисип (?:оки|жаз|жаса|енбек|жумис|уирен)\S*"
        r"|\bстарает\S*"
    ),
    "unconscious": re.compile(r"\b(?:аяг|аяк|кол|бел|иик|ииг|саусаг|козим)\S* (?:катти )?тал(?:ип|ди|ади)\S*"),
}


def means_otherwise(sign: str, words: Sequence[str]) -> bool:
    """Whether a word that may tell this sign stands in another sense.

    Args:
        sign: the danger sign's name.
        words: folded words around it.
    """
    sense = _OTHER_SENSE.get(sign)
    return sense is not None and sense.search(" ".join(words)) is not None


def has_no_patient(words: Sequence[str]) -> bool:
    """Whether nobody is ill in a message, whichever sign its words may tell.

    Args:
        words: folded words of the whole message, with punctuation.
    """
    return is_of_no_patient(words) or any(means_otherwise(sign, words) for sign in _OTHER_SENSE)


def is_of_no_patient(words: Sequence[str]) -> bool:
    """Whether the danger words of a message are told of nobody who could be ill.

    Args:
        words: folded words of the whole message, with punctuation.
    """
    text = f"{' '.join(words)} "
    if _REAL.search(text):
        return False
    if _APART.search(text):
        return True
    if _FAMILY.search(text) or _HARMS.search(text):
        return False
    return any(one.search(text) for one in (_FIGURE, _ANIMAL, _THING))
