"""OpenDocument texts become pieces: what their author wrote, and nothing that only the program shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bookcase import book
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opendocs import document, h, items, note, p, picture, span
from savedpages import drawn

from book.errors import SeedError
from book.intake import mark
from book.model import (
    Block,
    Galley,
    ListBlock,
    NoteCall,
    Paragraph,
    Quotation,
    Reading,
    Seed,
    Span,
    Text,
    Verse,
)
from book.read import read
from book.recover import lift, plain
from book.recover.plain import lines

MORE = "Aan de overkant wacht niemand, en toch kijkt iedereen of er iemand staat, want zo hoort het."
PROSE = "De veerman telt de hoofden wanneer je aan boord komt, en nog eens wanneer je van boord gaat."
MATH = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>x</mi><mo>=</mo><mfrac>'
    '<mi>a</mi><mi>b</mi></mfrac></mrow><annotation encoding="StarMath 5.0">x = a over b</annotation>'
    "</semantics></math>"
)


def opened(body: str, **other: str | bytes) -> tuple[Seed, Reading]:
    """`other` are further files of the document, by their names."""
    seed = Seed("seeds/veer.odt", document(body, other), "opendocument")
    return seed, read(seed)


def galley(body: str) -> Galley:
    return mark(*opened(body))


def text(body: str, **other: str | bytes) -> str:
    return plain(lift(mark(*opened(body, **other))))


def inlines(body: str) -> Any:
    return lift(galley(body)).blocks[0].inlines  # type: ignore[union-attr]


def test_a_column_in_libreoffices_own_styles() -> None:
    piece = lift(
        galley(
            p("De veerman", "Title")
            + p("Door Jan Jansen")
            + p(PROSE + note(p("Zo staat het in het boek.")))
            + h("De overkant")
            + p(PROSE + note(p("Achteraan.") + p("En nog iets."), "endnote"))
            + p("Aan de wal", "P2")
            + p(PROSE)
            + p("Wie vaart, die vaart,", "P1")
            + p("ook als het regent.", "Quotations")
            + p(PROSE)
        )
    )
    assert (piece.title, [a.display for a in piece.authors]) == ("De veerman", ["Jan Jansen"])
    kinds = [type(block).__name__ for block in piece.blocks]
    assert kinds == ["Paragraph", "Heading", "Paragraph", "Heading", "Paragraph", "Quotation", "Paragraph"]
    assert isinstance(quoted := piece.blocks[5], Quotation)
    assert len(quoted.blocks) == 2
    calls = [inline for inline in piece.blocks[0].inlines if isinstance(inline, NoteCall)]  # type: ignore[union-attr]
    assert len(calls) == 1
    assert "1 Zo staat het in het boek.\n\n2 Achteraan." in plain(piece)
    assert "En nog iets." in plain(piece)


def test_nothing_of_a_manuscript_goes_for_being_unlike_a_column() -> None:
    body = "".join(map(p, (PROSE, "Kort.", PROSE, "Nog iets", "Tot ziens, Jan")))
    assert all(v.kept or v.moved for v in galley(body).verdicts if v.line.text)


def test_a_look_is_emphasis_where_it_is_not_that_of_all_text() -> None:
    said = inlines(
        p(f"De {span('bo', 'cursief')}{span('ot', 'cursief')} {span('is', 'Emphasis')} weg. {PROSE}")
    )
    assert said[:4] == (Text("De "), Span("em", (Text("boot"),)), Text(" "), Span("em", (Text("is"),)))
    assert len(said) == 5  # Standard is slanted: all text is
    nested = inlines(
        p(span(f"Heel {span('recht', 'recht')} zo {span('vet', 'vet')}.", "cursief") + f" {PROSE}")
    )
    assert "Heel recht zo vet." in "".join(_words(nested))
    assert Text(" zo ") not in nested
    shown = text(p(f"H{span('2', 'onder')}O en m{span('2', 'boven')}, {span('geheim', 'weg')}{PROSE}"))
    assert shown == f"H2O en m2, {PROSE}"


def _words(said: Any) -> list[str]:
    return [word for one in said for word in ([one.text] if isinstance(one, Text) else _words(one.inlines))]


def test_a_paragraph_in_a_bold_style_of_the_authors_own_is_a_subhead() -> None:
    piece = lift(galley(p(PROSE) + p("Aan de overkant", "P3") + p(MORE) + p(PROSE[::-1])))
    assert [type(block).__name__ for block in piece.blocks] == [
        "Paragraph",
        "Heading",
        "Paragraph",
        "Paragraph",
    ]


def test_lists_are_numbered_as_their_style_says() -> None:
    nested = items(p("een net") + items(p("van touw")), p("een emmer"), style="Cijfers")
    numbered, dotted = (
        block
        for block in lift(galley(p(PROSE) + nested + p(PROSE) + items(p("riem"), p("dol")) + p(PROSE))).blocks
        if isinstance(block, ListBlock)
    )
    assert (numbered.ordered, len(numbered.items)) == (True, 2)
    assert (dotted.ordered, len(dotted.items)) == (False, 2)
    assert not next(block for block in numbered.items[0] if isinstance(block, ListBlock)).ordered


def test_chapters_that_the_program_numbers_are_headings() -> None:
    numbered = items(h("De overkant", 2), style="Cijfers")
    piece = lift(galley(p("De veerman", "Title") + p(PROSE) + numbered + p(MORE)))
    assert [type(block).__name__ for block in piece.blocks] == ["Paragraph", "Heading", "Paragraph"]


def test_what_only_the_program_shows_is_left_out() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion>" + p("Er af.") + "</text:deletion>"
        "</text:changed-region></text:tracked-changes><text:table-of-content><text:index-body>"
        + p("De overkant 3")
        + "</text:index-body></text:table-of-content>"
        + p(
            f"{PROSE}<office:annotation><dc:creator>Piet</dc:creator>{p('Klopt dit?')}</office:annotation> "
            '<text:change-start text:change-id="a"/>Er bij.<text:change-end text:change-id="a"/>'
        )
        + p(PROSE)
    )
    assert text(body) == f"{PROSE} Er bij.\n\n{PROSE}"


def test_spaces_tabs_and_lines_are_as_they_are_written() -> None:
    code = p("als<text:s text:c='4'/>x:", "Preformatted_20_Text") + p("<text:tab/>y", "Preformatted_20_Text")
    assert text(p(PROSE) + code + p(MORE)) == f"{PROSE}\n\nals    x:\n\ty\n\n{MORE}"
    assert "aan boord\nen   van" not in text(p(f"{PROSE} aan boord\n en <text:s/>van boord."))
    assert "boord\nen van boord." in text(p(f"{PROSE} Aan boord<text:line-break/>en van boord."))


def test_a_table_has_its_cells_and_its_head() -> None:
    cell = "<table:table-cell>{}</table:table-cell>".format
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell(p("dag"))
        + cell(p("gasten"))
        + "</table:table-row></table:table-header-rows><table:table-row>"
        + cell(p("maandag"))
        + cell(p("12"))
        + "</table:table-row></table:table>"
    )
    assert "dag\tgasten\nmaandag\t12" in text(p(PROSE) + body + p(PROSE))


def test_a_picture_comes_along_with_its_caption_and_its_description() -> None:
    data = drawn("veer", (200, 100))
    inside = p(picture("Pictures/v.png", "Een veer") + "De veer in 1950", "Illustration")
    box = f"<draw:frame><draw:text-box>{inside}</draw:text-box></draw:frame>"
    _, reading = opened(p(PROSE) + p(box) + p(PROSE), **{"Pictures/v.png": data})
    assert [picture.data for picture in reading.pictures] == [data]
    (shown,) = (line for line in reading.lines if line.image)
    assert shown.image
    assert shown.image.alt == "Een veer"
    caption = next(line for line in reading.lines if line.text == "De veer in 1950")
    assert caption.within("figcaption")
    assert caption.figure == shown.figure


def test_a_picture_that_is_not_in_the_document_is_read_from_nowhere_and_told(tmp_path: Path) -> None:
    (tmp_path / "geheim.png").write_bytes(drawn("geheim", (200, 100)))
    _, reading = opened(p(PROSE) + p(picture(f"file://{tmp_path}/geheim.png")) + p(PROSE))
    assert not reading.pictures
    assert [line.image.name for line in reading.lines if line.image] == [f"file://{tmp_path}/geheim.png"]


@pytest.mark.parametrize(
    "inside", ['<draw:object xlink:href="./Object 1"/>', f"<draw:object>{MATH}</draw:object>"]
)
def test_a_formula_stands_in_its_line(inside: str) -> None:
    frame = f'<draw:frame>{inside}<draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame>'
    said = text(
        p(f"{PROSE} Daaruit volgt {frame} voor elke boot.") + p(PROSE), **{"Object 1/content.xml": MATH}
    )
    assert "Daaruit volgt x = a/b voor elke boot." in said


def test_a_link_leads_out_and_a_reference_within_is_its_words() -> None:
    link = '<text:a xlink:href="{}">{}</text:a>'.format
    body = p(
        f"{PROSE} Zie {link('https://example.org/a?b=1&amp;c', 'daar')} en {link('#hier', 'hier')}."
    ) + p(PROSE)
    said = lift(galley(body)).blocks[0].inlines  # type: ignore[union-attr]
    assert [getattr(one, "href", "") for one in said if not isinstance(one, Text)] == [
        "https://example.org/a?b=1&c"
    ]
    assert "Zie daar en hier." in text(body)


SHEET = (
    "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'><office:body/>"
    "</office:document-content>"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no document", "cannot be opened"),
        (document(""), "no text"),
        (document(p(PROSE), {"content.xml": "<office:document"}), "cannot be read"),
        (document(p(PROSE), {"content.xml": SHEET}), "no text"),
        (document(p(PROSE), {"META-INF/manifest.xml": "<x><manifest:encryption-data/></x>"}), "password"),
        (document("<text:section>" * 400 + p(PROSE) + "</text:section>" * 400), "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_told(data: bytes, said: str) -> None:
    with pytest.raises(SeedError) as told:
        read(Seed("seeds/veer.odt", data, "opendocument"))
    assert said in str(told.value)
    assert "seeds/veer.odt" in str(told.value)


BLOCKS = st.recursive(
    st.sampled_from([p("woord"), h("kop"), p("regel", "P1"), p("code", "Preformatted_20_Text"), p("")]),
    lambda inner: (
        st.builds(lambda parts: items(*parts), st.lists(inner, min_size=1, max_size=3))
        | st.builds(lambda parts: p("aanroep" + note("".join(parts))), st.lists(inner, max_size=2))
    ),
    max_leaves=12,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(BLOCKS, max_size=5))
def test_every_word_is_there(blocks: list[str]) -> None:
    body = p(PROSE) + "".join(blocks)
    _, reading = opened(body)
    said = " ".join(line.text for line in reading.lines)
    for word in ("woord", "kop", "regel", "code", "aanroep"):
        assert said.count(word) == body.count(word)


def test_a_document_is_added_to_an_anthology(tmp_path: Path) -> None:
    (tmp_path / "veer.odt").write_bytes(document(p("De veerman", "Title") + p(PROSE) * 3))
    ran = book("new", "boek", "veer.odt", cwd=tmp_path)
    assert ran.code == 0, ran.err
    plan = (tmp_path / "boek" / "anthology.toml").read_text(encoding="utf-8")
    assert "seeds/veer.odt" in plan


SAID = "Wie over het water wil, die moet eerst leren wachten, want de boot komt nooit als je hem roept."


@pytest.mark.parametrize(
    ("style", "kind"),
    [
        ("beide", Quotation),
        ("links", Quotation),
        ("hangt", Paragraph),
        ("eerste", Paragraph),
        ("midden", Paragraph),
    ],
)
def test_a_quotation_that_only_its_indent_shows(style: str, kind: type[Block]) -> None:
    body = h("De veerman") + p(f"Hij telt. {PROSE}") + p(SAID, style) + p(f"{PROSE} Dat telt.")
    assert [type(block) for block in lift(galley(body)).blocks] == [Paragraph, kind, Paragraph]


def test_an_indent_that_all_text_has_quotes_nothing() -> None:
    body = h("De veerman") + "".join(p(text, "beide") for text in (PROSE, SAID, f"{PROSE} Dat telt."))
    assert {type(block) for block in lift(galley(body)).blocks} == {Paragraph}


def test_a_poem_that_only_its_indent_shows_keeps_its_rows_and_stanzas() -> None:
    rows = ("Ik ging naar zee", "met een kleine boot", "", "en niemand wist", "hoe diep het was")
    poem = "".join(p(row, "links") for row in rows)
    body = h("De veerman") + p(f"Hij telt. {PROSE}") + poem + p(f"{PROSE} Dat telt.")
    _, quotation, _ = lift(galley(body)).blocks
    assert isinstance(quotation, Quotation)
    (verse,) = quotation.blocks
    assert isinstance(verse, Verse)
    assert "\n\n".join(lines(verse, [])) == "\n".join(rows)


POEM = (
    ("Het water komt, het water gaat;", "Wie zal het ooit begrijpen", "Dat daar een huis te wachten staat,"),
    ("Waarin de peren rijpen?", "De wind is oud, de wind is moe;", "Hij zou wel willen slapen,"),
)


def test_a_poem_of_which_each_row_is_a_paragraph_keeps_its_rows_and_stanzas() -> None:
    poem = p("").join("".join(map(p, rows)) for rows in POEM)
    body = h("De veerman") + p(f"Hij telt. {PROSE}") + poem + p(f"{PROSE} Dat telt.")
    _, verse, _ = lift(galley(body)).blocks
    assert isinstance(verse, Verse)
    assert list(lines(verse, [])) == ["\n".join(rows) for rows in POEM]
