"""The row of a certificate: its number under a lock, and a code that nobody can guess."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from certificates import rules
from certificates.actions import preparing
from certificates.models import Certificate
from courses.models import Course
from people import rules as people
from people.actions import adding

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person


def issue(
    *,
    course: Course,
    issued_on: dt.date,
    valid_until: dt.date,
    by: Person,
    now: dt.datetime,
    **fields: Any,
) -> Certificate:
    """Write a certificate under the next number of its course and year, with its papers.

    :raises Refused: `certificate.unprintable`.
    """
    # Read under the lock; the unique number in the database is the second lock on the door.
    locked = lock_numbers(course)
    prefix = f"{locked.code}-{issued_on.year}"
    taken = Certificate.objects.filter(number__startswith=f"{prefix}-")
    certificate = write(
        number=rules.next_number(prefix, taken.values_list("number", flat=True)),
        course=locked,
        issued_on=issued_on,
        valid_until=valid_until,
        awarded_by=by,
        awarded_at=now,
        **fields,
    )
    preparing.prepare(certificate, now=now)
    return certificate


def write(**fields: Any) -> Certificate:
    """Write a certificate with a verification code of its own, and the name of now on it.

    :raises Refused: `certificate.number_taken` when somebody else took it at the same moment.
    """
    certificate = unwritten(**fields)
    # The lock is on one course; a number from before this program can come back in another.
    adding.add(certificate, taken=rules.number_taken())
    return certificate


def unwritten(**fields: Any) -> Certificate:
    """Return a certificate that is not saved yet, with its code and the name of now on it."""
    # From the source for secrets: a code that follows from others would let anybody forge one.
    signs = "".join(secrets.choice(rules.ALPHABET) for _ in range(rules.RANDOM_SIGNS))
    fields |= {"holder_name": fields["person"].full_name}
    return Certificate(verification_code=rules.verification_code(signs), **fields)


def newest(certificate: Certificate) -> Certificate | None:
    """Return the holder's newest certificate of the same course that has not ended."""
    held = Certificate.objects.filter(person=certificate.person_id, course=certificate.course_id)
    return held.not_ended().newest_first().first()


def lock_numbers(course: Course) -> Course:
    """Lock the course, so that nobody else takes a number of it until this transaction ends.

    :raises Refused: `course.unknown` when it is not there (any more).
    """
    return people.known(Course.objects.select_for_update(), course, "course")
