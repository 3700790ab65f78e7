"""The fitted judge: where the piece begins and ends, and which lines within it are not the author's.

Three forests (see `forest` and bench/train.py) look at the numbers of each line: is it the author's;
is it the last line of the piece; is it the first. What they say is weighed so that the author is given the
benefit of the doubt: a line goes only where it is most likely not the author's, or most likely beyond
the piece's end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from math import exp
from operator import or_
from typing import NamedTuple

from book.clean import context, cuts, forest
from book.clean.comments import LEAST_BEFORE, SAID, shares_above
from book.clean.layout import HEADINGS, laid_out
from book.clean.look import Look, foreign
from book.clean.markuptraits import link_share
from book.clean.page import Page, Verdicts, drop, rerole
from book.clean.saved import LIKELY
from book.clean.shapes import is_name
from book.clean.traits import Row
from book.model import Line, Role, Verdict
from book.sentences import columns, ends, running, spoken, states

LIKE_TEXT = 0.2  # from here on a sentence may be the author's
INSIDE = 0.04  # below this a line within the piece is dropped
BEYOND = 0.7  # as likely as this a line must be beyond the end to be dropped for it
SEAMLESS = 0.85  # and this, where text runs on into text
SPOTLESS = 0.95  # and this, where no line from here on is surely someone else's
SPEAKS = 0.7  # up to this, a name that stood over text before is a speaker, not a reader who comments
HEADED = 0.15  # and this, below the head of the comments: which no page has that leads with their number
RUNS_ON = 0.95  # and this, for what markup holds to be of the article
AHEAD = 0.85  # as likely as this a line must be before the beginning
NEXT = 0.03  # a sentence right below the last line that is kept may be the author's, if this likely
NEAR = 0.1  # and one near either edge, with a line between at most, if this likely
GONE = 0.99  # unless it is as sure as this that it lies beyond
BEGINS = 24  # columns of a sentence that may be the first
SENTENCE, BRIEF = 13, 80  # columns of a last statement that stays
STRETCH = 1500  # characters of what is kept above or below all that is surely text
HARDLY = 0.15  # of them, no more than this share is likely the author's
MUCH_ELSE = 0.3  # of a page's lines, more than this share is not
SOON = 20  # lines below one that says that the text goes on, of which one is the text's
CLOSING = 4  # and words of one that wishes, thanks or bids farewell
DOUBT = 0.6  # how sure it is that what may be the author's is not
FAR = 0.01  # how likely a line far from any running text is the author's
FOREIGN = 0.95  # and this, where it is a sentence in a language that the judges were not fitted on
SURE = 0.7  # a verdict below this is one to look at
_PARAGRAPHS = HEADINGS | {"p", "li", "blockquote", "figcaption", "section"}
"""What is text by its markup, where no judge can read it and no furniture stands around it."""
_FLOOR = -12.0  # log-odds of a line that is no candidate for first or last


class Estimate(NamedTuple):
    """For one line: how likely it is the author's; that the piece ended above it; that it begins below it."""

    likely: float
    ended: float
    ahead: float


