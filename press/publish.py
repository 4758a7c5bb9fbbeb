"""The seven steps from content files to proven documents, readable as one paragraph."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from press import forms
from press import manifest as record
from press.check import placeholders
from press.crew import Crew, here
from press.design import load_design
from press.document import Document, units
from press.locks import Waiting, in_silence
from press.manifest import Manifest
from press.memory import Produced
from press.model import Library
from press.paginate import with_cited
from press.problem import ContentError, Problem, in_order
from press.produce import Listener, produce
from press.prove.source import prove_source
from press.prove_files import prove_files
from press.select import documents
from press.stamp import Stamp
from press.store import Store
from press.swap import demand_writable, reading, writing
from press.toolkit import Choice, chosen_stems, compose_all, load
from press.write.suffixes import EXTRAS, described_pages, suffixes


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the manifest of its output folder, and the artifacts made now."""

    manifest: Manifest
    made: tuple[record.Artifact, ...]
    problems: tuple[Problem, ...]
    unchanged: bool = False  # all of it was there already


def build(
    root: Path,
    output: Path,
    choice: Choice,
    listener: Listener,
    *,
    prove: bool = True,
    store: Store | None = None,
    crew: Crew | None = None,
    waiting: Waiting = in_silence,
) -> Built:
    """All seven steps, and the proof. Nothing is written unless everything is proven. Raises ContentError.

    What the ``store`` knows of earlier builds is not made, and not proven, again. The ``crew`` makes all else; without
    one, it is made here. While another build writes into the same ``output``, this one waits, and ``waiting`` hears of
    it.
    """
    with writing(output, waiting):
        return _build(root, output, choice, listener, crew or here(), prove=prove, store=store)


def _build(
    root: Path, output: Path, choice: Choice, listener: Listener, crew: Crew, *, prove: bool, store: Store | None
) -> Built:
    stamp = Stamp(store, root, output, repr((choice, prove)))
    if known := stamp.known():
        return Built(*known, unchanged=True)
    demand_writable(output)
    library, warnings = load(root)
    composed = compose_all(library)
    chosen = chosen_stems(library, choice)
    _refuse_unwritten(library, composed, chosen)
    wanted = {stem: choice.suffixes(composed[stem]) for stem in chosen}
    _demand_extras(library, wanted, choice)
    load_design()  # what is wrong with it is told once, and not by every worker
    made = produce(wanted, composed, root, crew, listener, store)
    if unfit := list(_unfit(library, made, composed)):
        raise ContentError(unfit)
    if prove:
        listener.begin("prove", len(made))
        found = prove_source(root, library.language, [composed[s] for s in chosen], complete=not choice)
        found += prove_files({stem: one.files for stem, one in made.items()}, composed, crew, listener, store)
        if found:
            raise ContentError(found)
    described = list(_artifacts(chosen, made, composed, choice))
    artifacts = [artifact for artifact, _ in described]
    files = {artifact.path: data for artifact, data in described}
    files[forms.NAME] = forms.forms_json(library, composed).encode()
    manifest = _record(library, artifacts, files, output, keep=bool(choice))
    stamp.remember(manifest, artifacts, warnings)
    return Built(manifest, tuple(artifacts), tuple(warnings))


def _demand_extras(library: Library, wanted: Mapping[str, Sequence[str]], choice: Choice) -> None:
    """See that each extra that is asked for is made of some document. Raises ContentError (U701)."""
    for suffix in choice.extras:
        if not any(suffix in forms for forms in wanted.values()):
            kinds = " and ".join(f"{kind}s" for kind in sorted(EXTRAS[suffix].kinds))
            message = f"no document of this choice becomes a {suffix.partition('.')[0]}: only {kinds} do"
            raise ContentError([Problem("U701", library.root.name, message, "see: build.py list")])


def _refuse_unwritten(library: Library, composed: Mapping[str, Document], chosen: Collection[str]) -> None:
    made_from = {wanted.stem: str(wanted.resource.id) for wanted in documents(library)}
    if unwritten := placeholders.in_documents(library, [(made_from[stem], composed[stem]) for stem in chosen]):
        raise ContentError(in_order(unwritten))


def _unfit(library: Library, made: Mapping[str, Produced], composed: Mapping[str, Document]) -> Iterator[Problem]:
    """Yield the documents that have more pages than they may, or fewer than they must fill, at the line of their id."""
    for wanted in documents(library):
        document, one = composed[wanted.stem], made.get(wanted.stem)
        most = document.pages or document.most_pages
        if one is None or not most or one.pages == most or (one.pages < most and not document.pages):
            continue
        allowed = _pages(most) if document.pages else f"at most {_pages(most)}"
        message, hint = f"{wanted.stem} fills {_pages(one.pages)}, not {allowed}", "write more"
        if one.pages > most:
            over = next((unit for unit in units(document) if one.starts.get(unit, 0) > most), "")
            message += f": there is no room from '{over}' on" if over else ": what stands at its end has no room"
            hint = "shorten what stands before, or take something out"
        yield Problem("W511", str(wanted.resource.id.place), message, hint)


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number} pages"


