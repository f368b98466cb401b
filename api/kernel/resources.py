"""The one view under every resource: a list, a row, and commands that call one action each."""

from __future__ import annotations

import datetime as dt
import inspect
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404
from django.utils.functional import cached_property
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import status
from rest_framework.exceptions import (
    NotAuthenticated,
    PermissionDenied,
    ValidationError,
)
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from api.kernel import pages, parameters, rows, sheets
from api.kernel.asking import Asker
from api.kernel.commands import Command
from api.kernel.filters import Ordering, Search
from api.kernel.inputs import WallTimes
from people.models import Person

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import Model, QuerySet
    from django.http.response import HttpResponseBase
    from rest_framework.renderers import BaseRenderer
    from rest_framework.request import Request


class Asking(APIView):
    """What every view of the API has: somebody who asks, at one moment."""

    @cached_property
    def moment(self) -> dt.datetime:
        """The moment of the request: the clock is read once."""
        return dt.datetime.now(dt.UTC)

    @property
    def asker(self) -> Asker:
        """Who asks, and when."""
        person = self.request.user
        if not isinstance(person, Person):
            raise NotAuthenticated
        return Asker(person, self.moment)


class Single(Asking):
    """One thing at one address, which is no row of a table."""


class Resource(Asking, GenericViewSet[Any]):
    """Rows of one kind.

    A subclass says what is shown (`row`), which rows somebody sees (`sees`, a function of
    `access.py`), how a list is narrowed, and what can be done (`command`, `creation`).
    """

    row: ClassVar[type[rows.Row]]
    sees: ClassVar[Callable[[Person, dt.date], QuerySet[Any]]]
    ordering: ClassVar[Sequence[str]] = ("-pk",)
    ordering_fields: ClassVar[Sequence[str]] = ()
    search_fields: ClassVar[Sequence[str]] = ()
    filter_backends = (DjangoFilterBackend, Search, Ordering)
    pagination_class = pages.Pages
    # An id is a whole number; what cannot be one is no address.
    lookup_value_regex = "[0-9]{1,18}"

    def __init_subclass__(cls) -> None:
        """Tell the framework what it is about, and make a method of everything that can be done."""
        super().__init_subclass__()
        for name, spec in list(vars(cls).items()):
            if isinstance(spec, Command):
                setattr(cls, name, spec.handler(name))
        if "row" in vars(cls):
            cls.serializer_class = cls.row
            cls.queryset = cls.row.model()._default_manager.none()

    def get_serializer_context(self) -> dict[str, Any]:
        """Return what fields need to know: who asks."""
        return {"asker": self.asker, "request": self.request, "view": self}

    def get_queryset(self) -> QuerySet[Any]:
        """Return the rows that the asker sees."""
        return type(self).sees(self.asker.person, self.asker.day)

    def get_renderers(self) -> list[BaseRenderer]:
        """Return JSON, and for a list a sheet as well."""
        # What can be asked here is said in JSON, also where the answer is a file.
        if self.action == "metadata":
            return [JSONRenderer()]
        found = super().get_renderers()
        return [*found, sheets.Sheet()] if self.action == "list" else found

    def list(self, request: Request) -> HttpResponseBase:
        """Answer a page of the rows, or all of them as a sheet."""
        self._refuse_odd_parameters()
        found = self.filter_queryset(self.get_queryset())
        if isinstance(request.accepted_renderer, sheets.Sheet):
            return sheets.stream(self.row, found)
        page = pages.Pages()
        ids = page.ids(found, request)
        return Response(page.envelope(self.show(ids)))

    def retrieve(self, _request: Request, pk: str) -> Response:
        """Answer one row."""
        return Response(self._shown(self.row, self.find(pk).pk))

    def find(self, pk: str) -> Any:
        """Return the row, or answer that it is not there (for this asker)."""
        found = self.get_queryset().filter(pk=int(pk)).first()
        if found is None:
            raise Http404
        return found

    def show(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return what is shown of the rows on a page."""
        return rows.read_ids(self.row, ids)

    def carry_out(self, command: Command, pk: str = "") -> Response:
        """Ask whether somebody may, read what was sent, call the action, and show the result."""
        subject = self.find(pk) if pk else None
        if not command.may.needs_input:
            self._refuse_unless(command, subject, {})
        data = self._sent(command, subject)
        if command.may.needs_input:
            self._refuse_unless(command, subject, data)
        target = {command.on: subject} if subject is not None else {}
        made = command.act(**target, **data, **self._told(command))
        return self._answer(command, subject, made)

    def _told(self, command: Command) -> dict[str, Any]:
        """Return who acts and when, as far as the action asks: some things time decides."""
        door = {"by": self.asker.person, "now": self.asker.now}
        takes = inspect.signature(command.act).parameters
        return {name: value for name, value in door.items() if name in takes}

    def _refuse_unless(self, command: Command, subject: Model | None, data: dict[str, Any]) -> None:
        if not command.may.check(self.asker, subject, data):
            raise PermissionDenied

    def _sent(self, command: Command, subject: Model | None) -> dict[str, Any]:
        sent = command.asks(
            data=self.request.data,
            partial=command.partial,
            context=self.get_serializer_context(),
        )
        sent.is_valid(raise_exception=True)
        data = dict(sent.validated_data)
        return sent.resolve(data, subject) if isinstance(sent, WallTimes) else data

    def _answer(self, command: Command, subject: Model | None, made: Any) -> Response:
        row = command.answers or self.row
        is_shown = isinstance(made, row.model())
        pk = made.pk if is_shown or subject is None else subject.pk
        shown = self._shown(row, pk)
        if not command.makes:
            return Response(shown)
        headers = {} if command.answers else {"Location": self._address(pk)}
        return Response(shown, status=status.HTTP_201_CREATED, headers=headers)

    def _shown(self, row: type[rows.Row], pk: int) -> Any:
        return rows.read_ids(row, [pk])[0]

    def _address(self, pk: int) -> str:
        return reverse(f"{self.basename}-detail", kwargs={"pk": pk}, request=self.request)

    def _refuse_odd_parameters(self) -> None:
        filterset = getattr(self, "filterset_class", None)
        filters = filterset.base_filters if filterset else {}
        known = {
            *pages.PARAMETERS,
            "ordering",
            *(["search"] if self.search_fields else []),
            *filters,
        }
        complaints = parameters.complaints(self.request.query_params, known, filters)
        if complaints:
            raise ValidationError(complaints)
