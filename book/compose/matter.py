"""Front and back matter: what its pages say, in the book's language. `render` arranges them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from book.compose import account, people
from book.compose.register import register
from book.compose.words import joined, linked, sentence, stopped
from book.errors import DataError, Place
from book.languages import Language
from book.model import (
    Account,
    Chapter,
    ContentsLine,
    Contributor,
    LineBreak,
    Manifest,
    Matter,
    Prose,
    Span,
    Style,
    Text,
    TitlePage,
)

PAGES = ("halftitlepage", "titlepage", "copyright-page", "toc", "contributors", "credits", "index")
"""The kinds of pages that front and back matter are made of; a language's table orders them."""

_NAMED = 24
"""Authors that the title page and the colofon name at most: all of them stand behind their pieces, and with
them at the end of the book."""

_WORDS = {
    "credits": "account",
    "copyright-page": "colophon",
    "index": "index",
}


def matter(
    manifest: Manifest,
    chapters: Sequence[Chapter],
    contributors: Sequence[Contributor],
    accounts: Sequence[Account],
    language: Language,
    style: Style | None,
) -> Matter:
    """All that is printed before and after the pieces.

    Raises DataError where the language's table orders a page that there is none of, or the style's
    list of fonts is wrong.
    """
    biographies = people.biographies(manifest, contributors, chapters, language)
    unknown = people.unknown(chapters, language)
    front, back = (_order(language, where) for where in ("front", "back"))
    if not biographies and not unknown:
        back = tuple(kind for kind in back if kind != "contributors")
    index = register(manifest, contributors, language)
    if not index:
        back = tuple(kind for kind in back if kind != "index")
    heading = people.heading(contributors, chapters, language)
    titles = {"contributors": heading, **{kind: language.word(word) for kind, word in _WORDS.items()}}
    return Matter(
        front=front,
        back=back,
        title_page=_title_page(manifest, chapters, language),
        colophon=_colophon(manifest, chapters, language, style),
        contents=_contents(chapters, back, titles),
        contributors=heading,
        biographies=biographies,
        unknown=unknown,
        account=account.opening(chapters, accounts, language),
        statements=account.statements(chapters, manifest.pieces, accounts, language),
        rights=account.rights(manifest, chapters, language),
        index=index,
    )


def _order(language: Language, where: str) -> tuple[str, ...]:
    """The pages before or after the pieces, as the trade orders them in this language."""
    kinds = tuple(language.data.get("book", {}).get(where, ()))
    for kind in kinds:
        if kind not in PAGES:
            raise DataError(
                f"there is no page of the kind {kind!r}",
                where=Place(f"languages/{language.code}.toml", key=f"book.{where}"),
                hint=f"there are {', '.join(PAGES)}",
            )
    return kinds


def _title_page(manifest: Manifest, chapters: Sequence[Chapter], language: Language) -> TitlePage:
    place_and_year = " ".join(part for part in (manifest.place, manifest.date[:4]) if part)
    return TitlePage(
        title=manifest.title,
        subtitle=manifest.subtitle,
        authors=people.contributions(chapters, language, _NAMED),
        editors=language.word("edited-by", names=language.list(manifest.editors)) if manifest.editors else "",
        imprint=tuple(line for line in (manifest.publisher, place_and_year) if line),
    )


def _contents(
    chapters: Sequence[Chapter], back: Sequence[str], titles: Mapping[str, str]
) -> tuple[ContentsLine, ...]:
    lines: list[ContentsLine] = []
    parts = 0
    for chapter in chapters:
        if chapter.part:
            parts += 1
            lines.append(ContentsLine("part", f"part-{parts}", chapter.part))
        lines.append(ContentsLine("piece", chapter.piece.key, chapter.piece.title, chapter.byline))
    lines += [ContentsLine("matter", kind, titles[kind]) for kind in back if kind in titles]
    return tuple(lines)


# --------------------------------------------------------------------------- colofon


