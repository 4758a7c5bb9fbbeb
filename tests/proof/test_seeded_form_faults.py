"""At least 100 seeded faults in fillable forms, each a real changed file: the proof catches every one."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Any, Final

import pikepdf
import pytest
from pikepdf import PageCopyWarning

from press import document as doc
from press.document import Document, Field
from press.problem import Problem
from press.prove.pdf import prove_pdf
from press.prove.word import prove_word
from press.prove.word_form import prove_twin
from press.write.pdf import write_pdf
from press.write.picture import Pictures
from press.write.word import write_word
from press.write.word_form import unprotected
from tests.proof import test_seeded_faults as pdf
from tests.proof.test_seeded_faults import Made

pytestmark = pytest.mark.xdist_group("faults")  # what they share is made once

FORM: Final = "questionnaires/round"
TURNS: Final = 4
OFTEN: Final = 2  # of all turns: the others wait for the long tests

# Trees ----------------------------------------------------------------------

Edit = Callable[[Any, random.Random], Any]


def _entry(change: Callable[[doc.Entry], doc.Entry]) -> Edit:
    return lambda node, _: change(node) if isinstance(node, doc.Entry) else None


def _choices(change: Callable[[list[doc.Choice]], list[doc.Choice]]) -> Edit:
    def edit(node: Any, _: random.Random) -> Any:
        if isinstance(node, doc.Entry) and len(node.choices) > 1:
            return replace(node, choices=tuple(change(list(node.choices))))
        return None

    return edit


def _field(change: Callable[[Field], Field | None]) -> Edit:
    return lambda node, _: change(node) if isinstance(node, Field) else None


TREES: Final[dict[str, Edit]] = {
    "option dropped": _choices(lambda c: c[:-1]),
    "options swapped": _choices(lambda c: [c[1], c[0], *c[2:]]),
    "key of an option": _choices(lambda c: [replace(c[0], key="other"), *c[1:]]),
    "words of an option": _choices(lambda c: [replace(c[0], text="Other"), *c[1:]]),
    "field renamed": _entry(lambda e: replace(e, path=f"{e.path}-x")),
    "title of a field": _entry(lambda e: replace(e, title="Other")),
    "question of another": _field(lambda f: replace(f, blocks=(doc.Paragraph((doc.Text("Another question?"),)),))),
    "help lost": _field(lambda f: replace(f, help=()) if f.help else None),
    "mark of what is required": _field(lambda f: replace(f, required="" if f.required else "Required")),
    "condition": _field(lambda f: replace(f, condition="" if f.condition else "Answer only if you like.")),
    "where to go on": _field(lambda f: replace(f, onward="" if f.onward else "Go on with 99.")),
    "room lost": _field(lambda f: replace(f, answer=None) if f.answer else None),
    "evidence lost": _field(lambda f: replace(f, evidence=None) if f.evidence else None),
    "row of a table lost": lambda n, _: replace(n, rows=n.rows[:-1]) if isinstance(n, doc.Grid) else None,
    "column of a table": lambda n, _: (
        replace(n, columns=("Other", *n.columns[1:])) if isinstance(n, doc.Grid) else None
    ),
}
PDF_TREES: Final[dict[str, Edit]] = {
    "required flips": _entry(lambda e: replace(e, required=not e.required)),
    "longest": lambda n, _: (
        replace(n, longest=n.longest + 7) if isinstance(n, doc.Entry) and n.kind in ("text", "lines") else None
    ),
    "default": lambda n, _: (
        replace(n, default="Other") if isinstance(n, doc.Entry) and n.kind in ("text", "lines") else None
    ),
}
WORD_TREES: Final[dict[str, Edit]] = {
    "hint": _entry(
        lambda e: replace(e, hint="Other") if e.kind != "several" and not e.default else replace(e, code="x")
    ),
    "code": _entry(lambda e: replace(e, code=f"{e.code}9")),
}


@cache
def original() -> Made:
    """Return the form that faults are put into."""
    return pdf.made()[FORM]


def damaged_tree(edit: Edit, seed: int) -> Document:
    """Return the form's tree with an edit at one of the places where it can be made."""
    chance, found = random.Random(seed), original().document
    places = [n for n in doc.walk(found) if (made := edit(n, random.Random(0))) is not None and made != n]
    victim = chance.choice(places)
    changed: Document = _with(found, victim, edit(victim, chance))
    return changed


