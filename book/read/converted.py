"""Markdown that a program made of a web page (html2text, markdownify, Pandoc), as CommonMark.

Addresses are broken at hyphens, links hold several paragraphs, emphasis ends in a space. Pandoc's has the
attributes of elements: those of divisions tell what is of the article, so they become divisions again.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator

_ATTRIBUTE = r'(?:[#.][^\s{}"=]+|[^\s{}"=]+="(?:[^"\\]|\\.)*"|[\w:@-]+=[^\s{}"]+)'
_ATTRIBUTES = rf"\{{\s*{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*\s*\}}"
_GIVEN = re.compile(_ATTRIBUTES)
_HEADED = re.compile(rf"^((?:[ >]|[-*+][ ])*#{{1,6}}[ \t][^\n]*?)[ \t]*{_ATTRIBUTES}[ \t]*$", re.M)
_UNDERLINED = re.compile(rf"^(\S[^\n]*?)[ \t]+{_ATTRIBUTES}[ \t]*(?=\n(?:=+|-+)[ \t]*$)", re.M)
_FENCE = re.compile(
    r"^([ \t]*(?:(?:[-*+]|\d{1,3}\.)[ \t]+)*):{3,}[ \t]*(?:(\{[^\n]*\})|([^\s{}:]+))?[ \t]*$", re.M
)
_NAMED = re.compile(r'(?<![\w"])([#.])([^\s{}"=.#]+)|\b(role|itemprop)="([\w -]*)"')
_WITHIN = r"[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*"
_BROKEN = re.compile(rf'\]\((?=[^\s()]){_WITHIN}(?:\n[ \t]*(?!"){_WITHIN})+(?=\)|\s+"[^"]{{0,300}}"\))')
_HEAD_LINK = re.compile(
    r"^[ ]{0,3}#{1,6}[ \t][^\n\[\]]{0,200}\[[^\[\]\n]{0,200}(?:\n(?![ \t]*\n)[^\[\]\n]{1,200}){1,4}\](?=\()",
    re.M,
)
"""A heading that is a link, and was broken into lines: to CommonMark it ends with its first."""
_SIGNS = re.compile(r"\\.|[\[\]]", re.S)
_LEADS = re.compile(rf'\(\s*<?{_WITHIN}>?(?:\s+"[^"]{{0,300}}")?\s*\)')
_APART = re.compile(r"\n[ \t]*\n")
_RAISED = re.compile(r"(?<![\s^\\])\^([\w.,+-]{1,12})\^(?![\w^])")
_STRONG = re.compile(r"(?<![*\\])\*\*(?!\*)")
_PARAGRAPH = re.compile(r"(\n[ \t]*\n)")


def plain(text: str) -> str:
    """The text as CommonMark with elements of HTML."""
    if "](" in text:
        text = _BROKEN.sub(lambda address: re.sub(r"\n[ \t]*", "", address[0]), text)
        text = _HEAD_LINK.sub(lambda heading: " ".join(heading[0].split("\n")), text)
    if ":::" in text:
        text = _with_divisions(text)
    if "{" in text:
        text = _UNDERLINED.sub(r"\1", _HEADED.sub(r"\1", text))
    if "^" in text:
        text = _RAISED.sub(r"<sup>\1</sup>", text)
    if "](" in text or "]{" in text:
        text = _without(text, _brackets(text))
    return "".join(map(_tight, _PARAGRAPH.split(text))) if "**" in text else text


def _with_divisions(text: str) -> str:
    """The text with fenced divisions as elements, if any begins: HTML asks not that all of them end."""
    begun = any(fence[2] or fence[3] for fence in _FENCE.finditer(text))
    return _FENCE.sub(_division, text) if begun else text


def _division(fence: re.Match[str]) -> str:
    if not (fence[2] or fence[3]):
        return f"\n{fence[1]}</div>\n"
    named = [*_NAMED.finditer(fence[2] or f".{fence[3]}")]
    classes = " ".join(name[2] for name in named if name[1] == ".")
    told = [f'class="{classes}"'] if classes else []
    told += [f'id="{name[2]}"' for name in named if name[1] == "#"]
    told += [f'{name[3]}="{name[4]}"' for name in named if name[3]]
    above = "" if fence[1].strip() else "\n"  # the first of an item of a list stands behind its bullet
    return f"{above}{fence[1]}<div{''.join(f' {one}' for one in told)}>\n"


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """What of links and spans is left out: the signs of those that hold several paragraphs; attributes."""
    apart = [end.start() for end in _APART.finditer(text)]
    opened: list[int] = []
    done = 0
    for sign in _SIGNS.finditer(text):
        at = sign.start()
        if sign[0] == "[":
            opened.append(at)
        if sign[0] != "]":
            continue
        begin = opened.pop() if opened else -1
        if begin < 0 or at < done:
            continue
        leads, given = _LEADS.match(text, at + 1), _GIVEN.match(text, at + 1)
        if given:  # a span
            yield begin, begin + 1
            yield at, given.end()
        elif leads:
            given = _GIVEN.match(text, leads.end())
            done = given.end() if given else leads.end()
            if bisect(apart, begin) < bisect(apart, at):
                yield begin, begin + 1
                yield at, done
            elif given:
                yield given.span()


def _without(text: str, places: Iterator[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for begin, end in sorted(places):
        parts.append(text[at:begin])
        at = max(at, end)
    return "".join((*parts, text[at:]))


def _tight(paragraph: str) -> str:
    """A paragraph with the space at one end of what is bold beside it, where it is bold to CommonMark."""
    parts = _STRONG.split(paragraph)
    if len(parts) % 2 == 0 or len(parts) == 1:
        return paragraph
    for n in range(1, len(parts), 2):
        before, after = (bool(parts[n][:1].isspace()), bool(parts[n][-1:].isspace())) if parts[n] else (0, 0)
        if before != after:
            bare = parts[n].strip()
            head, _, tail = parts[n].partition(bare)
            parts[n - 1 : n + 2] = [parts[n - 1] + head, bare, tail + parts[n + 1]]
    return "**".join(parts)
