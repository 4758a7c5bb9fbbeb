"""A result for each object: worked out once, and kept as long as the object lives.

For large frozen trees. To hash or compare one would take as long as the work itself, so they are told apart by
identity; what is worked out may depend on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import ref

_T = TypeVar("_T")
_R = TypeVar("_R")


def once(function: Callable[[_T], _R]) -> Callable[[_T], _R]:
    """Make a function of one object remember its results. TypeError for objects without weak references."""
    known: dict[int, tuple[ref[_T], _R]] = {}

    @wraps(function)
    def remembered(subject: _T) -> _R:
        key = id(subject)
        if key not in known:
            result = function(subject)
            known[key] = ref(subject, lambda _: known.pop(key, None)), result
        return known[key][1]

    return remembered