def _with(node: Any, victim: Any, other: Any) -> Any:
    """Return a tree with another node in the place of one."""
    if node is victim:
        return other
    if isinstance(node, tuple):
        return tuple(_with(item, victim, other) for item in node)
    if hasattr(node, "__dataclass_fields__"):
        inner = {name: _with(getattr(node, name), victim, other) for name in node.__dataclass_fields__}
        if any(inner[name] is not getattr(node, name) for name in inner):
            return replace(node, **inner)
    return node


def beyond_identity(problems: list[Problem]) -> list[Problem]:
    """Leave out what gives every changed tree away: its digest."""
    digests = re.compile("[0-9a-f]{12}")
    return [p for p in problems if p.code not in ("P606", "P614") and not digests.search(p.message)]


def cases(faults: Iterable[str], turns: int) -> list[Any]:
    """Return each fault so many times, the later ones among the long tests."""
    long = {False: (), True: (pytest.mark.full,)}
    return [pytest.param(name, turn, marks=long[turn >= OFTEN]) for name in faults for turn in range(turns)]


@pytest.mark.parametrize(("name", "turn"), cases(TREES | PDF_TREES, TURNS))
def test_a_changed_tree_is_caught_in_pdf(name: str, turn: int) -> None:
    like = original()
    tree = damaged_tree((TREES | PDF_TREES)[name], turn)
    layout = like.engine.lay_out(tree, like.maps)
    data = write_pdf(layout, like.engine)
    assert beyond_identity(prove_pdf(data, like.document, like.maps))


@cache
def word() -> bytes:
    """Return the form in Word."""
    return word_of(original().document)


def word_of(tree: Document) -> bytes:
    like = original()
    images = Pictures(like.engine, like.content).of(tree)
    return write_word(tree, like.engine.design, {**like.maps, FORM: like.own}, 1, images)


def problems_in_word(data: bytes) -> list[Problem]:
    like = original()
    return prove_word(data, like.document, {**like.maps, FORM: like.own})


@pytest.mark.parametrize(("name", "turn"), cases(TREES | WORD_TREES, TURNS))
def test_a_changed_tree_is_caught_in_word(name: str, turn: int) -> None:
    assert beyond_identity(problems_in_word(word_of(damaged_tree((TREES | WORD_TREES)[name], turn))))


def test_whole_forms_have_no_problem() -> None:
    like = original()
    assert prove_pdf(like.data, like.document, like.maps) == []
    assert problems_in_word(word()) == []
    assert prove_twin(unprotected(word()), word(), FORM) == []


# Files: PDF -----------------------------------------------------------------

Damage = Callable[[pikepdf.Pdf, random.Random], None]


def _widgets(pdf_: pikepdf.Pdf) -> list[Any]:
    return [a for page in pdf_.pages for a in page.get("/Annots", ()) if a.get("/Subtype") == "/Widget"]


def _fields(pdf_: pikepdf.Pdf) -> list[Any]:
    return list(pdf_.Root.AcroForm.Fields)


def _of(kind: str) -> Callable[[pikepdf.Pdf, random.Random], Any]:
    return lambda p, chance: chance.choice([f for f in _fields(p) if f.get("/FT") == kind])


def _renamed(p: pikepdf.Pdf, chance: random.Random) -> None:
    chance.choice(_fields(p)).T = pikepdf.String("f_000000000000")


def _no_title(p: pikepdf.Pdf, chance: random.Random) -> None:
    del chance.choice(_widgets(p)).TU


def _other_flag(p: pikepdf.Pdf, chance: random.Random) -> None:
    field = chance.choice(_fields(p))
    field.Ff = int(field.get("/Ff", 0)) ^ chance.choice([1, 2, 1 << 13])


def _other_length(p: pikepdf.Pdf, chance: random.Random) -> None:
    _of("/Tx")(p, chance).MaxLen = 3


