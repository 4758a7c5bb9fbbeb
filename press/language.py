"""What the press itself says, in each language; directions and locales come from CLDR through Babel."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import yaml
from babel import Locale, UnknownLocaleError, localedata
from babel.dates import format_date
from babel.numbers import format_decimal

from press.problem import ContentError, Problem

if TYPE_CHECKING:
    from press.document import Direction

SOURCE: Final = "en"  # the catalogue that names every press word


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its BCP 47 tag, its direction, its press words and its CLDR locale."""

    tag: str
    direction: Direction
    words: Mapping[str, str]
    locale: Locale

    def say(self, word: str, **values: object) -> str:
        """Return a press word with its placeholders filled in; KeyError for a word that the catalogue lacks."""
        return self.words[word].format(**values)

    def around(self, word: str, placeholder: str) -> tuple[str, str]:
        """Return what stands before and after a placeholder in a press word."""
        before, _, after = self.words[word].partition(f"{{{placeholder}}}")
        return before, after

    def day(self, day: date) -> str:
        """Return a date in this language's long form, with Western digits."""
        return format_date(day, "long", locale=self.locale)

    def number(self, number: Decimal) -> str:
        """Return a number as this language writes it, with Western digits."""
        return format_decimal(number, locale=self.locale, numbering_system="latn", decimal_quantization=False)

    @property
    def name(self) -> str:
        """The language's name in itself."""
        return (Locale(self.locale.language).get_display_name() or self.tag).capitalize()


def sort_key(text: str) -> tuple[str, str]:
    """Return a key that sorts words without regard to case and accents, and then by them."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return bare, text


@lru_cache
def _catalogue(tag: str) -> Mapping[str, str]:
    file = resources.files("press") / "words" / f"{tag}.yaml"
    if not file.is_file():
        return MappingProxyType({})
    return MappingProxyType(yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader))


def _locale(tag: str) -> Locale:
    """Return the locale of a tag: for a bare language that of the whole world (001), where CLDR has one."""
    if localedata.exists(f"{tag}_001"):
        return Locale.parse(f"{tag}_001")
    return Locale.parse(tag, sep="-")


def load_language(tag: str, extra: Mapping[str, str] | None = None) -> Language:
    """Return a language by its tag.

    ``extra`` are words that a toolkit brings itself (``shared/words.yaml``); they win. Raises ContentError with C420
    when the tag is no language of CLDR or when press words are missing, naming each.
    """
    try:
        locale = _locale(tag)
    except (UnknownLocaleError, ValueError):
        raise ContentError(
            [Problem("C420", "toolkit.yaml", f"'{tag}' is not a language tag", "such as en, fr, pt-BR, ar")]
        ) from None
    words = {**(_catalogue(tag) or _catalogue(locale.language)), **(extra or {})}
    if missing := sorted(_catalogue(SOURCE).keys() - words.keys()):
        hint = f"add them to {tag}/shared/words.yaml"
        raise ContentError(
            [Problem("C420", "toolkit.yaml", f"press words missing in '{tag}': {', '.join(missing)}", hint)]
        )
    direction: Direction = "rtl" if locale.text_direction == "rtl" else "ltr"
    return Language(tag, direction, MappingProxyType(words), locale)
