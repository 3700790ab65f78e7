"""What was spoiled in a finished EPUB is found, and where nothing was, nothing is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from proofreading import bound, chapter, checks, namesakes, read, reflowed, reflowing, spoiled, swap

from book.model import Account, Change, Edition, Galley, Paragraph, Rights, Text

BROOD, SPELEN, TOC, CREDITS = r"c001-brood", r"c002-spelen", r"/toc\.xhtml", r"/credits\.xhtml"
PEOPLE, NAV, OPF, CSS = r"/contributors\.xhtml", r"nav\.xhtml", r"\.opf$", r"\.css$"


def test_a_sound_epub_has_no_findings() -> None:
    assert read(reflowing()) == ()


def test_a_title_may_be_kept_on_one_line_by_its_spaces() -> None:
    """'Deel 2' is set with a space that does not break, which XML's readers fold as any other."""
    assert read(reflowing(), book=replace(bound(), title="Brood en\u00a0spelen")) == ()


def test_a_file_that_is_no_epub_is_found_and_stops_nothing() -> None:
    (finding,) = read(Edition("x.epub", b"PK\x03\x04 no", "application/epub+zip"))
    assert (finding.check, finding.place.file) == ("proof.unreadable", "x.epub")


Spoil = Callable[[str], str | None]

