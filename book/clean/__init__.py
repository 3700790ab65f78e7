"""Lines -> verdicts: what in a seed is not the author's, and why.

Every line begins as the author's ('stet') and stays it until a judge has a named reason to say otherwise.
The judges are a visible list; the editor, whose word beats them all, comes last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from book import quoting
from book.clean.alone import owned
from book.clean.apparatus import apparatus
from book.clean.authorship import by_end, by_likeness
from book.clean.batch import furniture
from book.clean.cards import cards
from book.clean.closing import closing
from book.clean.comments import comments, pingbacks, remarks
from book.clean.dividers import put
from book.clean.echoes import doubled, drawn, excerpts, outline
from book.clean.editor import overrule
from book.clean.forums import replies
from book.clean.hidden import hidden
from book.clean.layout import by_text
from book.clean.linkedout import linked_out
from book.clean.linklists import listed
from book.clean.mailfoot import mailfoot
from book.clean.markup import by_markup
from book.clean.otherpieces import other_pieces
from book.clean.packs import by_packs, disproved, doubted
from book.clean.page import NOTHING, Page, Shared, Verdicts
from book.clean.pages import pages
from book.clean.pictures import hang
from book.clean.preformatted import preformatted
from book.clean.pulled import pulled
from book.clean.repeats import repeated
from book.clean.series import series
from book.clean.signoff import contact_card, nothing_left
from book.clean.strays import contents, controls, counters
from book.clean.tables import tables
from book.clean.threads import threads
from book.dividers import TAG as RULE
from book.model import Entry, Galley, Line, Reading, Role, Verdict
from book.rules import Pack
from book.wrapping import continued, paragraphs, spread, unite

__all__ = ["JUDGES", "NOTHING", "Judge", "Shared", "clean", "disproved", "furniture"]

Judge = Callable[[Verdicts, Page], Verdicts]

OF_LINES: tuple[Judge, ...] = (
    by_packs,  # what a rule of a pack claims
    pages,  # what each page of a book has around its text
    listed,  # where links lead, as a browser of text tells it
    repeated,  # what stands in several files of one batch
    mailfoot,  # what stands below an e-mail
)
"""The judges of lines as they stand. Those after them look at paragraphs, where a text is broken into lines.
"""

JUDGES: tuple[Judge, ...] = (
    *OF_LINES,
    pingbacks,  # other sites that link here
    remarks,  # of the first readers, in the margin
    by_markup,  # of a page that is laid out: what is of its article
    by_end,  # and of what is in its element, what stands below its end
    by_text(by_likeness),  # where the piece begins and ends, and what within it is unlike it
    by_text(series),  # what goes on as it began
    tables,  # a table between paragraphs of the article is the article's
    preformatted,  # so is code beside them
    linked_out,  # and what he links to elsewhere
    cards,  # and what its author put in a box
    apparatus,  # and the sources that are listed below the text
    closing,  # and how it ends, in the form that it has
    hidden,  # what the page does not show
    replies,  # of a forum, to the first post
    other_pieces,  # with which the page goes on
    contents,  # links within the page itself
    outline,  # or its headings, listed above them
    doubled,  # a text once more, for another width of screen
    excerpts,  # its beginning, cut off
    drawn,  # or a sentence of it, drawn out as a quotation
    pulled,  # or some of one
    controls,  # buttons, one like the other
    counters,  # the numbers of a list, written out
    comments,  # a thread of readers, by its structure
    threads,  # and one whose heads are gone
    doubted,  # a word of pages, among the author's lines
    contact_card,  # someone to call, who is not the author
    nothing_left,  # a page of which nothing would be left is kept whole
)
"""From verdicts to verdicts, in this order. A judge re-roles lines; it never adds or drops a verdict."""

WITHIN: tuple[Judge, ...] = (
    *OF_LINES,
    owned,
    pingbacks,
    remarks,
    tables,
    contents,
    outline,
    counters,
    nothing_left,
)
"""The judges of a seed that is the piece alone: the others look for the page around it."""


def clean(
    reading: Reading,
    *,
    seed: str,
    language: str,
    entry: Entry | None = None,
    repeats: Shared = NOTHING,
    house: tuple[Pack, ...] = (),
    whole: bool = False,
) -> Galley:
    """One verdict for each line of `reading`, in order.

    `language` (BCP 47, 'und' if unknown) chooses the packs of rules. `entry` is the editor's own word on
    this seed; what of it matches nothing becomes a finding. `repeats` is what `furniture` found to stand in
    several seeds of the batch. `house` is the book's own packs of rules: they come before the press's.
    A seed that is `whole` has no page around it: nothing is dropped for being unlike its neighbours.
    """
    lines = tuple(line for line in reading.lines if line.image is None and line.tag != RULE)

    def read(lines: Iterable[Line]) -> Page:
        page = Page.of(lines, language, repeats, house, reading.told)
        return page.alone() if whole else page

    page = replace(read(lines), ended=reading.pages, links=reading.links)
    verdicts: Verdicts = tuple(
        Verdict(line, Role.BLANK, "blank") if line.blank else Verdict(line, Role.BODY, "stet", 0.5)
        for line in lines
    )
    judges = WITHIN if whole else JUDGES
    verdicts = _judged(verdicts, page, judges[: len(OF_LINES)])
    verdicts = _by_paragraphs(verdicts, page, judges[len(OF_LINES) :], read)
    came = frozenset(picture.name for picture in reading.pictures)
    shown = tuple(line for line in reading.lines if line.tag != RULE)
    verdicts = hang(verdicts, shown, came, whole=whole)  # pictures go where the text around them goes
    verdicts = put(verdicts, reading.lines)  # and so do rules
    verdicts, findings = overrule(verdicts, entry, seed)
    return Galley(
        seed=seed,
        language=language,
        verdicts=verdicts,
        encoding=reading.encoding,
        changes=reading.changes,
        findings=findings,
        whole=whole,
    )


def _by_paragraphs(
    verdicts: Verdicts, page: Page, judges: Sequence[Judge], read_again: Callable[[Iterable[Line]], Page]
) -> Verdicts:
    """What judges make of the paragraphs, said of each of their lines; `read_again` is the page of other
    lines."""
    joins = continued(verdicts)
    if not joins:
        return _judged(verdicts, page, judges)
    runs = paragraphs(verdicts, joins)
    before = unite(verdicts, runs, quoting.bare)
    after = _judged(before, read_again(v.line for v in before), judges)
    return spread(verdicts, runs, before, after)


def _judged(verdicts: Verdicts, page: Page, judges: Sequence[Judge]) -> Verdicts:
    for judge in judges:
        verdicts = judge(verdicts, page)
    return verdicts
