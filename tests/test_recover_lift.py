"""From a galley to a piece: notes at their calls, quotations with who said them, the manifest first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from galleys.pull import SEEDS
from galleys.pull import galley as seed_galley

from book.errors import Place
from book.intake import mark
from book.model import (
    Entry,
    Fact,
    Galley,
    Heading,
    Line,
    ListBlock,
    Move,
    Note,
    NoteCall,
    Paragraph,
    Piece,
    Quotation,
    Role,
    Seed,
    Table,
    Text,
    Verdict,
)  # fmt: skip
from book.prepress import set_piece
from book.read import read
from book.recover import galleyproof, lift, plain, record, recover, subheads
from book.recover.kept import unlifted
from book.recover.page import Sheet
from book.recover.plain import lines as rows_of
from book.recover.plain import words
from book.slugs import slug

LONG = (
    "Dit is een alinea die lang genoeg is om als alinea te tellen, met ruim meer dan dertig woorden, zodat "
    "niemand haar voor een kop of voor een titel aanziet, ook niet wie vluchtig leest en snel oordeelt"
)


def galley(text: str, language: str = "nl") -> Galley:
    lines = [Line(n, t) for n, t in enumerate(text.split("\n"), 1)]
    return Galley(
        "seeds/x.txt", language,
        tuple(Verdict(line, Role.BLANK if line.blank else Role.BODY, "stet") for line in lines),
    )  # fmt: skip


def pieced(text: str, entry: Entry | None = None) -> Piece:
    return lift(recover(galley(text), entry=entry), entry)


def notes(piece: Piece) -> list[Note]:
    return [
        i.note for b in piece.blocks for p in _paragraphs(b) for i in p.inlines if isinstance(i, NoteCall)
    ]


def _paragraphs(block: object) -> list[Paragraph]:
    if isinstance(block, Paragraph):
        return [block]
    if isinstance(block, Quotation):
        return [p for p in block.blocks if isinstance(p, Paragraph)]
    if isinstance(block, ListBlock):
        return [p for item in block.items for p in item if isinstance(p, Paragraph)]
    return []


def texts(note: Note) -> list[str]:
    return [
        "".join(i.text for i in p.inlines if isinstance(i, Text)) for b in note.blocks for p in _paragraphs(b)
    ]


@pytest.fixture(scope="module")
def third() -> Piece:
    path = next(p for p in SEEDS if p.name.startswith("003"))
    return lift(seed_galley(path))


def test_the_notes_of_the_third_seed_stand_at_their_calls(third: Piece) -> None:
    epigraph = third.blocks[0]
    assert isinstance(epigraph, Quotation)
    assert epigraph.kind == "epigraph"
    first, second = notes(third)
    assert (first.mark, second.mark) == ("¹", "²")
    assert texts(first)[0].startswith("De toetsen van mijn toestenbord")
    assert texts(second)[0].startswith("Menig")
    assert isinstance(_paragraphs(epigraph)[0].inlines[-1], NoteCall)
    told = plain(third)
    assert "middelpunt van je organisatie.'¹" in told
    assert told.endswith("zo overkwam.....")


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("“We want to stay here”", Role.SUBHEAD),
        ("“We want to stay here.”", Role.QUOTATION),
        ("“want to stay here where we were”", Role.QUOTATION),
    ],
)
def test_words_of_the_text_in_quotation_marks_are_its_subhead_or_a_pull_quote(line: str, role: Role) -> None:
    quiet = (
        "It had been a quiet year for the harbour, with little fish and much rain, and hardly anybody had "
        "come from the town to see the boats."
    )
    said = (
        "Nobody on the quay left that evening. “We want to stay here where we were,” the skipper told the "
        "mayor, and the boats lay still while the lamps of the harbour office burned on until morning. “We "
        "want to stay here.” And so they did."
    )
    head = ["The boats of Alder Weir", "By Anna Baker"]
    text = "\n\n".join([*head, quiet, f"{quiet} So it was.", line, said, quiet])
    seed = Seed("harbour.txt", text.encode())
    found = {v.line.text: v.role for v in mark(seed, read(seed)).verdicts}
    assert found[line] is role


def test_the_pull_quote_of_the_third_seed_has_its_attribution(third: Piece) -> None:
    pulled = next(b for b in third.blocks if isinstance(b, Quotation) and b.kind == "pullquote")
    assert pulled.attribution == (Text("(vrij naar SWA)"),)


def test_what_moved_out_of_the_third_seed_is_kept_as_data(third: Piece) -> None:
    assert third.related[0] == "http://www.youtube.com/watch?v=SGa-dfdELr8"
    assert third.asides == ("(nb; dit is alweer post 1.701.....)",)
    assert third.authors == ()
    assert third.outlet == "ManagementPro"


@pytest.mark.parametrize(
    ("call", "mark"),
    [
        ("¹", "¹"),
        ("[1]", "[1]"),
        ("¹", "[1]"),
        ("¹", "1."),
        ("[1]", "1."),
        ("*", "*"),
        ("1", "1."),
        ("†", "†"),
    ],
)  # fmt: skip
def test_a_note_is_found_however_it_is_marked(call: str, mark: str) -> None:
    piece = pieced(f"{LONG}{call}.\n\n{LONG} nog eens.\n\n{mark} Zo zit dat.")
    assert [texts(n) for n in notes(piece)] == [["Zo zit dat."]]
    assert plain(piece).startswith(LONG)


def test_notes_of_several_paragraphs_stay_whole() -> None:
    piece = pieced(f"{LONG}¹ en nog wat² erbij.\n\n{LONG} slot.\n\n¹ Eerste deel.\n\nTweede deel.\n\n² Kort.")
    assert [texts(n) for n in notes(piece)] == [["Eerste deel.", "Tweede deel."], ["Kort."]]


def test_what_goes_on_a_note_is_no_note_of_its_own_that_calls_itself() -> None:
    piece = pieced(f"{LONG}[1] en wat[2].\n\n{LONG} slot.\n\n[1] Een.\n\n[9] Meel.\n\n[2] Twee.")
    assert [texts(n) for n in notes(piece)] == [["Een.", "[9] Meel."], ["Twee."]]


def test_a_numbered_list_is_no_note() -> None:
    piece = pieced(f"{LONG}.\n\n1. Meel\n2. Water\n3. Zout\n\n{LONG}.")
    assert notes(piece) == []
    assert [b for b in piece.blocks if isinstance(b, ListBlock) and b.ordered and len(b.items) == 3]


def test_a_power_is_no_call() -> None:
    found = recover(galley(f"{LONG} op 25 m² grond.\n\n{LONG}, 10⁻⁶ meter of 5 m·s⁻¹."))
    assert not [f for f in found.findings if f.check == "recover.call-without-note"]


def test_a_note_without_a_call_is_reported_and_not_lost() -> None:
    found = recover(galley(f"{LONG}.\n\n{LONG}.\n\n³ Verdwaald."))
    assert [f.place.line for f in found.findings if f.check == "recover.note-without-call"] == [5]
    assert "Verdwaald." in plain(lift(found))


def test_a_call_without_a_note_is_reported() -> None:
    found = recover(galley(f"{LONG}¹.\n\n{LONG}."))
    assert [f.place.line for f in found.findings if f.check == "recover.call-without-note"] == [1]


def test_a_missing_list_is_reported_where_it_is_missed() -> None:
    found = recover(
        galley(
            f"{LONG}, en wat is brood dan?\nDat is allemaal waar, maar ik wil meer weten dan dat.\n{LONG}."
        )
    )
    assert [f.place.line for f in found.findings if f.check == "recover.lost-list"] == [1]


def test_hard_wrapped_text_is_set_in_paragraphs() -> None:
    wrapped = "\n".join(
        ["Brood en kaas en boter en melk en eieren en meel en gist en zout en"] * 5 + ["water."]
    )
    piece = pieced(f"{wrapped}\n\n{wrapped}")
    assert len(piece.blocks) == 2


def test_nested_lists_keep_their_depth() -> None:
    piece = pieced(f"{LONG}.\n\n  • Brood\n      • Wit\n      • Bruin\n  • Kaas\n\n{LONG}.")
    block = next(b for b in piece.blocks if isinstance(b, ListBlock))
    assert len(block.items) == 2
    assert isinstance(block.items[0][1], ListBlock)


ITEM = "<li>{}</li>".format


@pytest.mark.parametrize(
    ("numbered", "marks"),
    [
        (f"<ol start='4'>{ITEM('brood')}{ITEM('kaas')}</ol>", ["4. brood", "5. kaas"]),
        (f"<ol type='a'>{ITEM('brood')}{ITEM('kaas')}</ol>", ["a. brood", "b. kaas"]),
        (f"<ol style='list-style: lower-roman' start=4>{ITEM('brood')}</ol>", ["iv. brood"]),
        (f"<ol style='list-style: url(old-roman.png)' start=4>{ITEM('brood')}</ol>", ["4. brood"]),
        (f"<ol reversed>{ITEM('brood')}{ITEM('kaas')}</ol>", ["2. brood", "1. kaas"]),
        (f"<ol>{ITEM('brood')}<li value=7>kaas</li>{ITEM('ei')}</ol>", ["1. brood", "7. kaas", "8. ei"]),
        (f"<ol start='0'>{ITEM('brood')}{ITEM('kaas')}</ol>", ["0. brood", "1. kaas"]),
        (
            f"<ol type='A'><li><p>brood</p><ol>{ITEM('wit')}</ol></li>{ITEM('kaas')}</ol>",
            ["A. brood", "  1. wit", "B. kaas"],
        ),
    ],
)
def test_lists_of_a_page_are_numbered_as_it_has_them(numbered: str, marks: list[str]) -> None:
    page = f"<p>{LONG}.</p>{numbered}<p>{LONG} nog eens.</p>"
    read_ = read(Seed("brood.html", page.encode(), "html", whole=True))
    piece = lift(mark(Seed("brood.html", page.encode(), "html", whole=True), read_, "nl"))
    lists = [block for block in piece.blocks if isinstance(block, ListBlock)]
    assert [row for block in lists for text in rows_of(block, []) for row in text.split("\n")] == marks


@pytest.mark.parametrize(
    ("lines", "is_list"),
    [
        (("- Brood.", "- Kaas."), True),
        (("- Wat is brood?", "- Wat is kaas?"), True),
        (("- Gent - stad in het westen.", "- Luik - stad in het oosten."), True),
        (("- Kom je mee?", "- Nee, ik blijf."), False),
        (("– Ik ga, – zei hij.", "– Ik blijf."), False),
        (("— ¿Quién es?", "— Nadie."), False),
        (("— Je bent vroeg, zei hij.", "— Zeven minuten."), False),
        (("— brood", "— kaas"), True),
    ],
)
def test_what_people_say_to_each_other_is_no_list(lines: tuple[str, ...], is_list: bool) -> None:
    blocks = pieced("\n".join([f"{LONG}.", "", *lines, "", f"{LONG}."])).blocks
    assert any(isinstance(b, ListBlock) for b in blocks) is is_list
    if not is_list:
        said = [b.inlines for b in blocks if isinstance(b, Paragraph)][1:-1]
        assert said == [(Text(line),) for line in lines]


@pytest.mark.parametrize(
    ("lines", "is_list"),
    [
        (("- Brood.", "- Kaas."), True),
        (
            ("- Is het brood gaar?", "- Vraag het de bakker, want die weet het na al die jaren het beste."),
            True,
        ),
        (("- brood, zei hij", "- kaas"), True),
        (("* Kom je mee?", "* Nee, ik blijf."), True),
        (("– brood", "– kaas"), True),
        (("- Kom je mee?", "- Nee, zei hij."), False),
        (("- Tu viens ?", "- Non, dit-il.", "- Alors reste."), False),
        (("- Het is al laat, zei zij.", "- Dat weet ik."), False),
        (("– Kom je mee?", "– Nee, zei hij."), False),
        (("— ¿Vienes?", "—No —dijo él.", "—Pues quédate."), False),
    ],
)
def test_what_people_say_to_each_other_is_no_list_in_markdown(lines: tuple[str, ...], is_list: bool) -> None:
    seed = Seed("x.md", "\n".join([f"{LONG}.", "", *lines, "", f"{LONG} nog eens."]).encode(), "markdown")
    _, *blocks, _ = lift(mark(seed, read(seed), "nl")).blocks
    assert [type(b) for b in blocks] == ([ListBlock] if is_list else [Paragraph] * len(lines))
    if not is_list:
        assert [b.inlines for b in blocks if isinstance(b, Paragraph)] == [(Text(line),) for line in lines]


def test_a_dash_that_begins_a_line_of_prose_in_markdown_is_no_speech() -> None:
    text = f"{LONG} en de bakker\n– zo heet hij – bakt het\n– als het meel er is – elke dag."
    seed = Seed("x.md", f"{text}\n\n{LONG} nog eens.\n".encode(), "markdown")
    first, _ = lift(mark(seed, read(seed), "nl")).blocks
    assert isinstance(first, Paragraph)
    assert words(first.inlines, []) == " ".join(text.split())


RULE = f"{LONG}, en dat leert niemand je op school. Thuis leert niemand het je meer."


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        ((f"1. {RULE}", "", f"2. {RULE}", "", "3. Laat het rijzen."), [[RULE], [RULE], ["Laat het rijzen."]]),
        (("- brood van nu", "", "- kaas", "", "- water"), [["brood van nu"], ["kaas"], ["water"]]),
        (("1. Wie brood bakt, weet", "   wat meel is.", "2. Kneed het."),
         [["Wie brood bakt, weet wat meel is."], ["Kneed het."]]),
        (("1. Kneed het.", "", "   Neem er de tijd voor.", "", "2. Laat het rijzen."),
         [["Kneed het.", "Neem er de tijd voor."], ["Laat het rijzen."]]),
        (("1. Brood", "   a) wit", "   b) bruin", "2. Kaas", "   - jong", "   - oud"),
         [["Brood", "a. wit", "b. bruin"], ["Kaas", "• jong", "• oud"]]),
        (("1. Brood", "", "   - wit", "   - rogge", "", "2. Kaas"),
         [["Brood", "• wit", "• rogge"], ["Kaas"]]),
    ],
)  # fmt: skip
def test_lists_of_a_text_are_whole_however_their_items_are_apart(
    lines: tuple[str, ...], items: list[list[str]]
) -> None:
    blocks = pieced("\n".join([f"{LONG}.", "", *lines, "", f"{LONG} nog eens."])).blocks
    assert [type(b) for b in blocks] == [Paragraph, ListBlock, Paragraph]
    assert isinstance(blocks[1], ListBlock)
    said = [
        [row for b in item for text in rows_of(b, []) for row in text.split("\n")] for item in blocks[1].items
    ]
    assert said == items


@pytest.mark.parametrize(
    "lines",
    [
        ("- Ik kom morgen.", "", "- Goed."),
        ("1. Begin", "", f"{LONG} hier.", "", "2. Eind", "", f"{LONG} daar."),
        ("- brood van nu", "", f"    {LONG} verder.", "", f"{LONG} daar."),
    ],
)
def test_lines_apart_that_begin_as_items_do_are_no_list_alone(lines: tuple[str, ...]) -> None:
    blocks = pieced("\n".join([f"{LONG}.", "", *lines, "", f"{LONG} nog eens."])).blocks
    assert not [b for b in blocks if isinstance(b, ListBlock)]


def test_the_manifest_beats_the_file_and_every_value_has_its_evidence() -> None:
    text = (
        f"Een titel van brood\n\nDoor Anna van Dijk\n12 april 2019\n\n{LONG} over brood.\n\n{LONG} met titel."
    )
    entry = Entry(
        "seeds/x.txt", "sleutel", title="Andere titel", title_source="de inhoudsopgave",
        authors=("Piet Smit",), date="2018-01-01", outlet="De Koek",
    )  # fmt: skip
    piece = pieced(text, entry)
    assert (piece.key, piece.title, piece.date, piece.outlet) == (
        "sleutel",
        "Andere titel",
        "2018-01-01",
        "De Koek",
    )
    assert [(n.display, n.sort) for n in piece.authors] == [("Piet Smit", "Smit, Piet")]
    assert Fact("title", "Andere titel", "de inhoudsopgave") in piece.facts
    found = recover(galley(text), entry=entry)
    assert "recover.no-outlet" not in {f.check for f in found.findings}


def test_what_the_file_does_not_say_is_told_where_the_editor_says_it() -> None:
    entry = Entry("seeds/x.txt", "x", place=Place("anthology.toml", 7, "piece[2]"))
    found = recover(galley(f"Een titel van brood\n\n{LONG} over brood.\n\n{LONG} met titel."), entry=entry)
    (told,) = (f for f in found.findings if f.check == "recover.no-date")
    assert str(told.place) == "anthology.toml:7 [piece[2].date]"
    assert told.message == "seeds/x.txt does not say its date"
    assert "line 7" not in galleyproof.pull(found)


def test_a_candidate_is_told_where_it_stands_in_the_file() -> None:
    entry = Entry("seeds/x.txt", "x", place=Place("anthology.toml", 7, "piece[2]"))
    given = replace(galley(f"{LONG}."), facts=(Fact("date", "2019-04-12", "somewhere", 1, sure=False),))
    (told,) = (f for f in recover(given, entry=entry).findings if f.check == "recover.no-date")
    assert (told.place.file, told.place.line) == ("seeds/x.txt", 1)


def test_nobody_on_purpose_is_nobody() -> None:
    piece = pieced(f"Een titel\n\nDoor Anna van Dijk\n\n{LONG}.", Entry("seeds/x.txt", "x", authors=()))
    assert piece.authors == ()


def test_lines_go_where_the_editor_moves_them() -> None:
    entry = Entry("seeds/x.txt", "x", move=(Move(3, "bio"), Move("Een noot", "note"), Move(7, "appendix")))
    piece = pieced(f"{LONG}.\n\nAnna bakt.\n\nEen noot hierbij.\n\nEen toegift.\n\n{LONG} slot.", entry)
    assert [(p.inlines, p.line) for p in piece.placed] == [((Text("Anna bakt."),), 3)]
    assert [texts(n) for n in notes(piece)] == [["Een noot hierbij."]]
    assert [b.inlines for b in piece.appendix if isinstance(b, Paragraph)] == [(Text("Een toegift."),)]
    assert "toegift" not in plain(piece)


def test_a_note_that_the_editor_makes_is_called_where_it_stood() -> None:
    text = f"{LONG} een.\n\nEen noot.\n\nEn meer ervan.\n\n{LONG} twee.\n\n{LONG} drie.\n\nNog een."
    entry = Entry("seeds/x.txt", "x", title="Titel", move=tuple(Move(n, "note") for n in (3, 5, 11)))
    piece = pieced(text, entry)
    assert [[texts(n) for n in notes(replace(piece, blocks=(b,)))] for b in piece.blocks] == [
        [["Een noot.", "En meer ervan."]],
        [],
        [["Nog een."]],
    ]
    entry = Entry("seeds/x.txt", "x", title="Titel", move=(Move(1, "note"),))
    first = pieced(f"Een noot.\n\n{LONG} een.\n\n{LONG} twee.", entry)
    assert [len(notes(replace(first, blocks=(b,)))) for b in first.blocks] == [1, 0]


def test_a_line_that_the_editor_makes_a_note_of_keeps_the_notes_that_it_calls() -> None:
    told = "De oven is oud.[^2] Iedereen weet het."
    text = f"{LONG} een.[^1]\n\n{told}\n\n{LONG} twee.\n\n[^1]: Eerst.\n\n[^2]: Dan.\n"
    entry = Entry("seeds/x.md", "x", title="Titel", move=(Move("De oven is oud", "note"),))
    seed = Seed("seeds/x.md", text.encode(), "markdown")
    piece = lift(mark(seed, read(seed), "nl", entry), entry)
    first, second = notes(piece)
    assert texts(first) == ["Eerst."]
    [paragraph] = second.blocks
    assert isinstance(paragraph, Paragraph)
    before, call, after = paragraph.inlines
    assert (before, after) == (Text("De oven is oud."), Text(" Iedereen weet het."))
    assert isinstance(call, NoteCall)
    assert texts(call.note) == ["Dan."]


def test_a_note_that_the_editor_makes_is_called_behind_the_quotation_or_list_before_it() -> None:
    page = (
        f"<article><h1>Titel</h1><p>{LONG}.</p><blockquote><p>Gezegd.</p></blockquote><p>Noot een.</p>"
        f"<p>{LONG} nu.</p><ul><li>een</li><li>twee</li></ul><p>Noot twee.</p><p>{LONG} slot.</p></article>"
    )
    entry = Entry("seeds/x.html", "x", move=(Move("Noot een", "note"), Move("Noot twee", "note")))
    seed = Seed("seeds/x.html", page.encode(), "html")
    piece = lift(mark(seed, read(seed), "nl", entry), entry)
    told = {type(b).__name__: [texts(n) for n in notes(replace(piece, blocks=(b,)))] for b in piece.blocks}
    assert told["Quotation"] == [["Noot een."]]
    assert told["ListBlock"] == [["Noot twee."]]


def test_what_was_read_of_a_bio_is_not_said_beside_the_line_itself() -> None:
    text = f"Een titel\n\nDoor Anna van Dijk\n\n{LONG}.\n\n{LONG}.\n\nAnna van Dijk is bakker bij de molen."
    assert pieced(text, Entry("seeds/x.txt", "x")).bio == "bakker bij de molen"
    piece = pieced(text, Entry("seeds/x.txt", "x", move=(Move("is bakker", "bio"),)))
    assert (piece.bio, len(piece.placed)) == ("", 1)


def test_what_the_editor_moves_to_the_appendix_stays_a_heading_a_list_a_table_a_quotation() -> None:
    moved = (
        "<h2>Recept</h2><p>Neem <em>een ui</em>.</p><ul><li>een ui</li><li>een wortel</li></ul>"
        "<table><tr><th>Maat</th><th>Gram</th></tr><tr><td>beker</td><td>200</td></tr></table>"
        "<blockquote><p>Soep is de ziel.</p></blockquote>"
    )
    page = f"<article><h1>Titel</h1><p>{LONG} een.</p>{moved}<p>{LONG} slot.</p></article>"
    seed = Seed("seeds/x.html", page.encode(), "html")
    named = ("Recept", "Neem", "een ui", "een wortel", "Maat", "Gram", "beker", "200", "Soep is")
    entry = Entry("seeds/x.html", "x", move=tuple(Move(words, "appendix") for words in named))
    prepared = set_piece(mark(seed, reading := read(seed), "nl", entry), reading, entry, "nl")
    assert [type(b) for b in prepared.piece.appendix] == [Heading, Paragraph, ListBlock, Table, Quotation]
    assert [type(b) for b in prepared.piece.blocks] == [Paragraph, Paragraph]
    assert len(prepared.account.appended) == len(named)
    assert [f.check for f in prepared.findings if f.check == "recover.unlifted"] == []


def test_paragraphs_of_a_text_stay_apart_in_the_appendix() -> None:
    text = f"Titel\n\n{LONG}.\n\nEen recept.\n\nNeem een ui.\n\n{LONG} slot."
    entry = Entry("seeds/x.txt", "x", move=(Move(5, "appendix"), Move(7, "appendix")))
    assert [plain(replace(pieced(text, entry), blocks=(b,))) for b in pieced(text, entry).appendix] == [
        "Een recept.",
        "Neem een ui.",
    ]


def test_readers_comments_become_an_appendix_only_if_the_editor_says_so() -> None:
    path = next(p for p in SEEDS if p.name.startswith("003"))
    found = seed_galley(path)
    assert lift(found).appendix == ()
    appended = lift(found, Entry("seeds/003.txt", "x", comments="appendix")).appendix
    assert len(appended) == sum(v.role is Role.COMMENT for v in found.verdicts)


def test_the_record_says_null_for_what_the_file_does_not_say() -> None:
    found = recover(galley(f"{LONG}.\n\n{LONG}."))
    told = record(found, lift(found))
    assert (told["title"], told["authors"], told["date"], told["outlet"], told["bio"]) == (
        None,
        [],
        None,
        None,
        None,
    )
    assert told["lines"][1] == {"n": 2, "text": "", "role": "blank", "rule": "stet", "kept": False}


def test_the_record_of_the_third_seed_has_its_notes() -> None:
    path: Path = next(p for p in SEEDS if p.name.startswith("003"))
    found = seed_galley(path)
    told = record(found, lift(found))
    assert [n[:5] for n in told["notes"]] == ["De to", "Menig"]
    assert sum(entry["kept"] for entry in told["lines"]) == 14


def test_subheads_are_headings() -> None:
    path = next(p for p in SEEDS if p.name.startswith("002"))
    heads = [b for b in lift(seed_galley(path)).blocks if isinstance(b, Heading)]
    assert heads[0].inlines == (Text("Onvriendelijke dienstverlening"),)
    assert len(heads) == 4


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Klant: koning of knecht?", "klant-koning-of-knecht"), ("Épître à l’été", "epitre-a-lete"),
        ("新間", ""),
        ("a" * 80, "a" * 60), ("woord " * 20, "-".join(["woord"] * 10)),
    ],
)  # fmt: skip
def test_a_key_is_made_of_the_title(text: str, key: str) -> None:
    assert slug(text) == key


def test_a_line_that_stands_alone_is_the_text_and_not_its_title() -> None:
    found = recover(galley("De kok riep de ober en wees ons de deur, zo was dat."))
    assert plain(lift(found)) == "De kok riep de ober en wees ons de deur, zo was dat."
    assert not [fact for fact in found.facts if fact.field == "title" and fact.sure]


def test_a_kept_line_that_the_piece_lacks_is_an_error_at_its_line() -> None:
    """It should not be: that is why somebody looks."""
    seed = Seed("a.txt", b"De zee\n\nZij lag er breed bij.\n\nNiemand had haast.\n", "text")
    galley = mark(seed, read(seed), "nl")
    piece = lift(galley)
    assert list(unlifted(galley, piece)) == []
    [finding] = unlifted(galley, replace(piece, blocks=piece.blocks[:-1]))
    assert (finding.check, finding.place.line) == ("recover.unlifted", 5)
    assert "Niemand had haast" in finding.message


def test_the_letters_by_which_a_note_leads_back_are_not_missed() -> None:
    text = (
        "Een matrix van <b>n</b> rijen is bekend uit de leer van de ruimte, en wie haar leest, kent haar al."
    )
    call = '<sup id="cite_ref-{0}"><a href="#cite_note-h">[1]</a></sup>'
    back = '<a href="#cite_ref-a">a</a> <a href="#cite_ref-b">b</a>'
    page = (
        f'<html lang="nl"><body><main><h1>Rijen</h1><p>{text}{call.format("a")}</p>'
        f"<p>{text}{call.format('b')}</p>"
        f'<ol><li id="cite_note-h">^ {back} Horn, Roger. De leer van de rijen. Zwolle: Boek, 2013.</li></ol>'
        "</main></body></html>"
    )
    galley = mark(seed := Seed("x.html", page.encode(), "html"), read(seed))
    assert list(unlifted(galley, lift(galley))) == []


def test_the_letters_that_call_a_note_do_not_go_on_the_word_before() -> None:
    text = "Een matrix van rijen is bekend uit de leer van de ruimte, en wie haar leest, kent haar"
    note = '<li id="cite_note-h">^ <a href="#cite_ref-h">^</a> Horn, in zijn boek.</li>'
    call = '<sup id="cite_ref-h"><a href="#cite_note-h">[n 2]</a></sup>'
    inside = f"<h1>Rijen</h1><p>{text} al{call}.</p><p>{text}.</p><ol>{note}</ol>"
    page = f'<html lang="nl"><body><main>{inside}</main></body></html>'
    galley = mark(seed := Seed("x.html", page.encode(), "html"), read(seed))
    piece = lift(galley)
    assert list(unlifted(galley, piece)) == []
    assert " al[n 2]." in plain(piece)


def test_how_a_letter_closes_above_its_writers_name_is_no_subhead() -> None:
    letter = f"Beste vriend,\n\n{LONG}.\n\n{LONG}.\n\nJe zeer toegenegen\n\nJan Stip\n\nP.S. {LONG}."
    found = recover(galley(f"Een brief\n\nDoor Jan Stip\n\n{letter}"))
    [close] = [v for v in found.verdicts if v.line.text == "Je zeer toegenegen"]
    assert close.role is Role.BODY
    for role, may_be in ((Role.BODY, True), (Role.BYLINE, False)):
        told = tuple(replace(v, role=role) if v.line.text == "Jan Stip" else v for v in found.verdicts)
        signed = replace(found, verdicts=told)
        page = Sheet(signed).page(signed)
        shaped = [page.lines[k].text for k, _ in subheads.candidates(page)]
        assert ("Je zeer toegenegen" in shaped) is may_be


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("De zee en de vloot\n", True),
        ("De zee en de vloot\nen daarom vaart er niemand meer uit", False),  # its sentence goes on below
        ("Zee en vloot 316 630 18 2.9\n", False),  # a row of a table
        ("De zee en de vloot van 1914\n", True),
        ("Tabel 1. De zee en de vloot\n", False),  # says what a table shows
        ("Figuur 2: De zee en de vloot\n", False),
        ("Fig. 3\n", False),
    ],
)
def test_what_goes_on_below_and_a_row_of_numbers_are_no_subheads(line: str, heads: bool) -> None:
    told = f"{LONG}, van de zee en van de vloot."
    found = recover(galley(f"Een eiland\n\n{told}\n\n{told}\n\n{line}{told}\n\n{told}"))
    [role] = {v.role for v in found.verdicts if v.line.text == line.split("\n")[0]}
    assert (role is Role.SUBHEAD) is heads


def test_an_item_in_a_cell_is_no_subhead() -> None:
    text = "Een eiland in de zee is ver van alles, en wie er woont, die weet dat het water nooit stil is."
    rows = "".join(
        f"<tr><th>{head}</th><td><div><ul><li>{one}</li><li>{two}</li></ul></div></td></tr>"
        for head, one, two in (("Talen", "Engels", "Maori"), ("Steden", "Auckland", "Wellington"))
    )
    inside = f"<h1>Eiland</h1><p>{text}</p><table>{rows}</table><p>{text}</p>"
    page = f"<html><body><main>{inside}</main></body></html>"
    found = mark(seed := Seed("x.html", page.encode(), "html"), read(seed), "nl")
    sheet = Sheet(found).page(found)
    tags = {sheet.lines[k].verdict.line.tag for k, _ in subheads.candidates(sheet)}
    assert tags.isdisjoint({"li", "th", "td"})
