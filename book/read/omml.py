"""A formula of a Word document (Office MathML, ECMA-376, part 1, 22.1) -> presentation MathML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from lxml import etree

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]|\s+|\S")
_PARTS = {
    "f": ("mfrac", "num", "den"),
    "sSup": ("msup", "e", "sup"),
    "sSub": ("msub", "e", "sub"),
    "sSubSup": ("msubsup", "e", "sub", "sup"),
    "limLow": ("munder", "e", "lim"),
    "limUpp": ("mover", "e", "lim"),
}
"""What a thing of so many parts is in MathML, and its parts in MathML's order."""


def mathml(formula: etree._Element) -> str:
    """The formula in an `m:oMath` as a <math> element's source."""
    return f"<math>{_row(formula)}</math>"


def _row(element: etree._Element | None) -> str:
    return "".join(_one(child) for child in _children(element))


def _children(element: etree._Element | None) -> Iterator[etree._Element]:
    for child in element if element is not None else ():
        if isinstance(child.tag, str) and child.tag.startswith(MATH) and not child.tag.endswith("Pr"):
            yield child


def _group(element: etree._Element, name: str) -> str:
    return f"<mrow>{_row(element.find(f'{MATH}{name}'))}</mrow>"


def _one(element: etree._Element) -> str:
    name = str(element.tag).removeprefix(MATH)
    if name == "r":
        return _run(element)
    if name in _PARTS:
        tag, *parts = _PARTS[name]
        return f"<{tag}>{''.join(_group(element, part) for part in parts)}</{tag}>"
    match name:
        case "rad":
            degree = _row(element.find(f"{MATH}deg"))
            inside = _group(element, "e")
            return f"<mroot>{inside}<mrow>{degree}</mrow></mroot>" if degree else f"<msqrt>{inside}</msqrt>"
        case "sPre":
            before = _group(element, "sub") + _group(element, "sup")
            return f"<mmultiscripts>{_group(element, 'e')}<mprescripts/>{before}</mmultiscripts>"
        case "d":
            opens, closes = _said(element, "begChr", "("), _said(element, "endChr", ")")
            inner = (f"<mrow>{_row(part)}</mrow>" for part in element.iterfind(f"{MATH}e"))
            return _sign(opens) + _sign(_said(element, "sepChr", "|")).join(inner) + _sign(closes)
        case "nary":
            sign = _sign(_said(element, "chr", "∫"))
            limits = _group(element, "sub") + _group(element, "sup")
            return f"<munderover>{sign}{limits}</munderover>{_group(element, 'e')}"
        case "acc" | "bar":
            over = _sign(_said(element, "chr", "\u0302" if name == "acc" else "¯").replace("\u0302", "^"))
            return f"<mover>{_group(element, 'e')}{over}</mover>"
        case "m":
            return _table([list(row.iterfind(f"{MATH}e")) for row in element.iterfind(f"{MATH}mr")])
        case "eqArr":
            return _table([[row] for row in element.iterfind(f"{MATH}e")])
    return _row(element)


def _run(run: etree._Element) -> str:
    text = "".join(part.text or "" for part in run.iterfind(f"{MATH}t"))
    if run.find(f"{MATH}rPr/{MATH}nor") is not None:
        return f"<mtext>{escape(text)}</mtext>"
    return "".join(map(_token, _TOKEN.findall(text)))


def _token(text: str) -> str:
    if text.isspace():
        return "<mspace/>"
    tag = "mn" if text[0].isdigit() else "mi" if text.isalpha() else "mo"
    return f"<{tag}>{escape(text)}</{tag}>"


def _sign(char: str) -> str:
    return f"<mo>{escape(char)}</mo>" if char else ""


def _said(element: etree._Element, name: str, otherwise: str) -> str:
    """What a property of an element is set to: `m:begChr` and the like."""
    told = next(element.iterfind(f"*/{MATH}{name}"), None)
    return otherwise if told is None else told.get(f"{MATH}val", "")


def _table(rows: list[list[etree._Element]]) -> str:
    made = ("".join(f"<mtd>{_row(cell)}</mtd>" for cell in row) for row in rows)
    return f"<mtable>{''.join(f'<mtr>{row}</mtr>' for row in made)}</mtable>"