# The proof that must find it, words of its message, the file that is spoiled, and how.
DEFECTS: list[tuple[str, str, str, Spoil]] = [
    # the text
    ("fidelity.lost", "emmer", BROOD, swap("rijst in een emmer", "rijst in een ketel")),
    ("fidelity.lost", "Op dag 3", BROOD, lambda t: t.replace(_paragraph(t, "Op dag 3"), "")),
    ("fidelity.lost", "Op dag", BROOD, lambda t: _swapped(t, "Op dag 3", "Op dag 4")),
    ("fidelity.lost", "Te hard", BROOD, lambda t: t.replace("‘Te hard", "’Te hard", 1)),
    ("fidelity.lost", "Gezuurd", BROOD, swap("Gezuurd met water uit de regenton.", "")),
    ("fidelity.lost", "Gracht", BROOD, swap("[Sinds 1654.]", "[Sinds 1655.]")),
    ("fidelity.lost", "wie wint", SPELEN, swap("wie wint die speelt.", "")),
    ("fidelity.lost", "de bakker", BROOD, swap("de bakker</p>", "de slager</p>")),
    ("fidelity.added", "Lees ook", BROOD, swap("Wat er overbleef", "Lees ook dit! Wat er overbleef")),
    ("fidelity.chapter", "2 chapters", OPF, swap('<itemref idref="chapter-slot"/>', "")),
    ("fidelity.matter", "de rechten", CREDITS, swap("de rechten", "de plichten")),
    ("fidelity.matter", "op zaterdag", PEOPLE, swap("op zaterdag", "op zondag")),
    # credits
    ("credits.title", "plank", BROOD, swap("op de plank</h1>", "op de krant</h1>")),
    ("credits.byline", "van den", SPELEN, swap(">Jan van den Berg</span>", ">Jan Berg</span>")),
    ("credits.contents", "Tot ziens", TOC, swap("Tot slot", "Tot ziens")),
    ("credits.contents", "en Jan", TOC, lambda t: _exchanged(t, ">Jan van", ">Anna de Wit en Jan van")),
    ("credits.contents", "plank", TOC, lambda t: _exchanged(t, "c001-brood", "c002-spelen")),
    ("credits.navigation", "Brood –", NAV, swap("Brood op de plank –", "Brood –")),
    ("credits.NCX", "Willem", r"\.ncx$", swap("auteur onbekend", "Willem")),
    ("credits.document-title", "Spellen", SPELEN, swap("<title>Spelen", "<title>Spellen")),
    (
        "credits.document-author",
        "Piet",
        SPELEN,
        swap('name="author" content="Jan', 'name="author" content="Piet'),
    ),
    ("credits.metadata", "creators", OPF, lambda t: _without(t, '<dc:creator id="creator-2"')),
    ("credits.metadata", "filed", OPF, swap("Berg, Jan van den", "van den Berg, Jan")),
    ("credits.metadata", "roles", OPF, lambda t: re.sub("(creator-2.*)>aut<", r"\1>ill<", t)),
    ("credits.metadata", "title", OPF, swap('id="title">Brood en', 'id="title">Brood of')),
    (
        "credits.metadata-dcterms:creator",
        "Anna",
        OPF,
        swap('-spelen">Jan van den Berg', '-spelen">Anna de Wit'),
    ),
    ("credits.metadata-dcterms:language", "'de'", OPF, swap('-spelen">nl<', '-spelen">de<')),
    ("fidelity.matter", "Spelen", PEOPLE, swap("Spelen voor gevorderden", "")),
    ("fidelity.matter", "Anna Wit", PEOPLE, swap("Anna de Wit</h2>", "Anna Wit</h2>")),
    ("fidelity.matter", "auteur bekend", CREDITS, swap(">auteur onbekend<", ">auteur bekend<")),
    ("fidelity.matter", "says besides 'Colofon.'", r"/copyright-page", swap("Colofon</h1>", "Colofon.</h1>")),
    ("fidelity.matter", "titlepage", r"/titlepage", swap("Met bijdragen", "Bijdragen")),
    ("fidelity.matter", "no page of the kind 'credits'", OPF, swap('<itemref idref="credits"/>', "")),
    ("rights.wording", "Eerder in De Bakker", r"xhtml$", swap("Eerder in De Bakker", "Eerder elders")),
    # links
    ("links.broken", "#n1", BROOD, swap('id="n1"', 'id="n9"')),
    ("links.broken", "note 1 is called '1 and 7'", BROOD, swap('id="r1">1<', 'id="r1">7<')),
    ("links.broken", "speeltuin", NAV, swap("c002-spelen", "c002-speeltuin")),
    ("links.broken", "out of what is read", BROOD, swap('href="#n1"', 'href="../css/book.css"')),
    # the container
    ("epub.unlisted", "manifest", OPF, lambda t: _without(t, '<item href="img/cover.jpg"')),
    ("epub.missing", "container", CSS, lambda t: None),
    ("epub.duplicate-id", "'n1'", BROOD, swap('id="n2"', 'id="n1"')),
    ("epub.spine", "'tok'", OPF, swap('idref="toc"', 'idref="tok"')),
    ("epub.spine", "2 times", OPF, swap('<itemref idref="toc"/>', '<itemref idref="toc"/>' * 2)),
    ("epub.refines", "creator-9", OPF, swap('refines="#creator-1"', 'refines="#creator-9"')),
    ("epub.malformed", "XML", SPELEN, swap("</h1>", "</h2>")),
    ("epub.language", "xml:lang", SPELEN, swap(' lang="nl"', "")),
    ("epub.language", "'de'", SPELEN, swap('lang="nl"', 'lang="de"')),
    ("epub.language", "'de'", OPF, swap("<dc:language>nl", "<dc:language>de")),
    ("epub.remote", "x.nl/a", BROOD, swap("</h1>", '</h1><img src="https://x.nl/a.png" alt=""/>')),
    ("epub.remote", "x.nl/f", CSS, lambda t: t + "\n@font-face { src: url('https://x.nl/f.otf') }"),
    ("epub.alt", "cover.jpg", BROOD, swap("</h1>", '</h1><img src="../img/cover.jpg"/>')),
    ("epub.title", "no title", SPELEN, lambda t: re.sub("<title>.*</title>", "<title></title>", t)),
    ("epub.nav", "navigation", OPF, swap(' properties="nav"', "")),
    ("epub.metadata", "modified", OPF, lambda t: _without(t, '<meta property="dcterms:modified"')),
    # what the accessibility report says
    (
        "access.same-title",
        "c001-brood",
        SPELEN,
        lambda t: re.sub("<title>.*</title>", f"<title>{TITLE}</title>", t),
    ),
    ("access.active", "<audio>", BROOD, swap("</h1>", '</h1><audio src="#n1"></audio>')),
    ("access.active", "'onclick'", BROOD, swap("<h1 ", '<h1 onclick="x()" ')),
    ("access.active", "'style'", BROOD, swap("<h1 ", '<h1 style="color: red" ')),
    (
        "access.heading-level",
        "level 4 follows one of level 1",
        BROOD,
        lambda t: re.sub(r"(</?)h2\b", r"\1h4", t),
    ),
    ("access.heading-empty", "level 2", BROOD, swap("</header>", "</header><h2></h2>")),
    ("access.table-head", "dag", BROOD, swap("</header>", "</header><table><tr><th>dag</th></tr></table>")),
    ("access.language", "'fr' by lang", BROOD, swap("</h1>", '</h1><p><i lang="fr">pain</i></p>')),
    ("access.fixed", "colour", CSS, lambda t: t + "h1 { color: #333 }"),
    ("access.fixed", "letters", CSS, lambda t: t + "@media all { .dek { font-size: 14px } }"),
    ("access.fixed", "reader chooses", CSS, lambda t: t + "body, .x { line-height: 1.5 }"),
    ("access.fixed", "over the text", CSS, lambda t: t + "nav { position: fixed }"),
    ("epub.mimetype", "first", "^mimetype$", lambda t: t + "\n"),
]


