"""Files and folders -> returns, each read by the form model of its version; what cannot be read is told, not lost."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from press.collect.answers import Finding, Return
from press.collect.carry import carry
from press.collect.collected import Collected, told_apart
from press.collect.container import MOST_BYTES
from press.collect.found import UnreadableError
from press.collect.interpret import interpret, respondent_of, result_of
from press.collect.known import Known, identify
from press.collect.opening import open_return
from press.document_identity import DIGITS
from press.model import Register
from press.problem import Problem, Severity

_LEAVE_OUT: Final = (".", "~$")  # hidden files, and those by which Word marks one that is open


def files_in(paths: Sequence[Path], but: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file with its name, in order, but those in the folder ``but``.

    A name is the path below the one folder that was asked for; of several, each is named as it was asked for.
    """
    for path in paths:
        if not path.is_dir():
            yield (path.name if len(paths) == 1 else path.as_posix()), path
            continue
        for inner in sorted(path.rglob("*")):
            below = inner.relative_to(path)
            if any(part.startswith(_LEAVE_OUT) for part in below.parts) or inner.is_dir():
                continue
            if not inner.absolute().is_relative_to(but.absolute()):
                yield (below if len(paths) == 1 else inner).as_posix(), inner


def gather(
    files: Iterable[tuple[str, Path]], known: Known, register: Callable[[], Register], tell: Callable[[str], None]
) -> Collected:
    """Return what stands in files. ``register`` is asked for only where there is an older version."""
    returns, findings = [], []
    for name, path in files:
        tell(name)
        made = _read(name, path, known)
        if isinstance(made, Problem):
            findings.append(Finding(made))
        else:
            returns.append(_brought_up(made, known, register))
    return told_apart(returns, findings)


def _read(name: str, path: Path, known: Known) -> Return | Problem:
    try:
        return _opened(name, path, known)
    except UnreadableError as error:
        return Problem("A901", name, f"cannot be read: {error.why}", error.hint)
    except OSError as error:
        return Problem("A901", name, f"cannot be read: {error.strerror or error}", "see to its access rights")
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one file, the others are read
        why = f"cannot be read: it is damaged, or the press has a fault ({type(error).__name__})"
        return Problem("A901", name, why, "ask for it again; if it comes back like this, report it to the makers")


def _opened(name: str, path: Path, known: Known) -> Return | Problem:
    if path.is_symlink() or not path.is_file():
        raise UnreadableError("it is no file of its own, but a link or a device", "put the file itself there")
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableError("it has over 100 MB", "a form has less than one; ask for the form alone")
    opened = open_return(path)
    form = identify(name, opened.marks(), known)
    if isinstance(form, Problem):
        return form
    read = interpret(name, form, opened.read(form), opened.words())
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Return(
        name=name,
        sha256=sha256,
        kind=opened.kind,
        form=form,
        answers=read.answers,
        result=result_of(form, read.answers),
        respondent=respondent_of(form, read.answers),
        findings=read.findings,
    )


def _brought_up(one: Return, known: Known, register: Callable[[], Register]) -> Return:
    """Return a return of an older version with what becomes of its answers in the version at hand."""
    now = known.now(one.form)
    if now is None:
        why, hint = f"is of version {one.form.version}, and this form is no more", "its answers are kept as they are"
        return _with(one, Finding(Problem("A915", one.name, why, hint, "warning")))
    if now.digest == one.form.digest:
        return one
    carried = carry(one.form, one.answers, now, register())
    counts = [f"{len(carried.again)} to be asked again", f"{len(carried.apart)} kept apart"]
    version = f"{one.form.version} ({one.form.digest[:DIGITS]})"
    why = f"is of version {version}: answers are carried over, {', '.join(counts)}"
    severity: Severity = "error" if carried.again else "warning"
    finding = Finding(Problem("A915", one.name, why, "answers.json has each of them, under “carried”", severity))
    return replace(_with(one, finding), carried=carried)


def _with(one: Return, finding: Finding) -> Return:
    return replace(one, findings=(*one.findings, finding))
