"""Places and medical organisations of the district as typed, checked objects (``data/knowledge/places.yml``)."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field, confloat, constr, root_validator

from rasa_project.advice.records import Record, Words


class Coordinates(Record):
    """Degrees north and east (WGS 84)."""

    lat: confloat(ge=-90, le=90)  # type: ignore[valid-type]
    lon: confloat(ge=-180, le=180)  # type: ignore[valid-type]
    source: str


class Settlement(Record):
    """A town, kent, village or railway point.

    Attributes:
        kk: the Kazakh name, which entities carry; two places may share it.
        ru: the Russian name.
        kato: code of the state classifier; none for a railway point whose code no source gives.
        id: names a place that has no code of its own.
        district: Kazakh name of its rural district; none for the town and the kent.
        rebuilt: the Kazakh name was rebuilt from the Russian form and waits for a local person.
        also: other spellings and old names.
        namesake_of: it is meant by that name too, so the bot asks which one.
        told_by: folded beginnings of words that, beside the shared name, mean this place.
        within: Kazakh name of the place that it is a part of.
    """

    kk: constr(min_length=2)  # type: ignore[valid-type]
    ru: constr(min_length=2)  # type: ignore[valid-type]
    kato: constr(regex=r"^\d{9}$") | None = None  # type: ignore[valid-type]
    kind: Literal["settlement", "town", "village", "station"]
    id: constr(regex=r"^[a-z0-9_]{2,20}$") | None = None  # type: ignore[valid-type]
    district: str | None = None
    rebuilt: bool = False
    also: list[str] = []
    namesake_of: str | None = None
    told_by: list[str] = []
    within: str | None = None
    coordinates: Coordinates | None = None

    @property
    def code(self) -> str:
        """What buttons name it by."""
        return self.id or self.kato or ""

    @property
    def names(self) -> list[str]:
        """Every name that people use for the place."""
        return [self.kk, self.ru, *self.also]


class RuralDistrict(Record):
    """A rural district (ауылдық округ)."""

    kk: str
    ru: str
    kato: constr(regex=r"^\d{9}$")  # type: ignore[valid-type]
    rebuilt: bool = False
    also: list[str] = []

    @property
    def names(self) -> list[str]:
        """Every name that people use for the district."""
        return [self.kk, self.ru, *self.also]


class Contact(Record):
    """A contact that somebody has checked: the text (and in Russian, where it differs), the day, where it was found."""

    text: constr(min_length=3)  # type: ignore[valid-type]
    ru: constr(min_length=3) | None = None  # type: ignore[valid-type]
    verified_on: date
    source: str

    def words(self, language: str) -> str:
        """The text in a language."""
        return str(self.ru if language == "ru" and self.ru else self.text)


class Organisation(Record):
    """A medical organisation.

    Attributes:
        id: its name in code and tests.
        kk: Kazakh name.
        ru: Russian name.
        place: Kazakh name of the settlement that it stands in; none where no source says it.
        serves: Kazakh names of the settlements whose people go there, as far as a source says so.
        purpose: what it is for, to stand behind a colon.
        confidence: how sure its existence is.
        address: a checked contact, or absent; likewise ``phone`` and ``hours``.
        point: where it stands on the map, as far as somebody has checked it.
    """

    id: constr(regex=r"^[a-z_]+$")  # type: ignore[valid-type]
    kk: str
    ru: str
    kind: Literal["hospital", "ambulatory", "polyclinic", "ambulance", "office"]
    place: str | None
    serves: list[str] = []
    purpose: Words
    confidence: Literal["high", "medium", "low"]
    address: Contact | None = None
    phone: Contact | None = None
    hours: Contact | None = None
    point: Coordinates | None = None
    sources: list[str] = Field(min_items=1)
    note: str | None = None

    @property
    def contacts(self) -> list[Contact]:
        """The checked contacts that are known."""
        return [one for one in (self.address, self.phone, self.hours) if one]


class Places(Record):
    """``places.yml``."""

    sources: list[str] = Field(min_items=1)
    settlements: list[Settlement] = Field(min_items=1)
    districts: list[RuralDistrict] = Field(min_items=1)
    organisations: list[Organisation] = Field(min_items=1)
    elsewhere: list[str]

    @property
    def source_keys(self) -> list[str]:
        """Keys of every source that an entry rests on."""
        organisations = [key for one in self.organisations for key in one.sources]
        contacts = [contact.source for one in self.organisations for contact in one.contacts]
        located = [one.coordinates.source for one in self.settlements if one.coordinates]
        return self.sources + organisations + contacts + located

    @root_validator(skip_on_failure=True)
    def _names_agree(cls, values: dict[str, Any]) -> dict[str, Any]:
        settlements: list[Settlement] = values["settlements"]
        codes = [place.code for place in settlements]
        _refuse("settlements without kato and id", {place.kk for place in settlements if not place.code})
        _refuse("two settlements have one code", {code for code in codes if codes.count(code) > 1})
        named_in = [(place.kk, place.district) for place in settlements]
        _refuse("settlements named twice in one rural district", {n for n, d in named_in if named_in.count((n, d)) > 1})
        names = {place.kk for place in settlements}
        districts = {one.kk for one in values["districts"]}
        _refuse("unknown rural districts", {p.district for p in settlements if p.district} - districts)
        _refuse("rural districts without a settlement", districts - {p.district for p in settlements})
        _refuse("unknown namesakes", {p.namesake_of for p in settlements if p.namesake_of} - names)
        organisations: list[Organisation] = values["organisations"]
        named = {name for one in organisations for name in one.serves} | {o.place for o in organisations if o.place}
        _refuse("organisations name unknown settlements", named - names)
        return values


def _refuse(what: str, which: set[str]) -> None:
    if which:
        raise ValueError(f"{what}: {', '.join(sorted(which))}")
