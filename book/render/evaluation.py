"""The written evaluation of the EPUB's accessibility: beside the book, and in it where it makes a claim.

EPUB Accessibility 1.1, section 4.2.4, wants the evaluation behind a claim to be readable. What a machine
can find out of a book is here with what it found; what only a person can judge is listed with everything
that the person needs for it. Criteria are those of WCAG 2.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from book.languages import Language
from book.model import Anthology, Edition, Figure, Pagination, Style
from book.render import package, walk
from book.render.access import CLAIM, Access, Contents, assess, contents
from book.render.pages import Page, fill, templates

KEY = "accessibility"
"""The key of the evaluation's page in the EPUB."""


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, by its criterion; what was found, in words; whether it is as it should be."""

    criterion: str
    found: str
    good: bool


@dataclass(frozen=True, slots=True)
class Described:
    """A picture with its description, for a person to compare."""

    piece: str
    name: str
    alt: str


def report(anthology: Anthology, style: Style, language: Language, pagination: Pagination | None) -> Edition:
    """`<slug>-accessibility.html`: the evaluation as one page of well-formed HTML, in the book's language."""
    title = language.word("report-title", title=anthology.title)
    access = assess(anthology, language, paged=pagination is not None)
    text = fill(
        templates(style),
        "report",
        language=anthology.language,
        title=title,
        section=_section(anthology, style, language, access, title),
    )
    return Edition(f"{anthology.manifest.slug}-accessibility.html", f"{text}\n".encode(), "text/html")


def page(anthology: Anthology, style: Style, language: Language, access: Access) -> Page:
    """The evaluation as the last page of the EPUB, to which the claim of conformance is linked."""
    title = language.word("accessibility")
    return Page(
        key=KEY,
        kind=KEY,
        division="backmatter",
        file=f"{KEY}.xhtml",
        title=title,
        language=anthology.language,
        section=_section(anthology, style, language, access, title),
    )


def _section(anthology: Anthology, style: Style, language: Language, access: Access, heading: str) -> Markup:
    return fill(
        templates(style),
        "accessibility",
        heading=heading,
        book=anthology,
        word=language.word,
        access=access,
        claim=CLAIM,
        date=language.date(anthology.modified[:10]),
        isbn=anthology.manifest.isbn_epub,
        checks=tuple(_checks(anthology, language, access)),
        judgements=[language.word(f"report-judge-{name}") for name in _JUDGEMENTS],
        pictures=tuple(_pictures(anthology)),
    )


_JUDGEMENTS = ("descriptions", "structure", "order", "text-in-images", "links", "languages")
"""What only a person can judge: 1.1.1, 1.3.1, 1.3.2, 1.4.5, 2.4.4, 3.1.2."""


def _checks(anthology: Anthology, language: Language, access: Access) -> Iterator[Check]:
    found = contents(anthology)
    yield Check("2.4.5, 2.4.6", language.count("report-chapters", len(anthology.chapters)), True)
    names = language.list([_name(code, language) for code in package.languages(anthology)])
    yield Check("3.1.1, 3.1.2", language.word("report-languages", names=names), True)
    yield from _images(found, language)
    if found.tables:
        good = not found.headless
        said = language.count("report-tables", found.tables)
        lacks = "" if good else " " + language.count("access-lacks-headers", found.headless)
        yield Check("1.3.1", said + lacks, good)
    if found.notes:
        yield Check("2.4.4", language.count("report-notes", found.notes), True)
    paged = "pageNavigation" in access.features
    said = language.word("access-pages" if paged else "access-no-pages")
    yield Check("EPUB Accessibility 1.1", said, paged)
    yield Check("1.4.3, 1.4.4, 1.4.10, 1.4.12", language.word("report-reader-chooses"), True)
    yield Check("1.2, 1.4.2, 2.2, 2.3", language.word("report-still"), True)


def _images(found: Contents, language: Language) -> Iterator[Check]:
    if not found.figures:
        yield Check("1.1.1", language.word("report-no-images"), True)
        return
    said = [language.count("report-images", found.figures)]
    if found.undescribed:
        said.append(language.count("access-lacks-alt", found.undescribed))
    elif found.telling:
        said.append(language.word("access-alt"))
    if found.figures > found.telling:
        said.append(language.count("report-decorative", found.figures - found.telling))
    yield Check("1.1.1", " ".join(said), not found.undescribed)


def _name(code: str, language: Language) -> str:
    """A language's name in the book's language (CLDR); its code where CLDR has none."""
    return str(language.locale.languages.get(code.split("-")[0], code))


def _pictures(anthology: Anthology) -> Iterator[Described]:
    for chapter in anthology.chapters:
        for block in walk.blocks(chapter.piece):
            if isinstance(block, Figure) and not block.decorative:
                yield Described(chapter.piece.title, block.picture.name, block.alt)
