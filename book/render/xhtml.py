"""Strings as XHTML: elements, attributes, and text that cannot be mistaken for either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import assert_never

from markupsafe import Markup
from markupsafe import escape as escape_html

from book.errors import RenderError
from book.languages import direction
from book.model import Inline, LineBreak, Link, NoteCall, Span, Text

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


def escape(text: str) -> Markup:
    """`text` as XML character data, fit for attributes too.

    Raises RenderError for characters that XML cannot hold; reading a seed has removed those, so they
    come from elsewhere.
    """
    found = _NOT_XML.search(text)
    if found:
        raise RenderError(
            f"the character U+{ord(found[0]):04X} cannot stand in a book: {text[:60]!r}",
            hint="take it out of the text that the plan gives",
        )
    # An XML parser would turn a bare carriage return into a line feed.
    return Markup(str(escape_html(text)).replace("\r", "&#13;"))


def element(name: str, content: str = "", **attributes: str) -> Markup:
    """An XHTML element. `content` is markup already; attributes are escaped, empty ones left out.

    `epub_type` is written `epub:type`, `class_` `class`, `aria_label` `aria-label`.
    """
    with_attributes = f"{name}{written(attributes)}"
    if name in {"br", "col", "hr"}:
        return Markup(f"<{with_attributes}/>")
    return Markup(f"<{with_attributes}>{content}</{name}>")


def written(attributes: Mapping[str, str]) -> str:
    """Attributes as they stand in a tag, a space before each; see `element`."""
    return "".join(f' {_attribute(key)}="{escape(value)}"' for key, value in attributes.items() if value)


def _attribute(key: str) -> str:
    if key.startswith(("epub_", "xml_")):
        return key.replace("_", ":", 1)
    return key.rstrip("_").replace("_", "-")


def words(inlines: Iterable[Inline]) -> str:
    """The bare text of inlines, without their notes; a line break is a space."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text):
                parts.append(text)
            case Span() | Link():
                parts.append(words(inline.inlines))
            case LineBreak():
                parts.append(" ")
            case NoteCall():
                pass
            case _:
                assert_never(inline)
    return "".join(parts)


def in_language(language: str, surroundings: str) -> dict[str, str]:
    """The attributes that say so where `language` is not that of its surroundings, and runs another way."""
    if not language or language == surroundings:
        return {}
    way = direction(language)
    turned = {"dir": way} if way != direction(surroundings) else {}
    return {"lang": language, "xml_lang": language, **turned}
