"""The shared pages made ready for paper: one HTML document with what a stylesheet cannot do.

Titles are broken into lines of like length, running heads are cut to what fits, the words that lead a piece
in are marked for small capitals, and each section says what its head, folio and bookmark are to be.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import partial
from string import digits

from lxml import etree
from markupsafe import escape

from book import __version__
from book.languages import Language
from book.model import Anthology, Style
from book.render import foreign, noteparts, ragged, standins
from book.render.codes import MODULE, QUIET
from book.render.contentslines import break_entries
from book.render.cover import some, unbroken
from book.render.engine import installed
from book.render.indexing import Index, IndexEntry
from book.render.look import Display, Look, look
from book.render.pages import NAMESPACES, Page, pages
from book.render.picturesize import fit_pictures
from book.render.smalltext import LINES, Small, set_ragged
from book.render.tablefit import fit
from book.render.titlelines import break_titles
from book.render.trims import MM_PER_POINT, Trim, page_css

_SHEETS = ("core.css", "print.css", "own.css")
_UNLISTED = frozenset({"halftitlepage", "copyright-page"})  # pages without a bookmark

_SMALL = {"source": "source", "where": "source"} | dict.fromkeys(("address", "note-line"), "note")
"""The small type of a class of element, where it is set ragged."""

_SMALL_PAGES = {"credits": "small", "copyright-page": "note"}
"""That of the paragraphs of a kind of page."""

_INDENT, _NOTE_INDENT = 1.3, 1.4  # em: of a paragraph's first line, of a note behind its number

_ADDRESS = re.compile(r"\b(?:https?|ftp)://[^/\s]+/?")
_WHOLE = 40  # letters of an address that is not broken

_INKLESS = dict.fromkeys((0xFE0E, 0xFE0F))
"""They ask for a sign in text or in colour: paper has one, and some readers of PDF see letters in them."""

_INDEX_FORMS = {"sup": ("sups",), "sub": ("subs", "sinf")}
"""The OpenType features of what is set above and below the line."""

_SMALLER, _RAISED = 0.66, 0.5
"""The size of note calls in a face without superior figures, of the text's; em that they are raised."""

_CAPS = 1.4  # how much wider than in the text a name may be set: in small capitals, spaced
_UNBROKEN = ("h1", "h2", "h3", "h4", "td", "th", "caption", "figcaption")
_MANY = 25  # pieces whose credits are set close: print.css counts them too


def document(
    anthology: Anthology, style: Style, language: Language, size: Trim, index: Sequence[IndexEntry] = ()
) -> str:
    """The whole book as one HTML document for `size`, as the layout engine takes it; `index`: of its index.

    Its relative addresses are the style's files. Raises DataError for a fault in the style.
    """
    numbers = look(style, anthology.language)
    body = etree.Element("body", {"data-openings": anthology.manifest.openings})
    roman = anthology.manifest.front_numbers == "roman"
    begun = False
    for page in pages(anthology, style, language, "print", index):
        section = _section(page)
        if roman and not begun:
            begun = page.division != "frontmatter"
            section.set("data-numbers", "begin" if begun else "front")
        _announce(section, page, anthology, language, numbers, size)
        if page.kind == "titlepage":
            _keep_names(section, anthology)
        break_titles(section, page, numbers, size)
        if page.kind == "toc":
            break_entries(section, numbers, size)
        if page.kind == "contributors":
            _number_pages(section, language)
        _mark_drawn(section, numbers)
        _mark_uncapped(section, numbers)
        _keep_authors(section, numbers, size)
        _place_codes(section, size)
        noteparts.part(section)
        _set_small(section, page, numbers, size)
        _keep_hosts(section)
        fit_pictures(section, size)
        number = 1  # that of the first picture in it
        for figure in section.iter("figure"):
            figure.set("data-k", f"{page.key}.f{number}")
            number += len([*figure.iter("img")])
        for table in section.iter("table"):
            fit(table, numbers.display["source"], size.leading, size.points)
        _set_apart(section, numbers)
        for number, row in enumerate(section.iter("tr"), 1):
            row.set("data-k", f"{page.key}.r{number}")
        if page.kind == "chapter":
            _lead_in(section, numbers)
        foreign.set_rightward(section)
        body.append(section)
    others = standins.css("".join(body.itertext()), installed)
    head = [
        f"<title>{escape(anthology.title)}</title>",
        *_metadata(anthology),
        f"<style>\n{page_css(size)}{numbers.css}{others}</style>",
        *(f'<link rel="stylesheet" href="{sheet}">' for sheet in _SHEETS if sheet in style.files),
        *_calls(numbers, size),
        *_heads(body, numbers),
    ]
    return (
        f'<!doctype html>\n<html lang="{escape(anthology.language)}">\n<head>\n<meta charset="utf-8">\n'
        + "\n".join(head)
        + f"\n</head>\n{etree.tostring(body, method='html', encoding='unicode')}\n</html>\n"
    ).translate(_INKLESS)


