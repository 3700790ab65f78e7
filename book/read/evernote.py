"""Evernote's export (.enex: notes in ENML, each with what is told of it) -> its notes.

Who wrote the text of a note that was clipped, and when, Evernote doesn't know: its author is whose note it
is, its days are those of keeping it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator

from book.errors import Place, SeedError
from book.model import Seed
from book.read.feedparts import local
from book.read.pieces import Unpacked, counted, fact, fragment, named, page, words
from book.read.xmltree import Element, parse

_NOTE = re.compile(r".*?<en-note\b[^>]*>|</en-note\s*>.*", re.S)
"""What stands around the markup of a note: declarations, and its own element."""
_MEDIA = re.compile(r"<en-media\b(?P<said>[^>]*?)/?>(?:\s*</en-media\s*>)?")
_HASH = re.compile(r"\bhash\s*=\s*[\"']([0-9a-f]{32})[\"']")
_ALT = re.compile(r"\balt\s*=\s*(\"[^\"]*\"|'[^']*')")
_TODO = re.compile(r"</?en-(?:todo|crypt)\b[^>]*>")


def unpack_evernote(seed: Seed) -> Unpacked:
    """The notes of an export, in its order. Raises SeedError for what is none."""
    root, damage = parse(seed.data, seed.name)
    if local(root) != "en-export":
        raise SeedError("this is no export of Evernote's", where=Place(seed.name))
    made: list[tuple[str, Seed]] = []
    left: list[tuple[str, str, str]] = []
    for note in (child for child in root if local(child) == "note"):
        title = _said(note, "title")
        markup = _NOTE.sub("", _said(note, "content"), count=2)
        if not words(markup):
            left.append(("note without a text", title, ""))
            continue
        pictures = dict(_pictures(note, seed.name))
        hints = (
            *fact("title", title, "enex.title"),
            *fact("url", _said(note, "source-url"), "enex.source-url"),
        )
        data = page(_TODO.sub("", _with_pictures(markup, pictures)), "")
        made.append((fragment(title), Seed(seed.name, data, "html", hints, beside=pictures)))
    return Unpacked(tuple(named(seed.name, made)), (*counted(left), *damage))


def _said(note: Element, name: str) -> str:
    return next((e.text or "" for e in note.iter() if local(e) == name), "").strip()


def _pictures(note: Element, container: str) -> Iterator[tuple[str, Seed]]:
    """The pictures of a note, by the digest by which it shows them."""
    for resource in (e for e in note if local(e) == "resource"):
        if not _said(resource, "mime").startswith("image/"):
            continue
        try:
            data = base64.b64decode(_said(resource, "data"))
        except (binascii.Error, ValueError):
            continue
        digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
        yield digest, Seed(f"{container}#{digest}", data)


def _with_pictures(markup: str, pictures: dict[str, Seed]) -> str:
    return _MEDIA.sub(lambda media: _shown(media["said"], pictures), markup)


def _shown(said: str, pictures: dict[str, Seed]) -> str:
    """What a note shows, as HTML has it; nothing for a sound or a document."""
    found = _HASH.search(said)
    if not found or found[1] not in pictures:
        return ""
    alt = _ALT.search(said)
    return f'<img src="{found[1]}" alt={alt[1] if alt else chr(34) * 2}>'
