"""What dimensions, bands and levels are called: by the content, and where it has none of an id, by the form itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from press.collect.forms import Form
from press.compose.context import Context
from press.document import Blocks
from press.model import Band, Dimension, Level, Scoring


@dataclass(frozen=True, slots=True)
class Labels:
    """Names and advice by id."""

    form: Form
    scoring: Scoring | None
    older: str
    context: Context

    @property
    def is_current(self) -> bool:
        """Whether the content knows everything that the form's result is made of."""
        method, scoring = self.form.method, self.scoring
        if method is None or scoring is None:
            return False
        dimensions = {str(one.id): {str(band.id) for band in one.bands} for one in scoring.dimensions}
        known = all(
            one.id in dimensions and {band.id for band in one.bands} == dimensions[one.id] for one in method.dimensions
        )
        levels = [level.id for level in method.levels] == [str(level.id) for level in scoring.levels]
        gates = {gate.id for gate in method.gates} <= {str(gate.id) for gate in scoring.gates}
        return known and levels and gates and (method.grading is None) == (scoring.matrix is None)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions that the form's questions count for, in order."""
        method = self.form.method
        used = {question.dimension for question in method.questions} if method else set()
        return tuple(one.id for one in method.dimensions if one.id in used) if method else ()

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels, from the lowest to the highest."""
        return tuple(level.id for level in self.form.method.levels) if self.form.method else ()

    @property
    def better(self) -> Mapping[str, str]:
        """For each dimension, which values are better."""
        return {str(one.id): one.better for one in self.scoring.dimensions} if self.scoring else {}

    def dimension(self, key: str) -> str:
        """Return the title of a dimension."""
        known = self._dimension(key)
        return str(known.title) if known else self._old("dimensions", key)

    def band(self, dimension: str, key: str) -> str:
        """Return the label of a band; nothing for no band."""
        known = self._band(dimension, key)
        return str(known.label) if known else self._old("bands", f"{dimension}.{key}") if key else ""

    def level(self, key: str) -> str:
        """Return the label of a level."""
        known = self._level(key)
        return str(known.label) if known else self._old("levels", key)

    def band_advice(self, dimension: str, key: str) -> Blocks:
        """Return what a band advises."""
        known = self._band(dimension, key)
        return self.context.blocks(known.advice) if known else ()

    def level_advice(self, key: str) -> Blocks:
        """Return what a level asks for."""
        known = self._level(key)
        return self.context.blocks(known.advice) if known else ()

    def _old(self, kind: str, key: str) -> str:
        return f"{self.form.words.get(kind, {}).get(key, key)} ({self.older})"

    def _dimension(self, key: str) -> Dimension | None:
        return next((one for one in self.scoring.dimensions if one.id == key), None) if self.scoring else None

    def _band(self, dimension: str, key: str) -> Band | None:
        known = self._dimension(dimension)
        return next((band for band in known.bands if band.id == key), None) if known else None

    def _level(self, key: str) -> Level | None:
        return next((one for one in self.scoring.levels if one.id == key), None) if self.scoring else None
