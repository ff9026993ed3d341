"""Ages and dose counts in words, Kazakh and Russian, for the gaps in answers."""

from __future__ import annotations

_MONTHS_A_YEAR = 12


def age_kk(months: int) -> str:
    """``38`` is ``3 жас 2 айлық``, ``84`` is ``7 жаста``, ``8`` is ``8 айлық``."""
    years, rest = divmod(months, _MONTHS_A_YEAR)
    if not months:
        return "жаңа туған"
    if not years:
        return f"{rest} айлық"
    return f"{years} жас {rest} айлық" if rest else f"{years} жаста"


def years_kk(first: int, last: int) -> str:
    """An age of which only the year of birth is known: ``6–7 жаста``."""
    return f"{first}–{last} жаста"


def years_ru(first: int, last: int) -> str:
    """``6–7 лет``."""
    return f"{first}–{last} {plural_ru(last, 'год', 'года', 'лет')}"


def age_ru(months: int) -> str:
    """``38`` is ``3 года 2 месяца``."""
    if not months:
        return "меньше месяца"
    years, rest = divmod(months, _MONTHS_A_YEAR)
    parts = []
    if years:
        parts.append(f"{years} {plural_ru(years, 'год', 'года', 'лет')}")
    if rest or not years:
        parts.append(f"{rest} {plural_ru(rest, 'месяц', 'месяца', 'месяцев')}")
    return " ".join(parts)


def about_kk(months: int) -> str:
    """``58`` is ``шамамен 4 жас 10 айлық``."""
    return f"шамамен {age_kk(months)}"


def about_ru(months: int) -> str:
    """``58`` is ``около 4 лет 10 месяцев``, ``12`` is ``около 1 года``."""
    years, rest = divmod(months, _MONTHS_A_YEAR)
    parts = [f"{years} {plural_ru(years, 'года', 'лет', 'лет')}"] if years else []
    parts += [f"{rest} {plural_ru(rest, 'месяца', 'месяцев', 'месяцев')}"] if rest else []
    return f"около {' '.join(parts)}"


def below_kk(months: int) -> str:
    """``12`` is ``бір жасқа толмаған``, ``3`` is ``3 айға толмаған``."""
    years, rest = divmod(months, _MONTHS_A_YEAR)
    if rest:
        return f"{months} айға толмаған"
    return "бір жасқа толмаған" if years == 1 else f"{years} жасқа толмаған"


def below_ru(months: int) -> str:
    """``12`` is ``меньше года``, ``3`` is ``меньше 3 месяцев``."""
    years, rest = divmod(months, _MONTHS_A_YEAR)
    if rest:
        return "меньше месяца" if months == 1 else f"меньше {months} месяцев"
    return "меньше года" if years == 1 else f"меньше {years} лет"


def plural_ru(count: int, one: str, few: str, many: str) -> str:
    """The Russian form that goes with ``count``."""
    if count % 10 == 1 and count % 100 != 11:
        return one
    if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14):
        return few
    return many


def doses_kk(count: int) -> str:
    """``1`` is ``бір екпе``."""
    return {1: "бір екпе", 2: "екі екпе"}[count]


def doses_ru(count: int) -> str:
    """``1`` is ``одна прививка``."""
    return {1: "одна прививка", 2: "две прививки"}[count]


def behind_lead(lead: str, text: str) -> str:
    """The text behind its lead, which begins the sentence; «ККП» and other short names stay as they are."""
    if not lead or not text[1:2].islower():
        return f"{lead}{text}"
    return f"{lead}{text[:1].lower()}{text[1:]}"
