"""The pictures that a page shows: which addresses each has, and which of them came with the page.

A saved page has its pictures in a folder beside it, in the page itself (as `data:` addresses) or as parts of
one file with it; a page that was only fetched has them nowhere. Nothing is ever fetched here.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import unquote, unquote_to_bytes, urldefrag, urljoin

from lxml.html import HtmlElement

from book.model import Image, Seed

_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-full-src", "data-lazyload")
"""Where scripts find the picture that they show in place of a blank one."""
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_ADDRESSES = re.compile(
    rb"<(?:img|source|image)\b[^<>]*>|!\[[^\]\n]{0,500}\]\(\s*(?:<([^>\n]+)>|([^)\s]+))|^\[[^\]\n]+\]:\s*(\S+)"
    rb"|!\[\[([^\[\]|\n]{1,300})"  # Obsidian's
    rb"|\{\{[<%]\s{0,9}(?:figure|img|image)\b[^{}]{0,2000}\}\}",  # Hugo's
    re.I | re.M,
)
_ATTRIBUTE = re.compile(r"([\w:-]{1,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_BLANK = 800
"""Bytes of a picture in the page itself below which it holds the place of one that comes later."""
_NO_WORDS = re.compile(
    r"(?:(?:img|dsc|dscn|image|picture|photo|foto|bild|screenshot|untitled|p)?[\W_]*[\dx_\W]+"
    r"|\S+\.(?:jpe?g|png|gif|webp|avif|svg|tiff?))",
    re.I,
)
"""An `alt` that a camera or a program wrote: it tells nobody what the picture shows."""
DRAWING = "#drawing-"
"""What the name of a picture that the page draws itself has between that of its seed and its number."""
_DRAWN = 100  # pixels to each side that it has at least
_SHOWN_OTHERWISE = (
    "img",
    "video",
    "audio",
    "iframe",
    "object",
    "embed",
    "p",
    "pre",
    "table",
    "blockquote",
    "ul",
)
_INLINE = frozenset({"a", "span", "em", "strong", "b", "i", "picture", "font"})
_PARAGRAPHS, _FEW = frozenset({"p", "div", "center", "h2", "h3", "h4"}), 4
_INITIAL = re.compile(r"drop[-_]?cap|initial|initiaal|lettrine|versal", re.I)
"""How pages call the picture of the letter that a text begins with, and its file."""
_SMILEY = re.compile(r"(?:^|[\s_-])(?:wp-smiley|emoji|smiley|emoticon)(?:$|[\s_-])", re.I)


def key(address: str) -> str:
    """What an address is looked up by: without its encoding, its fragment and what is around it."""
    return unquote(urldefrag(unescape(address.strip())).url)


def addresses(data: bytes) -> tuple[str, ...]:
    """The keys of all pictures that a page (HTML, Markdown) may show, but those that lie in it."""
    found: dict[str, None] = {}
    for match in _ADDRESSES.finditer(data):
        if told := next(filter(None, match.groups()), None):
            found[key(_characters(told))] = None
            continue
        for name, *values in _ATTRIBUTE.findall(_characters(match[0])):
            value = next(filter(None, values), "")
            if name.lower() in ("src", "href", "xlink:href", *_LAZY):
                found[key(value)] = None
            elif name.lower() in _SETS:
                found |= dict.fromkeys(map(key, _candidates(value)))
    return tuple(a for a in found if a and not a.startswith(("data:", "javascript:")))


def shown_of(page: bytes, base: str, parts: Mapping[str, bytes], name: str) -> dict[str, Seed]:
    """The pictures that a page shows of those saved in one file with it, by its addresses for them.

    `parts` are these by their keys, `base` is the page's own address, `name` the file's.
    """
    found: dict[str, Seed] = {}
    for address in addresses(page):
        try:
            whole = key(urljoin(base, address)) if base else address
        except ValueError:
            continue
        data = parts.get(address) or parts.get(whole)
        if data:
            file = whole.partition("?")[0].rstrip("/").rpartition("/")[2] or "picture"
            number = next(n for n, part in enumerate(parts.values(), 1) if part is data)
            found[address] = Seed(f"{name}#{number}-{file[:80]}", data)
    return found


def _characters(data: bytes) -> str:
    """What a page says, in UTF-8; what is none is in Windows-1252, as old pages of the West are."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


