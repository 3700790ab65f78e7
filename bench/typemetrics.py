"""Figures of a PDF's typesetting, from the places of its glyphs alone: any engine's work, by one measure.

    python bench/typemetrics.py BOOK.pdf [BOOK.pdf ...]

What is judged are the lines of running text: those in the book's commonest type size that stand in a text
block as wide as most. A word space is the distance between the advance boxes of two glyphs with a space
between them; the natural space is the median of those on lines that are not justified (the last lines of
paragraphs). One column is assumed.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby, pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_HYPHENS = (
    "-\u2010\u00ad\u0002\ufffe"  # pdfium gives U+0002 or U+FFFE for a hyphen that it takes out of a word
)
_TOUCH = 0.12  # of the type size: glyphs nearer than this are of one word
_EDGE = 1.5  # points that a justified line may fall short of the edge, or hang over it


@dataclass(frozen=True, slots=True)
class Glyph:
    char: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, its spaces in points from left to right."""

    page: int
    baseline: float
    left: float
    right: float
    spaces: tuple[float, ...]
    hyphenated: bool
    letters: int
    size: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares are per cent of the justified lines, ratios are of a line's mean space to the natural one."""

    pages: int
    lines: int
    natural: float
    mean: float
    deviation: float
    loosest: float
    loose: float  # over 1.5 times the natural space
    very_loose: float  # over 2 times
    tight: float  # under 0.8 times
    contrast: float  # neighbours that differ by more than half a natural space
    hyphenated: float
    ladders: int  # three and more hyphens in a row
    longest_ladder: int
    short_pages: int  # pages that end above the foot although the text goes on


def glyphs(document: pdfium.PdfDocument) -> Iterator[list[Glyph]]:
    """The glyphs of each page, in the order in which they were painted."""
    for page in document:
        text = page.get_textpage()
        found: list[Glyph] = []
        box = raw.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        for at in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text, at))
            if raw.FPDFText_IsGenerated(text, at) == 1 or char.isspace():
                continue
            raw.FPDFText_GetLooseCharBox(text, at, box)
            raw.FPDFText_GetCharOrigin(text, at, x, y)
            size = raw.FPDFText_GetFontSize(text, at)
            found.append(Glyph(char, box.left, box.right, y.value, size))
        yield found


def lines(pages: Sequence[Sequence[Glyph]]) -> list[Line]:
    """The lines in the book's text size."""
    sizes = Counter(round(g.size, 1) for page in pages for g in page)
    size = sizes.most_common(1)[0][0]
    found: list[Line] = []
    for number, page in enumerate(pages, 1):
        ordered = sorted(page, key=lambda g: (-round(g.baseline, 1), g.left))
        for baseline, run in groupby(ordered, key=lambda g: round(g.baseline, 1)):
            own = list(run)
            if sum(abs(g.size - size) < 0.3 for g in own) < 0.5 * len(own) or len(own) < 2:
                continue
            gaps = [b.left - a.right for a, b in pairwise(own)]
            found.append(
                Line(
                    number, baseline, own[0].left, own[-1].right,
                    tuple(g for g in gaps if g > _TOUCH * size), own[-1].char in _HYPHENS, len(own), size,
                )
            )  # fmt: skip
    return found


def measure(path: Path) -> Figures:
    """The figures of one PDF. Raises pdfium.PdfiumError for what is no PDF."""
    document = pdfium.PdfDocument(path)
    pages = list(glyphs(document))
    text = lines(pages)
    edges = {
        side: Counter(round(line.right) for line in text if line.page % 2 == side).most_common(1)[0][0]
        for side in {line.page % 2 for line in text}
    }
    justified = [
        line
        for line in text
        if line.spaces and abs(line.right - edges[line.page % 2]) < 4 * _EDGE and line.letters > 25
    ]
    ragged = [s for line in text if line.right < edges[line.page % 2] - 12 for s in line.spaces]
    natural = statistics.median(ragged)
    ratios = [statistics.fmean(line.spaces) / natural for line in justified]
    follows = [
        abs(a - b)
        for (a, one), (b, other) in pairwise(zip(ratios, justified, strict=True))
        if one.page == other.page
    ]
    runs = [sum(1 for _ in run) for hyphen, run in groupby(line.hyphenated for line in text) if hyphen]
    share = 100 / len(justified)
    return Figures(
        pages=len(pages),
        lines=len(justified),
        natural=round(natural, 2),
        mean=round(statistics.fmean(ratios), 3),
        deviation=round(statistics.pstdev(ratios), 3),
        loosest=round(max(ratios), 2),
        loose=round(share * sum(r > 1.5 for r in ratios), 2),
        very_loose=round(share * sum(r > 2 for r in ratios), 2),
        tight=round(share * sum(r < 0.8 for r in ratios), 2),
        contrast=round(100 * sum(d > 0.5 for d in follows) / max(1, len(follows)), 2),
        hyphenated=round(share * sum(line.hyphenated for line in justified), 1),
        ladders=sum(run > 2 for run in runs),
        longest_ladder=max(runs, default=0),
        short_pages=_short_pages(text),
    )


def _short_pages(text: Sequence[Line]) -> int:
    """Pages whose last line stands above the usual foot, while the next page's first is at the usual head."""
    by_page = {page: list(run) for page, run in groupby(text, key=lambda line: line.page)}
    # A folio may be set in the size of the text; it is short, and stands apart from the text or alone.
    for page, run in list(by_page.items()):
        apart = len(run) == 1 or run[-2].baseline - run[-1].baseline > 1.7 * run[-1].size
        if run[-1].letters < 5 and apart:
            by_page[page] = run[:-1]
    by_page = {page: run for page, run in by_page.items() if run}
    heads = Counter(round(run[0].baseline) for run in by_page.values())
    feet = Counter(round(run[-1].baseline) for run in by_page.values())
    head, foot = heads.most_common(1)[0][0], min(f for f, n in feet.items() if n > 1)
    return sum(
        by_page[page][-1].baseline > foot + 3 and abs(by_page[page + 1][0].baseline - head) < 3
        for page in by_page
        if page + 1 in by_page
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pdf", nargs="+", type=Path)
    for path in parser.parse_args().pdf:
        sys.stdout.write(json.dumps({"pdf": path.name, **asdict(measure(path))}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
