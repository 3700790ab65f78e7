"""What the way down to a line says of it: the words of its elements' names, by kind.

The kinds and their words are data (weights/places.toml), and so is what each word turned out to be worth
when the model was fitted (weights/names.json).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from book.clean import forest
from book.errors import DataError, Place

Worth = Mapping[str, float]
"""A word of an element's name -> how much it speaks for the author's text."""

_STEP = re.compile(r"([\w-]+)(?::nth-child\(\d+\))?(.*)", re.DOTALL)
_WORD = re.compile(r"[A-Z]?[a-zà-ÿ]+|[A-Z]+(?![a-z])")
_NAME = re.compile(r"[^.#\[\]=\s]+")
_MOUNT = re.compile(r"_{2,}[a-z]+")
_BESIDES = re.compile(
    r"label--?(?:hidden|above|inline|visually_hidden)"  # Drupal: how the name of a field is shown
    r"|dialog-off-canvas-main-canvas"  # Drupal: the whole page
    r"|(?<![\w-])node--?(?:promoted|(?:un)?published|(?:not-)?sticky)\b"  # and how a post is kept
    r"|elementor-widget(?:-wrap|-container)?\b|ck-widget\b"  # Elementor, CKEditor: any block
    r"|et_pb_module\b|(?<![\w-])fl-module(?:-content)?\b"  # Divi, Beaver Builder: the same
    r"|hs_cos_wrapper(?:_widget)?\b|(?<![\w-])widget-(?:span\b|type-)"  # HubSpot
    r"|(?<![\w-])panels?-(?:pane|panel|display|flexible)\b"  # Drupal's Panels
    r"|(?<![\w-])panel-(?:grid|first-child|last-child)\b|#panel-[\d-]+"  # SiteOrigin
    r"|so-panel\.widget(?:\.widget_sow-editor)?\b|siteorigin-widget-tinymce\.textwidget\b"
    r"|\.widget\.Blog\b"  # Blogger: the posts
    r"|(?<![\w-])(?:with|without|has|no|hide)-[\w-]+"  # what stands beside it, or does not
    r"|(?:padding|margin|border)[-_]?(?:top|bottom|left|right)\b",
    re.IGNORECASE,
)
"""What names tell that is not of the element itself."""
_FILED = re.compile(r"(?<=[.])(?:category|tag|author|entry-category|entry-author)-[\w%-]+")
_POST = ("type-post", "hentry", "status-publish", "entry-type-", ".node.node-")
"""A post of WordPress, TypePad or Drupal has among its names sections, tags and author: how it is filed."""
_RUN = re.compile(r"[^\W_]+")
_MADE = re.compile(r"(?=.*[^\W\d_]\d)(?=.*\d[^\W\d_]).{5,}")
_STYLED = re.compile(r"[.](?:sc|css)-")
_MIXED = re.compile(r"(?=.*[a-z])(?=.+[A-Z])[A-Za-z]{5,7}")
_TEXT = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"})
_ALIGNED = frozenset({"left", "right"})  # says of text how its lines begin, and of a box that it is beside it
_LONG = 6  # letters from which a word stands for all that begin with it
_LONGEST = 300  # characters of a step that are looked at


@dataclass(frozen=True, slots=True)
class Kind:
    """One table of places.toml."""

    name: str
    why: str
    words: frozenset[str]
    fits: tuple[str, ...]
    misses: tuple[str, ...]
    out: bool  # what stands in it is furniture, if anything is
    never: frozenset[str] = frozenset()  # words that begin with one of its own and are not of it
    unless: tuple[frozenset[str], ...] = ()  # words that together say that it is something else

    def has(self, words: frozenset[str]) -> bool:
        """Is one of these words, or the beginning of one, among its own?"""
        if any(other <= words for other in self.unless):
            return False
        if not self.words.isdisjoint(words):
            return True
        return any(word[:n] in self.words for word in words - self.never for n in range(_LONG, len(word)))


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order of their file. Raises DataError."""
    where = "clean/weights/places.toml"
    try:
        data = tomllib.loads((files(__package__) / "weights" / "places.toml").read_text(encoding="utf-8"))
        return tuple(
            Kind(
                name,
                t["why"],
                frozenset(t["words"]),
                tuple(t["fits"]),
                tuple(t["misses"]),
                bool(t["out"]),
                frozenset(t.get("never", ())),
                tuple(name_words(name) for name in t.get("unless", ())),
            )
            for name, t in data.items()
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise DataError(f"no table of kinds: {error!r}", where=Place(where)) from error


@dataclass(frozen=True, slots=True)
class Step:
    """One element on the way down: its name, the words of its class, id, role and itemprop, their kinds."""

    tag: str
    words: frozenset[str]
    kinds: tuple[int, ...]  # indices into kinds()
    body: bool  # marked as the text itself: itemprop=articleBody


@lru_cache(maxsize=1 << 14)
def step(text: str) -> Step:
    """'div.entry-content#main[role=main]' -> Step."""
    match = _STEP.match(text[:_LONGEST])
    tag, rest = (match[1].lower(), match[2]) if match else (text, "")
    words = name_words(rest)
    told = words - _ALIGNED if tag in _TEXT else words
    return Step(tag, words, _kinds(told), "[itemprop=articleBody]" in rest)


def _kinds(words: frozenset[str]) -> tuple[int, ...]:
    """The kinds of an element that is named with these words, as indices into `kinds()`."""
    of, may = _by_word(), set[int]()
    for word in words:
        may.update(of.get(word, ()))
        for n in range(_LONG, len(word)):
            may.update(of.get(word[:n], ()))
    return tuple(i for i in sorted(may) if kinds()[i].has(words))


@cache
def _by_word() -> Mapping[str, Sequence[int]]:
    """For each word the kinds that have it, as indices into `kinds()`."""
    found: dict[str, list[int]] = {}
    for i, kind in enumerate(kinds()):
        for word in kind.words:
            found.setdefault(word, []).append(i)
    return found


def name_words(text: str) -> frozenset[str]:
    """'.postMeta-top' -> {'post', 'meta', 'top'}. Signs and digits part words, and so do capitals.

    What programs made up says nothing: '.css-1qcmm85', '.sc-9cd5bb24-0.cJKYng'; nor does the element that a
    framework hangs the page in: '#__next'. What an element is filed under, or has beside it, is not what it
    is: '.post.hentry.category-news', '.with-sidebar'.
    """
    styled = _STYLED.search(text) is not None
    found: set[str] = set()
    text = _BESIDES.sub(" ", text)
    if any(name in text for name in _POST):
        text = _FILED.sub(" ", text)
    for name in _NAME.findall(text):
        if not (styled and _MIXED.fullmatch(name)):
            found |= _words(name)
    return frozenset(found) - {"itemprop", "role"}


@lru_cache(maxsize=1 << 14)  # the elements of a page share names, and so do pages
def _words(name: str) -> frozenset[str]:
    """The words of one name."""
    if _MOUNT.fullmatch(name):
        return frozenset()
    runs = (run for run in _RUN.findall(name) if not _MADE.fullmatch(run))
    return frozenset(word.lower() for run in runs for word in _WORD.findall(run) if len(word) > 1)


@cache
def worth() -> Worth:
    """The words of weights/names.json. Raises DataError."""
    text = (forest.WEIGHTS / "names.json").read_text(encoding="utf-8")
    try:
        return {word: float(value) for word, value in json.loads(text).items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise DataError(f"no table of names: {error!r}", where=Place("clean/weights/names.json")) from error
