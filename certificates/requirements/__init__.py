"""The kinds of requirement: every file beside this one declares one, and is found by itself.

A name that begins with `base` is no kind: it holds what the kinds share.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from typing import TYPE_CHECKING, Any

from certificates.requirements.base import Missing, Opportunity, Outcome, Part, Requirement

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Missing", "Opportunity", "Outcome", "Part", "Requirement", "registry"]


def registry() -> Mapping[str, Requirement[Any]]:
    """Return every kind of requirement by its name, in the order of the file names."""
    return _found_in(tuple(__path__))


# By path, so that a folder that is added to the package is looked at too.
@functools.lru_cache(maxsize=8)
def _found_in(folders: tuple[str, ...]) -> Mapping[str, Requirement[Any]]:
    names = (module.name for module in pkgutil.iter_modules(folders))
    declared = [_declared(name) for name in names if not name.startswith("base")]
    return {requirement.kind: requirement for requirement in declared}


def _declared(name: str) -> Requirement[Any]:
    """Return what a file declares; a file that declares nothing is a mistake of the programmer."""
    requirement = importlib.import_module(f"{__name__}.{name}").REQUIREMENT
    if not isinstance(requirement, Requirement):
        message = f"{__name__}.{name}.REQUIREMENT must be a Requirement"
        raise TypeError(message)
    return requirement
