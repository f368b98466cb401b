"""The office's pages about intervision: groups, members and meetings, never what was said."""

from intervision.admin import pages

__all__ = ["pages"]
