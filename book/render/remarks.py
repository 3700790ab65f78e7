"""What the EPUB had to do without, or left out: for the editor to look at."""

from __future__ import annotations

from collections.abc import Iterator

from book import urls
from book.errors import Place
from book.model import Anthology, Block, Entry, Figure, Finding, Link, Piece, Severity
from book.render import package, walk
from book.render.seal import seal
from book.render.xhtml import words


def remarks(anthology: Anthology) -> Iterator[Finding]:
    """Metadata that shops ask for, pictures without a description, links that no book can have."""
    yield from _lacking(anthology)
    yield from _unjudged(anthology)
    plan = {entry.key: entry for entry in anthology.manifest.pieces}
    for chapter in anthology.chapters:
        for block in walk.blocks(chapter.piece):
            place = _place(chapter.piece, block, plan)
            if isinstance(block, Figure) and not block.alt and not block.decorative:
                yield _undescribed(block, place)
            for inline in walk.inlines(block):
                if isinstance(inline, Link) and not inline.href.startswith("#"):
                    yield from _linked(inline, place)


def _lacking(anthology: Anthology) -> Iterator[Finding]:
    manifest = anthology.manifest
    for key, value in (
        ("publisher", manifest.publisher),
        ("description", manifest.description),
        ("subjects", manifest.subjects),
        ("rights", package.rights(anthology)),
    ):
        if not value:
            yield Finding(
                f"epub.no-{key}",
                Severity.NOTE,
                manifest.where(f"book.{key}"),
                f"the plan gives no {key} for the EPUB's metadata",
                f"give {key} under [book]: shops and libraries file the book by it",
            )


def _unjudged(anthology: Anthology) -> Iterator[Finding]:
    """A claim of accessibility that is begun and not founded on this text."""
    manifest, state = anthology.manifest, seal(anthology)
    evaluation = manifest.evaluation
    if manifest.certifier and not evaluation:
        yield Finding(
            "epub.not-evaluated",
            Severity.WARNING,
            manifest.where("book.certifier"),
            "no claim of accessibility is made: nobody has judged what no machine can find",
            "judge what the accessibility report asks, then write a table [evaluation] with "
            f'date = "YYYY-MM-DD" and seal = "{state}"',
        )
    elif evaluation and evaluation.seal != state:
        yield Finding(
            "epub.evaluation-stale",
            Severity.WARNING,
            manifest.where("evaluation.seal"),
            "no claim of accessibility is made: the text has changed since it was judged",
            f'judge again what changed, then write its date and seal = "{state}"',
        )
    elif evaluation and not manifest.certifier:
        yield Finding(
            "epub.no-certifier",
            Severity.NOTE,
            manifest.where("book.certifier"),
            "no claim of accessibility is made: the book was judged, but nobody vouches for it",
            "name who does as certifier, under [book]",
        )


def _place(piece: Piece, block: Block, plan: dict[str, Entry]) -> Place:
    """Where the block comes from: its line of the seed, else the piece's entry in the plan."""
    if block.line:
        return Place(piece.seed, block.line)
    return plan[piece.key].place if piece.key in plan else Place(piece.seed)


def _undescribed(figure: Figure, place: Place) -> Finding:
    caption = f" ({words(figure.caption)})" if figure.caption else ""
    return Finding(
        "epub.no-alt",
        Severity.WARNING,
        place,
        f"the picture {figure.picture.name!r} has no description{caption}",
        "describe it in `book review`, or in the plan: [[piece.image]] with file and alt (or decorative)",
    )


def _linked(link: Link, place: Place) -> Iterator[Finding]:
    address = urls.clean(link.href)
    if not address:
        yield Finding(
            "epub.link-left-out",
            Severity.WARNING,
            place,
            f"{words(link.inlines)!r} is no link any more: no book can lead to {link.href!r}",
            "give the whole address, with https://",
        )
    elif urls.tracked(link.href):
        yield Finding(
            "epub.link-tracking",
            Severity.NOTE,
            place,
            f"what follows the reader was taken from the link {link.href!r}",
        )
