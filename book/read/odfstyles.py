"""How an OpenDocument text looks (OASIS ODF 1.3, part 3, 16): what its styles say that is more than looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

_PLAIN = frozenset(
    {"Standard", "Text body", "Default Paragraph Style", "Internet link", "Visited Internet Link"}
)
"""Styles that say nothing by their looks: what all text looks like, what every link looks like."""
_NAMED = {
    "Emphasis": "em",
    "Strong Emphasis": "strong",
    "Citation": "em",
    "Source Text": "code",
    "Teletype": "code",
    "User Entry": "code",
}
"""What LibreOffice's own styles of characters are for."""
_WEIGHTY = re.compile("bold|[6-9]00")
_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,9})?)(cm|mm|in|pt|pc)")
_TWIPS = {"cm": 567.0, "mm": 56.7, "in": 1440.0, "pt": 20.0, "pc": 240.0}
"""How many twentieths of a point a unit is."""
_ENCODED = re.compile("_([0-9a-fA-F]{1,4})_")


@dataclass(frozen=True, slots=True)
class Look:
    """What of a run's look is said by it, as HTML's elements for it: em, strong, sup, sub, s, code."""

    tags: frozenset[str] = frozenset()
    hidden: bool = False

    def under(self, said: Iterable[tuple[str, bool]]) -> Look:
        """The look with what a style says: of each of its tags whether it has it."""
        tags, hidden = set(self.tags), self.hidden
        for tag, has in said:
            if tag == "hidden":
                hidden = has
            elif has:
                tags.add(tag)
            else:
                tags.discard(tag)
        return Look(frozenset(tags), hidden)


@dataclass(slots=True)
class Styles:
    """The styles of a document. They are asked for by family (paragraph, text) and name."""

    _parents: dict[tuple[str, str], str] = field(default_factory=dict)
    _said: dict[tuple[str, str], list[tuple[str, bool]]] = field(default_factory=dict)
    _margins: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    _lists: dict[str, dict[int, etree._Element]] = field(default_factory=dict)

    def add(self, root: etree._Element) -> None:
        """The styles in a part of the document; those of a later part come over those of an earlier one."""
        for style in root.iter(f"{STYLE}style"):
            key = style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")
            self._parents[key] = style.get(f"{STYLE}parent-style-name", "")
            self._said[key] = list(_said(style.find(f"{STYLE}text-properties")))
            self._margins[key] = dict(_margins(style.find(f"{STYLE}paragraph-properties")))
        for listed in root.iter(f"{TEXT}list-style"):
            levels = ((level.get(f"{TEXT}level", ""), level) for level in listed)
            self._lists[listed.get(f"{STYLE}name", "")] = {int(n): e for n, e in levels if n.isdecimal()}

    def names(self, family: str, name: str | None) -> tuple[str, ...]:
        """What a style is called, and those that it is made of, as LibreOffice shows them in English."""
        return tuple(decoded(name) for _, name in self._chain(family, name))

    def look(self, family: str, name: str | None, base: Look) -> Look:
        """How text looks in a style, where without it it looks like `base`."""
        chain = [key for key in self._chain(family, name) if decoded(key[1]) not in _PLAIN]
        for key in reversed(chain):
            tag = _NAMED.get(decoded(key[1])) if family == "text" else None
            base = base.under([(tag, True)] if tag else self._said.get(key, ()))
        return base

    def margins(self, name: str | None) -> tuple[int, int, int]:
        """How far a paragraph in a style stands from the margins, and its first line from that, in twips."""
        found: dict[str, int] = {}
        for key in self._chain("paragraph", name):
            found = {**self._margins.get(key, {}), **found}
        return found.get("left", 0), found.get("right", 0), found.get("first", 0)

    def centred(self, name: str | None) -> bool:
        """Whether a paragraph in a style stands in the middle."""
        said = (self._margins.get(key, {}).get("centred") for key in self._chain("paragraph", name))
        return bool(next((value for value in said if value is not None), 0))

    def level(self, name: str, depth: int) -> etree._Element | None:
        """What a style of lists says of the items that are so deep (from 1)."""
        return self._lists.get(name, {}).get(depth)

    def _chain(self, family: str, name: str | None) -> Iterator[tuple[str, str]]:
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            yield family, name
            name = self._parents.get((family, name))


def decoded(name: str) -> str:
    """The name of a style as it is shown: 'Heading_20_1' is 'Heading 1'."""
    return _ENCODED.sub(lambda found: chr(int(found[1], 16)), name)


def _margins(properties: etree._Element | None) -> Iterator[tuple[str, int]]:
    """What the properties of a paragraph say of where it stands: lengths in twips."""
    if properties is None:
        return
    for name, key in (("margin-left", "left"), ("margin-right", "right"), ("text-indent", "first")):
        if found := _LENGTH.fullmatch(properties.get(f"{FO}{name}", "")):
            yield key, round(float(found[1]) * _TWIPS[found[2]])
    if aligned := properties.get(f"{FO}text-align"):
        yield "centred", int(aligned == "center")


def _said(properties: etree._Element | None) -> Iterator[tuple[str, bool]]:
    """What the properties of text say. What is underlined in a manuscript is set in italics."""
    if properties is None:
        return
    if slant := properties.get(f"{FO}font-style"):
        yield "em", slant in ("italic", "oblique")
    if weight := properties.get(f"{FO}font-weight"):
        yield "strong", bool(_WEIGHTY.match(weight))
    if (line := properties.get(f"{STYLE}text-underline-style")) and line != "none":
        yield "em", True
    if struck := properties.get(f"{STYLE}text-line-through-style"):
        yield "s", struck != "none"
    if position := properties.get(f"{STYLE}text-position"):
        raised = position.split()[0]
        yield "sup", raised == "super" or bool(re.match(r"[1-9]|0\.[1-9]", raised))
        yield "sub", raised == "sub" or raised.startswith("-")
    if shown := properties.get(f"{TEXT}display"):
        yield "hidden", shown == "none"