def _no_look(p: pikepdf.Pdf, chance: random.Random) -> None:
    del chance.choice(_widgets(p)).AP


def _no_off(p: pikepdf.Pdf, chance: random.Random) -> None:
    ticks = [w for w in _widgets(p) if "/AS" in w]
    del chance.choice(ticks).AP.N["/Off"]


def _ticked(p: pikepdf.Pdf, chance: random.Random) -> None:
    tick = chance.choice([w for w in _widgets(p) if "/AS" in w])
    tick.AS = pikepdf.Name(next(key for key in tick.AP.N.keys() if key != "/Off"))  # noqa: SIM118


def _filled(p: pikepdf.Pdf, chance: random.Random) -> None:
    _of("/Tx")(p, chance).V = pikepdf.String("Somebody")


def _lost(p: pikepdf.Pdf, chance: random.Random) -> None:
    fields = p.Root.AcroForm.Fields
    del fields[chance.randrange(len(fields))]


def _doubled(p: pikepdf.Pdf, chance: random.Random) -> None:
    fields = p.Root.AcroForm.Fields
    fields.append(fields[chance.randrange(len(fields))])


def _other_order(p: pikepdf.Pdf, chance: random.Random) -> None:
    fields = p.Root.AcroForm.Fields
    at = chance.randrange(len(fields) - 1)
    fields[at], fields[at + 1] = fields[at + 1], fields[at]


def _other_tabs(p: pikepdf.Pdf, chance: random.Random) -> None:
    pages = [page for page in p.pages if sum(a.get("/Subtype") == "/Widget" for a in page.get("/Annots", ())) > 1]
    annotations = chance.choice(pages).Annots
    annotations[0], annotations[len(annotations) - 1] = annotations[len(annotations) - 1], annotations[0]


def _no_tabs(p: pikepdf.Pdf, chance: random.Random) -> None:
    page = chance.choice([page for page in p.pages if _widgets_of(page)])
    page.Tabs = pikepdf.Name.R


def _widgets_of(page: Any) -> list[Any]:
    return [a for a in page.get("/Annots", ()) if a.get("/Subtype") == "/Widget"]


def _moved(p: pikepdf.Pdf, chance: random.Random) -> None:
    tick = chance.choice([w for w in _widgets(p) if "/AS" in w])
    x1, y1, x2, y2 = (float(n) for n in tick.Rect)
    tick.Rect = pikepdf.Array([x1, y1 - 30, x2, y2 - 30])


def _off_page(p: pikepdf.Pdf, chance: random.Random) -> None:
    widget = chance.choice(_widgets(p))
    x1, y1, x2, y2 = (float(n) for n in widget.Rect)
    widget.Rect = pikepdf.Array([x1 + 900, y1, x2 + 900, y2])


def _hidden(p: pikepdf.Pdf, chance: random.Random) -> None:
    chance.choice(_widgets(p)).F = chance.choice([0, 2, 6, 36])


def _scripted(p: pikepdf.Pdf, chance: random.Random) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    chance.choice(_fields(p)).AA = pikepdf.Dictionary(K=action)


def _to_redraw(p: pikepdf.Pdf, _: random.Random) -> None:
    p.Root.AcroForm.NeedAppearances = True


def _no_form(p: pikepdf.Pdf, _: random.Random) -> None:
    del p.Root.AcroForm


def _untold(p: pikepdf.Pdf, chance: random.Random) -> None:
    numbers = p.Root.StructTreeRoot.ParentTree.Nums
    forms = [numbers[at] for at in range(1, len(numbers), 2) if isinstance(numbers[at], pikepdf.Dictionary)]
    chance.choice([f for f in forms if f.get("/S") == "/Form"]).S = pikepdf.Name.Div


