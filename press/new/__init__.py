"""A new unit: a skeleton with a fresh id, written into the right place of the right file. See docs/authors.md."""

from press.new.target import Wanted
from press.new.write import Written, new

__all__ = ["Wanted", "Written", "new"]
