"""The pages of the book, from which paper and screens are both set.

`pages()` gives one `Page` for each page kind of front matter, each part, each piece and each page kind of
back matter, in reading order. Their templates are `pages/<kind>.xhtml` of the style; they only loop and
print. What is in them is markup already (`book.render.markup`) or a string that Jinja escapes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from jinja2 import Environment, TemplateError
from lxml import etree
from markupsafe import Markup

from book import urls
from book.errors import DataError, Place, RenderError
from book.languages import Language
from book.languages.foreign import spoken
from book.model import (
    Anthology,
    Chapter,
    ContentsLine,
    Inline,
    LineBreak,
    Matter,
    Name,
    Phrase,
    Picture,
    Prose,
    Style,
    Text,
)
from book.render import templating
from book.render.codes import code
from book.render.indexing import IndexEntry
from book.render.markup import Compositor, Medium
from book.render.xhtml import element, escape, in_language, written
from book.slugs import slug

Division = Literal["frontmatter", "bodymatter", "backmatter"]

NAMESPACES = {"x": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}


@dataclass(frozen=True, slots=True)
class Page:
    """One document of the EPUB, one section of the print book.

    `key` is unique in the book and the section's id. `section` is the XHTML of the section, its blocks of
    text keyed (`data-k`). `author` is the byline as printed, empty where the page has none.
    """

    key: str
    kind: str  # its template: titlepage, copyright-page, toc, part, chapter, contributors, credits ...
    division: Division
    file: str  # its name in the EPUB's text/ folder
    title: str
    language: str
    section: Markup
    author: str = ""
    piece: str = ""  # the key of the piece, for a chapter


@dataclass(frozen=True, slots=True)
class _Plan:
    """A page before it is set."""

    key: str
    kind: str
    division: Division
    file: str
    title: str
    chapter: Chapter | None = None


_TITLES = {
    "halftitlepage": "half-title",
    "titlepage": "title-page",
    "copyright-page": "colophon",
    "toc": "contents",
    "credits": "account",
    "index": "index",
}
"""The words that name a page of front or back matter in a table of contents."""

NOT_ON_SCREEN = frozenset({"halftitlepage"})
"""It keeps the title page of a sewn book clean; on a screen it is a page to leaf past."""


_GROUPED = 30
"""Lines of an index from which on it is parted by first letters."""

ORNAMENTED = "ornament.svg"
"""A style that has this template has an ornament for the title page."""
ORNAMENT = "img/ornament.png"
ORNAMENT_SIZE = 200  # pixels


def pages(
    anthology: Anthology,
    style: Style,
    language: Language,
    medium: Medium,
    index: Sequence[IndexEntry] = (),
) -> tuple[Page, ...]:
    """The book's pages in reading order, for paper or for a screen. `index`: the lines of its index.

    Raises DataError for a fault in the style's templates and RenderError for text that makes no
    well-formed XHTML.
    """
    plans = tuple(_plans(anthology, language, medium))
    links = _links(anthology, plans, medium)
    environment = templates(style)
    return tuple(_page(plan, anthology, style, environment, language, medium, links, index) for plan in plans)


def templates(style: Style) -> Environment:
    """The style's page templates."""
    return templating.templates({n: data for n, data in style.files.items() if n.startswith("pages/")})


def fill(environment: Environment, kind: str, **values: Any) -> Markup:
    """The template `pages/<kind>.xhtml` with its values. Raises DataError where it cannot be filled."""
    name = f"pages/{kind}.xhtml"
    try:
        return Markup(environment.get_template(name).render(**values))
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise DataError(f"{type(error).__name__}: {error}", where=Place(name, line)) from error


def label(page: Page, language: Language) -> str:
    """The page's name in a table of contents: 'Title – Author'."""
    if not page.author:
        return page.title
    return language.word("title-by-author", title=page.title, author=page.author)


def picture_name(picture: Picture) -> str:
    """An ASCII file name for a picture: its own, and a mark of its content that keeps namesakes apart."""
    stem = picture.name.rpartition("/")[2].partition(".")[0]
    mark = hashlib.sha256(picture.data).hexdigest()[:8]
    return f"{slug(stem) or 'x'}-{mark}.{'png' if picture.media_type == 'image/png' else 'jpg'}"


def _picture_address(picture: Picture, medium: Medium) -> str:
    """Paper is set without files, so there the picture itself is its address (RFC 2397)."""
    if medium == "epub":
        return f"../img/{picture_name(picture)}"
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"


# --------------------------------------------------------------------------- what pages there are


