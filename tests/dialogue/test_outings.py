"""Going out of who is ill or met a patient: the first word answers, the day stands in it, the consultation goes on."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed, said

ILL = ("сыну 6 лет, глаза красные и гноятся, кашель", "report_symptoms")
RASH = ("қызым 4 жаста, кеше бөртпе шықты, қызуы 38", "report_symptoms")
MET = ("дочке 3 года, вчера была рядом с больным корью, не привита", "ask_exposure")
MET_ONE = ("балам 3 жаста, кеше қызылшамен ауырған баламен болды, бір рет екпе алған", "ask_exposure")
NO = ("нет", "deny")


def opening(talk: Talk, response: str, language: int) -> str:
    """How the answer opens, in Kazakh (0) or Russian (1)."""
    [one] = [one for one in talk.outcome.plan.said if one.response == f"utter_{response}"]
    return one.values["opening"][language]


@pytest.mark.parametrize("intent", ["ask_isolation", "ask_aftercare", "nlu_fallback", "ask_exposure"])
def test_no_whatever_the_words_look_like(intent: str) -> None:
    talk = Talk()
    talk.all(ILL, NO)
    assert "ask_isolation/out_ill" in talk.hears(parsed("завтра контрольная, можно в школу на часок", intent))
    assert opening(talk, "ask_isolation/out_ill", 1) == "Нет, в школу пока нельзя"


def test_while_a_question_stands_it_is_put_again_behind_the_answer() -> None:
    talk = Talk()
    talk.all(RASH)
    reply = talk.hears(parsed("бақшаға апара берейін бе", "ask_isolation"))
    assert reply[0] == "ask_isolation/out_ill"
    assert reply[-1].startswith("ask_consultation_form_danger")


def test_the_day_is_that_of_the_rash() -> None:
    talk = Talk()
    talk.all(RASH, NO)
    talk.hears(parsed("тойға алып барайық па", "ask_isolation"))
    assert opening(talk, "ask_isolation/out_ill", 0).startswith("Жоқ, тойға")
    assert "1 желтоқсан" in talk.outcome.plan.said[0].values["apart"][0]  # the 27th and four full days


def test_to_stay_at_home_is_answered_with_yes() -> None:
    talk = Talk()
    talk.all(ILL, NO)
    talk.hears(parsed("в садик не водить пока?", "ask_isolation"))
    assert opening(talk, "ask_isolation/out_ill", 1).startswith("Да, пусть будет дома")


def test_signs_told_with_the_question_begin_the_consultation() -> None:
    talk = Talk()
    reply = talk.hears(parsed("у дочки кашель и температура 38, можно завтра в садик?", "ask_isolation"))
    assert reply[0] == "ask_isolation/out_ill"
    assert reply[-1].startswith("ask_consultation_form_danger")


@pytest.mark.parametrize(
    ("before", "answer"), [(MET, "ask_exposure/out_contact"), (MET_ONE, "ask_exposure/out_vaccinated")]
)
@pytest.mark.parametrize("text", ["в садик можно?", "базарға ертіп барсам бола ма", "а на день рождения"])
def test_after_a_contact_the_doses_decide(before: tuple[str, str], answer: str, text: str) -> None:
    talk = Talk()
    talk.all(before)
    assert talk.hears(parsed(text, "ask_isolation"))[0] == answer


def test_after_a_contact_the_last_day_of_watching_is_named() -> None:
    talk = Talk()
    talk.all(MET)
    talk.hears(parsed("в садик можно?", "ask_isolation"))
    assert "18 декабря" in talk.gaps["watch"][1]  # 21 days from the 27th
    assert talk.hears(parsed("а когда можно", "ask_isolation")) == ["ask_exposure/out_when"]


def test_another_place_behind_it_is_asked_by_its_name_alone() -> None:
    talk = Talk()
    talk.all(MET)
    talk.hears(parsed("в садик можно?", "ask_isolation"))
    talk.hears(parsed("ну и на рынок", "nlu_fallback"))
    assert opening(talk, "ask_exposure/out_contact", 1) == "Нет, в магазин и на рынок пока нельзя"


@pytest.mark.parametrize(
    "text", ["невестка его в садик ведёт, можно?", "а к бабушке в гости?", "муж хочет взять его в магазин"]
)
def test_who_takes_the_child_there_or_is_visited_is_not_meant(text: str) -> None:
    talk = Talk()
    talk.all(ILL, NO)
    reply = talk.hears(parsed(text, "ask_isolation"))
    assert reply == ["ask_isolation/out_ill", "ask_consultation_form_fever"]  # nobody else is advised


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (("сыну 5 лет, одна прививка", "ask_schedule"), "в садик можно?"),
        (("дочке вчера сделали прививку", "ask_aftercare"), "в магазин можно?"),
        (("бір ай бұрын қызылшамен ауырған баламен болды, балам 3 жаста", "ask_exposure"), "бақшаға барса бола ма"),
    ],
)
def test_who_is_well_is_not_kept_at_home(before: tuple[str, str], text: str) -> None:
    talk = Talk()
    talk.all(before)
    talk.hears(parsed(text, "ask_isolation"))
    assert not {"ask_isolation/out_ill", "ask_exposure/out_contact"} & set(said(talk.outcome))


def test_a_sister_of_the_patient_is_told_first_whether_to_take_her_home() -> None:
    talk = Talk()
    talk.all(RASH, NO)
    reply = talk.hears(parsed("сіңлісі 2 жаста екпесі жоқ, оны балабақшадан алып кетейін бе", "ask_isolation"))
    assert reply[0] == "ask_exposure/out_contact"
    assert any(name.startswith("exposure_") for name in reply)


def test_of_two_the_one_named_last_is_asked_about() -> None:
    talk = Talk()
    text = "інісі қызылшамен ауырып жатыр, ал ағасы екі екпесін алған, ағасы сабаққа бара берсе бола ма"
    assert talk.hears(parsed(text, "ask_isolation")) == ["ask_exposure/out_vaccinated"]


def test_a_case_in_the_group_and_the_question_in_one_message() -> None:
    talk = Talk()
    reply = talk.hears(parsed("в группе у дочки корь вчера узнали, водить можно?", "ask_exposure"))
    assert reply[0] == "ask_exposure/out_contact"
    assert reply[-1].startswith("ask_consultation_form_when")


@pytest.mark.parametrize(
    "text", ["а сам я на работу хожу, это ничего?", "тойға өзім барсам бола ма", "в магазин я сама схожу?"]
)
def test_who_asks_for_herself_is_not_told_of_the_child(text: str) -> None:
    talk = Talk()
    talk.all(ILL, NO)
    assert "ask_isolation/out_ill" not in talk.hears(parsed(text, "ask_isolation"))


def test_an_ill_mother_is_told_of_herself() -> None:
    talk = Talk()
    talk.all(("мен өзім ауырдым, бөртпе шықты, қызуым 38", "report_symptoms"), NO)
    assert "ask_isolation/out_ill" in talk.hears(parsed("тойға өзім барсам бола ма", "ask_isolation"))


@pytest.mark.parametrize(
    "text",
    ["моя дочь 5 лет привита, в классе корь, ходить в школу?", "қызым егілген, сыныпта қызылша, мектепке барсын ба"],
)
def test_who_is_told_as_vaccinated_is_not_kept_at_home_as_one_who_is_not(text: str) -> None:
    said = Talk().hears(parsed(text, "ask_exposure"))
    assert said[0] == "ask_exposure/out_vaccinated"
    assert "exposure_begin" not in said
    assert said[-1] == "ask_consultation_form_doses" or "doses" not in said[-1]


CROWDS = ["ask_prevention/crowds"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("тойға баруға бола ма балаларым сау, ауылда қызылша шығыпты", "ask_isolation"),
        ("у нас свадьба в субботу, дети здоровые, в районе корь ходит. на свадьбу брать их с собой?", "ask_outbreak"),
        ("немерем ауырмайды, тойға апара берейін бе", "ask_isolation"),
        ("говорят корь в районе, можно в гости к друзьям?", "nlu_fallback"),
    ],
)
def test_who_is_well_is_answered_as_one_who_is_well(text: str, intent: str) -> None:
    assert Talk().hears(parsed(text, intent)) == CROWDS


def test_who_met_a_patient_is_not_well_enough_for_it() -> None:
    talk = Talk()
    talk.all(MET)
    assert talk.hears(parsed("можно на свадьбу, она здорова", "ask_isolation")) != CROWDS


@pytest.mark.parametrize("text", ["нужно сидеть дома?", "үйде отыру керек пе", "дома сидеть надо?"])
def test_staying_at_home_behind_a_contact_needs_no_place(text: str) -> None:
    talk = Talk()
    talk.all(("в классе корь, сын 9 лет, обе прививки есть, виделись вчера", "ask_exposure"))
    assert talk.hears(parsed(text, "ask_isolation")) == ["ask_exposure/out_vaccinated"]


def test_the_brother_of_the_ill_is_asked_for_and_not_the_ill() -> None:
    talk = Talk()
    talk.all(("дочка болеет корью, 5 лет", "ask_exposure"), NO)
    assert talk.hears(parsed("брату можно в школу?", "ask_isolation"))[0] == "ask_exposure/out_contact"
