"""A small, complete and valid toolkit in a temporary folder, in which a test replaces a piece of text."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from press.check import check
from press.model import Library
from press.problem import Problem
from press.read import read_library

MANUAL: Final = "en/resources/manual.yaml"
SURVEY: Final = "en/questionnaires/survey.yaml"
PRIMERS: Final = "en/primers/primers.yaml"
GLOSSARY: Final = "en/shared/glossary.yaml"
SOURCES: Final = "en/shared/sources.yaml"
TOOLKIT: Final = "toolkit.yaml"
IDS: Final = "ids.yaml"
PICTURE: Final = "assets/wheel.svg"

FILES: Final = {
    TOOLKIT: """\
format: 1
id: bicycles
symbol: BC
version: 0.1.0
date: 2026-01-31
title: Bicycles that last
publisher: Nobody
notice: |
  Written for tests alone.
source-language: en
languages:
  - id: en
axes:
  - id: role
    title: Role
    values:
      - id: rider
        title: Rider
        phrase: riders
        description: |
          You ride.
      - id: mechanic
        title: Mechanic
        phrase: mechanics
  - id: season
    title: Season
    values:
      - id: summer
        title: Summer
        phrase: summer
      - id: winter
        title: Winter
        phrase: winter
resources: [manual, survey]
""",
    MANUAL: """\
format: 1
id: manual
title: Manual of Bicycles
short: Manual
summary: |
  How a bicycle lasts.
tailor: [season]
sections:
  - id: cleaning
    title: Cleaning
    for: {role: [rider, mechanic]}
    body:
      - text: |
          Keep the {term}`chain <chain>` clean, as {ref}`wheel-guide` says.[^why]

          [^why]: Dirt is sand.
      - takeaway:
          id: dry-is-not-clean
          text: |
            A dry chain is not a clean chain.
          primer: {place: messages, weight: 50}
      - action:
          id: wipe-the-chain
          title: Wipe the chain
          text: |
            Use an old cloth.
          for: {role: [rider]}
          primer: {place: actions, weight: 60}
      - action:
          id: measure-the-chain
          title: Measure the chain
          text: |
            Replace it early.
          for: {role: [mechanic]}
          primer: {place: actions, weight: 60}
      - case:
          id: salted-road
          title: The salted road
          text: |
            For example, a winter without oil.
          primer: {place: cases, weight: 40}
      - table:
          id: kinds-of-oil
          caption: Kinds of oil
          text: |
            | Oil | When |
            |---|---|
            | Wet | Rain \\| snow |
            | Dry | Sun |
    sections:
      - id: winter-cleaning
        title: In winter
        for: {season: [winter]}
        body:
          - callout:
              id: salt-eats-steel
              kind: warning
              title: Salt eats steel
              text: |
                Rinse after {ref}`each ride <wipe-the-chain>`.
        sections:
          - id: ice
            title: Ice
            body:
              - text: |
                  Take the bus.
  - id: wheels
    title: Wheels
    body:
      - figure:
          id: wheel-drawn
          caption: A wheel
          image: wheel.svg
          alternative: A circle with one spoke that points up.
      - quote:
          id: wheels-turn
          text: |
            Wheels turn.
          source: wheel-guide
      - video:
          id: wheel-film
          title: A wheel turns
          address: https://example.org/wheel
          duration: 1 min
          text: |
            A wheel that turns.
""",
    SURVEY: """\
format: 1
id: survey
title: Survey of Bicycles
short: Survey
summary: |
  What you know of your bicycle.
instructions: |
  Answer what you can.
scales:
  - id: often
    options:
      - key: never
        text: Never
      - key: always
        text: Always
sections:
  - id: survey-care
    title: Care
    text: |
      Look at it first.
    questions:
      - id: wipes-chain
        kind: scale
        scale: often
        text: |
          Do you wipe the chain?
        help: |
          See {term}`chain`.
        explained-by: wipe-the-chain
        primer: {place: questions, weight: 70}
      - id: kind-of-brakes
        kind: pick-one
        text: |
          Which brakes has it?
        options:
          - key: rim
            text: Rim brakes
          - key: disc
            text: Disc brakes
        explained-by: wheels
      - id: tyre-pressure
        kind: number
        unit: bar
        text: |
          What is the pressure?
        explained-by: wheels
""",
    PRIMERS: """\
format: 1
id: primers
tailor: [role, season]
title: "Primer for {role} in {season}"
short: Primer
summary: |
  The little that matters.
takeaways: {shared: 100}
places:
  - id: messages
    title: What matters
    limit: 2
  - id: actions
    title: What to do
    limit: 2
  - id: cases
    title: In practice
    limit: 1
  - id: questions
    title: What to ask
    limit: 2
""",
    GLOSSARY: """\
format: 1
terms:
  - id: chain
    term: chain
    definition: |
      What joins the {term}`sprocket` to the pedals.
  - id: sprocket
    term: sprocket
    definition: |
      A wheel with teeth.
""",
    SOURCES: """\
format: 1
sources:
  - id: wheel-guide
    label: Guide to wheels
    title: A guide to wheels
    author: Anybody
    address: https://example.org/guide
""",
    IDS: "format: 1\nids:\n"
    + "".join(
        f"  {unit}: {{status: active}}\n"
        for unit in (
            *("manual", "cleaning", "dry-is-not-clean", "wipe-the-chain", "measure-the-chain", "salted-road"),
            *("kinds-of-oil", "winter-cleaning", "salt-eats-steel", "ice", "wheels", "wheel-drawn", "wheels-turn"),
            *("wheel-film", "survey", "survey-care", "wipes-chain", "kind-of-brakes", "tyre-pressure", "chain"),
            *("sprocket", "wheel-guide"),
        )
    ),
    PICTURE: """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">
  <circle cx="5" cy="5" r="4"/>
  <path d="M5 5V1" stroke="black"/>
</svg>
""",
}


class SmallToolkit:
    """The toolkit above, written to a folder; `edit` changes one place of it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "content"
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> SmallToolkit:
        """Write a whole file."""
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return self

    def text(self, name: str) -> str:
        """Return what a file says."""
        return (self.root / name).read_bytes().decode()

    def edit(self, name: str, old: str, new: str) -> SmallToolkit:
        """Replace a piece of text that the file has exactly once."""
        assert self.text(name).count(old) == 1, f"{old!r} is not exactly once in {name}"
        return self.write(name, self.text(name).replace(old, new))

    def registered(self, *ids: str) -> SmallToolkit:
        """Add ids to the register, so that a test of something else need not speak of them."""
        return self.write(IDS, self.text(IDS) + "".join(f"  {unit}: {{status: active}}\n" for unit in ids))

    def library(self) -> Library:
        """Read it; it must be readable."""
        library, problems = read_library(self.root)
        assert library is not None, "\n".join(map(str, problems))
        return library

    def problems(self) -> list[Problem]:
        """Read and check it."""
        return check(self.library())

    def at(self, name: str, piece: str, inner: str = "") -> str:
        """Return `file:line:column` of the one place where a piece (and, within it, an inner piece) stands."""
        text = self.text(name)
        assert text.count(piece) == 1, f"{piece!r} is not exactly once in {name}"
        offset = text.index(piece) + piece.index(inner)
        line = text.count("\n", 0, offset) + 1
        return f"content/{name}:{line}:{offset - text.rfind(chr(10), 0, offset)}"

    def found(self) -> list[tuple[str, str, str]]:
        """Return severity, code and place of every problem."""
        return [(p.severity, p.code, p.place) for p in self.problems()]
