"""The plan's own words, typeset like the text around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from book.model import Change, Entry, Manifest, Person

BOOK = ("title", "subtitle", "edition", "series", "description", "rights")
PIECE = ("part", "title_source", "authors_source", "date_source", "outlet_source")
"""What is printed as the manifest says it. A piece's title, subtitle and bio are typeset with the piece;
addresses and numbers stay as they are written, and so do names, but for their apostrophes."""


def set_plan(
    manifest: Manifest, set_text: Callable[[str], str], rule: str
) -> tuple[Manifest, tuple[Change, ...]]:
    """The manifest with its printed words set by `set_text`, and the changes, under the name `rule`."""
    changes: list[Change] = []

    def words(text: str) -> str:
        after = set_text(text) if text else text
        if after != text:
            changes.append(Change(rule, 0, text, after))
        return after

    def name(given: str) -> str:
        after = given.replace("'", "’")
        if after != given:
            changes.append(Change(rule, 0, given, after))
        return after

    def entry(given: Entry) -> Entry:
        note = words(given.rights.note)
        printed: dict[str, Any] = {name: words(getattr(given, name)) for name in PIECE}
        return replace(given, rights=replace(given.rights, note=note), **printed)

    def person(given: Person) -> Person:
        return replace(given, bio=words(given.bio))

    plan: dict[str, Any] = {name: words(getattr(manifest, name)) for name in BOOK}
    plan["editors"] = tuple(map(name, manifest.editors))
    plan["pieces"] = tuple(entry(given) for given in manifest.pieces)
    plan["people"] = {name: person(given) for name, given in manifest.people.items()}
    return replace(manifest, **plan), tuple(changes)
