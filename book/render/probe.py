"""How the stylesheet sets each kind of paragraph: asked of the layout engine itself.

A document with one paragraph of every kind, its words cut off, is laid out on one endless page; what the
engine made of it (measure, indent, fonts, features) holds for all paragraphs of that kind. So whatever
CSS can say is understood, and a book of 250 pages is asked in a fraction of the time that it takes to set.

Kinds are told apart by what selectors see: an element's name, class and language, those of its ancestors,
and the sibling before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from book.render.engine import Layout

KEY = "data-k"
_MARK = "data-probe"
_PX = 0.75  # CSS pixels to points

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
    features: tuple[tuple[str, int], ...]
    language: str
    hyphenated: bool
    breaks_anywhere: bool
    transform: str


@dataclass(frozen=True, slots=True)
class Block:
    """A kind of paragraph: its measure and indent in points, its type, and whether it is justified."""

    measure: float
    indent: float
    justified: bool
    type: Type


@dataclass(frozen=True, slots=True)
class Answers:
    """What the engine said, by (a block's kind, the path in it); the path of the block itself is None.

    A note is an inline of its block to selectors and a block to the engine: it is among both."""

    blocks: Mapping[Where, Block]
    inlines: Mapping[Where, Type]
    calls: Mapping[Kind, Type]  # the note calls in a kind of block
    markers: Mapping[Kind, Type]  # the numbers before its notes


def signature(element: HtmlElement) -> Kind:
    """An element as a selector without siblings sees it."""
    return (element.tag, element.get("class", ""), element.get("lang", ""), element.get("style", ""))


def kind(element: HtmlElement) -> Kind:
    """The kind of a block: its own signature, its ancestors' and that of the sibling before it."""
    previous = element.getprevious()
    ancestors = tuple(signature(a) for a in element.iterancestors() if isinstance(a.tag, str))
    return (signature(element), signature(previous) if previous is not None else None, ancestors)


def path(element: HtmlElement, block: HtmlElement) -> Kind:
    """The kind of an inline: the signatures from the block's child down to it."""
    steps = [signature(element)]
    for ancestor in element.iterancestors():
        if ancestor is block:
            break
        steps.append(signature(ancestor))
    return tuple(reversed(steps))


def ask(document: HtmlElement, files: Mapping[str, bytes], stylesheet: str) -> Answers:
    """Lay out one of each kind of block in `document` (with `data-k`) and read off how it was set.

    `stylesheet` is CSS that is added to the document's own, to take its pages' ends away.
    """
    reduced, keys = _reduce(document)
    style = html.Element("style")
    style.text = stylesheet
    head(reduced).append(style)
    layout = Layout("<!doctype html>" + html.tostring(reduced, encoding="unicode"), files)
    return _read(layout.pages, keys)


def _reduce(document: HtmlElement) -> tuple[HtmlElement, dict[str, Where]]:
    """A copy of `document` with its running text cut short, and what each mark in it stands for."""
    marks: dict[str, Where] = {}
    seen: set[Where] = set()
    reduced = deepcopy(document)
    superfluous: list[HtmlElement] = []
    cut: list[HtmlElement] = []
    for block in reduced.iter():
        if not isinstance(block.tag, str) or block.get(KEY) is None or _in_note(block):
            continue
        of_block = kind(block)
        wanted: list[tuple[HtmlElement, Kind | None]] = [(block, None)]
        wanted += [
            (inline, path(inline, block)) for inline in block.iterdescendants() if isinstance(inline.tag, str)
        ]
        new = [(element, way) for element, way in wanted if (of_block, way) not in seen]
        for element, way in new:
            seen.add((of_block, way))
            mark = str(len(marks))
            element.set(_MARK, mark)
            marks[mark] = (of_block, way)
        if block.tag != "p":
            continue
        cut.append(block)
        if not new and _mid_run(block):
            superfluous.append(block)
    for block in cut:
        _shorten(block)
    for block in superfluous:
        parent = block.getparent()
        if parent is not None:
            parent.remove(block)
    return reduced, marks


def head(document: HtmlElement) -> HtmlElement:
    found = document.head
    if found is None:
        raise ValueError("the document has no head")
    return found


def _in_note(element: HtmlElement) -> bool:
    return any("footnote" in (a.get("class") or "").split() for a in element.iterancestors())


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


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in box.all_children() if hasattr(box, "children") else ():
        yield from _boxes(child)


def _read(pages: Any, marks: Mapping[str, Where]) -> Answers:
    blocks: dict[Where, Block] = {}
    inlines: dict[Where, Type] = {}
    calls: dict[Kind, Type] = {}
    markers: dict[Kind, Type] = {}
    for page in pages:
        for box in _boxes(page._page_box):
            element = getattr(box, "element", None)
            mark = element.get(_MARK) if element is not None and hasattr(element, "get") else None
            if mark is None:
                continue
            of_block, way = marks[mark]
            pseudo = box.element_tag.partition("::")[2]
            if pseudo == "footnote-call":
                calls.setdefault(of_block, _type(box.style))
            if pseudo == "footnote-marker":
                markers.setdefault(of_block, _type(box.style))
            if pseudo:
                continue
            if _is_block(box):
                blocks.setdefault((of_block, way), _block(box))
            else:
                inlines.setdefault((of_block, way), _type(box.style))
    return Answers(blocks, inlines, calls, markers)


def _is_block(box: Any) -> bool:
    from weasyprint.formatting_structure.boxes import BlockBox

    return isinstance(box, BlockBox) and isinstance(box.width, int | float)


def _block(box: Any) -> Block:
    style = box.style
    indent = style["text_indent"]
    points = box.width * indent.value / 100 if getattr(indent, "unit", "px") == "%" else indent.value
    return Block(
        measure=box.width * _PX,
        indent=points * _PX,
        justified=style["text_align_all"] == "justify",
        type=_type(style),
    )


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
        features=tuple(sorted(features.items())),
        language=style["lang"] or "",
        hyphenated=style["hyphens"] == "auto",
        breaks_anywhere=style["overflow_wrap"] in ("anywhere", "break-word"),
        transform=style["text_transform"],
    )
