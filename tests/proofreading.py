"""A finished book for the proofs to read, and ways to spoil it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

import shelf
from PIL import Image

from book.compose import compose
from book.compose.manifest import parse
from book.languages import load
from book.model import (
    Anthology,
    Chapter,
    Edition,
    Finding,
    Heading,
    ListBlock,
    Name,
    Note,
    NoteCall,
    Pagination,
    Paragraph,
    Piece,
    Quotation,
    Text,
    Verse,
)
from book.press import read_proof
from book.render import epub, paper
from book.render.cover import Cover

PLAN = """\
[book]
title = "Brood en spelen"
language = "nl"
description = "Drie stukjes om drukproeven van te lezen, met alles erin wat mis kan gaan."
publisher = "Uitgeverij Proef"
date = "2026-05-01"

[[piece]]
seed = "seeds/brood.txt"
part = "Brood"
rights = { status = "granted", holder = "De Bakker", reference = "brief", note = "Eerder in De Bakker" }

[[piece]]
seed = "seeds/spelen.txt"
part = "Spelen"
rights = { status = "own" }

[[piece]]
seed = "seeds/slot.txt"

[contributors."Anna de Wit"]
bio = "Anna de Wit bakt op zaterdag."
"""

WIT = Name("Anna de Wit", "Wit, Anna de")
BERG = Name("Jan van den Berg", "Berg, Jan van den")
SENTENCES = (
    "Elke zaterdag bakt mijn buurman brood voor de hele straat, en elke zaterdag mislukt er een.",
    "‘Te hard’, zegt hij dan, en hij klopt op de korst alsof daar iemand woont die moet opendoen.",
    "Wij knikken, nemen een oud-Hollands volkorenbrood mee naar huis en eten het op voor de avond.",
    "Zijn verantwoordelijkheidsgevoel is groter dan zijn warmwaterkraanvoorraad, en dat is maar goed ook.",
)


def _text(*words: str) -> Text:
    return Text(" ".join(words))


def _long(line: int, n: int) -> Paragraph:
    """A paragraph that no other is like, of some length."""
    return Paragraph((_text(f"Op dag {n} ging het zo.", *SENTENCES),), line=line)


def _brood() -> Piece:
    note = Note("¹", (Paragraph((Text("Gezuurd met water uit de regenton."),), line=90),), line=90)
    within = NoteCall(Note("³", (Paragraph((Text("Sinds 1654."),), line=92),), line=92))
    bakers = (Text("Zie ook de bakkers van de Oude Gracht"), within, Text("."))
    second = Note("²", (Paragraph(bakers, line=91),), line=91)
    called = Paragraph(
        (Text("Het deeg"), NoteCall(note), Text(" rijst in een emmer"), NoteCall(second), Text(".")), line=3
    )
    steps = ListBlock(
        tuple((Paragraph((Text(step),)),) for step in ("Kneden tot elf uur.", "Wachten.")), True, line=60
    )
    said = Quotation(
        "blockquote",
        (Paragraph((Text("Brood is niets dan lucht met een jas aan."),)),),
        (Text("de bakker"),),
        70,
    )
    paragraphs = tuple(_long(n + 10, n) for n in range(1, 8))
    blocks = (called, *paragraphs, Heading((Text("Wat er overbleef"),), line=50), steps, said)
    return Piece(
        "brood", "seeds/brood.txt", "nl", "Brood op de plank", blocks, authors=(WIT, BERG), outlet="De Bakker"
    )


def _spelen() -> Piece:
    verse = Verse((((Text("Wie speelt die wint,"),), (Text("wie wint die speelt."),)),), line=2)
    blocks = (verse, *(_long(n, n + 30) for n in range(3, 14)))
    return Piece(
        "spelen",
        "seeds/spelen.txt",
        "nl",
        "Spelen voor gevorderden",
        blocks,
        authors=(BERG,),
        date="2019-04-12",
    )


def _slot() -> Piece:
    return Piece("slot", "seeds/slot.txt", "nl", "Tot slot", (_long(1, 60), _long(2, 61)))


@cache
def bound(**titles: str) -> Anthology:
    """The book, as it would be with other titles for some of its pieces: `slot="Einde"`."""
    return _composed(*(replace(p, title=titles.get(p.key, p.title)) for p in (_brood(), _spelen(), _slot())))


def unsigned(**titles: str) -> Anthology:
    """The book with other titles, and nobody knows who wrote it."""
    pieces = (_brood(), _spelen(), _slot())
    return _composed(*(replace(p, title=titles.get(p.key, p.title), authors=()) for p in pieces))


@cache
def namesakes() -> Anthology:
    """The book, with two pieces of one title by one author."""
    return _composed(_brood(), _spelen(), replace(_slot(), title=_spelen().title, authors=_spelen().authors))


def _composed(*pieces: Piece) -> Anthology:
    manifest = parse(PLAN, "anthology.toml")
    given = [replace(p, rights=e.rights) for p, e in zip(pieces, manifest.pieces, strict=True)]
    return compose(manifest, given, (), load("nl"), style=shelf.style())


@cache
def printed() -> tuple[Edition, Pagination]:
    edition, pagination, _ = paper.render(bound(), shelf.style(), load("nl"))
    return edition, pagination


@cache
def reflowing(paged: bool = False) -> Edition:
    """The EPUB, with a page list where the print book was laid out too."""
    return reflowed(bound(), printed()[1] if paged else None)


def reflowed(book: Anthology, pagination: Pagination | None = None) -> Edition:
    """The EPUB of such a book."""
    jpeg = io.BytesIO()
    Image.new("RGB", (16, 26)).save(jpeg, "JPEG")
    cover = Cover(b"<svg/>", jpeg.getvalue(), "Omslag")
    return epub.render(book, shelf.style(), load("nl"), cover, pagination)[0]


# --------------------------------------------------------------------------- spoiling


def spoiled(edition: Edition, changes: Mapping[str, Callable[[str], str | None]]) -> Edition:
    """The EPUB with the files whose names match a pattern changed; None takes a file out.

    Each pattern must match a file, and each change must change it: a test that spoils nothing proves nothing.
    """
    done: set[str] = set()
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(edition.data)) as old, zipfile.ZipFile(result, "w") as new:
        for entry in old.infolist():
            data: bytes | None = old.read(entry)
            for pattern, change in changes.items():
                if re.search(pattern, entry.filename) and data is not None:
                    after = change(data.decode())
                    if after is None or after.encode() != data:
                        done.add(pattern)
                    data = None if after is None else after.encode()
            if data is not None:
                new.writestr(entry, data, entry.compress_type)
    assert done == set(changes), f"spoiled nothing: {set(changes) - done}"
    return replace(edition, data=result.getvalue())


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


def chapter(n: int, **changes: object) -> Anthology:
    """The book as if its chapter n (from 1) had been composed otherwise: what the files say is then drift."""
    book = bound()
    chapters = list(book.chapters)
    given: Chapter = chapters[n - 1]
    of_piece = {k: v for k, v in changes.items() if k in Piece.__slots__}
    of_chapter = {k: v for k, v in changes.items() if k not in of_piece}
    chapters[n - 1] = replace(given, piece=replace(given.piece, **of_piece), **of_chapter)  # type: ignore[arg-type]
    return replace(book, chapters=tuple(chapters))


def read(
    *editions: Edition, book: Anthology | None = None, pagination: Pagination | None = None
) -> tuple[Finding, ...]:
    """What the proofs find, but for the rights that the book itself says are unknown."""
    findings = read_proof(book or bound(), editions, pagination)
    return tuple(f for f in findings if f.check != "rights.unknown")


def checks(findings: Sequence[Finding]) -> list[str]:
    return sorted({finding.check for finding in findings})
