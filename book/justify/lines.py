"""From breaks to set lines: what every line is to be told so that it fills the measure exactly."""

from __future__ import annotations

from dataclasses import dataclass

from book.justify.fit import Fit
from book.justify.paragraph import Paragraph

_WIDEST = 3.5
"""Spaces that would have to be so many times as wide stay as they are: the line is short instead."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line: text[start:end], with a hyphen added or not. Lengths in points.

    `word_spacing` is added to each of its spaces as the font has them; `left` and `right` are how far it
    hangs into the margins; `expansion` names the scaled font (thousandths). `ratio` is its spaces' width
    against the natural one; `joined` says that the next line goes on without a space between; `bare` that its
    first letter has lost its trema.
    """

    start: int
    end: int
    hyphen: bool
    joined: bool
    word_spacing: float
    left: float
    right: float
    expansion: int
    ratio: float
    last: bool
    bare: bool = False


def set_lines(paragraph: Paragraph, fit: Fit) -> tuple[SetLine, ...]:
    """The lines of `paragraph` broken as `fit` says."""
    setting, c = paragraph.setting, paragraph.candidates
    lines: list[SetLine] = []
    start, left, bare = 0, paragraph.hangs_at_start(), False
    for number, at in enumerate(fit.breaks):
        b = at.candidate
        end, hyphen = c.offset[b], c.hyphen[b]
        last = number == len(fit.breaks) - 1
        right = 0.0 if last else c.hang_right[b]
        room = setting.measure - (setting.indent if number == 0 else 0.0) + left + c.hang_right[b]
        expansion, word_spacing, ratio = _spread(paragraph, fit.expansion, start, end, hyphen, room, last)
        lines.append(
            SetLine(start, end, hyphen, c.inside[b], word_spacing, left, right, expansion, ratio, last, bare)
        )
        start, left, bare = c.resume[b], c.hang_left[b], c.bare[b]
    return tuple(lines)


def _spread(
    paragraph: Paragraph, limit: int, start: int, end: int, hyphen: bool, room: float, last: bool
) -> tuple[int, float, float]:
    """What fills `room` points with text[start:end], its glyphs scaled by no more than `limit` thousandths:
    expansion, word spacing, ratio to natural spaces. Nothing does where that would leave holes."""
    setting, natural = paragraph.setting, paragraph.styles[start].word_spacing
    glyphs = paragraph.width(start, end, hyphen)
    count, spaces = paragraph.glue(start, end)
    lack = room - glyphs - spaces
    if last and room >= glyphs + paragraph.drawn_glue(start, end):
        return 0, natural, 1.0
    expansion = 0
    if limit:
        scalable = glyphs - paragraph.stiff(start, end)
        share = (setting.stretch if lack > 0 else setting.shrink) * spaces + limit / 1000 * scalable
        wanted = limit * max(-1.0, min(1.0, lack / share)) if share else 0.0
        expansion = round(wanted / setting.step) * setting.step
        if expansion:
            glyphs = paragraph.width(start, end, hyphen, expansion)
    if not count:
        return expansion, natural, 1.0
    if room - glyphs > _WIDEST * spaces:
        return 0, natural, 1.0
    drawn = paragraph.drawn_glue(start, end, expansion)
    return expansion, natural + (room - glyphs - drawn) / count, (room - glyphs) / spaces
