"""The EPUB's one stylesheet, with nothing in it that the book does not use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import tinycss2
from lxml import etree
from tinycss2.ast import Node

from book.errors import DataError, Place
from book.model import Style

SHEETS = ("core.css", "epub.css")
"""What paper and screens share, then what is for screens."""

_NESTING = frozenset({"media", "supports"})
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def stylesheet(
    style: Style, used: frozenset[str], more: Mapping[str, str] = MappingProxyType({})
) -> tuple[bytes, frozenset[str]]:
    """The style's sheets as one, and the classes that it has rules for. `more` are rules of the press's own,
    by what stands before their braces.

    Rules for classes that are not `used` are left out, comments too. Raises DataError for a missing sheet
    or one that is no CSS (CSS Syntax Level 3).
    """
    rules: dict[str, str] = {}  # what stands between a rule's braces, by what stands before them
    for name in SHEETS:
        if name not in style.files:
            raise DataError(f"the style {style.name!r} has no {name}", where=Place(f"styles/{style.name}"))
        parsed, _ = tinycss2.parse_stylesheet_bytes(
            style.files[name], skip_comments=True, skip_whitespace=True
        )
        for prelude, body in _kept(parsed, used, f"styles/{style.name}/{name}"):
            rules[prelude] = rules.pop(prelude, "") + body  # said twice: the later place counts
    rules |= more
    # Namespaces come before every rule (CSS Namespaces 3, section 2).
    ordered = sorted(rules.items(), key=lambda rule: not rule[0].startswith("@namespace"))
    text = "\n".join(
        ['@charset "utf-8";', *(f"{head} {{{body} }}" if body else head for head, body in ordered)]
    )
    return f"{text}\n".encode(), frozenset(_classes(tinycss2.parse_stylesheet(text)))


def classes(documents: Iterable[etree._Element]) -> frozenset[str]:
    """Every class that stands in the documents."""
    return frozenset(
        name
        for root in documents
        for element in root.iter()
        if isinstance(element.tag, str)
        for name in (element.get("class") or "").split()
    )


def strip(root: etree._Element, known: frozenset[str]) -> None:
    """Takes from a document, in place, the keys of its blocks and the classes that no rule is for."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        element.attrib.pop("data-k", None)
        names = [name for name in (element.get("class") or "").split() if name in known]
        if names:
            element.set("class", " ".join(names))
        else:
            element.attrib.pop("class", None)


def _kept(rules: Iterable[Node], used: frozenset[str], file: str) -> Iterator[tuple[str, str]]:
    """Each rule that a book with these classes needs, as what stands before its braces and in them."""
    for rule in rules:
        if rule.type == "error":
            raise DataError(f"not CSS: {rule.message}", where=Place(file, rule.source_line))
        if rule.type == "at-rule" and rule.lower_at_keyword == "charset":
            continue
        if rule.type == "at-rule" and rule.lower_at_keyword in _NESTING:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            kept = [f"{head} {{{body} }}" for head, body in _kept(inner, used, file)]
            if kept:
                yield f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude).strip()}", " " + "\n".join(kept)
        elif rule.type == "at-rule":
            yield rule.serialize(), ""
        else:
            selectors = [s.strip() for s in tinycss2.serialize(rule.prelude).split(",")]
            selectors = [s for s in selectors if used.issuperset(_CLASS.findall(s))]
            if selectors:
                yield ", ".join(selectors), _declarations(rule)


def _declarations(rule: Node) -> str:
    found = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    return "".join(f" {declaration.serialize().strip()};" for declaration in found)


def _classes(rules: Iterable[Node]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from _CLASS.findall(tinycss2.serialize(rule.prelude))
        elif rule.type == "at-rule" and rule.lower_at_keyword in _NESTING:
            yield from _classes(tinycss2.parse_rule_list(rule.content))
