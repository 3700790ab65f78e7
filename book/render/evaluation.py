"""The written evaluation of the EPUB's accessibility: beside the book, and in it where it makes a claim.

EPUB Accessibility 1.1, section 4.2.4, wants the evaluation behind a claim to be readable. What a machine
can find out of a book is here with what it found; what only reading and looking can tell, with whether that
was done; what can be in no book of the press, with the reason. Together that is every criterion of WCAG 2.2,
levels A and AA.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from book.languages import Language
from book.model import Anthology, Edition, Evaluation, Figure, Pagination, Span, Style
from book.render import package, walk
from book.render.access import CLAIM, Access, Contents, assess, contents
from book.render.pages import Page, fill, templates

KEY = "accessibility"
"""The key of the evaluation's page in the EPUB."""

_ANYWHERE = (
    ("2.4.2", "report-titles"),
    ("1.3.4, 1.4.3, 1.4.4, 1.4.10, 1.4.12", "report-reader-chooses"),
    ("2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11, 2.5.2, 2.5.3, 4.1.2", "report-links"),
    ("2.5.8", "report-targets"),
    ("3.2.3, 3.2.4", "report-alike"),
)
"""What holds for every book of the press, by its templates and its stylesheet: the proofs read it back."""

_JUDGEMENTS = (
    ("1.1.1", "descriptions"),
    ("1.3.1", "structure"),
    ("1.3.2", "order"),
    ("1.3.3, 1.4.1", "senses"),
    ("2.4.4", "links"),
    ("2.4.6", "headings"),
    ("3.1.2", "languages"),
)
"""What only reading and looking can tell."""
_OF_PICTURES = (("1.4.5", "text-in-images"), ("1.4.11", "images-contrast"))

_OUTSIDE = (
    ("1.2.1–1.2.5, 1.4.2, 2.2.2, 2.3.1", "report-still"),
    ("1.4.13, 2.1.4, 2.2.1, 2.5.1, 2.5.4, 2.5.7, 3.2.1, 3.2.2, 4.1.3", "report-no-script"),
    ("1.3.5, 3.2.6, 3.3.1–3.3.4, 3.3.7, 3.3.8", "report-no-form"),
)
"""What asks for something that is in no book of the press."""


Row = tuple[str, ...]
"""A line of one of the tables: what was looked at and found, by which criterion, how it came out."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the plan says of who judged the book, as printed; empty where nobody did."""

    date: str = ""
    readers: str = ""


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
        judged=_judged(anthology.manifest.evaluation, access, language),
        checks=tuple(_checks(anthology, language, access)),
        judgements=tuple(_judgements(anthology, language, access)),
        outside=tuple(_outside(anthology, language)),
        pictures=tuple(_pictures(anthology)),
    )


def _judged(evaluation: Evaluation | None, access: Access, language: Language) -> _Judged:
    if evaluation is None or not access.judged:
        return _Judged()
    return _Judged(language.date(evaluation.date), language.list(evaluation.readers))


def _checks(anthology: Anthology, language: Language, access: Access) -> Iterator[Row]:
    found = contents(anthology)

    def check(criterion: str, said: str, good: bool = True) -> Row:
        return said, criterion, language.word("report-good" if good else "report-lacking")

    yield check("2.4.1, 2.4.5, 2.4.6", language.count("report-chapters", len(anthology.chapters)))
    codes = [_name(code, language) for code in package.languages(anthology)]
    yield check("3.1.1", language.word("report-languages", names=language.list(codes)))
    passages = list(_passages(anthology))
    if passages:
        others = language.list(sorted({_name(code, language) for code in passages}))
        yield check("3.1.2", language.count("report-foreign", len(passages), names=others))
    yield check("1.1.1", _images(found, language), not found.undescribed)
    if found.tables:
        lacks = f" {language.count('access-lacks-headers', found.headless)}" if found.headless else ""
        yield check("1.3.1", language.count("report-tables", found.tables) + lacks, not found.headless)
    if found.notes:
        yield check("2.4.3", language.count("report-notes", found.notes))
    paged = "pageNavigation" in access.features
    said = language.word("access-pages" if paged else "access-no-pages")
    yield check("EPUB Accessibility 1.1", said, paged)
    for criterion, word in _ANYWHERE:
        yield check(criterion, language.word(word))


def _judgements(anthology: Anthology, language: Language, access: Access) -> Iterator[Row]:
    outcome = language.word("report-good" if access.judged else "report-open")
    for criterion, name in (*_JUDGEMENTS, *(_OF_PICTURES if contents(anthology).telling else ())):
        yield language.word(f"report-judge-{name}"), criterion, outcome


def _outside(anthology: Anthology, language: Language) -> Iterator[Row]:
    for criteria, word in _OUTSIDE:
        yield language.word(word), criteria
    if not contents(anthology).telling:
        yield language.word("report-no-pictures"), ", ".join(criterion for criterion, _ in _OF_PICTURES)


def _images(found: Contents, language: Language) -> str:
    if not found.figures:
        return language.word("report-no-images")
    said = [language.count("report-images", found.figures)]
    if found.undescribed:
        said.append(language.count("access-lacks-alt", found.undescribed))
    elif found.telling:
        said.append(language.word("access-alt"))
    if found.figures > found.telling:
        said.append(language.count("report-decorative", found.figures - found.telling))
    return " ".join(said)


def _passages(anthology: Anthology) -> Iterator[str]:
    """The language of each passage that is not in its piece's."""
    for chapter in anthology.chapters:
        for block in walk.blocks(chapter.piece):
            if own := getattr(block, "language", ""):
                yield own
            for inline in walk.inlines(block):
                if isinstance(inline, Span) and inline.language:
                    yield inline.language


def _name(code: str, language: Language) -> str:
    """A language's name in the book's language (CLDR); its code where CLDR has none."""
    return str(language.locale.languages.get(code.split("-")[0], code))


def _pictures(anthology: Anthology) -> Iterator[Row]:
    """Each picture that tells something with its description, to be compared."""
    for chapter in anthology.chapters:
        for block in walk.blocks(chapter.piece):
            if isinstance(block, Figure) and not block.decorative:
                yield f"{block.picture.name} ({chapter.piece.title})", block.alt or "–"
