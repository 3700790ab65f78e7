"""The dek: a first paragraph set apart from the rest, by what comes after it or by its site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from book.model import KEPT, Galley, Role, Verdict
from book.places import called, steps
from book.recover.marks import Mark, remark
from book.recover.markup import HEADINGS
from book.recover.page import Sheet
from book.recover.zones import Measure, norm
from book.sentences import states
from book.words import count

_FEWEST, LONGEST = 2, 70  # words
_AFTER = frozenset({Role.SUBHEAD, Role.BYLINE, Role.BIO, Role.DATELINE})
_TOLD = KEPT | _AFTER
_LEADS = re.compile(
    r"[.#](?:[\w-]*[-_])?(?:standfirst|sub-?title|sub-?head(?:line)?|dek|deck|lede|lead|intro|introduction|chapo"
    r"|chapeau|vorspann|teaser-?text|inleiding|ingress|entradilla|bajada|sommario|occhiello)"
    r"(?:[-_]?text)?(?=[.\[: ]|$)",
    re.I,
)
"""What sites call the element of their standfirst."""
_PRINTED = KEPT - {Role.PICTURE, Role.CAPTION}
_SOON = 3  # lines below a standfirst of which one is a paragraph
_STATES, _HEADS, _SAYS = 8, 12, 18
"""Words from which on the first heading is a standfirst: one that ends as a sentence does, one that has no
other of its rank below it, and any."""
_RECORD = re.compile(r"[/|·•©@]|\w:\w|\)[^\w)]*$|: [^.?!:]{1,40}$")
"""What a line of credits, dates or sections has, and a sentence seldom."""
_LISTED = frozenset({"li", "td", "th", "dt", "dd", "blockquote", "pre", "figcaption"})
_NEAR = 3  # steps up from a line to the element that is called so


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the dek. It stays in the piece, as its lead."""
    if any(v.role is Role.DEK for v in galley.verdicts):
        return galley
    told = [i for i, v in enumerate(galley.verdicts) if v.role in _TOLD]
    lead = next((i for i in told if galley.verdicts[i].role in _PRINTED), None)
    if lead is not None and _headed(galley.verdicts, lead):
        return remark(galley, {lead: Mark(Role.DEK, "deks.heading", 0.8)})
    first = next((k for k, i in enumerate(told) if galley.verdicts[i].role is Role.BODY), None)
    if first is None or first + 2 >= len(told):
        return galley
    i, after = told[first], galley.verdicts[told[first + 1]]
    if _FEWEST <= count(galley.verdicts[i].line.text) <= LONGEST and _marked(galley.verdicts, i):
        return remark(galley, {i: Mark(Role.DEK, "deks.marked", 0.8)})
    if after.role is Role.SUBHEAD and galley.verdicts[i].line.place:
        return galley  # a page's markup tells its standfirst; a first paragraph under a title is none
    if after.role not in _AFTER or not 8 <= count(galley.verdicts[i].line.text) <= LONGEST:
        return galley
    return remark(galley, {i: Mark(Role.DEK, f"deks.before-{after.role}", 0.8)})


def below_title(galley: Galley, sheet: Sheet) -> Galley:
    """Takes in the standfirst that stands right below the title, with the byline, the date and the buttons of
    the page below it: by its place it is of the page's head, before the text, and only its words tell.

    Of a page that is laid out its elements tell it (`book.clean.saved`).
    """
    verdicts = galley.verdicts
    opening = next((i for i, v in enumerate(verdicts) if v.role in _PRINTED), 0)
    title = max((i for i in range(opening) if verdicts[i].role is Role.TITLE), default=-1)
    if title < 0 or sheet.given.marked_up:
        return galley
    below = next((i for i in range(title + 1, opening) if not verdicts[i].line.blank), opening)
    if verdicts[below].rule != "ahead" or not _says(sheet.given.measures[below]):
        return galley
    why = "as much as a sentence, right below the title"
    return remark(galley, {below: Mark(Role.DEK, "deks.below-title", 0.6, why)})


def _says(line: Measure) -> bool:
    """Does a line say as much as a sentence, and is no list, no credit and no date?"""
    text, size, _, bulleted = line
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return _STATES <= size <= LONGEST and not bulleted and 2 * small > len(words) and not _RECORD.search(text)


def _headed(verdicts: Sequence[Verdict], i: int) -> bool:
    """Whether the first line of a text is its standfirst in an element for headings: it says too much for the
    heading of a part, or its site calls it so.

    One with a full stop says less than one without, which may head the first of several parts.
    """
    verdict = verdicts[i]
    size = count(verdict.line.text)
    if verdict.role is not Role.SUBHEAD or verdict.line.tag not in HEADINGS or not _FEWEST <= size <= LONGEST:
        return False
    below = [v for v in verdicts[i + 1 :] if v.role in _PRINTED]
    if not any(v.role is Role.BODY for v in below[:_SOON]):
        return False
    parts = any(v.role is Role.SUBHEAD and v.line.tag == verdict.line.tag for v in below)
    if _LEADS.search(verdict.line.place.rpartition(" > ")[2]):
        return not parts or size >= _STATES
    return (
        size >= _SAYS
        or (size >= _STATES and states(verdict.line.text.strip()))
        or (size >= _HEADS and not parts)
    )


def once(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the lines above a dek that say the same: an export has it in its head and in its text."""
    keys = {norm(v.line.text) for v in galley.verdicts if v.role is Role.DEK}
    last = max((i for i, v in enumerate(galley.verdicts) if v.role is Role.DEK), default=0)
    again = [
        i for i, v in enumerate(galley.verdicts[:last]) if v.role is Role.BODY and norm(v.line.text) in keys
    ]
    return remark(galley, {i: Mark(Role.BOILERPLATE, "deks.repeat", 0.95, "the lead again") for i in again})


def _marked(verdicts: Sequence[Verdict], i: int) -> bool:
    """Whether the site calls the element of this line its standfirst, and has no other line of the text there
    or in one that it calls so."""
    home = called(verdicts[i].line.place, _LEADS, _NEAR)
    if not home or verdicts[i].line.tag in _LISTED:
        return False
    return not any(
        v.role in KEPT and k != i and steps(v.line.place)[: len(home)] == home for k, v in enumerate(verdicts)
    )