def _plans(anthology: Anthology, language: Language, medium: Medium) -> Iterator[_Plan]:
    matter = anthology.matter
    parts = 0
    for kind in matter.front:
        if medium == "print" or kind not in NOT_ON_SCREEN:
            yield _matter(kind, "frontmatter", matter, language)
    for chapter in anthology.chapters:
        if chapter.part:
            parts += 1
            key = f"part-{parts}"
            yield _Plan(key, "part", "bodymatter", f"{key}.xhtml", chapter.part)
        key = chapter.piece.key
        file = f"c{chapter.number:03}-{key}.xhtml"
        yield _Plan(f"chapter-{key}", "chapter", "bodymatter", file, chapter.piece.title, chapter)
    for kind in matter.back:
        yield _matter(kind, "backmatter", matter, language)


def _matter(kind: str, division: Division, matter: Matter, language: Language) -> _Plan:
    title = matter.contributors if kind == "contributors" else language.word(_TITLES.get(kind, kind))
    return _Plan(kind, kind, division, f"{kind}.xhtml", title)


def _links(anthology: Anthology, plans: Sequence[_Plan], medium: Medium) -> dict[str, str]:
    """The address of each "#key": of pages, of pieces (their chapters), of contributors."""
    links = {f"#{plan.key}": f"#{plan.key}" if medium == "print" else plan.file for plan in plans}
    for chapter in anthology.chapters:
        links.setdefault(f"#{chapter.piece.key}", links[f"#chapter-{chapter.piece.key}"])
    contributors = next((plan for plan in plans if plan.kind == "contributors"), None)
    if contributors:
        file = "" if medium == "print" else contributors.file
        for biography in anthology.matter.biographies:
            links.setdefault(f"#{biography.key}", f"{file}#author-{biography.key}")
    return links


# --------------------------------------------------------------------------- what is on them


def _page(
    plan: _Plan,
    anthology: Anthology,
    style: Style,
    environment: Environment,
    language: Language,
    medium: Medium,
    links: Mapping[str, str],
    index: Sequence[IndexEntry],
) -> Page:
    piece = plan.chapter.piece if plan.chapter else None
    own = piece.language if piece else anthology.language
    phrases = piece.phrases if piece else _phrases(anthology)
    # On paper a section stands in the book's document, on a screen in a document of its own language.
    surroundings = anthology.language if medium == "print" else own
    compositor = Compositor(
        plan.key,
        medium,
        links=links,
        source=lambda picture: _picture_address(picture, medium),
        undescribed=language.word("image-undescribed"),
    )
    values = {
        "page": plan,
        "book": anthology,
        "matter": anthology.matter,
        "paper": medium == "print",
        # On paper it is the stylesheet's: nothing that the book says.
        "ornament": f"../{ORNAMENT}" if medium == "epub" and ORNAMENTED in style.files else "",
        "ornament_size": ORNAMENT_SIZE,
        "language": Markup(_lang_attributes(own, surroundings)),
        "book_language": Markup(_lang_attributes(anthology.language, own)),
        # Names stand with the title above them, whichever way the book's own words run.
        "byline_language": Markup(_lang_attributes(anthology.language, own, turned=False)),
        "key": compositor.key,
        "id": compositor.id,
        "href": compositor.href,
        "word": language.word,
        "prose": lambda inlines: compositor.inlines(spoken(inlines, phrases), anthology.language),
        "said": lambda words: compositor.inlines(spoken((Text(words),), phrases), own),
        "title_of": lambda key: _title_of(key, compositor, anthology),
        "lines": _prose_lines,
        "index": _grouped(index),
        "contents": _nest(anthology.matter.contents),
        "address": lambda line: compositor.href(_target(line)),
        "language_of": lambda line: _language_of(line, anthology),
    }
    if plan.chapter:
        values |= _chapter(plan.chapter, compositor, anthology, language)
    section = fill(environment, plan.kind, **values)
    _require_well_formed(section, plan.kind)
    return Page(
        key=plan.key,
        kind=plan.kind,
        division=plan.division,
        file=plan.file,
        title=plan.title,
        language=own,
        section=section,
        author=plan.chapter.byline if plan.chapter else "",
        piece=piece.key if piece else "",
    )


def _grouped(index: Sequence[IndexEntry]) -> list[list[IndexEntry]]:
    """The lines of the index by their first letters; a short index is one list."""
    if len(index) < _GROUPED:
        return [list(index)]
    return [list(group) for _, group in groupby(index, key=lambda entry: entry.letter)]


def _phrases(anthology: Anthology) -> tuple[Phrase, ...]:
    """What in the pieces is foreign to the book, whose own pages cite titles and tell of authors."""
    found = (phrase for chapter in anthology.chapters for phrase in chapter.piece.phrases)
    return tuple(dict.fromkeys(phrase for phrase in found if phrase.language != anthology.language))