def _artifacts(
    chosen: Sequence[str], made: Mapping[str, Produced], composed: Mapping[str, Document], choice: Choice
) -> Iterator[tuple[record.Artifact, bytes]]:
    """Yield the files that are asked for, each with its description."""
    for stem in chosen:
        for suffix, data in made[stem].files.items():
            if choice.wants(suffix):
                pages, starts = described_pages(suffix, made[stem].pages, made[stem].starts)
                yield record.make_artifact(composed[stem], suffix, data, pages, starts), data


def _record(
    library: Library, made: Sequence[record.Artifact], files: Mapping[str, bytes], output: Path, *, keep: bool
) -> Manifest:
    """Step 7: put what was made in its place, with a manifest. ``keep`` leaves what this build did not make."""
    new = Manifest(str(library.toolkit.id), str(library.toolkit.version), record.toolchain(), tuple(made))
    try:
        old = record.read_manifest(output)
    except ContentError:  # damaged: what it listed is nobody's now
        old = None
    manifest = record.merge(old, new, output, outdated=_outdated(old, new)) if keep else new
    stale = {a.path for a in old.artifacts} - {a.path for a in manifest.artifacts} if old else set()
    record.save(output, files, manifest, stale=sorted(stale))
    return manifest


def _outdated(old: Manifest | None, new: Manifest) -> set[str]:
    """Return the paths of extras that were made of a screen PDF which is another one now."""
    screens = {a.document: a.sha256 for a in new.artifacts if a.suffix == "pdf"}
    before = {a.document: a.sha256 for a in old.artifacts if a.suffix == "pdf"} if old else {}
    other = {stem for stem, sha256 in screens.items() if before.get(stem) != sha256}
    return {a.path for a in (old.artifacts if old else ()) if a.suffix in EXTRAS and a.document in other}


def prove_output(
    root: Path, output: Path, choice: Choice, listener: Listener, *, waiting: Waiting = in_silence
) -> Built:
    """Prove an output folder against the content: both legs, every file of its manifest. Raises ContentError.

    While a build writes into it, this waits, and ``waiting`` hears of it.
    """
    library, warnings = load(root)
    composed = compose_all(library)
    chosen = chosen_stems(library, choice)
    cited = with_cited(chosen, composed)
    problems: list[Problem] = []
    with reading(output, waiting):
        manifest = record.read_manifest(output)
        if manifest is None:
            message, hint = "there is no manifest here", "build first: build.py build"
            raise ContentError([Problem("P611", str(output), message, hint)])
        files = _read_files(output, manifest, {*chosen, *cited}, choice, problems)
    problems += prove_source(root, library.language, [composed[s] for s in chosen], complete=not choice)
    problems += _unlisted(manifest, chosen, composed, choice)
    crew = here()
    # Made again, to know the pages that others cite.
    if absent := {stem: ["pdf"] for stem in (*cited, *files) if "pdf" not in files.get(stem, {})}:
        for stem, one in produce(absent, composed, root, crew, listener).items():
            files[stem] = {**one.files, **files.get(stem, {})}
    listener.begin("prove", len(files))
    problems += prove_files(files, composed, crew, listener)
    if problems:
        raise ContentError(problems)
    proven = tuple(a for a in manifest.artifacts if a.document in chosen and choice.wants(a.suffix))
    return Built(manifest, proven, tuple(warnings))


def _read_files(
    output: Path, manifest: Manifest, stems: Collection[str], choice: Choice, problems: list[Problem]
) -> dict[str, dict[str, bytes]]:
    """Return the files of documents by stem and suffix: those to be proven, and PDFs for their pages."""
    files: dict[str, dict[str, bytes]] = {}
    for artifact in manifest.artifacts:
        if artifact.document not in stems or not (choice.wants(artifact.suffix) or artifact.suffix == "pdf"):
            continue
        try:
            data = (output / artifact.path).read_bytes()
        except OSError as error:
            problems.append(Problem("P611", artifact.path, f"cannot be read: {error.strerror}", "build again"))
            continue
        if not record.is_made(data, artifact):
            message = "is not the file that was made: its SHA-256 is not the manifest's"
            problems.append(Problem("P606", artifact.path, message, "build again"))
        files.setdefault(artifact.document, {})[artifact.suffix] = data
    return files


def _unlisted(
    manifest: Manifest, chosen: Sequence[str], composed: Mapping[str, Document], choice: Choice
) -> list[Problem]:
    """Compare the files of a manifest with the documents of the toolkit."""
    listed = {(artifact.document, artifact.suffix): artifact.path for artifact in manifest.artifacts}
    problems = [
        Problem("P655", stem, f"the document has no .{suffix}", "build again")
        for stem in chosen
        for suffix in suffixes(composed[stem].kind)
        if choice.wants(suffix) and (stem, suffix) not in listed
    ]
    possible = {stem: suffixes(composed[stem].kind, EXTRAS) for stem in chosen}
    problems += [
        Problem("P655", path, f"documents of its kind have no .{suffix}", "build again")
        for (stem, suffix), path in listed.items()
        if stem in possible and suffix not in possible[stem]
    ]
    if not choice:
        strange = [path for (stem, _), path in listed.items() if stem not in composed]
        problems += [Problem("P655", path, "the toolkit has no such document", "build again") for path in strange]
    return problems
