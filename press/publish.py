"""The seven steps from content files to proven documents, readable as one paragraph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from press import manifest as record
from press.check import check
from press.compose import build_index, compose
from press.design import load_design
from press.document import Document, units
from press.language import load_language
from press.manifest import Manifest
from press.model import Library
from press.paginate import cited_stems, paginate, with_cited
from press.problem import ContentError, Problem, has_errors, in_order
from press.prove.pdf import page_map, prove_pdf
from press.prove.source import prove_source
from press.read import read_library
from press.select import Wanted, documents, select
from press.write.layout import Engine, Layout
from press.write.pdf import write_pdf

FORMATS = ("pdf",)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents are asked for; empty means all. ``axes`` are axis → values."""

    documents: tuple[str, ...] = ()
    axes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    formats: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.documents or any(self.axes.values()) or self.formats)

    def takes(self, wanted: Wanted) -> bool:
        """Tell whether a document is asked for: by stem, by name, or by the resource that it is made from."""
        name = wanted.stem.partition("/")[2]
        if self.documents and not {wanted.stem, name, str(wanted.resource.id)} & set(self.documents):
            return False
        given = dict(wanted.axes)
        return all(given.get(axis) in values for axis, values in self.axes.items() if values)


class Listener(Protocol):
    """Hears how a build goes on."""

    def begin(self, step: str, total: int) -> None:
        """Hear that a step begins, with so many documents to do."""
        ...

    def done(self, stem: str, pages: int) -> None:
        """Hear that a document is done, with its pages."""
        ...


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the manifest of its output folder, and the artifacts made now."""

    manifest: Manifest
    made: tuple[record.Artifact, ...]
    problems: tuple[Problem, ...]


def load(root: Path) -> tuple[Library, list[Problem]]:
    """Steps 1 and 2: read and check. Raises ContentError when there are errors; returns warnings beside the library."""
    library, problems = read_library(root)
    if library is None or has_errors(problems):
        raise ContentError(in_order(problems + (check(library) if library else [])))
    problems = in_order(problems + check(library))
    if has_errors(problems):
        raise ContentError(problems)
    return library, problems


def compose_all(library: Library) -> dict[str, Document]:
    """Steps 3 and 4: select and compose every document of the toolkit, by stem."""
    language = load_language(library.language, library.words)
    index = build_index(library, language)
    chosen = (select(library, wanted) for wanted in documents(library))
    return {s.wanted.stem: compose(library, language, s, index) for s in chosen}


def chosen_stems(library: Library, choice: Choice) -> list[str]:
    """Return the stems of the documents that are asked for. Raises ContentError (U701) when there are none."""
    chosen = [wanted.stem for wanted in documents(library) if choice.takes(wanted)]
    if not chosen:
        raise ContentError([Problem("U701", library.root.name, "no document fits this choice", "see: build.py list")])
    return chosen


def build(root: Path, output: Path, choice: Choice, listener: Listener, *, prove: bool = True) -> Built:
    """All seven steps, and the proof. Nothing is written unless everything is proven. Raises ContentError."""
    library, warnings = load(root)
    composed = compose_all(library)
    chosen = chosen_stems(library, choice)
    files, pages = _write_all(chosen, composed, Engine(load_design(), root), listener)
    if prove:
        listener.begin("prove", len(chosen))
        found = prove_source(root, library.language, [composed[s] for s in chosen], complete=not choice)
        found += _prove_files(files, composed, listener)
        if found:
            raise ContentError(found)
    made = tuple(
        record.make_artifact(composed[stem], "pdf", files[stem], pages[stem].count, pages[stem].units)
        for stem in chosen
    )
    manifest = _record(library, made, files, output, keep=bool(choice))
    return Built(manifest, made, tuple(warnings))


@dataclass(frozen=True, slots=True)
class _Pages:
    """How many pages a document has, and where its units begin."""

    count: int
    units: Mapping[str, int]


def _write_all(
    chosen: Sequence[str], composed: Mapping[str, Document], engine: Engine, listener: Listener
) -> tuple[dict[str, bytes], dict[str, _Pages]]:
    """Steps 5 and 6: paginate what is cited, lay out the rest, write. Returns bytes and pages by stem.

    Cited documents are written also when only others were asked for: the proof reads their pages.
    """
    cited = with_cited(chosen, composed)
    listener.begin("paginate", len(cited))
    layouts, maps = paginate([composed[stem] for stem in cited], engine, lambda made: listener.done(*_told(made)))
    everything = list(dict.fromkeys((*cited, *chosen)))
    listener.begin("write", len(everything))
    files: dict[str, bytes] = {}
    pages: dict[str, _Pages] = {}
    for stem in everything:
        layout = layouts.pop(stem, None) or engine.lay_out(composed[stem], maps)  # popped: laid-out pages are large
        files[stem] = write_pdf(layout, engine)
        starts = {unit: layout.page_map[unit] for unit in units(composed[stem]) if unit in layout.page_map}
        pages[stem] = _Pages(layout.pages, starts)
        listener.done(*_told(layout))
    return files, pages


def _told(layout: Layout) -> tuple[str, int]:
    return layout.document.stem, layout.pages


def _prove_files(files: Mapping[str, bytes], composed: Mapping[str, Document], listener: Listener) -> list[Problem]:
    """Prove files by stem against their documents; page numbers are read from the files that they cite."""
    cited: set[str] = set().union(*(cited_stems(composed[stem]) for stem in files))
    maps = {stem: page_map(files[stem], composed[stem]) for stem in sorted(cited & files.keys())}
    problems: list[Problem] = []
    for stem, data in files.items():
        problems += prove_pdf(data, composed[stem], maps)
        listener.done(stem, 0)
    return problems


def _record(
    library: Library, made: tuple[record.Artifact, ...], files: Mapping[str, bytes], output: Path, *, keep: bool
) -> Manifest:
    """Step 7: put what was made in its place, with a manifest. ``keep`` leaves what this build did not make."""
    new = Manifest(str(library.toolkit.id), str(library.toolkit.version), record.toolchain(), made)
    try:
        old = record.read_manifest(output)
    except ContentError:  # damaged: what it listed is nobody's now
        old = None
    manifest = record.merge(old, new, output) if keep else new
    stale = {a.path for a in old.artifacts} - {a.path for a in manifest.artifacts} if old else set()
    record.save(output, {a.path: files[a.document] for a in made}, manifest, stale=sorted(stale))
    return manifest


def prove_output(root: Path, output: Path, choice: Choice, listener: Listener) -> Built:
    """Prove an output folder against the content: both legs, every file of its manifest. Raises ContentError."""
    library, warnings = load(root)
    composed = compose_all(library)
    manifest = record.read_manifest(output)
    if manifest is None:
        raise ContentError([Problem("P611", str(output), "there is no manifest here", "build first: build.py build")])
    chosen = chosen_stems(library, choice)
    cited = with_cited(chosen, composed)
    problems = prove_source(root, library.language, [composed[s] for s in chosen], complete=not choice)
    files = dict(_read_files(output, manifest, {*chosen, *cited}, problems))
    problems += _unlisted(manifest, chosen, composed, complete=not choice)
    if absent := [stem for stem in cited if stem not in files]:  # laid out again, to know the pages that others cite
        files = {**_write_all(absent, composed, Engine(load_design(), root), listener)[0], **files}
    listener.begin("prove", len(files))
    problems += _prove_files(files, composed, listener)
    if problems:
        raise ContentError(problems)
    return Built(manifest, tuple(a for a in manifest.artifacts if a.document in chosen), tuple(warnings))


def _read_files(
    output: Path, manifest: Manifest, stems: Collection[str], problems: list[Problem]
) -> Iterable[tuple[str, bytes]]:
    for artifact in manifest.artifacts:
        if artifact.document not in stems:
            continue
        try:
            data = (output / artifact.path).read_bytes()
        except OSError as error:
            problems.append(Problem("P611", artifact.path, f"cannot be read: {error.strerror}", "build again"))
            continue
        if not record.is_made(data, artifact):
            message = "is not the file that was made: its SHA-256 is not the manifest's"
            problems.append(Problem("P606", artifact.path, message, "build again"))
        yield artifact.document, data


def _unlisted(
    manifest: Manifest, chosen: Sequence[str], composed: Mapping[str, Document], *, complete: bool
) -> list[Problem]:
    """Compare the documents of a manifest with those of the toolkit."""
    listed = {artifact.document: artifact.path for artifact in manifest.artifacts}
    problems = [Problem("P655", s, "the document has no file", "build again") for s in chosen if s not in listed]
    if complete:
        strange = [path for stem, path in listed.items() if stem not in composed]
        problems += [Problem("P655", path, "the toolkit has no such document", "build again") for path in strange]
    return problems
