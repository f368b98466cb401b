"""Typed readers of environment variables, which refuse what they do not understand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Iterable

PREFIX = "DOORGEVEN_"


def text(name: str, default: str | None = None) -> str:
    """Return the variable's text; without a default it must be set and not empty."""
    value = os.environ.get(name, default)
    if not value and default is None:
        message = f"{name} must be set"
        raise ImproperlyConfigured(message)
    return value or ""


def choice(name: str, options: Iterable[str], default: str) -> str:
    """Return the variable's value when it is one of the options, and refuse any other."""
    value = os.environ.get(name, default)
    if value not in options:
        message = f"{name} is {value!r}; it must be one of {', '.join(options)}"
        raise ImproperlyConfigured(message)
    return value


def flag(name: str, *, default: bool) -> bool:
    """Return True for `true` and False for `false`, and refuse any other word."""
    return choice(name, ("true", "false"), str(default).lower()) == "true"


def number(name: str, default: int, *, minimum: int = 0) -> int:
    """Return a whole number that is at least the minimum."""
    value = os.environ.get(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < minimum:
        message = f"{name} is {value!r}; it must be a whole number of at least {minimum}"
        raise ImproperlyConfigured(message)
    return int(value)


def words(name: str, default: str | None = None) -> list[str]:
    """Return the comma-separated words; without a default there must be at least one."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def refuse_unknown(known: Iterable[str]) -> None:
    """Refuse variables with the project's prefix that no setting reads: they are typing errors."""
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        message = f"unknown settings: {', '.join(unknown)}"
        raise ImproperlyConfigured(message)
