"""All that came back: returns told apart, with what was found about each and about files that could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from press.collect.answers import Finding, Return
from press.problem import Problem


@dataclass(frozen=True, slots=True)
class Collected:
    """All returns that could be read, and what was found about them and about the files that could not."""

    returns: tuple[Return, ...]
    findings: tuple[Finding, ...]


def told_apart(returns: Sequence[Return], findings: Iterable[Finding]) -> Collected:
    """Return each file once, with all findings, those about the same file or respondent twice among them."""
    twice = list(doubles(returns))
    copies = {finding.problem.place for finding in twice if finding.problem.code == "A905"}
    kept = tuple(one for one in returns if one.name not in copies)
    return Collected(kept, (*findings, *(f for one in kept for f in one.findings), *twice))


def doubles(returns: Sequence[Return]) -> Iterator[Finding]:
    """Yield a finding for each file that is there twice, and each respondent who answers the same form twice."""
    files: dict[str, str] = {}
    people: dict[tuple[str, str, str], str] = {}
    for one in returns:
        if (first := files.setdefault(one.sha256, one.name)) != one.name:
            message, hint = f"is the same file as {first}", "it counts once"
            yield Finding(Problem("A905", one.name, message, hint, "warning"))
        elif one.respondent:
            who = (one.form.document, str(sorted(one.form.axes.items())), one.respondent.casefold())
            if (first := people.setdefault(who, one.name)) != one.name:
                message, hint = f"comes from the same respondent as {first}", "see which counts, and take the other out"
                yield Finding(Problem("A906", one.name, message, hint, "warning"), one.form.respondent)
