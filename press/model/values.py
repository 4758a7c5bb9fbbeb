"""The kinds of value that content files hold, each with its rule, and what all models share."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from press.place import Scalar

ID_PATTERN: Final = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
ID_LENGTH: Final = 40
LINE_LENGTH: Final = 1000
_VERSION: Final = r"[0-9]+\.[0-9]+\.[0-9]+(-[0-9a-z.]+)?"


def _unit_id(value: Scalar) -> Scalar:
    if not re.fullmatch(ID_PATTERN, value) or len(value) > ID_LENGTH:
        raise PydanticCustomError("unit_id", "'{value}' is not a valid id", {"value": str(value)})
    return value


def _prose(value: Scalar) -> Scalar:
    if value.style != "literal":
        raise PydanticCustomError("prose_style", "prose is not written as a literal block")
    return _filled(value)


def _line(value: Scalar) -> Scalar:
    if "\n" in value:
        raise PydanticCustomError("one_line", "must be one line")
    if len(value) > LINE_LENGTH:
        raise PydanticCustomError("long_line", "has {there} letters", {"there": len(value)})
    return _filled(value)


def _filled(value: Scalar) -> Scalar:
    if not value.strip():
        raise PydanticCustomError("empty", "is empty")
    return value


def _whole(value: object) -> object:
    if isinstance(value, Scalar):
        if not re.fullmatch(r"[0-9]{1,6}", value):
            raise PydanticCustomError("whole_number", "'{value}' is not a whole number", {"value": str(value)})
        return int(value)
    return value


def _yes_no(value: object) -> object:
    if isinstance(value, Scalar):
        if value not in ("yes", "no"):
            raise PydanticCustomError("yes_no", "'{value}' is neither yes nor no", {"value": str(value)})
        return value == "yes"
    return value


def _date(value: object) -> object:
    if isinstance(value, Scalar):
        try:
            return datetime.date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else _not_a_date(value)
        except ValueError:
            return _not_a_date(value)
    return value


def _not_a_date(value: str) -> datetime.date:
    raise PydanticCustomError("date", "'{value}' is not a date", {"value": str(value)})


def _version(value: Scalar) -> Scalar:
    if not re.fullmatch(_VERSION, value):
        raise PydanticCustomError("version", "'{value}' is not a version", {"value": str(value)})
    return value


# What an editor takes for a number or a yes-or-no is text to the press; its schema has to let that pass.
_SHORT: Final = WithJsonSchema({"type": ["string", "number", "boolean"]})
_LINE: Final = WithJsonSchema({"type": ["string", "number", "boolean"], "maxLength": LINE_LENGTH})
_NUMBERS: Final = WithJsonSchema(
    {"type": "string", "pattern": f"^{_VERSION}$", "patternErrorMessage": "Write three numbers: 1.2.0"}
)
_ID: Final = WithJsonSchema(
    {
        "type": ["string", "boolean"],
        "pattern": f"^{ID_PATTERN}$",
        "patternErrorMessage": f"Write lower-case words joined by hyphens, at most {ID_LENGTH} letters",
        "maxLength": ID_LENGTH,
    }
)
# What an editor writes when an author takes the key from its list.
_BLOCK: Final = WithJsonSchema({"type": "string", "defaultSnippets": [{"label": "|", "body": "|\n  $1"}]})
WHOLE: Final = BeforeValidator(_whole)

UnitId: TypeAlias = Annotated[Scalar, AfterValidator(_unit_id), _ID]
Line: TypeAlias = Annotated[Scalar, AfterValidator(_line), _LINE]
Prose: TypeAlias = Annotated[Scalar, AfterValidator(_prose), _BLOCK]
Text: TypeAlias = Annotated[Scalar, AfterValidator(_filled), _SHORT]
Name: TypeAlias = Annotated[Scalar, _SHORT]
Version: TypeAlias = Annotated[Scalar, AfterValidator(_version), _NUMBERS]
Day: TypeAlias = Annotated[datetime.date, BeforeValidator(_date)]
# What an editor may take for a truth value.
YesNo: TypeAlias = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": ["yes", "no", True, False]})]
Profile: TypeAlias = dict[Scalar, tuple[Name, ...]]


class Model(BaseModel):
    """A mapping of a content file: frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class File(Model):
    """A content file; it says which version of its format it is written in."""

    format: Literal["1"] = Field(description="Version of this file's format.")
