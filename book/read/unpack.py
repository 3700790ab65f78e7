"""A container of many pieces -> its pieces, each a seed by itself: feeds and exports, EPUBs,
mailboxes, what programs that keep articles and notes export, ZIP archives.

The container stays as it came; a piece in it has the container's name and a fragment, which stays the same
when the container is exported anew: 'seeds/blog.xml#my-first-piece'. What is no piece is told.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from book.errors import Place, SeedError
from book.model import Seed
from book.read.archive import Archive, alongside, hidden
from book.read.encodings import AS_TEXT
from book.read.epubs import unpack_epub
from book.read.evernote import unpack_evernote
from book.read.exports import export
from book.read.feeds import unpack_feed
from book.read.mailbox import unpack_mailbox
from book.read.pieces import Unpacked, counted, named
from book.read.saved import unpack_saved

__all__ = ["CONTAINERS", "Unpacked", "unpack"]

CONTAINERS: Mapping[str, Callable[[Seed], Unpacked]] = {
    "feed": unpack_feed,
    "epub": unpack_epub,
    "evernote": unpack_evernote,
    "mailbox": unpack_mailbox,
    "saved": unpack_saved,
}
"""Format -> what takes its pieces out. 'zip' is apart: it holds files of all formats, these among them."""

_SHOWING = frozenset({"html", "markdown"})  # formats whose files show pictures that lie beside them
_PAGES = (".html", ".htm")
_DEEPEST = 2
"""Archives within archives: what WordPress.com mails is an export in an archive."""


def unpack(seed: Seed, format_of: Callable[[str, bytes], str | None]) -> Unpacked:
    """The pieces of a container, in its own order, named with their fragments.

    `format_of` tells the format of a file in an archive by its name and first bytes, None for one that is
    not to be read. Raises SeedError for what is no such container, is damaged, or has no piece in it.
    """
    found = _unpack(seed, format_of, _DEEPEST)
    if not found.pieces:
        raise SeedError(
            "there is no piece in it" + (f"; left out: {', '.join(found.left)}" if found.left else ""),
            where=Place(seed.name),
            hint="give one that holds web pages, Markdown, plain text or posts",
        )
    return found


def _unpack(seed: Seed, format_of: Callable[[str, bytes], str | None], depth: int) -> Unpacked:
    if seed.format == "zip":
        return _of_archive(seed, format_of, depth)
    reader = CONTAINERS.get(seed.format)
    if reader is None:
        raise SeedError(f"{seed.format} holds no pieces that can be taken out", where=Place(seed.name))
    return reader(seed)


_ENDS = (("Word", ".docx"), ("OpenDocument text", ".odt"))
"""How the names of documents end that are read."""


def _of_archive(seed: Seed, format_of: Callable[[str, bytes], str | None], depth: int) -> Unpacked:
    archive = Archive(seed.data, seed.name)
    if kind := archive.document:
        hint = next((f"let its name end in {end}" for sign, end in _ENDS if sign in kind), AS_TEXT)
        raise SeedError(f"this is {kind}, not a text", where=Place(seed.name), hint=hint)
    pieces: list[tuple[str, Seed]] = []
    more: list[tuple[str, Seed]] = []
    left: list[str] = []
    shown: set[str] = set()
    of_blog = export(archive)
    names = frozenset(archive.names)
    others: list[tuple[str, str, str]] = []
    for name in archive.names:
        if hidden(PurePosixPath(name)):
            continue
        if other := of_blog.left(name):
            others.append((*other, ""))
            continue
        data = archive.read(name)
        form = format_of(name, data)
        stem = posixpath.splitext(name)[0]
        if form == "saved" and any(f"{stem}{end}" in names for end in _PAGES):
            continue  # the same note, as Google exports it
        if form is None:
            left.append(name)
            continue
        beside = alongside(archive, data, posixpath.dirname(name), seed.name) if form in _SHOWING else {}
        shown |= {picture.name for picture in beside.values()}
        inner = Seed(f"{seed.name}#{name}", data, form, beside=beside)
        if form != "zip" and form not in CONTAINERS:
            pieces.append((name, of_blog.post(name, inner)))
            continue
        if depth <= 1:
            raise SeedError("archives lie in archives, too deep", where=Place(inner.name))
        found = _unpack(inner, format_of, depth - 1)
        pieces += [(f"{name}#{fragment}", piece) for fragment, piece in found.pieces]
        more += [(f"{name}#{fragment}", piece) for fragment, piece in found.more]
        left += [f"{what} in {name}" for what in found.left]
    left = [name for name in left if f"{seed.name}#{name}" not in shown]  # its page has it
    taken = tuple(named(seed.name, [*pieces, *more]))
    return Unpacked(taken[: len(pieces)], (*left, *counted(others), *archive.refused), taken[len(pieces) :])
