"""What the admin pages of every room are made of: who asks, deeds, their forms, and the pages."""

from people.backroom.columns import day, moment, row_link
from people.backroom.deeds import Deed, always, by_day, by_moment, by_row, offer, state_leads_to
from people.backroom.editing import editing
from people.backroom.fields import (
    LinesField,
    WallTimeField,
    asked,
    chosen,
    day_field,
    one_of,
    some_of,
)
from people.backroom.forms import DeedForm, asks, asks_of
from people.backroom.pages import OfficeAdmin, bulk
from people.backroom.related import Related, relate, tell
from people.backroom.tables import Column, TableForm

__all__ = [
    "Column",
    "Deed",
    "DeedForm",
    "LinesField",
    "OfficeAdmin",
    "Related",
    "TableForm",
    "WallTimeField",
    "always",
    "asked",
    "asks",
    "asks_of",
    "bulk",
    "by_day",
    "by_moment",
    "by_row",
    "chosen",
    "day",
    "day_field",
    "editing",
    "moment",
    "offer",
    "one_of",
    "relate",
    "row_link",
    "some_of",
    "state_leads_to",
    "tell",
]
