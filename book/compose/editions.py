"""What `make book` makes: the [[edition]] tables of the manifest, and what a medium asks for.

A medium names one file of the book: 'epub', 'print', 'screen', 'cover', 'booklet'; with the name of an
edition behind a colon, 'print:nl' and 'cover:nl', a printer's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from book.model import Manifest, Wanted

PLAN = "plan"
"""The medium that stands for all that the manifest asks for."""

USUAL = (Wanted("epub"), Wanted("home"), Wanted("screen"), Wanted("booklet"))
"""The editions of a book whose manifest names none."""

ALONE = ("epub", "screen", "booklet")
"""Editions that a book has one of, without a cover round it."""


def planned(manifest: Manifest) -> tuple[str, ...]:
    """The media that the manifest asks for, or that every book has."""
    return tuple(medium for edition in manifest.editions or USUAL for medium in media(edition))


def media(edition: Wanted) -> tuple[str, ...]:
    """The media of an edition: itself, and the cover round it."""
    if edition.profile in ALONE:
        return (edition.profile,)
    name = "" if edition.label == "home" else f":{edition.label}"
    return (f"print{name}", f"cover{name}") if edition.cover else (f"print{name}",)


def expanded(asked: Iterable[str], manifest: Manifest) -> tuple[str, ...]:
    """`asked` with what the manifest asks for in the place of 'plan', each medium once."""
    found = (m for medium in asked for m in (planned(manifest) if medium == PLAN else (medium,)))
    return tuple(dict.fromkeys(found))


def wanted(medium: str, manifest: Manifest) -> Wanted:
    """The edition that a medium is a file of: the manifest's of that name, else what the name itself says."""
    kind, _, name = medium.partition(":")
    label = name or (kind if kind in ALONE else "home")
    found = (edition for edition in manifest.editions if edition.label == label)
    return next(found, Wanted(label, place=manifest.where("edition")))


def reference(manifest: Manifest) -> Wanted:
    """The printed edition whose page numbers the EPUB has: the first that the manifest asks for."""
    printed = (edition for edition in manifest.editions if edition.profile not in ALONE)
    return next(printed, Wanted("home", place=manifest.where("edition")))


def manifest_of(edition: Wanted, manifest: Manifest) -> Manifest:
    """The manifest as an edition has it: with its own trim size and ISBN."""
    return replace(
        manifest,
        trim=edition.trim or manifest.trim,
        isbn_print=(edition.isbn if edition.profile not in ALONE else "") or manifest.isbn_print,
    )
