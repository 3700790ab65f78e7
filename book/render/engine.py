"""WeasyPrint, kept on a short rein.

It fetches nothing but the style's own files, and everything that it or fontTools has to say is caught:
a warning of the layout engine is a finding, never a line on somebody's terminal or, worse, nothing.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import logging
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from book.errors import MissingToolError, Place
from book.garbage import undisturbed
from book.model import Finding, Severity

if TYPE_CHECKING:
    from weasyprint import Document, Page

BASE = "https://style.invalid/"
"""The address under which the style's files are known while laying out. RFC 2606: it never resolves."""

_MEDIA_TYPES = {
    "css": "text/css",
    "otf": "font/otf",
    "ttf": "font/ttf",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "pdf/a": {"pdf_variant": "pdf/a-2a"},
    "pdf/x-1a": {"pdf_version": "1.4"},
    "pdf/x-4": {"pdf_variant": "pdf/x-4"},
    "pdf": {"pdf_version": "1.7"},
}
_MM_PER_PX = 25.4 / 96
_LOGGERS = ("weasyprint", "fontTools", "PIL")
_PACE = logging.getLogger("weasyprint.progress")


class Layout:
    """A laid-out document: its pages, then its PDF, in `findings` what the engine said on the way, in
    `unknown` the characters that no font has."""

    def __init__(
        self,
        html: str,
        files: Mapping[str, bytes],
        *,
        endless: bool = False,
        told: Callable[[int], None] | None = None,
    ) -> None:
        """Lay out `html`, whose relative addresses are keys of `files`; `told` gets the number of each page.

        `endless`: its pages are so high that no note can find its foot taken; then each page's notes are laid
        out once. Raises MissingToolError where Pango is not installed.
        """
        self.findings: list[Finding] = []
        self.unknown: dict[str, None] = {}
        with _listening(self.findings, self.unknown), _counting(told), undisturbed():
            weasyprint = _weasyprint()
            self._html = weasyprint.HTML
            html, pictures = _named(html)
            self._fetcher = _fetcher({**files, **pictures})
            self._document: Document = self._endless(html) if endless else self._render(html)

    @property
    def pages(self) -> Sequence[Page]:
        """The laid-out pages (weasyprint.Page)."""
        pages: Sequence[Page] = self._document.pages
        return pages

    def _render(self, html: str) -> Document:
        document: Document = self._html(string=html, base_url=BASE, url_fetcher=self._fetcher).render()
        return document

    def _endless(self, html: str) -> Document:
        """Laid out without a look at the room that notes leave.

        WeasyPrint lays all notes of a page out anew at each call, to see what they leave of the page: on one
        that is as high as a book, the time for that grows with the square of their number.
        """
        from weasyprint import DEFAULT_OPTIONS, document

        class Endless(document.Document):
            @classmethod
            def _build_layout_context(cls, *given: Any) -> Any:
                context = super()._build_layout_context(*given)
                context._update_footnote_area = lambda: _gather_notes(context)
                return context

        source = self._html(string=html, base_url=BASE, url_fetcher=self._fetcher)
        laid: Document = Endless._render(source, None, None, None, DEFAULT_OPTIONS.copy())
        return laid

    def name(self, names: Sequence[str]) -> None:
        """Give each page a name that links within the document may lead to."""
        for page, name in zip(self.pages, names, strict=True):
            page.anchors[name] = (0, 0, 0, 0)

    def pad(self, multiple: int) -> None:
        """See to it that no leaf is left half: add blank pages up to a multiple."""
        lacking = -len(self.pages) % multiple
        if lacking:
            self._document = self._document.copy([*self.pages, *self.blank() * lacking])

    def blank(self) -> list[Page]:
        """A page with nothing on it, of the size of the last."""
        last = self.pages[-1]
        pages: list[Page] = list(
            self._render(f"<style>@page {{ size: {last.width}px {last.height}px; margin: 0 }}</style>").pages
        )
        return pages

    def varied(
        self,
        *,
        outside: float = 0.0,
        links: bool = True,
        bookmarks: bool = True,
        before: Sequence[Page] = (),
        blanks: int = 0,
    ) -> Layout:
        """The same pages as another file: nothing is laid out anew.

        `outside`: mm of the sheet beyond each page. Without `links` and `bookmarks` there are none. `before`:
        pages of another layout that come first; `blanks`: how many with nothing on them come last. What the
        engine says while it writes is in the findings of the new one.
        """
        pages = []
        for page in (*before, *self.pages, *(self.blank() * blanks if blanks else ())):
            own = copy.copy(page)  # attributes of weasyprint.Page that its manual names
            own.bleed = dict.fromkeys(page.bleed, outside / _MM_PER_PX)
            own.links = page.links if links else []
            own.bookmarks = page.bookmarks if bookmarks else []
            pages.append(own)
        other = copy.copy(self)
        other.findings, other.unknown = [], {}
        other._document = self._document.copy(pages)
        return other

    def pdf(self, identifier: str, finish: Callable[[Any, Any], None], standard: str = "pdf/a") -> bytes:
        """The PDF. `finish` is given WeasyPrint's document and the unwritten pydyf.PDF.

        "pdf/a" is tagged, PDF/A-2a; "pdf/x-1a" is the PDF 1.4 that it builds on, "pdf/x-4" the whole of
        it, "pdf" plain 1.7. The same bytes for the same document and identifier.
        """
        options = _OPTIONS[standard]
        with _listening(self.findings, self.unknown), undisturbed():
            data = self._document.write_pdf(pdf_identifier=identifier.encode(), finisher=finish, **options)
        assert isinstance(data, bytes)
        return data

    def fonts(self) -> Iterator[tuple[str, str]]:
        """The families of the fonts in the PDF, once it is made, each with the characters set from it.

        Where no font has a character, Pango draws a box in whatever font comes last: that one lacks it too.
        """
        for font in self._document.fonts.values():
            boxes = {chr(codepoint) for codepoint in font.missing}
            characters = dict.fromkeys(c for text in font.to_unicode.values() for c in text if c not in boxes)
            if characters or not boxes:
                yield font.family, "".join(characters)


