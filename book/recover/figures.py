"""A picture of a page with what the page says under it: its caption, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from book.model import Figure, Inline, LineBreak, Picture, Role, Text, Verdict
from book.recover.inlines import Calls, inlines

_NEAR = 4  # lines of one caption


def figure(
    verdicts: Sequence[Verdict], i: int, pictures: Mapping[str, Picture], calls: Calls
) -> tuple[Figure, frozenset[int]]:
    """The figure of the picture at index `i`, and the indices of the lines that are its caption."""
    line = verdicts[i].line
    assert line.image is not None
    own, makers = _around(verdicts, i)
    caption: tuple[Inline, ...] = ()
    for n, k in enumerate(own):
        caption += (*_between(verdicts, own[n - 1], k, line.figure), *inlines(verdicts, calls, k))
    shown = Figure(
        pictures[line.image.name],
        alt="" if line.image.decorative else line.image.alt,
        decorative=line.image.decorative and not caption,
        caption=caption,
        credit=" ".join(verdicts[k].line.text.strip() for k in makers),
        line=line.number,
        mate=_mate(verdicts, i, pictures),
    )
    return shown, frozenset(own)


def _mate(verdicts: Sequence[Verdict], i: int, pictures: Mapping[str, Picture]) -> int:
    """The line of the next picture that shares its caption with the one at index `i`; 0 where it has none, or
    did not come with the page."""
    own = verdicts[i].line.image
    if own is None or not own.shares:
        return 0
    for verdict in verdicts[i + 1 :]:
        if image := verdict.line.image:
            return verdict.line.number if verdict.kept and image.name in pictures else 0
        if not verdict.line.blank:
            break
    return 0


def _between(verdicts: Sequence[Verdict], above: int, k: int, figure: str) -> tuple[Inline, ...]:
    """What parts two lines of a caption: that of a gallery begins a line, what goes on in one goes on."""
    if above >= k:
        return ()
    of_all = verdicts[k].line.below_all(figure) and not verdicts[above].line.below_all(figure)
    return (LineBreak(),) if of_all else (Text(" "),)


def _around(verdicts: Sequence[Verdict], i: int) -> tuple[list[int], list[int]]:
    """The lines in the picture's own figure that are its caption, and those that are its credit; of the last
    picture of a gallery, the gallery's too."""
    place = verdicts[i].line.figure
    if not place:
        return [], []
    below = []
    for k in range(i + 1, min(i + 1 + _NEAR, len(verdicts))):
        line = verdicts[k].line
        if line.image or not (line.below_all(place) or line.place.startswith(place)):
            break
        below.append(k)
    captions = [k for k in below if verdicts[k].role is Role.CAPTION]
    makers = [k for k in below if verdicts[k].role is Role.CREDIT]
    return captions, makers
