"""Where something of the author's may have been lost: what an editor should look at before the book is made.

These look at the finished galley, whoever decided; a rule that is wrong cannot keep itself out of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from book import quoting
from book.errors import Place
from book.ledger.totals import letters
from book.model import DROPPED, UNSHOWN, Finding, Galley, Role, Severity, Verdict
from book.sentences import CLOSERS, STOPS, running, stopless, syllabic
from book.words import count

LARGE_SHARE = 0.5
"""A piece of whose running text more than this was dropped is told of."""

NEARLY_ALL = 0.8
"""And one of which more than this was dropped, of whatever lines: a menu is long, but not that long."""

LITTLE = 60
"""Words of a web page below which it is told; of 571 pages of articles on 34, and most walls say less."""

SURE = 0.9
"""What was dropped with at least this certainty is told as a note, below it as a warning."""

DOUBTED = 0.7
"""And what was dropped beyond the edges of the text with less than this is told by itself."""

_BEYOND = 3  # dropped lines beyond an edge that are looked at
_FEW = 3  # lines without running text that are told together with their like
_NAMED = 5  # lines that are named where they are told together
_NOTE_CALLS = r"0-9\[\^"
_ENDED = re.compile(rf"[{''.join(sorted(STOPS))}:;*][{re.escape(CLOSERS)}{_NOTE_CALLS}\s]*$")
_EMOTICON = re.compile(r"[:;=8][-o^]?[)(DPp/|\]}]$")
_EXCERPT = re.compile(r"(?:\[(?:…|\.\.\.)\]|\((?:…|\.\.\.)\))\s*$")
"""How programs end the beginning of a text that they take for a summary: '[…]', WordPress's."""
_EDITOR = "editor."
_TEXT = frozenset({Role.BODY, Role.LISTITEM, Role.QUOTATION, Role.VERSE, Role.PREFORMATTED})


def losses(galley: Galley, appended: frozenset[int] = frozenset()) -> tuple[Finding, ...]:
    """What may be lost: a large share, something between two kept lines or right beyond
    them, the end.

    The lines that are `appended` (printed after the piece) are not lost.
    """
    left = tuple(v for v in galley.verdicts if v.line.number not in appended)
    return tuple(finding for look in LOOKS for finding in look(replace(galley, verdicts=left)))


def unshown(galley: Galley) -> Iterator[Finding]:
    """The page shows no text, and what its head has was taken."""
    taken = [v for v in galley.verdicts if v.kept and v.line.place == UNSHOWN]
    if taken:
        yield Finding(
            "ledger.unshown",
            Severity.WARNING,
            Place(galley.seed, taken[0].line.number),
            "this page shows no text without its scripts; its text was taken from its head (JSON-LD)",
            "compare it with the page: headings, italics, pictures and notes may be missing",
        )


def held(galley: Galley) -> Iterator[Finding]:
    """Its author has not published it, or not to everybody."""
    for fact in galley.facts:
        if fact.field == "status":
            yield Finding(
                "ledger.draft",
                Severity.WARNING,
                Place(galley.seed),
                f"its front matter says that it is {fact.value}",
                "ask its author, or take its entry out of the plan",
            )


def little(galley: Galley) -> Iterator[Finding]:
    """Hardly anything is left of a web page: a wall of cookies, a login, an error, a film alone."""
    if few := few_words(galley):
        yield Finding(
            "ledger.little-text",
            Severity.WARNING,
            Place(galley.seed),
            f"only {few} words are kept of this page: {WALL}",
            "open it in a browser, pass what stands before it, and save it again",
        )


WALL = "is it the piece, or what stands before it (about cookies, to log in, an error)?"


