"""What the accessibility report says of every book of the press, read back from the EPUB.

Nothing to operate but links, headings that skip no level, titles that tell documents apart, heads of tables
that head something, pictures that every device can show and that tell nothing of who made them, a stylesheet
in which the reader's own choices win. WCAG 2.2 and EPUB Accessibility 1.1.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import tinycss2
from lxml import etree
from PIL import Image, UnidentifiedImageError

from book.errors import Place
from book.model import Finding, Severity
from book.proof.epubfile import LANG, XHTML, Epub, text
from book.proof.sheets import Sheets

_ACTIVE = frozenset(
    f"{XHTML}{name}"
    for name in (
        "script form input button select textarea audio video object embed iframe canvas marquee".split()
    )
)
_SEIZING = frozenset({"style", "tabindex", "accesskey", "autofocus"})
_HEADINGS = tuple(f"{XHTML}h{n}" for n in range(1, 7))
_MOST_PIXELS = 4_000_000  # old devices run out of memory above
_KINDS = {"JPEG": "image/jpeg", "PNG": "image/png"}

_READERS = frozenset({"html", "body", "p", "*", ":root", "div", "span", "li"})
_CHOICES = frozenset({"font-family", "font-size", "line-height", "color", "background", "background-color"})
"""What a reader chooses, and no rule for running text may choose instead."""
_ABSOLUTE = re.compile(r"\d(?:px|pt|pc|cm|mm|in|q)\b")
_LENGTHS = ("font-size", "line-height", "width", "height", "min-width", "letter-spacing", "word-spacing")


def access(sheets: Sheets) -> Iterator[Finding]:
    """Where the EPUB does not keep what its accessibility report says."""
    epub = sheets.epub
    if not epub:
        return
    yield from _titles(epub)
    for path in epub.spine:
        root = epub.documents.get(path)
        if root is not None:
            yield from _active(epub, path, root)
            yield from _headings(epub, path, root)
            yield from _tables(epub, path, root)
            yield from _spoken(epub, path, root)
    yield from _pictures(epub)
    yield from _stylesheets(epub)


def _wrong(epub: Epub, check: str, path: str, message: str, line: int | None = None) -> Finding:
    return Finding(f"access.{check}", Severity.ERROR, Place(epub.name, line, path), message, "build it again")


def _titles(epub: Epub) -> Iterator[Finding]:
    """WCAG 2.4.2."""
    seen: dict[str, str] = {}
    for path in epub.spine:
        root = epub.documents.get(path)
        title = text(root.find(f".//{XHTML}title")) if root is not None else ""
        first = seen.setdefault(title, path)
        if title and first != path:
            yield _wrong(epub, "same-title", path, f"has the title of {first.rpartition('/')[2]}: {title!r}")


def _active(epub: Epub, path: str, root: etree._Element) -> Iterator[Finding]:
    """WCAG 2.1.1, 2.2, 2.3, 4.1.2: what is not there needs no keyboard, no pause and no name."""
    for element in root.iter(etree.Element):
        tag = str(element.tag).removeprefix(XHTML)
        if element.tag in _ACTIVE:
            yield _wrong(
                epub, "active", path, f"has a <{tag}>, which not every reader can use", element.sourceline
            )
        for name in element.attrib:
            if str(name).startswith("on") or name in _SEIZING:
                said = f"a <{tag}> has the attribute {str(name)!r}: it decides what the reader should"
                yield _wrong(epub, "active", path, said, element.sourceline)


def _headings(epub: Epub, path: str, root: etree._Element) -> Iterator[Finding]:
    """WCAG 1.3.1, 2.4.6; technique G141."""
    before = 0
    for heading in root.iter(*_HEADINGS):
        level = int(str(heading.tag)[-1])
        if level > before + 1:
            said = f"a heading of level {level} follows one of level {before}: {text(heading)[:60]!r}"
            yield _wrong(epub, "heading-level", path, said, heading.sourceline)
        if not text(heading):
            yield _wrong(
                epub, "heading-empty", path, f"a heading of level {level} is empty", heading.sourceline
            )
        before = level


def _tables(epub: Epub, path: str, root: etree._Element) -> Iterator[Finding]:
    """WCAG 1.3.1; that a table has no heads at all is told with the piece."""
    for head in root.iter(f"{XHTML}th"):
        if head.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
            yield _wrong(epub, "table-head", path, f"{text(head)!r} heads nothing: no scope", head.sourceline)


def _spoken(epub: Epub, path: str, root: etree._Element) -> Iterator[Finding]:
    """WCAG 3.1.2: reading systems look at the one attribute or at the other."""
    for element in root.iter(etree.Element):
        lang, xml_lang = element.get("lang"), element.get(LANG)
        if element is not root and lang != xml_lang:
            said = f"{text(element)[:60]!r} is in {lang!r} by lang and in {xml_lang!r} by xml:lang"
            yield _wrong(epub, "language", path, said, element.sourceline)


def _pictures(epub: Epub) -> Iterator[Finding]:
    for item in epub.items:
        if not item.media_type.startswith("image/") or item.path not in epub.files:
            continue
        try:
            image = Image.open(io.BytesIO(epub.files[item.path]))
            exif = image.getexif()  # of a PNG it may stand behind the pixels, which are read then
        except (
            UnidentifiedImageError,
            OSError,
            SyntaxError,
            ValueError,
            Image.DecompressionBombError,
        ) as error:
            yield _wrong(epub, "picture", item.path, f"no picture can be read from it: {error}")
            continue
        if _KINDS.get(image.format or "") != item.media_type:
            yield _wrong(epub, "picture", item.path, f"is {image.format}, listed as {item.media_type}")
        if image.width * image.height > _MOST_PIXELS and "cover-image" not in item.properties:
            yield _wrong(epub, "picture", item.path, f"has {image.width} × {image.height} pixels: too many")
        if exif:
            yield _wrong(epub, "picture", item.path, "tells who made it, where and when (EXIF)")


# --------------------------------------------------------------------------- stylesheet


def _stylesheets(epub: Epub) -> Iterator[Finding]:
    """WCAG 1.3.4, 1.4.3, 1.4.4, 1.4.10, 1.4.12: nothing is fixed that the reader chooses."""
    for item in epub.items:
        if item.media_type == "text/css":
            rules = tinycss2.parse_stylesheet_bytes(epub.files.get(item.path, b""))[0]
            for selector, name, value, line in _declarations(rules):
                if said := _fixed(selector, name, value):
                    yield _wrong(epub, "fixed", item.path, f"{selector} {{ {name}: {value} }} {said}", line)


def _fixed(selector: str, name: str, value: str) -> str:
    """What is wrong with a declaration; '' for nothing."""
    if name == "position" and value in {"fixed", "absolute", "sticky"}:
        return "lays something over the text"
    if name in _LENGTHS and _ABSOLUTE.search(value):
        return "does not grow with the reader's letters"
    if name in {"color", "background", "background-color"} and value not in {
        "inherit",
        "transparent",
        "currentcolor",
    }:
        return "fixes a colour, which the reader's own ground may hide"
    simple = {part.strip() for part in selector.split(",")}
    if name in _CHOICES and simple & _READERS and value not in {"inherit", "transparent"}:
        return "fixes what the reader chooses"
    return ""


def _declarations(rules: list[object]) -> Iterator[tuple[str, str, str, int]]:
    """Selector, name, value and line of each declaration, those within @media too."""
    for rule in rules:
        kind = getattr(rule, "type", "")
        if kind == "at-rule" and getattr(rule, "content", None) is not None:
            yield from _declarations(tinycss2.parse_rule_list(rule.content))  # type: ignore[attr-defined]
        elif kind == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()  # type: ignore[attr-defined]
            for found in tinycss2.parse_blocks_contents(rule.content):  # type: ignore[attr-defined]
                if found.type == "declaration":
                    yield (
                        selector,
                        found.lower_name,
                        tinycss2.serialize(found.value).strip().lower(),
                        found.source_line,
                    )