TITLE = "Brood op de plank – Anna de Wit en Jan van den Berg"


def _paragraph(text: str, words: str) -> str:
    start = text.rindex("<p", 0, text.index(words))
    return text[start : text.index("</p>", start) + 4]


def _swapped(text: str, one: str, other: str) -> str:
    return _exchanged(text, _paragraph(text, one), _paragraph(text, other))


def _exchanged(text: str, one: str, other: str) -> str:
    return text.replace(other, "\ue000").replace(one, other).replace("\ue000", one)


def _without(text: str, start: str) -> str:
    """The text without the line that begins so."""
    return "\n".join(line for line in text.split("\n") if not line.strip().startswith(start))


_IDS = [f"{check} {words}" for check, words, _, _ in DEFECTS]


@pytest.mark.parametrize(("check", "words", "file", "change"), DEFECTS, ids=_IDS)
def test_a_defect_is_found_by_its_proof(check: str, words: str, file: str, change: Spoil) -> None:
    findings = read(spoiled(reflowing(), {file: change}))
    told = [finding for finding in findings if finding.check == check]
    assert told, checks(findings)
    assert any(words in finding.message for finding in told), [finding.message for finding in told]


def test_every_finding_stands_where_someone_can_mend_it() -> None:
    """No path of the archive is a place; the document is named in the message."""
    for check, words, file, change in DEFECTS:
        for finding in read(spoiled(reflowing(), {file: change})):
            place = finding.place
            assert place.file.startswith(("seeds/", "anthology.toml", "styles/")) or not place.key, (
                check,
                words,
            )


PLACES: list[tuple[str, Spoil, tuple[str, int | None, str]]] = [
    (BROOD, swap("Op dag 3", "Op <i lang='fr'>dag</i> 3"), ("seeds/brood.txt", 13, "")),
    (BROOD, swap("Op dag 3", "Op dag <img src='x.png'/>3"), ("seeds/brood.txt", 13, "")),
    (BROOD, swap("</title>", "</titel>"), ("anthology.toml", 8, "piece[1].title")),
    (PEOPLE, swap("<p ", "<p style='' "), ("anthology.toml", 1, "book")),
    (CSS, lambda t: t + "h1 { color: red }", ("styles/libertine/epub.css", None, "")),
    (r"part-2\.xhtml", swap("<h1 ", "<h1 onclick='' "), ("anthology.toml", 15, "piece[2].part")),
    (OPF, swap('refines="#chapter-spelen"', 'refines="#chapter-spel"'), ("anthology.toml", 1, "book")),
]


@pytest.mark.parametrize(("file", "change", "place"), PLACES)
def test_a_finding_in_a_document_is_told_at_its_line_of_the_seed(
    file: str, change: Spoil, place: tuple[str, int | None, str]
) -> None:
    found = read(spoiled(reflowing(), {file: change}))
    assert place in [(f.place.file, f.place.line, f.place.key) for f in found], found


def test_a_lost_paragraph_is_found_at_its_line_in_the_seed() -> None:
    lost = spoiled(reflowing(), {BROOD: lambda t: t.replace(_paragraph(t, "Op dag 3"), "")})
    (finding,) = read(lost)
    assert (finding.place.file, finding.place.line) == ("seeds/brood.txt", 13)


