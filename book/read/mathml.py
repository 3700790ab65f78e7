"""MathML -> a formula in one line, as inline markup: 'x = (−b ± √(b² − 4ac))/(2a)'.

A browser sets a formula in two dimensions, and no book of ours does. Its linear form (Unicode Technical
Note 28, "UnicodeMath") says the same to whoever reads it: fractions with a stroke, roots with a sign, indices
raised and lowered, brackets where the drawing needed none. Presentation MathML (MathML Core) alone is read;
what its `annotation` says in another language, no browser shows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from lxml.html import HtmlElement

_ROWS = frozenset(
    "math mrow mstyle mpadded merror semantics menclose maction mphantom mtd span mjx-assistive-mml".split()
)
_NO_LINE = ("0", "0px", "0pt", "0em")
_TABLE_ROWS = frozenset({"mtr", "mlabeledtr"})
_FIRST = frozenset({"semantics", "maction"})
"""Elements of which the first child alone is shown."""
_UNSHOWN = frozenset({"annotation", "annotation-xml", "mphantom", "none", "mprescripts", "maligngroup"})
_INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\u200b\u200c\u200d\ufeff\ufe00"))
_SAME = str.maketrans({"-": "−", "∣": "|", "∥": "‖", "⋅": "·", "*": "∗", "′": "′", "'": "′", "`": "‵"})
_INFIX = frozenset(
    "=≠<>≤≥≦≧⩽⩾≈≡∼≃≅∝≐≔≜→←↔⟶⟵⟷⇒⇐⇔⟹⟸⟺↦⟼↪↠↑↓∈∉∋⊂⊆⊊⊃⊇∪∩∧∨+−±∓×÷∘⊗⊕⊙⊥⊢⊨≪≫≺≻⪯⪰∖∗·⋆⋅⊔⊓⊎∣"
) | {":=", "==", "≠", "mod", "⟹", "//"}  # fmt: skip
_SIGNS = frozenset("+−±∓¬∂∇∀∃√#∼")
"""Operators that stand before one thing as well as between two."""
_OPEN, _CLOSE = frozenset("([{⟨⌈⌊⟦⟪"), frozenset(")]}⟩⌉⌋⟧⟫!")
_LARGE = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂⨀") | {
    "lim",
    "max",
    "min",
    "sup",
    "inf",
    "limsup",
    "liminf",
    "argmax",
    "argmin",
}
_ACCENTS = {
    "¯": "\u0304", "‾": "\u0304", "―": "\u0304", "_": "\u0332", "^": "\u0302", "ˆ": "\u0302", "~": "\u0303",
    "˜": "\u0303", "∼": "\u0303", "˙": "\u0307", "¨": "\u0308", "→": "\u20d7", "⃗": "\u20d7", "ˇ": "\u030c",
    "˘": "\u0306", "´": "\u0301", "`": "\u0300", "−": "\u0304", ".": "\u0307",
}  # fmt: skip
_WORDS = ("name", "large")
_ATOMS = ("atom", "name", "large")
_BESIDE = (*_ATOMS, "fraction")
_PRIMES = frozenset("′″‴⁗∗†‡⋆°")
_VARIANTS = {"double-struck": "DOUBLE-STRUCK", "script": "SCRIPT", "fraktur": "FRAKTUR"}
_BOLD = frozenset({"bold", "bold-italic", "bold-sans-serif"})


class _Part(NamedTuple):
    """Something of a row: its markup, and what it is to its neighbours."""

    html: str
    sort: str  # op sign open close comma name text space fraction choice atom large mark


def linear(math: HtmlElement) -> str:
    """The formula in an element as inline HTML; '' where it shows nothing."""
    return _joined(list(_parts(math, tight=False)), tight=False).strip()


def _parts(element: HtmlElement, tight: bool) -> Iterator[_Part]:
    """What stands in an element, in one row: groups that draw nothing are looked through."""
    children = [child for child in element if isinstance(child.tag, str)]
    for child in children[:1] if _name(element) in _FIRST else children:
        name = _name(child)
        if name in _UNSHOWN:
            continue
        if name in _ROWS:
            yield from _parts(child, tight)
        else:
            yield from _one(child, name, tight)


def _name(element: HtmlElement) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _one(element: HtmlElement, name: str, tight: bool) -> Iterator[_Part]:
    children = [child for child in element if isinstance(child.tag, str)]
    match name:
        case "mi" | "mn" | "mo" | "mtext" | "ms":
            yield from _token(element, name)
        case "mspace":
            if element.get("linebreak") == "newline":
                yield _Part("<br>", "space")
            elif not tight and not (element.get("width") or "").startswith(("0", "-", "negative")):
                yield _Part(" ", "space")
        case "mfrac" if len(children) == 2:
            above, below = _row(children[0], tight), _row(children[1], tight)
            if element.get("linethickness") in _NO_LINE:
                yield _Part(f"{above[0]}, {below[0]}", "choice")
            else:
                yield _Part(f"{_bracketed(above, _has_operator(above))}/{_bracketed(below)}", "fraction")
        case "msqrt":
            parts = list(_parts(element, tight))
            yield _rooted("", (_joined(parts, tight), parts))
        case "mroot" if len(children) == 2:
            yield _rooted(_index("sup", children[1]), _row(children[0], tight))
        case "msub" | "msup" | "munder" | "mover" if len(children) == 2:
            yield _with_indices(name, children, tight)
        case "msubsup" | "munderover" if len(children) == 3:
            yield _with_indices(name, children, tight)
        case "mmultiscripts" if children:
            yield _with_many(children, tight)
        case "mfenced":
            yield from _fenced(element, children, tight)
        case "mtable":
            yield from _table(element, children, tight)
        case _:
            yield from _parts(element, tight)


def _token(element: HtmlElement, name: str) -> Iterator[_Part]:
    said = str(element.text_content()).translate(_INVISIBLE)
    text = re.sub(r"[ \t\n\r\f]+", " ", said) if name == "mtext" else " ".join(said.split())
    if not text:
        return
    if name == "mo":
        yield _operator(text.translate(_SAME), element)
    elif name in ("mtext", "ms"):
        yield _Part(escape(text.replace("\xa0", " "), quote=False), "text")
    else:
        plain = unicodedata.normalize("NFKC", text) if any(map(_styled, text)) else text
        variant = element.get("mathvariant") or ""
        if text != plain and "BOLD" in unicodedata.name(text[0], ""):
            variant = "bold"
        letters = "".join(_letter(char, variant) for char in plain) if variant in _VARIANTS else plain
        kind = (
            "b"
            if variant in _BOLD
            else "i"
            if name == "mi" and variant != "normal" and _is_letter(letters)
            else ""
        )
        html = escape(letters, quote=False)
        html = f"<{kind}>{html}</{kind}>" if kind else html
        yield _Part(
            html, "large" if plain in _LARGE else "name" if name == "mi" and len(plain) > 1 else "atom"
        )


def _is_letter(text: str) -> bool:
    """Is this one letter of an alphabet, which stands for a quantity?"""
    return len(text) == 1 and unicodedata.name(text, "").startswith(("LATIN", "GREEK SMALL"))


def _styled(char: str) -> bool:
    """Is this a letter of the Mathematical Alphanumeric Symbols, which hardly a font of a book has?"""
    return "\U0001d400" <= char <= "\U0001d7ff" or char == "ℎ"


def _letter(char: str, variant: str) -> str:
    """The sign of Unicode for a letter of a kind ('ℝ', 'ℋ'), where its basic plane has one."""
    kind = "SMALL" if char.islower() else "CAPITAL"
    style = "BLACK-LETTER" if variant == "fraktur" else _VARIANTS[variant]
    try:
        return unicodedata.lookup(f"{style} {kind} {char.upper()}")
    except KeyError:
        return char


def _operator(text: str, element: HtmlElement) -> _Part:
    html = escape(text, quote=False)
    if text in _LARGE:
        return _Part(html, "large")
    if text in _INFIX:
        return _Part(html, "sign" if text in _SIGNS else "op")
    if text in (",", ";"):
        return _Part(html, "comma")
    if text in _OPEN or element.get("form") == "prefix":
        return _Part(html, "open")
    if text in _CLOSE or element.get("form") == "postfix":
        return _Part(html, "close")
    if text in _SIGNS:
        return _Part(html, "open")
    return _Part(html, "name" if len(text) > 1 and text.isalpha() else "mark")


def _joined(parts: Sequence[_Part], tight: bool) -> str:
    """The parts of a row with the spaces between them that a reader needs."""
    made: list[str] = []
    for k, part in enumerate(parts):
        before = parts[k - 1].sort if k else ""
        after = parts[k + 1].sort if k + 1 < len(parts) else ""
        sign = part.sort == "sign" and before in ("", "op", "sign", "open", "comma", "space", "large")
        html = part.html
        if after == "choice" and html == "(":  # 'n over k' in brackets: the combinations, C(n, k)
            html = "<i>C</i>("
        if part.sort == "fraction" and (before in _BESIDE or after in (*_BESIDE, "open")):
            html = f"({html})"
        gap = "" if tight else " "
        if part.sort in ("op", "sign") and not sign:
            made.append(f"{gap}{html}{gap}" if after else f"{gap}{html}")
        elif part.sort == "comma":
            made.append(f"{html}{gap}" if after else html)
        elif (part.sort in _WORDS and before in (*_ATOMS, "fraction", "close")) or (
            before in _WORDS and part.sort in (*_ATOMS, "fraction")
        ):
            made.append(f" {html}")
        else:
            made.append(html)
    return re.sub(" {2,}", " ", "".join(made))


def _row(element: HtmlElement, tight: bool) -> tuple[str, list[_Part]]:
    """An element as one row: its markup, and its parts."""
    name = _name(element)
    parts = list(_parts(element, tight) if name in _ROWS else _one(element, name, tight))
    return _joined(parts, tight), parts


def _rooted(index: str, row: tuple[str, list[_Part]]) -> _Part:
    """A root: what stands behind one without brackets is kept apart from it."""
    within = _bracketed(row)
    return _Part(f"{index}√{within}", "atom" if within.endswith(")") else "name")


def _has_operator(row: tuple[str, list[_Part]]) -> bool:
    return any(part.sort in ("op", "sign", "comma", "fraction", "space") for part in row[1])


def _bracketed(row: tuple[str, list[_Part]], needed: bool | None = None) -> str:
    """A row in brackets, if it is more than one thing and has none of its own."""
    html, parts = row
    signed = len(parts) == 2 and parts[0].html in "∂∇"
    several = (len(parts) > 1 and not signed) or any(part.sort == "fraction" for part in parts)
    if not (several if needed is None else needed) or _closed(parts):
        return html
    return f"({html})"


def _closed(parts: Sequence[_Part]) -> bool:
    """Does one pair of brackets hold the whole row?"""
    if len(parts) < 3 or parts[0].sort != "open" or parts[0].html not in _OPEN:
        return False
    depth = 0
    for k, part in enumerate(parts):
        depth += (part.html in _OPEN) - (part.html in _CLOSE)
        if depth == 0:
            return k == len(parts) - 1
    return False


def _index(kind: str, element: HtmlElement) -> str:
    html, _ = _row(element, True)
    bare = html.replace("<i>", "").replace("</i>", "")
    if kind == "sup" and bare == "∘":
        return "°"
    if kind == "sup" and bare and set(bare) <= _PRIMES:
        return html
    return f"<{kind}>{html}</{kind}>" if html.strip() else ""


def _with_indices(name: str, children: Sequence[HtmlElement], tight: bool) -> _Part:
    html, parts = _row(children[0], tight)
    kinds = {"msub": "b", "munder": "b", "msup": "p", "mover": "p"}.get(name, "bp")
    if name in ("mover", "munder"):
        mark = "".join(str(children[1].text_content()).split()).translate(_SAME)
        letter = re.sub(r"</?[bi]>", "", html)
        if mark in _ACCENTS and len(letter) == 1:
            accented = unicodedata.normalize("NFC", letter + _ACCENTS[mark])
            return _Part(html.replace(letter, accented, 1), "atom")
        if mark in ("⏞", "⏟", "⏠", "⏡", "︷", "︸"):
            return _Part(html, "atom")
        if mark in _ACCENTS and mark in ("¯", "‾", "―", "_"):  # a stroke over several: UTN 28 brackets them
            return _Part(f"{_bracketed((html, parts))}{_ACCENTS[mark]}", "atom")
    large = len(parts) == 1 and parts[0].sort == "large"
    base = html if large else _bracketed((html, parts))
    for kind, child in zip(kinds, children[1:], strict=False):
        base += _index("sub" if kind == "b" else "sup", child)
    own = parts[0].sort if len(parts) == 1 else "atom"
    return _Part(base, own if own in ("large", "op", "open", "close", "name") else "atom")


def _with_many(children: Sequence[HtmlElement], tight: bool) -> _Part:
    """Indices on both sides: the base, then below and above in turn, then those that stand before it."""
    names = [_name(child) for child in children]
    cut = names.index("mprescripts") if "mprescripts" in names else len(children)

    def pairs(run: Sequence[HtmlElement]) -> str:
        return "".join(
            _index("sup" if k % 2 else "sub", child) for k, child in enumerate(run) if _name(child) != "none"
        )

    base = _bracketed(_row(children[0], tight))
    return _Part(f"{pairs(children[cut + 1 :])}{base}{pairs(children[1:cut])}", "atom")


def _fenced(element: HtmlElement, children: Sequence[HtmlElement], tight: bool) -> Iterator[_Part]:
    yield _Part(escape(element.get("open", "("), quote=False), "open")
    marks = "".join((element.get("separators", ",")).split())
    for k, child in enumerate(children):
        if k and marks:
            yield _Part(escape(marks[min(k, len(marks)) - 1], quote=False), "comma")
        yield from _row(child, tight)[1]
    yield _Part(escape(element.get("close", ")"), quote=False), "close")


def _table(element: HtmlElement, rows: Sequence[HtmlElement], tight: bool) -> Iterator[_Part]:
    """Formulas below each other, a line each; of what stands in brackets, a matrix, rows with ';' between."""
    matrix = _in_brackets(element)
    said: list[str] = []
    for row in rows:
        cells = [cell for cell in row if isinstance(cell.tag, str)] if _name(row) in _TABLE_ROWS else [row]
        labelled = _name(row) == "mlabeledtr"
        label = _row(cells[0], tight)[0].strip() if labelled and cells else ""
        parts = [_row(cell, tight)[1] for cell in cells[labelled:]]
        if matrix:
            shown = ", ".join(_joined(p, tight).strip().rstrip(",") for p in parts)
        else:
            shown = _joined([part for p in parts for part in p], tight).strip()
        said.append(f"{shown} {label}".strip())
    yield _Part(("; " if matrix else "<br>").join(filter(None, said)), "atom")


def _in_brackets(table: HtmlElement) -> bool:
    """Does something stand beside a table, a bracket before all, or is it within a formula of its own?"""
    inner = table
    for up in table.iterancestors():
        if _name(up) not in _ROWS:
            return True
        beside = [e for e in up if isinstance(e.tag, str) and e is not inner and _name(e) not in _UNSHOWN]
        if any("".join(str(e.text_content()).split()).translate(_INVISIBLE) for e in beside):
            return True
        if _name(up) == "math":
            return False
        inner = up
    return False