def few_words(galley: Galley) -> int:
    """How many words are kept of a web page, where those are so few that it may not be the piece; else 0.

    A text that stands alone, as in a file of Markdown or an export, may be as short as it likes.
    """
    if galley.whole or not any(_dropped(v) and v.line.place for v in galley.verdicts):
        return 0
    texts = [v.line.text for v in galley.verdicts if v.kept]
    words = sum(count(text) + syllabic(text) // 2 for text in texts)  # two signs of Chinese say about a word
    return words if words < LITTLE else 0


def large_share(galley: Galley) -> Iterator[Finding]:
    """More running text was dropped than is kept, or nearly everything.

    Most lines of a web page are not its author's, so lines in themselves tell nothing.
    """
    gone = [v for v in galley.verdicts if _dropped(v)]
    text = [v for v in gone if _running(v)]
    kept, lost, all_lost = (sum(map(letters, some)) for some in (_kept(galley), text, gone))
    if lost > LARGE_SHARE * (kept + lost):
        yield _share(galley, lost / (kept + lost), "running text", text)
    elif all_lost > NEARLY_ALL * (total := sum(map(letters, galley.verdicts))):
        yield _share(galley, all_lost / total, "text", gone)


def _kept(galley: Galley) -> list[Verdict]:
    return [v for v in galley.verdicts if v.kept]


def _share(galley: Galley, share: float, what: str, gone: Sequence[Verdict]) -> Finding:
    return Finding(
        "ledger.large-share",
        _severity(gone),
        Place(galley.seed),
        f"{100 * share:.1f} % of the {what} was dropped: {_by_role(gone)}",
        "look through `book audit`; `stet` in the plan keeps a line",
    )


def between(galley: Galley) -> Iterator[Finding]:
    """A run of lines was dropped between two that are kept.

    A few lines without running text ('Share', 'Advertisement') are told together, and so are pictures with
    their captions.
    """
    lines = [v for v in galley.verdicts if v.role is not Role.BLANK and not v.moved]
    kept = [i for i, v in enumerate(lines) if v.kept]
    short: list[Sequence[Verdict]] = []
    shown: list[Sequence[Verdict]] = []
    for before, after in pairwise(kept):
        run = lines[before + 1 : after]
        if not run or all(v.rule.startswith(_EDITOR) or v.rule == quoting.MARK for v in run):
            continue
        if any(map(_pictured, run)) and all(_pictured(v) or not _running(v) for v in run):
            shown.append(run)
        elif len(run) <= _FEW and not any(map(_running, run)):
            short.append(run)
        else:
            yield _gap(galley, run)
    for runs, what in ((short, "short lines"), (shown, "lines of pictures")):
        if len(runs) == 1:
            yield _gap(galley, runs[0])
        elif runs:
            yield _gaps(galley, runs, what)


def _running(verdict: Verdict) -> bool:
    """Is it running text: a sentence of some length?"""
    return running(verdict.line.text.strip())


def _pictured(verdict: Verdict) -> bool:
    """Is it a picture, or the caption of one that is not there?"""
    return verdict.line.image is not None or verdict.rule.startswith("pictures.")


def _gaps(galley: Galley, runs: Sequence[Sequence[Verdict]], what: str) -> Finding:
    gone = [v for run in runs for v in run]
    some = list(dict.fromkeys(_short(v.line.label) for v in gone))
    more = f" and {len(some) - _NAMED} more" if len(some) > _NAMED else ""
    return Finding(
        "ledger.dropped-between",
        _severity(gone),
        Place(galley.seed, gone[0].line.number),
        f"{len(gone)} {what} dropped in {len(runs)} places between lines that are kept: "
        f"{', '.join(some[:_NAMED])}{more}",
        "if one is the author's, `stet` in the plan keeps it; `book audit` lists them all",
    )


def _gap(galley: Galley, run: Sequence[Verdict]) -> Finding:
    return Finding(
        "ledger.dropped-between",
        _severity(run),
        Place(galley.seed, run[0].line.number),
        f"{_lines(run)} dropped between lines that are kept: {_short(run[0].line.label)} ({run[0].rule})",
        "if it is the author's, `stet` in the plan keeps it; `kill` says that it is not",
    )


def beyond(galley: Galley) -> Iterator[Finding]:
    """A line right beyond either edge of the text was dropped with doubt.

    Of such lines some four in ten are the author's, and so half of what is lost there is found
    (bench/README.md).
    """
    lines = [v for v in galley.verdicts if v.role is not Role.BLANK and not v.moved]
    kept = [i for i, v in enumerate(lines) if v.kept]
    if not kept:
        return
    sides = (
        (lines[: kept[0]][-_BEYOND:][::-1], "above the first line"),
        (lines[kept[-1] + 1 :][:_BEYOND], "below the last line"),
    )
    for run, where in sides:
        doubted = next((v for v in run if _dropped(v) and v.certainty < DOUBTED), None)
        if doubted is not None:
            yield Finding(
                "ledger.dropped-beyond",
                Severity.WARNING,
                Place(galley.seed, doubted.line.number),
                f"a line {where} that is kept was dropped and may be the author's: "
                f"{_short(doubted.line.label)} ({doubted.rule})",
                "if it is, `stet` in the plan keeps it; `kill` says that it is not",
            )


def unfinished(galley: Galley) -> Iterator[Finding]:
    """The last line of the text doesn't end a sentence."""
    ends = (v for v in reversed(galley.verdicts) if v.role in _TEXT)
    last = next(ends, None)
    if last is None or last.role is not Role.BODY or last.rule.startswith(_EDITOR):
        return
    text = last.line.text.strip()
    if _EXCERPT.search(text):
        yield Finding(
            "ledger.excerpt",
            Severity.WARNING,
            Place(galley.seed, last.line.number),
            f"the text breaks off: {_tail(text)}",
            "many feeds and lists have the beginning of a piece only: add the page itself",
        )
    elif text and not _ends(text):
        yield Finding(
            "ledger.unfinished",
            Severity.WARNING,
            Place(galley.seed, last.line.number),
            f"the last line that is kept doesn't end a sentence: {_tail(text)}",
            "is the text cut off, or is this line not the author's (`kill`)?",
        )


def _ends(text: str) -> bool:
    """Does it end as a sentence does: with a stop, perhaps quoted or with a note called, or with a smile?"""
    smiles = unicodedata.category(text[-1]) == "So" or _EMOTICON.search(text)
    return bool(_ENDED.search(text) or smiles or stopless(text))


LOOKS: tuple[Callable[[Galley], Iterator[Finding]], ...] = (
    held,
    unshown,
    little,
    large_share,
    between,
    beyond,
    unfinished,
)


def _dropped(verdict: Verdict) -> bool:
    """Dropped by a rule: what the editor drops is no loss."""
    return verdict.role in DROPPED and verdict.role is not Role.BLANK and not verdict.rule.startswith(_EDITOR)


def _severity(gone: Sequence[Verdict]) -> Severity:
    return Severity.NOTE if all(v.certainty >= SURE for v in gone) else Severity.WARNING


def _by_role(gone: Sequence[Verdict]) -> str:
    roles = dict.fromkeys(v.role for v in gone)
    return ", ".join(f"{_lines([v for v in gone if v.role is role])} of {role}" for role in roles)


def _lines(run: Sequence[Verdict]) -> str:
    return "1 line" if len(run) == 1 else f"{len(run)} lines"


def _tail(text: str, limit: int = 60) -> str:
    """The end of a text, from the beginning of a word on."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return f"‘{text}’"
    cut = text[-(limit - 1) :]
    return f"‘…{cut.partition(' ')[2] or cut}’"


def _short(text: str, limit: int = 60) -> str:
    text = " ".join(text.split())
    return f"‘{text if len(text) <= limit else text[: limit - 1].rstrip() + '…'}’"
