"""The edges of a piece: what right beyond them stays or is doubted, and what far beyond them goes as one.

Line by line the fitted judge is surest within a piece. Where it begins and ends the author is given the
benefit of the doubt, a line or two; long stretches that no line of his is in are judged whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from book.clean.estimates import INSIDE, LIKE_TEXT, SURE, Estimate
from book.clean.layout import HEADINGS
from book.clean.look import Look
from book.clean.markuptraits import link_share
from book.clean.page import Verdicts, drop, rerole
from book.model import Line, Role, Verdict
from book.sentences import columns, ends, running, spoken, states

_NEXT = 0.03  # a sentence right below the last line that is kept may be the author's, if this likely
_NEAR = 0.1  # and one near either edge, with a line between at most, if this likely
_GONE = 0.99  # unless it is as sure as this that it lies beyond
_SENTENCE, _BRIEF = 13, 80  # columns of a last statement that stays
_CLOSING = 4  # and words of one that wishes, thanks or bids farewell
_DOUBT = 0.6  # how sure it is that what may be the author's is not
_STRETCH = 1500  # characters of what is kept above or below all that is surely text
_HARDLY = 0.15  # of them, no more than this share is likely the author's
_MUCH_ELSE = 0.3  # of a page's lines, more than this share is not


def at_edges(
    verdicts: Verdicts,
    look: Look,
    found: Sequence[Estimate],
    at: Sequence[int],
    closes: Callable[[int, int], bool] = lambda last, below: False,
) -> Verdicts:
    """Gives the author the benefit of the doubt for what is right beyond either edge of the piece.

    A brief statement right below the last line stays: as often as not it is the author's; so does one that
    `closes` the text by its markup (of two verdicts by their indices, the last line and that below it). Of
    running text near either edge four lines in ten are: it is dropped, with doubt. `at` has the index among
    the verdicts of each line of the look.
    """
    kept = [j for j, i in enumerate(at) if verdicts[i].kept]
    changes: dict[int, Verdict] = {}
    for edge, way in ((kept[-1], 1), (kept[0], -1)) if kept else ():
        for j in (edge + way, edge + 2 * way):
            if not 0 <= j < len(at) or verdicts[at[j]].rule not in ("beyond", "ahead"):
                continue
            before, text, likely = verdicts[at[j]], look.texts[j], found[j].likely
            if way > 0 and closes(at[edge], at[j]):
                why = f"{before.because}, but as likely its last words"
                changes[at[j]] = Verdict(before.line, Role.BODY, "stet", 0.3, why)
                if (over := verdicts[at[j - 1]]).line.tag in HEADINGS and not over.kept:
                    changes[at[j - 1]] = Verdict(over.line, Role.BODY, "stet", 0.3, "the heading over them")
                break
            last = j == edge + 1 and likely > _NEXT
            if last and found[edge].likely > 0.5 and _SENTENCE <= columns(text) < _BRIEF and states(text):
                why = f"{before.because}, but right below its last line"
                changes[at[j]] = Verdict(before.line, Role.BODY, "stet", 0.3, why)
                break
            goes_on = found[edge].likely > LIKE_TEXT and running(text) and not look.bullets[j]
            if goes_on and (last or (likely > _NEAR and before.certainty < _GONE)):
                why = f"{before.because}, or its {'last' if way > 0 else 'first'} sentence"
                changes[at[j]] = drop(before, before.role, before.rule, _DOUBT, why)
                break
    return rerole(verdicts, changes)


def is_closing(last: Line, below: Line) -> bool:
    """Is it a brief sentence of some words, a paragraph of the element that the last line is one of?"""
    text = below.text.strip()
    home = last.place.rpartition(" > ")[0]
    return (
        below.tag == "p"
        and below.place.rpartition(" > ")[0] == home
        and _SENTENCE <= columns(text) < _BRIEF
        and len(text.split()) >= _CLOSING
        and ends(spoken(text))
        and not link_share(below)
    )


def headed(verdicts: Verdicts) -> Verdicts:
    """Keeps the heading, marked as one, right above the first line that is kept."""
    first = next((i for i, v in enumerate(verdicts) if v.kept), 0)
    above = next((i for i in range(first - 1, -1, -1) if not verdicts[i].line.blank), -1)
    if above < 0 or verdicts[above].rule != "ahead" or verdicts[above].line.tag not in HEADINGS:
        return verdicts
    return rerole(verdicts, {above: Verdict(verdicts[above].line, Role.BODY, "stet", 0.5, "its heading")})


def astray(verdicts: Verdicts, look: Look, found: Sequence[Estimate]) -> Iterator[tuple[int, Verdict]]:
    """What to make of a long stretch above all that is surely text, or below it, where hardly anything is
    likely the author's and the page has much else.

    Line by line each may be his, and is kept; all of them together are another piece's, or the page's.
    """
    sure = [e.likely * (1.0 - e.ended) * (1.0 - e.ahead) for e in found]
    texts = [j for j, reads in enumerate(look.sentences) if reads and sure[j] >= 0.5]
    gone = sum(not verdicts[i].kept for i in look.at)
    if not texts or gone <= _MUCH_ELSE * len(look.at):
        return
    dirt = [j for j, e in enumerate(found) if look.claims[j] or e.likely < INSIDE]
    start = next((j for j in reversed(dirt) if j < texts[0]), 0)
    end = next((j for j in dirt if j > texts[-1]), len(found))
    for rule, stretch in (("ahead", range(start)), ("beyond", range(end, len(found)))):
        kept = [j for j in stretch if verdicts[look.at[j]].kept]
        sizes = [len(look.texts[j]) for j in kept]
        his = sum(sure[j] * size for j, size in zip(kept, sizes, strict=True))
        if sum(sizes) < _STRETCH or his > _HARDLY * sum(sizes):
            continue
        for j in kept:
            if sure[j] < LIKE_TEXT:
                why = f"{sure[j]:.2f}, in a stretch of which hardly anything is like the author's text"
                yield look.at[j], drop(verdicts[look.at[j]], Role.BOILERPLATE, rule, SURE, why)
