"""The summary of many returns of one form: how many by level, their values, their common gaps, how they answered.

An anonymous one names nobody, repeats no text, and shows nothing that fewer than ``LEAST`` returns say: of values the
median alone, as the lowest and the highest are somebody's; of counts none below ``LEAST``, and no other from which such
a count would follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from babel.lists import format_list

from press import drawing as d
from press.collect.answers import Return
from press.collect.forms import Form
from press.compose.context import Context
from press.document import Block, Blocks, Callout, Document, Figure, Section, Table
from press.language import Language, sort_key
from press.model import Library
from press.report import charts, statistics
from press.report.asked import Asked, asked, older_words
from press.report.charts import text
from press.report.frame import Front, framed
from press.report.labels import Labels
from press.report.setting import Setting
from press.report.view import View, view

LEAST: Final = 3
MOST_GAPS: Final = 10
_SHADES: Final = 4  # that stay apart in grey
_BARS: Final = 30  # in one figure, which has to fit on a page


def summary_report(returns: Sequence[Return], library: Library, language: Language, *, anonymous: bool) -> Document:
    """Return the summary of returns of one form, in a language of the content.

    Raises ValueError where there are none or they are of several forms, and ContentError (W507).
    """
    return summary_in(returns, Setting.of(library, language), anonymous=anonymous)


def summary_in(returns: Sequence[Return], setting: Setting, *, anonymous: bool, part: str = "") -> Document:
    """Return the summary of returns of one form, in a setting; ``part`` tells it from others of the same form."""
    views = sorted((view(one, setting) for one in returns), key=lambda v: (sort_key(v.who), v.one.name, v.one.sha256))
    if len({asks(one.form) for one in views}) != 1:
        raise ValueError("a summary is of one form, of one version")
    form = min((one.form for one in views), key=lambda one: one.digest)
    return _Summary(tuple(views), form, setting, setting.context(), anonymous, part).document()


def asks(form: Form) -> tuple[object, ...]:
    """Return what has to be the same of two forms for their answers to be counted together, whatever the language."""
    return form.document, tuple((one.id, one.kind) for one in form.questions), repr(form.method)


@dataclass(frozen=True)
class _Summary:
    views: tuple[View, ...]
    form: Form
    setting: Setting
    context: Context
    anonymous: bool
    part: str

    @cached_property
    def labels(self) -> Labels:
        form = self.form
        older = older_words(form, self.setting.language)
        return Labels(form, self.setting.scoring(form.document), older, self.context)

    @cached_property
    def known(self) -> Mapping[str, Asked]:
        sections = asked(self.form, self.setting, self.context)
        return {question.id: question for _, questions in sections for question in questions}

    def document(self) -> Document:
        say, form, count = self.context.say, self.form, len(self.views)
        is_shown = not self.anonymous or count >= LEAST
        counted = say("report-returns", count=count if is_shown else say("report-few", least=LEAST))
        source = say("report-returns-source", count=count) if is_shown else ""
        name = "anonymous" if self.anonymous else "all"
        stem = f"reports/summary.{form.document.rpartition('/')[2]}.{name}{self.part}"
        kind, title = say("report"), say("report-summary")
        summary = [self.context.paragraph(counted)]
        if self.anonymous:
            summary.append(self.context.paragraph(say("report-anonymous", least=LEAST)))
        front = Front(stem, kind, title, form, None, tuple(summary), source)
        return framed(front, self.body() if is_shown else self.too_few(), self.setting, self.context)

    def too_few(self) -> Blocks:
        say = self.context.say
        note = Callout("report-too-few", "note", say("note"), say("report-too-few", least=LEAST), ())
        return (Section("report-result", 1, "", say("report-result"), (note,)),)

    def body(self) -> Blocks:
        say = self.context.say
        if self.form.method is None:
            made: list[Block] = [
                Section("report-result", 1, "", say("report-result"), (self.context.paragraph(say("report-no-score")),))
            ]
        else:
            made = [Section("report-result", 1, "", say("report-result"), (self.by_level(),))]
            made += [*self.values(), self.common()]
        if not self.anonymous:
            made.append(self.each())
        made += self.distribution()
        return tuple(made)

    # Counts and values ------------------------------------------------------

    def number(self, count: int) -> str:
        """Return a count as it may be shown."""
        return str(count) if not self.anonymous or count >= LEAST else self.context.say("report-few", least=LEAST)

    def by_level(self) -> Block:
        """Return how many returns came to which level."""
        say, counts = self.context.say, statistics.levels(self.views)
        names = {key: self.labels.level(key) if key else say("report-no-level") for key in counts}
        rows = [[names[key], self.number(count)] for key, count in counts.items()]
        twin = charts.table([say("report-level"), say("report-count")], rows, frozenset((1,)))
        if self.anonymous and any(count < LEAST for count in counts.values()):
            return twin
        amounts = tuple(d.Amount(names[key], str(count), float(count)) for key, count in counts.items())
        drawing = d.Bars(say("report-count"), amounts, float(len(self.views)))
        return charts.figure("report-level-count", drawing, twin, self.context)

    def values(self) -> Blocks:
        """Return the values of each dimension over all returns; nothing where there are none."""
        found = {name: one for name, one in self.in_order().items() if not self.anonymous or len(one.values) >= LEAST}
        if not found:
            return ()
        shown = self.medians(found) if self.anonymous else self.spread(found)
        return (Section("report-dimensions", 1, "", self.context.say("report-dimensions"), (shown,)),)

    def in_order(self) -> dict[str, statistics.Across]:
        found = statistics.across(self.views)
        return {name: found[name] for name in self.labels.dimensions if name in found}

    def medians(self, found: Mapping[str, statistics.Across]) -> Figure:
        say = self.context.say
        rows = [[self.labels.dimension(name), str(one.middle)] for name, one in found.items()]
        twin = charts.table([say("score-dimension-head"), say("report-median")], rows, frozenset((1,)))
        amounts = tuple(d.Amount(label, printed, float(printed)) for label, printed in rows)
        return charts.figure("report-bars", d.Bars(say("report-median"), amounts, charts.SCALE), twin, self.context)

    def spread(self, found: Mapping[str, statistics.Across]) -> Figure:
        say, rows, lines = self.context.say, [], []
        for name, one in found.items():
            low, high, label = one.values[0], one.values[-1], self.labels.dimension(name)
            printed = say("report-spread-row", low=low, middle=one.middle, high=high)
            dots = tuple(map(float, one.values))
            rows.append(d.SpreadRow(label, printed, float(low), float(one.middle), float(high), dots))
            lines.append([label, *map(str, (low, one.middle, high, len(one.values)))])
        words = ("score-dimension-head", "report-lowest", "report-median", "report-highest", "report-with-value")
        twin = charts.table([say(word) for word in words], lines, frozenset((1, 2, 3, 4)))
        key = (say("report-dot"), say("report-median"))
        drawing = d.Spread(say("score-value"), ("0", str(charts.SCALE)), tuple(rows), key, charts.SCALE)
        return charts.figure("report-spread", drawing, twin, self.context)

    def each(self) -> Section:
        """Return the level and the values of each return, by the name of who answered."""
        say, names = self.context.say, self.labels.dimensions
        rows = []
        for one in self.views:
            values = one.result.values if one.result else {}
            level = self.labels.level(one.result.level) if one.result and one.result.level else "–"
            printed = [str(v) if (v := values[name].rounded) is not None else "–" for name in names]
            rows.append([one.who, *([level] if names else []), *printed])
        heads = [
            say("report-respondent"),
            *([say("report-level")] if names else []),
            *map(self.labels.dimension, names),
        ]
        table = charts.table(heads, rows, frozenset(range(2, len(heads))))
        return Section("report-each", 1, "", say("report-each"), (table,))

    def common(self) -> Section:
        """Return the gaps that most returns have."""
        say, rows = self.context.say, []
        least = LEAST if self.anonymous else 1
        for gap in [gap for gap in statistics.common(self.views, self.labels.better) if gap.count >= least][:MOST_GAPS]:
            one = self.known[gap.question]
            texts = [one.chosen(key) for key in gap.best]
            best = format_list(texts, style="or", locale=self.setting.language.locale)
            rows.append((text(one.number), text(one.text), text(best), text(self.share(gap)), one.where))
        words = ("example-number", "score-question", "report-gap-better", "report-common-count", "report-gap-where")
        heads = tuple(text(say(word)) for word in words)
        blocks: list[Block] = [self.context.paragraph(say("report-common-intro", most=MOST_GAPS))]
        blocks.append(Table(heads, tuple(rows), ("end", "start", "start", "start", "start")))
        if not rows:
            word = "report-no-common" if self.anonymous else "report-no-gaps"
            blocks = [self.context.paragraph(say(word, least=LEAST))]
        return Section("report-common", 1, "", say("report-common"), tuple(blocks))

    def share(self, gap: statistics.Common) -> str:
        """Return how many returns have a gap, of those that were asked; an anonymous summary does not tell these."""
        say, rest = self.context.say, len(self.views) - gap.count
        if not self.anonymous:
            return say("report-of", count=gap.count, all=gap.asked)
        if 0 < rest < LEAST:
            return say("report-most", least=LEAST)
        return say("report-of", count=gap.count, all=len(self.views))

    # How questions were answered --------------------------------------------

    def distribution(self) -> Blocks:
        """Return, for each dimension, how the questions that count for it were answered."""
        say, method = self.context.say, self.form.method
        if method is None:
            return ()
        of = {question.id: question.dimension for question in method.questions}
        counts = statistics.counted(self.views)
        made: list[Block] = [self.context.paragraph(say("report-distribution-intro"))]
        for place, name in enumerate(self.labels.dimensions, start=1):
            mine = [one for one in counts if of[one.question] == name]
            blocks: list[Block] = list(self.shares(f"report-shares-{place}", name, groups := self.alike(mine)))
            drawn = {one.question for group in groups.values() for one in group}
            if rest := [one for one in mine if one.question not in drawn]:
                blocks.append(self.answers(rest))
            made.append(Section(f"report-distribution-{place}", 2, "", self.labels.dimension(name), tuple(blocks)))
        return (Section("report-distribution", 1, "", say("report-distribution"), tuple(made)),)

    def answers(self, counts: Sequence[statistics.Counted]) -> Table:
        """Return questions with how many returns gave which answer."""
        say, rows = self.context.say, []
        for one in counts:
            question = self.known[one.question]
            parts = {question.chosen(key): count for key, count in one.options.items()}
            states = {"not-applicable": one.not_applicable, "report-unanswered": one.unanswered}
            states["report-hidden"] = one.hidden
            parts |= {say(word): count for word, count in states.items() if count}
            least = LEAST if self.anonymous else 0
            said = [say("listing", name=name, text=count) for name, count in parts.items() if count >= least]
            if self.anonymous:
                said.append(say("report-others" if said else "report-all-few", least=LEAST))
            rows.append([question.number, question.text, say("listing-join").join(said)])
        heads = [say(word) for word in ("example-number", "score-question", "report-answers")]
        return charts.table(heads, rows, frozenset((0,)))

    def alike(self, counts: Sequence[statistics.Counted]) -> dict[tuple[str, ...], list[statistics.Counted]]:
        """Return those questions that take one of the same few answers, several for each such list.

        None for an anonymous summary: a part of a bar has the length of its count.
        """
        groups: dict[tuple[str, ...], list[statistics.Counted]] = {}
        for one in counts:
            question = self.known[one.question]
            texts = tuple(question.chosen(option) for option in one.options)
            if len(texts) <= _SHADES and question.kind != "pick-several" and not self.anonymous:
                groups.setdefault(texts, []).append(one)
        return {texts: mine[:_BARS] for texts, mine in groups.items() if len(mine) > 1}

    def shares(
        self, key: str, name: str, groups: Mapping[tuple[str, ...], Sequence[statistics.Counted]]
    ) -> Iterator[Figure]:
        """Yield the answers to questions that are alike, as parts of bars."""
        for place, (texts, mine) in enumerate(groups.items(), start=1):
            yield self.share_figure(f"{key}-{place}", name, texts, mine)

    def share_figure(self, key: str, name: str, texts: tuple[str, ...], mine: Sequence[statistics.Counted]) -> Figure:
        say, wholes, rows = self.context.say, [], []
        for one in mine:
            numbers = [*one.options.values(), one.rest]
            parts = tuple(d.Part(str(number) if number else "", float(number)) for number in numbers)
            wholes.append(d.Share(self.known[one.question].number, parts))
            question = self.known[one.question]
            rows.append([question.number, question.text, *map(str, numbers)])
        drawing = d.Shares(say("report-shares-unit"), texts, say("report-rest"), tuple(wholes))
        heads = [say("example-number"), say("score-question"), *texts, say("report-rest")]
        twin = charts.table(heads, rows, frozenset(range(len(heads))) - {1})
        made = charts.figure("report-shares", drawing, twin, self.context, title=self.labels.dimension(name))
        return Figure(key, made.label, made.caption, "", made.alternative, drawing=drawing, twin=twin)