def test_a_title_that_drifts_is_found_everywhere_it_stands() -> None:
    """As in a real anthology: one title in the contents, another at the chapter, a third in the credits."""
    findings = read(reflowing(), book=chapter(2, title="Spelen voor beginners"))
    assert {f.check for f in findings} == {
        "credits.title", "credits.contents", "credits.navigation", "credits.NCX",
        "credits.metadata-dcterms:title",
    }  # fmt: skip
    assert {f.place.file for f in findings} == {"anthology.toml"}
    assert {f.place.line for f in findings} == {bound().manifest.pieces[1].place.line}


DRIFTS = [
    # two drifts of a printed anthology: the contents against a chapter, the credits against another
    (
        TOC,
        "Visualizing your plans and progress",
        "Visual tools for open decision making",
        "credits.contents",
    ),
    (
        CREDITS,
        "Improving collaborative decisions by reducing noise",
        "When empowering employee decision-making, intent is everything",
        "fidelity.matter",
    ),
]


@pytest.mark.parametrize(("file", "written", "meant", "check"), DRIFTS)
def test_the_drifts_of_a_printed_anthology_are_found(file: str, written: str, meant: str, check: str) -> None:
    meant_everywhere = {r"\.(xhtml|opf|ncx)$": swap("Tot slot", meant)}
    sound = spoiled(reflowing(), meant_everywhere)
    book = bound(slot=meant)
    assert read(sound, book=book) == ()
    assert check in checks(read(spoiled(sound, {file: swap(meant, written)}), book=book))


def test_a_bio_that_belongs_to_nobody_and_a_person_without_a_piece_are_found() -> None:
    book = chapter(3, bio="Hij woont in Oss.")
    assert checks(read(book=book)) == ["credits.bio"]
    moved = chapter(3, placed=(Paragraph((Text("Hij woont in Oss."),), 3),))
    assert checks(read(book=moved)) == ["credits.bio"]
    people = {**bound().manifest.people, "Anna de Wilt": bound().manifest.people["Anna de Wit"]}
    (finding,) = read(book=replace(bound(), manifest=replace(bound().manifest, people=people)))
    assert (finding.check, "Anna de Wit" in finding.hint) == ("credits.nobody", True)


def test_a_number_that_keeps_to_its_word_is_no_drift() -> None:
    book = bound(slot="Tot slot, deel\u00a09")
    sound = spoiled(reflowing(), {r"\.(xhtml|opf|ncx)$": swap("Tot slot", "Tot slot, deel\u00a09")})
    assert read(sound, book=book) == ()


def test_of_namesakes_nothing_else_is_found() -> None:
    found = read(reflowed(namesakes()), book=namesakes())
    assert checks(found) == ["credits.namesakes"]


def test_pieces_that_the_contents_cannot_tell_apart_are_found() -> None:
    (finding,) = read(book=chapter(3, title="Spelen voor gevorderden", byline="Jan van den Berg"))
    assert (finding.check, finding.place.key) == ("credits.namesakes", "piece[3].title")


@pytest.mark.parametrize(
    ("rights", "check"),
    [
        (Rights("requested"), "rights.requested"),
        (Rights("granted"), "rights.no-reference"),
        (Rights("licensed", licence="CC-BY-NC-4.0", holder="X"), "rights.non-commercial"),
        (Rights("licensed", licence="CC-BY-4.0"), "rights.nobody-to-name"),
        (Rights("granted", reference="brief", note="Met dank."), "rights.wording"),
    ],
)
def test_rights_that_the_book_does_not_keep_to_are_found(rights: Rights, check: str) -> None:
    assert checks(read(book=chapter(3, rights=rights))) == [check]


def test_a_title_is_told_with_the_spaces_that_it_shows() -> None:
    book = chapter(3, rights=Rights("requested"), title="L.A.\u00a0Auto Show")
    [finding] = [f for f in read(book=book) if f.check == "rights.requested"]
    assert "'L.A. Auto Show'" in finding.message


def test_a_licence_that_allows_no_changes() -> None:
    rights = Rights("licensed", licence="CC-BY-ND-4.0", holder="X")
    galley = Galley("seeds/slot.txt", "nl", ())
    changed = Account("slot", galley, (Change("q", 1, "'a", "‘a"),))
    book = chapter(3, rights=rights)
    assert checks(read(book=replace(book, accounts=(changed,)))) == ["rights.no-derivatives"]
    assert checks(read(book=replace(book, accounts=(Account("slot", galley, ()),)))) == []
