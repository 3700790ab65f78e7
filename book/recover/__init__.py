"""Verdicts -> a piece: what in a cleaned page is title, byline, subhead, note, and so on.

The order of `RECOVERERS` is the order of the work, on one page: each takes a galley and returns it with
exactly one verdict per line, in the same order, perhaps a more precise one, and with the facts and
findings that it has to tell. A new thing to recover is a module here and one line in the list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from book.model import Entry, Fact, Galley, Verdict
from book.recover import (
    alien,
    asides,
    authors,
    bios,
    breaks,
    bylines,
    countednotes,
    datelines,
    deks,
    editor,
    epigraphs,
    fields,
    grammar,
    hinted,
    indented,
    linkednotes,
    lists,
    losses,
    notes,
    outlets,
    picturecredits,
    preformatted,
    quotations,
    quoted,
    related,
    sources,
    stated,
    subheads,
    tags,
    titles,
    twoheadings,
    underlines,
    unsettled,
)
from book.recover.joined import by_paragraphs
from book.recover.lifting import lift
from book.recover.page import Sheet
from book.recover.plain import plain
from book.recover.record import record

__all__ = ["RECOVERERS", "Recoverer", "lift", "plain", "record", "recover"]

Recoverer = Callable[[Galley, Sheet], Galley]
"""A galley, with its lines as they look -> the same lines, of which more is said."""

RECOVERERS: tuple[Recoverer, ...] = (
    preformatted.recover,  # first: nothing in code is a title, a note or a name
    quoted.recover,  # nor in what somebody else wrote
    underlines.recover,
    fields.recover,  # what whoever kept the text wrote above it
    hinted.entitled,  # what a page marks and says in its head too
    twoheadings.recover,  # where the site's name is a heading, too
    hinted.headed,
    stated.recover,
    by_paragraphs(titles.recover),
    hinted.title,  # what a page's head says, where its lines left it open
    hinted.run_on,
    by_paragraphs(sources.recover),
    hinted.recover,  # its head's author and date, before names and dates are weighed by their places
    by_paragraphs(bios.mailed),
    by_paragraphs(authors.recover),  # after notes in prose, which settle it
    by_paragraphs(bylines.recover),
    by_paragraphs(datelines.recover),
    sources.imprint,  # after dates, which it may tell
    hinted.late,  # what its head tells without much ground, where nothing else did
    bylines.again,
    by_paragraphs(bios.recover),  # after authors: a bio at the foot is the author's
    picturecredits.recover,
    related.recover,
    asides.recover,
    linkednotes.recover,
    countednotes.recover,
    notes.recover,  # after those that are linked: the rest is known by its marks alone
    preformatted.in_lines,  # after notes, which old pages part by line ends too
    tags.recover,  # before what is guessed: a page's own markup is no guess
    lists.recover,  # after notes: both begin with numbers
    indented.recover,  # after lists, whose items are indented too
    quotations.recover,
    breaks.recover,
    by_paragraphs(subheads.recover),  # after quotations and lists: a subhead is none of them
    deks.below_title,
    deks.recover,
    deks.once,
    epigraphs.recover,
    breaks.framed,
    outlets.recover,
    fields.foot,  # after titles, which an address names
    losses.recover,
    alien.recover,
)


def recover(galley: Galley, *, hints: tuple[Fact, ...] = (), entry: Entry | None = None) -> Galley:
    """The galley with every line's precise role, the piece's metadata as facts, and what is unsettled.

    `hints` is what the container of the seed says (a feed's title); `entry` is the editor's, whose
    word beats every recoverer. One verdict per line, in the same order: the law of conservation.
    """
    galley = replace(galley, facts=(*galley.facts, *hints))
    words = tuple(v for v in galley.verdicts if v.line.image is None)
    found = replace(galley, verdicts=words, language=grammar.tongue(galley))
    sheet = Sheet(found)
    for recoverer in RECOVERERS:
        found = recoverer(found, sheet)
    found = replace(found, verdicts=_whole(found.verdicts, galley.verdicts), language=galley.language)
    return unsettled.report(editor.overrule(galley, found, entry), entry)


def _whole(said: tuple[Verdict, ...], before: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """The verdicts on the text with those on the pictures where they stood."""
    if len(said) == len(before):
        return said
    text = iter(said)
    return tuple(v if v.line.image else next(text) for v in before)
