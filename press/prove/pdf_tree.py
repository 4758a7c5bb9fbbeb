"""Structure tree of a PDF -> leaves in reading order, each with its role and the boxes of its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pikepdf

from press.prove.pdf_leaf import Box, Leaf, Place, Reading, Target
from press.prove.pdf_text import PageText

_BLOCKS: Final = frozenset(
    ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "LBody", "TH", "TD", "Caption", "Figure", "Note", "Formula")
)
_INLINE: Final = frozenset(
    ("Span", "NonStruct", "Link", "Reference", "Quote", "Code", "Em", "Strong", "Sub", "Private", "Form")
)
_KEPT_EMPTY: Final = frozenset(("TH", "TD", "Figure"))
_ODD: Final = frozenset(("/ActualText", "/E", "/Alt", "/Lang"))
_DEPTH: Final = 200


@dataclass(slots=True)
class _Open:
    """A leaf being read."""

    role: str
    place: Place
    page: int
    boxes: list[Box] = field(default_factory=list)
    alternative: str | None = None
    painted: bool = False
    targets: list[Target] = field(default_factory=list)
    widgets: list[int] = field(default_factory=list)

    def leaf(self) -> Leaf:
        page = next((box.page for box in self.boxes if box.runs), self.page)
        boxes, targets = tuple(self.boxes), tuple(self.targets)
        widgets = tuple(self.widgets)
        return Leaf(self.role, page, self.place, boxes, self.alternative, self.painted, targets, widgets)

    def shows(self) -> bool:
        return self.role in _KEPT_EMPTY or any(box.runs for box in self.boxes)


def read_tree(pdf: pikepdf.Pdf, pages: Sequence[PageText], language: str) -> Reading:
    """Read the structure tree. Raises ValueError when there is none, or when it does not end."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None or "/K" not in root:
        raise ValueError("no structure tree")
    return _Walker(pdf, pages, root, language).read()


@dataclass(frozen=True, slots=True)
class _At:
    """What holds at a point of the tree."""

    place: Place
    page: int
    leaf: _Open | None = None
    link: Target | None = None
    level: int = 0
    quiet: bool = False  # what a figure paints itself: its picture may hold words


