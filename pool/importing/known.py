"""Words that a cell can hold, and what they stand for; what looks like one is suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from django.db.models import TextChoices

from courses.models import Course
from people.models import Municipality, Region
from pool.importing import cells
from pool.models import Topic
from pool.states import ActivityKind, EndorsementKind, Language, LeaveReason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FoundT = TypeVar("FoundT")
StateT = TypeVar("StateT", bound=TextChoices)
# Looking for what is alike takes long, and after so many other words nobody reads on.
_MOST_SUGGESTIONS = 300
_KINDS = {
    ActivityKind.SESSION_GIVEN: "sessie gegeven, training gegeven, training, sessie, session given",
    ActivityKind.INTERVISION: "intervisie, intervisiebijeenkomst, intervision",
    ActivityKind.REFRESHER_DAY: "terugkomdag, bijscholing, refresher day",
    ActivityKind.OBSERVED: "observatie, geobserveerd, observed, observation",
}
_ENDORSEMENTS = {
    EndorsementKind.INSTRUCTION: "instructie, training, instruction",
    EndorsementKind.COURSE: "cursus, course",
    EndorsementKind.INTERVISION: "intervisie, intervisie begeleiden, intervision",
}
_LANGUAGES = {
    Language.DUTCH: "Nederlands, Dutch",
    Language.ENGLISH: "Engels, English",
    Language.DUTCH_SIGN: "Nederlandse Gebarentaal, gebarentaal, NGT, Dutch Sign Language",
    Language.FRISIAN: "Fries, Frysk, Frisian",
    Language.ARABIC: "Arabisch, Arabic",
    Language.TURKISH: "Turks, Turkish",
    Language.POLISH: "Pools, Polish",
    Language.UKRAINIAN: "Oekraïens, Ukrainian",
    Language.PAPIAMENTO: "Papiaments, Papiamento, Papiamentu",
    Language.GERMAN: "Duits, German",
    Language.FRENCH: "Frans, French",
    Language.SPANISH: "Spaans, Spanish",
}


_REASONS = {
    LeaveReason.OWN_CHOICE: "eigen keuze, own choice",
    LeaveReason.MOVED: "verhuisd, verhuizing, moved house, moved",
    LeaveReason.NO_TIME: "geen tijd, no time",
    LeaveReason.ORGANISATION: "besluit van de organisatie, organisatie, organisation",
}


class Words(Generic[FoundT]):
    """What words stand for, whatever their capitals and accents."""

    def __init__(self, words: Iterable[tuple[str, FoundT]]) -> None:
        self._found: dict[str, FoundT] = {}
        self._shown: dict[str, str] = {}
        self._suggested: dict[str, str] = {}
        for word, found in words:
            self._found.setdefault(cells.plain(word), found)
            self._shown.setdefault(cells.plain(word), word)

    def get(self, word: str) -> FoundT | None:
        """Return what a word stands for, None for one that is not known."""
        return self._found.get(cells.plain(word))

    def like(self, word: str) -> str:
        """Return the known word that looks most like this one, empty where none does."""
        plain = cells.plain(word)
        if plain not in self._suggested and len(self._suggested) < _MOST_SUGGESTIONS:
            self._suggested[plain] = cells.like(plain, self._shown.values())
        return self._suggested.get(plain, "")


def activity_kinds() -> Words[str]:
    """Return the kinds of activity, as offices and as this program name them."""
    return _of_states(_KINDS)


def endorsement_kinds() -> Words[str]:
    """Return the kinds of endorsement, as offices and as this program name them."""
    return _of_states(_ENDORSEMENTS)


def languages() -> Words[str]:
    """Return the languages in which trainings are given."""
    return _of_states(_LANGUAGES)


def leave_reasons() -> Words[str]:
    """Return the reasons for leaving the pool."""
    return _of_states(_REASONS)


def municipalities() -> Words[int]:
    """Return the municipalities by name and code; one query."""
    return _of_rows(Municipality.objects.values_list("pk", "name", "code"))


def regions() -> Words[int]:
    """Return the regions by name and code; one query."""
    return _of_rows(Region.objects.values_list("pk", "name", "code"))


def topics() -> Words[int]:
    """Return the topics by name and code; one query."""
    return _of_rows(Topic.objects.values_list("pk", "name", "code"))


def courses() -> Words[int]:
    """Return the courses by name and code; one query."""
    return _of_rows(Course.objects.values_list("pk", "name", "code"))


def _of_states(words: Mapping[StateT, str]) -> Words[str]:
    return Words(
        (word, str(state))
        for state, said in words.items()
        for word in (str(state), *said.split(", "))
    )


def _of_rows(rows: Iterable[tuple[int, str, str]]) -> Words[int]:
    return Words((word, pk) for pk, *words in rows for word in words)
