"""The page on which the contact of a group asks for a training."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mail import links
from pages import requesting
from people.models import Organisation
from people.states import OrganisationKind
from pool.models import TrainingRequest
from pool.states import Language
from tests import factories
from tests.factories import NOW, utc
from tests.pages.asking import address, browser, press
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person

ASKED = {
    "topic": "Inspreken bij de raad",
    "purpose": "We willen het durven.",
    "first_day": "2027-04-17",
    "last_day": "",
    "starts": "13:00",
    "ends": "17:00",
    "minutes": "150",
    "place": "Het wijkcentrum",
    "expected_participants": "9",
    "accessibility": "Twee mensen gebruiken een rolstoel.",
    "language": "nl",
    "informed": "on",
}


MANY = "Verwacht minstens één persoon en hoogstens duizend."


@pytest.fixture
def group(anna: Person) -> Organisation:
    """A group at work in one municipality, of which Anna is the contact."""
    made = factories.local_group(name="Groep <b>Oost</b>")
    made.municipalities.set([factories.municipality(name="Nergenshuizen")])
    anna.roles.create(kind="contact", organisation=made, starts_on=NOW.date())
    return made


@pytest.fixture
def path(group: Organisation, anna: Person) -> str:
    """The address in the mail to Anna."""
    return address(links.REQUEST, group, str(anna.pk))


def ask(path: str, group: Organisation, **other: str) -> Any:
    return press(path, **ASKED, municipality=str(group.municipalities.get().pk), **other)


def text(path: str) -> str:
    response = browser().get(path)
    assert response.status_code == 200
    return str(response.content.decode())


def test_page_says_what_a_training_can_do_before_it_asks(path: str) -> None:
    shown = text(path)

    assert "<h1>Een training voor Groep &lt;b&gt;Oost&lt;/b&gt;</h1>" in shown
    assert shown.index("Een training legt regels en rechten uit") < shown.index("<form")
    assert shown.count("<option") == 1 + 7 + len(Language)


def test_request_is_kept_and_shown(path: str, group: Organisation, anna: Person) -> None:
    response = ask(path, group)

    assert (response.status_code, response["Location"]) == (302, path)
    made = TrainingRequest.objects.get()
    assert (made.code, made.topic, made.asked_by) == ("A-2027-0001", ASKED["topic"], anna)
    assert (made.wanted_from, made.wanted_until) == (utc(2027, 4, 17, 11), utc(2027, 4, 17, 15))
    assert (made.minutes, made.expected_participants, made.informed_at) == (150, 9, NOW)
    assert (made.municipality.name, made.place) == ("Nergenshuizen", "Het wijkcentrum")
    assert "A-2027-0001, 1 maart 2027: nieuw" in text(path)


def test_button_that_is_pressed_twice_asks_once(path: str, group: Organisation) -> None:
    assert [ask(path, group).status_code for _ in range(2)] == [302, 302]
    assert TrainingRequest.objects.count() == 1


def test_several_days_can_be_given_and_no_time_at_all(path: str, group: Organisation) -> None:
    days = {"last_day": "24-04-2027"}
    never = dict.fromkeys(("first_day", "starts", "ends"), "")

    assert press(path, **ASKED | days, municipality=str(group.municipalities.get().pk))
    assert press(path, **ASKED | never, municipality=str(group.municipalities.get().pk))

    first, second = TrainingRequest.objects.order_by("pk")
    assert first.wanted_until == utc(2027, 4, 24, 15)
    assert (second.wanted_from, second.wanted_until, second.minutes) == (None, None, None)


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ({"topic": " "}, 400, "Vul dit in."),
        ({"expected_participants": "0"}, 409, MANY),
        ({"informed": ""}, 409, "Lees eerst wat een training kan"),
        ({"first_day": ""}, 400, "Zeg vanaf welke dag"),
        ({"starts": "", "ends": ""}, 400, "Zeg vanaf welke dag"),
        ({"first_day": "0001-01-01"}, 400, "Dit jaar kan niet kloppen."),
        ({"first_day": "9999-12-31"}, 400, "Dit jaar kan niet kloppen."),
        ({"starts": "25:00"}, 400, "Geef een tijd"),
        ({"municipality": "999999"}, 400, "Kies een gemeente."),
        ({"municipality": "x"}, 400, "Kies een gemeente."),
        ({"minutes": "17"}, 400, "Kies hoe lang het moet duren."),
        ({"ends": "12:00"}, 409, "Het einde komt na het begin."),
        ({"ends": "13:30"}, 409, "past in de gewenste tijd"),
        ({"first_day": "2027-02-28"}, 409, "Deze tijd is voorbij."),
        ({"last_day": "2028-01-01"}, 409, "hoogstens 92 dagen"),
        ({"first_day": "2027-03-28", "starts": "02:30"}, 409, "Deze tijd bestaat niet"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    wrong: dict[str, str], status: int, said: str, path: str, group: Organisation
) -> None:
    own = {"municipality": str(group.municipalities.get().pk)}

    response = press(path, **ASKED | own | wrong)

    shown = response.content.decode()
    assert (response.status_code, said in shown) == (status, True)
    assert "We willen het durven.</textarea>" in shown
    assert not TrainingRequest.objects.exists()


def test_everything_that_is_wrong_is_said_at_once(path: str) -> None:
    shown = press(path, expected_participants="0", minutes="17").content.decode()

    said = ("Vul dit in.", "Kies hoe lang", "Kies een gemeente.", "Lees eerst wat", MANY)
    assert [words for words in said if words not in shown] == []


def test_group_without_municipalities_chooses_from_all(path: str, group: Organisation) -> None:
    group.municipalities.clear()
    factories.municipality(name="Verderop")

    assert "Verderop</option>" in text(path)


def test_who_asks_all_day_is_told_to_wait(
    path: str, group: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requesting, "_MOST", 1)

    assert [ask(path, group).status_code for _ in range(2)] == [302, 429]
    assert TrainingRequest.objects.count() == 1


def test_organisation_that_may_not_ask_is_told(path: str, group: Organisation) -> None:
    Organisation.objects.filter(pk=group.pk).update(kind=OrganisationKind.FUNDER)

    assert ask(path, group).status_code == 409
    assert not TrainingRequest.objects.exists()


def test_requests_of_other_groups_are_not_shown(path: str) -> None:
    scenes.request(topic="Van een ander")

    assert "Van een ander" not in text(path)


def test_who_does_not_speak_for_the_group_any_more_finds_nothing(path: str, anna: Person) -> None:
    anna.roles.update(ends_on=NOW.date())

    assert browser().get(path).status_code == 404


def test_page_of_an_archived_group_is_not_there(path: str, group: Organisation) -> None:
    Organisation.objects.filter(pk=group.pk).update(archived_at=NOW)

    assert browser().get(path).status_code == 404
