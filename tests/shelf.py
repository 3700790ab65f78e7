"""Small books for tests: an anthology made of values, without a seed or a manifest on disk."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import pieces_xml
from lxml import etree
from PIL import Image

from book.compose import compose
from book.compose.foreign import speak
from book.compose.manifest import parse
from book.languages import load
from book.model import (
    Anthology,
    Biography,
    Block,
    Chapter,
    ContentsLine,
    Contributor,
    Edition,
    Entry,
    Finding,
    Link,
    Manifest,
    Matter,
    Name,
    PageStart,
    Pagination,
    Paragraph,
    Piece,
    Style,
    Text,
    TitlePage,
)
from book.project import Project, load_style
from book.render import pages as book_pages
from book.render import paper
from book.render.cover import Cover
from book.render.epub import render
from book.render.pages import NAMESPACES
from book.render.profiles import HOME, profile

ROOT = Path(__file__).parent.parent


@cache
def style(name: str = "libertine") -> Style:
    """The look as it is shipped, read from disk once: a line of a page may ask for it."""
    return load_style(Project(ROOT / "tests"), name)


def cover() -> Cover:
    """A plain cover: drawing the real one is another test's business."""
    drawn = io.BytesIO()
    Image.new("RGB", (1600, 2560), (24, 60, 56)).save(drawn, "JPEG", quality=60)
    return Cover(b"<svg/>", drawn.getvalue(), "Cover of the book")


def made_up_pages(anthology: Anthology) -> Pagination:
    """A pagination without a print edition: a page for every third block of text, and halfway the first."""
    starts: list[PageStart] = []
    for page in book_pages.pages(anthology, style(), load(anthology.language), "epub"):
        root = etree.fromstring(f'<body xmlns:epub="{NAMESPACES["epub"]}">{page.section}</body>')
        keys = [key for e in root.iter() if (key := e.get("data-k")) and ".n" not in key]
        for n, key in enumerate(keys[::3]):
            starts.append(PageStart(str(len(starts) + 1), key, 0))
            if n == 1:
                starts.append(PageStart(str(len(starts) + 1), key, 7))
    return Pagination(tuple(str(n) for n in range(1, len(starts) + 1)), tuple(starts), 148, 210)


@cache
def epub(*, paged: bool = True) -> bytes:
    """The test book tide-table as an EPUB, with or without a page list."""
    book = tide_table()
    pagination = made_up_pages(book) if paged else None
    return render(book, style(), load(book.language), cover(), pagination)[0].data


def sans() -> Style:
    """A second look: the shipped one with its text in another face."""
    shipped = style()
    face = {
        f"fonts/LinLibertine_{slope}.otf": shipped.files[f"fonts/LinBiolinum_{sans}.otf"]
        for slope, sans in (("R", "R"), ("RI", "RI"), ("RB", "RB"), ("RBI", "RB"))
    }
    return replace(shipped, files={**shipped.files, **face})


@cache
def tide_table() -> Anthology:
    """The test book of tests/anthologies/tide-table, composed as the press composes every book."""
    return _composed("tide-table")


def written(laid_out: paper.LaidOut) -> tuple[Edition, Pagination, tuple[Finding, ...]]:
    """The print edition of a book that is laid out, as `paper.render` gives it."""
    edition, findings = paper.write(laid_out, profile(laid_out.style.profiles, HOME))
    return edition, laid_out.pagination, (*laid_out.findings, *findings)


@cache
def tide_table_laid_out() -> paper.LaidOut:
    """The pages of tide-table, for tests that only look at them. It needs Pango."""
    book = tide_table()
    return paper.lay_out(book, style(), load(book.language))


@cache
def tide_table_printed() -> tuple[Edition, Pagination, tuple[Finding, ...]]:
    """The print edition of tide-table, as `paper.render` gives it. It needs Pango."""
    return written(tide_table_laid_out())


@cache
def zehn_maerchen() -> Anthology:
    """The test book of tests/anthologies/kinder-und-hausmaerchen: ten tales in German."""
    return _composed("kinder-und-hausmaerchen")


def _composed(name: str) -> Anthology:
    folder = ROOT / "tests" / "anthologies" / name
    manifest = parse((folder / "anthology.toml").read_text(encoding="utf-8"), "anthology.toml")
    return compose(manifest, pieces(manifest, name), (), load(manifest.language), style=style())


def pieces(manifest: Manifest, name: str = "tide-table") -> list[Piece]:
    """The pieces of a test book, as a manifest credits them."""
    folder = ROOT / "tests" / "anthologies" / name
    return [_from_xml(entry, manifest.language, folder) for entry in manifest.pieces]


