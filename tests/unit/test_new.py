"""`new`: a skeleton in the right place, a fresh id, and not one other byte touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from press.check import check
from press.check.placeholders import in_documents
from press.compose import build_index, compose
from press.language import load_language
from press.model import Part
from press.new import Wanted, new
from press.new.ids import fresh, from_title
from press.problem import ContentError, Problem
from press.select import documents, select
from press.skeleton import RESOURCES, kinds
from tests.unit.toolkit_fixture import GLOSSARY, IDS, MANUAL, SURVEY, TOOLKIT, SmallToolkit


@pytest.fixture
def toolkit(tmp_path: Path) -> SmallToolkit:
    return SmallToolkit(tmp_path)


def files(toolkit: SmallToolkit) -> dict[str, bytes]:
    return {str(p.relative_to(toolkit.root)): p.read_bytes() for p in toolkit.root.rglob("*") if p.is_file()}


def added(toolkit: SmallToolkit, name: str, before: str) -> str:
    """Return the one piece of text that a file has more than before."""
    after = toolkit.text(name)
    size = len(after) - len(before)
    places = [i for i in range(len(before) + 1) if after[:i] + after[i + size :] == before]
    assert places, f"more than one piece was added:\n{after}"
    place = next((i for i in places if after[i - 1] == "\n"), places[-1])
    return after[place : place + size]


def refused(toolkit: SmallToolkit, wanted: Wanted) -> Problem:
    before = files(toolkit)
    with pytest.raises(ContentError) as error:
        new(toolkit.root, wanted)
    assert files(toolkit) == before
    (problem,) = error.value.problems
    return problem


def test_every_kind_of_part_but_figures_and_examples_has_a_skeleton() -> None:
    parts = set(Part.model_fields) - {"text", "figure", "example"}
    assert {kind.name for kind in kinds()} == parts | {"section", "question", "term", "source"}


NEEDED = {"quote": {"source": "wheel-guide"}}
HOMES = {"question": "survey-care", "term": None, "source": None, "guide": None, "questionnaire": None}


@pytest.mark.parametrize("kind", [*RESOURCES, *dict.fromkeys(kind.name for kind in kinds())])
def test_every_kind_passes_the_check_and_says_what_is_to_be_written(toolkit: SmallToolkit, kind: str) -> None:
    wanted = Wanted(kind, "A new thing", section=HOMES.get(kind, "cleaning"), values=NEEDED.get(kind, {}))
    written = new(toolkit.root, wanted)
    assert written.unit == "a-new-thing"
    assert written.registered
    problems = toolkit.problems()
    # It is still to be written, and nothing leads to it yet.
    assert {(p.severity, p.code) for p in problems} <= {("warning", f"C4{n}") for n in ("09", "21", "35", "36")}
    file, line, column = written.place.split(":")
    text = (toolkit.root.parent / file).read_text("utf-8").split("\n")[int(line) - 1]
    assert text[int(column) - 1 :] == "a-new-thing"
    assert all(unit in toolkit.text(IDS) for unit in written.ids)
    assert list(written.problems) == problems


def test_a_case_at_the_end_of_a_body(toolkit: SmallToolkit) -> None:
    before = toolkit.text(MANUAL)
    written = new(toolkit.root, Wanted("case", "Rust: a story", section="cleaning", resource="manual"))
    assert added(toolkit, MANUAL, before) == (
        "      - case:\n"
        "          id: rust-a-story\n"
        '          title: "Rust: a story"\n'
        "          text: |\n"
        "            [TODO: A short, invented but realistic story, marked as an example]\n"
    )
    assert toolkit.text(MANUAL).index("rust-a-story") < toolkit.text(MANUAL).index("winter-cleaning")
    assert toolkit.text(IDS).endswith("  rust-a-story: {status: active}\n")
    assert written.place == toolkit.at(MANUAL, "id: rust-a-story", "rust")


def test_behind_a_unit(toolkit: SmallToolkit) -> None:
    new(toolkit.root, Wanted("takeaway", "Oil it.", after="dry-is-not-clean"))
    assert (
        "weight: 50}\n      - takeaway:\n          id: oil-it\n          text: |\n            Oil it.\n      - action:"
        in (toolkit.text(MANUAL))
    )


def test_sections_go_to_their_level(toolkit: SmallToolkit) -> None:
    new(toolkit.root, Wanted("section", "Brakes", resource="manual"))
    new(toolkit.root, Wanted("section", "Spokes", section="wheels"))
    new(toolkit.root, Wanted("section", "Rain", section="cleaning", after="winter-cleaning"))
    new(toolkit.root, Wanted("section", "Money", resource="survey"))
    text = toolkit.text(MANUAL)
    assert "\n    sections:\n      - id: spokes\n        title: Spokes\n        body:\n          - text: |\n" in text
    assert "                  Take the bus.\n      - id: rain\n        title: Rain\n" in text
    assert text.index("id: spokes") < text.index("\n  - id: brakes")
    assert "\n  - id: money\n    title: Money\n    questions:\n      - id: money-1\n        kind: yes-no\n" in (
        toolkit.text(SURVEY)
    )


def test_a_section_that_has_only_subsections_gets_a_body_before_them(toolkit: SmallToolkit) -> None:
    toolkit.edit(
        MANUAL,
        "  - id: wheels\n    title: Wheels\n    body:\n",
        "  - id: wheels\n    title: Wheels\n    # Below it:\n    sections:\n      - id: hubs\n        title: Hubs\n"
        "        body:\n          - text: |\n              Oil.\n  - id: parts\n    title: Parts\n    body:\n",
    ).registered("hubs", "parts")
    new(toolkit.root, Wanted("takeaway", "Turn.", section="wheels"))
    assert "    title: Wheels\n    body:\n      - takeaway:\n          id: turn\n" in toolkit.text(MANUAL)
    assert "            Turn.\n    # Below it:\n    sections:\n" in toolkit.text(MANUAL)


@pytest.mark.parametrize(("term", "behind"), [("brake", "terms:\n"), ("mast", "pedals.\n"), ("Zip", "teeth.\n")])
def test_terms_keep_their_alphabet(toolkit: SmallToolkit, term: str, behind: str) -> None:
    before = toolkit.text(GLOSSARY)
    new(toolkit.root, Wanted("term", term))
    piece = added(toolkit, GLOSSARY, before)
    assert f"{behind}{piece}" in toolkit.text(GLOSSARY)


def test_the_first_term_makes_the_glossary(toolkit: SmallToolkit) -> None:
    (toolkit.root / GLOSSARY).unlink()
    toolkit.edit(MANUAL, "{term}`chain <chain>`", "chain").edit(SURVEY, "{term}`chain`", "the chain")
    new(toolkit.root, Wanted("term", "saddle"))
    assert toolkit.text(GLOSSARY).startswith("format: 1\nterms:\n  - id: saddle\n    term: saddle\n    definition: |\n")


def test_a_question_knows_what_its_kind_needs(toolkit: SmallToolkit) -> None:
    ask = {"resource": "survey", "section": "survey-care"}
    new(toolkit.root, Wanted("question", "Which one?", values={"kind": "pick-several"}, **ask))
    new(toolkit.root, Wanted("question", "How often?", values={"kind": "scale"}, **ask))
    assert '            text: "[TODO: What the form shows]"\n          - key: another\n' in toolkit.text(SURVEY)
    assert "          How often?\n        scale: often\n" in toolkit.text(SURVEY)
    assert {p.code for p in toolkit.problems()} == {"C421", "C435"}


def test_a_new_guide_is_listed_also_one_a_line(toolkit: SmallToolkit) -> None:
    new(toolkit.root, Wanted("guide", "Repairs"))
    assert "resources: [manual, survey, repairs]\n" in toolkit.text(TOOLKIT)
    toolkit.edit(TOOLKIT, "[manual, survey, repairs]", "\n  - manual\n  - survey\n  - repairs")
    new(toolkit.root, Wanted("questionnaire", "Wishes"))
    assert toolkit.text(TOOLKIT).endswith("  - repairs\n  - wishes\n")
    assert toolkit.text("en/questionnaires/wishes.yaml").startswith("format: 1\nid: wishes\ntitle: Wishes\n")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("\n  - id: wheels", "\n\n  # The round things\n  - id: wheels"),
        lambda text: text + "\n\n# the end\n\n",
    ],
    ids=["lines end with CRLF", "no final newline", "comments and empty lines", "comments at the end"],
)
def test_other_files_of_the_same_meaning(toolkit: SmallToolkit, change: Callable[[str], str]) -> None:
    text = toolkit.text(MANUAL)
    toolkit.write(MANUAL, change(text))
    for section in ("cleaning", "ice", "wheels"):
        before = toolkit.text(MANUAL)
        new(toolkit.root, Wanted("callout", f"New in {section}", section=section))
        piece = added(toolkit, MANUAL, before)
        assert ("\r\n" in piece) == ("\r\n" in before)
        assert toolkit.text(MANUAL).endswith("\n") == before.endswith("\n")
    assert all(p.code == "C421" for p in toolkit.problems())


def test_the_indentation_is_that_of_the_file(toolkit: SmallToolkit) -> None:
    toolkit.write(
        GLOSSARY,
        "format: 1\nterms:\n-   id: chain\n    term: chain\n    definition: |\n        Joins {term}`sprocket`.\n"
        "-   id: sprocket\n    term: sprocket\n    definition: |\n        Teeth.\n",
    )
    before = toolkit.text(GLOSSARY)
    new(toolkit.root, Wanted("term", "tyre"))
    assert added(toolkit, GLOSSARY, before) == (
        "-   id: tyre\n    term: tyre\n    definition: |\n        [TODO: One or two plain sentences]\n"
    )


# Refused


@pytest.mark.parametrize(
    ("wanted", "code", "words"),
    [
        (Wanted("case", "A", section="cleanin"), "C405", "did you mean 'cleaning'?"),
        (Wanted("case", "A", resource="manuel", section="cleaning"), "C405", "did you mean 'manual'?"),
        (Wanted("case", "A", resource="survey", section="cleaning"), "C405", "there is no 'cleaning' in 'survey'"),
        (Wanted("case", "A", resource="manual"), "U701", "cleaning, winter-cleaning, ice, wheels"),
        (Wanted("case", "A"), "U701", "--section ID"),
        (Wanted("case", "A", section="manual"), "C414", "'manual' is a resource"),
        (Wanted("case", "A", after="cleaning"), "C414", "write --section cleaning"),
        (Wanted("case", "A", after="chain"), "C405", "there is no 'chain'"),
        (Wanted("case", "A", section="wheels", after="salted-road"), "C414", "stands in 'cleaning', not in 'wheels'"),
        (Wanted("case", "A", section="survey-care"), "C414", "holds no case"),
        (Wanted("question", "A", section="wheels"), "C414", "holds no question"),
        (Wanted("section", "A", section="ice"), "C418", "nested 4 deep"),
        (Wanted("term", "A", section="wheels"), "U701", "leave out --in and --section"),
        (Wanted("guide", "A", section="wheels"), "U701", "a file of its own"),
        (Wanted("case", "A", section="wheels", id="ice"), "C401", "this one is free: ice-2"),
        (Wanted("case", "A", section="wheels", id="Ice!"), "U701", "'Ice!' is not a valid id"),
        (Wanted("case", "عجلة", section="wheels"), "U701", "--id"),
        (Wanted("quote", "A", section="wheels"), "U701", "--set source=…"),
        (
            Wanted("quote", "A", section="wheels", values={"source": "wheelguide"}),
            "C405",
            "did you mean 'wheel-guide'?",
        ),
        (Wanted("callout", "A", section="wheels", values={"kind": "warnin"}), "U701", "did you mean 'warning'?"),
        (Wanted("callout", "A", section="wheels", values={"text": "a"}), "U701", "no short key 'text'"),
        (Wanted("question", "A", section="survey-care", values={"kind": "date", "unit": "days"}), "C415", "unit"),
        (Wanted("takeaway", "# A", section="wheels"), "D301", "heading"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_touched(
    toolkit: SmallToolkit, wanted: Wanted, code: str, words: str
) -> None:
    problem = refused(toolkit, wanted)
    assert problem.code == code
    assert words in str(problem)


def test_a_list_in_brackets_is_left_alone(toolkit: SmallToolkit) -> None:
    toolkit.edit(MANUAL, "{term}`chain <chain>`", "chain").edit(SURVEY, "{term}`chain`", "the chain")
    toolkit.write(GLOSSARY, "format: 1\nterms: []\n")
    assert refused(toolkit, Wanted("term", "saddle")).code == "R101"


def test_a_toolkit_with_errors_is_left_alone(toolkit: SmallToolkit) -> None:
    toolkit.edit(SURVEY, "kind: number", "kind: numbr")
    assert refused(toolkit, Wanted("term", "saddle")).code == "M206"


def test_errors_of_the_check_elsewhere_do_not_stand_in_the_way(toolkit: SmallToolkit) -> None:
    toolkit.edit(MANUAL, "{ref}`wheel-guide`", "{ref}`wheel-guid`")
    new(toolkit.root, Wanted("case", "A case", section="cleaning"))
    assert [p.code for p in toolkit.problems() if p.severity == "error"] == ["C405"]


def test_a_failing_disk_leaves_the_old_file(toolkit: SmallToolkit, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert refused(toolkit, Wanted("term", "saddle")).code == "W507"


# Ids


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("The plate reader that saw double", "the-plate-reader-that-saw-double"),
        ("  1.2: Ça va, l’élève?  ", "ca-va-leleve"),
        ("Straße & Ægir", "strasse-aegir"),
        (
            "One very long title that goes on and on for more than there is room",
            "one-very-long-title-that-goes-on-and-on",
        ),
        ("a" * 50, "a" * 40),
        ("عجلة", None),
        ("Wheel عجلة", None),
        ("42", None),
    ],
)
def test_an_id_from_a_title(title: str, unit: str | None) -> None:
    assert from_title(title) == unit


def test_an_id_that_was_ever_used_is_not_used_again() -> None:
    assert fresh("ice", {"ice", "ice-2"}) == "ice-3"
    assert fresh("a" * 40, {"a" * 40}) == "a" * 38 + "-2"


def test_a_retired_id_is_not_free(toolkit: SmallToolkit) -> None:
    toolkit.write(IDS, toolkit.text(IDS) + "  snow: {status: deprecated}\n")
    assert new(toolkit.root, Wanted("case", "Snow", section="wheels")).unit == "snow-2"


# Placeholders


def test_a_document_with_a_placeholder_is_known(toolkit: SmallToolkit) -> None:
    new(toolkit.root, Wanted("callout", "Note", section="ice"))  # for winter only
    library = toolkit.library()
    assert {p.code for p in check(library)} == {"C421"}
    language = load_language(library.language, library.words)
    index = build_index(library, language)
    found = {
        w.stem: [p.severity for p in in_documents(library, [(w.resource.id, compose(library, language, s, index))])]
        for w in documents(library)
        for s in [select(library, w)]
    }
    assert [stem for stem, problems in found.items() if problems] == ["guides/manual", "guides/manual.winter"]
    assert found["guides/manual"] == ["error"]
