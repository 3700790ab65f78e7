"""The metadata of the package document, in the order in which it is written.

EPUB 3.3, section 5.5; EPUB Accessibility 1.1. The credits of each piece refine the manifest item of its
chapter: who wrote it, where it appeared, whose it is.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from book import urls
from book.languages import Language
from book.model import Anthology, Chapter, Contributor, Name, Rights
from book.render.access import CLAIM, Access
from book.render.xhtml import words

PUB_ID = "pub-id"
PREFIXES = ("a11y: http://www.idpf.org/epub/vocab/package/a11y/#", "schema: http://schema.org/")
REPORT = "text/accessibility.xhtml"
"""Where in the package the evaluation behind a claim of conformance is."""
UNKNOWN_DATE = "XXXX"
"""A year of which no digit is known (ISO 8601-2:2019, 'unspecified digits'; EDTF level 1)."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Meta:
    """One element of the metadata: `dc:title`, `meta` or `link`."""

    tag: str
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


def metadata(
    anthology: Anthology,
    language: Language,
    items: Mapping[str, str],
    access: Access,
    *,
    cover: str,
    paged: bool,
) -> tuple[Meta, ...]:
    """The book's metadata. `items`: the id of each piece's chapter in the manifest, by the piece's key;
    `cover`: the id of the cover's image; `paged`: whether there is a page list."""
    return (
        *_identifiers(anthology),
        *_titles(anthology, language),
        *(Meta("dc:language", code) for code in languages(anthology)),
        *_people(anthology, language),
        *_publication(anthology, language),
        *_sources(anthology),
        *_series(anthology),
        *(meta for chapter in anthology.chapters for meta in _credits(chapter, items, anthology, language)),
        *_accessibility(access, anthology),
        *([_property("pageBreakSource", print_identifier(anthology))] if paged else []),
        Meta("meta", "", {"name": "cover", "content": cover}),
    )


def languages(anthology: Anthology) -> tuple[str, ...]:
    """The book's language, then each other language that a whole piece is in."""
    found = (chapter.piece.language for chapter in anthology.chapters)
    return tuple(dict.fromkeys([anthology.language, *found]))


def print_identifier(anthology: Anthology) -> str:
    """What the print edition is known by: its ISBN, else a UUID made of the book's own (RFC 9562, UUIDv5)."""
    isbn = _isbn(anthology.manifest.isbn_print)
    return isbn or uuid.uuid5(uuid.NAMESPACE_URL, f"{anthology.identifier}#print").urn


def creators(anthology: Anthology) -> tuple[tuple[Name, tuple[str, ...], str], ...]:
    """Name, roles and address of everyone who has a hand in the book, editors first; each of them once."""
    found: dict[str, tuple[Contributor, list[str]]] = {}
    for person in anthology.contributors:
        _, roles = found.setdefault(person.name.display, (person, []))
        if person.role not in roles:
            roles.append(person.role)
    return tuple((person.name, tuple(roles), person.url) for person, roles in found.values())


def description(anthology: Anthology) -> str:
    """The manifest's description, else title, subtitle and whose pieces these are."""
    if anthology.manifest.description:
        return anthology.manifest.description
    title = ": ".join(filter(None, (anthology.title, anthology.subtitle)))
    by = anthology.matter.title_page.authors
    return ". ".join(filter(None, (title, by))).rstrip(".") + "."


def rights(anthology: Anthology) -> str:
    """The manifest's sentence on rights, else what the Verantwoording says of them."""
    return anthology.manifest.rights or " ".join(words(prose) for prose in anthology.matter.rights)


def terms(rights: Rights) -> str:
    """The address of the licence, else of the standard statement on the piece's copyright.

    Statements: rightsstatements.org 1.0 (CNE: copyright not evaluated; InC: in copyright) and Creative
    Commons' Public Domain Mark.
    """
    licence = urls.clean(rights.licence_url)
    if licence:
        return licence
    match rights.status:
        case "public-domain":
            return "https://creativecommons.org/publicdomain/mark/1.0/"
        case "unknown":
            return "http://rightsstatements.org/vocab/CNE/1.0/"
        case _:
            return "http://rightsstatements.org/vocab/InC/1.0/"


# --------------------------------------------------------------------------- parts, in order


def _identifiers(anthology: Anthology) -> Iterator[Meta]:
    yield Meta("dc:identifier", anthology.identifier, {"id": PUB_ID})
    isbn = _isbn(anthology.manifest.isbn_epub)
    if isbn:
        yield Meta("dc:identifier", isbn, {"id": "isbn"})
        yield _property("identifier-type", "15", "isbn", scheme="onix:codelist5")  # 15: ISBN-13


def _titles(anthology: Anthology, language: Language) -> Iterator[Meta]:
    yield Meta("dc:title", anthology.title, {"id": "title"})
    yield _property("title-type", "main", "title")
    yield _property("display-seq", "1", "title")
    yield _property("file-as", sort_title(anthology.title, language), "title")
    if anthology.subtitle:
        yield Meta("dc:title", anthology.subtitle, {"id": "subtitle"})
        yield _property("title-type", "subtitle", "subtitle")
        yield _property("display-seq", "2", "subtitle")


def sort_title(title: str, language: Language) -> str:
    """'De kok' -> 'Kok, De', 'L’isola' -> 'Isola, L’': a title is filed without its article."""
    article, rest = language.article(title)
    return f"{rest[0].upper()}{rest[1:]}, {article}" if article else title