def _colophon(
    manifest: Manifest, chapters: Sequence[Chapter], language: Language, style: Style | None
) -> tuple[Prose, ...]:
    """The paragraphs of the colofon; what is not known is not there."""
    page = _title_page(manifest, chapters, language)
    book = _lines(
        (Span("cite", (Text(manifest.title),)),),
        people.text(manifest.subtitle),
        people.text(page.authors),
        people.text(page.editors),
    )
    edition = ", ".join(
        part for part in (manifest.edition, language.date(manifest.date) if manifest.date else "") if part
    )
    publisher = ", ".join(part for part in (manifest.publisher, manifest.place) if part)
    published = _lines(
        sentence(language, "published-by", publisher=publisher) if manifest.publisher else (),
        people.text(edition),
        people.text(_series(manifest, language)),
    )
    paragraphs = (
        book,
        published,
        _lines(*_rights(manifest, chapters, language)),
        _lines(*_fonts(style, language)),
        _lines(
            people.text(language.word("isbn-print", isbn=manifest.isbn_print) if manifest.isbn_print else ""),
            people.text(language.word("isbn-epub", isbn=manifest.isbn_epub) if manifest.isbn_epub else ""),
            people.text(f"NUR {manifest.nur}" if manifest.nur else ""),
        ),
    )
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def _series(manifest: Manifest, language: Language) -> str:
    if not manifest.series:
        return ""
    return language.word("in-series", series=manifest.series, number=manifest.series_number)


def _rights(manifest: Manifest, chapters: Sequence[Chapter], language: Language) -> list[Prose]:
    """The rights sentence of the book, and where the rights of its texts are told."""
    protected = [c for c in chapters if c.piece.rights.status != "public-domain"]
    sentences = [stopped(linked(manifest.rights))]
    name = Span("cite", (Text(language.word("account")),))
    if manifest.rights:
        sentences.append(sentence(language, "rights-see", account=name))
    elif protected:
        whose = sentence(language, "text-rights", count=people.writers(protected), account=name)
        sentences.append(whose)
    if manifest.contact:
        contact = account.address(manifest.contact)
        sentences.append(sentence(language, "rights-contact", contact=contact))
    return sentences


def _fonts(style: Style | None, language: Language) -> list[Prose]:
    """What the book is set in, with the source and licence of each font (`fonts` of style.toml)."""
    fonts = _font_table(style)
    if not fonts:
        return []
    named = language.list([language.word("font-in", name=font["name"]) for font in fonts])
    families: dict[tuple[str, str, str], list[str]] = {}
    for font in fonts:
        families.setdefault((font["author"], font["licence"], font["source"]), []).append(font["name"])
    if len(families) == 1:
        ((author, licence, source),) = families
        link = linked(source)
        by = sentence(language, "typeset-in-by", fonts=named, author=author, licence=licence, source=link)
        return [by]
    lines: list[Prose] = [sentence(language, "typeset-in", fonts=named)]
    for (author, licence, source), names in families.items():
        all_names, link = language.list(names), linked(source)
        lines.append(
            sentence(language, "font-by", names=all_names, author=author, licence=licence, source=link)
        )
    return lines


def _font_table(style: Style | None) -> list[dict[str, Any]]:
    data = style.files.get("style.toml") if style else None
    if data is None:
        return []
    where = Place("style.toml", key="fonts")
    try:
        fonts = tomllib.loads(data.decode()).get("fonts", [])
    except ValueError as error:
        raise DataError(f"is not TOML: {error}", where=Place("style.toml")) from error
    for font in fonts:
        missing = {"name", "author", "source", "licence"} - set(font)
        if missing:
            raise DataError(f"a font lacks its {', '.join(sorted(missing))}", where=where)
    return list(fonts)


def _lines(*lines: Prose) -> Prose:
    """A paragraph of lines, without the empty ones."""
    run: Prose = ()
    for line in lines:
        if line:
            run = (*run, LineBreak(), *line) if run else line
    return joined(run)
