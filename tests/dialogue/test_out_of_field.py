"""Questions on something else: named and declined; comparisons with measles and questions on its vaccine are ours."""

from __future__ import annotations

import pytest

from rasa_project.advice.knowledge import knowledge
from rasa_project.understanding.concepts import ConceptMatcher
from tests.data.content import variations
from tests.dialogue.hearing import Talk, parsed

ACCIDENT, DISEASE, RESCUE, TEST, VACCINE = (
    f"out_of_field_{kind}" for kind in ("accident", "disease", "rescue", "test", "vaccine")
)


@pytest.mark.parametrize(
    ("text", "intent", "answer"),
    [
        ("желшешекте неше күн үйде отырады", "ask_isolation", DISEASE),
        ("ветрянкой переболел, когда в садик", "ask_isolation", DISEASE),
        ("jelshewek shykty balama", "report_symptoms", DISEASE),
        ("скарлатинада шомылдыруға бола ма", "ask_treatment", DISEASE),
        ("көкжөтел қалай жұғады", "ask_transmission", DISEASE),
        ("коклюш опасен для малыша?", "ask_complications", DISEASE),
        ("қызамық болған балаға карантин неше күн", "ask_isolation", DISEASE),
        ("балада глист бар ма қалай білем", "ask_symptoms", DISEASE),
        ("гепатит b екпесі қашан", "ask_schedule", DISEASE),
        ("АКДС қай айда салынады", "ask_schedule", VACCINE),
        ("бцж орны іріңдеп тұр", "ask_side_effects", VACCINE),
        ("превенар платно?", "ask_availability", VACCINE),
        ("манту 12 мм это много", "ask_side_effects", TEST),
        ("диаскинтест қай жерде", "find_clinic", TEST),
        ("кене шағып алды не істейміз", "ask_first_steps", ACCIDENT),
        ("собака укусила ребенка куда бежать", "find_clinic", ACCIDENT),
        ("ребёнок обжёгся чаем", "report_symptoms", ACCIDENT),
        ("үйде газ иісі шығып тұр", "nlu_fallback", RESCUE),
        ("дочь не вернулась домой кому звонить", "ask_hotline", RESCUE),
        ("аллергиясы бар тамаққа не береміз", "out_of_scope", DISEASE),
        ("зубки лезут чем мазать", "nlu_fallback", DISEASE),
    ],
)  # fmt: skip
def test_something_else_is_declined_by_its_name(text: str, intent: str, answer: str) -> None:
    assert Talk().hears(parsed(text, intent)) == [answer]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("қызылша ма, желшешек пе қалай білем", "ask_difference"),
        ("корь или ветрянка", "ask_difference"),
        ("желшешектен айырмасы қандай", "ask_difference"),
        ("мынау желшешек пе қызуы 38 бөртпе шықты", "report_symptoms"),
        ("қызуы 39, ветрянка дейді", "report_symptoms"),
        ("қызамық пен қызылша бір ме", "ask_disease"),
        ("ККП мен АКДС бір күнде салына ма", "ask_vaccine_safety"),
        ("жұмыртқаға аллергиясы бар, екпе салуға бола ма", "ask_contraindications"),
        ("астмасы бар балаға прививка бола ма", "ask_contraindications"),
    ],
)
def test_what_is_compared_with_measles_or_of_its_vaccine_is_ours(text: str, intent: str) -> None:
    assert not any(one.startswith("out_of_field") for one in Talk().hears(parsed(text, intent)))


def test_danger_goes_before() -> None:
    said = Talk().hears(parsed("көкжөтел болды, тыныс ала алмай жатыр", "report_emergency"))
    assert said[0] == "report_emergency"


def test_no_word_names_two_things() -> None:
    things = knowledge().out_of_field
    for name, thing in things.items():
        others = ConceptMatcher({other: one.words for other, one in things.items() if other != name})
        for word in thing.words:
            assert others.find(word.replace("=", "").split()) == [], f"{name}: {word}"


@pytest.mark.parametrize("kind", ["accident", "disease", "rescue", "test", "vaccine"])
def test_each_kind_says_what_it_names_and_whom_to_ask(kind: str) -> None:
    some = [one for one in variations() if one.response == f"utter_out_of_field_{kind}"]
    assert len(some) == 2
    for one in some:
        assert "{thing}" in one.text
        assert kind == "test" or "103" in one.text
        assert kind != "rescue" or "112" in one.text.splitlines()[0]


def test_another_disease_beside_a_particular_question_of_treatment_is_not_ours() -> None:
    message = parsed("скарлатинада антибиотик бере ме", "ask_treatment")
    message["questions"] = [{"name": "ask_treatment/antibiotics", "confidence": 0.9}]
    assert Talk().hears(message) == [DISEASE]
    message["questions"] = [{"name": "ask_difference/scarlet", "confidence": 0.9}]
    assert Talk().hears(message) == ["ask_difference/scarlet"]


ORDER = "ask_vaccine_safety/after_other_vaccine"
AFTER_ILLNESS = "ask_contraindications/after_illness"


