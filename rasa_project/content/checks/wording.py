"""What no text may say any more, and what some must, with the reason: every line was met in a talk with a parent."""

from __future__ import annotations

import re
from typing import Final

from rasa_project.advice.knowledge import line_of
from rasa_project.channels.share.words import SHARE_FILE, share_words
from rasa_project.content.faults import Fault, Faults, in_member, in_text
from rasa_project.content.style_words import avoided, terms
from rasa_project.content.texts import texts
from rasa_project.dialogue.answer_files import PATTERN, all_variations
from rasa_project.edition import edition

#: Pattern to the reason why it is wrong.
FORBIDDEN: Final = {
    r"жеріңізді [^.]*аламын|беру место": "«I take your land»",
    r"тұмау": "influenza; a cold is «суық тию»",
    r"үрейлі қауесет|пугающих слух": "whoever asks is not scared by rumours",
    r"Қызылшаның қауіптісі": "«the dangerous one of the measles»",
    r"соң \d+–\d+ күннен кейін": "after … after",
    r"бұл жұмысты|этим занимается": "nothing to point at",
    r"баланы емханаға апарып салдырыңыз": "«have the child put in»",
    r"В порядке от": "no Russian",
    r"Қобалжымаңыз|Не тревожьтесь зря": "said after «we have no data»",
    r"қабылдамауы мүмкін|могут (временно )?не приним": "the decree says: are not admitted",
    r"терезені ашыңыз|откройте окно": "no source for it in an emergency",
    r"есін білмесе": "«есінен танса не оянбаса» everywhere",
    r"\b[Бб]ізде (тексерілген|жаңа|дерек)|\bу нас нет": "the bot says «I»",
    r"\bдоз[ауые]": "for parents it is «екпе», «прививка»",
    r"Баланың жағдайы ауыр|состояние ребёнка": "a grown-up may be ill",
    r"Возраст не совсем понятен": "what was written may have been a date",
    r"(?<!қызылшаға қарсы )екпе қазір керек емес|(?<!қызылша )екпесі қазір керек емес": "other vaccines may be due",
    r"сейчас ещё одна не нужна": "other vaccines may be due",
}  # fmt: skip

#: Fixed words of the closing sentence (WHO IMCI, NHS Wales): a list that leaves one out gives false calm.
CLOSING: Final = {
    "kk": "Қиналып не жиі дем алса, ерні көгерсе, іше не еме алмаса, ішкенін түгел құсса, денесі тырысса, "
    "сылқ түсіп жатса, сандырақтаса, есінен танса не оянбаса, бірден 103-ке қоңырау шалыңыз.",
    "ru": "Дышит тяжело или часто, синеют губы, не может пить или сосать грудь, рвёт после каждого питья, судороги, "
    "лежит без сил и ни на что не смотрит, бредит, без сознания или не просыпается – сразу звоните 103.",
}
#: Answers that tell when to call 103: they end with it, or begin with it where first steps are asked for.
LISTS: Final = ("utter_ask_complications", "utter_ask_first_steps", "utter_ask_hotline", "utter_ask_hotline_clinics",
         "utter_ask_treatment", "utter_deny", "utter_guilt", "utter_ill_beside")  # fmt: skip
#: A shorter list elsewhere would leave a sign out.
SHORT_LIST: Final = re.compile(r"іше алмаса, (?!ішкен)|не может пить(?! или сосать)")
#: After a dose the signs of a severe allergy stand first.
AFTER_A_DOSE: Final = {
    "kk": ("беті", "ерні", "тілі", "қарлық", "тыныс", "есекжем", "құла", "тырыс", "есінен тан", "103"),
    "ru": ("лицо", "губы", "язык", "охрип", "дыша", "крапивниц", "упал", "судорог", "без сознания", "103"),
}
DATED: Final = re.compile(r"20(?:2[1-9]|3\d)")
EXAMPLE: Final = re.compile(r"«[^»]*»")
#: Rules of the decree of 2026: whoever tells one says of when it is.
OF_THE_DECREE: Final = re.compile(
    r"18 жасқа дейін|до 18 лет|30-ға толмаған|моложе 30|уақытша қабылдамайды|временно не прин"
)
ENOUGH: Final = re.compile("жеткілікті деп|вакцины в стране достаточно")
#: Immunoglobulin is explained in every text that names it.
IMMUNOGLOBULIN: Final = "ммуноглобулин"
GLOSS: Final = {"kk": re.compile("қорғаныс уколы"), "ru": re.compile("укола? готовой защиты")}
EXPLAINED: Final = {"kk": "қорғаныс уколы", "ru": "укол готовой защиты"}
#: By response: what it must say, and must not.
MUST: Final = {
    "utter_ask_myth/halal": (("имам", "қмдб|думк"), "аутизм|қауесет|слух|бедеу|бесплод|чип"),
    "utter_ask_myth/fasting": (("имам", "қмдб|думк"), "аутизм|қауесет|слух|бедеу|бесплод|чип"),
    "utter_ask_myth": ((), "имам|халал|халял|ораза|пост|қмдб|думк"),
    **dict.fromkeys(
        ("utter_guilt", "utter_guilt_first", "utter_bereaved"),
        ((), "кеш қарал|поздно обрат|балабақша|садик|міндетті|екпе алу керек еді"),
    ),
    **dict.fromkeys(("utter_not_understood", "utter_not_understood_again", "utter_out_of_scope"), (("103",), "$^")),
}  # fmt: skip


