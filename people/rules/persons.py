"""Why somebody cannot be registered, merged or written about."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from people.models import Municipality, Organisation, Person
from people.rules import rows, texts
from people.states import Communication, OrganisationKind


def person_problems(
    *,
    names: tuple[str, str, str],
    email: str | None,
    language: str,
    communication: str,
    local_group: Organisation | None,
    municipality: Municipality | None = None,
) -> list[Problem]:
    """Return why somebody cannot be registered; `names` are given name, infix and family name.

    The codes of a text and an e-mail address, `person.email_taken` whatever its capitals,
    `person.language_unknown`, `person.communication_unknown`, `person.not_a_local_group`,
    `organisation.archived`, `local_group.unknown` and `municipality.unknown`.
    """
    languages = [code for code, _name in settings.LANGUAGES]
    return [
        *name_problems(names),
        *_new_email_problems(email),
        *texts.choice_problems(
            "language", language, languages, "person.language_unknown", _("Choose a language.")
        ),
        *texts.choice_problems(
            "communication",
            communication,
            Communication.values,
            "person.communication_unknown",
            _("Choose how this person likes to be written to."),
        ),
        *_local_group_problems(local_group),
        *rows.row_problems(local_group=local_group, municipality=municipality),
    ]


def name_problems(names: tuple[str, str, str]) -> list[Problem]:
    """Return what is wrong with a given name, an infix and a family name: the codes of a text."""
    return [
        *texts.text_problems("given_name", names[0], max_length=80),
        *texts.text_problems("infix", names[1], max_length=20, required=False),
        *texts.text_problems("family_name", names[2], max_length=80),
    ]


def email_taken() -> Problem:
    """Return the problem of an e-mail address that somebody has already."""
    message = _("Somebody with this e-mail address is already known.")
    return Problem("person.email_taken", message, field="email")


def present_problems(person: Person) -> list[Problem]:
    """Return why nothing new may be written about somebody: merged, erased or archived."""
    found = standing_problems(person)
    if not found and person.archived_at:
        found = [Problem("person.archived", _("This person is archived; bring them back first."))]
    return found


def standing_problems(person: Person) -> list[Problem]:
    """Return `person.merged` or `person.erased` for a record that can never come back."""
    if person.erased_at:
        return [Problem("person.erased", _("This person was erased."))]
    if person.merged_into_id:
        return [Problem("person.merged", _("This record was merged into another."))]
    return []


def merge_problems(keep: Person, duplicate: Person) -> list[Problem]:
    """Return why two records cannot become one.

    `person.merge_with_itself`, and `person.merged` or `person.erased` for each of the two.
    """
    if keep.pk == duplicate.pk:
        message = _("A person cannot be merged with itself.")
        return [Problem("person.merge_with_itself", message)]
    return [*standing_problems(keep), *standing_problems(duplicate)]


def _new_email_problems(email: str | None) -> list[Problem]:
    if email is None:
        return []
    problems = texts.email_problems(email, required=False)
    if not problems and Person.objects.filter(email__iexact=texts.tidy(email)).exists():
        problems.append(email_taken())
    return problems


def _local_group_problems(group: Organisation | None) -> list[Problem]:
    if group is None:
        return []
    problems = []
    if group.kind != OrganisationKind.LOCAL_GROUP:
        message = _("This organisation is not a local group.")
        problems.append(Problem("person.not_a_local_group", message, field="local_group"))
    if group.archived_at:
        message = _("This organisation is archived.")
        problems.append(Problem("organisation.archived", message, field="local_group"))
    return problems