def by_likeness(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops what is not the author's, and says of the rest how sure it is.

    Where a rule knows the head of the readers' comments, less is wanted to believe that the piece ended
    there; where text runs on into text, more.
    """
    look = Look.of(page, tuple(v.line.text for v in verdicts))
    found = estimates(look)
    dirty, notes, said = _dirt_below(look, found), look.notes(), _said(look, found)
    amid = _amid(look, found)
    callers, unread = look.callers(), foreign(look.stop_words, look.texts)
    found = _begun(look, found) if unread else found
    found = _unended(look, found, [j for j, i in enumerate(look.at) if (r := page.claims[i]) and r.continues])
    changes: dict[int, Verdict] = {}
    comments = seam = False
    speakers: set[str] = set()
    for j, (i, estimate) in enumerate(zip(look.at, found, strict=True)):
        if look.claims[j] == 2 and estimate.ended > HEADED and said[j]:
            comments = True
        # Has anything but text stood here since the last line that was kept?
        flows = verdicts[i].role is Role.BODY and _flows(look, found, j)
        seam = seam or not (flows or j in amid)
        if verdicts[i].role is not Role.BODY:
            continue
        if notes[j]:
            changes[i] = Verdict(verdicts[i].line, Role.BODY, "stet", 0.9, "a note that the text calls")
        elif callers[j]:
            changes[i] = Verdict(verdicts[i].line, Role.BODY, "stet", 0.9, "it calls a note")
        elif look.texts[j] in speakers and not comments and estimate.ended <= SPEAKS:
            changes[i] = Verdict(verdicts[i].line, Role.BODY, "stet", 0.5, "a name that speaks again")
        else:
            end = SPOTLESS if not dirty[j] else BEYOND if seam else SEAMLESS
            changes[i] = _verdict(verdicts[i], estimate, comments, end)
            reads = look.sentences[j] or verdicts[i].line.tag in _PARAGRAPHS
            if unread and not comments and reads and max(estimate[1:]) <= FOREIGN:
                changes[i] = _doubted(changes[i])
            seam = seam and not (changes[i].kept and flows)
            if changes[i].kept and is_name(look.texts[j]):
                speakers.add(look.texts[j])
    if changes and not any(v.kept for v in changes.values()):
        changes = {i: v for i, v in _best(verdicts, look, found).items() if i in changes}
    elif not unread:
        may = changes.keys() - {i for j, i in enumerate(look.at) if notes[j] or callers[j]}
        changes |= {i: v for i, v in _astray(rerole(verdicts, changes), look, found) if i in may}
    return _headed(_at_edges(rerole(verdicts, changes), look, found, look.at))


def _astray(verdicts: Verdicts, look: Look, found: Sequence[Estimate]) -> Iterator[tuple[int, Verdict]]:
    """What to make of a long stretch above all that is surely text, or below it, where hardly anything is
    likely the author's and the page has much else.

    Line by line each may be his, and is kept; all of them together are another piece's, or the page's.
    """
    sure = [e.likely * (1.0 - e.ended) * (1.0 - e.ahead) for e in found]
    texts = [j for j, reads in enumerate(look.sentences) if reads and sure[j] >= 0.5]
    gone = sum(not verdicts[i].kept for i in look.at)
    if not texts or gone <= MUCH_ELSE * len(look.at):
        return
    dirt = [j for j, e in enumerate(found) if look.claims[j] or e.likely < INSIDE]
    start = next((j for j in reversed(dirt) if j < texts[0]), 0)
    end = next((j for j in dirt if j > texts[-1]), len(found))
    for rule, stretch in (("ahead", range(start)), ("beyond", range(end, len(found)))):
        kept = [j for j in stretch if verdicts[look.at[j]].kept]
        sizes = [len(look.texts[j]) for j in kept]
        his = sum(sure[j] * size for j, size in zip(kept, sizes, strict=True))
        if sum(sizes) < STRETCH or his > HARDLY * sum(sizes):
            continue
        for j in kept:
            if sure[j] < LIKE_TEXT:
                why = f"{sure[j]:.2f}, in a stretch of which hardly anything is like the author's text"
                yield look.at[j], drop(verdicts[look.at[j]], Role.BOILERPLATE, rule, SURE, why)


def _unended(look: Look, found: list[Estimate], continues: Iterable[int]) -> list[Estimate]:
    """The estimates where the page itself says that its text goes on: none of the text's sentences stands
    beyond its end up to the first below the last such line."""
    goes_on = (
        next((k for k in range(j + 1, min(j + SOON, len(found))) if _flows(look, found, k)), 0)
        for j in continues
    )
    until = max(goes_on, default=0)
    if not until:
        return found
    gone = min(found[until].ended, 1.0 - 1e-9)
    return [
        e._replace(
            ended=e.ended
            if j <= until and not _flows(look, found, j)
            else max(0.0, e.ended - gone) / (1.0 - gone)
        )
        for j, e in enumerate(found)
    ]


def _begun(look: Look, found: list[Estimate]) -> list[Estimate]:
    """The estimates of a text that the judges can hardly read: from its first sentence on it has begun."""
    first = next((j for j, t in enumerate(look.texts) if columns(t) >= BEGINS and ends(t)), len(found))
    return [e._replace(ahead=0.0) if j >= first else e for j, e in enumerate(found)]


def _headed(verdicts: Verdicts) -> Verdicts:
    """Keeps the heading, marked as one, right above the first line that is kept."""
    first = next((i for i, v in enumerate(verdicts) if v.kept), 0)
    above = next((i for i in range(first - 1, -1, -1) if not verdicts[i].line.blank), -1)
    if above < 0 or verdicts[above].rule != "ahead" or verdicts[above].line.tag not in HEADINGS:
        return verdicts
    return rerole(verdicts, {above: Verdict(verdicts[above].line, Role.BODY, "stet", 0.5, "its heading")})


def _at_edges(
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
            last = j == edge + 1 and likely > NEXT
            if last and found[edge].likely > 0.5 and SENTENCE <= columns(text) < BRIEF and states(text):
                why = f"{before.because}, but right below its last line"
                changes[at[j]] = Verdict(before.line, Role.BODY, "stet", 0.3, why)
                break
            goes_on = found[edge].likely > LIKE_TEXT and running(text) and not look.bullets[j]
            if goes_on and (last or (likely > NEAR and before.certainty < GONE)):
                why = f"{before.because}, or its {'last' if way > 0 else 'first'} sentence"
                changes[at[j]] = drop(before, before.role, before.rule, DOUBT, why)
                break
    return rerole(verdicts, changes)


def by_end(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops from a page that is laid out what stands below the end of the piece in its own element.

    A call to subscribe or the text of another piece may stand there as paragraphs like those above: only
    their words tell. Where that is likely and not sure, they stay and are flagged. What other seeds of the
    batch share speaks once more here: without that one page in a hundred more keeps what is not its own.
    """
    if not laid_out(verdicts):
        return verdicts
    at = [i for i, v in enumerate(verdicts) if v.role is Role.BODY and page.texts[i]]
    kept = replace(page, texts=tuple(page.texts[i] for i in at), claims=tuple(page.claims[i] for i in at))
    look = Look.of(kept, tuple(verdicts[i].line.text for i in at))
    changes: dict[int, Verdict] = {}
    found = estimates(look)
    for j, estimate, note in zip(look.at, found, look.notes(), strict=True):
        before, ended = verdicts[at[j]], estimate.ended
        if note or ended <= BEYOND or before.line.rows or before.line.broken:
            continue
        why = f"{ended:.2f}, after the piece has ended"
        if ended > RUNS_ON:
            changes[at[j]] = drop(before, Role.BOILERPLATE, "beyond", round(ended, 2), why)
        else:
            doubt = f"{before.because}, near its end".removeprefix(", ")
            changes[at[j]] = Verdict(before.line, Role.BODY, before.rule, round(1.0 - ended, 2), doubt)

    def closes(last: int, below: int) -> bool:
        return verdicts[below].certainty >= LIKELY and _closes(verdicts[last].line, verdicts[below].line)

    return _at_edges(rerole(verdicts, changes), look, found, [at[j] for j in look.at], closes)


def _closes(last: Line, below: Line) -> bool:
    """Is it a brief sentence of some words, a paragraph of the element that the last line is one of?"""
    text = below.text.strip()
    home = last.place.rpartition(" > ")[0]
    return (
        below.tag == "p"
        and below.place.rpartition(" > ")[0] == home
        and SENTENCE <= columns(text) < BRIEF
        and len(text.split()) >= CLOSING
        and ends(spoken(text))
        and not link_share(below)
    )


def _flows(look: Look, found: Sequence[Estimate], j: int) -> bool:
    """Is it a sentence that may be the author's?"""
    return found[j].likely >= LIKE_TEXT and look.sentences[j]


def _amid(look: Look, found: Sequence[Estimate]) -> set[int]:
    """The lines that a rule claims, each or with those beside it that say the same, between two sentences of
    the text. So it does the label of an advertisement."""
    amid: set[int] = set()
    for _, group in groupby(range(len(found)), look.texts.__getitem__):
        same = list(group)
        around = (same[0] - 1, same[-1] + 1)
        inside = around[0] >= 0 and around[1] < len(found)
        if inside and all(not look.claims[k] and _flows(look, found, k) for k in around):
            amid.update(j for j in same if look.claims[j] == 1)
    return amid


def _dirt_below(look: Look, found: Sequence[Estimate]) -> list[bool]:
    """For each line: is it, or does one below it, surely not the author's? Where not, no page ends here."""
    dirt, before = [], set()
    for claim, estimate, text in zip(look.claims, found, look.texts, strict=True):
        speaks = text in before and is_name(text)
        dirt.append(bool(claim) or (estimate.likely < INSIDE and not speaks))
        before.add(text)
    return list(accumulate(reversed(dirt), or_))[::-1]


def _said(look: Look, found: Sequence[Estimate]) -> list[bool]:
    """For each line: has anything been said above it that readers can have commented on? So many letters of
    sentences, and such a share of all that are likely the author's.
    """
    sizes = [len(text) if reads else 0 for text, reads in zip(look.texts, look.sentences, strict=True)]
    shares = shares_above([e.likely * size for e, size in zip(found, sizes, strict=True)])
    likely = (size if e.likely >= LIKE_TEXT else 0 for e, size in zip(found, sizes, strict=True))
    above = accumulate(likely, initial=0)
    return [share >= SAID and size >= LEAST_BEFORE for share, size in zip(shares, above, strict=False)]


def _verdict(before: Verdict, estimate: Estimate, comments: bool, end: float) -> Verdict:
    """What the estimate makes of a line that no rule has claimed; beyond the end if that exceeds `end`."""
    likely, ended, ahead = estimate.likely, estimate.ended, estimate.ahead
    if comments:
        why = f"{ended:.2f}, after the piece has ended, below the head of the comments"
        return drop(before, Role.COMMENT, "comments", max(SURE, ended), why)
    if ended > end:
        return drop(before, Role.BOILERPLATE, "beyond", ended, f"{ended:.2f}, after the piece has ended")
    if ahead > AHEAD:
        return drop(before, Role.BOILERPLATE, "ahead", ahead, f"{ahead:.2f}, before the piece begins")
    if likely < INSIDE:
        why = f"{likely:.2f}, unlike the author's text"
        return drop(before, Role.BOILERPLATE, "unlike-text", 1.0 - likely, why)
    sure = likely * (1.0 - ended) * (1.0 - ahead)
    kind = "like the author's text" if likely >= 0.5 else "hardly like the author's text"
    doubt = ", near its end" if ended > 0.25 else ", near its beginning" if ahead > 0.25 else ""
    return Verdict(before.line, Role.BODY, "stet", round(max(sure, 0.01), 2), f"{likely:.2f}, {kind}{doubt}")


def _doubted(verdict: Verdict) -> Verdict:
    """A sentence in a language that the judges hardly know is kept where they would drop it, and flagged."""
    because = f"{verdict.because}, in a language that the judges hardly know"
    return verdict if verdict.kept else Verdict(verdict.line, Role.BODY, "stet", 0.3, because)


def _best(verdicts: Verdicts, look: Look, found: Sequence[Estimate]) -> dict[int, Verdict]:
    """Where no line would be left: those that are most like text, all unsure."""
    most = max(estimate.likely for estimate in found)
    changes = {}
    for i, estimate in zip(look.at, found, strict=True):
        why = f"{estimate.likely:.2f}, where nothing is sure"
        if estimate.likely >= most / 2:
            changes[i] = Verdict(verdicts[i].line, Role.BODY, "stet", 0.3, why)
        else:
            changes[i] = drop(verdicts[i], Role.BOILERPLATE, "unlike-text", 0.6, why)
    return changes


def estimates(look: Look) -> list[Estimate]:
    """One for each line of the look."""
    if not look.at:
        return []
    rows = look.rows(forest.lexicon())
    line = forest.load("line", context.NAMES).unless_hopeless
    likely = [
        forest.probability(line(row) - against) if row else FAR
        for row, against in zip(rows, look.against, strict=True)
    ]
    sizes = [len(text) for text in look.texts]
    edges = cuts.edges(likely, sizes)
    last = _where("last", rows, edges, 1)
    first = _where("first", rows, edges, -1)
    ended = list(accumulate(last, initial=0.0))
    begun = list(accumulate(first))
    return [
        Estimate(p, min(1.0, e), max(0.0, 1.0 - b)) for p, e, b in zip(likely, ended[:-1], begun, strict=True)
    ]


def _where(name: str, rows: Sequence[Row], edges: Mapping[int, cuts.Edge], beyond: int) -> list[float]:
    """For each line how likely it is the last (or first) one: all candidates together make 1."""
    candidates = forest.load(name, cuts.CUT_NAMES).contest(cuts.cut_rows(rows, edges, beyond))
    odds = [candidates.get(j, _FLOOR) for j in range(len(rows))]
    top = max(odds)
    shares = [exp(x - top) for x in odds]
    total = sum(shares)
    return [x / total for x in shares]