_ANY_FORBIDDEN: Final = re.compile("|".join(FORBIDDEN))


def said_although_forbidden(words: str) -> list[tuple[str, str]]:
    """What a text says and should not, each with the reason."""
    if not _ANY_FORBIDDEN.search(words):
        return []
    return [(found[0], why) for pattern, why in FORBIDDEN.items() if (found := re.search(pattern, words))]


def forbidden() -> Faults:
    """No text says what none may say; those of the channels and the knowledge files too."""
    for text in texts():
        for said, why in said_although_forbidden(text.words):
            yield text.fault(f"{said!r} is not said: {why}")
        if not text.is_title and SHORT_LIST.search(text.words):
            yield text.fault("a list of the signs for 103 that leaves some out; take the whole closing sentence")
        if not text.is_title and ENOUGH.search(text.words) and "2024" not in text.words:
            yield text.fault("the stock of vaccine was told in 2024; say so")


def one_word_for_one_thing() -> Faults:
    """No text says a word that style.yml avoids."""
    for text in texts():
        for term in terms()[text.language] if avoided(text.language).search(text.words) else ():
            if not (text.is_title and term.on_buttons) and (found := term.found_in(text.words)):
                yield text.fault(f"{found[0]!r}: say «{term.say}» ({term.why})")


def lists_of_signs() -> Faults:
    """Who tells when to call 103 tells all signs."""
    for one in all_variations():
        if one.response in LISTS:
            lines = one.text.splitlines()
            if CLOSING[one.language] not in (lines[0], lines[-1]):
                yield in_text(
                    one, lines[-1], f"must end or begin with the whole list of signs: {CLOSING[one.language]}"
                )
            if not {"W7", "C15"} <= set(one.metadata.get("sources") or ()):
                yield in_member(one, "sources", "the list of signs has the sources W7 and C15")
        if one.response in {"utter_ask_side_effects", "utter_ask_aftercare"}:
            first = one.text.splitlines()[0]
            for word in (word for word in AFTER_A_DOSE[one.language] if word not in first):
                yield in_text(one, first, f"the signs of a severe allergy stand first; {word!r} is missing")


def page_on_danger() -> Faults:
    """Pages that are passed on tell when to call 103 with the same list."""
    path = edition().at(SHARE_FILE)
    for language, words in CLOSING.items():
        if getattr(share_words().page.danger, language) != words:
            line = line_of(path.read_text(encoding="utf-8"), ("page", "danger", language))
            yield Fault(path, line, f"must be the whole list of signs: {words}")


def times() -> Faults:
    """What holds for a time says so, and of when it is."""
    for one in all_variations():
        text = EXAMPLE.sub("", one.text)
        if (found := DATED.search(text)) and not one.metadata.get("time_bound"):
            yield in_text(one, found[0], "a year is named: write time_bound: true into the metadata")
        for line in text.splitlines():
            if OF_THE_DECREE.search(line) and not DATED.search(line):
                yield in_text(one, line, "a rule of the decree says of which year it is")


def fixed_words() -> Faults:
    """Religion, guilt and grief, and what was not understood."""
    for one in all_variations():
        wanted, unwanted = MUST.get(one.response, ((), "$^"))
        for words in wanted:
            if not re.search(words, one.text.lower()):
                yield in_member(one, "text", f"must say {words.replace('|', ' or ')!r}")
        if found := re.search(unwanted, one.text.lower()):
            yield in_text(one, found[0], f"{found[0]!r} does not belong into this answer")


def immunoglobulin() -> Faults:
    """Whoever names it explains it: an answer as a whole, every other text by itself."""
    reason = "immunoglobulin is explained wherever it is named: «{}»"
    for one in all_variations():
        if IMMUNOGLOBULIN in one.text and not GLOSS[one.language].search(one.text):
            yield in_text(one, IMMUNOGLOBULIN, reason.format(EXPLAINED[one.language]))
    for text in texts():
        is_other = not text.is_title and not text.path.match(PATTERN)
        if is_other and IMMUNOGLOBULIN in text.words and not GLOSS[text.language].search(text.words):
            yield text.fault(reason.format(EXPLAINED[text.language]))
