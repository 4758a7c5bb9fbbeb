"""Validate Word files with openxml-audit, which finds some things that the Open XML SDK lets pass."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openxml_audit import FileFormat, OpenXmlValidator

# It asks for a theme, which neither the standard nor the SDK does: without one, styles say what fonts and colours are.
_NO_THEME = "relationships/theme' is missing"


def validate(paths: Sequence[Path]) -> list[str]:
    """Return what it finds wrong in these files, a line for each finding."""
    return [f"{path.name}: {finding}" for path in paths for finding in _validate(path)]


def _validate(path: Path) -> list[str]:
    # A new one for each file: it remembers parts of the last file and misses their notes in the next.
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(str(path))
    findings = [str(error) for error in result.errors]
    return [finding for finding in findings if not finding.rstrip(".").endswith(_NO_THEME)]
