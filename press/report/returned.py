"""The report of one return: a page with the result, then what each dimension and the gaps ask for, then the annex."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from babel.lists import format_list

from press.collect.answers import Return
from press.compose.conditions import Conditions
from press.compose.context import Context
from press.compose.result import ResultWords
from press.document import (
    Block,
    Blocks,
    Callout,
    DefinitionItem,
    DefinitionList,
    Document,
    Figure,
    Section,
    Strong,
    Table,
)
from press.language import Language
from press.model import Library
from press.report import charts
from press.report.annex import Teller, joined
from press.report.asked import Asked, asked, from_form, older_words
from press.report.charts import text
from press.report.frame import Front, framed
from press.report.labels import Labels
from press.report.setting import Setting
from press.report.view import Gap, View, gaps, view
from press.score import Result

MOST_GAPS: Final = 10
_NAME: Final = re.compile("[^a-z0-9]+")


def return_report(one: Return, library: Library, language: Language) -> Document:
    """Return the report of a return, in a language of the content. Raises ContentError (W507)."""
    return report_in(one, Setting.of(library, language))


def report_in(one: Return, setting: Setting) -> Document:
    """Return the report of a return, in a setting."""
    return _Report(view(one, setting), setting, setting.context()).document()


def stem_of(one: Return) -> str:
    """Return the path of a report: its form, the file that came back, and its hash, which tells them apart."""
    form = one.form.document.rpartition("/")[2]
    name = unicodedata.normalize("NFKD", PurePosixPath(one.name).stem).encode("ascii", "ignore").decode().lower()
    parts = (form, _NAME.sub("-", name)[:40].strip("-"), one.sha256[:8])
    return f"reports/{'.'.join(part for part in parts if part)}"


@dataclass(frozen=True, slots=True)
class _Report:
    view: View
    setting: Setting
    context: Context

    def document(self) -> Document:
        one, say = self.view.one, self.context.say
        sections = asked(self.view.form, self.setting, self.context)
        known = {question.id: question for _, questions in sections for question in questions}
        kind = say("report")
        source = f"{self.setting.plain.line(one.name)} (SHA-256 {one.sha256})"
        front = Front(stem_of(one), kind, self.view.who, self.view.form, self.view.day, self.summary(), source)
        teller = Teller(self.context, self.setting.plain)
        body = [*self.scored(known, teller), self.annex(sections, teller)]
        body += self.apart(teller)
        return framed(front, tuple(body), self.setting, self.context)

    def summary(self) -> Blocks:
        """Return when it was filled in and how far, and of which version it was."""
        say, made = self.context.say, []
        said, of = self.view.counts
        if self.view.day:
            made.append(say("report-filled-in", date=self.setting.language.day(self.view.day)))
        made.append(say("report-answered", answered=said, asked=of))
        if self.view.one.carried:
            made.append(say("report-version", version=self.view.one.form.version, now=self.view.form.version))
        if self.view.result is None:
            made.append(say("report-no-score"))
        return (self.context.paragraph(" ".join(made)),)

    # What comes out ---------------------------------------------------------

    def scored(self, known: Mapping[str, Asked], teller: Teller) -> Blocks:
        """Return the result with its gaps; nothing where the form does not score."""
        result, say = self.view.result, self.context.say
        if result is None:
            return ()
        form = self.view.form
        older = older_words(form, self.setting.language)
        labels = Labels(form, self.setting.scoring(form.document), older, self.context)
        chart = self.chart(result, labels)
        outcome = Section("report-result", 1, "", say("report-result"), self.outcome(result, labels, chart))
        shown = chart is None
        advised = any(labels.band_advice(name, result.values[name].band) for name in labels.dimensions)
        dimensions = self.dimensions(result, labels, with_bars=not shown)
        found = self.gap_section(gaps(self.view, labels.better), known, teller)
        return (outcome, dimensions, found) if advised or not shown else (outcome, found)

    def chart(self, result: Result, labels: Labels) -> Figure | None:
        """Return what shows a result best: a place in a matrix, or a radar; None where neither does."""
        method = labels.form.method
        grading = method.grading if method else None
        found = charts.place(result, grading, labels, self.context) if grading else None
        return found or charts.radar(result, labels, self.context)

    def outcome(self, result: Result, labels: Labels, chart: Figure | None) -> Blocks:
        """Return the level with what it asks for, a chart, and how the level comes about."""
        say = self.context.say
        title = labels.level(result.level) if result.level else say("example-no-level")
        advice = labels.level_advice(result.level) if result.level else ()
        made: list[Block] = [Callout("report-level", "note", say("report-level"), title, advice)]
        words = self.words(result, labels)
        if result.is_provisional:
            told = (words.provisional(),) if words else ()
            made.append(Callout("report-provisional", "warning", say("warning"), say("report-provisional"), told))
        made.append(chart or charts.bars(result, labels, self.worked(result, labels), self.context))
        if words and (way := words.way()):
            made.append(Section("report-way", 2, "", say("report-way"), tuple(way)))
        return tuple(made)

    def words(self, result: Result, labels: Labels) -> ResultWords | None:
        """Return what says a result as the form does; None where the content's method is another one now."""
        selection = self.setting.selection(labels.form.document)
        if selection is None or labels.scoring is None or not labels.is_current:
            return None
        return ResultWords(result, labels.scoring, Conditions.of(selection.groups, self.context), self.context)

    def worked(self, result: Result, labels: Labels) -> Table:
        """Return what each dimension was worked out from."""
        say, rows = self.context.say, []
        for name in labels.dimensions:
            value = result.values[name]
            known = value.rounded is not None
            points = [str(value.points), str(value.possible), str(value.rounded)] if known else ["–"] * 3
            rows.append([labels.dimension(name), *points, labels.band(name, value.band)])
        words = ("score-dimension-head", "score-scored", "score-possible", "score-value", "score-band-head")
        return charts.table([say(word) for word in words], rows, frozenset((1, 2, 3)))

    def dimensions(self, result: Result, labels: Labels, *, with_bars: bool) -> Section:
        """Return each dimension with its value and what its band advises."""
        say, items = self.context.say, []
        for name in labels.dimensions:
            value, title = result.values[name], labels.dimension(name)
            advice: Blocks
            if value.rounded is None:
                said, advice = say("listing", name=title, text="–"), (self.context.paragraph(say("report-no-value")),)
            else:
                band = labels.band(name, value.band)
                said = say("report-value", title=title, value=value.rounded)
                said = say("report-banded", value=said, band=band) if band else said
                advice = labels.band_advice(name, value.band) or (self.context.paragraph(say("report-no-advice")),)
            items.append(DefinitionItem(text(said), advice))
        made: list[Block] = []
        if with_bars:
            made.append(charts.bars(result, labels, self.worked(result, labels), self.context))
        made.append(DefinitionList(tuple(items)))
        return Section("report-dimensions", 1, "", say("report-dimensions"), tuple(made))

    # Gaps -------------------------------------------------------------------

    def gap_section(self, found: Sequence[Gap], known: Mapping[str, Asked], teller: Teller) -> Section:
        """Return where most can be gained: the widest gaps, and below them the others."""
        say = self.context.say
        if not found:
            blocks: Blocks = (self.context.paragraph(say("report-no-gaps")),)
        else:
            intro = self.context.paragraph(say("report-gaps-intro", most=MOST_GAPS))
            blocks = (intro, self.gap_table(found[:MOST_GAPS], known, teller))
        return Section("report-gaps", 1, "", say("report-gaps"), blocks)

    def gap_table(self, found: Sequence[Gap], known: Mapping[str, Asked], teller: Teller) -> Table:
        """Return gaps with the answer, a better one, and where to read."""
        say, rows = self.context.say, []
        for gap in found:
            one = known[gap.question]
            answer = say("report-answer", answer=teller.brief(one, self.view.answers[gap.question]))
            asked = joined(text(one.text), (Strong(text(answer)),))
            rows.append((text(one.number), asked, text(self.best(gap, one)), text(str(gap.lost)), one.where))
        words = ("example-number", "report-gap-question", "report-gap-better", "report-gap-lost", "report-gap-where")
        heads = tuple(text(say(word)) for word in words)
        return Table(heads, tuple(rows), ("end", "start", "start", "end", "start"))

    def best(self, gap: Gap, one: Asked) -> str:
        texts = [one.chosen(key) for key in gap.best]
        return format_list(texts, style="or", locale=self.setting.language.locale)

    # The annex --------------------------------------------------------------

    def annex(self, sections: Sequence[tuple[str, Sequence[Asked]]], teller: Teller) -> Section:
        """Return the other gaps, and every question with its answer."""
        say = self.context.say
        made: list[Block] = [self.context.paragraph(say("report-annex-intro"))]
        if self.view.result is not None:
            labels = Labels(self.view.form, self.setting.scoring(self.view.form.document), "", self.context)
            if rest := gaps(self.view, labels.better)[MOST_GAPS:]:
                known = {question.id: question for _, questions in sections for question in questions}
                table = self.gap_table(rest, known, teller)
                made.append(Section("report-more-gaps", 2, "", say("report-more-gaps"), (table,)))
        made += teller.sections(sections, self.view)
        key = "report-all-answers" if self.view.result is None else "report-annex"
        return Section(key, 1, "", say(key), tuple(made))

    def apart(self, teller: Teller) -> Blocks:
        """Return answers of an older version to what nobody asks any more."""
        if not self.view.apart:
            return ()
        old = self.view.one.form
        older = older_words(old, self.setting.language)
        questions = [question for question in old.questions if question.id in self.view.apart]
        items = tuple(teller.item(from_form(one, older), self.view.apart[one.id], self.view) for one in questions)
        title = self.context.say("report-apart")
        return (Section("report-apart", 1, "", title, (DefinitionList(items),)),)
