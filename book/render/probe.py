"""How the stylesheet sets each kind of paragraph: asked of the layout engine itself.

A document with one paragraph of every kind, its words cut off, is laid out on one endless page; what the
engine made of it (measure, indent, fonts, features) holds for all paragraphs of that kind. So whatever
CSS can say is understood, and a book of 250 pages is asked in a fraction of the time that it takes to set.
Headings and what else is no paragraph are left whole: page make-up must know how high they are.

Kinds are told apart by what selectors see: an element's name, class and language, those of its ancestors,
and the sibling before it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from book.render.boxtree import attribute, boxes
from book.render.engine import Layout
from book.render.excerpt import excerpt, sections, written
from book.render.leaves import Leaves, taken

KEY = "data-k"
_MARK = "data-probe"
_PX = 0.75  # CSS pixels to points
_PARTS = frozenset(["figcaption", "td", "th"])
_SHORT = 240  # letters: a paragraph of fewer is left whole

Kind = tuple[Any, ...]
Where = tuple[Kind, Kind | None]


@dataclass(frozen=True, slots=True)
class Type:
    """What a run of text is set in. Sizes in points; `features` as HarfBuzz takes them."""

    families: tuple[str, ...]
    weight: int
    italic: bool
    size: float
    letter_spacing: float
    word_spacing: float
    features: tuple[tuple[str, int], ...]
    language: str
    hyphenated: bool
    whole: bool  # its spaces do not break
    transform: str


@dataclass(frozen=True, slots=True)
class Block:
    """A kind of paragraph: its measure and indent in points, its type, and whether it is justified."""

    measure: float
    indent: float
    justified: bool
    type: Type
    leading: float  # points from line to line
    keeps: bool  # no page may end between it and the block after it
    splits: bool  # a page may end within it


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a block stood: the points between it and the block above it (the head of the page, for the
    first one of a page), and its height, unless it was cut short."""

    above: float
    height: float | None


@dataclass(frozen=True, slots=True)
class Marker:
    """The number before a note: its type, and the points that it takes of the note's first line; None where
    that is as much as its figures are wide."""

    type: Type
    advance: float | None


@dataclass(frozen=True, slots=True)
class Answers:
    """What the engine said, by (a block's kind, the path in it); the path of the block itself is None.

    A note is an inline of its block to selectors and a block to the engine: it is among both."""

    blocks: Mapping[Where, Block]
    inlines: Mapping[Where, Type]
    calls: Mapping[Kind, Type]  # the note calls in a kind of block
    markers: Mapping[Kind, Marker]  # the numbers before its notes
    stands: Mapping[str, Stand]  # by data-k
    above: Mapping[Kind, float]  # the space above a kind of block that does not open a page
    note_gap: float = 0.0  # points of a page that its notes take beside their own lines
    note_row: float = 0.0  # points from one row of a note to the next
    leaves: Mapping[str, Leaves] = field(default_factory=dict)  # of each section the endless page, by its id

    def besides(self, other: Answers) -> Answers:
        """These, and what only `other` says."""
        return Answers(
            {**other.blocks, **self.blocks},
            {**other.inlines, **self.inlines},
            {**other.calls, **self.calls},
            {**other.markers, **self.markers},
            {**other.stands, **self.stands},
            {**other.above, **self.above},
            max(self.note_gap, other.note_gap),
            max(self.note_row, other.note_row),
            {**other.leaves, **self.leaves},
        )

    def without(self, keys: Collection[str]) -> Answers:
        """These, but for where these blocks stand."""
        return replace(self, stands={key: stand for key, stand in self.stands.items() if key not in keys})


Signature = tuple[Any, ...]


def signature(element: HtmlElement) -> Signature:
    """An element as a selector without siblings sees it."""
    get = element.get
    return (element.tag, get("class", ""), get("lang", ""), get("style", ""))


