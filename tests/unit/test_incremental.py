"""A build that finds earlier results: the same bytes as a clean one, and nothing made that had not to be made."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from press import design, memory, publish
from press.crew import here
from press.design import ROOT
from press.desk import Desk
from press.document import Document, printed_pages
from press.manifest import to_json
from press.memory import press_digest
from press.model import Library
from press.problem import Problem
from press.store import Store
from press.toolkit import Choice, compose_all, load
from press.write import css, html
from press.write.html import cited_pages, load_templates
from press.write.interrupt import forget
from press.write.layout import Engine, Layout
from press.write.numbers import Rooms
from press.write.picture import Picture, Pictures
from tests.builds import SAMPLE
from tests.samples import everything
from tests.unit.test_figures import MATRIX
from tests.unit.toolkit_fixture import GLOSSARY, MANUAL, PICTURE, PRIMERS, SURVEY, TOOLKIT, SmallToolkit

ALL = Choice()
# Each is (file, old, new): a sentence, titles, a term, weights, a profile, a limit, a picture, what every page says,
# data of a figure; a token, a style, a template.
EDITS = (
    (MANUAL, "A dry chain is not a clean chain.", "A dry chain is never a clean chain."),
    (MANUAL, "title: Cleaning", "title: Cleaning up"),
    (MANUAL, "How a bicycle lasts.", "How a bicycle lasts for ever."),
    (MANUAL, "caption: A wheel", "caption: One wheel"),
    (MANUAL, "weight: 50", "weight: 51"),
    (GLOSSARY, "term: chain", "term: drive chain"),
    (SURVEY, "title: ", "title: The "),
    (PRIMERS, "limit: 1", "limit: 2"),
    (PICTURE, "</svg>", "<circle r='1'/></svg>"),
    (TOOLKIT, "publisher: Nobody", "publisher: Somebody"),
    (TOOLKIT, "title: Bicycles that last", "title: Bicycles that last and last"),
    (TOOLKIT, "date: 2026-01-31", "date: 2026-02-01"),
    (MANUAL, "text: Worse", "text: Worst"),
    ("styles/tokens.yaml", 'accent: "#0b6b74"', 'accent: "#0b6b75"'),
    ("styles/print.css", "line-height: 0;", "line-height: 0; font-style: normal;"),
    ("templates/blocks.xhtml", '<div class="contents"', '<div class="contents list"'),
)
DRAWN = (
    """\
  - id: chances
    title: Chances
    body:
      - figure:
          id: chances-drawn
          caption: How often
          alternative: A matrix of two by two.
"""
    + MATRIX
)


class Quiet:
    """Hears nothing."""

    def begin(self, step: str, total: int) -> None: ...

    def done(self, stem: str, pages: int) -> None: ...


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that engines lay out, in order."""
    found: list[str] = []
    real = Engine.lay_out_once

    def heard(self: Engine, document: Document, rooms: Rooms) -> Layout:
        found.append(document.stem)
        return real(self, document, rooms)

    monkeypatch.setattr(Engine, "lay_out_once", heard)
    return found


def built(root: Path, output: Path, store: Store | None, *, prove: bool = True) -> dict[str, bytes]:
    """Build, and return every file."""
    publish.build(root, output, ALL, Quiet(), store=store, prove=prove)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def edits(seed: int, number: int) -> Iterator[tuple[str, str, str]]:
    """Yield edits at random, each once or, to take it back, twice."""
    chance = random.Random(seed)
    done: set[int] = set()
    for _ in range(number):
        at = chance.randrange(len(EDITS))
        name, old, new = EDITS[at]
        yield (name, new, old) if at in done else (name, old, new)
        done ^= {at}


@pytest.fixture
def press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the press's styles and templates, which builds in this process read until the test is over."""
    for constant, name in (("STYLES", "styles"), ("TEMPLATES", "templates")):
        shutil.copytree(ROOT / name, tmp_path / "press" / name)
        for module in (design, memory, css, html):
            if hasattr(module, constant):
                monkeypatch.setattr(module, constant, tmp_path / "press" / name)
    forget()
    yield tmp_path / "press"
    monkeypatch.undo()
    forget()


def follow(tmp_path: Path, press: Path, laid_out: list[str], seed: int, number: int) -> None:
    """Edit content and press again and again: each build equals a clean one, and lays out only what had to be.

    What had to be is found from the clean builds alone: files that no clean build before had, of the same press.
    """
    toolkit, folder = SmallToolkit(tmp_path), tmp_path / "store"
    toolkit.edit(MANUAL, "tailor: [season]\n", "")  # primers are tailored; two more guides would only take time
    toolkit.edit(MANUAL, "  - id: wheels\n", DRAWN + "  - id: wheels\n")
    toolkit.registered("chances", "chances-drawn")
    of_press: list[str] = []
    seen: dict[tuple[str, ...], list[dict[str, bytes]]] = {(): [built(toolkit.root, tmp_path / "clean", None)]}
    assert built(toolkit.root, tmp_path / "output", Store(folder, maker=press_digest())) == seen[()][0]
    for turn, (name, old, new) in enumerate(edits(seed, number)):
        file = (press if (press / name).exists() else toolkit.root) / name
        text = file.read_text("utf-8")
        assert old in text, (name, old)
        file.write_text(text.replace(old, new, 1), "utf-8")
        if file.is_relative_to(press):
            forget()
            of_press = sorted({*of_press} ^ {min(old, new)})
        clean = built(toolkit.root, tmp_path / "clean", None, prove=False)  # the same files
        laid_out.clear()
        store = Store(folder, maker=press_digest())
        assert built(toolkit.root, tmp_path / "output", store, prove=turn % 5 == 0) == clean, (name, new)
        before = seen.setdefault(tuple(of_press), [])
        due = {path for path in clean if path.endswith(".pdf") and not path.endswith(".print.pdf")}
        due = {path for path in due if not any(files.get(path) == clean[path] for files in before)}
        assert sorted(f"en/{stem}.pdf" for stem in laid_out) == sorted(due), (name, new)
        before.append(clean)


