"""Step 4: Selection -> Document."""

from press.compose.document import compose
from press.compose.index import Index, build_index

__all__ = ["Index", "build_index", "compose"]
