"""What is set ragged by itself, broken into lines of like length: headings, deks, the title page."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from book.languages.hyphenation import breaks, tremas
from book.render import ragged
from book.render.look import Display, Look
from book.render.pages import Page
from book.render.smalltext import Small, set_ragged
from book.render.trims import Trim

_TITLES = {"titlepage": "book-title", "part": "part"}
"""The display type of the title of a kind of page, where it is not "title"."""
_TITLE_LINES, _TITLE_LINES_LONG = 5, 8
"""The most lines of a book's title in its own type, and in that of a piece's title, which a longer one gets.

One that is longer still leaves no room for a foot."""
_ORNAMENT = 6  # lines of the title page that the ornament takes, with the white round it


def break_titles(section: etree._Element, page: Page, numbers: Look, size: Trim) -> None:
    """Break what is set ragged into lines of like length: headings, deks, the title page."""
    for heading in section.iter("h1", "h2", "h3"):
        kind = _TITLES.get(page.kind, "title") if heading.tag == "h1" else "subhead"
        if kind == "book-title":
            kind = _shorter(heading, numbers, size, page.language)
        _break(heading, numbers.display[kind], numbers, size, page.language)
    for paragraph in section.iter("p"):
        parent = paragraph.getparent()
        around = "" if parent is None or parent.tag != "blockquote" else parent.get("class", "")
        kind = around or paragraph.get("class", "")
        if page.kind == "titlepage" and kind != "book-subtitle":
            _break(paragraph, Display(numbers.text, size.size / size.leading), numbers, size, page.language)
        elif kind in ("book-subtitle", "subtitle", "dek", "epigraph", "pullquote"):
            _break(paragraph, numbers.display[kind], numbers, size, page.language)
    if page.kind == "titlepage" and _title_rows(section) + _ORNAMENT > size.lines:
        section.set("class", f"{section.get('class', '')} full")


def _shorter(heading: etree._Element, numbers: Look, size: Trim, language: str) -> str:
    """The type that a book's title is set in, with classes for one that is long or has a word that is."""

    lines = _lines("".join(heading.itertext()), numbers.display["book-title"], size, language)
    if len(lines) <= _TITLE_LINES and not any(line.endswith(ragged.HYPHEN) for line in lines):
        return "book-title"
    long = _lines("".join(heading.itertext()), numbers.display["title"], size, language)
    longest = " longest" if len(long) > _TITLE_LINES_LONG else ""
    heading.set("class", f"{heading.get('class', '')} long{longest}")
    return "title"


def _title_rows(section: etree._Element) -> int:
    """The lines of the title page that its words take, with the white that the stylesheet sets above them."""
    taken = 0
    for block in section.iter("h1", "p"):
        lines = max(1, len(block.findall("span[@class='title-line']")))
        kinds = block.get("class", "").split()
        if block.tag == "h1":
            taken += 2 + 2 * lines if "long" in kinds else 5 + 3 * lines
        else:
            taken += lines + (2 if "editors" in kinds or "authors" in kinds else 0)
    return taken


def _break(element: etree._Element, display: Display, numbers: Look, size: Trim, language: str) -> None:
    """Break an element of words only, but for a note at its end, into lines, each in a span of its own.

    One with markup in it is broken into lines that end in line feeds.
    """
    notes = [
        child for child in element if child.get("class") == "footnote" and not (child.tail or "").strip()
    ]
    if not notes and len(element):
        points = display.size * size.leading
        small = Small(display.face, numbers.italic, points, size.points * display.measure)
        set_ragged(element, small, even=True)
        return
    if not element.text or len(element) > 1 or len(notes) < len(element):
        return
    lines = _lines(element.text, display, size, language, len(notes))
    if len(lines) < 2:
        return
    element.text = None
    for at, line in enumerate(lines):
        span = etree.Element("span", {"class": "title-line"})
        span.text, span.tail = line, "" if line.endswith(ragged.HYPHEN) else " "
        element.insert(at, span)
    span.tail = None
    span.extend(notes)


def _lines(text: str, display: Display, size: Trim, language: str, notes: int = 0) -> Sequence[str]:
    """A text in lines of like length; each note at its end takes the room of a letter.

    A word is parted where it is longer than a line, and nowhere else.
    """
    points = display.size * size.leading
    measure = size.points * display.measure - notes * points

    def width(line: str) -> float:
        return display.face.width(line, points)

    whole = tremas(language)

    def parts(word: str) -> list[int]:
        return [at for at in breaks(word, language) if word[at] not in whole]

    return ragged.balanced(ragged.parted(text, width, measure, parts), width, measure)
