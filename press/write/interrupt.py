"""Work on a document that can be broken off, and styles and templates that can be read anew: for a press that stays."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from press.design import load_design
from press.write.css import forget_styles
from press.write.html import load_templates
from press.write.word_styles import forget_word_styles


class Interruption(BaseException):
    """Raised out of the middle of a layout when something else has to be done first. No fault, so no Exception."""


@contextmanager
def interruptible(is_due: Callable[[], bool]) -> Iterator[None]:
    """Ask at each page and each step of the layout engine; raise `Interruption` as soon as the answer is yes.

    What was begun is lost, and the engine is as good as before.
    """
    logger = logging.getLogger("weasyprint.progress")  # the engine tells here of each page that it begins
    handler = _Pulse(is_due)
    level, propagate = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate


class _Pulse(logging.Handler):
    def __init__(self, is_due: Callable[[], bool]) -> None:
        super().__init__(logging.INFO)
        self._is_due = is_due

    def emit(self, _record: logging.LogRecord) -> None:
        if self._is_due():
            raise Interruption


def forget() -> None:
    """Let design, styles and templates be read anew; whoever has an Engine needs a new one."""
    load_design.cache_clear()
    load_templates.cache_clear()
    forget_styles()
    forget_word_styles()