class Gallery:
    """Finds for each picture of one page its bytes, if they came with it. `pictures` are those found."""

    def __init__(self, seed: Seed, base: str) -> None:
        self._seed = seed
        self._base = base
        self._found: dict[str, Seed] = {}
        self._count = self._drawings = 0

    @property
    def pictures(self) -> tuple[Seed, ...]:
        return tuple(self._found.values())

    def image(self, element: HtmlElement) -> Image | None:
        """The picture that an <img> shows; None for one without an address, or that only counts visitors or
        keeps a place."""
        self._count += 1
        options = list(dict.fromkeys(_options(element)))
        real = [a for a in options if not ((came := self._came(a)) and _is_dot(came.data))]
        options = real or options
        width, height = _pixels(element, "width"), _pixels(element, "height")
        if not options or (0 < width < 3 and 0 < height < 3):
            return None
        name = self._beside(options) or self._inside(options) or self._remote(options)
        if name in self._found and _is_dot(self._found[name].data):
            del self._found[name]
            return None
        alt = " ".join((element.get("alt") or element.get("aria-label") or "").split())
        return Image(
            name=name,
            alt="" if len(alt) < 80 and _NO_WORDS.fullmatch(alt) else alt,
            decorative=element.get("role") in ("presentation", "none")
            or element.get("aria-hidden") == "true",
            width=width,
            height=height,
            hints=" ".join(filter(None, (element.get("class"), element.get("id")))),
            alone=_alone(element),
            shares=_shares(element),
        )

    def drawn(self, element: HtmlElement) -> Image | None:
        """The picture that a page draws itself, in an <svg> or a <canvas>, as all that a <figure> shows.

        It comes with no file. None for a sign, and where the figure shows something else as well.
        """
        figure = next(element.iterancestors("figure"), None)
        box = (element.get("viewbox") or "").replace(",", " ").split()
        sides = [_pixels(element, side) or _number(box[n:]) for n, side in ((2, "width"), (3, "height"))]
        if figure is None or min(sides) < _DRAWN or any(True for _ in figure.iter(*_SHOWN_OTHERWISE)):
            return None
        if (
            any(e is not element for e in figure.iter("svg", "canvas"))
            or element.get("aria-hidden") == "true"
        ):
            return None
        self._drawings += 1
        title = element.findtext("title") or element.findtext("desc") or ""
        return Image(
            name=f"{self._seed.name}{DRAWING}{self._drawings}",
            alt=" ".join((element.get("aria-label") or title).split()),
            width=sides[0],
            height=sides[1],
            hints=" ".join(filter(None, (element.get("class"), element.get("id")))),
        )

    def _came(self, address: str) -> Seed | None:
        """The file beside the page that an address leads to."""
        return self._seed.beside.get(key(address)) if self._seed.beside else None

    def _beside(self, options: list[str]) -> str:
        found = next(filter(None, map(self._came, options)), None)
        if found is None:
            return ""
        self._found.setdefault(found.name, found)
        return found.name

    def _inside(self, options: list[str]) -> str:
        """One that lies in the page itself; a tiny one only where there is no other address."""
        for address in options:
            data = _data(address)
            if data and (len(data) >= _BLANK or len(options) == 1):
                same = next((n for n, seed in self._found.items() if seed.data == data), "")
                name = same or f"{self._seed.name}#picture-{self._count}"
                self._found.setdefault(name, Seed(name, data))
                return name
        return ""

    def _remote(self, options: list[str]) -> str:
        plain = [a for a in options if not a.startswith("data:")]
        if not plain:
            return f"{self._seed.name}#picture-{self._count}"
        try:
            return urljoin(self._base or ("https:" if plain[0].startswith("//") else ""), plain[0])
        except ValueError:
            return plain[0]


