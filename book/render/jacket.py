"""What stands on the sheet of a printed cover: front, spine and back, placed in mm on the style's grid.

The front is the e-book's. On the back stand the blurb, its first sentence large, and who wrote the book; at
its foot the ISBN as bars. A large flower grows over the edge behind them, in the ground's own colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from book.errors import DataError, Place
from book.languages import Language
from book.model import Anthology, Finding, Severity, Style
from book.render import ean13, ragged
from book.render.cover import capitals, cover_table, front, names_of, unbroken
from book.render.display import Type, display_type
from book.render.flower import flower
from book.render.inks import ink, inked
from book.render.profiles import Profile
from book.render.typeface import typeface

_BARCODE_PAD = 1.5  # mm of white round the barcode
_DIGITS = 3.3  # mm: the size of the figures below the bars
_SPINE_SHARE = 0.52  # of the spine's width: the size of the type on it
_SPINE_FLOWER = 0.62  # of the spine's width: the flower at its foot
_SHARES = (1.0, 0.98, 0.96, 0.94, 0.92, 0.9, 0.88)  # of the measure: how long lines of the blurb may be
_LAST = 0.25  # of the measure: what the last line of a paragraph should have
_SPINE_NAMES = 0.4  # of the spine's length: the most that names take of it
_FEW = 3  # lines of names that are made of like length
_HOOK = 90  # letters that a first sentence has at most, to be set large


@dataclass(frozen=True, slots=True)
class Sheet:
    """The measures of a wrap, mm, from the left edge of its bleed."""

    width: float  # of a page
    height: float
    spine: float
    bleed: float

    @property
    def whole(self) -> tuple[float, float]:
        return 2 * self.width + self.spine + 2 * self.bleed, self.height + 2 * self.bleed

    @property
    def spine_left(self) -> float:
        return self.bleed + self.width

    @property
    def front_left(self) -> float:
        return self.spine_left + self.spine


def composition(
    anthology: Anthology,
    style: Style,
    language: Language,
    sheet: Sheet,
    asked: Profile,
    pages: int,
    *,
    black: bool = False,
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """What the template wrap.svg places, and what does not fit: all in mm but the front, which is scaled.

    `black`: in that ink alone.
    """
    table: dict[str, Any] = inked(cover_table(style), style, black=black)
    scale = sheet.width / table["width"]
    width, height = sheet.whole
    isbn = anthology.manifest.isbn_print
    barcode = _barcode(isbn, style, sheet, table) if isbn else None
    foot = float(barcode["y"]) if barcode else sheet.bleed + sheet.height - _free(table, asked)
    back, findings = _back(anthology, style, language, table, sheet, foot)
    values = {
        **front(anthology, style, language, table, table["width"], sheet.height / scale),
        "sheet": {"width": round(width, 4), "height": round(height, 4)},
        "front_at": f"translate({sheet.front_left:.4f} {sheet.bleed}) scale({scale:.6f})",
        "spine": _spine(anthology, style, language, table, sheet) if asked.titled_spine(pages) else None,
        "back": back,
        "barcode": barcode,
    }
    return values, findings


def _free(table: Mapping[str, Any], asked: Profile) -> float:
    """The height at the foot that a printer's own barcode may want, mm."""
    return float(table["back"]["margin"]) + asked.barcode[1]


# --------------------------------------------------------------------------- the spine