def _chapter(
    chapter: Chapter, compositor: Compositor, anthology: Anthology, language: Language
) -> dict[str, Any]:
    """The values of a chapter's template. The text comes first: it hands out the numbers of the notes."""
    piece = chapter.piece
    head = {name: compositor.key() for name in ("title", "subtitle", "byline", "translators")}
    text = compositor.blocks(piece.blocks, piece.language)
    foot = tuple((compositor.key(), line) for line in _foot(chapter, compositor, anthology, language))
    appendix_key = compositor.key()
    appendix = compositor.blocks(piece.appendix, piece.language, 3) if piece.appendix else Markup("")
    notes = Markup("")
    if compositor.medium == "epub" and compositor.notes:
        notes = compositor.endnotes(piece.language, lambda n: language.word("note-back", n=n))
    translators = ""
    if piece.translators:
        names = language.list([name.display for name in piece.translators])
        translators = _credited(language.word("translated-by", names=names), piece.translators, "translator")
    return {
        "chapter": chapter,
        "piece": piece,
        "head": head,
        "byline": _credited(chapter.byline, piece.authors, "author"),
        "translators": translators,
        "text": text,
        "foot": foot,
        "appendix_key": appendix_key,
        "appendix": appendix,
        "notes": notes,
        "addresses": [(a, urls.printed(a.url), code(a.url)) for a in chapter.addresses],
    }


def _foot(
    chapter: Chapter, compositor: Compositor, anthology: Anthology, language: Language
) -> Iterator[Markup]:
    """Where the piece appeared and whose it is: a piece carries both wherever it is copied to."""
    source = compositor.inlines(chapter.source_note, anthology.language) or escape(chapter.source)
    yield _dated(source, chapter.piece.date, language) or escape(language.word("unknown-appearance"))
    if chapter.piece.rights.status == "unknown" or not chapter.rights:
        yield escape(language.count("rights-of-author", len(chapter.piece.authors) or 1))
    else:
        yield compositor.inlines(chapter.rights_note, anthology.language) or escape(chapter.rights)


def _dated(source: Markup, date: str, language: Language) -> Markup:
    """The note with its date in machine-readable form too (HTML, 4.5.14)."""
    said = escape(language.date(date)) if date else Markup("")
    before, found, after = source.partition(said) if said else (source, Markup(""), Markup(""))
    if not found or before.count("<") > before.count(">"):  # not said, or within an address
        return source
    return Markup("").join([before, element("time", found, datetime=date), after])


def _credited(line: str, names: Sequence[Name], role: Literal["author", "translator"]) -> Markup:
    """`line` with each of the names in it marked as one: 'A en B' names two authors."""
    parts: list[Markup] = []
    rest = line
    for name in names:
        before, found, after = rest.partition(name.display)
        if not found:
            continue
        parts += [escape(before), element("span", escape(found), epub_type=f"z3998:{role}")]
        rest = after
    return Markup("").join([*parts, escape(rest)])


def _nest(contents: Sequence[ContentsLine]) -> list[tuple[ContentsLine, list[ContentsLine]]]:
    """The lines of the contents, those of the pieces of a part under its own."""
    nested: list[tuple[ContentsLine, list[ContentsLine]]] = []
    for line in contents:
        if line.kind == "piece" and nested and nested[-1][0].kind == "part":
            nested[-1][1].append(line)
        else:
            nested.append((line, []))
    return nested


def _target(line: ContentsLine) -> str:
    return f"#chapter-{line.target}" if line.kind == "piece" else f"#{line.target}"


def _title_of(key: str, compositor: Compositor, anthology: Anthology) -> Markup:
    """The title of the piece with this key, in its own language."""
    piece = next(chapter.piece for chapter in anthology.chapters if chapter.piece.key == key)
    return compositor.inlines(spoken((Text(piece.title),), piece.phrases), piece.language)


def _language_of(line: ContentsLine, anthology: Anthology) -> Markup:
    languages = {chapter.piece.key: chapter.piece.language for chapter in anthology.chapters}
    own = languages.get(line.target, "") if line.kind == "piece" else ""
    return Markup(_lang_attributes(own, anthology.language))


def _prose_lines(prose: Prose) -> list[tuple[Inline, ...]]:
    """A paragraph parted at its line breaks."""
    lines: list[list[Inline]] = [[]]
    for inline in prose:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    return [tuple(line) for line in lines]


def _lang_attributes(language: str, surroundings: str, *, turned: bool = True) -> str:
    attributes = in_language(language, surroundings)
    return written(attributes if turned else {k: v for k, v in attributes.items() if k != "dir"})


def _require_well_formed(section: str, kind: str) -> None:
    names = f'xmlns="{NAMESPACES["x"]}" xmlns:epub="{NAMESPACES["epub"]}"'
    try:
        etree.fromstring(f"<body {names}>{section}</body>".encode())
    except etree.XMLSyntaxError as error:
        raise RenderError(
            f"not well-formed: {error}",
            where=Place(f"pages/{kind}.xhtml"),
            hint="check that the template closes every element that it opens",
        ) from error
