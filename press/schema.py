"""JSON Schemas of the content files, for editors that complete and check while an author types.

An editor's YAML parser is not ours: it takes ``1`` for a number and ``true`` for a yes-or-no where the press reads
text. The schemas allow what the press allows, so that an editor never complains about what builds. Beside what JSON
Schema has, they hold what the YAML extension of VS Code reads: the snippets of press/skeleton/snippets.py.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pydantic.json_schema import GenerateJsonSchema

from press.model import (
    Glossary,
    Guide,
    HouseStyle,
    Leaflet,
    Poster,
    PrimerPlan,
    Questionnaire,
    Register,
    Sources,
    Toolkit,
    Words,
    WorksheetPlan,
)
from press.skeleton.snippets import snippets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pydantic import BaseModel
    from pydantic_core import core_schema

_MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "toolkit": Toolkit,
    "guide": Guide,
    "leaflet": Leaflet,
    "questionnaire": Questionnaire,
    "primers": PrimerPlan,
    "poster": Poster,
    "worksheets": WorksheetPlan,
    "glossary": Glossary,
    "sources": Sources,
    "ids": Register,
    "words": Words,
    "house-style": HouseStyle,
}


def schemas() -> dict[str, str]:
    """Return the text of each kind of content file's JSON Schema, by the kind's name."""
    return {name: _schema(model) for name, model in _MODELS.items()}


def write_schemas(folder: Path) -> None:
    """Write each schema to ``<name>.schema.json`` in a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / f"{name}.schema.json").write_text(text, encoding="utf-8", newline="\n")


def _schema(model: type[BaseModel]) -> str:
    schema = {"$schema": _Generator.schema_dialect, **model.model_json_schema(schema_generator=_Generator)}
    for name, part in schema.get("$defs", {}).items():
        if found := snippets(name):
            part["defaultSnippets"] = found
            _hide(schema, part, {snippet["label"] for snippet in found})
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _hide(schema: dict[str, Any], part: dict[str, Any], labels: set[str]) -> None:
    """Let editors offer snippets alone, not also what they themselves would write for these keys."""
    for key in labels & part["properties"].keys():
        target = part["properties"][key]
        # Beside a reference the YAML extension would not see it.
        target = schema["$defs"][target["$ref"].rpartition("/")[2]] if "$ref" in target else target
        target["doNotSuggest"] = True
        if "defaultSnippets" in target:  # prose right behind a dash: its block stands further in
            target["defaultSnippets"] = [{"label": "|", "body": "|\n    $1"}]


class _Generator(GenerateJsonSchema):
    """pydantic's generator, as an editor's YAML wants it."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        """Give no titles: an editor would show "Source-Language" for ``source-language``."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        """Leave out null: an optional key is left out, never written and left empty."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        """Leave out defaults: they are all "nothing"."""
        return self.generate_inner(schema["schema"])

    def int_schema(self, schema: core_schema.IntSchema) -> dict[str, Any]:
        """Allow a number in quotation marks, which the press reads as well."""
        return {**super().int_schema(schema), "type": ["integer", "string"], "pattern": "^[0-9]{1,6}$"}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> dict[str, Any]:
        """Allow the number itself where the model expects its text, as in ``format: 1``."""
        choices = [choice for choice in schema["expected"] if isinstance(choice, str)]
        numbers = [int(choice) for choice in choices if choice.isdigit()]
        return {"enum": [*choices, *numbers]}
