"""The addresses that people open: from a mail, or from their calendar program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from mail import links
from pages import asked, calendars, evaluating, publishing, requesting, robots, verifying
from pages.answering import answer
from pages.offering import place
from pages.opting_out import opt_out

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("robots.txt", robots.rules, name="robots"),
    path(f"{links.ANSWER}/<str:signed>.ics", calendars.single, name="single"),
    path(f"{links.ANSWER}/<str:signed>", answer, name="answer"),
    path(f"{links.PLACE}/<str:signed>", place, name="place"),
    path(f"{links.ASK}/<str:signed>", asked.training, name="asked"),
    path(f"{links.EVALUATION}/<str:signed>", evaluating.training, name="evaluate"),
    path(f"{links.REQUEST}/<str:signed>", requesting.training, name="request"),
    path(f"{links.UNSUBSCRIBE}/<str:signed>", opt_out, name="opt_out"),
    path("c", verifying.ask, name="verify"),
    path("c/<str:code>", verifying.show, name="certificate"),
    path("c/<str:code>/naam", verifying.check_name, name="check_name"),
    path(".well-known/did.json", publishing.identity, name="identity"),
    path("status/<int:number>", publishing.status, name="status_list"),
    path("opleiding/<str:code>/<int:version>", publishing.achievement, name="achievement"),
    path("feed/open.ics", calendars.open_runs, name="open_runs"),
    path("feed/run/<str:signed>.ics", calendars.run, name="run_feed"),
    path("feed/<str:secret>.ics", calendars.feed, name="feed"),
]
