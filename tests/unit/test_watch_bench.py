"""What a press that stays makes anew after an edit: exactly the documents that a fresh press makes otherwise."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from press.crew import here
from press.problem import ContentError
from press.produce import produce
from press.toolkit import compose_all, load
from press.watch.bench import Bench
from press.write.interrupt import Interruption, interruptible
from tests.builds import SAMPLE, Build
from tests.watching import BASICS, PRIMER, SOME

pytestmark = pytest.mark.xdist_group("bench")  # what they share is made once


class Quiet:
    """Hears nothing."""

    def begin(self, step: str, total: int) -> None: ...

    def done(self, stem: str, pages: int) -> None: ...


def fresh(content: Path) -> dict[str, bytes]:
    """Return every PDF as a press makes it that knows nothing of before: by `produce`, not by a bench."""
    composed = compose_all(load(content)[0])
    wanted = {stem: ["pdf"] for stem in SOME}
    made = produce(wanted, composed, content, here(), Quiet())
    return {stem: one.files["pdf"] for stem, one in made.items()}


def take(bench: Bench, content: Path) -> None:
    composed = compose_all(load(content)[0])
    bench.take(composed, SOME)


def work_all(bench: Bench, looked_at: str = "") -> list[str]:
    """Work until nothing is due; return what was made, in order."""
    made = []
    while stem := bench.next(looked_at):
        if bench.work(stem):
            made.append(stem)
    return made


def files(bench: Bench) -> dict[str, bytes]:
    return {stem: result.made.files["pdf"] for stem, result in bench.results.items() if result.made}


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bench, Path]:
    content = tmp_path_factory.mktemp("watch") / "content"
    shutil.copytree(SAMPLE, content)
    bench = Bench(content, ("pdf",))
    take(bench, content)
    work_all(bench)
    return bench, content


@pytest.fixture
def bench(warm: tuple[Bench, Path]) -> Iterator[Bench]:
    """A bench with everything made, on content that is put back afterwards."""
    bench, content = warm
    yield bench
    shutil.rmtree(content)
    shutil.copytree(SAMPLE, content)
    take(bench, content)
    work_all(bench)


@pytest.fixture
def edit(warm: tuple[Bench, Path]) -> Callable[..., Path]:
    content = warm[1]

    def replace(name: str, old: str, new: str) -> Path:
        text = (content / name).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} is not once in {name}"
        (content / name).write_text(text.replace(old, new), "utf-8")
        return content

    return replace


def test_the_pdfs_are_those_of_a_build(bench: Bench, sample_build: Build) -> None:
    assert files(bench) == {stem: (sample_build.draft / "ar" / f"{stem}.pdf").read_bytes() for stem in SOME}


EDITS: Final = {
    "words of a takeaway": (BASICS, "نظّف يديك قبل أن تلمس المريض لتحميه", "نظّف يديك جيّدًا قبل أن تلمس المريض لتحميه"),
    "a title, which others cite": (BASICS, "title: متى، وبماذا؟", "title: متى؟ وبماذا؟ وكيف؟"),
    "a picture": ("assets/wash-steps.svg", "</svg>", "<circle cx='5' cy='5' r='4'/></svg>"),
}


@pytest.mark.parametrize(
    "name", [name if name == "words of a takeaway" else pytest.param(name, marks=pytest.mark.full) for name in EDITS]
)
def test_what_changed_is_made_and_nothing_else(bench: Bench, edit: Callable[..., Path], name: str) -> None:
    before = files(bench)
    content = edit(*EDITS[name])
    take(bench, content)
    made = work_all(bench)
    now = fresh(content)
    assert files(bench) == now
    assert sorted(made) == sorted(stem for stem in now if now[stem] != before[stem])
    assert not bench.due()


def test_a_comment_changes_nothing(bench: Bench, edit: Callable[..., Path]) -> None:
    take(bench, edit(BASICS, "format: 1\n", "format: 1\n# Nobody reads this.\n"))
    assert bench.next() is None


@pytest.mark.full
def test_pages_that_move_reach_those_who_print_them(bench: Bench, edit: Callable[..., Path]) -> None:
    """A long text before what the primers cite: their words stay, the page numbers that they print do not."""
    before = files(bench)
    long = "اغسل يديك بالماء والصابون. " * 400
    content = edit(BASICS, "          اليد تنسى ما لمسته، والجرثومة لا تنسى.\n", f"          {long.strip()}\n")
    take(bench, content)
    made = work_all(bench, PRIMER)
    now = fresh(content)
    assert files(bench) == now
    assert before[PRIMER] != now[PRIMER]
    assert PRIMER in made


def test_what_is_looked_at_comes_first_and_then_the_pages_that_it_cites(
    bench: Bench, edit: Callable[..., Path]
) -> None:
    name, old, new = EDITS["words of a takeaway"]
    take(bench, edit(name, old, f"{new} دائمًا"))  # new words: what was made once is remembered
    assert bench.next(PRIMER) == PRIMER
    assert not bench.settled(PRIMER)
    assert bench.work(PRIMER)
    assert bench.next(PRIMER) == "guides/basics"
    assert bench.work("guides/basics") is None  # its pages alone: nobody has to wait for its file
    assert bench.settled(PRIMER)
    assert "guides/basics" in bench.due()


def test_an_edit_undone_costs_no_layout(
    bench: Bench, edit: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(bench)
    name, old, new = EDITS["words of a takeaway"]
    content = edit(name, old, new)
    take(bench, content)
    assert work_all(bench)
    edit(name, new, old)
    take(bench, content)

    def must_not(*_: object) -> bool:
        raise AssertionError("something was laid out")

    with interruptible(must_not):
        assert work_all(bench)
    assert files(bench) == before


@pytest.mark.full
def test_broken_off_in_the_middle_nothing_is_lost(bench: Bench, edit: Callable[..., Path]) -> None:
    content = edit("toolkit.yaml", "version: ", "version: 8")
    take(bench, content)
    before, steps = files(bench), 0

    def in_the_middle() -> bool:
        nonlocal steps
        steps += 1
        return steps > 6

    with pytest.raises(Interruption), interruptible(in_the_middle):
        bench.work("guides/basics")
    assert files(bench) == before
    assert sorted(work_all(bench)) == sorted(before)  # all print the version
    assert files(bench) == fresh(content)


def test_a_document_that_cannot_be_made_keeps_its_last_pages(bench: Bench, edit: Callable[..., Path]) -> None:
    """A letter that no font has."""
    before = files(bench)
    content = edit(BASICS, "          اليد تنسى ما لمسته، والجرثومة لا تنسى.\n", "          اليد تنسى ما لمسته 𓀀.\n")
    take(bench, content)
    work_all(bench)
    result = bench.results["guides/basics"]
    assert [problem.code for problem in result.problems] == ["W502"]
    assert result.made is not None
    assert result.made.files["pdf"] == before["guides/basics"]
    assert not bench.due()
    with pytest.raises(ContentError):
        fresh(content)


def test_new_styles_make_everything_due(bench: Bench) -> None:
    before, press = files(bench), bench._press
    bench._press = "another"
    assert len(bench.due()) == len(before)
    bench.reload()
    assert bench._press == press
    assert not bench.due()
