r"""A formula in TeX -> MathML, of as much of TeX as pages hold in the words for their pictures of formulas.

Pages that draw formulas as pictures (WordPress, MediaWiki) say them in TeX, `alt="\lambda \in \mathbb{R}"`;
so do scripts for MathJax. Commands are those of LaTeX and amsmath; what is none of these is not read at all,
so that it stands as it is: latex2mathml reads more of TeX, but makes something of what it does not know too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lxml.html import HtmlElement, html_parser

_TOKEN = re.compile(r"\\[a-zA-Z]+\*?|\\.|[{}\[\]^_&~]|\d+(?:[.,]\d+)*|\s+|.", re.S)
_LONGEST = 5_000  # characters
_DEEPEST = 60  # groups within groups
_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau"
    " upsilon phi chi psi omega"
).split()  # fmt: skip
_SIGNS = {
    "cdot": "·", "cdots": "⋯", "ldots": "…", "dots": "…", "dotsc": "…", "dotsb": "⋯", "vdots": "⋮",
    "ddots": "⋱", "times": "×", "div": "÷", "pm": "±", "mp": "∓", "ast": "∗", "star": "⋆", "circ": "∘",
    "bullet": "•", "oplus": "⊕", "otimes": "⊗", "odot": "⊙", "ominus": "⊖", "wedge": "∧", "land": "∧",
    "vee": "∨", "lor": "∨", "cap": "∩", "cup": "∪", "setminus": "∖", "smallsetminus": "∖", "sqcup": "⊔",
    "sqcap": "⊓", "dagger": "†", "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥", "geq": "≥",
    "geqslant": "≥", "ne": "≠", "neq": "≠", "ll": "≪", "gg": "≫", "equiv": "≡", "approx": "≈", "sim": "∼",
    "simeq": "≃", "cong": "≅", "propto": "∝", "prec": "≺", "succ": "≻", "preceq": "⪯", "succeq": "⪰",
    "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂", "subseteq": "⊆", "subsetneq": "⊊", "supset": "⊃",
    "supseteq": "⊇", "mid": "|", "nmid": "∤", "parallel": "∥", "perp": "⊥", "vdash": "⊢", "models": "⊨",
    "top": "⊤", "bot": "⊥", "coloneqq": "≔", "triangleq": "≜", "doteq": "≐", "to": "→", "rightarrow": "→",
    "longrightarrow": "→", "leftarrow": "←", "gets": "←", "leftrightarrow": "↔", "Rightarrow": "⇒",
    "implies": "⇒", "Longrightarrow": "⇒", "Leftarrow": "⇐", "impliedby": "⇐", "iff": "⇔",
    "Leftrightarrow": "⇔", "Longleftrightarrow": "⇔", "mapsto": "↦", "longmapsto": "↦",
    "hookrightarrow": "↪", "twoheadrightarrow": "↠", "uparrow": "↑", "downarrow": "↓", "nearrow": "↗",
    "searrow": "↘", "rightharpoonup": "⇀", "sum": "∑", "prod": "∏", "coprod": "∐", "int": "∫", "iint": "∬",
    "iiint": "∭", "oint": "∮", "bigcup": "⋃", "bigcap": "⋂", "bigvee": "⋁", "bigwedge": "⋀",
    "bigoplus": "⨁", "bigotimes": "⨂", "partial": "∂", "nabla": "∇", "forall": "∀", "exists": "∃",
    "neg": "¬", "lnot": "¬", "prime": "′", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋",
    "lceil": "⌈", "rceil": "⌉", "lvert": "|", "rvert": "|", "vert": "|", "lVert": "‖", "rVert": "‖",
    "Vert": "‖", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "colon": ":",
    "backslash": "\\", "therefore": "∴", "because": "∵", "square": "□", "Box": "□", "blacksquare": "■",
    "triangle": "△", "checkmark": "✓", "{": "{", "}": "}", "|": "‖", "%": "%", "$": "$", "&": "&", "#": "#",
    "_": "_",
}  # fmt: skip
_LETTERS = {
    "infty": "∞", "emptyset": "∅", "varnothing": "∅", "hbar": "ℏ", "ell": "ℓ", "Re": "ℜ", "Im": "ℑ",
    "aleph": "ℵ", "wp": "℘", "imath": "ı", "jmath": "ȷ", "angle": "∠", "varepsilon": "ε", "vartheta": "ϑ",
    "varphi": "φ", "varrho": "ϱ", "varsigma": "ς", "varpi": "ϖ", "digamma": "ϝ", "degree": "°", "S": "§",
    "P": "¶", "R": "ℝ", "epsilon": "ϵ",
}  # fmt: skip
_NAMES = frozenset(
    "sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan log ln lg exp"
    " lim limsup liminf max min sup inf"
    " arg deg det dim gcd hom ker Pr argmax argmin".split()
)
_ACCENTS = {
    "hat": "^", "widehat": "^", "bar": "¯", "overline": "¯", "tilde": "~", "widetilde": "~", "vec": "→",
    "dot": "˙", "ddot": "¨", "check": "ˇ", "breve": "˘", "acute": "´", "grave": "`", "underline": "_",
    "overrightarrow": "→", "mathring": "∘",
}  # fmt: skip
_VARIANTS = {
    "mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "pmb": "bold", "mathbb": "double-struck",
    "mathcal": "script", "mathscr": "script", "mathfrak": "fraktur", "mathit": "italic", "mathrm": "normal",
    "mathsf": "normal", "mathtt": "normal", "operatorname": "normal", "mathop": "", "mathrel": "",
    "mathbin": "", "mathord": "", "boxed": "",
}  # fmt: skip
_TEXTS = frozenset("text textrm textit textbf textsf texttt textnormal mbox hbox".split())
_SIZES = frozenset(
    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm limits"
    " nolimits displaystyle textstyle scriptstyle scriptscriptstyle nonumber notag rm bf it cal sf tt".split()
)
"""Commands that say how large or where something is drawn, and nothing of what it is."""
_GAPS = {
    ",": "", ";": " ", ":": " ", "!": "", " ": " ", ">": " ", "/": "", "quad": " ", "qquad": " ",
    "enspace": " ", "thinspace": "",
}  # fmt: skip
_TABLES = {
    "matrix": "", "pmatrix": "()", "bmatrix": "[]", "Bmatrix": "{}", "vmatrix": "||", "Vmatrix": "‖‖",
    "smallmatrix": "", "cases": "{", "array": "", "aligned": "", "align": "", "align*": "", "alignat": "",
    "split": "", "gather": "", "gather*": "", "gathered": "", "equation": "", "equation*": "",
    "eqnarray": "", "eqnarray*": "", "multline": "", "multline*": "", "displaymath": "", "math": "",
}  # fmt: skip


class UnknownTeXError(ValueError):
    """A formula that says something by a command that is not known here."""


def mathml(source: str) -> HtmlElement:
    """A <math> of this formula. Raises UnknownTeXError where not all of it is understood."""
    stripped = source.strip()
    for start, end in (("$$", "$$"), ("$", "$"), (r"\(", r"\)"), (r"\[", r"\]")):
        if len(stripped) > len(start) + len(end) and stripped.startswith(start) and stripped.endswith(end):
            stripped = stripped[len(start) : -len(end)]
            break
    if len(stripped) > _LONGEST:
        raise UnknownTeXError("too long")
    tokens = _TOKEN.findall(stripped)
    reader = _Reader(tokens)
    math = _made("math", *reader.rows(""))
    if reader.left:
        raise UnknownTeXError(reader.left[0])
    return math


def _made(name: str, *children: HtmlElement, text: str = "", **attributes: str) -> HtmlElement:
    element = html_parser.makeelement(name, attributes)
    element.text = text or None
    element.extend(children)
    return element


class _Reader:
    """Reads tokens from the left; each method takes what it names off them."""

    def __init__(self, tokens: list[str]) -> None:
        self.left = tokens[::-1]
        self._depth = 0

    def _next(self) -> str:
        if not self.left:
            raise UnknownTeXError("it breaks off")
        return self.left.pop()

    def _skip(self) -> None:
        while self.left and self.left[-1].isspace():
            self.left.pop()

    def rows(self, end: str) -> Iterator[HtmlElement]:
        """The rows of a formula or of a table up to `end`; of one row without '&' what stands in it."""
        table: list[list[list[HtmlElement]]] = [[[]]]
        for token, made in self._items(end):
            if token == "&":
                table[-1].append([])
            elif token == "\\\\":
                table.append([[]])
            elif made is not None:
                table[-1][-1].append(made)
        if table[-1] == [[]]:
            table.pop()
        if len(table) == 1 and len(table[0]) == 1:
            yield from table[0][0]
        elif table:
            rows = (_made("mtr", *(_made("mtd", *cell) for cell in row)) for row in table)
            yield _made("mtable", *rows)

    def _items(self, end: str) -> Iterator[tuple[str, HtmlElement | None]]:
        """What stands up to `end`, each with its indices; '&' and the ends of rows as they are."""
        held: HtmlElement | None = None
        while True:
            self._skip()
            if not self.left:
                if end:
                    raise UnknownTeXError("it breaks off")
                break
            token = self._next()
            if token == end:
                break
            if token == "\\end" and end.startswith("\\end"):
                if self._word() != end[4:]:
                    raise UnknownTeXError("its environments cross")
                break
            if token in ("^", "_", "'"):
                held = self._indexed(held, token)
                continue
            if held is not None:
                yield "", held
                held = None
            if token in ("&", "\\\\"):
                if token == "\\\\" and self.left and self.left[-1] == "[":  # the space to the next row
                    self._optional()
                yield token, None
            else:
                held = self._atom(token)
        if held is not None:
            yield "", held

    def _indexed(self, base: HtmlElement | None, token: str) -> HtmlElement:
        """The base with one index more: at most one below it and one above, primes and all."""
        mark = "msub" if token == "_" else "msup"
        index = _made("mo", text="′") if token == "'" else self._argument()
        if base is None:
            base = _made("mrow")
        if mark == "msup" and base.tag in ("msup", "msubsup") and set(base[-1].text or " ") == {"′"}:
            primes = base[-1]
            if token == "'":
                primes.text = f"{primes.text}′"
            else:
                base[-1] = _made("mrow", _made("mo", text=primes.text or ""), index)
            return base
        if base.tag in ("msub", "msup") and base.tag != mark:
            first, other = list(base)
            below, above = (other, index) if base.tag == "msub" else (index, other)
            return _made("msubsup", first, below, above)
        if base.tag in (mark, "msubsup"):
            raise UnknownTeXError("two indices in one place")
        return _made(mark, base, index)

    def _argument(self) -> HtmlElement:
        """What a command or an index takes: a group, or one token."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnknownTeXError("it nests too deep")
        self._skip()
        token = self._next()
        if token.isdigit():  # of a number without braces the first digit alone
            self.left += [*token[:0:-1]]
            token = token[0]
        made = self._group() if token == "{" else self._atom(token)
        self._depth -= 1
        return made if made is not None else _made("mrow")

    def _group(self) -> HtmlElement:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnknownTeXError("it nests too deep")
        made = _made("mrow", *self.rows("}"))
        self._depth -= 1
        return made

    def _word(self) -> str:
        """The letters of a group as they are: those of a text or of a name."""
        self._skip()
        if self._next() != "{":
            raise UnknownTeXError("a group is missing")
        depth = 1
        said: list[str] = []
        while True:
            token = self._next()
            depth += (token == "{") - (token == "}")
            if not depth:
                return "".join(said)
            said.append(token)

    def _optional(self) -> list[str]:
        """What stands in square brackets, if they follow."""
        self._skip()
        said: list[str] = []
        if self.left and self.left[-1] == "[":
            self._next()
            while (token := self._next()) != "]":
                said.append(token)
        return said

    def _atom(self, token: str) -> HtmlElement | None:
        if token == "{":
            return self._group()
        if token[0] == "\\":
            return self._command(token[1:])
        if token == "~":
            return _made("mspace", width="1em")
        if token in "}&^_":
            raise UnknownTeXError(token)
        if token[0].isdigit():
            return _made("mn", text=token)
        return _made("mi" if token.isalpha() else "mo", text=token)

    def _command(self, name: str) -> HtmlElement | None:
        plain = name.rstrip("*")
        if name in _SIGNS:
            return _made("mo", text=_SIGNS[name])
        if plain in _NAMES:
            return _made("mi", text=plain)
        if name in _LETTERS:
            return _made("mi", text=_LETTERS[name])
        if name.lower() in _GREEK:
            kind = "SMALL" if name[0].islower() else "CAPITAL"
            spelt = {"lambda": "LAMDA"}.get(name.lower(), name.upper())
            letter = unicodedata.lookup(f"GREEK {kind} LETTER {spelt}")
            return _made("mi", text=letter)
        if name in _GAPS:
            return _made("mspace", width="1em") if _GAPS[name] else None
        if plain in _SIZES:
            self._skip()
            if self.left and self.left[-1] == "." and plain in ("left", "right"):
                self._next()
            return None
        if name in _TEXTS:
            return _made("mtext", text=_prose(self._word()))
        if name in ("frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom"):
            over, under = self._argument(), self._argument()
            if "binom" not in name:
                return _made("mfrac", over, under)
            choice = _made("mfrac", over, under, linethickness="0")
            return _made("mrow", _made("mo", text="("), choice, _made("mo", text=")"))
        if name == "sqrt":
            if root := self._optional():
                inner = _made("mrow", *_Reader(root).rows(""))
                return _made("mroot", self._argument(), inner)
            return _made("msqrt", self._argument())
        if name in _ACCENTS:
            where = "munder" if name == "underline" else "mover"
            return _made(where, self._argument(), _made("mo", text=_ACCENTS[name]))
        if name in ("overset", "stackrel", "underset"):
            mark, base = self._argument(), self._argument()
            return _made("munder" if name == "underset" else "mover", base, mark)
        if name in ("underbrace", "overbrace"):
            return self._argument()
        if plain in _VARIANTS:
            return _styled(self._argument(), _VARIANTS[plain])
        if name in ("pmod", "bmod", "mod"):
            word = _made("mo", text="mod")
            if name != "pmod":
                return word
            return _made(
                "mrow",
                _made("mo", text="("),
                word,
                _made("mtext", text=" "),
                self._argument(),
                _made("mo", text=")"),
            )
        if name == "tag":
            return _made("mtext", text=f" ({self._word()})")
        if name in ("label", "hspace", "vspace", "color"):
            self._word()
            return None
        if name == "not":
            made = self._argument()
            made.text = unicodedata.normalize("NFC", f"{made.text or ''}\u0338")
            return made
        if name == "begin":
            return self._environment()
        raise UnknownTeXError(f"\\{name}")

    def _environment(self) -> HtmlElement:
        name = self._word()
        if name not in _TABLES:
            raise UnknownTeXError(name)
        if name in ("array", "alignat"):
            self._word()  # how its columns are set
        rows = list(self.rows(f"\\end{name}"))
        fence = _TABLES[name]
        if not fence:
            return _made("mrow", *rows)
        closing = [_made("mo", text=fence[1])] if len(fence) > 1 else []
        return _made("mrow", _made("mo", text=fence[0]), *rows, *closing)


def _prose(text: str) -> str:
    """Words within a formula, without the signs that TeX needs around them."""
    return re.sub(r"\\([%$&#_{} ])", r"\1", text).replace("$", "").replace("~", " ")


def _styled(element: HtmlElement, variant: str) -> HtmlElement:
    """The element with its letters of another kind; upright ones that stand together are one name."""
    letters = [
        child for child in (element if element.tag == "mrow" else [element]) if isinstance(child.tag, str)
    ]
    if variant == "normal" and letters and all(e.tag in ("mi", "mn") for e in letters):
        return _made("mi", text="".join(e.text or "" for e in letters), mathvariant="normal")
    if variant:
        for inner in element.iter("mi", "mn"):
            inner.set("mathvariant", variant)
    return element
