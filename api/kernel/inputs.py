"""What is sent to the API: typed fields whose names are the keywords of an action."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, ClassVar, TypeGuard

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.kernel.rows import CamelNames
from common import periods

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.db.models import Model, QuerySet

    from people.models import Person

# The largest whole number that both databases keep in a column.
LARGEST_ID = 2**63 - 1
YEARS = range(2000, 2101)
_CLOCK = re.compile("[0-9]{2}:[0-9]{2}(:[0-9]{2})?")
_SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}")


class Text(serializers.CharField):
    """Text that was sent as text: a number in its place is a slip of a program."""

    def to_internal_value(self, data: Any) -> str:
        """Return the text.

        :raises ValidationError: for anything but text within the limits.
        """
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Email(Text, serializers.EmailField):
    """An e-mail address that was sent as text."""


class Flag(serializers.BooleanField):
    """Yes or no: true or false, and nothing that could be taken for one of them."""

    def to_internal_value(self, data: Any) -> bool:
        """Return true or false.

        :raises ValidationError: for anything else.
        """
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Input(CamelNames):
    """What an action is told, under the names of its keywords.

    A name that is not one of the fields is refused: a slip of the keyboard must not be lost.
    """

    default_error_messages = {"unknown": _("This is not something that can be given here.")}

    def to_internal_value(self, data: Any) -> Any:
        """Return the values under the names that the action knows.

        :raises ValidationError: with every complaint at once, unknown names included.
        """
        unknown = set(data) - set(self.fields) if isinstance(data, dict) else set()
        try:
            found = super().to_internal_value(data)
        except serializers.ValidationError as error:
            raise serializers.ValidationError(self._with_unknown(error.detail, unknown)) from None
        if unknown:
            raise serializers.ValidationError(self._with_unknown({}, unknown))
        return found

    def _with_unknown(self, found: Any, unknown: set[str]) -> dict[str, Any]:
        message = self.error_messages["unknown"]
        complaint = serializers.ErrorDetail(str(message), code="unknown")
        return {**found, **{name: [complaint] for name in sorted(unknown)}}


class Nothing(Input):
    """An action that is told nothing but what it is about."""


class Overriding(Input):
    """An action in which the office may pass over what needs approval, with a reason."""

    override = Text(
        required=False,
        allow_blank=True,
        max_length=2000,
        help_text=_("Why a rule is passed over; only the national office may do that."),
    )


class Reference(serializers.PrimaryKeyRelatedField[Any]):
    """A row by its id. What the asker may not see is answered as what is not there."""

    default_error_messages = {
        "does_not_exist": _("This is not there, or you may not see it."),
        "incorrect_type": _("Give the id: a whole number."),
    }

    def __init__(
        self, sees: Callable[[Person, dt.date], QuerySet[Any]], model: type[Model], **options: Any
    ) -> None:
        """Take who sees which rows: a function of `access.py`."""
        self.sees = sees
        super().__init__(queryset=model._default_manager.none(), **options)

    def get_queryset(self) -> QuerySet[Any]:
        """Return the rows that the asker may name."""
        asker = self.context["asker"]
        return self.sees(asker.person, asker.day)

    def to_internal_value(self, data: Any) -> Any:
        """Return the row.

        :raises ValidationError: for anything but the id of a row that the asker sees.
        """
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("incorrect_type")
        if not 0 < data <= LARGEST_ID:
            self.fail("does_not_exist")
        return super().to_internal_value(data)


@extend_schema_field(
    {
        "type": "string",
        "format": "date-time",
        "description": "RFC 3339, such as 2027-03-27T13:30:00+01:00. Without an offset it is what "
        "a clock on the wall shows where it happens.",
    }
)
class Moment(serializers.Field[Any, Any, Any, Any]):
    """An instant with its offset, or the time on a wall clock, which `resolve` makes an instant."""

    default_error_messages = {
        "invalid": _("Give a moment, such as 2027-03-27T13:30:00+01:00."),
        "out_of_range": _("This year cannot be right."),
    }

    def to_internal_value(self, data: Any) -> dt.datetime:
        """Return an instant in UTC, or a wall time without a zone.

        :raises ValidationError: for anything else, and for years outside 2000 to 2100.
        """
        try:
            found = parse_datetime(data) if _is_written_out(data) else None
        except ValueError:
            found = None
        if found is None:
            self.fail("invalid")
        if found.year not in YEARS:
            self.fail("out_of_range")
        return found if found.tzinfo is None else found.astimezone(dt.UTC)

    def to_representation(self, value: Any) -> Any:
        """Return the value as it is: an input is never shown."""
        return value


class Day(serializers.DateField):
    """A date in this century; anything else is a slip of the keyboard."""

    default_error_messages = {"out_of_range": _("This year cannot be right.")}

    def to_internal_value(self, value: Any) -> dt.date:
        """Return the date.

        :raises ValidationError: for no date, and for years outside 2000 to 2100.
        """
        found = super().to_internal_value(value)
        if found.year not in YEARS:
            self.fail("out_of_range")
        return found


@extend_schema_field({"type": "string", "format": "time-local", "example": "19:30"})
class Clock(serializers.TimeField):
    """What a clock on the wall shows, such as 19:30; that shows no offset and no fractions."""

    def to_internal_value(self, value: Any) -> dt.time:
        """Return the time of the day.

        :raises ValidationError: for anything else.
        """
        if not (isinstance(value, str) and _CLOCK.fullmatch(value)):
            self.fail("invalid", format="hh:mm[:ss]")
        return super().to_internal_value(value)


class Whole(serializers.IntegerField):
    """A whole number, and nothing that merely looks like one: no text, no fraction, no truth."""

    def to_internal_value(self, data: Any) -> int:
        """Return the number.

        :raises ValidationError: for anything but a whole number within the limits.
        """
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class WallTimes(Input):
    """An input with moments that may be wall times, in the zone where it happens."""

    # The zone of a wall time, as a path: in what was sent, or else from the row that it is about.
    zone_path: ClassVar[str] = "zone"

    fold = Whole(
        required=False,
        min_value=0,
        max_value=1,
        help_text=_("In the hour that comes twice: 0 for the first time, 1 for the second."),
    )

    def resolve(self, data: dict[str, Any], subject: Model | None) -> dict[str, Any]:
        """Return the input with every wall time as an instant in UTC.

        :raises Refused: `time.does_not_exist`, `time.exists_twice` and `time.unknown_zone`.
        """
        fold = data.pop("fold", None)
        zone = self._zone(data, subject)
        return {
            name: periods.from_wall(value, zone, fold=fold) if _is_wall(value) else value
            for name, value in data.items()
        }

    def _zone(self, data: Mapping[str, Any], subject: Model | None) -> str:
        first, *rest = self.zone_path.split(".")
        found: Any = data[first] if first in data else getattr(subject, first, None)
        for name in rest:
            found = getattr(found, name, None)
        return found or periods.DEFAULT_ZONE


def _is_written_out(data: object) -> TypeGuard[str]:
    # A date alone would be taken for midnight, and week numbers for dates.
    return isinstance(data, str) and _SHAPE.match(data) is not None


def _is_wall(value: object) -> bool:
    return isinstance(value, dt.datetime) and value.tzinfo is None