def _spine(
    anthology: Anthology, style: Style, language: Language, table: Mapping[str, Any], sheet: Sheet
) -> dict[str, Any]:
    """Title and authors along the spine, from head to foot (ISO 6357), in the middle of its width."""
    own = table["spine"]
    margin = float(own["margin"])
    kind = display_type({**own, "sizes": [own["size"]], "lines": 1, "leading": 1}, style, anthology.language)
    names_in = capitals(own["names"], style, anthology)
    lesser = display_type({**names_in, "sizes": [1], "lines": 1, "leading": 1}, style, anthology.language)
    size = min(float(own["size"]), _SPINE_SHARE * sheet.spine)
    radius = _SPINE_FLOWER * min(sheet.spine, 2 * size) / 2
    room = sheet.height - 2 * margin - 3 * radius
    title = ragged.running(anthology.title, lambda line: kind.face.width(line, size), room)
    end = kind.face.width(title, size)
    small = float(own["names"]["share"]) * size
    most = min(room - end - size, _SPINE_NAMES * room)
    names = names_of(anthology, language, lesser.face, lambda text: lesser.face.width(text, small) <= most)
    fits = bool(names) and lesser.face.width(names, small) <= most
    middle = sheet.spine_left + sheet.spine / 2
    return {
        "title": kind.face.outline(title, size, margin, 0.24 * size),
        "names": lesser.face.outline(names, small, margin + end + size, 0.24 * size) if fits else "",
        "at": f"translate({middle:.4f} {sheet.bleed}) rotate(90)",
        "flower": flower(
            table["flower"],
            style,
            len(anthology.chapters),
            middle,
            sheet.bleed + sheet.height - margin - radius,
            radius,
        ),
    }


# --------------------------------------------------------------------------- the back


@dataclass(frozen=True, slots=True)
class _Text:
    """Lines of the back, from a baseline on."""

    type: Type
    size: float
    lines: tuple[str, ...]
    before: float  # mm above them

    @property
    def height(self) -> float:
        return self.before + self.size * self.type.leading * len(self.lines)

    def paths(self, x: float, top: float) -> list[str]:
        step = self.size * self.type.leading
        first = top + self.before + 0.5 * step + 0.2 * self.size
        return [
            self.type.face.outline(line, self.size, x, first + n * step) for n, line in enumerate(self.lines)
        ]