class _Walker:
    def __init__(self, pdf: pikepdf.Pdf, pages: Sequence[PageText], root: Any, language: str) -> None:
        self.pages, self.root, self.language = pages, root, language
        self.numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        roles = root.get("/RoleMap")
        self.roles = {str(k): str(v) for k, v in roles.items()} if roles is not None else {}
        self.leaves: list[_Open] = []
        self.notes: list[_Open] = []
        self.oddities: list[tuple[str, int]] = []
        self.used: set[tuple[int, int]] = set()
        self.seen: set[tuple[int, int]] = set()
        self.links: set[int] = set()
        self.widgets: list[int] = []
        self.tables = self.row = self.column = 0
        self.lost = False

    def read(self) -> Reading:
        for kid in _kids(self.root):
            self.element(kid, _At(Place(), 1))
        leaves, notes = (tuple(o.leaf() for o in found if o.shows()) for found in (self.leaves, self.notes))
        used, links, widgets = frozenset(self.used), frozenset(self.links), tuple(self.widgets)
        return Reading(leaves, notes, tuple(self.oddities), self.lost, used, links, widgets)

    def element(self, element: Any, at: _At) -> None:
        if element.is_indirect:
            if element.objgen in self.seen or at.level > _DEPTH:
                raise ValueError("a structure tree that does not end")
            self.seen.add(element.objgen)
        role = str(element.get("/S", "/"))
        role = self.roles.get(role, role)[1:]
        page = element.get("/Pg")
        number = at.page if page is None else self.numbers.get(page.objgen, 0)
        at = _At(self.place(role, element, at), number, at.leaf, at.link, at.level + 1, at.quiet)
        if odd := _ODD & set(element.keys()):
            self.odd(odd, element, role, at)
        if role in _BLOCKS:
            at = replace(at, leaf=self.opened(role, element, at), quiet=role == "Figure")
            at = replace(at, place=replace(at.place, drawn=at.place.drawn or at.quiet))
        elif role not in _INLINE:
            at = replace(at, leaf=None)
        self.inside(element, at)

    def place(self, role: str, element: Any, at: _At) -> Place:
        place = at.place
        if role == "L" and any(isinstance(k, pikepdf.Dictionary) and k.get("/S") != "/L" for k in _kids(element)):
            return replace(place, depth=place.depth + 1)
        if role == "BlockQuote":
            return replace(place, quoted=True)
        if role == "Table":
            self.tables += 1
            self.row = 0
            return replace(place, table=self.tables, row=0, column=0)
        if role == "THead":
            return replace(place, head=True)
        if role == "TR":
            self.row, self.column = self.row + 1, 0
            return replace(place, row=self.row)
        if role in ("TH", "TD"):
            self.column += 1
            return replace(place, column=self.column)
        return place

    def odd(self, keys: frozenset[str], element: Any, role: str, at: _At) -> None:
        """Note what a reader would be told instead of what is shown."""
        for key in ("/ActualText", "/E"):
            if key in keys:
                self.oddities.append((f"text replaced by {key}", at.page))
        if "/Alt" in keys and role != "Figure":
            self.oddities.append((f"text replaced by an alternative of a {role}", at.page))
        if "/Lang" in keys and str(element["/Lang"]) != self.language:
            self.oddities.append((f"text said to be in the language {str(element['/Lang'])[:20]!r}", at.page))

    def opened(self, role: str, element: Any, at: _At) -> _Open:
        leaf = _Open(role, at.place, at.page)
        if role == "Figure":
            leaf.alternative = str(element["/Alt"]) if "/Alt" in element else None
        (self.notes if role == "Note" else self.leaves).append(leaf)
        return leaf

    def inside(self, element: Any, at: _At) -> None:
        """Read what is below an element; a link holds for its words wherever in the element its annotation is named."""
        kids = list(_kids(element))
        for kid in kids:
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                if kid["/Obj"].get("/Subtype") == "/Widget":
                    self.widget(kid["/Obj"], element, at)
                    continue
                at = replace(at, link=self.target(kid, at))
                if at.leaf and at.link:
                    at.leaf.targets.append(at.link)
        for kid in kids:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                if at.leaf is None and at.level == 2 and str(kid["/S"]) == "/Span":
                    self.notes.append(note := _Open("Note", at.place, at.page))  # a note of a page's note area
                    self.element(kid, replace(at, leaf=note))
                else:
                    self.element(kid, at)
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
                page = kid.get("/Pg")
                number = at.page if page is None else self.numbers.get(page.objgen, 0)
                self.content(int(kid["/MCID"]), replace(at, page=number))
            elif isinstance(kid, int):
                self.content(kid, at)

    def widget(self, widget: Any, element: Any, at: _At) -> None:
        """Note a form field where the structure has it."""
        if element.get("/S") == "/Form":
            self.widgets.append(widget.objgen[0])
            if at.leaf:
                at.leaf.widgets.append(widget.objgen[0])

    def content(self, mcid: int, at: _At) -> None:
        if not 0 < at.page <= len(self.pages):
            self.lost = True
            return
        text = self.pages[at.page - 1]
        if (at.page, mcid) in self.used:
            self.oddities.append(("text that two elements claim", at.page))
        self.used.add((at.page, mcid))
        if mcid in text.replaced:
            self.oddities.append(("text replaced in the content stream", at.page))
        if at.quiet:
            if at.leaf:
                at.leaf.painted = at.leaf.painted or mcid in text.painted
            return
        if mcid in text.form_text:
            self.oddities.append(("text inside a drawing that is no figure", at.page))
        runs = text.runs.get(mcid, ())
        if at.leaf is None and runs:
            self.leaves.append(leaf := _Open("", at.place, at.page))
            at = replace(at, leaf=leaf)
        if at.leaf:
            at.leaf.boxes.append(Box(at.page, mcid, tuple(runs), at.link))

    def target(self, reference: Any, at: _At) -> Target:
        annotation = reference["/Obj"]
        page = reference.get("/Pg")
        number = at.page if page is None else self.numbers.get(page.objgen, 0)
        self.links.add(annotation.objgen[0])
        kind, name = _goes_to(annotation, self.numbers)
        rectangle = tuple(float(n) for n in annotation.get("/Rect", ()))
        return Target(kind, name, rectangle, annotation.objgen[0], number)


def _kids(element: Any) -> Iterator[Any]:
    kids = element.get("/K")
    if isinstance(kids, pikepdf.Array):
        yield from kids
    elif kids is not None:
        yield kids


def _goes_to(annotation: Any, numbers: dict[tuple[int, int], int]) -> tuple[str, str]:
    action = annotation.get("/A")
    if action is not None and action.get("/S") == "/URI":
        return "address", str(action.get("/URI", ""))
    if action is not None and action.get("/S") != "/GoTo":
        return "action", str(action.get("/S"))
    return goes_to(annotation.get("/Dest") if action is None else action.get("/D"), numbers)


def goes_to(destination: Any, numbers: dict[tuple[int, int], int]) -> tuple[str, str]:
    """Return ("unit", its name) of a named destination, or ("page", its number) of another."""
    if isinstance(destination, pikepdf.Array) and len(destination):
        return "page", str(numbers.get(destination[0].objgen, 0))
    return ("unit", str(destination).removeprefix("/")) if destination is not None else ("nowhere", "")
