"""Questions that lead to outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from press.drawing import Answer, Question, Tree
from press.write.figures.canvas import LABEL, SAID, TEXT, Canvas, Point, Style

_QUESTION: Final = Style(LABEL, bold=True, colour="on-brand")
_ANSWER: Final = Style(TEXT, bold=True, colour="muted", align="center")
_DOWN: Final = Style(TEXT, bold=True, colour="muted")
_PAD: Final = 2.4
_SHARE: Final = 0.42  # of the width, for questions
_BRIDGE: Final = 24.0  # from a question to its outcomes, with the answer on it
_INDENT: Final = 10.0
_DROP: Final = 8.0  # from a question to the next
_SIGN: Final = 2.3
# How an outcome is told from others, also in greys: by its sign.
_TONES: Final[Mapping[str, tuple[str, str]]] = {
    "go": ("accent-soft", "accent"), "care": ("quiet", "muted"), "stop": ("signal-soft", "signal"),
}  # fmt: skip


def tree(drawing: Tree, canvas: Canvas) -> None:
    """Draw questions below each other, outcomes beside the question that they answer."""
    _ask(drawing.question, canvas, 0.0, 0.0)


def _ask(question: Question, canvas: Canvas, x: float, y: float) -> float:
    """Draw a question with everything that it leads to; return where that ends."""
    width = canvas.width * _SHARE - x
    beside = x + width + _BRIDGE
    room = canvas.width - beside
    outcomes = [answer for answer in question.answers if answer.outcome]
    tall = {id(answer): _outcome_height(canvas, answer, room) for answer in outcomes}
    high = canvas.high(question.text, width - 2 * _PAD, _QUESTION) + 2 * _PAD
    high = max(high, sum(tall.values()) + 2 * (len(outcomes) - 1))
    canvas.box(x, y, width, high, "brand")
    canvas.middle(question.text, x + _PAD, y, width - 2 * _PAD, high, _QUESTION)
    side, below = y, y + high
    further = [answer for answer in question.answers if answer.then]
    for answer in question.answers:
        if answer.then is None:
            start = high if len(outcomes) == 1 else tall[id(answer)]
            _outcome(answer, canvas, (x + width, side), beside, start)
            side += start + 2
        else:
            below = _follow(answer, answer.then, canvas, (x, below), last=answer is further[-1])
    return below


def _follow(answer: Answer, then: Question, canvas: Canvas, at: Point, *, last: bool) -> float:
    """Draw the next question: straight below, or set in when others of the same question come after it."""
    x, y = at
    drop = max(_DROP, canvas.high(answer.label, 40, _DOWN) + 3)
    inner = x if last else x + _INDENT
    start = inner + 6
    canvas.arrow([(start, y + 0.4), (start, y + drop - 0.4)], "brand")
    canvas.middle(answer.label, start + 2.4, y, 40, drop, _DOWN)
    return _ask(then, canvas, inner, y + drop)


def _outcome_height(canvas: Canvas, answer: Answer, room: float) -> float:
    said = canvas.high(answer.outcome, room - 2 * _PAD - 2 * _SIGN - 2, SAID)
    above = canvas.high(answer.label, _BRIDGE - 5, _ANSWER) + 0.8  # the answer stands over the arrow
    return max(said + 2 * _PAD * 0.8, 2 * _SIGN + 2.4, 2 * above)


def _outcome(answer: Answer, canvas: Canvas, at: Point, x: float, high: float) -> None:
    start, y = at
    room = canvas.width - x
    fill, ink = _TONES[answer.tone]
    middle = y + high / 2
    canvas.arrow([(start + 0.4, middle), (x - 0.6, middle)], "brand")
    canvas.text(answer.label, start + 1.5, middle - 0.8 - canvas.high(answer.label, _BRIDGE - 5, _ANSWER),
                _BRIDGE - 5, _ANSWER)  # fmt: skip
    canvas.box(x, y, room, high, fill, ink)
    _sign(canvas, answer.tone, (x + _PAD + _SIGN, middle), ink)
    left = x + _PAD + 2 * _SIGN + 2
    canvas.middle(answer.outcome, left, y, room - (left - x) - _PAD, high, SAID)


def _sign(canvas: Canvas, tone: str, at: Point, ink: str) -> None:
    x, y = at
    canvas.disc(at, _SIGN, ink)
    if tone == "go":
        way = -1 if canvas.mirrored else 1  # a tick is the same in every script
        canvas.line([(x - 1.1 * way, y + 0.1), (x - 0.3 * way, y + 0.9), (x + 1.1 * way, y - 0.8)], "paper", 0.6)
    elif tone == "stop":
        canvas.line([(x - 0.9, y - 0.9), (x + 0.9, y + 0.9)], "paper", 0.6)
        canvas.line([(x - 0.9, y + 0.9), (x + 0.9, y - 0.9)], "paper", 0.6)
    else:
        canvas.line([(x, y - 1.3), (x, y + 0.4)], "paper", 0.6)
        canvas.disc((x, y + 1.2), 0.36, "paper")