def _back(
    anthology: Anthology,
    style: Style,
    language: Language,
    table: Mapping[str, Any],
    sheet: Sheet,
    foot: float,
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """The texts of the back, in the largest type of the style's sizes in which they end above `foot`."""
    own = table["back"]
    margin = float(own["margin"])
    left, top = sheet.bleed + margin, sheet.bleed + margin
    measure = sheet.width - 2 * margin
    first, rest = hook(anthology.manifest.description)
    opening = display_type(table["hook"], style, anthology.language).fitting(first, measure)
    head = top + 0.7 * opening.size + opening.step * (len(opening.lines) - 1)
    below = head + 0.5 * opening.step if first else top - float(own["sizes"][0]) * 0.4
    kind = display_type({**own, "lines": 99}, style, anthology.language)
    lesser = display_type({**table["credit"], "sizes": [1], "lines": 99}, style, anthology.language)
    page = anthology.matter.title_page
    people = [
        unbroken(words, anthology)
        for words in (_able(page.authors, anthology, language, lesser), page.editors)
        if words and not lesser.face.lacks(words)
    ]
    texts: list[_Text] = []
    for size in kind.sizes:
        texts = [*_blurb(kind, size, rest, measure), *_named(lesser, table["credit"], size, people, measure)]
        if below + sum(text.height for text in texts) <= foot:
            break
    findings = tuple(_too_long(anthology, below + sum(text.height for text in texts) - foot))
    groups: dict[str, list[str]] = {"blurb": [], "credits": []}
    for text in texts:
        groups["credits" if text.type is lesser else "blurb"] += text.paths(left, below)
        below += text.height
    radius = float(own["flower"]) * sheet.width
    inside = float(table["flower"]["inside"]) * radius
    return {
        **groups,
        "hook": opening.paths(left, head),
        "publisher": _imprint(lesser, table, anthology, sheet),
        "flower": flower(
            {**table["flower"], **table["shade"]},
            style,
            len(anthology.chapters),
            sheet.bleed + inside,
            sheet.bleed + sheet.height - inside,
            radius,
        ),
    }, findings


def _blurb(kind: Type, size: float, paragraphs: Sequence[str], measure: float) -> Iterator[_Text]:
    for paragraph in paragraphs:
        yield _Text(kind, size, _lines(kind, size, paragraph, measure), 0.5 * size * kind.leading)


def _lines(kind: Type, size: float, paragraph: str, measure: float) -> tuple[str, ...]:
    """`paragraph` in lines, a little shorter where that keeps its last word from standing alone."""
    filled = [
        ragged.filled(paragraph, lambda line: kind.face.width(line, size), share * measure)
        for share in _SHARES
    ]
    shortest = _LAST * measure
    good = (lines for lines in filled if kind.face.width(lines[-1], size) >= shortest)
    return next((lines for lines in good if len(lines) == len(filled[0])), filled[0])


def _named(
    kind: Type, table: Mapping[str, Any], size: float, people: Sequence[str], measure: float
) -> Iterator[_Text]:
    own = float(table["share"]) * size
    for n, credit in enumerate(people):
        lines = ragged.balanced(credit, lambda line: kind.face.width(line, own), measure)
        if len(lines) > _FEW:  # a list, not a line or two: it is read as the blurb is
            lines = _lines(kind, own, credit, measure)
        yield _Text(kind, own, lines, (0.4 if n else 1.6) * size)


def _able(words: str, anthology: Anthology, language: Language, kind: Type) -> str:
    """Who wrote the book, without those whose names this type has no letters for."""
    if not kind.face.lacks(words):
        return words
    names = names_of(anthology, language, kind.face, lambda _: True)
    return language.word("with-contributions-by", names=names) if names else ""


def _imprint(kind: Type, table: Mapping[str, Any], anthology: Anthology, sheet: Sheet) -> str:
    publisher = anthology.manifest.publisher
    margin = float(table["back"]["margin"])
    size = float(table["credit"]["share"]) * float(table["back"]["sizes"][0])
    return kind.face.outline(publisher, size, sheet.bleed + margin, sheet.bleed + sheet.height - margin)


def _too_long(anthology: Anthology, over: float) -> Iterator[Finding]:
    if over > 0:
        yield Finding(
            "cover.blurb",
            Severity.WARNING,
            anthology.manifest.where("book.description"),
            f"the text on the back of the cover runs {over:.0f} mm into what stands at its foot",
            "shorten the description",
        )


def hook(description: str) -> tuple[str, list[str]]:
    """The first sentence of the blurb, if it is short, and the paragraphs of the rest."""
    paragraphs = [" ".join(part.split()) for part in description.split("\n\n") if part.strip()]
    sentence = re.match(rf".{{1,{_HOOK}}}?[.?!…](?=\s|$)", paragraphs[0]) if paragraphs else None
    if sentence is None:
        return "", paragraphs
    rest = paragraphs[0][sentence.end() :].strip()
    return sentence[0], [part for part in (rest, *paragraphs[1:]) if part]


def _barcode(isbn: str, style: Style, sheet: Sheet, table: Mapping[str, Any]) -> dict[str, Any]:
    """The ISBN as bars in a white field at the foot of the back, by the spine."""
    where = Place("anthology.toml", key="book.isbn_print")
    try:
        number = ean13.digits(isbn)
    except ValueError as error:
        raise DataError(str(error), where=where) from error
    face = typeface(style, table["barcode"]["font"], {})
    margin = float(table["back"]["margin"])
    width = ean13.WIDTH + 2 * _BARCODE_PAD
    above = _DIGITS + 1
    height = above + ean13.HEIGHT + _DIGITS + 2 * _BARCODE_PAD
    left, top = sheet.spine_left - margin - width, sheet.bleed + sheet.height - margin - height
    x, y = left + _BARCODE_PAD, top + _BARCODE_PAD + above
    foot = y + ean13.HEIGHT + 0.86 * _DIGITS
    label = f"ISBN {isbn}"
    label_size = min(0.8 * _DIGITS, ean13.WIDTH / face.width(label))
    return {
        "x": round(left, 4),
        "y": round(top, 4),
        "width": round(width, 4),
        "height": round(height, 4),
        "bars": [
            {
                "x": round(x + bar.x, 4),
                "y": round(y, 4),
                "width": bar.width,
                "height": ean13.HEIGHT + (ean13.GUARD * ean13.MODULE if bar.guard else 0),
            }
            for bar in ean13.bars(number)
        ],
        "digits": [
            face.outline(d, _DIGITS, x + at - face.width(d, _DIGITS) / 2, foot)
            for d, at in ean13.places(number)
        ],
        "label": face.outline(label, label_size, x, y - 1),
        "white": ink(0, 0, 0, 0),
        "black": ink(0, 0, 0, 100),
    }
