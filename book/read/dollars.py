"""Formulas between dollars, as Pandoc, GitHub and Obsidian have them in Markdown: `$x^2$`, `$$\\int f$$`.

A dollar opens one where no space follows it, and closes one where none comes before it and no figure behind
(Pandoc User's Guide, tex_math_dollars): sums of money are none. Where nothing between dollars is TeX by its
signs, they are dollars.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_FORMULA = re.compile(
    r"(?<!`)(`{1,3})(?!`).{1,500}?(?<!`)\1(?!`)"  # code, in which a dollar is a dollar
    r"|(?<![\\$])\$\$(?!\s*\$)((?:[^$`<\n]|<(?!/)|\n(?![ \t]*\n)){1,2000})\$\$(?!\$)"
    r"|(?<![\\$\w])\$(?![\s$])((?:[^$`<\n]|<(?!/)|\n(?![ \t]*\n)){1,400})(?<![\s\\])\$(?![\w$])",
    re.S,
)
_TEX = re.compile(r"\\[a-zA-Z]{2,}|[\^_]")
_OPENS, _ENDS = "\ue0f8", "\ue0f9"  # of private use: Markdown leaves them, and what is between, as they are
_PLACE = re.compile(f"{_OPENS}(\\d+){_ENDS}")


def hidden(parts: Sequence[str]) -> tuple[list[str], list[str]]:
    """The parts of a text with a sign in the place of each formula; the formulas as HTML, for `shown`."""
    found = [match[2] or match[3] for part in parts for match in _FORMULA.finditer(part) if not match[1]]
    if any(_OPENS in part for part in parts) or not any(map(_TEX.search, found)):
        return list(parts), []
    formulas: list[str] = []

    def hide(match: re.Match[str]) -> str:
        if match[1]:
            return match[0]
        mode = "; mode=display" if match[2] else ""
        formulas.append(f'<script type="math/tex{mode}">{match[2] or match[3]}</script>')
        return f"{_OPENS}{len(formulas) - 1}{_ENDS}"

    return [_FORMULA.sub(hide, part) for part in parts], formulas


def shown(page: str, formulas: list[str]) -> str:
    """The page with the formulas where their signs stand."""
    return _PLACE.sub(lambda match: formulas[int(match[1])], page) if formulas else page