def _people(anthology: Anthology, language: Language) -> Iterator[Meta]:
    people = creators(anthology)
    first = [person for person in people if {"aut", "edt"} & set(person[1])]
    n = 0
    for n, (name, roles, url) in enumerate(first, 1):
        yield from _person("dc:creator", f"creator-{n}", name, roles, url)
        yield _property("display-seq", str(n), f"creator-{n}")
    others = [person for person in people if person not in first]
    for n, (name, roles, url) in enumerate(others, 1):
        yield from _person("dc:contributor", f"contributor-{n}", name, roles, url)
    if any(not chapter.piece.authors for chapter in anthology.chapters):
        # Not a creator: no reading system shall show a name that is none.
        unknown = language.word("author-unknown")
        yield from _person("dc:contributor", "author-unknown", Name(unknown, unknown), ("aut",), "")
    yield from _person("dc:contributor", "producer", Name("florilegium", "florilegium"), ("bkp",), "")


def _person(tag: str, id_: str, name: Name, roles: Sequence[str], url: str) -> Iterator[Meta]:
    yield Meta(tag, name.display, {"id": id_})
    for role in roles:
        yield _property("role", role, id_, scheme="marc:relators")
    yield _property("file-as", name.sort, id_)
    address = urls.clean(url)
    if address:
        yield Meta("link", "", {"rel": "schema:sameAs", "href": address, "refines": f"#{id_}"})


def _publication(anthology: Anthology, language: Language) -> Iterator[Meta]:
    manifest = anthology.manifest
    yield Meta("dc:publisher", manifest.publisher or language.word("self-published"))
    yield Meta("dc:date", manifest.date or anthology.modified[:10])
    yield Meta("dc:description", description(anthology))
    yield from _subjects(anthology)
    yield Meta("dc:type", "anthology")
    if rights(anthology):
        yield Meta("dc:rights", rights(anthology))
    yield from _licences(anthology)
    yield _property("dcterms:modified", anthology.modified)


def _subjects(anthology: Anthology) -> Iterator[Meta]:
    manifest = anthology.manifest
    for subject in manifest.subjects:
        yield Meta("dc:subject", subject)
    if manifest.thema:
        yield Meta("dc:subject", f"Thema {manifest.thema}", {"id": "thema"})
        yield _property("authority", "Thema", "thema")
        yield _property("term", manifest.thema, "thema")
    if manifest.nur:
        yield Meta("dc:subject", f"NUR {manifest.nur}")


def _licences(anthology: Anthology) -> Iterator[Meta]:
    """One statement for the whole book, if it holds for every piece."""
    found = {terms(chapter.piece.rights) for chapter in anthology.chapters}
    if len(found) == 1:
        yield Meta("link", "", {"rel": "schema:license", "href": found.pop()})


def _sources(anthology: Anthology) -> Iterator[Meta]:
    found = (urls.clean(chapter.piece.url) for chapter in anthology.chapters)
    for address in dict.fromkeys(filter(None, found)):
        yield Meta("dc:source", address)


def _series(anthology: Anthology) -> Iterator[Meta]:
    manifest = anthology.manifest
    if manifest.series:
        yield _property("belongs-to-collection", manifest.series, id="series")
        yield _property("collection-type", "series", "series")
        yield _property("group-position", str(manifest.series_number), "series")


def _credits(
    chapter: Chapter, items: Mapping[str, str], anthology: Anthology, language: Language
) -> Iterator[Meta]:
    piece, item = chapter.piece, items[chapter.piece.key]
    lang = {_XML_LANG: piece.language} if piece.language != anthology.language else {}
    yield Meta("meta", piece.title, {"property": "dcterms:title", "refines": f"#{item}", **lang})
    for name in [a.display for a in piece.authors] or [language.word("author-unknown")]:
        yield _property("dcterms:creator", name, item)
    for translator in piece.translators:
        yield _property("schema:translator", translator.display, item)
    printed = words(chapter.source_note) or chapter.source or language.word("unknown-appearance")
    yield _property("dcterms:source", urls.clean(piece.url) or printed, item)
    yield _property("dcterms:issued", piece.date or UNKNOWN_DATE, item)
    if chapter.rights:
        yield _property("dcterms:rights", chapter.rights, item)
    yield _property("dcterms:language", piece.language, item)
    yield Meta("link", "", {"rel": "schema:license", "href": terms(piece.rights), "refines": f"#{item}"})


def _accessibility(access: Access, anthology: Anthology) -> Iterator[Meta]:
    evaluation = anthology.manifest.evaluation
    if access.claimed and evaluation:
        yield Meta("meta", CLAIM, {"property": "dcterms:conformsTo", "id": "conformance"})
        yield _property("a11y:certifiedBy", access.certifier, "conformance", id="certifier")
        yield _property("dcterms:date", evaluation.date, "certifier")
        yield Meta(
            "link",
            "",
            {
                "rel": "a11y:certifierReport",
                "refines": "#certifier",
                "href": REPORT,
                "media-type": "application/xhtml+xml",
            },
        )
    for name, values in (
        ("accessMode", access.modes),
        ("accessModeSufficient", access.sufficient),
        ("accessibilityFeature", access.features),
        ("accessibilityHazard", access.hazards),
        ("accessibilitySummary", (access.summary,)),
    ):
        for value in values:
            yield _property(f"schema:{name}", value)


def _property(name: str, value: str, refines: str = "", **attributes: str) -> Meta:
    target = {"refines": f"#{refines}"} if refines else {}
    return Meta("meta", value, {"property": name, **target, **attributes})


def _isbn(written: str) -> str:
    """'978-90-…' -> 'urn:isbn:97890…'; "" for none."""
    digits = re.sub(r"[^0-9Xx]", "", written)
    return f"urn:isbn:{digits}" if digits else ""