FILES: Final[dict[str, Damage]] = {
    "renamed": _renamed,
    "no title": _no_title,
    "other flag": _other_flag,
    "other length": _other_length,
    "no look": _no_look,
    "no look when off": _no_off,
    "ticked": _ticked,
    "filled in": _filled,
    "lost": _lost,
    "doubled": _doubled,
    "other order": _other_order,
    "other order on the page": _other_tabs,
    "tabs by rows": _no_tabs,
    "moved": _moved,
    "off its page": _off_page,
    "hidden": _hidden,
    "scripted": _scripted,
    "to be redrawn": _to_redraw,
    "no form": _no_form,
    "not told as a form": _untold,
}


@pytest.mark.parametrize(("name", "turn"), cases(FILES, 3))
def test_a_changed_pdf_is_caught(name: str, turn: int) -> None:
    like, target = original(), io.BytesIO()
    with pikepdf.open(io.BytesIO(like.data)) as file:
        FILES[name](file, random.Random(turn))
        with warnings.catch_warnings(action="ignore", category=PageCopyWarning):  # of what is meant to be wrong
            file.save(target)
    assert prove_pdf(target.getvalue(), like.document, like.maps)


# Files: Word ----------------------------------------------------------------

_CONTROL: Final = re.compile("<w:sdt>.*?</w:sdt>", re.DOTALL)


def _in_control(old: str, new: str) -> Callable[[str, random.Random], str]:
    def damage(xml: str, chance: random.Random) -> str:
        found = [m for m in _CONTROL.finditer(xml) if re.search(old, m[0])]
        victim = chance.choice(found)
        return xml[: victim.start()] + re.sub(old, new, victim[0], count=1) + xml[victim.end() :]

    return damage


def _anywhere(old: str, new: str) -> Callable[[str, random.Random], str]:
    def damage(xml: str, chance: random.Random) -> str:
        victim = chance.choice(list(re.finditer(old, xml)))
        return xml[: victim.start()] + re.sub(old, new, victim[0], count=1) + xml[victim.end() :]

    return damage


WORD_FILES: Final[dict[str, Callable[[str, random.Random], str]]] = {
    "tag": _in_control('<w:tag w:val="[^"]*"/>', '<w:tag w:val="other"/>'),
    "no tag": _in_control('<w:tag w:val="[^"]*"/>', ""),
    "title": _in_control('<w:alias w:val="[^"]*"/>', '<w:alias w:val="Other"/>'),
    "lock": _in_control('<w:lock w:val="sdtLocked"/>', ""),
    "placeholder": _in_control("<w:showingPlcHdr/>", ""),
    "value of an item": _in_control(r'w:value="[a-z-]+"', 'w:value="other"'),
    "text of an item": _in_control(r'w:displayText="[^"]+"', 'w:displayText="Other"'),
    "an item less": _in_control("<w:listItem [^>]*/>", ""),
    "ticked": _in_control('<w14:checked w14:val="0"/>', '<w14:checked w14:val="1"/>'),
    "an id that Word refuses": _in_control(r'<w:id w:val="\d+"/>', '<w:id w:val="0"/>'),
    "bound to data": _in_control("<w:lock ", '<w:dataBinding w:xpath="/a"/><w:lock '),
    "bookmark": _anywhere('w:name="f_[0-9a-f]{12}"', 'w:name="f_000000000000"'),
    "no control": _anywhere("<w:sdt>.*?</w:sdt>", ""),
}


@pytest.mark.parametrize(("name", "turn"), cases(WORD_FILES, 3))
def test_a_changed_word_file_is_caught(name: str, turn: int) -> None:
    def change(part: str, data: bytes) -> bytes:
        if part != "word/document.xml":
            return data
        return WORD_FILES[name](data.decode(), random.Random(turn)).encode()

    assert problems_in_word(_rewritten(word(), change))


def _rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
    return target.getvalue()


def test_a_guard_that_is_lost_is_caught() -> None:
    assert [p.code for p in problems_in_word(unprotected(word()))] == ["P616"]
    assert prove_twin(word(), word(), FORM)


def test_there_are_enough_faults() -> None:
    trees = [*cases(TREES | PDF_TREES, TURNS), *cases(TREES | WORD_TREES, TURNS)]
    every = [*trees, *cases((*FILES, *WORD_FILES), 3)]
    assert sum(not case.marks for case in every) >= 100
    assert len(every) >= 200
