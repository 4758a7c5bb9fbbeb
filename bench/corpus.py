"""A toolkit of invented words, of any size: the same size and seed give the same bytes, on any machine."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

GUIDES: Final = 4  # for each unit of size
CHAPTERS: Final = 8  # of a guide
FOOTNOTES: Final = 134  # for each unit of size: as many as the corpus on which target-counter lost a third of them
_QUESTIONS: Final = ("yes-no", "short-text", "long-text", "date") * 5
_ROLES: Final = ("pilot", "keeper", "clerk")
_TERMS: Final = 30
_SYLLABLES: Final = tuple(a + b for a in "bdfglmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "on"))
_LENGTHS: Final = (1, 1, 2, 2, 2, 3, 3, 4)  # of words, in syllables

Content = dict[str, Any]


class _Literal(str):
    """Prose, to be written as a literal block."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes prose as the press wants it."""


def _literal(dumper: yaml.SafeDumper, text: _Literal) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")


_Dumper.add_representer(_Literal, _literal)


def make_corpus(folder: Path, size: int = 1, seed: int = 1) -> Path:
    """Write a content folder: ``size`` times four guides, a questionnaire, and primers for three roles. Return it."""
    for name, content in _files(size, random.Random(seed)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120), "utf-8")
    return folder


def _files(size: int, chance: random.Random) -> dict[str, Content]:
    """Return the content of every file, by its path in the folder."""
    guides = [f"guide-{number}" for number in range(1, GUIDES * size + 1)]
    forms = [f"form-{number}" for number in range(1, size + 1)]
    roles = [f"{role}-{number}" for number in range(1, size + 1) for role in _ROLES]
    notes = _shares(FOOTNOTES * size, len(guides) * CHAPTERS)
    writer = _Writer(chance)
    files: dict[str, Content] = {}
    for number, guide in enumerate(guides):
        chapters = range(number * CHAPTERS, (number + 1) * CHAPTERS)
        known = roles[number // GUIDES * len(_ROLES) :]
        readers = [known[chapter % len(_ROLES)] for chapter in chapters]
        files[f"en/resources/{guide}.yaml"] = writer.guide(guide, readers, [notes[chapter] for chapter in chapters])
    for form in forms:
        files[f"en/questionnaires/{form}.yaml"] = writer.form(form)
    resources = dict(files)
    files["en/primers/primers.yaml"] = writer.primers()
    files["en/shared/glossary.yaml"] = {"format": "1", "terms": writer.terms}
    units = sorted(name for content in (*resources.values(), {"terms": writer.terms}) for name in _ids(content))
    files["ids.yaml"] = {"format": "1", "ids": {name: {"status": "active"} for name in units}}
    files["toolkit.yaml"] = _toolkit(roles, [*guides, *forms])
    return files


def _toolkit(roles: list[str], resources: list[str]) -> Content:
    values = [{"id": role, "title": role.title(), "phrase": f"every {role}"} for role in roles]
    return {
        "format": "1", "id": "corpus", "symbol": "CORPUS", "version": "1.0.0", "date": "2026-01-01",
        "title": "A Corpus", "publisher": "Nobody", "notice": _Literal("Invented words.\n"),
        "source-language": "en", "languages": [{"id": "en"}],
        "axes": [{"id": "role", "title": "Role", "values": values}], "resources": resources,
    }  # fmt: skip


def _ids(content: object) -> Iterator[str]:
    """Yield the ids that stand in a content file."""
    if isinstance(content, dict):
        if "id" in content:
            yield content["id"]
        for value in content.values():
            yield from _ids(value)
    elif isinstance(content, list):
        for item in content:
            yield from _ids(item)


def _shares(total: int, parts: int) -> list[int]:
    """Share a number out as evenly as it goes."""
    return [total * (n + 1) // parts - total * n // parts for n in range(parts)]


class _Writer:
    """Writes invented resources. A text refers to what was written before it, in any guide."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = ["".join(self._any(_SYLLABLES) for _ in range(self._any(_LENGTHS))) for _ in range(1500)]
        self._sections: list[str] = []
        self._texts = 0
        self.terms = [
            {"id": f"term-{n}", "term": f"{self._word()} {n}", "definition": self._line()} for n in range(1, _TERMS + 1)
        ]

    def guide(self, name: str, readers: list[str], notes: list[int]) -> Content:
        """Return a guide whose chapters have a message for these roles, and so many footnotes."""
        chapters = enumerate(zip(readers, notes, strict=True), start=1)
        sections = [self._chapter(f"{name}-{number}", role, count) for number, (role, count) in chapters]
        title = f"Guide to {self._word()} {name}"
        return {**self._head(name, title, name.title()), "summary": self._line(), "sections": sections}

    def form(self, name: str) -> Content:
        """Return a questionnaire."""
        questions = [
            {"id": f"{name}-q{number}", "kind": kind, "text": _Literal(f"{self._sentence()[:-1]}?\n"),
             "explained-by": self._any(self._sections)}
            for number, kind in enumerate(_QUESTIONS, start=1)
        ]  # fmt: skip
        sections = [{"id": f"{name}-part", "title": self._word().capitalize(), "questions": questions}]
        head = self._head(name, f"Form {name}", name.title())
        return {**head, "summary": self._line(), "instructions": self._line(), "sections": sections}

    def primers(self) -> Content:
        """Return how primers are put together: of the heaviest takeaways."""
        places = [{"id": "messages", "title": "Messages", "limit": "12"}]
        head = self._head("primers", "Primer for {role}", "Primer")
        return {**head, "tailor": ["role"], "summary": self._line(), "places": places}

    def _chapter(self, name: str, role: str, notes: int) -> Content:
        weight = str(self._chance.randint(1, 100))
        takeaway = {
            "id": f"{name}-key", "text": self._line(), "for": {"role": [role]},
            "primer": {"place": "messages", "weight": weight},
        }  # fmt: skip
        story = _Literal(f"{self._sentence()}\n\n{self._sentence()}\n")
        case = {"id": f"{name}-case", "title": f"The {self._word()}", "text": story}
        rows = "\n".join(f"| {self._word()} | {self._sentence()} | {self._chance.randint(1, 99)} |" for _ in range(6))
        cells = _Literal(f"| A | B | C |\n|---|---|--:|\n{rows}\n")
        table = {"id": f"{name}-table", "caption": f"Table of {self._word()}s", "text": cells}
        body = [{"text": self._prose(notes)}, {"takeaway": takeaway}, {"table": table}, {"case": case}]
        inner = {"id": f"{name}-more", "title": f"More {self._word()}", "body": [{"text": self._prose()}]}
        title = f"{self._word().capitalize()} and {self._word()}"
        self._sections += [name, f"{name}-more"]
        return {"id": name, "title": title, "body": body, "sections": [inner]}

    def _prose(self, notes: int = 0) -> _Literal:
        """Return three paragraphs with a term, a reference and footnotes, and a list."""
        parts = [" ".join(self._sentence() for _ in range(4)) for _ in range(3)]
        parts[0] += f" {{term}}`term-{self._texts % _TERMS + 1}` {self._word()}."
        self._texts += 1
        if self._sections:
            parts[1] += f" {self._word().capitalize()} {{ref}}`{self._any(self._sections)}`."
        for note in range(notes):
            parts[note % 3] += f" {self._word().capitalize()}.[^n{note}]"
        parts.append("\n".join(f"- {self._sentence()}" for _ in range(4)))
        parts += [f"[^n{note}]: {self._sentence()}" for note in range(notes)]
        return _Literal("\n\n".join(parts) + "\n")

    def _head(self, name: str, title: str, short: str) -> Content:
        return {"format": "1", "id": name, "title": title, "short": short}

    def _line(self) -> _Literal:
        return _Literal(f"{self._sentence()}\n")

    def _sentence(self) -> str:
        return f"{' '.join(self._word() for _ in range(self._chance.randint(7, 22))).capitalize()}."

    def _word(self) -> str:
        return self._chance.choice(self._words)

    def _any(self, choices: tuple[Any, ...] | list[str]) -> Any:
        return self._chance.choice(choices)


if __name__ == "__main__":
    make_corpus(Path(sys.argv[1]), int(sys.argv[2]))
