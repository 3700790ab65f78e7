"""One credit, said in many places: title and author of each piece are the same in all of them.

Chapter heads are compared with the text (`fidelity`), the pages around the pieces as a whole (`matter`).
Here: contents and running heads, the EPUB's metadata, navigation and NCX, the PDF's metadata and bookmarks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from book.errors import Place
from book.languages import Language
from book.model import Anthology, Chapter, Finding, Severity
from book.proof.epubfile import NAMES, XHTML, Epub, refined, target, text, types
from book.proof.names import spellings
from book.proof.passages import letters, origin, words
from book.proof.pdffile import Pdf
from book.proof.sheets import Sheets

_SHORTENED = 12
"""Letters of a title that are enough for a running head, where the whole of it is too long."""


def credit(sheets: Sheets) -> Iterator[Finding]:
    """Each place where a finished file does not credit a piece as the book does."""
    yield from _composed(sheets.anthology)
    if sheets.epub:
        yield from _epub(sheets, sheets.epub)
    if sheets.pdf:
        yield from _pdf(sheets)


def _drift(chapter: Chapter, book: Anthology, what: str, file: str, found: str, wanted: str) -> Finding:
    """`what` is the place in the finished file: 'contents', 'running head'."""
    return Finding(
        f"credits.{what.replace(' ', '-')}",
        Severity.ERROR,
        origin(book, chapter, "title"),
        f"{what} of {file}: {found!r}, where the book says {wanted!r}",
        "build it again; if it stays, the template writes its own",
    )


# --------------------------------------------------------------------------- the book itself


def _composed(book: Anthology) -> Iterator[Finding]:
    """What composing could not place: a bio without its author, a contributor who wrote nothing here."""
    bios = " ".join(person.bio for person in book.contributors)
    printed = letters(" ".join(words(person.bio) for person in book.matter.biographies)).kept
    for chapter in book.chapters:
        if chapter.piece.bio and letters(chapter.piece.bio).kept not in letters(bios).kept:
            person = [p for p in book.contributors if chapter.piece.key in p.pieces and p.bio]
            if not person:
                yield Finding(
                    "credits.bio",
                    Severity.WARNING,
                    origin(book, chapter, "bio"),
                    f"whose bio is this? {chapter.piece.bio[:60]!r} is printed with none of the authors",
                    'give each author a bio: [contributors."Name"]',
                )
        for paragraph in chapter.piece.placed:
            said = words(paragraph.inlines)
            if letters(said).kept not in printed:
                yield Finding(
                    "credits.bio",
                    Severity.WARNING,
                    Place(chapter.piece.seed, paragraph.line),
                    f"{said[:60]!r} was moved to the bio, and is printed with none of the authors",
                    "name its author in `authors`, or in the words, or move the line elsewhere",
                )
    yield from _namesakes(book)
    yield from spellings(book)
    names = {person.name.display for person in book.contributors}
    for name in book.manifest.people:
        if letters(name).kept not in {letters(known).kept for known in names}:
            yield Finding(
                "credits.nobody",
                Severity.WARNING,
                book.manifest.where(f'contributors."{name}"'),
                f"{name} has no hand in this book",
                f"its contributors are {', '.join(sorted(names))}" if names else "",
            )


def _namesakes(book: Anthology) -> Iterator[Finding]:
    """Pieces of one title by one author, which the contents cannot tell apart."""
    seen: dict[tuple[str, str], int] = {}
    for chapter in book.chapters:
        number = seen.setdefault((chapter.piece.title, chapter.byline), chapter.number)
        if number != chapter.number:
            yield Finding(
                "credits.namesakes",
                Severity.WARNING,
                origin(book, chapter, "title"),
                f"piece {number} is called {chapter.piece.title!r} too, and is by {chapter.byline} too",
                "a reader cannot tell them apart in the contents: give one a subtitle or another title",
            )


# --------------------------------------------------------------------------- EPUB


def _epub(sheets: Sheets, epub: Epub) -> Iterator[Finding]:
    book, chapters = sheets.anthology, sheets.anthology.chapters
    labels = [_label(sheets, chapter) for chapter in chapters]
    documents = epub.chapters()
    paths = [path for path, _ in documents]
    listings = (
        ("contents", _contents(epub), [f"{c.piece.title} {c.byline}" for c in chapters]),
        ("navigation", _nav(epub), labels),
        ("NCX", _ncx(epub), labels),
    )
    for what, found, wanted in listings:
        yield from _listed(sheets, what, epub.name, found, wanted, paths)
    for chapter, (path, root) in zip(chapters, documents, strict=False):
        authors = _authors(root)
        if authors not in ([a.display for a in chapter.piece.authors], [chapter.byline]):
            named = "; ".join(authors)
            yield _drift(chapter, book, "document author", epub.name, named, chapter.byline)
        item = epub.item(path)
        for name, values in _refinements(chapter).items():
            got = refined(epub.package, item.id, name) if item else []
            if got != values:
                yield _drift(chapter, book, f"metadata {name}", epub.name, "; ".join(got), "; ".join(values))
    yield from _package(sheets, epub)
    yield from _document_titles(epub)


def _document_titles(epub: Epub) -> Iterator[Finding]:
    """A document's title is what the navigation calls it: reading systems show now the one, now the other.

    Of several with one name each has its number behind it, for no two titles are the same.
    """
    called = _nav(epub)
    shared = Counter(label for href, label in called if "#" not in href)
    for item in epub.items:
        for href, label in called if "nav" in item.properties else ():
            path, fragment = target(item.path, href)
            root = epub.documents.get(path)
            title = text(root.find(f".//{XHTML}title")) if root is not None else label
            if shared[label] > 1 and re.fullmatch(rf"{re.escape(label)} \(\d+\)", title):
                continue
            if not fragment and title != label:
                yield Finding(
                    "credits.document-title",
                    Severity.ERROR,
                    Place(epub.name, key=path),
                    f"the document is called {title!r}, the navigation calls it {label!r}",
                    "build it again",
                )


def _label(sheets: Sheets, chapter: Chapter) -> str:
    return sheets.language.word("title-by-author", title=chapter.piece.title, author=chapter.byline)


def _contents(epub: Epub) -> list[tuple[str, str]]:
    """The lines of the contents page: address and text."""
    return [
        (link.get("href", ""), text(line))
        for _, root in epub.of_type("toc")
        for line in root.iter(f"{XHTML}li")
        for link in line.findall(f"{XHTML}a")
        if line.find(f"{XHTML}ol") is None
    ]


def _nav(epub: Epub) -> list[tuple[str, str]]:
    if epub.nav is None:
        return []
    navs = [nav for nav in epub.nav.iter(f"{XHTML}nav") if "toc" in types(nav)]
    return [(a.get("href", ""), text(a)) for nav in navs for a in nav.iter(f"{XHTML}a")]


def _ncx(epub: Epub) -> list[tuple[str, str]]:
    if epub.ncx is None:
        return []
    return [
        (
            str(point.xpath("string(ncx:content/@src)", namespaces=NAMES)),
            text(point.find("ncx:navLabel", NAMES)),
        )
        for point in epub.ncx.iterfind(".//ncx:navPoint", NAMES)
    ]


def _listed(
    sheets: Sheets,
    what: str,
    file: str,
    found: Sequence[tuple[str, str]],
    wanted: Sequence[str],
    paths: Sequence[str],
) -> Iterator[Finding]:
    """The entries that lead to chapters are the chapters, in their order, as they are called."""
    names = [path.rpartition("/")[2] for path in paths]
    entries = [(href.rpartition("/")[2], label) for href, label in found]
    to_chapters = [
        (href, label) for href, label in entries if href.partition("#")[0] in names and "#" not in href
    ]
    for n, chapter in enumerate(sheets.anthology.chapters):
        href, label = to_chapters[n] if n < len(to_chapters) else ("", "")
        in_place = n < len(names) and href == names[n]
        if not in_place or _folded(label) != _folded(wanted[n]):
            yield _drift(chapter, sheets.anthology, what, file, label, wanted[n])


def _folded(label: str) -> str:
    return " ".join(label.split())


def _authors(root: etree._Element) -> list[str]:
    """Whom a document's head names, in one `meta` each or all in one."""
    return [str(name) for name in root.xpath("//x:meta[@name='author']/@content", namespaces=NAMES)]