class Kinds:
    """The kinds of a document's blocks, worked out once each. The document must stay as it is."""

    def __init__(self) -> None:
        self._around: dict[HtmlElement | None, Kind] = {None: ()}

    def kind(self, element: HtmlElement) -> Kind:
        """Its own signature, its ancestors' and that of the sibling before it."""
        previous = element.getprevious()
        before = signature(previous) if previous is not None else None
        return (signature(element), before, self._ancestors(element.getparent()))

    def _ancestors(self, element: HtmlElement | None) -> Kind:
        known = self._around.get(element)
        if known is None:
            assert element is not None
            known = self._around[element] = (signature(element), self._ancestors(element.getparent()))
        return known


def path(element: HtmlElement, block: HtmlElement) -> Kind:
    """The kind of an inline: the signatures from the block's child down to it."""
    steps = [signature(element)]
    for ancestor in element.iterancestors():
        if ancestor is block:
            break
        steps.append(signature(ancestor))
    return tuple(reversed(steps))


def ask(
    document: HtmlElement,
    files: Mapping[str, bytes],
    stylesheet: str,
    whole: frozenset[str] = frozenset(),
    told: Callable[[int], None] | None = None,
) -> Answers:
    """Lay out one of each kind of block in `document` (with `data-k`) and read off how it was set.

    `stylesheet` is CSS that is added to the document's own, to take its pages' ends away. The blocks `whole`
    (by key) are left as they are, so that it is known how high they are. `told` is called with the number of
    each endless page.
    """
    reduced = _reduce(document, whole)
    style = html.Element("style")
    style.text = stylesheet
    head(reduced.document).append(style)
    layout = Layout(written(reduced.document), files, endless=True, told=told)
    blocks, inlines, calls, markers = _read(layout.pages, reduced.marks)
    stands, above = _stands(layout.pages, reduced)
    gap, row = _note_gap(layout.pages), _note_row(layout.pages)
    leaves = taken(layout.pages, runs=False)
    return Answers(blocks, inlines, calls, markers, stands, above, gap, row, leaves)


class Asker:
    """Asks about one book, and as often as it is set anew: only of sections that it was not asked of so.

    What was answered of blocks left whole counts for more: of those it is asked once their text is ready.
    """

    def __init__(self, told: Callable[[int, int], None] = lambda number, count: None) -> None:
        """`told` is called with the number of each endless page, and of about how many."""
        self._told = told
        self._asked: dict[tuple[bool, str], str] = {}
        self._answers: dict[bool, Answers] = {}
        self._whole: frozenset[str] = frozenset()

    def ask(
        self,
        document: HtmlElement,
        files: Mapping[str, bytes],
        stylesheet: str,
        whole: frozenset[str] = frozenset(),
    ) -> Answers:
        """What `ask` answers of `document` as it now is; blocks left whole once are so each time."""
        ready = bool(whole)
        if ready:
            self._whole = whole = self._whole | whole
        now = {(ready, s.get("id", "")): _digest(s, whole) for s in sections(document)}
        known = [how for how in (ready, False) if how in self._answers]
        new = {
            key
            for (_, key), digest in now.items()
            if all(self._asked.get((how, key)) != digest for how in known)
        }
        self._asked |= now
        if new or not self._answers:
            keys = {
                key for section in sections(document) if section.get("id") in new for key in _keys(section)
            }
            part = excerpt(document, new) if self._answers else document
            count = 2 * len(now)  # each section begins on a right-hand page, most behind a white one
            answers = ask(part, files, stylesheet, whole, lambda n: self._told(n, max(n, count)))
            before = {how: known.without(keys) for how, known in self._answers.items()}
            self._answers = before | {ready: before[ready].besides(answers) if ready in before else answers}
        first, *others = (self._answers[how] for how in (True, False) if how in self._answers)
        return first.besides(others[0]) if others else first


def _keys(section: HtmlElement) -> set[str]:
    return {key for block in section.iter() if (key := block.get(KEY)) is not None}


