"""The EPUB's one stylesheet, with nothing in it that the book does not use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import tinycss2
from lxml import etree

from book.errors import DataError, Place
from book.model import Style

SHEETS = ("core.css", "epub.css")
"""What paper and screens share, then what is for screens."""

_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def stylesheet(style: Style, used: frozenset[str]) -> tuple[bytes, frozenset[str]]:
    """The style's sheets as one, and the classes that it has rules for.

    Rules for classes that are not `used` are left out, comments too. Raises DataError for a missing sheet
    or one that is no CSS (CSS Syntax Level 3).
    """
    rules: list[str] = []
    for name in SHEETS:
        if name not in style.files:
            raise DataError(f"the style {style.name!r} has no {name}", where=Place(f"styles/{style.name}"))
        parsed, _ = tinycss2.parse_stylesheet_bytes(
            style.files[name], skip_comments=True, skip_whitespace=True
        )
        for rule in parsed:
            text = _kept(rule, used, f"styles/{style.name}/{name}")
            if text:
                rules.append(text)
    # Namespaces come before every rule (CSS Namespaces 3, section 2).
    rules.sort(key=lambda text: not text.startswith("@namespace"))
    text = '@charset "utf-8";\n' + "\n".join(rules) + "\n"
    return text.encode(), frozenset(_classes(tinycss2.parse_stylesheet(text)))


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


def _kept(rule: tinycss2.ast.Node, used: frozenset[str], file: str) -> str:
    if rule.type == "error":
        raise DataError(f"not CSS: {rule.message}", where=Place(file, rule.source_line))
    if rule.type == "at-rule" and rule.lower_at_keyword == "charset":
        return ""
    if rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in {"media", "supports"}:
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        kept = [text for text in (_kept(r, used, file) for r in inner) if text]
        prelude = tinycss2.serialize(rule.prelude).strip()
        return f"@{rule.at_keyword} {prelude} {{\n" + "\n".join(kept) + "\n}" if kept else ""
    if rule.type != "qualified-rule":
        return str(rule.serialize())
    selectors = [s.strip() for s in tinycss2.serialize(rule.prelude).split(",")]
    kept = [s for s in selectors if used.issuperset(_CLASS.findall(s))]
    return f"{', '.join(kept)} {{{_body(rule)}}}" if kept else ""


def _body(rule: tinycss2.ast.QualifiedRule) -> str:
    declarations = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    return " " + " ".join(f"{d.serialize()};" for d in declarations) + " "


def _classes(rules: Iterable[tinycss2.ast.Node]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from _CLASS.findall(tinycss2.serialize(rule.prelude))
        elif rule.type == "at-rule" and rule.lower_at_keyword in {"media", "supports"}:
            yield from _classes(tinycss2.parse_rule_list(rule.content))
