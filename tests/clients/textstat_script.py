"""What textstat says of sentences, run in a process of its own.

Takes sentences by document as JSON on standard input, and prints the Flesch–Kincaid grade of each document as JSON.
"""

# mypy: ignore-errors

import json
import re
import sys
from types import ModuleType

# textstat imports it for the word lists of other formulas; setuptools no longer has it.
sys.modules.setdefault("pkg_resources", ModuleType("pkg_resources"))

import textstat  # noqa: E402

# Signs within a sentence would end it for textstat, which takes every full stop for an end.
asked = {stem: [re.sub(r"[.!?…]+", " ", one) for one in found] for stem, found in json.load(sys.stdin).items()}
json.dump({stem: textstat.flesch_kincaid_grade(". ".join(found) + ".") for stem, found in asked.items()}, sys.stdout)
