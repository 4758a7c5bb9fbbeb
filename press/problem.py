"""Problems: what is wrong, where, and what to do about it. One catalogue, one renderer."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning"]

CODES: Final[dict[str, str]] = {
    # Reading: the file is not the strict YAML that content is written in.
    "R101": "not valid YAML",
    "R102": "duplicate key",
    "R103": "anchor or alias",
    "R104": "tag",
    "R105": "tab",
    "R106": "text cut by a comment",
    "R107": "no-break space where an ordinary space belongs",
    "R108": "invisible direction mark",
    "R109": "character or encoding that is not allowed",
    "R110": "file missing",
    "R111": "more than one YAML document",
    "R112": "text continues on another line without a block",
    "R113": "too large or nested too deep",
    # Model: valid YAML, but not what this file should hold.
    "M201": "unknown key",
    "M202": "missing key",
    "M203": "wrong kind of value",
    "M204": "not a valid id",
    "M205": "not a valid number",
    "M206": "not one of the choices",
    "M207": "empty value",
    "M208": "exactly one key expected",
    "M209": "prose is not a literal block",
    "M210": "value not valid",
    # Dialect: Markdown outside the closed dialect.
    "D301": "construct outside the dialect",
    "D302": "unknown role",
    "D303": "footnote without a note",
    "D304": "note without a footnote call",
    "D305": "footnote is more than one paragraph",
    "D306": "link address not allowed",
    "D307": "malformed role",
    "D308": "exactly one table expected",
    "D309": "words of the other direction are broken",
    # Check: the parts do not fit together.
    "C401": "duplicate id",
    "C402": "id not registered",
    "C403": "registered id missing from content",
    "C404": "retired id in use",
    "C405": "unknown reference",
    "C406": "unknown axis",
    "C407": "unknown axis value",
    "C408": "nobody reads this",
    "C409": "no document reaches this",
    "C410": "missing alternative text",
    "C411": "picture missing or not allowed",
    "C412": "cycle",
    "C413": "unknown place of a primer",
    "C414": "reference to the wrong kind of unit",
    "C415": "key does not fit the kind of question",
    "C416": "empty primer place",
    "C417": "resource list does not agree with the files",
    "C418": "sections nested too deep",
    "C419": "unknown placeholder in a title",
    "C420": "language not available",
    "C421": "still to be written",
    "C422": "data of a figure that do not fit together",
    "C423": "does not fit on a poster",
    "C424": "condition cannot be read",
    "C425": "condition makes no difference",
    "C426": "condition on a question that a document lacks",
    "C427": "scoring does not fit together",
    "C428": "ranges with gaps or overlaps",
    "C429": "answer of an example does not fit",
    "C430": "word to avoid",
    "C431": "abbreviation not expanded",
    "C432": "abbreviation not known",
    "C433": "sentence too long",
    "C434": "too hard to read",
    "C435": "question that nothing explains",
    "C436": "takeaway that no primer shows",
    "C437": "too few or too many takeaways",
    "C438": "primer without a case or next steps",
    "C439": "primers too much alike",
    # Writing: the layout engine or a font complained.
    "W501": "the layout engine warned",
    "W502": "glyph missing from the fonts",
    "W504": "resource outside the project",
    "W505": "content runs off its page",
    "W506": "heading at the end of a page",
    "W507": "cannot write the output",
    "W508": "a number that Word would count otherwise",
    "W509": "colour that cannot be printed",
    "W510": "no room for a text of a figure",
    "W511": "does not fill its pages exactly",
    "W513": "worker lost",
    # Proof: a derived document does not say what its source says.
    "P601": "missing",
    "P602": "added",
    "P603": "changed",
    "P604": "out of order",
    "P605": "wrong page number",
    "P606": "wrong identity",
    "P607": "outline differs",
    "P608": "table differs",
    "P609": "footnote differs",
    "P610": "link differs",
    "P611": "unreadable file",
    "P612": "alternative text differs",
    "P613": "wrong role in the structure",
    "P614": "running head or page number differs",
    "P615": "paper or number of pages differs",
    "P616": "content control of a Word form differs",
    "P617": "form field of a PDF differs",
    "P620": "booklet imposed wrongly",
    "P651": "document lacks what the source gives it",
    "P652": "document has what the source does not give it",
    "P653": "document says something other than the source",
    "P654": "document has the units in another order",
    "P655": "document missing or not declared",
    # Preflight: a print shop would stumble over it.
    "X801": "page boxes",
    "X802": "colour that is not CMYK or grey",
    "X803": "picture in a colour space that is not CMYK or grey",
    "X804": "shading or pattern in a colour space that is not CMYK or grey",
    "X805": "transparency in a colour space that is not CMYK or grey",
    "X806": "picture with too few pixels",
    "X807": "font not embedded",
    "X808": "too much ink",
    "X809": "dark text in more than one ink",
    "X810": "line too thin",
    "X811": "overprint",
    "X812": "annotation, form, script or encryption",
    "X813": "output intent",
    "X814": "not identified as PDF/X-4",
    # Answers: a form that came back.
    "A901": "cannot be read",
    "A902": "form not known",
    "A903": "more than one form in one file",
    "A904": "form of another toolkit",
    "A905": "file that is there twice",
    "A906": "respondent who is there twice",
    "A907": "words of the form changed",
    "A908": "more than one answer",
    "A909": "not an answer to this question",
    "A910": "required answer missing",
    "A911": "place to fill in is gone",
    "A912": "written beside its place",
    "A913": "answer to what is not asked",
    "A914": "answer too long",
    "A915": "answer to another version",
    # Feedback: files that came back from review.
    "F801": "reviewed file cannot be read",
    "F802": "reviewed document not known",
    "F803": "not certain which document was reviewed",
    "F804": "another text was reviewed",
    "F805": "reviewed unit is gone",
    # Use
    "U701": "wrong use",
    "U703": "no cluster",
    "U704": "a worker has another press",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in content or output.

    ``place`` is anything that prints as ``file:line:column`` (or a file's name alone, for outputs).
    ``hint`` says what to do; it may be empty where the message says it all.
    """

    code: str
    place: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __post_init__(self) -> None:
        """Refuse a code that the catalogue does not have."""
        if self.code not in CODES:
            raise ValueError(f"problem code {self.code} is not in the catalogue")

    def __str__(self) -> str:
        """Return the one line that people and editors read."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {self.severity} {self.code} {self.message}{hint}"

    def as_data(self) -> dict[str, str]:
        """Return the problem as data for ``--json``."""
        return asdict(self)


class ContentError(Exception):
    """Raised by a step that cannot go on; carries every problem found so far, never just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order they were found."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Problem, ...]]]:
        """Let it travel from a worker process with its problems."""
        return type(self), (self.problems,)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any problem is an error; warnings alone stop nothing."""
    return any(problem.severity == "error" for problem in problems)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems without repetition, sorted by file, then line, then column."""

    def key(problem: Problem) -> tuple[str, list[int], str]:
        file, *numbers = problem.place.split(":")
        return file, [int(n) for n in numbers if n.isdigit()], problem.code

    return sorted(dict.fromkeys(problems), key=key)