def _refinements(chapter: Chapter) -> dict[str, list[str]]:
    """The metadata that refines a chapter's item, by property."""
    return {
        "dcterms:title": [" ".join(chapter.piece.title.split())],  # as `text` reads it: spaces are spaces
        "dcterms:creator": [a.display for a in chapter.piece.authors] or [chapter.byline],
        "dcterms:language": [chapter.piece.language],
    }


def _package(sheets: Sheets, epub: Epub) -> Iterator[Finding]:
    """The book's own title, and its creators: each who edited or wrote, once, filed as the book says."""
    book = sheets.anthology
    metadata = epub.package.find("opf:metadata", NAMES)
    if metadata is None:
        return
    titles = [text(e) for e in metadata.iterfind("dc:title", NAMES)]
    place = book.manifest.where("book.title")
    if titles[:1] != [" ".join(book.title.split())]:  # whatever spaces it is set with: 'Deel 2'
        yield Finding(
            "credits.metadata",
            Severity.ERROR,
            place,
            f"metadata of {epub.name}: the title is {titles[:1]}, where the book says {book.title!r}",
        )
    wanted = list(book.creators)
    found = [text(e) for e in metadata.iterfind("dc:creator", NAMES)]
    if found != wanted:
        yield Finding(
            "credits.metadata",
            Severity.ERROR,
            book.manifest.where("book"),
            f"metadata of {epub.name}: the creators are {', '.join(found)}, "
            f"where the book says {', '.join(wanted)}",
        )
    yield from _filed(book, epub, metadata)


