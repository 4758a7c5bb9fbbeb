"""Documents made by hand that hold every kind of node, in English and in Arabic."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from press.document import (
    Action,
    Blocks,
    Callout,
    Case,
    Choice,
    Contents,
    ContentsEntry,
    Cover,
    DefinitionItem,
    DefinitionList,
    Document,
    Emphasis,
    Entry,
    EntryKind,
    Field,
    FieldKind,
    Figure,
    Footnote,
    Imprint,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Panel,
    Paragraph,
    Quote,
    Reference,
    Running,
    Section,
    Strong,
    Table,
    Takeaway,
    Text,
    Video,
    plain,
)
from press.document_identity import digest
from press.drawing import Amount, Answer, Bars, Cell, Matrix, Process, Question, Row, Step, Tree

IMAGE: Final = "wash-steps.svg"  # of tests/toolkits/clean-hands, whose content/ is the engine's root for samples
CITED: Final = {"guides/other": {"other-unit": 27}}
ADDRESS: Final = "https://example.org/film?a=1&b=2"


def text(words: str) -> Inlines:
    """Return words as inlines."""
    return (Text(words),)


def say(*content: Inline | str) -> Paragraph:
    """Return a paragraph of inlines and words."""
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in content))


def everything(language: str) -> Document:
    """Return a Document with every class of node; ``language`` is en or ar."""
    return _sealed(_arabic() if language == "ar" else _english())


def poster(language: str) -> Document:
    """Return a poster with everything that its panels may hold; ``language`` is en or ar."""
    arabic = language == "ar"
    title = "يداك أوّلًا" if arabic else "Hands first"
    more = (
        Text("للمزيد: " if arabic else "Read more: "),
        Reference("other-unit", text("الدليل" if arabic else "The other guide"), "guides/other", (", ", "")),
    )
    key = Takeaway(
        "key", "", (say("الإنسان يُقرِّر." if arabic else "People decide."),), audience="للجميع" if arabic else ""
    )
    act = Action("act", "", "سمِّ مسؤولًا" if arabic else "Name an owner", (say("شخصًا واحدًا." if arabic else "One."),))
    sign = say(Strong(text("علامة:" if arabic else "Sign:")), " لا أحد" if arabic else " nobody")
    panels = (
        Panel("other-unit", "1", "الوحدات" if arabic else "Units", "من يقرّر؟" if arabic else "Who?", more, (key, sign)),
        Panel("wash", "2", "الخطوات" if arabic else "Steps", "", more, (act, List(((say("1"),), (say("2"),)), True))),
    )
    cover = Cover("Toolkit of samples", "", title, "في صفحة" if arabic else "On a page", (), "T · 0.1.0", "The Press")
    facts = (("Document", "posters/hands.a3"),)
    about = Imprint("imprint", "عن" if arabic else "About", facts, (say("حاشية." if arabic else "A notice."),))
    return _sealed(
        Document(
            "posters/hands.a3", "poster", (("paper", "a3"),), language, "rtl" if arabic else "ltr", "T", "0.1.0",
            "2026-11-23", f"{title} · A3", "في صفحة" if arabic else "On a page", "The Press",
            Running("Toolkit of samples", "Hands", "T 0.1.0", "{page} {pages}"),
            (cover, *panels, about),
            pages=1, paper="A3",
        )
    )  # fmt: skip


def _sealed(document: Document) -> Document:
    """Print the digest in the imprint, as compose does."""
    *others, last = document.blocks
    if not isinstance(last, Imprint):
        raise TypeError("the imprint comes last")
    facts = (*last.facts, ("Digest", digest(document)))
    return replace(document, blocks=(*others, replace(last, facts=facts)))


def _entries(sections: tuple[Section, ...]) -> tuple[ContentsEntry, ...]:
    entries: list[ContentsEntry] = []
    for section in sections:
        entries.append(ContentsEntry(section.id, section.level, section.number, section.title))
        entries += _entries(tuple(block for block in section.blocks if isinstance(block, Section)))
    return tuple(entries)


def long_guide(pages: int) -> Document:
    """Return an English guide of about so many pages of prose, lists, boxes and notes."""
    parts = []
    for number in range(1, pages + 1):
        body = "Each step is checked by a second person before it counts, and what was found is written down. " * 9
        note = Footnote(number, text(f"Note {number}: the register of the unit has the form for it."))
        parts.append(
            Section(
                f"part-{number}",
                1,
                str(number),
                f"Step {number} of the long way",
                (
                    say(
                        f"In step {number} the unit begins", note, " with a ", Strong(text("careful")), f" look. {body}"
                    ),
                    List(((say(f"First of {number}."),), (say("Second."), say("Still the second.")))),
                    Takeaway(f"key-{number}", "Key point", (say(f"Step {number} has an owner."),)),
                    say(body, " See ", Reference("part-1", text("Step 1"), "", (" (page ", ")")), "."),
                ),
            )
        )
    sections = tuple(parts)
    english = _english()
    cover, contents, *_, imprint = english.blocks
    if not isinstance(contents, Contents):
        raise TypeError("the contents come second")
    blocks = (cover, replace(contents, entries=_entries(sections)), *sections, imprint)
    return _sealed(replace(english, stem="guides/long", blocks=blocks))


# English --------------------------------------------------------------------


def _english() -> Document:
    sections = (_words(), _units(), _questions(), _terms())
    cover = Cover(
        "Toolkit of samples", "Guide", "Every kind of node", "In one document", (say("A summary, for tests."),),
        "T · Version 0.1.0", "The Press",
    )  # fmt: skip
    facts = (("Title", "Every kind of node"), ("Symbol", "T"))
    notice = (say("A notice with ", Emphasis(text("stress")), "."),)
    return Document(
        "guides/everything", "guide", (), "en", "ltr", "T", "0.1.0", "2026-11-23", "Every kind of node", "A subject",
        "The Press", Running("Toolkit of samples", "Every kind", "T 0.1.0", "Page {page} of {pages}"),
        (cover, Contents("contents", "Contents", _entries(sections)), *sections,
         Imprint("imprint", "About", facts, notice)),
    )  # fmt: skip


def _words() -> Section:
    note = Footnote(1, (Text("A note with "), Link("https://example.org/n", text("a link")), Text(" in it.")))
    mixed = say(
        "The tool does not decide; a person decides.", note, " Words may be ", Strong(text("strong")), " or ",
        Emphasis((Text("stressed, or "), Strong(text("both")))), ", café and “quoted”, 10\u00a0% – never\u2011ever.",
    )  # fmt: skip
    links = say(
        "Read ", Link("https://example.org/a", text("this page on the network")), ", then ",
        Reference("second", text("“Units”"), "", (" (section 2, page ", ")")), ", then ",
        Reference("other-unit", text("the other guide"), "guides/other", (" (page ", ")")), " and ",
        Reference("term-model", text("model")), ".",
    )  # fmt: skip
    lists = (
        List(((say("One"), say("still one")), (say("Two"), List(((say("Two one"),), (say("Two two"),)), True, 1)))),
        List(((say("Inner first"),), (say("Inner second"),)), True),
    )
    inner: Blocks = (
        say("First line", LineBreak(), "second line"),
        Section("inner-inner", 3, "1.1.1", "Deepest", (say("Deep words. " * 60),)),
    )
    long = say("A paragraph that is long enough to be broken over two pages, and so it goes on and on. " * 60)
    return Section("first", 1, "1", "Words", (mixed, links, *lists, long, Section("inner", 2, "1.1", "Inside", inner)))


def _drawn() -> tuple[Figure, ...]:
    """Return a figure whose labels are broken into lines, and one with a table of its numbers."""
    steps = (
        Step("Decide", "Say in one sentence what the problem is.", "The owner signs"),
        Step("Design"),
        Step("Deploy"),
    )
    bars = Bars("Alerts", (Amount("True alerts", "9.5", 9.5), Amount("False alerts", "120", 120.0)), 120.0)
    rows = ((text("True alerts"), text("9.5")), (text("False alerts"), text("120")))
    twin = Table((text("Kind"), text("Alerts")), rows, ("start", "end"))
    said = "Decide: Say in one sentence what the problem is (gate: The owner signs). Design. Deploy."
    return (
        Figure("steps", "Figure 2", "Three steps", "", f"Steps with a gate. {said}", "", Process(steps)),
        Figure(
            "numbers", "Figure 3", "Alerts", "", "Bars. Alerts. True alerts: 9.5. False alerts: 120.", "", bars, twin
        ),
    )


def _units() -> Section:
    header = (text("Use"), text("Risk"), text("Number"))
    rows = tuple((text(f"Use number {n}"), text("low" if n % 2 else "high"), text(str(n * 3))) for n in range(1, 40))
    origin = Reference("first", text("Words"), "", (", page ", ""))
    rows = ((text("A cell"), (), (Strong(text("7")), Footnote(2, text("A note of a cell.")))), *rows)
    return Section(
        "second", 1, "2", "Units",
        (
            Table(header, rows, ("start", "center", "end"), "tab", "Table 1", "Uses and risks", "For everyone"),
            Figure("fig", "Figure 1", "Five steps", IMAGE, "Five circles with arrows between them.", "For everyone"),
            Callout("warn", "warning", "Warning", "Be careful", (say("Do not share keys."),), "For managers"),
            Callout("hint", "tip", "Tip", "Be quick", (say("Ask early."), List(((say("Twice"),),)))),
            Takeaway("key", "Key point", (say("A person decides."),), origin),
            Action("act", "What to do", "Name an owner", (say("Name one person."),), None, "For managers"),
            Case("story", "Case", "A night shift", (say("Once, an agency waited."), say("Then it acted."))),
            Quote("said", (say("All are equal."),), (Text("A charter, "), Emphasis(text("article 1")))),
            Video("film", "Video", "A film", ADDRESS, "3 min", (say("What it shows."),), "QR code with the address"),
            Table((text("A"), text("B")), ((text("1"), text("2")), (text("3"), text("4"))), ("start", "start")),
            *_drawn(),
        ),
        "For everyone",
    )  # fmt: skip


KINDS: Final[dict[str, EntryKind]] = {
    "yes-no": "one",
    "scale": "one",
    "pick-one": "one",
    "pick-several": "several",
    "long-text": "lines",
    "number": "number",
    "date": "date",
}


def asked(unit: str, number: str, kind: FieldKind, blocks: Blocks, **more: Any) -> Field:
    """Return a question with room for its answer; ``choices`` are those of the answer."""
    choices, said = more.pop("choices", ()), " ".join(plain(b.content) for b in blocks if isinstance(b, Paragraph))
    entry = Entry(unit, number, KINDS.get(kind, "text"), f"{number}. {said}", choices, hint="Write here")
    return Field(unit, number, kind, blocks, answer=None if "origin" in more else entry, **more)


def _questions() -> Section:
    yes_no = (Choice("yes", "Yes"), Choice("no", "No"))
    scale = tuple(Choice(str(n), f"{n} – step {n}") for n in range(1, 5))
    more = (Text("Read more: "), Reference("second", text("Units"), "", (", page ", "")))
    either = (Choice("a", "This one"), Choice("b", "That one"))
    origin = Reference("q-yes", text("Question 1"), "", (", page ", ""))
    return Section(
        "third", 1, "3", "Questions",
        (
            asked("q-yes", "1", "yes-no", (say("An owner?"),), help=(say("One."),), choices=yes_no, explained=more),
            asked("q-scale", "2", "scale", (say("How far are you?"),), choices=scale, audience="For managers"),
            asked("q-one", "3", "pick-one", (say("Which one?"),), choices=either, room="Tick one"),
            asked("q-many", "4", "pick-several", (say("Which ones?"),), choices=either, room="Tick all"),
            asked("q-short", "5", "short-text", (say("Who?"),)),
            asked("q-long", "6", "long-text", (say("Say more."), say("As much as you like."))),
            asked("q-number", "7", "number", (say("How many?"),), room="A number, in hours"),
            asked("q-date", "8", "date", (say("When?"),), origin=origin),
        ),
    )  # fmt: skip


def _terms() -> Section:
    items = (
        DefinitionItem(text("AI system"), (say("A system that infers."), say("And more.")), "term-ai"),
        DefinitionItem(text("Model"), (say("What was learned."),), "term-model"),
        DefinitionItem(text("No unit"), (say("It has no id."),)),
    )
    return Section("terms", 1, "", "Words used", (DefinitionList(items),))


# Arabic ---------------------------------------------------------------------


def _arabic() -> Document:
    sections = (_arabic_words(), _arabic_units(), _arabic_questions())
    cover = Cover(
        "أدوات العيّنات", "دليل", "كلّ أنواع العُقَد", "في وثيقة واحدة", (say("مُلخّص للاختبار فقط."),),
        "T · الإصدار 0.1.0", "The Press",
    )  # fmt: skip
    facts = (("العنوان", "كلّ أنواع العُقَد"), ("الرمز", "T"), ("الوثيقة", "guides/everything"))
    notice = (say("إشعارٌ مع ", Emphasis(text("تشديد")), "."),)
    return Document(
        "guides/everything", "guide", (), "ar", "rtl", "T", "0.1.0", "2026-11-23", "كلّ أنواع العُقَد", "موضوع",
        "The Press", Running("أدوات العيّنات", "كلّ الأنواع", "T 0.1.0", "الصفحة {page} من {pages}"),
        (cover, Contents("contents", "المحتويات", _entries(sections)), *sections,
         Imprint("imprint", "عن هذه الوثيقة", facts, notice)),
    )  # fmt: skip


def _arabic_words() -> Section:
    note = Footnote(1, (Text("حاشية فيها "), Link("https://example.org/n", text("رابط")), Text(" وفيها pH 7.")))
    mixed = say(
        "لَا تُقَرِّرُ الأَدَاةُ؛ بَلْ يُقَرِّرُ إِنْسَانٌ.", note, " نستخدم نموذج AI (ذكاء اصطناعي) بدقّة 95.5 % في 12 حالة، و«النصّ» [1] "
        "لا يكفي: ", Strong(text("كلّا")), " ثمّ ", Emphasis(text("مهلًا")), ".",
    )  # fmt: skip
    links = say(
        "اقرأ ", Link("https://example.org/a", text("هذه الصفحة على الشبكة")), "، ثمّ ",
        Reference("second", text("«الوحدات»"), "", (" (القسم 2، الصفحة ", ")")), "، ثمّ ",
        Reference("other-unit", text("الدليل الآخر"), "guides/other", (" (الصفحة ", ")")), "، وانظر ",
        Reference("term-model", text("نموذج")), ".",
    )  # fmt: skip
    lists = (
        List(
            ((say("واحد"), say("واحد أيضًا")), (say("اثنان"), List(((say("اثنان واحد"),), (say("اثنان اثنان"),)), True)))
        ),
        List(((say("ثالثًا"),), (say("رابعًا"),)), True),
    )
    long = say("فقرة طويلة تكفي لتنقسم على صفحتين، وفيها كلمة Latin وعدد 42 (بين قوسين) ثمّ تمضي وتمضي. " * 50)
    inner = (say("سطر أوّل", LineBreak(), "سطر ثانٍ"), Section("deep", 3, "1.1.1", "الأعمق", (say("كلام عميق. " * 40),)))
    return Section(
        "first", 1, "1", "الكلمات", (mixed, links, *lists, long, Section("inner", 2, "1.1", "الداخل", inner))
    )


def _arabic_drawn() -> tuple[Figure, ...]:
    answers = (
        Answer("نعم", "توقّف.", "stop"),
        Answer("لا", "", "care", Question("وهل يراه إنسان؟", (Answer("نعم", "امضِ."),))),
    )
    matrix = Matrix("الضرر", "الاحتمال", ("قليل", "كثير"), (Row("نادر", (Cell("منخفض"), Cell("عالٍ", 3))),))
    said = "هل هو قاطع؟ نعم: توقّف؛ لا: وهل يراه إنسان؟ نعم: امضِ."
    return (
        Figure("steps", "الشكل 2", "شجرة", "", said, "", Tree(Question("هل هو قاطع؟", answers))),
        Figure("numbers", "الشكل 3", "جدول", "", "الضرر. الاحتمال. نادر: قليل منخفض؛ كثير عالٍ.", "", matrix),
    )


def _arabic_units() -> Section:
    header = (text("الاستعمال"), text("الخطر"), text("العدد"))
    rows = tuple((text(f"استعمال رقم {n}"), text("قليل" if n % 2 else "كثير"), text(str(n * 3))) for n in range(1, 40))
    rows = ((text("خليّة"), (), (Strong(text("٧")), Footnote(2, text("حاشية خليّة.")))), *rows)
    origin = Reference("first", text("الكلمات"), "", ("، الصفحة ", ""))
    return Section(
        "second", 1, "2", "الوحدات",
        (
            Table(header, rows, ("start", "center", "end"), "tab", "الجدول 1", "استعمالات ومخاطر", "للجميع"),
            Figure("fig", "الشكل 1", "خمس خطوات", IMAGE, "خمس دوائر بينها أسهم.", "للجميع"),
            Callout("warn", "warning", "تحذير", "احذر", (say("لا تشارك المفاتيح."),), "للمديرين"),
            Takeaway("key", "نقطة رئيسية", (say("الإنسان يُقرِّر."),), origin),
            Action("act", "ما ينبغي فعله", "سمِّ مسؤولًا", (say("شخصًا واحدًا."),), None, "للمديرين"),
            Case("story", "حالة", "نوبة ليل", (say("انتظرت جهةٌ مرّة."), say("ثمّ فعلت."))),
            Quote("said", (say("الناس سواسية."),), (Text("ميثاق، "), Emphasis(text("المادّة 1")))),
            Video("film", "فيديو", "فيلم", ADDRESS, "3 دقائق", (say("ما فيه."),), "رمز استجابة سريعة"),
            *_arabic_drawn(),
        ),
        "للجميع",
    )  # fmt: skip


def _arabic_questions() -> Section:
    choices = (Choice("yes", "نعم"), Choice("no", "لا"))
    owner = (say("شخص واحد باسمه."),)
    more = (Text("للمزيد: "), Reference("second", text("الوحدات"), "", ("، الصفحة ", "")))
    items = (
        DefinitionItem(text("نظام AI"), (say("نظام يستدلّ."), say("وأكثر.")), "term-ai"),
        DefinitionItem(text("نموذج"), (say("ما جرى تعلّمه."),), "term-model"),
    )
    either = (Choice("a", "هنا"), Choice("b", "هناك"))
    origin = Reference("q-yes", text("السؤال 1"))
    return Section(
        "third", 1, "3", "الأسئلة",
        (
            asked("q-yes", "1", "yes-no", (say("هل من مسؤول؟"),), help=owner, choices=choices, explained=more),
            asked("q-many", "2", "pick-several", (say("أيّها؟"),), choices=either, room="كلّ ما ينطبق"),
            asked("q-long", "3", "long-text", (say("قل المزيد."),)),
            asked("q-number", "4", "number", (say("كم؟"),), room="عدد بالساعات", origin=origin),
            DefinitionList(items),
        ),
    )  # fmt: skip
