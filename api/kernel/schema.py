"""The OpenAPI document: what the framework cannot see in a declaration, said once for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from api.kernel.answers import MEDIA_TYPE
from api.kernel.inputs import Nothing
from api.kernel.names import camel

if TYPE_CHECKING:
    from api.kernel.commands import Command

_VERSION_HEADER = {
    "API-Version": {
        "description": "The full version of this API.",
        "schema": {"type": "string", "example": "1.0.0"},
    }
}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "problems"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "message", "severity", "field"],
                "properties": {
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                    "severity": {
                        "type": "string",
                        "enum": ["blocker", "needs_approval", "warning"],
                    },
                    "field": {"type": "string"},
                },
            },
        },
    },
}


class Schema(AutoSchema):
    """Describes an operation by its command, or by the rows of its resource."""

    @property
    def command(self) -> Command | None:
        """The command under this operation; none for a list or a row."""
        handler = getattr(self.view, getattr(self.view, "action", None) or "", None)
        found: Command | None = getattr(handler, "command", None)
        return found

    @property
    def _resource(self) -> Any:
        # Not `Resource` by name: the framework loads this module before its own views.
        return self.view

    def get_tags(self) -> list[str]:
        """Return the room that the resource stands in."""
        return [type(self.view).__module__.split(".")[1].replace("_", "-")]

    def get_operation_id(self) -> str:
        """Return a name such as `enrolmentsCancel`, which stays when addresses move."""
        verb = getattr(self.view, "action", None) or self.method.lower()
        base = getattr(self.view, "basename", None) or self.path.rstrip("/").split("/")[-1]
        return camel(f"{base}_{verb}".replace("-", "_"))

    def get_summary(self) -> str:
        """Return what it is for, in a few words."""
        if self.command:
            return str(self.command.title)
        summary: str | None = getattr(self.view, "summary", None)
        if summary:
            return str(summary)
        meta = self._resource.queryset.model._meta
        name = meta.verbose_name_plural if self._is_list_view() else meta.verbose_name
        return str(name).capitalize()

    def get_description(self) -> str:  # type: ignore[override]  # as drf-spectacular has it
        """Return what more there is to say about the resource."""
        return str(getattr(self.view, "describes", ""))

    def get_request_serializer(self) -> Any:
        """Return what the command is told."""
        if self.command:
            return None if self.command.asks is Nothing else self.command.asks
        return super().get_request_serializer()

    def get_response_serializers(self) -> Any:
        """Return what is shown of the row that a command makes or changes."""
        if self.command:
            row = self.command.answers or self._resource.row
            return {201 if self.command.makes else 200: row}
        return super().get_response_serializers()


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # untyped
    """How a program signs in, for the document."""

    target_class = "api.kernel.signing_in.TokenAuthentication"
    name = "token"

    def get_security_definition(self, _auto_schema: Any) -> dict[str, Any]:
        """Return the scheme of RFC 6750."""
        return {"type": "http", "scheme": "bearer", "description": _("A token of /sign-in.")}


def finish(result: dict[str, Any], **_context: Any) -> dict[str, Any]:
    """Add to the document what every operation has: the version, and every error as a problem."""
    # A session of the admin works as well, in the same browser; it is no way for programs.
    result["components"]["securitySchemes"].pop("cookieAuth", None)
    result["components"].setdefault("schemas", {})["Problem"] = _PROBLEM
    result["components"]["responses"] = {
        f"Problem{status}": {
            "description": words,
            "headers": _VERSION_HEADER,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, words in _errors().items()
    }
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            _finish_operation(operation, method, path)
    return result


def _finish_operation(operation: dict[str, Any], method: str, path: str) -> None:
    operation["security"] = [
        one for one in operation.get("security", []) if "cookieAuth" not in one
    ]
    for response in operation["responses"].values():
        response["headers"] = {**_VERSION_HEADER, **response.get("headers", {})}
    statuses = [400, 401, 403, 406, 429, *([404] if "{" in path else [])]
    # A question is refused by the rules only where its view says so.
    statuses += [409, 413, 415] if method != "get" else []
    statuses += [409] if "409" in operation["responses"] else []
    for status in sorted(statuses):
        operation["responses"][str(status)] = {"$ref": f"#/components/responses/Problem{status}"}


def _errors() -> dict[int, str]:
    return {
        400: _("What was sent is not right: every complaint at once."),
        401: _("Not signed in, or with a token that opens nothing."),
        403: _("Seen, but not allowed."),
        404: _("Not there, or not to be seen."),
        406: _("This media type is not to be had."),
        409: _("The rules say no as things stand: every reason at once."),
        413: _("The request is too large."),
        415: _("The body is no JSON."),
        429: _("Too often."),
    }
