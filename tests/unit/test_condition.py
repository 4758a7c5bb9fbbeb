"""Conditions: a closed grammar, read into data."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.condition import Answer, Clause, Condition, ConditionError, holds, parse

ANSWERS: dict[str, Answer] = {"owner": "yes", "tools": frozenset({"a", "b"}), "people": Decimal("5"), "level": "low"}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("owner is yes", True),
        ("owner is no", False),
        ("owner is not no", True),
        ("tools includes a", True),
        ("tools includes c", False),
        ("tools does not include c", True),
        ("people is at least 5", True),
        ("people is at least 5.5", False),
        ("people is at most 5", True),
        ("owner is no or level is low", True),
        ("owner is yes and level is high", False),
        # Nobody has answered these: nothing holds of them, not even that they are not something.
        ("nobody is yes", False),
        ("nobody is not yes", False),
        ("nobody does not include a", False),
        # An answer of another kind is as good as none.
        ("tools is a", False),
        ("owner is at least 5", False),
    ],
)
def test_holds(text: str, held: bool) -> None:
    assert holds(parse(text), ANSWERS) is held


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", 0),
        ("owner", 5),
        ("owner equals yes", 6),
        ("owner is Yes", 9),
        ("owner is yes and", 13),
        ("owner is yes, level is low", 9),
        ("owner is yes and level is low or people is at least 5", 30),
        ("owner is __import__", 9),
        ("1 is yes", 0),
        ("owner  is yes", 6),
        ("owner is yes ", 12),
        ("people is at least many", 19),
        ("people is at least 5 and owner is 5", 34),
    ],
)
def test_what_is_no_condition_is_told_at_its_place(text: str, at: int) -> None:
    with pytest.raises(ConditionError) as refused:
        parse(text)
    assert refused.value.at == at


IDS = st.from_regex(r"[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True).filter(lambda word: word != "not")
CLAUSES = st.one_of(
    st.builds(Clause, IDS, st.sampled_from(["is", "is not", "includes", "does not include"]), IDS),
    st.builds(Clause, IDS, st.sampled_from(["is at least", "is at most"]), st.integers(0, 999).map(str)),
)


@given(st.lists(CLAUSES, min_size=1, max_size=5), st.sampled_from(["and", "or"]))
def test_what_is_written_is_read_back(clauses: list[Clause], join: str) -> None:
    condition = Condition(tuple(clauses), "or" if join == "or" and len(clauses) > 1 else "and")
    read = parse(str(condition))
    assert (str(read), read.join) == (str(condition), condition.join)
    assert [(c.question, c.relation, c.value) for c in read.clauses] == [
        (c.question, c.relation, c.value) for c in clauses
    ]