def indexed(anthology: Anthology, style: Style, language: Language) -> Index:
    """Where the terms of the book's index stand in it."""
    made = pages(anthology, style, language, "print")
    return Index(anthology.matter.index, {page.key: _section(page) for page in made})


def _metadata(anthology: Anthology) -> list[str]:
    manifest = anthology.manifest
    named = [
        *(("author", name) for name in anthology.creators),
        ("description", manifest.description or anthology.subtitle),
        ("keywords", ", ".join(manifest.subjects)),
        ("generator", f"florilegium {__version__}"),
        ("dcterms.created", anthology.modified),
        ("dcterms.modified", anthology.modified),
    ]
    return [f'<meta name="{name}" content="{escape(value)}">' for name, value in named if value]


def _section(page: Page) -> etree._Element:
    """The page's section, without what only EPUB has: its namespaces and their attributes."""
    root = etree.fromstring(f'<body xmlns:epub="{NAMESPACES["epub"]}">{page.section}</body>'.encode())
    for element in root.iter():
        for name in [name for name in element.attrib if str(name).startswith("{")]:
            del element.attrib[name]
    etree.cleanup_namespaces(root)
    section = root[0]
    section.tail = "\n"
    return section


def _announce(
    section: etree._Element, page: Page, anthology: Anthology, language: Language, numbers: Look, size: Trim
) -> None:
    """Say what stands in the section's running heads (data-verso, data-recto) and in the bookmarks."""
    head = numbers.display["head"]
    named = page.author if page.author != language.word("author-unknown") else ""
    title = _running(anthology.title, head, size)
    section.set("data-verso", _running_names(page, anthology, language, head, size) if named else title)
    section.set("data-recto", _running(page.title, head, size))
    heading = next(section.iter("h1"), None)
    if heading is not None and page.kind not in _UNLISTED:
        heading.set("data-bookmark", page.title if page.kind != "titlepage" else anthology.title)


def _running_names(page: Page, anthology: Anthology, language: Language, head: Display, size: Trim) -> str:
    """The authors of a piece, or as many of them as fit in a running head: no name is cut."""
    piece = next((chapter.piece for chapter in anthology.chapters if chapter.piece.key == page.piece), None)
    names = [name.display for name in piece.authors] if piece else []
    said = page.author
    while len(names) > 1 and _running(said, head, size) != said:
        names.pop()
        said = some(names, True, language)
    return _running(said, head, size)


def _running(text: str, head: Display, size: Trim) -> str:
    return ragged.running(
        text, lambda line: head.face.width(line, head.size * size.leading), size.points * head.measure
    )


# --------------------------------------------------------------------------- headings and lead-ins


def _heads(body: etree._Element, numbers: Look) -> list[str]:
    """How running heads are set where the face has not all their letters in small capitals: none is."""
    heads = "".join(section.get("data-verso", "") + section.get("data-recto", "") for section in body)
    if numbers.text.capped(heads):
        return []
    return ["<style>:root { --head-caps: normal; --head-tracking: 0 }</style>"]


def _calls(numbers: Look, size: Trim) -> list[str]:
    """How note calls are set where the text's face has no superior figures; nothing where it has."""
    if numbers.text.varies(digits, *_INDEX_FORMS["sup"]):
        return []
    drawn = f"font-size: {_SMALLER * size.size:.2f}pt; vertical-align: {_RAISED}em"
    return [f"<style>::footnote-call {{ {drawn}; font-variant-position: normal }}</style>"]