@pytest.mark.parametrize(
    ("text", "intent", "answer"),
    [
        ("ковидную делали, мешает?", "out_of_scope", ORDER),
        ("ковидке қарсы екпе салдырғанбыз, кедергі ме", "out_of_scope", ORDER),
        ("от гриппа поставили, когда теперь можно", "ask_schedule", ORDER),
        ("гепатит екпесін алды, ККП-ға қанша күту керек", "ask_contraindications", ORDER),
        ("АКДС кеше салынды, қызылшаныкін қашан", "ask_schedule", ORDER),
        ("БЦЖ салынған, қызылша екпесін қашан салады", "ask_schedule", ORDER),
        ("желшешекпен ауырған, екпе қашан салуға болады", "ask_schedule", AFTER_ILLNESS),
        ("ветрянкой болели месяц назад, можно прививку делать", "ask_isolation", AFTER_ILLNESS),
        ("желшешек болған, ККП салуға бола ма", "nlu_fallback", AFTER_ILLNESS),
        ("манту қойғанбыз, содан кейін екпе қашан", "ask_schedule", "ask_vaccine_safety/mantoux"),
    ],
)
def test_another_vaccine_or_illness_before_our_dose_is_ours(text: str, intent: str, answer: str) -> None:
    assert Talk().hears(parsed(text, intent)) == [answer]


def test_a_reaction_to_another_vaccine_is_answered_as_such_only_where_one_is_told() -> None:
    for text, answer in [("АКДС салынды, ККП қашан", ORDER), ("АКДС салынды, қызуы көтерілді, ККП қашан", REACTION)]:
        message = parsed(text, "ask_contraindications")
        message["questions"] = [{"name": REACTION, "confidence": 0.9}]
        assert Talk().hears(message) == [answer]


REACTION = "ask_contraindications/prev_other_vaccine"


@pytest.mark.parametrize(
    "text",
    ["клещ укусил и температура 39", "кене шағып алды, қызуы көтерілді", "отравился, сыпь пошла",
     "уланып қалды, денесіне бөртпе шықты", "собака укусила, у ребёнка температура"],
)  # fmt: skip
@pytest.mark.parametrize("intent", ["out_of_scope", "report_symptoms"])
def test_signs_beside_an_accident_are_heard(text: str, intent: str) -> None:
    assert Talk().hears(parsed(text, intent)) == ["out_of_field_accident_and_signs"]


AGAIN = "out_of_field_disease_again"


@pytest.mark.parametrize(
    "told",
    [
        ("балам желшешек болып ауырып жатыр, 5 жаста", "ask_isolation"),
        ("у нас ветрянка у обоих детей", "ask_difference"),
        ("желшешекпен ауырып жатырмыз дәрігер көрді", "ask_recurrence"),
        ("скарлатина у сына, врач сказал", "ask_difference"),
        ("қызамық болып жатыр қызым 7де", "ask_difference"),
    ],
)
@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("неше күн үйде отырады", "ask_isolation"),
        ("когда в садик можно", "ask_isolation"),
        ("сколько дней заразно", "ask_transmission"),
        ("температура 38 что дать", "ask_treatment"),
        ("мектепке қашан барады", "ask_isolation"),
        ("а мне не опасно, я беременна", "ask_pregnancy"),
    ],
)
def test_another_disease_stays_what_the_talk_is_about(told: tuple[str, str], text: str, intent: str) -> None:
    talk = Talk()
    assert talk.hears(parsed(*told)) == [DISEASE]
    assert talk.hears(parsed(text, intent)) == [AGAIN]


def test_a_dose_behind_another_disease_has_its_own_answer() -> None:
    talk = Talk()
    talk.all(("у сына ветрянка, 4 года", "out_of_scope"))
    assert talk.hears(parsed("прививку от кори потом можно сделать?", "ask_aftercare"))[0] != AGAIN
    talk.all(("у сына ветрянка, 4 года", "out_of_scope"))
    assert talk.hears(parsed("екпе алуға бола ма одан кейін", "ask_aftercare")) == [
        "ask_contraindications/after_illness"
    ]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("сколько дней заразна корь?", "ask_isolation"),
        ("он не дышит, синеет", "report_emergency"),
        ("чем ветрянка отличается от кори?", "ask_difference"),
    ],
)
def test_measles_by_its_name_and_danger_are_heard(text: str, intent: str) -> None:
    talk = Talk()
    talk.all(("у сына ветрянка, 4 года", "out_of_scope"))
    assert AGAIN not in talk.hears(parsed(text, intent))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ветрянкой болели в прошлом году, сейчас сыпь и 38", "report_symptoms"),
        ("желшешек пе қызылша ма, бөртпе шықты", "ask_difference"),
        ("это ветрянка или корь?", "ask_difference"),
    ],
)
def test_what_was_had_or_is_supposed_is_not_found(text: str, intent: str) -> None:
    talk = Talk()
    talk.all((text, intent))
    assert talk.conversation.other_disease is None


@pytest.mark.parametrize(
    "text",
    [
        "қызуы 38, ибупрофен беріп қойдым таңертең, не болады", "ибупрофен емес парацетамол ба сонда",
        "чем сбить температуру", "нурофен можно?", "қызуын қалай түсірем",
    ],
)  # fmt: skip
def test_a_fever_medicine_in_chickenpox_is_no_ibuprofen(text: str) -> None:
    talk = Talk()
    talk.hears(parsed("баламда желшешек болып жатыр", "report_symptoms"))
    assert talk.hears(parsed(text, "ask_treatment")) == ["out_of_field_pox_medicine"]


def test_without_chickenpox_a_fever_medicine_has_its_own_answer() -> None:
    talk = Talk()
    assert "out_of_field_pox_medicine" not in talk.hears(parsed("нурофен можно?", "ask_treatment"))


@pytest.mark.parametrize("text", ["можно ли в один день с АКДС", "АКДС-пен бірге салса бола ма"])
def test_another_vaccine_on_one_day_is_of_ours_though_it_is_not_named(text: str) -> None:
    message = parsed(text, "ask_vaccine_safety")
    message["questions"] = [{"name": "ask_vaccine_safety/dtp_same_day", "confidence": 0.9}]
    assert Talk().hears(message) == ["ask_vaccine_safety/dtp_same_day"]
