"""The proof, in two legs: content files against Documents (A), Documents against files (B). Never imports writers."""

from collections.abc import Mapping
from typing import TypeAlias

from press.prove.pdf import page_map, prove_pdf
from press.prove.source import prove_source

PageMaps: TypeAlias = Mapping[str, Mapping[str, int]]

__all__ = ["PageMaps", "page_map", "prove_pdf", "prove_source"]
