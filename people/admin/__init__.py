"""The office's pages about people and places, and those of the rooms below this one."""

from people.admin import log, persons, places, roles, tokens

__all__ = ["log", "persons", "places", "roles", "tokens"]
