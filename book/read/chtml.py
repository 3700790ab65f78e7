"""What MathJax 3 and 4 draw a formula with -> MathML.

Their output in HTML ("CHTML") is MathML once more, in elements of their own (<mjx-mfrac>), with others within
that only place the parts. A page has MathML beside it, unless its site has turned that off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement, html_parser

_OWN = "mjx-"
_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_ROWS = frozenset({"math", "mrow", "mstyle", "texatom", "mpadded", "mtd", "menclose"})
_SCRIPTS = frozenset({"msub", "msup", "msubsup"})
_LIMITS = {"munder": ("under",), "mover": ("over",), "munderover": ("under", "over")}
_CODE = re.compile(r"(?:^|\s)mjx-c([0-9A-F]{1,5})(?:\s|$)")
"""The class of a letter, which a style sheet may have the letter for."""


def mathml(drawn: HtmlElement) -> HtmlElement:
    """The <math> that a <mjx-math> draws."""
    return _made("math", _several(drawn))


def _made(name: str, children: Sequence[HtmlElement] = (), text: str = "") -> HtmlElement:
    element = html_parser.makeelement(name)
    element.text = text or None
    element.extend(children)
    return element


def _name(element: HtmlElement) -> str:
    return element.tag.removeprefix(_OWN) if isinstance(element.tag, str) else ""


def _several(element: HtmlElement) -> list[HtmlElement]:
    return [made for child in element for made in _one(child)]


def _within(element: HtmlElement, name: str) -> HtmlElement:
    """What stands in the part of this name, as one row."""
    part = next((e for e in element.iter(f"{_OWN}{name}")), None)
    return _made("mrow", _several(part) if part is not None else ())


def _one(element: HtmlElement) -> list[HtmlElement]:
    name = _name(element)
    if name in _TOKENS:
        return [_made(name, text="".join(map(_letter, element.iter(f"{_OWN}c", f"{_OWN}utext"))))]
    if name == "mfrac":
        made = _made("mfrac", (_within(element, "num"), _within(element, "den")))
        if not any(True for _ in element.iter(f"{_OWN}line")):
            made.set("linethickness", "0")
        return [made]
    if name == "msqrt":
        return [_made("msqrt", [_within(element, "box")])]
    if name == "mroot":
        return [_made("mroot", (_within(element, "box"), _within(element, "root")))]
    if name in _SCRIPTS:
        base, *scripts = [*element] or [_made("mrow")]
        parts = [made for script in scripts for made in _several(script)]
        if name == "msubsup":
            parts.reverse()  # it draws what is raised above what is lowered
        return [_made(name, (_made("mrow", _one(base)), *parts))]
    if name in _LIMITS:
        if any(_name(child) == "script" for child in element):  # beside its base, in a line of text
            limits = [made for child in element if _name(child) == "script" for made in _several(child)]
            base = _made(
                "mrow", [made for child in element if _name(child) != "script" for made in _one(child)]
            )
            return [_made(name, (base, *reversed(limits)))]
        return [_made(name, (_within(element, "base"), *(_within(element, part) for part in _LIMITS[name])))]
    if name in ("mtable", "mtr", "mlabeledtr"):
        inner = f"{_OWN}{'mtd' if name != 'mtable' else 'mtr'}"
        return [_made(name, [made for row in element.iter(inner) for made in _one(row)])]
    if name == "mtd":
        return [_made("mtd", _several(element))]
    return [_made("mrow", _several(element))] if name in _ROWS else _several(element)


def _letter(element: HtmlElement) -> str:
    if said := str(element.text_content()):
        return said
    code = _CODE.search(element.get("class") or "")
    return chr(int(code[1], 16)) if code and int(code[1], 16) < 0x110000 else ""