def _digest(section: HtmlElement, whole: frozenset[str]) -> str:
    """What tells a section from one that the engine must be asked of again."""
    left = sorted(whole & _keys(section))
    text = html.tostring(section, encoding="unicode")
    return sha256(f"{left}\0{text}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Reduced:
    """A document with its running text cut short: what each mark in it stands for, the kinds of its blocks
    by their keys, and the keys of those that were cut."""

    document: HtmlElement
    marks: Mapping[str, Where]
    kinds: Mapping[str, Kind]
    cut: frozenset[str]


def _reduce(document: HtmlElement, whole: frozenset[str]) -> _Reduced:
    marks: dict[str, Where] = {}
    kinds: dict[str, Kind] = {}
    seen: set[Where] = set()
    reduced = deepcopy(document)
    kind = Kinds().kind
    superfluous: list[HtmlElement] = []
    cut: dict[str, HtmlElement] = {}
    for block in reduced.iter():
        if not isinstance(block.tag, str) or (key := block.get(KEY)) is None or is_note(block):
            continue
        of_block = kinds[key] = kind(block)
        new = False
        for element, way in _within(block):
            if (of_block, way) not in seen:
                seen.add((of_block, way))
                element.set(_MARK, str(len(marks)))
                marks[str(len(marks))] = (of_block, way)
                new = True
        if block.tag != "p" or key in whole:
            continue
        if not new and _mid_run(block):
            superfluous.append(block)
        elif len(block.text_content()) > _SHORT:
            cut[key] = block
    for block in cut.values():
        _shorten(block)
    for block in superfluous:
        parent = block.getparent()
        if parent is not None:
            parent.remove(block)
    return _Reduced(reduced, marks, kinds, frozenset(cut))


def _within(block: HtmlElement) -> Iterator[tuple[HtmlElement, Kind | None]]:
    """The block and the elements in it, with their paths."""
    yield block, None
    for inline in block.iterdescendants():
        if isinstance(inline.tag, str):
            yield inline, path(inline, block)


def head(document: HtmlElement) -> HtmlElement:
    found = document.head
    if found is None:
        raise ValueError("the document has no head")
    return found


def is_note(element: HtmlElement) -> bool:
    """A note that stands at its call, for the engine to float to the page's foot."""
    return "footnote" in (element.get("class") or "").split()


def blocks(section: HtmlElement) -> Iterator[HtmlElement]:
    """The keyed blocks of a section in order, without the notes that stand in them; a picture's caption is
    its figure's, a cell its row's."""
    waiting = [section]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in _PARTS or is_note(element):
            continue
        if element.get(KEY) is not None:
            yield element
        waiting += reversed(element)


def _mid_run(block: HtmlElement) -> bool:
    """Between two of its like: taking it out changes nobody's kind."""
    before, after = block.getprevious(), block.getnext()
    return (
        before is not None and after is not None and signature(before) == signature(block) == signature(after)
    )


def _shorten(block: HtmlElement) -> None:
    for element in block.iter():
        if element.text:
            element.text = element.text[:3].strip() or "x"
        if element is not block and element.tail:
            element.tail = f" {element.tail[:3].strip() or 'x'} "


def _stands(pages: Any, reduced: _Reduced) -> tuple[dict[str, Stand], dict[Kind, float]]:
    kinds = reduced.kinds
    stands: dict[str, Stand] = {}
    above: dict[Kind, float] = {}
    for page in pages:
        foot: float = page._page_box.content_box_y()
        opens = True
        for box in boxes(page._page_box):
            key = attribute(box, KEY)
            if (
                key is None
                or key not in kinds
                or "::" in box.element_tag
                or not _is_block(box)
                or key in stands
            ):
                continue
            top = box.border_box_y()
            height = None if key in reduced.cut else box.border_height() * _PX
            stands[key] = Stand((top - foot) * _PX, height)
            if not opens:
                above.setdefault(kinds[key], (top - foot) * _PX)
            foot, opens = top + box.border_height(), False
    return stands, above


def _note_areas(pages: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox

    return (box for page in pages for box in page._page_box.children if isinstance(box, FootnoteAreaBox))


def _note_gap(pages: Any) -> float:
    """The points above the first note of a page and below its last; none in a book without notes."""
    gaps = (a.margin_height() - sum(note.margin_height() for note in a.children) for a in _note_areas(pages))
    return _PX * float(max(gaps, default=0.0))


def _note_row(pages: Any) -> float:
    """The points from one row of a note to the next; none in a book without notes."""
    rows = (_leading(note) for area in _note_areas(pages) for note in area.children)
    return _PX * max(rows, default=0.0)


def _read(
    pages: Any, marks: Mapping[str, Where]
) -> tuple[dict[Where, Block], dict[Where, Type], dict[Kind, Type], dict[Kind, Marker]]:
    blocks: dict[Where, Block] = {}
    inlines: dict[Where, Type] = {}
    calls: dict[Kind, Type] = {}
    markers: dict[Kind, Marker] = {}
    for page in pages:
        for box in boxes(page._page_box):
            mark = attribute(box, _MARK)
            if mark is None:
                continue
            of_block, way = marks[mark]
            pseudo = box.element_tag.partition("::")[2]
            if pseudo == "footnote-call":
                calls.setdefault(of_block, _type(box.style))
            if pseudo == "footnote-marker":
                markers.setdefault(of_block, Marker(_type(box.style), _advance(box)))
            if pseudo:
                continue
            if _is_block(box):
                blocks.setdefault((of_block, way), _block(box))
            else:
                inlines.setdefault((of_block, way), _type(box.style))
    return blocks, inlines, calls, markers


def _advance(marker: Any) -> float | None:
    """What a marker of a width of its own takes of its line: nothing where it hangs before the note."""
    return None if marker.style["width"] == "auto" else float(marker.margin_width()) * _PX


def _is_block(box: Any) -> bool:
    from weasyprint.formatting_structure.boxes import BlockBox, TableRowBox

    return isinstance(box, BlockBox | TableRowBox) and isinstance(box.width, int | float)


def _block(box: Any) -> Block:
    style = box.style
    indent = style["text_indent"]
    points = box.width * indent.value / 100 if getattr(indent, "unit", "px") == "%" else indent.value
    return Block(
        measure=box.width * _PX,
        indent=(points + _generated(box)) * _PX,
        justified=style["text_align_all"] == "justify",
        type=_type(style),
        leading=_leading(box) * _PX,
        keeps=style["break_after"] == "avoid",
        splits=style["break_inside"] == "auto",
    )


def _generated(box: Any) -> float:
    """The width, in CSS pixels, of what the stylesheet puts before a block's words, on its first line."""
    from weasyprint.formatting_structure.boxes import LineBox

    line = next((inner for inner in boxes(box) if isinstance(inner, LineBox)), None)
    made = f"{box.element_tag}::before"
    return sum(
        float(child.margin_width()) for child in (line.children if line else ()) if child.element_tag == made
    )


def _leading(box: Any) -> float:
    """The height of the block's first line, in CSS pixels."""
    from weasyprint.formatting_structure.boxes import LineBox

    lines = (inner for inner in boxes(box) if isinstance(inner, LineBox))
    return float(next((line.height for line in lines), 0.0))


def _type(style: Any) -> Type:
    from weasyprint.text.fonts import font_features

    names = (
        "font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps",
        "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian", "font_feature_settings",
    )  # fmt: skip
    features = font_features(**{name: style[name] for name in names})
    spacing = style["letter_spacing"]
    return Type(
        families=tuple(style["font_family"]),
        weight=int(style["font_weight"]),
        italic=style["font_style"] in ("italic", "oblique"),
        size=style["font_size"] * _PX,
        letter_spacing=0.0 if spacing == "normal" else spacing * _PX,
        word_spacing=style["word_spacing"] * _PX,
        features=tuple(sorted(features.items())),
        language=style["lang"] or "",
        hyphenated=style["hyphens"] == "auto",
        whole=style["white_space"] in ("nowrap", "pre"),
        transform=style["text_transform"],
    )