def _from_xml(entry: Entry, language: str, folder: Path) -> Piece:
    blocks, appendix = pieces_xml.read(folder / entry.seed)
    own = load(entry.language or language)
    authors = tuple(Name(name, own.sort_name(name)) for name in entry.authors or ())
    piece = Piece(
        key=entry.key,
        seed=entry.seed,
        language=entry.language or language,
        title=entry.title,
        subtitle=entry.subtitle,
        blocks=blocks,
        appendix=appendix,
        authors=authors,
        translators=tuple(Name(name, own.sort_name(name)) for name in entry.translators),
        date=entry.date,
        outlet=entry.outlet,
        url=entry.url,
        rights=entry.rights,
    )
    return speak(piece, entry)[0]


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def piece(key: str, title: str, *blocks: Block, author: Name | None = None, language: str = "nl") -> Piece:
    return Piece(
        key=key,
        seed=f"seeds/{key}.txt",
        language=language,
        title=title,
        blocks=blocks,
        authors=(author,) if author else (),
    )


def bare(*pieces: Piece, language: str = "nl") -> Anthology:
    """A book of which nothing is known but its pieces."""
    entries = tuple(Entry(p.seed, p.key) for p in pieces)
    chapters = tuple(Chapter(n, p, byline="auteur onbekend") for n, p in enumerate(pieces, 1))
    return Anthology(
        manifest=Manifest("bare", "Bare", language, entries),
        identifier="urn:uuid:6ba7b812-9dad-51d1-80b4-00c04fd430c8",
        language=language,
        title="Bare",
        subtitle="",
        chapters=chapters,
        contributors=(),
        accounts=(),
        modified="1980-01-01T00:00:00Z",
    )


def anthology(*pieces: Piece, language: str = "nl", **manifest: object) -> Anthology:
    """A book of these pieces with the plainest front and back matter."""
    unknown = "auteur onbekend" if language == "nl" else "author unknown"
    chapters = tuple(
        Chapter(
            number=n,
            piece=p,
            byline=" en ".join(a.display for a in p.authors) or unknown,
            source=f"Eerder verschenen in De Courant ({n}).",
            rights="Rechten onbekend.",
        )
        for n, p in enumerate(pieces, 1)
    )
    people: dict[str, Contributor] = {}
    for p in pieces:
        for a in p.authors:
            key = a.display.lower().replace(" ", "-")
            known = people.get(key)
            people[key] = Contributor(key, a, "aut", (*(known.pieces if known else ()), p.key))
    contents = tuple(ContentsLine("piece", c.piece.key, c.piece.title, c.byline) for c in chapters)
    matter = Matter(
        front=("halftitlepage", "titlepage", "copyright-page", "toc"),
        back=("contributors", "credits"),
        title_page=TitlePage("Een boek", "Van niets", imprint=("Uitgeverij Proef", "Utrecht 2026")),
        colophon=((Text("Alle rechten voorbehouden."),),),
        contents=(
            *contents,
            ContentsLine("matter", "contributors", "Over de auteurs"),
            ContentsLine("matter", "credits", "Verantwoording"),
        ),
        contributors="Over de auteurs",
        biographies=tuple(
            Biography(
                p.key,
                p.name.display,
                (Text("schrijft."),),
                tuple(Link(f"#{k}", (Text(k),)) for k in p.pieces),
            )
            for p in people.values()
        ),
        account=((Text("De stukken zijn overgenomen zoals ze verschenen."),),),
    )
    fields: dict[str, object] = {
        "slug": "een-boek",
        "title": "Een boek",
        "subtitle": "Van niets",
        "language": language,
        "pieces": tuple(Entry(p.seed, p.key) for p in pieces),
        "publisher": "Uitgeverij Proef",
        "date": "2026-05-01",
        "description": "Een klein boek om de pers mee te beproeven, met een paar stukken.",
        "subjects": ("columns",),
    }
    return Anthology(
        manifest=Manifest(**{**fields, **manifest}),  # type: ignore[arg-type]
        identifier="urn:uuid:6ba7b811-9dad-51d1-80b4-00c04fd430c8",
        language=language,
        title="Een boek",
        subtitle="Van niets",
        chapters=chapters,
        contributors=tuple(people.values()),
        accounts=(),
        modified="2026-05-01T00:00:00Z",
        matter=matter,
    )


def body(*pieces: Piece, language: str = "nl") -> Anthology:
    """The same without front and back matter, for what its chapters show: laid out in half the time."""
    return replace(anthology(*pieces, language=language), matter=Matter())
