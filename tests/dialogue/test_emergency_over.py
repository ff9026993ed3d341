"""An emergency ends by words; others and other questions are heard, and who is ill stays in it till then."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed

BEGINS = ("балам тырысып жатыр", "report_emergency")
ILL = ("балам 3 жаста, қызуы 39, бөртпе шықты", "report_symptoms")
FALLBACK = "nlu_fallback"


def emergency(*more: tuple[str, str]) -> Talk:
    talk = Talk()
    talk.all(BEGINS, *more)
    return talk


def lasts(talk: Talk) -> bool:
    episode = talk.conversation.episode
    return episode is not None and episode.kind == "emergency"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("скорая увезла нас в больницу", "with_doctors"),
        ("дәрігерлер келді, қарап жатыр", "with_doctors"),
        ("палатада жатырмыз", "with_doctors"),
        ("келді, укол салып кетті", "after_visit"),
        ("врач посмотрел и уехал", "after_visit"),
        ("бәрі жақсы, ойнап жүр", "over"),
        ("пришёл в себя и бегает", "over"),
        ("вызов отменили", "over"),
    ],
)
def test_it_ends_by_words(text: str, answer: str) -> None:
    talk = emergency()
    assert talk.hears(parsed(text, FALLBACK)) == [f"report_emergency/{answer}"]
    assert not lasts(talk)


@pytest.mark.parametrize(
    "text", ["әлі келген жоқ", "ұйықтап кетті", "в коридоре сидим, никто не подходит", "есін жимады", "он не играет"]
)
def test_it_does_not_end_by_these(text: str) -> None:
    talk = emergency()
    talk.hears(parsed(text, FALLBACK))
    assert lasts(talk)


def test_the_sign_that_is_there_goes_before_a_word_of_being_well() -> None:
    talk = emergency()
    talk.hears(parsed("бәрі жақсы дедім, қайта тырысып жатыр", "report_emergency"))
    assert lasts(talk)


@pytest.mark.parametrize("text", ["говорят в больницу ехать, они тут, а я боюсь", "скорая тут, ехать или нет"])
def test_whether_to_go_along_is_answered(text: str) -> None:
    talk = emergency()
    assert talk.hears(parsed(text, FALLBACK, ("emergency", "drive"))) == ["report_emergency/go_with_them"]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("скорая алып кетті, үйде 8 айлық балам бар оған не істеймін", "exposure_infant_today"),
        ("увезли. дома младшая 2 года без прививок, что с ней", "exposure_vaccine_now"),
        ("мы в больнице, а мне самой куда, я беременная", "exposure_pregnant_today"),
    ],
)
def test_who_stayed_at_home_gets_own_advice(text: str, advice: str) -> None:
    talk = emergency()
    said = talk.hears(parsed(text, FALLBACK))
    assert said == ["report_emergency/with_doctors", "report_emergency/if_measles", advice]
    assert talk.conversation.last.context == "contact"


def test_where_the_patient_has_measles_nothing_is_supposed() -> None:
    talk = Talk()
    talk.all(("ұлым қызылша болып ауырып жатыр, тырысып жатыр", "report_emergency"))
    said = talk.hears(parsed("алып кетті. үйде 8 айлық қызым бар оған не істеймін", FALLBACK))
    assert said == ["report_emergency/with_doctors", "exposure_infant_today"]


def test_the_age_of_another_is_not_the_patient_s() -> None:
    talk = Talk()
    talk.all(("балам 5 жаста, тырысып жатыр", "report_emergency"))
    talk.hears(parsed("шақырдым. үйде 8 айлық балам бар, оған жұға ма", FALLBACK))
    assert sorted(one.age_months or 0 for one in talk.conversation.people) == [8, 60]
    assert lasts(talk)


@pytest.mark.parametrize("text", ["үйде тағы 4 бала бар, олар ше", "остальные дети непривитые, как с ними быть"])
def test_others_without_an_age_get_the_general_advice(text: str) -> None:
    talk = emergency(("103 шақырдық", FALLBACK))
    assert talk.hears(parsed(text, FALLBACK)) == ["report_emergency/stay_near", "report_emergency/others_at_home"]
    assert lasts(talk)


def test_before_a_call_the_call_goes_before_others() -> None:
    assert emergency().hears(parsed("үйде тағы 4 бала бар, олар ше", FALLBACK)) == ["report_emergency/other_children"]


def test_others_are_heard_later_too() -> None:
    talk = emergency(("скорая увезла", FALLBACK))
    assert talk.hears(parsed("я про младшего, ему год, прививки нет", FALLBACK)) == [
        "report_emergency/if_measles",
        "exposure_vaccine_now",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("скорая едет, садикке хабарлау керек пе", "report_emergency/stay_near"),
        ("бала больницада, мектепке айту керек пе", "report_emergency/with_doctors"),
    ],
)
def test_whether_the_nursery_has_to_know(text: str, first: str) -> None:
    assert emergency().hears(parsed(text, FALLBACK)) == [first, "ask_first_steps/tell_nursery"]


def test_further_signs_begin_no_consultation() -> None:
    talk = emergency(("103 шақырдық", FALLBACK), ("күтіп отырмыз", FALLBACK))
    assert talk.hears(parsed("аяғы мұздай, бөртпесі көбейді", "report_symptoms")) == ["report_emergency/worse"]
    assert lasts(talk)


def test_not_called_yet_further_signs_send_to_103() -> None:
    talk = emergency(("мәссаған", FALLBACK))
    assert talk.hears(parsed("қызуы 40, бөртпесі көбейді", "report_symptoms")) == ["report_emergency/yes_call_now"]


def test_a_baby_s_age_is_not_that_of_its_mother() -> None:
    talk = Talk()
    talk.all(("менің өзімде бөртпе, қызуым 38.5", "report_symptoms"), ("жоқ", "deny"))
    talk.hears(parsed("мен жүкті емеспін, туып қойдым, бебек 10 күндік", "ask_infant"))
    assert not lasts(talk)


@pytest.mark.parametrize(
    "opened", [ILL, ("балам 3 жаста, кеше қызылшамен ауырған баламен бірге болды", "ask_exposure")]
)
@pytest.mark.parametrize("text", ["сонная стала, не играет", "әлсіреп қалды", "көзін ашқысы келмейді"])
def test_drowsiness_is_asked_about_in_any_form(opened: tuple[str, str], text: str) -> None:
    talk = Talk()
    talk.all(opened)
    assert talk.hears(parsed(text, FALLBACK, ("illness", "better_now"))) == ["ask_danger_perhaps"]


@pytest.mark.parametrize("before", [("жоқ", "deny"), ("рахмет", "thank")])
def test_drowsiness_is_asked_about_after_the_advice_and_after_thanks(before: tuple[str, str]) -> None:
    talk = Talk()
    talk.all(ILL, ("жоқ", "deny"), before)
    assert talk.hears(parsed("ұйқышыл болып қалды", FALLBACK)) == ["ask_danger_perhaps"]


@pytest.mark.parametrize("text", ["просыпается, узнаёт меня", "танып тұр", "оянады, сөйлеп жатыр"])
def test_who_wakes_and_knows_people_is_no_emergency(text: str) -> None:
    talk = Talk()
    talk.all(ILL, ("сонный стал", FALLBACK))
    said = talk.hears(parsed(text, FALLBACK))
    assert "report_emergency" not in said
    assert talk.conversation.people[0].danger == "no"


@pytest.mark.parametrize("text", ["не просыпается", "мені танымайды", "да"])
def test_who_does_not_is_one(text: str) -> None:
    talk = Talk()
    talk.all(ILL, ("сонный стал", FALLBACK))
    assert talk.hears(parsed(text, "report_emergency" if text != "да" else "affirm")) == ["report_emergency"]


def test_a_first_message_is_no_talk_of_an_ill_person() -> None:
    assert "ask_danger_perhaps" not in Talk().hears(parsed("сонная стала после садика", FALLBACK))


def test_a_healthy_word_is_no_severe_reaction() -> None:
    talk = Talk()
    talk.all(("екпеден кейін қызу бола ма", "ask_side_effects"))
    heard = parsed("она в сознании, играет, кушает", FALLBACK, ("after_dose", "severe_now"))
    assert "report_emergency" not in talk.hears(heard)


#: No word of danger.yml: the model supposed it.
SUPPOSED = ("маңдайы суық, бір түрлі боп тұр", "report_emergency")


@pytest.mark.parametrize(
    "text",
    [
        "в сознании он!!", "отзывается, мультики смотрит", "отеков нету дышит хорошо", "не нужна нам скорая",
        "жауап береді, сөйлеп отыр", "жедел жәрдем керек емес бізге", "зачем скорая, я спросила что дать",
    ],
)  # fmt: skip
def test_what_no_word_began_a_word_of_the_parent_ends(text: str) -> None:
    talk = Talk()
    talk.hears(parsed(*SUPPOSED))
    assert lasts(talk)
    assert talk.hears(parsed(text, FALLBACK))[0] == "report_emergency/not_now"
    assert not lasts(talk)


@pytest.mark.parametrize("text", ["не отзывается", "еле отзывается", "только на боль реагирует", "скорая не нужна?"])
def test_doubt_ends_nothing(text: str) -> None:
    talk = Talk()
    talk.hears(parsed(*SUPPOSED))
    talk.hears(parsed(text, FALLBACK))
    assert lasts(talk)


@pytest.mark.parametrize("text", ["в сознании он!!", "не нужна нам скорая"])
def test_what_was_told_in_words_needs_more(text: str) -> None:
    talk = emergency()
    talk.hears(parsed(text, FALLBACK))
    assert lasts(talk)
