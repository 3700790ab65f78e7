"""The fitted judge: where the piece begins and ends, and which lines within it are not the author's.

What three forests say of each line (see `estimates`) is weighed so that the author is given the benefit of
the doubt: a line goes only where it is most likely not the author's, or most likely beyond the piece's end.
What stands at its edges, and far beyond them, is judged once more (`edges`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from operator import or_

from book.clean.comments import LEAST_BEFORE, SAID, shares_above
from book.clean.edges import astray, at_edges, headed, is_closing
from book.clean.estimates import INSIDE, LIKE_TEXT, SURE, Estimate, begun, estimates, flows, unended
from book.clean.layout import HEADINGS, laid_out
from book.clean.look import Look, foreign
from book.clean.page import Page, Verdicts, drop, rerole
from book.clean.saved import LIKELY
from book.clean.shapes import is_name
from book.model import Role, Verdict

BEYOND = 0.7  # as likely as this a line must be beyond the end to be dropped for it
SEAMLESS = 0.85  # and this, where text runs on into text
SPOTLESS = 0.95  # and this, where no line from here on is surely someone else's
SPEAKS = 0.7  # up to this, a name that stood over text before is a speaker, not a reader who comments
HEADED = 0.15  # and this, below the head of the comments: which no page has that leads with their number
RUNS_ON = 0.95  # and this, for what markup holds to be of the article
AHEAD = 0.85  # as likely as this a line must be before the beginning
FOREIGN = 0.95  # and this, where it is a sentence in a language that the judges were not fitted on
_PARAGRAPHS = HEADINGS | {"p", "li", "blockquote", "figcaption", "section"}
"""What is text by its markup, where no judge can read it and no furniture stands around it."""


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
    found = begun(look, found) if unread else found
    found = unended(look, found, [j for j, i in enumerate(look.at) if (r := page.claims[i]) and r.continues])
    changes: dict[int, Verdict] = {}
    comments = seam = False
    speakers: set[str] = set()
    for j, (i, estimate) in enumerate(zip(look.at, found, strict=True)):
        if look.claims[j] == 2 and estimate.ended > HEADED and said[j]:
            comments = True
        # Has anything but text stood here since the last line that was kept?
        goes_on = verdicts[i].role is Role.BODY and flows(look, found, j)
        seam = seam or not (goes_on or j in amid)
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
            seam = seam and not (changes[i].kept and goes_on)
            if changes[i].kept and is_name(look.texts[j]):
                speakers.add(look.texts[j])
    if changes and not any(v.kept for v in changes.values()):
        changes = {i: v for i, v in _best(verdicts, look, found).items() if i in changes}
    elif not unread:
        may = changes.keys() - {i for j, i in enumerate(look.at) if notes[j] or callers[j]}
        changes |= {i: v for i, v in astray(rerole(verdicts, changes), look, found) if i in may}
    return headed(at_edges(rerole(verdicts, changes), look, found, look.at))


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
        return verdicts[below].certainty >= LIKELY and is_closing(verdicts[last].line, verdicts[below].line)

    return at_edges(rerole(verdicts, changes), look, found, [at[j] for j in look.at], closes)


def _amid(look: Look, found: Sequence[Estimate]) -> set[int]:
    """The lines that a rule claims, each or with those beside it that say the same, between two sentences of
    the text. So it does the label of an advertisement."""
    amid: set[int] = set()
    for _, group in groupby(range(len(found)), look.texts.__getitem__):
        same = list(group)
        around = (same[0] - 1, same[-1] + 1)
        inside = around[0] >= 0 and around[1] < len(found)
        if inside and all(not look.claims[k] and flows(look, found, k) for k in around):
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