def _mark_drawn(section: etree._Element, numbers: Look) -> None:
    """Mark what is set above or below the line and has a letter that the text's face has no such form of:
    it is set in smaller type."""
    for tag, features in _INDEX_FORMS.items():
        for element in section.iter(tag):
            if not numbers.text.varies("".join(element.itertext()), *features):
                element.set("class", " ".join(filter(None, (element.get("class"), "drawn"))))


def _mark_uncapped(section: etree._Element, numbers: Look) -> None:
    """Mark a byline with letters that the text's face has no small capitals of: none are set in it then."""
    for byline in section.iter("p"):
        kinds = byline.get("class", "").split()
        if "byline" not in kinds:
            continue
        if not numbers.text.capped("".join(byline.itertext())):
            byline.set("class", " ".join((*kinds, "uncapped")))


def _keep_authors(section: etree._Element, numbers: Look, size: Trim) -> None:
    """Keep each name of a byline of several on one line, where it is sure to fit on one."""
    for byline in section.iter("p"):
        names = byline.findall("span") if "byline" in byline.get("class", "").split() else []
        for name in names if len(names) > 1 else ():
            if _CAPS * numbers.text.width("".join(name.itertext()), size.size) <= size.points:
                name.set("class", "whole")


def _keep_names(section: etree._Element, anthology: Anthology) -> None:
    """Keep each name on the title page on one line."""
    for paragraph in section.iter("p"):
        if paragraph.get("class") in ("authors", "editors") and paragraph.text:
            paragraph.text = unbroken(paragraph.text, anthology)


def _number_pages(section: etree._Element, language: Language) -> None:
    """Say behind each title that 'Over de auteurs' names on which page the piece begins."""
    before, after = f"\u00a0{language.word('page-behind', page='|')}".split("|")
    for link in [a for works in section.iterfind(".//p[@class='works']") for a in works.iter("a")]:
        href = link.get("href", "")
        if href.startswith("#") and not _goes_on(link):
            number = etree.Element(
                "span", {"class": "page-ref", "data-href": href, "data-before": before, "data-after": after}
            )
            number.tail, link.tail = link.tail, None
            link.addnext(number)


def _goes_on(link: etree._Element) -> bool:
    """Does the next link go on with this one? A title in another language stands in one of its own."""
    around: etree._Element | None = link
    while around is not None and not around.tail and around.getnext() is None:
        around = around.getparent()
    if around is None or around.tail:
        return False
    below = around.getnext()
    while below is not None and below.tag != "a" and not below.text:
        below = next(iter(below), None)
    return below is not None and below.get("href") == link.get("href")


# --------------------------------------------------------------------------- small text


def _set_small(section: etree._Element, page: Page, numbers: Look, size: Trim) -> None:
    """Break the lines of what is set small and ragged, but for what runs on in the credits of many pieces."""
    statements = section.findall("section[@class='statement']") if page.kind == "credits" else []
    run_on = set(statements) if len(statements) >= _MANY else set()
    for element in list(section.iter("p", "span", "caption", "figcaption")):
        if element.getparent() in run_on:
            continue
        kind = _SMALL_PAGES.get(page.kind, "") if element.tag == "p" else ""
        for name in (element.get("class") or "").split():
            kind = _SMALL.get(name, kind)
        legend = element.get("class") == "legend"
        captions = legend or element.tag in ("caption", "figcaption")
        if captions:
            kind = "source"
        if not kind:
            continue
        display = numbers.display[kind]
        points = display.size * size.leading
        indented = page.kind == "credits" and element.get("class") is None
        hung = float(element.attrib.pop("data-hung", "0"))
        if element.tag == "span" and kind == "note":
            hung = _NOTE_INDENT * points
        indent = _INDENT * points if indented else 0.0
        face = numbers.italic if captions else display.face
        small = Small(face, numbers.italic, points, size.points - hung, indent)
        # A table may be narrower than its caption.
        above = element.getprevious()
        even = element.tag == "figcaption" or (legend and above is not None and above.tag == "figure")
        set_ragged(element, small, always=element.tag == "caption", even=even)


# --------------------------------------------------------------------------- addresses


