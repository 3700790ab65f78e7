"""The EPUB: pages into documents, documents into a package, the package into a container."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import resvg_py
from jinja2 import Environment
from lxml import etree
from PIL import Image

from book.errors import Place, RenderError
from book.languages import Language, direction
from book.model import Anthology, Edition, Figure, Finding, PageStart, Pagination, Piece, Severity, Style
from book.render import access, breaks, evaluation, navigation, package, screenrows, sheet, walk
from book.render.container import Item, Package, pack
from book.render.cover import Cover
from book.render.flower import ornament
from book.render.indexing import Index
from book.render.pages import (
    NOT_ON_SCREEN,
    ORNAMENT,
    ORNAMENT_SIZE,
    ORNAMENTED,
    Page,
    fill,
    label,
    pages,
    picture_name,
    templates,
)
from book.render.remarks import remarks

MEDIA_TYPE = "application/epub+zip"
LARGEST = 300_000  # bytes of a document: RMSDK (Adobe, older Kobo and Sony) fails above

_XHTML = "application/xhtml+xml"
_TEXT = "text"
_SHEET = "css/book.css"
_COVER_PAGE = f"{_TEXT}/cover.xhtml"
_COVER_IMAGE = "img/cover.jpg"


def render(
    anthology: Anthology,
    style: Style,
    language: Language,
    cover: Cover,
    pagination: Pagination | None,
) -> tuple[Edition, tuple[Finding, ...]]:
    """The EPUB of the book, with the page list of its print edition where that was laid out.

    EPUB 3.3 with the navigation of EPUB 2 beside it. Raises DataError for a fault in the style and
    RenderError for a book that makes no well-formed EPUB.
    """
    environment = templates(style)
    made = pages(anthology, style, language, "epub")
    titles = _titles(made, language)
    roots = {page.key: _document(page, titles[page.key], anthology, environment) for page in made}
    starts = pagination.starts if pagination else ()
    if anthology.matter.index:
        found = Index(anthology.matter.index, roots).linked(starts, {page.key: page.file for page in made})
        made = pages(anthology, style, language, "epub", found)
        of_index = next(page for page in made if page.kind == "index")
        roots[of_index.key] = _document(of_index, titles[of_index.key], anthology, environment)
    markers, lost = breaks.mark(roots, starts)
    accessibility = access.assess(anthology, language, paged=bool(markers))
    if accessibility.claimed:
        evaluated = evaluation.page(anthology, style, language, accessibility)
        roots[evaluated.key] = _document(evaluated, evaluated.title, anthology, environment)
        made = (*made, evaluated)
    nav = _navigation(made, markers, language)
    nav_root = _parse(_nav_document(nav, anthology, environment, language))
    cover_root = _parse(_cover_document(cover, anthology, environment, language))

    everything = [cover_root, *roots.values(), nav_root]
    widths = screenrows.spread(everything)
    css, known = sheet.stylesheet(style, sheet.classes(everything), widths)
    for root in everything:
        sheet.strip(root, known)

    items = (
        Item("cover", _COVER_PAGE, _XHTML, _serialise(cover_root), spine=True),
        *(
            Item(page.key, f"{_TEXT}/{page.file}", _XHTML, _serialise(roots[page.key]), spine=True)
            for page in made
        ),
        Item("nav", "nav.xhtml", _XHTML, _serialise(nav_root), ("nav",)),
        Item("ncx", "toc.ncx", "application/x-dtbncx+xml", _ncx(nav, anthology, language)),
        Item("css", _SHEET, "text/css", css),
        Item("cover-image", _COVER_IMAGE, "image/jpeg", cover.jpeg, ("cover-image",)),
        *_ornament(style, len(anthology.chapters), made),
        *_pictures(chapter.piece for chapter in anthology.chapters),
    )
    data, said = pack(
        Package(
            language=anthology.language,
            identifier=anthology.identifier,
            modified=anthology.modified,
            metadata=package.metadata(
                anthology,
                language,
                {page.piece: page.key for page in made if page.piece},
                accessibility,
                cover="cover-image",
                paged=bool(markers),
            ),
            items=items,
            guide=_guide(nav),
        )
    )
    edition = Edition(f"{anthology.manifest.slug}.epub", data, MEDIA_TYPE)
    return edition, (*said, *_long(items), *_unplaced(lost), *remarks(anthology))


# --------------------------------------------------------------------------- documents


def _document(page: Page, title: str, anthology: Anthology, environment: Environment) -> etree._Element:
    piece = next((c.piece for c in anthology.chapters if c.piece.key == page.piece), None)
    text = fill(
        environment,
        "document",
        language=page.language,
        direction=direction(page.language),
        title=title,
        authors=[name.display for name in piece.authors] or [page.author] if piece else [],
        translators=[name.display for name in piece.translators] if piece else [],
        stylesheet=f"../{_SHEET}",
        division=page.division,
        section=page.section,
    )
    return _parse(text)


def _cover_document(cover: Cover, anthology: Anthology, environment: Environment, language: Language) -> str:
    width, height = Image.open(io.BytesIO(cover.jpeg)).size
    section = fill(
        environment,
        "cover",
        word=language.word,
        image=f"../{_COVER_IMAGE}",
        alt=cover.alt,
        width=width,
        height=height,
    )
    return fill(
        environment,
        "document",
        language=anthology.language,
        direction=direction(anthology.language),
        title=language.word("cover"),
        authors=[],
        translators=[],
        stylesheet=f"../{_SHEET}",
        division="frontmatter",
        section=section,
    )


def _nav_document(
    nav: navigation.Navigation, anthology: Anthology, environment: Environment, language: Language
) -> str:
    return fill(
        environment,
        "document",
        language=anthology.language,
        direction=direction(anthology.language),
        title=anthology.title,
        authors=[],
        translators=[],
        stylesheet=_SHEET,
        division="frontmatter",
        section=navigation.nav(nav, language, anthology.language),
    )


def _titles(made: Sequence[Page], language: Language) -> dict[str, str]:
    """The title of each document, by the page's key: no two are the same (WCAG 2.2, 2.4.2)."""
    labels = [label(page, language) for page in made]
    seen: Counter[str] = Counter()
    titles: dict[str, str] = {}
    for page, name in zip(made, labels, strict=True):
        seen[name] += 1
        titles[page.key] = f"{name} ({seen[name]})" if labels.count(name) > 1 else name
    return titles


