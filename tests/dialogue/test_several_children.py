"""Several people in one talk, told apart by order, sex, name, age; doses of one are of nobody else."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed, people, said

Turns = list[tuple[str, str]]
TWO: tuple[str, str] = ("ұлым 3 жаста, қызым 8 айлық, екпе қашан", "ask_schedule")


@pytest.mark.parametrize(
    ("turns", "known"),
    [
        # «екеуі де», «оба»
        ([TWO, ("екеуі де бір рет алған", "inform")], [(36, 1), (8, 1)]),
        ([TWO, ("оба привиты один раз", "inform")], [(36, 1), (8, 1)]),
        ([TWO, ("екеуі де екпе алмаған", "inform")], [(36, 0), (8, 0)]),
        # ... and then what each of them had
        ([("екеуи де егилген 4 жастагысы бир рет, 9дагысы еки рет", "inform")], [(48, 1), (108, 2)]),
        ([("оба привиты, четырёхлетний один раз, девятилетний два", "inform")], [(48, 1), (108, 2)]),
        # one of them
        ([TWO, ("қызым екпе алмаған", "inform")], [(36, None), (8, 0)]),
        ([TWO, ("ұлым екі рет алған, қызым алмаған", "inform")], [(36, 2), (8, 0)]),
        ([TWO, ("үлкені екі рет алған", "inform")], [(36, 2), (8, None)]),
        ([TWO, ("кішісі екпе алмаған", "inform")], [(36, None), (8, 0)]),
        ([TWO, ("младший не привит", "inform")], [(36, None), (8, 0)]),
        # a third
        ([TWO, ("үшінші балам 7 жаста, бір рет алған", "inform")], [(36, None), (8, None), (84, 1)]),
        # in their order
        ([("екі балам бар: 2 жаста және 7 жаста", "inform"), ("біріншісі алған жоқ", "inform")], [(24, 0), (84, None)]),
        ([("двое детей: 2 года и 7 лет", "inform"), ("старший привит один раз", "inform")], [(24, None), (84, 1)]),
        ([("үш балам бар: 2 жаста, 5 жаста, 9 жаста", "inform"), ("үшеуі де екпе алмаған", "inform")],
         [(24, 0), (60, 0), (108, 0)]),
        ([("үш балам бар: 2 жаста, 5 жаста, 9 жаста", "inform"), ("ортаншысы бір рет алған", "inform")],
         [(24, None), (60, 1), (108, None)]),
        # by name
        ([("Айша 3 жаста, Санжар 7 жаста", "inform"), ("Айша екі рет алған", "inform")], [(36, 2), (84, None)]),
        # a correction is of the one of the talk
        ([TWO, ("жоқ, қызым 9 айлық", "inform")], [(36, None), (9, None)]),
        # one after another
        ([("балам 3 жаста, екі рет екпе алған", "inform"), ("ал кішісі 5 айлық", "inform")], [(36, 2), (5, None)]),
    ],
)  # fmt: skip
def test_whose_facts_they_are(turns: Turns, known: list[tuple[int | None, int | None]]) -> None:
    talk = Talk()
    talk.all(*turns)
    assert people(talk.conversation, "age_months", "doses") == known


@pytest.mark.parametrize(
    ("turns", "leads"),
    [
        ([TWO], ["3 жастағы ұлыңыз: ", "8 айлық қызыңыз: "]),
        ([TWO, ("ал қызыма ше", "inform")], ["8 айлық қызыңыз: "]),
        ([TWO, ("қызыма қашан", "ask_schedule")], ["8 айлық қызыңыз: "]),
        ([TWO, ("ұлыма ше", "inform")], ["3 жастағы ұлыңыз: "]),
        ([("екі балам бар: 2 жаста және 7 жаста", "inform")], ["2 жастағы балаңыз: ",
                                                              "7 жастағы балаңыз: "]),
    ],
)  # fmt: skip
def test_each_answer_says_whose_it_is(turns: Turns, leads: list[str]) -> None:
    """By its beginning, or by the age that its text names."""
    talk = Talk()
    talk.all(*turns)
    outs = talk.outcome.plan.said
    assert len(outs) == len(leads)
    for one, lead in zip(outs, leads, strict=True):
        assert (one.lead or ("", ""))[0] == lead or "age" in one.values


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("ал қызыма ше", "schedule_early_dose"),
        ("кішісіне қашан", "schedule_early_dose"),
        ("ұлыма ше", "schedule_second_later"),
        ("үлкені ше", "schedule_second_later"),
        ("старшему когда", "schedule_second_later"),
    ],
)
def test_the_same_is_asked_for_the_other(text: str, response: str) -> None:
    talk = Talk()
    talk.all(TWO, ("екеуі де бір рет алған", "inform"))
    assert talk.hears(parsed(text, "inform")) == [response]


def test_several_are_answered_each_and_in_short() -> None:
    talk = Talk()
    talk.all(TWO)
    assert said(talk.outcome) == ["schedule_doses_unknown", "schedule_before_first_extra"]
    assert all(one.is_short for one in talk.outcome.plan.said)


def test_twins_are_spoken_of_as_one() -> None:
    talk = Talk()
    assert talk.all(("егіздерім 8 айлық, екпе қашан", "ask_schedule")) == [["schedule_before_first_extra"]]
    assert people(talk.conversation, "kind", "age_months") == [("group", 8)]


def test_a_name_is_kept_as_a_mark_only() -> None:
    talk = Talk()
    talk.all(("Айша 3 жаста, екпе қашан", "ask_schedule"))
    (child,) = talk.conversation.people
    assert child.name is not None
    assert "айша" not in str(talk.conversation).lower()


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("көршінің баласы екпе алмаған", (36, 2)),
        ("сыныптасы қызылшамен ауырды", (36, 2)),
        ("соседский ребёнок не привит", (36, 2)),
    ],
)
def test_children_of_others_tell_nothing_of_ours(text: str, facts: tuple[int, int]) -> None:
    talk = Talk()
    talk.all(("балам 3 жаста, екі рет екпе алған", "ask_schedule"), (text, "inform"))
    assert people(talk.conversation, "age_months", "doses")[0] == facts


def test_who_is_pregnant_is_never_sent_for_a_dose() -> None:
    talk = Talk()
    assert talk.all(("жүктімін, маған екпе қашан", "ask_schedule")) == [["ask_pregnancy"]]
    assert talk.hears(parsed("балам 8 айлық, оған ше", "ask_schedule")) == ["schedule_before_first_extra"]


def test_children_told_one_by_one_stand_for_those_spoken_of() -> None:
    talk = Talk()
    talk.all(
        ("туысымыздың үйінде болдық, балаларым да болды, 5 күн бұрын", "ask_exposure"),
        ("үш балам бар 2де 5те 9да", "inform"),
    )
    assert people(talk.conversation, "kind", "age_months") == [("child", 24), ("child", 60), ("child", 108)]
    assert {one.contact_on for one in talk.conversation.people} == {"2026-11-23"}


def test_a_child_is_named_by_its_age() -> None:
    talk = Talk()
    talk.all(("менде екі бала бар: бірі 6 айлық, бірі 3 жаста", "inform"))
    talk.hears(parsed("3 жасарға ше", "nlu_fallback"))
    assert [one.age_months for one in talk.outcome.conversation.people] == [6, 36]
    assert talk.conversation.focus is not None
    assert talk.conversation.focus.age_months == 36


def test_ages_in_a_row_are_those_who_were_told() -> None:
    talk = Talk()
    told = ("менде 3 бала бар үлкені 7де ортаншысы 4те кішісі 8 айлық", "inform")
    talk.all(told, ("7де 4те 8 айлық болса қайсысы алу керек", "nlu_fallback"))
    assert people(talk.conversation, "order", "age_months") == [("elder", 84), ("middle", 48), ("younger", 8)]


@pytest.mark.parametrize("text", ["көршінің баласы 5 жаста, екпе алмаған", "у соседки сын 5 лет, не привит"])
def test_the_child_of_others_is_somebody_else(text: str) -> None:
    talk = Talk()
    talk.all(("балам 3 жаста, екі рет екпе алған", "ask_schedule"), (text, "ask_schedule"))
    assert people(talk.conversation, "age_months", "doses")[0] == (36, 2)


def test_the_dead_are_not_vaccinated() -> None:
    talk = Talk()
    talk.all(("племянник умер, ему было 8 месяцев. дочке 5 месяцев, когда прививка", "ask_schedule"))
    assert people(talk.conversation, "kin", "age_months") == [("daughter", 5)]


def test_the_sisters_son_is_the_patient_and_none_of_ours() -> None:
    talk = Talk()
    text = "я беременная 14 недель, у сестры сын заболел корью, я у них была позавчера"
    assert talk.hears(parsed(text, "ask_exposure")) == ["exposure_pregnant_today"]


def test_a_baby_at_home_is_another_child_than_the_ill_five_year_old() -> None:
    talk = Talk()
    talk.hears(parsed("балам 5 жаста, қызуы 39, бетіне бөртпе шықты", "report_symptoms"))
    talk.hears(parsed("жоқ, ондай белгі жоқ", "deny"))
    said = talk.hears(parsed("үйде 2 айлық сәби бар, өзім емізем, оны қайтем", "ask_infant"))
    assert "triage_emergency" not in said
    assert sorted(one.age_months or 0 for one in talk.conversation.people if one.kind == "child") == [2, 60]


def test_doses_go_to_the_child_of_the_clause() -> None:
    talk = Talk()
    talk.all(("4 пен 9да балаларым бар, кеше қызылша баламен болды", "ask_exposure"))
    said = talk.hears(parsed("4 жастағысы алмаған, 9дағысы 1 рет", "ask_treatment"))
    assert said == ["exposure_vaccine_now", "exposure_one_dose"]
    assert people(talk.conversation, "age_months", "doses") == [(48, 0), (108, 1)]


@pytest.mark.parametrize("text", ["бұл қайсысына?", "это кому?"])
def test_whose_the_last_advice_is(text: str) -> None:
    talk = Talk()
    talk.all(
        ("қызым мен ұлым кеше қызылша баламен болды, ұлым 3те, қызым 7де", "ask_exposure"),
        ("ұлым алмаған, қызым бір рет", "inform"),
    )
    assert talk.hears(parsed(text, "help")) == ["exposure_vaccine_now", "exposure_one_dose"]
    assert [one.lead is not None for one in talk.outcome.plan.said] == [True, True]


@pytest.mark.parametrize("text", ["старшийге не істеймін", "үлкеніме не істеймін"])
def test_the_elder_in_either_language(text: str) -> None:
    talk = Talk()
    talk.all(("көршінің баласы қызылша, балаларым сонда болды кеше, 2де және 8де", "ask_exposure"))
    talk.hears(parsed(text, "ask_exposure"))
    assert talk.outcome.plan.said[0].lead == ("8 жастағы балаңыз: ", "Ваш ребёнок, 8 лет: ")


def test_children_of_an_age_each_stand_for_those_who_met_the_patient() -> None:
    talk = Talk()
    talk.all(("в подъезде корь, мои были у той девочки вчера", "ask_exposure"))
    said = talk.hears(parsed("им 3 и 7, у младшей прививок нет", "ask_unvaccinated_rules"))
    assert said == ["exposure_vaccine_now", "ask_consultation_form_doses"]
    assert people(talk.conversation, "age_months", "doses", "contact_on") == [
        (36, 0, "2026-11-27"), (84, None, "2026-11-27"),
    ]  # fmt: skip


def test_each_of_a_row_has_the_own_advice() -> None:
    text = "көршінің қызы қызылша, кеше балаларым ойнаған. 6 жаста, 3 жаста, біреуі 9 айлық. үлкені екі рет алған"
    said = Talk().hears(parsed(f"{text}, ортаншысы алмаған", "ask_exposure"))
    assert said == ["exposure_protected", "exposure_vaccine_now", "exposure_infant_today"]


@pytest.mark.parametrize("text", ["а мужу надо прививку?", "мужу тоже?"])
def test_who_was_not_there_is_sent_nowhere(text: str) -> None:
    talk = Talk()
    told = "у племянницы корь, я с детьми была у них вчера, муж не ездил. детям 2 и 5 не привиты"
    assert talk.hears(parsed(told, "ask_exposure")) == ["exposure_vaccine_now", "exposure_vaccine_now"]
    assert talk.hears(parsed(text, "ask_adult")) == ["ask_exposure/others_home"]


def test_a_contact_at_work_is_none_of_the_children_at_home() -> None:
    talk = Talk()
    talk.all(("муж на работе был с больным корью вчера, ему 40. дома дети 1 и 4", "ask_exposure"))
    assert people(talk.conversation, "kind", "contact") == [("grown_up", "yes"), ("child", "no"), ("child", "no")]


def test_one_who_is_named_by_an_age_of_the_row_is_one_of_them() -> None:
    talk = Talk()
    talk.all(("көрші баласы қызылша екен, менікілер ойнаған кеше, 2де 4те 7де. 2дегісі алмаған", "ask_exposure"))
    assert people(talk.conversation, "age_months", "doses") == [(24, 0), (48, None), (84, None)]