def _keep_hosts(section: etree._Element) -> None:
    """Keep the scheme and host of a printed address together: 'https://' is no line end.

    Within a link nothing may be marked (PDF/UA-1, 7.18.5): a short one is kept whole, a long one becomes two.
    """
    for element in list(section.iter()):
        parent = element.getparent()
        if any(LINES in e.get("class", "").split() for e in (element, *element.iterancestors())):
            continue
        if parent is not None:
            _mark_hosts(parent, element.tail, parent.index(element) + 1)
        if element.tag == "a":
            _keep_link(element)
        else:
            _mark_hosts(element, element.text, 0)


def _keep_link(link: etree._Element) -> None:
    text = link.text or ""
    host = _ADDRESS.match(text)
    if not host:
        return
    if len(text) > _WHOLE and host.end() < len(text):
        rest = etree.Element("a", dict(link.attrib))
        link.text, rest.text = text[: host.end()], text[host.end() :]
        link.tail, rest.tail = None, link.tail
        link.addnext(rest)
    link.set("class", "whole")


def _mark_hosts(parent: etree._Element, text: str | None, at: int) -> None:
    """Put each host in `text`, which stands in `parent` before its child number `at`, in a span."""
    found = list(_ADDRESS.finditer(text or ""))
    if not text or not found:
        return
    ends = [match.start() for match in found[1:]] + [len(text)]
    spans = []
    for match, end in zip(found, ends, strict=True):
        span = etree.Element("span", {"class": "host"})
        span.text, span.tail = match[0], text[match.end() : end]
        spans.append(span)
    before = text[: found[0].start()]
    if at:
        parent[at - 1].tail = before
    else:
        parent.text = before
    for i, span in enumerate(spans):
        parent.insert(at + i, span)


def _place_codes(section: etree._Element, size: Trim) -> None:
    """Give the code of an address its size, and what stands beside it as many lines as the code is high."""
    for address in section.iter("div"):
        if address.get("class") != "address":
            continue
        side = float(address.attrib.pop("data-side"))
        lines = math.ceil(side / (size.leading * MM_PER_POINT))
        address.set("style", f"min-height: {lines}rem; padding-left: {side - QUIET * MODULE:.2f}mm")
        for where in address.iterfind("span[@class='where']"):
            where.set("data-hung", f"{(side - QUIET * MODULE) / MM_PER_POINT:.3f}")
        for image in address.iter("img"):
            image.set("style", f"width: {side:.2f}mm; left: {-QUIET * MODULE:.2f}mm")


def _set_apart(section: etree._Element, numbers: Look) -> None:
    """Set apart what the text's face lacks in cells, headings and captions: the height of another font would
    push their lines down. What is justified is looked at when its lines are broken."""
    for element in section.iter(*_UNBROKEN):
        text = "".join(element.itertext())
        lacking = "" if text.isascii() else numbers.text.lacks(text)
        if lacking:
            lacks = partial(_has_some, frozenset(lacking))
            foreign.set_leftward_apart(element, lacks, spaced=not foreign.is_leftward(element))
            foreign.set_apart(element, lacking)


def _has_some(characters: frozenset[str], text: str) -> bool:
    return not characters.isdisjoint(text)


def _lead_in(section: etree._Element, numbers: Look) -> None:
    """Mark the first words of the first paragraph of the text, so many letters or a little more.

    They end with a phrase where one ends soon after. Nothing is marked where the paragraph begins with
    anything but plain words (a quotation mark, a link, emphasis), or with letters that have no capitals, or
    that the text's face has no small ones of.
    """
    least = numbers.lead
    paragraph = next((p for p in section.iterchildren("p") if p.get("class") == "first"), None)
    if paragraph is None or not least:
        return
    text = paragraph.text or ""
    end = _lead_end(text, least)
    words = text[:end]
    if words[:1].lower() == words[:1].upper() or not numbers.text.capped(words):
        return
    lead = etree.Element("span", {"class": "lead"})
    lead.text, lead.tail = text[:end], text[end:]
    paragraph.text = None
    paragraph.insert(0, lead)


def _lead_end(text: str, least: int) -> int:
    """Where the lead-in of `text` ends; 0 for none."""
    if not text[:1].isalpha():
        return 0
    ends = [m.start() for m in re.finditer(r"(?=\s)", text)]
    enough = [end for end in ends if sum(map(str.isalpha, text[:end])) >= least]
    if not enough:
        return 0
    phrase = next((end for end in enough[:3] if not text[end - 1].isalnum()), None)
    end = phrase or enough[0]
    return end if text[end - 1].isalnum() else end - 1