def _filed(book: Anthology, epub: Epub, metadata: etree._Element) -> Iterator[Finding]:
    """Each contributor is in the metadata with the role that the book gives them, filed as the book says."""
    named = {
        text(e): e for kind in ("contributor", "creator") for e in metadata.iterfind(f"dc:{kind}", NAMES)
    }
    for person in book.contributors:
        name = person.name.display
        identifier = named[name].get("id", "") if name in named else ""
        filed = refined(epub.package, identifier, "file-as")
        roles = refined(epub.package, identifier, "role")
        told = ""
        if person.role not in roles:
            told = f"{name} has the roles {', '.join(roles) or 'none'}, where the book says {person.role}"
        elif filed != [person.name.sort]:
            listed = ", ".join(filed) or "nothing"
            told = f"{name} is filed as {listed}, where the book says {person.name.sort!r}"
        if told:
            yield Finding(
                "credits.metadata",
                Severity.ERROR,
                book.manifest.where(f'contributors."{name}".sort'),
                f"metadata of {epub.name}: {told}",
            )


# --------------------------------------------------------------------------- PDF


def _pdf(sheets: Sheets) -> Iterator[Finding]:
    pdf, book = sheets.pdf, sheets.anthology
    if not pdf:
        return
    for key, wanted in (("Title", book.title), ("Author", ", ".join(book.creators))):
        if pdf.metadata.get(key, "") != re.sub("[\ufe0e\ufe0f]", "", wanted):  # not set on paper
            yield Finding(
                "credits.metadata",
                Severity.ERROR,
                book.manifest.where("book"),
                f"metadata of {pdf.name}: {key} is {pdf.metadata.get(key, '')!r}, "
                f"where the book says {wanted!r}",
            )
    yield from _bookmarks(sheets, pdf)
    yield from _running_heads(sheets)


def _bookmarks(sheets: Sheets, pdf: Pdf) -> Iterator[Finding]:
    """Each chapter's bookmark names title and author: in one line, or the author below the title."""
    marks = list(pdf.bookmarks)
    for chapter, pages in sheets.rendered():
        # Other pages have bookmarks too, and often the title of a piece: that of the book, a part, a section.
        if pages:
            marks = [mark for mark in marks if mark.page is None or mark.page >= pages[0].number - 1]
        title, label = chapter.piece.title, _label(sheets, chapter)
        at = next((n for n, mark in enumerate(marks) if mark.title in (title, label)), None)
        if at is None:
            near = next((m.title for m in marks if letters(title).kept in letters(m.title).kept), "")
            yield _drift(chapter, sheets.anthology, "bookmark", pdf.name, near, label)
            continue
        end = next((n for n in range(at + 1, len(marks)) if marks[n].level <= marks[at].level), len(marks))
        below = [mark.title for mark in marks[at + 1 : end]]
        if marks[at].title != label and chapter.byline not in below:
            yield _drift(chapter, sheets.anthology, "bookmark", pdf.name, marks[at].title, label)
        marks = marks[at + 1 :]


def _beside_number(kept: str, label: str) -> set[str]:
    """What a head says, whether the page's number stands before it, behind it, or elsewhere."""
    number = letters(label).kept
    return {kept, kept.removeprefix(number), kept.removesuffix(number)}


def _says(head: str, author: str, title: str) -> bool:
    if head in ("", author, title):
        return True
    return (title.startswith(head) or author.startswith(head)) and len(head) >= _SHORTENED


def _some_of(chapter: Chapter, language: Language) -> set[str]:
    """How a head names the authors of a chapter where not all of them fit: the first, 'and others'."""
    names = [name.display for name in chapter.piece.authors]
    others = language.word("others-named") if len(names) > 1 else ""
    return {letters(language.list([*names[:n], others])).kept for n in range(1, len(names))}


def _running_heads(sheets: Sheets) -> Iterator[Finding]:
    """What stands at the head of a chapter's pages is its author or its title, and nobody else's."""
    if not sheets.pdf:
        return
    for chapter, pages in sheets.rendered():
        author, title = letters(chapter.byline).kept, letters(chapter.piece.title).kept
        shortened = _some_of(chapter, sheets.language)
        if not chapter.piece.authors:  # the book stands for who is unknown
            author = letters(sheets.anthology.title).kept
        for page in pages:
            for head in page.artifacts:
                said = _beside_number(letters(head).kept, page.label)
                if said & shortened or any(_says(kept, author, title) for kept in said):
                    continue
                yield _drift(
                    chapter,
                    sheets.anthology,
                    "running head",
                    f"{sheets.pdf.name}, p. {page.label}",
                    head.strip(),
                    f"{chapter.byline} / {chapter.piece.title}",
                )
