"""What every container's reader gives: pieces with their fragments, and words for what is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from textwrap import shorten
from urllib.parse import unquote

from lxml import etree, html

from book.model import Fact, Field, Seed


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The pieces of a container by their fragments, in its order, and in words what was left out of it.

    `more` is of that what an editor may want all the same: it comes in where the plan names it.
    """

    pieces: tuple[tuple[str, Seed], ...]
    left: tuple[str, ...] = ()
    more: tuple[tuple[str, Seed], ...] = ()

    def seed(self, fragment: str) -> Seed | None:
        """The piece with this fragment, if there is one."""
        return next((seed for name, seed in (*self.pieces, *self.more) if name == fragment), None)


def distinct(fragments: Iterable[str]) -> Iterator[str]:
    """The fragments, the second of a name numbered: 'a', 'a' -> 'a', 'a-2'."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}  # the next that a fragment may have: of all before, none is free
    for fragment in fragments:
        n, free = numbers.get(fragment, 2), fragment
        while free in taken:
            free, n = f"{fragment}-{n}", n + 1
        numbers[fragment] = n
        taken.add(free)
        yield free


def named(container: str, pieces: Iterable[tuple[str, Seed]]) -> Iterator[tuple[str, Seed]]:
    """Pieces by distinct fragments, each named by its container and that: 'seeds/blog.zip#posts/a.html'."""
    pieces = list(pieces)
    for name, (_, piece) in zip(distinct(f for f, _ in pieces), pieces, strict=True):
        yield name, replace(piece, name=f"{container}#{name}")


def fragment(*words: str) -> str:
    """A fragment of the first of `words` that has a letter or digit: 'Klant: koning?' -> 'klant-koning'."""
    for word in words:
        plain = unicodedata.normalize("NFKD", unquote(word)).casefold()
        bare = "".join(c for c in plain if not unicodedata.combining(c))
        if made := re.sub(r"[\W_]+", "-", bare).strip("-")[:80].strip("-"):
            return made
    return "piece"


def page(body: str, url: str) -> bytes:
    """A piece's own markup as a page. Its relative links are those of `url`."""
    base = f'<base href="{escape(url)}">' if url else ""
    head = f'<!doctype html><html><head><meta charset="utf-8">{base}</head><body><article>'
    return f"{head}\n{body}\n</article></body></html>".encode("utf-8", "replace")


def words(markup: str) -> str:
    """The words of a short run of HTML on one line: 'The <em>Dam</em>&#8217;s' -> 'The Dam’s'."""
    text = markup
    if "<" in markup or "&" in markup:
        try:
            text = str(html.fragment_fromstring(markup, create_parent="div").text_content())
        except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
            text = re.sub(r"<[^<>]*>", "", markup)
    return " ".join(text.split())


def fact(field: Field, value: str, rule: str, sure: bool = True) -> list[Fact]:
    """What a container says of a piece, if it says it."""
    value = " ".join(value.split())
    return [Fact(field, value, rule, sure=sure)] if value else []


_TOLD = frozenset({"attachment", "nav_menu_item", "comment", "template", "settings"})
"""What has a name that tells nothing; so have programs' own kinds ('wp_navigation')."""
_SHOWN, _WIDE = 4, 40  # titles; characters


def counted(left: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    """How often each kind is there, with some titles: ('1 × draft (‘The Dam’)', '2 × attachment').

    Behind a title stands the fragment by which the plan may name it, if it may.
    """
    kinds: dict[str, list[tuple[str, str]]] = {}
    for kind, title, name in left:
        kinds.setdefault(kind, []).append((title, name))
    return tuple(f"{len(titles)} × {kind}{_titles(kind, titles)}" for kind, titles in kinds.items())


def _titles(kind: str, titles: Iterable[tuple[str, str]]) -> str:
    named = list(dict.fromkeys(one for one in titles if one[0]))
    if kind in _TOLD or "_" in kind or not named:
        return ""
    shown = [
        f"‘{shorten(title, _WIDE, placeholder=' …')}’{f' #{name}' if name else ''}"
        for title, name in named[:_SHOWN]
    ]
    return f" ({', '.join(shown)}{', …' if len(named) > _SHOWN else ''})"
