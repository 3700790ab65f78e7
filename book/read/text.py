"""Plain text -> lines."""

from __future__ import annotations

import re

from book.errors import Place, SeedError
from book.model import Change, Line, Reading, Seed
from book.read import filled, textbrowsers
from book.read.encodings import AS_TEXT, decode, refuse_data
from book.read.hyphens import rejoined
from book.read.repair import SUSPECT, repair

# What ends a line: the conventions of Unix, DOS and old Macintosh, and the signs that Unicode adds to
# them (UAX #14, mandatory breaks). The form feed ends a page, and so a line.
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ODD_END = re.compile("[\x0b\x0c\x85\u2028\u2029]|\r(?!\n)")
_XML = re.compile(r"\s*<\?xml\s[^>]{0,200}\?>")
"""How files of many programs begin: lists of feeds, outlines, books in a format of their own."""
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_PAGE = "\x0c"
_END_NAMES = {
    "\r": "carriage return", "\x0b": "line tabulation", "\x0c": "form feed", "\x85": "next line",
    "\u2028": "line separator", "\u2029": "paragraph separator",
}  # fmt: skip


def read_text(seed: Seed) -> Reading:
    """The lines of a plain text, whatever its encoding and line ends, repaired where they were damaged.

    A line keeps its spaces, inside and at both ends. Raises SeedError for bytes that are no text and for a
    seed without a word.
    """
    decoded = decode(seed.data, seed.name)
    text = decoded.text
    refuse_data(text, seed.name)
    if _XML.match(text):
        raise SeedError("this is XML, not a text", where=Place(seed.name), hint=AS_TEXT)
    if not text.strip():
        raise SeedError("there is no text in it", where=Place(seed.name))
    changes: list[Change] = []
    if decoded.patched:
        changes.append(Change("encoding", 0, f"bytes that are not {decoded.encoding}", "Windows-1252"))
    if _C1.search(text):
        # Where its neighbours in the code page are misread signs, U+0085 is one too: an ellipsis.
        text = text.replace("\x85", "…")
    physical, odd, ended = _split_lines(text)
    going_on = filled.continued(physical)
    physical, unnumbered, links = textbrowsers.plain(physical, filled=bool(going_on))
    physical, joined = rejoined(physical, [n - 1 for n in ended])
    changes += [*odd, *unnumbered, *joined]
    suspect, mended = SUSPECT.search(text) is not None, list[Line]()
    for number, line in enumerate(physical, 1):
        if suspect and SUSPECT.search(line):
            line, done = repair(line, number)
            changes += done
        mended.append(Line(number, line, goes_on=number - 1 in going_on))
    return Reading(tuple(mended), decoded.encoding, tuple(changes), pages=ended, links=links)


def _split_lines(text: str) -> tuple[list[str], list[Change], frozenset[int]]:
    """`text` cut at its line ends, a Change for each end that is not the file's own convention, and
    the numbers of the lines that end a page.

    A line end at the very end of the text begins no further line.
    """
    if not _ODD_END.search(text):
        lines = text.replace("\r\n", "\n").split("\n")
        return (lines[:-1] if lines[-1] == "" else lines), [], frozenset()
    macintosh = "\n" not in text and "\r" in text
    lines, odd, pages, start = [], [], set[int](), 0
    for match in _LINE_END.finditer(text):
        lines.append(text[start : match.start()])
        start = match.end()
        end = match[0]
        if end == _PAGE:
            pages.add(len(lines))
        if end in _END_NAMES and not (macintosh and end == "\r"):
            before = lines[-1][-40:] + f"[{_END_NAMES[end]}]"
            odd.append(Change("line-end", len(lines), before, lines[-1][-40:]))
    if start < len(text):
        lines.append(text[start:])
    return lines, odd, frozenset(pages)
