"""The contents of a book on paper: long lines are broken, and where room is short all are set close."""

from __future__ import annotations

import math

from lxml import etree

from book.render import ragged
from book.render.look import Look
from book.render.smalltext import LINES
from book.render.trims import Trim

_INDENT = 1.3  # em: of the entries of a part, and of what hangs
_FOLIO = 3.0  # em that are left free for the page's number
_APART = 1.2  # em between a title and the author behind it, at most
_HEADING = 10  # lines that a heading takes with the room around it
_SUNK, _LESS_SUNK, _RAISED = 5, 4, 2
"""Of these those above it, how many of them it may give up, and how many page make-up takes where need be."""


def break_entries(section: etree._Element, numbers: Look, size: Trim) -> None:
    """Break the long lines of the contents where a phrase ends; within a link nothing may be marked."""
    _break_listed(section, numbers, size, 0.0)
    rows = [1 + _rows(entry, numbers, size) for entry in section.iter("li")]
    room = size.lines - _HEADING
    if sum(rows) + len(rows) - 1 > room:
        for entries in section.findall("ol"):
            entries.set("class", f"{entries.get('class', '')} close")
        _break_listed(section, numbers, size, _INDENT)  # without white between them they hang
        if _close_lines(section, numbers, size) > room:
            _run_in(section, numbers, size)
        over = _close_lines(section, numbers, size) - room
        heading = section.find("h1")
        if _RAISED < over <= _RAISED + _LESS_SUNK and heading is not None:  # a few would stand alone overleaf
            heading.set("style", f"padding-top: {_SUNK - min(over, _LESS_SUNK)}rem")
    _keep_rows(section, numbers, size)


def _keep_rows(section: etree._Element, numbers: Look, size: Trim) -> None:
    """Entries with letters that the face lacks are as high as others: another font would make them higher."""
    for entry in section.iter("li"):
        text = "".join(entry.itertext())
        if entry.find("ol") is None and not text.isascii() and numbers.text.lacks(text):
            entry.set("style", f"height: {1 + _rows(entry, numbers, size)}rem")


def _close_lines(section: etree._Element, numbers: Look, size: Trim) -> int:
    """The lines of contents that are set close, with the white behind each part."""
    rows = sum(1 + _rows(entry, numbers, size) for entry in section.iter("li"))
    return rows + max(1, len(section.findall(".//li/ol")))


def _break_listed(section: etree._Element, numbers: Look, size: Trim, hanging: float) -> None:
    """Break the titles that are longer than a line, the lines below the first `hanging` em from the edge."""
    display = numbers.display["entry"]
    points = display.size * size.leading
    for entry in section.iter("li"):
        depth = sum(ancestor.tag == "ol" for ancestor in entry.iterancestors()) - 1
        measure = size.points - (_FOLIO + _INDENT * depth) * points
        for link in entry.iterchildren("a"):
            title = (link.text or "").replace(" \n", " ")
            if display.face.width(title, points) > measure:
                room = measure - hanging * points
                lines = ragged.balanced(title, lambda line: display.face.width(line, points), room)
                link.text = " \n".join(lines)
                link.set("class", LINES)


def _rows(entry: etree._Element, numbers: Look, size: Trim) -> int:
    """The lines that an entry takes beyond its first."""
    breaks = sum((link.text or "").count("\n") for link in entry.iterchildren("a"))
    points = numbers.display["entry"].size * size.leading
    depth = sum(ancestor.tag == "ol" for ancestor in entry.iterancestors()) - 1
    room = size.points - (_FOLIO + _INDENT * depth) * points
    by = (author.text or "" for author in entry.findall("span[@class='toc-author']"))
    return breaks + sum(math.ceil(numbers.italic.width(names, points) / room) for names in by)


def _run_in(section: etree._Element, numbers: Look, size: Trim) -> None:
    """Contents that fill more than a page even when set close have authors behind titles that leave room."""
    points = numbers.display["entry"].size * size.leading
    for entry in section.iter("li"):
        link, author = entry.find("a"), entry.find("span[@class='toc-author']")
        if link is None or author is None or link.get("class") == LINES:
            continue
        depth = sum(ancestor.tag == "ol" for ancestor in entry.iterancestors()) - 1
        room = size.points - (_FOLIO + _INDENT * depth + _APART) * points
        title = numbers.display["entry"].face.width(link.text or "", points)
        if title + numbers.italic.width(author.text or "", points) <= room:
            author.set("class", "toc-author run-in")
