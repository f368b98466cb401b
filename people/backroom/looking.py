"""Looking somebody up by typing: two people of one name must be told apart."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView

from people.models import Person


class Found(AutocompleteJsonView):
    """The rows that fit what was typed; people with their address, or else their number."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """Return a row as the script of the field wants it."""
        name = f"{obj} ({obj.email or obj.pk})" if isinstance(obj, Person) else str(obj)
        return {"id": str(getattr(obj, to_field_name)), "text": name}
