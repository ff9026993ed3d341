"""The patient is with doctors; somebody sleeps; who is afraid is answered as a person first."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed, people


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("сын в больнице с корью", "ask_exposure"),
        ("баламды реанимацияға алды", "ask_complications"),
        ("приехали, забирают в больницу", "find_clinic"),
        ("қызым ауруханада жатыр қызылшамен", "report_symptoms"),
    ],
)
def test_who_has_a_child_in_hospital_hears_what_to_tell_the_doctors(text: str, intent: str) -> None:
    talk = Talk()
    assert talk.hears(parsed(text, intent)) == ["report_emergency/with_doctors"]
    assert talk.conversation.question is None


@pytest.mark.parametrize(
    "text",
    ["сын в больнице с корью, можно мне лечь с ним", "дочка в больнице с корью, пустят ли меня к ней"],
)
def test_whether_one_may_stay_is_for_the_hospital(text: str) -> None:
    assert Talk().hears(parsed(text, "ask_exposure")) == ["report_emergency/stay_with"]


def test_a_visit_is_asked_about_later() -> None:
    talk = Talk()
    talk.all(("сын в больнице с корью", "ask_exposure"))
    assert talk.hears(parsed("а к нему пустят, я не привита", "ask_unvaccinated_rules")) == [
        "report_emergency/stay_with"
    ]


def test_guilt_is_answered_first() -> None:
    heard = parsed("не поставила прививку, сын в больнице с корью, это я виновата", "ask_exposure")
    assert Talk().hears(heard) == ["guilt_first", "report_emergency/with_doctors"]


def test_a_baby_at_home_gets_its_own_advice() -> None:
    talk = Talk()
    talk.all(("у дочки корь, дышит тяжело", "report_emergency"))
    heard = parsed("она в реанимации, дома ещё младший 7 месяцев", "ask_infant")
    assert talk.hears(heard) == ["report_emergency/with_doctors", "exposure_infant_today"]


@pytest.mark.parametrize(
    "text",
    ["соседский мальчик в больнице с корью", "у сына в классе корь, девочка в больнице с корью"],
)
def test_a_stranger_in_hospital_is_a_contact(text: str) -> None:
    assert "report_emergency/with_doctors" not in Talk().hears(parsed(text, "ask_exposure"))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ол ұйықтап жатыр қазір, ояту керек па", "report_emergency"),
        ("спит сейчас, надо будить?", "nlu_fallback"),
    ],
)
def test_a_quiet_sleeper_is_not_woken(text: str, intent: str) -> None:
    talk = Talk()
    talk.all(("балам 3 жаста, қызуы 39, бөртпе шықты", "report_symptoms"))
    assert talk.hears(parsed(text, intent)) == ["report_symptoms/asleep"]


@pytest.mark.parametrize("text", ["оятсам оянбайды", "не могу разбудить", "оятсам көзін ашпайды"])
def test_who_cannot_be_woken_is_an_emergency(text: str) -> None:
    assert Talk().hears(parsed(text, "report_emergency")) == ["report_emergency"]


@pytest.mark.parametrize("text", ["мне очень плохо, я боюсь что он умрет", "қорқып отырмын"])
def test_fear_for_an_ill_child_is_no_leaflet(text: str) -> None:
    talk = Talk()
    talk.all(("сын в больнице с корью", "ask_exposure"))
    assert talk.hears(parsed(text, "ask_complications")) == ["help/fear_for_the_ill"]


def test_fear_beside_facts_gives_way_to_them() -> None:
    heard = parsed("балам 3 жаста қызуы 39 бөртпе шықты, қорқып отырмын", "report_symptoms")
    assert Talk().hears(heard) == ["ask_consultation_form_danger_today"]


def test_in_an_emergency_fear_has_the_emergency_s_answer() -> None:
    talk = Talk()
    talk.all(("балам тырысып жатыр", "report_emergency"))
    assert talk.hears(parsed("қорқып отырмын", "nlu_fallback", ("emergency", "afraid"))) == ["report_emergency/afraid"]


def test_her_own_failing_is_not_her_own_vaccination() -> None:
    talk = Talk()
    talk.all(("я не поставила прививку вовремя, сын в больнице с корью", "ask_exposure"))
    assert ("writer", 0) not in people(talk.conversation, "kind", "doses")
