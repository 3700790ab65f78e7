"""The table of contents, the landmarks and the page list: as EPUB 3 wants them and as EPUB 2 did.

nav.xhtml (EPUB 3.3, section 7) stays out of the spine, because engines that ignore `hidden` would print
its landmarks and page list. toc.ncx (OPF 2.0.1, section 2.4.1) says the same to Kindle and old readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from book.languages import Language
from book.render.xhtml import element, escape, in_language


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: its label, its address from the package, its language, what is under it."""

    label: str
    href: str
    language: str
    under: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Landmark:
    kind: str  # epub:type
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class PageTarget:
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Navigation:
    contents: tuple[Entry, ...]
    landmarks: tuple[Landmark, ...]
    pages: tuple[PageTarget, ...] = ()


def nav(navigation: Navigation, language: Language, code: str) -> Markup:
    """The navs of nav.xhtml."""
    navs = [
        element(
            "nav",
            _headed("h1", "toc-title", language.word("contents"), _entries(navigation.contents, code)),
            epub_type="toc",
            role="doc-toc",
            id="toc",
            aria_labelledby="toc-title",
        ),
        element(
            "nav",
            _headed(
                "h2",
                "landmarks-title",
                language.word("landmarks"),
                _list(
                    element("a", escape(mark.label), epub_type=mark.kind, href=mark.href)
                    for mark in navigation.landmarks
                ),
            ),
            epub_type="landmarks",
            id="landmarks",
            aria_labelledby="landmarks-title",
            hidden="hidden",
        ),
    ]
    if navigation.pages:
        navs.append(
            element(
                "nav",
                _headed(
                    "h2",
                    "page-list-title",
                    language.word("page-list"),
                    _list(element("a", escape(page.label), href=page.href) for page in navigation.pages),
                ),
                epub_type="page-list",
                role="doc-pagelist",
                id="page-list",
                aria_labelledby="page-list-title",
                hidden="hidden",
            )
        )
    return Markup("\n").join(navs)


def _headed(name: str, id_: str, title: str, content: Markup) -> Markup:
    return Markup("\n{}\n{}\n").format(element(name, escape(title), id=id_), content)


def _list(items: Iterator[Markup]) -> Markup:
    return element("ol", Markup("\n") + Markup("\n").join(element("li", item) for item in items) + "\n")


def _entries(entries: Sequence[Entry], code: str) -> Markup:
    return _list(
        element("a", escape(entry.label), href=entry.href, **in_language(entry.language, code))
        + (Markup("\n") + _entries(entry.under, code) + "\n" if entry.under else "")
        for entry in entries
    )


# --------------------------------------------------------------------------- EPUB 2


def ncx(
    navigation: Navigation, language: Language, code: str, identifier: str, title: str, author: str
) -> bytes:
    """toc.ncx: the same entries, the same pages, numbered in the order of reading (`playOrder`)."""
    order = {
        href: n
        for n, href in enumerate(
            dict.fromkeys([*_targets(navigation.contents), *(page.href for page in navigation.pages)]), 1
        )
    }
    arabic = [int(page.label) for page in navigation.pages if page.label.isdecimal()]
    head = {
        "dtb:uid": identifier,
        "dtb:depth": str(_depth(navigation.contents)),
        "dtb:totalPageCount": str(len(navigation.pages)),
        "dtb:maxPageNumber": str(max(arabic, default=0)),
    }
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        Markup('<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{}">').format(
            code
        ),
        Markup("<head>"),
        *(Markup('<meta name="{}" content="{}"/>').format(name, content) for name, content in head.items()),
        Markup("</head>"),
        Markup("<docTitle><text>{}</text></docTitle>").format(title),
        Markup("<docAuthor><text>{}</text></docAuthor>").format(author),
        Markup("<navMap>"),
        *_points(navigation.contents, order),
        Markup("</navMap>"),
        *(_page_list(navigation.pages, order, language.word("page-list")) if navigation.pages else ()),
        Markup("</ncx>"),
    ]
    return ("\n".join(parts) + "\n").encode()


def _targets(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        yield entry.href
        yield from _targets(entry.under)


def _depth(entries: Sequence[Entry]) -> int:
    return 1 + max((_depth(entry.under) for entry in entries if entry.under), default=0)


def _points(entries: Sequence[Entry], order: dict[str, int]) -> Iterator[Markup]:
    for entry in entries:
        n = order[entry.href]
        yield Markup('<navPoint id="point-{}" playOrder="{}">').format(n, n)
        yield _labelled(entry.label, entry.href)
        yield from _points(entry.under, order)
        yield Markup("</navPoint>")


def _page_list(pages: Sequence[PageTarget], order: dict[str, int], title: str) -> Iterator[Markup]:
    yield Markup("<pageList><navLabel><text>{}</text></navLabel>").format(title)
    for n, page in enumerate(pages, 1):
        kind, value = ("normal", int(page.label)) if page.label.isdecimal() else ("front", n)
        yield Markup('<pageTarget id="page-target-{}" type="{}" value="{}" playOrder="{}">').format(
            n, kind, value, order[page.href]
        )
        yield _labelled(page.label, page.href)
        yield Markup("</pageTarget>")
    yield Markup("</pageList>")


def _labelled(label: str, href: str) -> Markup:
    return Markup('<navLabel><text>{}</text></navLabel><content src="{}"/>').format(label, href)
