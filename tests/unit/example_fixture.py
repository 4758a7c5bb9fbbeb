"""A small toolkit whose survey scores, and whose manual shows it filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.unit.toolkit_fixture import MANUAL, SURVEY, SmallToolkit

SCORING: Final = """\
scoring:
  dimensions:
    - id: care
      title: Care
      method: mean
      bands:
        - id: little
          label: Little
          from: 0
          to: 49
        - id: much
          label: Much
          from: 50
          to: 100
    - id: parts
      title: Parts
      method: highest
  levels:
    - id: low
      label: Rusty
      from: 0
      to: 49
      advice: |
        Begin with the {term}`chain`.
    - id: high
      label: Rolling
      from: 50
      to: 100
      advice: |
        Go on.
  gates:
    - id: soft-tyres
      if: tyre-pressure is at most 2
      at-most: low
      because: |
        Soft tyres slow everything.
sections:
"""

EXAMPLE: Final = """\
      - example:
          id: commuter
          title: A commuter fills it in
          questionnaire: survey
          text: |
            For example, somebody rides to work.
          answers:
            - question: wipes-chain
              answer: always
              note: On Sundays.
            - question: kind-of-brakes
              answer: disc
            - question: tyre-pressure
              answer: "2"
            - question: lights
              answers: [rear, front]
            - question: spares
              rows:
                - {part: Bulb, count: "2"}
                - {part: Tube}
            - question: bell
              answer: "yes"
"""

MORE: Final = """\
      - id: lights
        kind: pick-several
        explained-by: wheels
        text: |
          Which lights has it?
        options:
          - key: front
            text: Front light
          - key: rear
            text: Rear light
      - id: spares
        kind: rows
        explained-by: wheels
        if: lights includes front
        text: |
          Which spares do you carry?
        columns:
          - key: part
            title: Part
            kind: short-text
          - key: count
            title: How many
            kind: number
        spare: 2
      - id: bell
        kind: yes-no
        explained-by: wheels
        required: yes
        text: |
          Has it a bell?
      - id: since
        kind: date
        explained-by: wheels
        if: bell is no
        text: |
          Since when?
"""


class FilledIn(SmallToolkit):
    """The toolkit; ``edit`` changes one place of it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.edit(SURVEY, "sections:\n", SCORING)
        self.edit(SURVEY, "        scale: often\n", "        scale: often\n        score: {dimension: care}\n")
        self.edit(SURVEY, "kind: pick-one\n", "kind: pick-one\n        score: {dimension: parts}\n")
        for points, text in enumerate(("        text: Never", "        text: Always")):
            self.edit(SURVEY, text, f"        points: {points}\n{text}")
        for points, text in ((1, "            text: Rim brakes"), (3, "            text: Disc brakes")):
            self.edit(SURVEY, text, f"            points: {points}\n{text}")
        self.write(SURVEY, self.text(SURVEY) + MORE)
        self.edit(
            MANUAL,
            "  - id: wheels\n    title: Wheels\n    body:\n",
            f"  - id: wheels\n    title: Wheels\n    body:\n{EXAMPLE}",
        )
        self.registered("commuter", "lights", "spares", "bell", "since")