def test_after_random_edits_a_build_is_that_of_a_clean_folder(tmp_path: Path, press: Path, laid_out: list[str]) -> None:
    follow(tmp_path, press, laid_out, 1, 30)


@pytest.mark.full
def test_after_many_random_edits_a_build_is_that_of_a_clean_folder(
    tmp_path: Path, press: Path, laid_out: list[str]
) -> None:
    follow(tmp_path, press, laid_out, 2, 100)


def test_nothing_is_done_when_nothing_has_changed(tmp_path: Path, laid_out: list[str]) -> None:
    toolkit, store, output = SmallToolkit(tmp_path), Store(tmp_path / "store"), tmp_path / "output"
    first = publish.build(toolkit.root, output, ALL, Quiet(), store=store)
    times = {path: path.stat().st_mtime_ns for path in output.rglob("*")}
    laid_out.clear()
    again = publish.build(toolkit.root, output, ALL, Quiet(), store=store)
    assert (first.unchanged, again.unchanged, laid_out) == (False, True, [])
    assert to_json(again.manifest) == to_json(first.manifest)
    assert sorted(a.path for a in again.made) == sorted(a.path for a in first.made)
    assert again.problems == first.problems
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*")} == times


@pytest.mark.parametrize("how", ["lost", "changed", "manifest lost", "manifest damaged"])
def test_what_happened_to_the_output_is_mended_without_a_layout(tmp_path: Path, laid_out: list[str], how: str) -> None:
    toolkit, store, output = SmallToolkit(tmp_path), Store(tmp_path / "store"), tmp_path / "output"
    whole = built(toolkit.root, output, store)
    laid_out.clear()
    victim = output / ("manifest.json" if "manifest" in how else "en/guides/manual.pdf")
    if "lost" in how:
        victim.unlink()
    else:
        victim.write_bytes(b"not that")
    assert built(toolkit.root, output, store) == whole
    assert laid_out == []


def test_a_damaged_store_costs_time_alone(tmp_path: Path) -> None:
    toolkit, store, output = SmallToolkit(tmp_path), Store(tmp_path / "store"), tmp_path / "output"
    whole = built(toolkit.root, output, store)
    shutil.rmtree(output)
    for number, path in enumerate(sorted(p for p in (tmp_path / "store").rglob("*") if p.is_file())):
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] if number % 2 else bytes(reversed(data)))
    assert built(toolkit.root, output, store) == whole


def test_a_sentence_draws_no_picture_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Word files hold pictures of figures, which take longer than the text around them."""
    toolkit, store, output = SmallToolkit(tmp_path), Store(tmp_path / "store"), tmp_path / "output"
    toolkit.edit(MANUAL, "  - id: wheels\n", DRAWN + "  - id: wheels\n").registered("chances", "chances-drawn")
    drawn: list[str] = []
    for name in ("_drawing", "_vector"):
        real = getattr(Pictures, name)

        def heard(self: Pictures, *args: Any, real: Any = real, name: str = name) -> Picture:
            drawn.append(name)
            made: Picture = real(self, *args)
            return made

        monkeypatch.setattr(Pictures, name, heard)
    built(toolkit.root, output, store)
    assert sorted(drawn) == ["_drawing", "_vector"]
    toolkit.edit(MANUAL, *EDITS[0][1:])
    whole = built(toolkit.root, output, store)
    assert len(drawn) == 2
    assert whole == built(toolkit.root, tmp_path / "clean", None)
    toolkit.edit(MANUAL, "text: Worse", "text: Worst")
    drawn.clear()
    built(toolkit.root, output, store)
    assert drawn == ["_drawing"]


def test_another_press_finds_nothing(tmp_path: Path, laid_out: list[str]) -> None:
    """Code, styles and tools are part of every key."""
    toolkit = SmallToolkit(tmp_path)
    document = compose_all(toolkit.library())["guides/manual"]
    for press in ("one", "another", "one"):
        Desk(toolkit.root, here(), Store(tmp_path / "store", maker=press)).lay_out_each([(document, {})])
    assert laid_out == ["guides/manual", "guides/manual"]


def test_the_pages_in_a_key_are_those_that_the_templates_print() -> None:
    for document in (everything("en"), everything("ar"), *compose_all(load(SAMPLE)[0]).values()):
        xhtml = load_templates().render(document, lambda _: "")
        assert printed_pages(document) == cited_pages(xhtml)


def test_a_file_saved_while_a_build_begins_leaves_no_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made is of the saved file; the next build of the file as it was has to make it again."""
    toolkit, store, output = SmallToolkit(tmp_path), Store(tmp_path / "store"), tmp_path / "output"
    name, old, new = EDITS[0]

    def saved_meanwhile(root: Path) -> tuple[Library, list[Problem]]:
        toolkit.edit(name, old, new)
        return load(root)

    with monkeypatch.context() as patch:
        patch.setattr(publish, "load", saved_meanwhile)
        built(toolkit.root, output, store)
    toolkit.edit(name, new, old)
    assert built(toolkit.root, output, store) == built(toolkit.root, tmp_path / "clean", None)