@cache
def installed() -> frozenset[str]:
    """The families of the fonts of this machine; none where Pango is not installed."""
    try:
        _weasyprint()
    except MissingToolError:
        return frozenset()
    from weasyprint.text.ffi import ffi, fontconfig

    config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
    found: set[str] = set()
    for at in range(fonts.nfont):
        name = ffi.new("FcChar8 **")
        number = 0  # of a family's names, in one language each
        while not fontconfig.FcPatternGetString(fonts.fonts[at], b"family", number, name):
            found.add(ffi.string(name[0]).decode(errors="replace"))
            number += 1
    return frozenset(found)


def _named(html: str) -> tuple[str, dict[str, bytes]]:
    """The document with its pictures under names instead of in it, letter by letter, and the pictures: the
    engine's parser takes a second for each million letters."""
    pictures: dict[str, bytes] = {}

    def name(found: re.Match[str]) -> str:
        data = base64.b64decode(found[2])
        named = f"pictures/{hashlib.sha256(data).hexdigest()[:32]}.{found[1]}"
        pictures[named] = data
        return f'"{named}"'

    return _PICTURE.sub(name, html), pictures


_PICTURE = re.compile(r'"data:image/(png|jpeg);base64,([A-Za-z0-9+/=]+)"')


def _gather_notes(context: Any) -> bool:
    """Has the notes so far stand at the page's foot, where they are laid out when the page is made. Returns
    whether they overflow it."""
    context.current_footnote_area.children = context.current_page_footnotes
    return False


def _weasyprint() -> Any:
    """The library, imported only when paper is really wanted: it needs Pango, the EPUB does not."""
    try:
        with redirect_stdout(StringIO()):  # it prints where its manual is before it raises
            import weasyprint
        import pydyf
    except OSError as error:
        lacking = str(error).split(":")[0]
        raise MissingToolError(f"the print book needs Pango, which is not installed ({lacking})") from error
    pydyf.PDF.page_references = property(_page_references)
    return weasyprint


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """The references of a PDF's pages. pydyf makes all of them anew for each element and each link that is on
    a page: the time for that grows with the square of the pages."""
    kids = pdf.pages["Kids"]
    known: tuple[bytes, ...] = getattr(pdf, "_references", ())
    if len(known) != len(kids) // 3:
        known = pdf._references = tuple(f"{number} 0 R".encode() for number in kids[::3])
    return known


def _fetcher(files: Mapping[str, bytes]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class StyleFetcher(URLFetcher):
        """Serves the style's files and `data:` addresses; refuses everything else."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=("data",), allow_redirects=False)

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            if not url.startswith(BASE):
                return super().fetch(url, headers)
            path = unquote(urlsplit(url).path).lstrip("/")
            if path not in files:
                raise ValueError(f"the style has no file {path!r}")
            suffix = path.rpartition(".")[2].lower()
            media_type = _MEDIA_TYPES.get(suffix, "application/octet-stream")
            return URLFetcherResponse(url, files[path], {"Content-Type": media_type})

    return StyleFetcher()


class _Ear(logging.Handler):
    """Writes down what is logged, by this thread only: another book may be in the press beside ours."""

    def __init__(self, findings: list[Finding], unknown: dict[str, None]) -> None:
        super().__init__(logging.WARNING)
        self._findings = findings
        self._unknown = unknown
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread != self._thread:
            return
        if missing := _NOTDEF.search(record.getMessage()):
            self._unknown |= dict.fromkeys(missing[1])
            return
        severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
        finding = Finding(
            f"paper.{record.name.partition('.')[0].lower()}",
            severity,
            Place("print.css"),
            record.getMessage(),
            "the layout engine says this of the style or of a page; the PDF was made all the same",
        )
        if finding not in self._findings:
            self._findings.append(finding)


class _Pace(logging.Handler):
    """Tells the number of each page that the engine, in this thread, begins for the first time."""

    def __init__(self, told: Callable[[int], None]) -> None:
        super().__init__(logging.INFO)
        self._told = told
        self._last = 0
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        page = _PAGE.search(record.getMessage()) if record.thread == self._thread else None
        if page and int(page[1]) > self._last:
            self._last = int(page[1])
            self._told(self._last)


_PAGE = re.compile(r"- Page (\d+)\Z")
"""What the engine says of a page that it makes."""


@contextmanager
def _counting(told: Callable[[int], None] | None) -> Iterator[None]:
    if told is None:
        yield
        return
    pace, level = _Pace(told), _PACE.level
    _PACE.addHandler(pace)
    _PACE.setLevel(logging.INFO)
    try:
        yield
    finally:
        _PACE.removeHandler(pace)
        _PACE.setLevel(level)


_NOTDEF = re.compile(r'^\.notdef glyph .*: "(.+)" \(', re.DOTALL)


@contextmanager
def _listening(findings: list[Finding], unknown: dict[str, None]) -> Iterator[None]:
    ear = _Ear(findings, unknown)
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    for logger in loggers:
        logger.addHandler(ear)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(ear)
