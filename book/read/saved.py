"""What programs that keep articles and notes export as JSON: Wallabag, Standard Notes, Google Keep.

Wallabag has a list of entries, each with the page's text as HTML, its title, address, authors and day. A note
of Keep's is a file of its own, plain text; when it was made and changed is told of the note, not of the text
that somebody kept in it. Standard Notes has all notes in one file, among other things that the program keeps.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from book.errors import Place, SeedError
from book.model import Seed
from book.read.encodings import decode, refuse_data
from book.read.pieces import Unpacked, counted, fact, fragment, named, page, words

Found = tuple[str, Seed] | tuple[str, str, str]
"""A piece with its fragment; or what kind of thing is none, with its title."""

_MISSING = "wallabag can't retrieve contents for this article"
"""What Wallabag writes where it could not fetch a page."""
_ENTRY = {"url", "content", "is_archived"}
_KEEP = {"isTrashed", "isArchived", "userEditedTimestampUsec"}
_RICH = {"markdown": "markdown", "rich-text": "html"}
"""How a note of Standard Notes says that its text is more than plain."""


def unpack_saved(seed: Seed) -> Unpacked:
    """The texts of an export, in its order. Raises SeedError for what is no export of these programs."""
    text = decode(seed.data, seed.name).text
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        held = None
    found = _found(held, seed.name)
    if found is None:
        refuse_data(text, seed.name if seed.name.lower().endswith(".json") else f"{seed.name}.json")
        raise SeedError("this is no export that the press reads", where=Place(seed.name))
    made, left = list[tuple[str, Seed]](), list[tuple[str, str, str]]()
    for one in found:
        if len(one) == 2:
            made.append(one)
        else:
            left.append(one)
    return Unpacked(tuple(named(seed.name, made)), counted(left))


def _found(held: Any, name: str) -> Iterator[Found] | None:
    """What an export holds; None for what is none."""
    if isinstance(held, list) and held and all(_has(one, _ENTRY) for one in held):
        return _entries(held, name)
    if _has(held, _KEEP):
        return _note_of_keep(held, name)
    if _has(held, {"items"}) and isinstance(held["items"], list):
        items = held["items"]
        if all(_has(item, {"content_type", "content"}) for item in items):
            return _standard_notes(items, name)
    return None


def _has(thing: Any, keys: set[str]) -> bool:
    return isinstance(thing, dict) and thing.keys() >= keys


def _entries(entries: Sequence[Mapping[str, Any]], container: str) -> Iterator[Found]:
    for entry in entries:
        title, content, url = (_text(entry, key) for key in ("title", "content", "url"))
        if not words(content) or _MISSING in words(content):
            yield "entry without a text", title, ""
            continue
        by = entry.get("published_by")
        hints = (
            *fact("title", title, "wallabag.title"),
            *fact("url", url, "wallabag.url"),
            *(
                author
                for name in (by if isinstance(by, list) else ())
                for author in fact("author", str(name or ""), "wallabag.published_by")
            ),
            *fact("date", _text(entry, "published_at")[:10], "wallabag.published_at"),
            *fact("language", _text(entry, "language").replace("_", "-"), "wallabag.language", sure=False),
        )
        yield fragment(title, url), Seed(container, page(content, url), "html", hints)


def _note_of_keep(note: Mapping[str, Any], container: str) -> Iterator[Found]:
    title, text = _text(note, "title"), _text(note, "textContent")
    items = note.get("listContent")
    if not text.strip() and isinstance(items, list):
        text = "\n".join(f"• {_text(item, 'text')}" for item in items if isinstance(item, dict))
    if note["isTrashed"]:
        yield "note in the bin", title, ""
    elif not text.strip():
        yield "note without a text", title, ""
    else:
        hints = fact("title", title, "keep.title")
        yield fragment(title, "note"), Seed(container, text.encode("utf-8", "replace"), "text", tuple(hints))


def _standard_notes(items: Sequence[Mapping[str, Any]], container: str) -> Iterator[Found]:
    for item in items:
        if item["content_type"] != "Note":
            continue
        content = item["content"]
        if not isinstance(content, dict):
            yield "note that is encrypted", "", ""
            continue
        title, text, kind = (_text(content, key) for key in ("title", "text", "noteType"))
        if content.get("trashed"):
            yield "note in the bin", title, ""
        elif not text.strip():
            yield "note without a text", title, ""
        elif kind in ("super", "spreadsheet", "code", "task", "authentication"):
            yield f"note of the editor ‘{kind}’", title, ""
        else:
            form = _RICH.get(kind, "text")
            data = page(text, "") if form == "html" else text.encode("utf-8", "replace")
            yield (
                fragment(title),
                Seed(container, data, form, tuple(fact("title", title, "standard-notes.title"))),
            )


def _text(thing: Mapping[str, Any], key: str) -> str:
    value = thing.get(key)
    return value if isinstance(value, str) else ""
