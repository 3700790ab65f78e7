"""Pictures with their captions, as pages had them before <figure> and as editors still make them -> <figure>.

A site names the caption (`caption`, `tr-caption`, `wp-caption-text`), in a box, table or list that it made
for the picture, or right below it; or an author sets it in italics behind the picture, in its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement, html_parser

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:(?:thumb|mso)?caption|bildunterschrift|bijschrift|onderschrift|legende|didascalia|leyenda"
    r"|bildtext|billedtekst|bildetekst|(?:photo|image|picture|foto|bild)[-_]?(?:credits?|description|legend))(?:[-_]?(?:text|body|inner|content|dd))?(?:\s|$)",
    re.I,
)
_CAPTIONS = frozenset(
    {"p", "div", "span", "td", "dd", "figcaption", "small", "em", "i", "center", "h5", "h6"}
)
_FIGURE = re.compile(r"(?:^|\s)(?:wp-caption|thumb|caption)(?:\s|$)", re.I)
"""What a <div> is called that is read as a figure as it stands: see `Line.figure`."""
_BOXES = frozenset({"div", "p", "center", "span", "section", "table", "dl"})
_WITHIN = frozenset({"tbody", "thead", "tr", "td", "th", "dt", "dd"})
"""Parts of tables and lists, which a box that becomes a figure has no more."""
_NEVER = frozenset(
    {"body", "html", "main", "article", "aside", "nav", "header", "footer", "form", "li", "figure"}
)
_NO_PICTURES = ("table", "video", "audio", "iframe", "object", "svg", "canvas", "math")
_SILENT = frozenset({"noscript", "script", "style"})
_SLANTED = frozenset({"em", "i", "small"})
_UP = 6  # elements from a caption to the box that it shares with its picture
_LONGEST = 500  # characters of a caption that is called so
_SLANTING = 300  # and of one in italics
_SIGN = 50  # pixels: what is no wider is no picture, but a sign beside words
_SHORTEST = 3
_BESIDE = 80  # and of what else the box may say: whose the picture is


def mend(document: HtmlElement) -> None:
    """Makes a <figure> with a <figcaption> of each such picture, in place, and an <img> of AMP's own.

    A book has its captions on one side of its pictures: one that stands above goes below.
    """
    for drawn in [e for e in document.iter("amp-img") if not _images(e)]:
        drawn.tag = "img"
        for fallback in list(drawn):
            fallback.drop_tree()
    if next(document.iter("img"), None) is None:
        return
    for figure in document.iter("figure"):
        caption = figure.find("figcaption")
        if caption is not None and _heads_pictures(caption, figure):
            figure.append(caption)
    for caption in [e for e in document.iter(*_CAPTIONS) if _is_caption(e)]:
        box = _box(caption)
        if box is not None:
            _make(box, caption)
        elif (above := _picture_above(caption)) is not None:
            _wrap(above, caption)
    for paragraph in [e for e in document.iter("p", "center", "div") if len(e) < 5]:
        slanted = _slanted(paragraph)
        if slanted is not None and not _in_figure(paragraph):
            _make(paragraph, slanted)


def _heads_pictures(caption: HtmlElement, figure: HtmlElement) -> bool:
    """Is it the caption of a <figure> that shows pictures below it, and nothing else?"""
    shown = list(figure.iter("figcaption", "img", *_NO_PICTURES))
    return (
        shown[0] is caption
        and len(shown) > 1
        and all(e.tag == "img" for e in shown[1:])
        and _text(figure) == _text(caption)
    )


def _is_caption(element: HtmlElement) -> bool:
    return (
        (element.tag == "figcaption" or _is_named(element))
        and _SHORTEST <= len(_text(element)) <= _LONGEST
        and not _images(element)
        and not _in_figure(element.getparent())
        and not any(_is_named(inner) for inner in element.iterdescendants())
    )


def _is_named(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and _names_caption(element.get("class") or "")


@lru_cache(maxsize=1 << 12)
def _names_caption(classes: str) -> bool:
    return _NAMED.search(classes) is not None


def _in_figure(element: HtmlElement | None) -> bool:
    around = (element, *element.iterancestors()) if element is not None else ()
    return any(e.tag == "figure" or (e.tag == "div" and _FIGURE.search(e.get("class") or "")) for e in around)


def _box(caption: HtmlElement) -> HtmlElement | None:
    """The element that holds a picture, this caption below it, and hardly anything else."""
    said = len(_text(caption))
    found = None
    for up, around in enumerate(caption.iterancestors()):
        if up == _UP or around.tag in _NEVER or len(_text(around)) > said + _BESIDE:
            break
        if any(e is not caption and _is_named(e) and _text(e) for e in around.iterdescendants()):
            break
        if around.tag in _BOXES and _shows_above(around, caption):
            found = around
            if around.tag not in _WITHIN:
                break
    return found


def _shows_above(box: HtmlElement, caption: HtmlElement) -> bool:
    """Whether a picture is the first that the box has, above the caption."""
    said = box.text or ""
    for element in box.iterdescendants():
        if element is caption or said.strip():
            return False
        if element.tag == "img" and _seen(element):
            return True
        silent = not isinstance(element.tag, str) or element.tag in _SILENT
        said += ("" if silent else element.text or "") + (element.tail or "")
    return False


def _picture_above(caption: HtmlElement) -> HtmlElement | None:
    """The element right above a caption that holds a picture, and no text."""
    above = caption.getprevious()
    if above is None or (above.tail or "").strip() or not isinstance(above.tag, str):
        return None
    if above.tag == "br":
        return None
    return above if _images(above) and not _text(above) and above.tag not in _NEVER - {"figure"} else None


def _slanted(paragraph: HtmlElement) -> HtmlElement | None:
    """What stands in italics behind a picture in its paragraph, where that says nothing else."""
    last = paragraph[-1] if len(paragraph) else None
    if last is None or last.tag not in _SLANTED:  # before any text is read: most paragraphs end otherwise
        return None
    text = _text(paragraph)
    images = _images(paragraph)
    if not _SHORTEST <= len(text) <= _SLANTING or len(images) != 1:
        return None
    width = images[0].get("width") or ""
    if width.isdecimal() and int(width) <= _SIGN:
        return None
    return last if _text(last) == text and not _images(last) else None


def _images(element: HtmlElement) -> list[HtmlElement]:
    return [image for image in element.iter("img") if _seen(image)]


def _seen(image: HtmlElement) -> bool:
    return not any(around.tag == "noscript" for around in image.iterancestors())


def _text(element: HtmlElement) -> str:
    return " ".join("".join(_words(element)).split())


def _words(element: HtmlElement) -> Iterator[str]:
    for inner in element.iter():
        if isinstance(inner.tag, str) and inner.tag not in _SILENT:
            yield inner.text or ""
        if inner is not element:
            yield inner.tail or ""


def _make(box: HtmlElement, caption: HtmlElement) -> None:
    """Makes the box a figure, and what of it is a part of a table or a list a part of that."""
    for inner in box.iterdescendants():
        if inner.tag in _WITHIN:
            inner.tag = "div"
    for around in caption.iterancestors():
        if around is box:
            break
        if around.tag in ("p", "span", "a"):
            around.tag = "div"
    box.tag, caption.tag = "figure", "figcaption"


def _wrap(above: HtmlElement, caption: HtmlElement) -> None:
    """Puts a picture and the caption right below it into a figure, its own if it has one."""
    caption.tag = "figcaption"
    if above.tag == "figure":
        above.tail, caption.tail = caption.tail, None
        above.append(caption)
        return
    figure = html_parser.makeelement("figure")
    above.addprevious(figure)
    figure.tail, caption.tail = caption.tail, None
    figure.extend((above, caption))
