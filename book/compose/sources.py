"""Where a piece appeared, what is not known of it, and by what right it is reprinted."""

from __future__ import annotations

import re
from collections.abc import Iterable

from book.compose.checks import licence_name
from book.compose.words import linked, outlet, sentence, sentences, stopped
from book.languages import Language
from book.model import Entry, Link, Piece, Prose, Rights, Text

_ADDRESS = re.compile(r"(?<!\S)(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?(?!\S)", re.IGNORECASE)
_EACH = 2
"""Pieces that lack an outlet of which each says so; of more it is said once."""


def source_note(piece: Piece, language: Language) -> Prose:
    """The note that stands with the chapter; empty where nothing is known.

    'Verscheen op 12 april 2019 in CustomerFirst; eerder gepubliceerd in MarketingTribune.'
    """
    return sentences(stopped(_appearance(piece, language)), stopped(_address(piece, language)))


def _appearance(piece: Piece, language: Language) -> Prose:
    kind = "day" if len(piece.date) >= 10 else "span"
    date = language.date(piece.date) if piece.date else ""
    first = _where(piece.first_outlet, language) if piece.first_outlet else ()
    match bool(piece.outlet), bool(piece.date):
        case True, True:
            prose = sentence(language, f"appeared-at-{kind}", date=date, where=_where(piece.outlet, language))
        case True, False:
            prose = sentence(language, "appeared-at", where=_where(piece.outlet, language))
        case False, True:
            prose = sentence(language, f"appeared-{kind}", date=date)
        case _:
            return sentence(language, "appeared-first", where=first) if first else ()
    return sentence(language, "appeared-earlier", appeared=prose, where=first) if first else prose


def _where(name: str, language: Language) -> Prose:
    """'in De Stentor', 'op brood.nl': a newspaper has pieces in it, a website on it.

    A website is known by its address, or by what its name has in it (the table's `outlets.sites`).
    """
    sites = language.data.get("outlets", {}).get("sites", "")
    named = sites and re.search(rf"(?<!\w)(?:{sites})(?!\w)", name, re.IGNORECASE)
    is_site = named or _ADDRESS.search(name)
    return sentence(language, "on-site" if is_site else "in-outlet", outlet=outlet(name))


def _address(piece: Piece, language: Language) -> Prose:
    if not piece.url:
        return ()
    link = Link(piece.url, (Text(piece.url),))
    if piece.accessed:
        return sentence(language, "source-url-accessed", url=link, date=language.date(piece.accessed))
    return sentence(language, "source-url", url=link)


def outlets_unknown(pieces: Iterable[Piece]) -> bool:
    """Whether so many pieces have a date and no outlet that it is said once, of all of them."""
    return sum(bool(p.date) and not (p.outlet or p.first_outlet) for p in pieces) > _EACH


def whereabouts(piece: Piece, entry: Entry, language: Language, once: bool = False) -> Prose:
    """The same in the Verantwoording, and what is not known, and how we know what the file doesn't say.

    `once`: that outlets are not known is said before, of all pieces.
    """
    known = bool(piece.outlet or piece.first_outlet)
    unknown = (
        "" if known and piece.date else "unknown-date" if known else
        ("" if once else "unknown-outlet") if piece.date else "unknown-appearance"
    )  # fmt: skip
    evidence = (
        ("title", None, entry.title_source),
        ("authors", len(piece.authors) or 1, entry.authors_source),
        ("date", None, entry.date_source),
        ("outlet", None, entry.outlet_source),
    )
    return sentences(
        source_note(piece, language),
        sentence(language, unknown) if unknown else (),
        () if piece.authors else sentence(language, "unknown-author"),
        sentence(language, "title-by-editors") if piece.title_by_editors else (),
        *(
            stopped(sentence(language, f"evidence-{what}", count=count, source=linked(told)))
            for what, count, told in evidence
            if told
        ),
    )


def rights_note(rights: Rights, language: Language, editors: int = 1) -> Prose:
    """By what right the piece is reprinted; the holder's own wording, where there is one, as it stands.

    `editors`: how many the book has, to whom their own pieces belong.
    """
    key = f"rights-{rights.status}" + ("-holder" if rights.holder and rights.status != "unknown" else "")
    licence = Text(licence_name(rights.licence))
    link: Prose = (Link(rights.licence_url, (licence,)),) if rights.licence_url else (licence,)
    count = editors if key == "rights-own" else None
    said = sentence(language, key, count=count, holder=rights.holder, licence=link)
    return sentences(said, stopped(linked(rights.note)))