def _parse(text: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise RenderError(f"not well-formed: {error}", where=Place("pages/document.xhtml")) from error


def _serialise(root: etree._Element) -> bytes:
    text = etree.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


# --------------------------------------------------------------------------- navigation


def _navigation(
    made: Sequence[Page], markers: Sequence[breaks.Marker], language: Language
) -> navigation.Navigation:
    files = {page.key: f"{_TEXT}/{page.file}" for page in made}
    contents: list[navigation.Entry] = []
    for page in made:
        entry = navigation.Entry(label(page, language), files[page.key], page.language)
        under = page.kind == "chapter" and contents and contents[-1].href.startswith(f"{_TEXT}/part-")
        if under:
            part = contents.pop()
            entry = navigation.Entry(part.label, part.href, part.language, (*part.under, entry))
        contents.append(entry)
    return navigation.Navigation(
        tuple(contents),
        tuple(_landmarks(made, files, language)),
        tuple(navigation.PageTarget(m.label, f"{files[m.page]}#{m.id}") for m in markers),
    )


def _landmarks(
    made: Sequence[Page], files: dict[str, str], language: Language
) -> Iterator[navigation.Landmark]:
    """EPUB 3.3, section 7.4.3: few, and each kind once."""
    yield navigation.Landmark("cover", language.word("cover"), _COVER_PAGE)
    for page in made:
        if page.kind in {"titlepage", "toc"}:
            yield navigation.Landmark(page.kind, page.title, files[page.key])
    for division, name in (("bodymatter", language.word("start-of-text")), ("backmatter", "")):
        first = next((page for page in made if page.division == division), None)
        if first:
            yield navigation.Landmark(division, name or first.title, files[first.key])


def _guide(nav: navigation.Navigation) -> tuple[tuple[str, str, str], ...]:
    """The landmarks that OPF 2.0.1 knows: Kindle and old readers find the cover and the beginning by it."""
    kinds = {"cover": "cover", "titlepage": "title-page", "toc": "toc", "bodymatter": "text"}
    return tuple((kinds[m.kind], m.label, m.href) for m in nav.landmarks if m.kind in kinds)


def _ncx(nav: navigation.Navigation, anthology: Anthology, language: Language) -> bytes:
    title = ": ".join(filter(None, (anthology.title, anthology.subtitle)))
    names = [name.display for name, roles, _ in package.creators(anthology) if {"aut", "edt"} & set(roles)]
    author = names[0] if names else language.word("author-unknown")
    return navigation.ncx(nav, language, anthology.language, anthology.identifier, title, author)


# --------------------------------------------------------------------------- pictures


def _ornament(style: Style, pieces: int, made: Sequence[Page]) -> Iterator[Item]:
    """The cover's flower for the title page, in colours that show on white and on black."""
    if ORNAMENTED in style.files and any(page.kind == "titlepage" for page in made):
        drawing = ornament(style, pieces, "epub").decode()
        data = bytes(resvg_py.svg_to_bytes(svg_string=drawing, width=ORNAMENT_SIZE, height=ORNAMENT_SIZE))
        yield Item("ornament", ORNAMENT, "image/png", data)


def _long(items: Sequence[Item]) -> Iterator[Finding]:
    for item in items:
        if item.media_type == _XHTML and len(item.data) > LARGEST:
            yield Finding(
                "epub.long-document",
                Severity.WARNING,
                Place(item.path),
                f"{len(item.data)} bytes in one document: older readers fail above {LARGEST}",
                "part the piece in two",
            )


def _unplaced(lost: Sequence[PageStart]) -> Iterator[Finding]:
    """Printed pages that no marker could be set for, but those of pages that only paper has."""
    for start in lost:
        if start.block.partition(".")[0] not in NOT_ON_SCREEN:
            yield Finding(
                "epub.page-unplaced",
                Severity.WARNING,
                Place(key=start.block),
                f"the page list lacks p. {start.label}: where it begins is not in the EPUB",
            )


def _pictures(pieces: Iterable[Piece]) -> Iterator[Item]:
    found = {
        picture_name(block.picture): block.picture
        for piece in pieces
        for block in walk.blocks(piece)
        if isinstance(block, Figure)
    }
    for name, picture in found.items():
        yield Item(f"img-{name.rpartition('.')[0]}", f"img/{name}", picture.media_type, picture.data)
