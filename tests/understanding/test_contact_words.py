"""A contact that is told, denied, or hardly to be guessed, as it stands in messages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.understanding.contact_words import denies_contact, speaks_of_patient, tells_of_contact
from tests.understanding.words import words


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("қызылшамен ауырған баламен бірге болды", True),
        ("был контакт с больным корью", True),
        ("тобында қызылша шықты", True),
        ("контакта не было", None),
        ("24-го были в гостях у больного корью", True),
        ("общались с больным корью", True),
        ("науқас адаммен кездестік", True),
        ("қызылша баламен болды", True),
        ("қызылша баламен болмадық", None),
        ("мы не были у больного корью", None),
        ("что делать с больным корью", None),
        ("араласқан жоқ", False),
        ("қызуы көтерілді", None),
        ("в офисе корь, мне 45", True),
        ("цехта бір жігіт қызылша болып жатыр", True),
        ("ехала в поезде с больным корью", True),
        ("на работе дают больничный по кори", None),
        ("балам қызылша, мен жұмысқа бара берем бе", None),
    ],
)
def test_contact(text: str, contact: bool | None) -> None:
    told = tells_of_contact(words(text))
    assert told is contact or (contact is None and told is not True)


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("контакт болған жоқ!!! екпе кестесін айтыңызшы", True),
        ("контакт болмады, асығыс па", True),
        ("жоқ, ешкім ауырған жоқ, жай сұрап тұрмын", True),
        ("ешкіммен кездескен жоқпыз", True),
        ("контактты ұмытыңыз", True),
        ("у нас никто не болеет, просто спросила", True),
        ("контакта не было", True),
        ("не было контакта с корью", True),
        ("мы ни с кем не общались", True),
        ("никто не болеет, но в классе корь", False),
        ("у нас никто не болеет, а в садике рядом болел мальчик", False),
        ("контакт болды", False),
        ("ешкім жауап бермеді", False),
        ("бірге болды", False),
    ],
)
def test_a_contact_is_denied(text: str, is_denied: bool) -> None:
    assert denies_contact(words(text)) is is_denied
    if is_denied:
        assert tells_of_contact(words(text)) is not True


def test_nobody_ill_says_nothing_of_a_contact_that_was_told() -> None:
    assert not denies_contact(words("никто не болеет"), was_told=True)
    assert tells_of_contact(words("никто не болеет")) is None
    assert tells_of_contact(words("контакт болған жоқ")) is False


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("садикте қызылша", True),
        ("көршінің баласы ауырып жатыр", True),
        ("в классе корь", True),
        ("қызылшадан қай екпе керек", False),
        ("прививка от кори нужна", False),
    ],
)
def test_a_patient_is_spoken_of(text: str, is_there: bool) -> None:
    assert speaks_of_patient(words(text)) is is_there


@given(st.text(max_size=60))
def test_nothing_raises_on_any_text(text: str) -> None:
    some = words(text)
    tells_of_contact(some)
    speaks_of_patient(some)


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("какие первые признаки кори и через сколько дней появляются после контакта", None),
        ("контакттан кейін неше күнде бөртпе шығады", None),
        ("через сколько после контакта появляется сыпь", None),
        ("через сколько после контакта у меня появится сыпь", True),
        ("балам контакттан кейін қанша күн үйде болады", True),
        ("контакт был вчера, какие признаки", True),
    ],
)
def test_a_contact_in_general_is_nobodys(text: str, contact: bool | None) -> None:
    assert tells_of_contact(words(text)) is contact