def _alone(element: HtmlElement) -> bool:
    """Is a picture all that its paragraph holds?"""
    around = element.getparent()
    while around is not None and around.tag in _INLINE:
        around = around.getparent()
    if around is None or around.tag not in _PARAGRAPHS or len(around) > _FEW:
        return False
    return not str(around.text_content()).strip() and sum(1 for _ in around.iter("img")) == 1


def _shares(element: HtmlElement) -> bool:
    """Is a picture one of several of a <figure>, or in one, with one caption below them all, but the last?"""
    figure = next(reversed([*element.iterancestors("figure")]), None)
    if figure is None:
        return False
    *images, caption = figure.iter("img", "figcaption")
    if caption.tag != "figcaption" or element not in images[:-1] or any(e.tag != "img" for e in images):
        return False
    return "".join(figure.text_content().split()) == "".join(caption.text_content().split())


def _number(said: list[str]) -> int:
    """The first of some numbers, in whole pixels; 0 for none."""
    try:
        return int(float(said[0])) if said else 0
    except (ValueError, OverflowError):
        return 0


def spoken(element: HtmlElement) -> str:
    """What an <img> that stands for a sign says: a smiley, an emoji, the letter that a text begins with. Of a
    picture nothing."""
    alt = (element.get("alt") or "").strip()
    if len(alt) == 1 and alt.isalpha() and (element.tail or "")[:1].isalpha():
        called = " ".join(element.get(name) or "" for name in ("class", "id", "src"))
        return alt if _INITIAL.search(called) else ""
    return alt if alt and len(alt) <= 20 and _SMILEY.search(element.get("class") or "") else ""


def _options(element: HtmlElement) -> Iterator[str]:
    """The addresses that an <img> may have, the likeliest first."""
    lazy = [element.get(name) for name in _LAZY]
    own = (element.get("src") or "").strip()
    if own and not own.startswith("data:"):
        yield own
    yield from filter(None, ((value or "").strip() for value in lazy))
    around = next((e for e in element.iterancestors() if e.tag != "source"), None)  # HTML 4 nests sources
    sources = [*around.iter("source")] if around is not None and around.tag == "picture" else []
    for holder in (element, *sources):
        for name in _SETS:
            yield from _candidates(holder.get(name) or "")
    if own:
        yield own


def _candidates(srcset: str) -> list[str]:
    """The addresses of a `srcset` (HTML, 4.8.4.2.1), the largest first."""
    found: list[tuple[float, str]] = []
    address = ""
    for token in srcset.split():
        if address:
            size = re.match(r"(\d{1,6}(?:\.\d{1,3})?)[wx],?$", token)
            found.append((float(size[1]) if size else 1.0, address))
            address = "" if size or token.endswith(",") else token
        elif token.endswith(","):
            found.append((1.0, token.rstrip(",")))
        else:
            address = token
    found += [(1.0, address)] if address else []
    return [address for _, address in sorted(found, key=lambda one: -one[0])]


def _is_dot(data: bytes) -> bool:
    """Is a picture of a pixel or two, by its head (PNG, GIF)?"""
    if data.startswith(b"\x89PNG"):
        return all(int.from_bytes(data[at : at + 4]) < 3 for at in (16, 20)) and len(data) > 24
    return (
        data.startswith(b"GIF8") and len(data) > 10 and data[7] == data[9] == 0 and max(data[6], data[8]) < 3
    )


def _data(address: str) -> bytes:
    """The bytes of a `data:` address (RFC 2397)."""
    head, comma, body = address.partition(",")
    if not comma or not head.lower().startswith("data:image/"):
        return b""
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(unquote_to_bytes(body), validate=False)
    except (binascii.Error, ValueError):
        return b""


def _pixels(element: HtmlElement, side: str) -> int:
    said = re.match(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$", element.get(side) or "")
    if not said:
        said = re.search(rf"(?:^|;)\s*{side}\s*:\s*(\d{{1,5}})(?:\.\d+)?px", element.get("style") or "")
    return int(said[1]) if said else 0
