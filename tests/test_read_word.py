"""Documents of Word become pieces: what their author wrote, and nothing that only Word shows."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from bookcase import book
from savedpages import drawn
from worddocs import call, document, item, paragraph, picture, run

from book.errors import SeedError
from book.intake import mark
from book.model import (
    Block,
    Break,
    Figure,
    Galley,
    ListBlock,
    NoteCall,
    Paragraph,
    Quotation,
    Seed,
    Span,
    Table,
    Text,
    Verse,
)
from book.read import read
from book.recover import lift, plain
from book.recover.plain import lines as rows_of

PROSE = "De veerman telt de hoofden wanneer je aan boord komt, en nog eens wanneer je van boord gaat."
FORMULA = (
    "<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>−b±</m:t></m:r><m:rad><m:radPr/><m:deg/><m:e>"
    "<m:sSup><m:e><m:r><m:t>b</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    "<m:r><m:t>−4ac</m:t></m:r></m:e></m:rad></m:num><m:den><m:r><m:t>2a</m:t></m:r></m:den></m:f></m:oMath>"
)


def galley(body: str, notes: tuple[str, ...] = (), image: bytes = b"") -> Galley:
    seed = Seed("seeds/veer.docx", document(body, notes, image), "word")
    return mark(seed, read(seed))


def text(body: str, notes: tuple[str, ...] = ()) -> str:
    return plain(lift(galley(body, notes)))


def test_a_column_in_words_own_styles() -> None:
    piece = lift(
        galley(
            paragraph("De veerman", "Titel")
            + paragraph("Door Jan Jansen")
            + paragraph(run(PROSE) + call(1))
            + paragraph("De overkant", "Kop1")
            + paragraph(PROSE)
            + paragraph("Wie vaart, die vaart, ook als het regent.", "Citaat")
            + paragraph(PROSE),
            ("Zo staat het in het boek.",),
        )
    )
    assert (piece.title, [a.display for a in piece.authors]) == ("De veerman", ["Jan Jansen"])
    kinds = [type(block).__name__ for block in piece.blocks]
    assert kinds == ["Paragraph", "Heading", "Paragraph", "Quotation", "Paragraph"]
    calls = [inline for inline in piece.blocks[0].inlines if isinstance(inline, NoteCall)]  # type: ignore[union-attr]
    assert len(calls) == 1
    assert plain(piece).endswith("1 Zo staat het in het boek.")
    assert isinstance(piece.blocks[3], Quotation)


def test_nothing_of_a_manuscript_goes_for_being_unlike_a_column() -> None:
    """There is no page around it: a short line at its end is its author's."""
    body = "".join(map(paragraph, (PROSE, "Kort.", PROSE, "Nog iets", "Tot ziens, Jan")))
    assert all(v.kept or v.moved for v in galley(body).verdicts if v.line.text)


def test_changes_that_were_tracked_and_remarks_are_as_word_prints_them() -> None:
    tracked = (
        f'<w:ins w:id="1" w:author="x">{run("Er bij. ")}</w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>Er af. </w:delText></w:r></w:del>'
        '<w:commentRangeStart w:id="3"/>' + run(PROSE) + '<w:r><w:commentReference w:id="3"/></w:r>'
    )
    assert text(paragraph(tracked) + paragraph(PROSE)) == f"Er bij. {PROSE}\n\n{PROSE}"


def test_emphasis_links_and_lists() -> None:
    body = (
        paragraph(run("De ") + run("boot", "<w:i/>") + run(f" is weg. {PROSE}"))
        + item(run("een net"))
        + item(run("een emmer"))
        + paragraph(PROSE)
    )
    piece = lift(galley(body))
    assert Span("em", (Text("boot"),)) in piece.blocks[0].inlines  # type: ignore[union-attr]
    assert [len(block.items) for block in piece.blocks if isinstance(block, ListBlock)] == [2]


@pytest.mark.parametrize("inside", [FORMULA, f"<m:oMathPara>{FORMULA}</m:oMathPara>"])
def test_a_formula_stands_in_its_line(inside: str) -> None:
    body = (
        paragraph(PROSE)
        + paragraph(run("Daaruit volgt ") + inside + run(" voor elke boot."))
        + paragraph(PROSE)
    )
    assert "Daaruit volgt x = (−b ± √(b2 − 4ac))/(2a) voor elke boot." in text(body)


def test_a_formula_alone_in_its_paragraph_is_set_apart() -> None:
    alone = paragraph(f"<m:oMathPara>{FORMULA}</m:oMathPara>")
    blocks = lift(
        galley(paragraph("De mast", "Heading1") + paragraph(PROSE) + alone + paragraph(PROSE))
    ).blocks
    assert [block.formula for block in blocks if isinstance(block, Paragraph)] == [False, True, False]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (
            "<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=''/></m:dPr>"
            "<m:e><m:r><m:t>a</m:t></m:r></m:e></m:d>",
            "[a",
        ),
        ("<m:d><m:e><m:r><m:t>a</m:t></m:r></m:e></m:d>", "(a)"),
        (
            "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub><m:r><m:t>i=1</m:t></m:r></m:sub>"
            "<m:sup><m:r><m:t>n</m:t></m:r></m:sup><m:e><m:r><m:t>i</m:t></m:r></m:e></m:nary>",
            "∑",
        ),
        ("<m:rad><m:deg><m:r><m:t>3</m:t></m:r></m:deg><m:e><m:r><m:t>8</m:t></m:r></m:e></m:rad>", "3√8"),
        ("<m:r><m:rPr><m:nor/></m:rPr><m:t>als het regent</m:t></m:r>", "als het regent"),
        ("<m:func><m:fName><m:r><m:t>f</m:t></m:r></m:fName><m:e></m:e></m:func>", "f"),
        ("<m:acc><m:e><m:r><m:t>x</m:t></m:r></m:e></m:acc>", "x\u0302"),
    ],
)  # fmt: skip
def test_what_formulas_are_made_of(inside: str, shown: str) -> None:
    body = (
        paragraph(PROSE)
        + paragraph(run("Zie ") + f"<m:oMath>{inside}</m:oMath>" + run("."))
        + paragraph(PROSE)
    )
    assert shown in text(body)


def test_a_picture_comes_along_with_its_description() -> None:
    data = drawn("veer", (200, 100))
    seed = Seed(
        "seeds/veer.docx",
        document(paragraph(PROSE) + paragraph(picture("Een veer")) + paragraph(PROSE), image=data),
        "word",
    )
    reading = read(seed)
    assert [p.data for p in reading.pictures] == [data]
    piece = lift(mark(seed, reading))
    assert not [
        block for block in piece.blocks if isinstance(block, Figure)
    ]  # they are hung in when a book is made
    assert [line.image.alt for line in reading.lines if line.image] == ["Een veer"]


def test_the_table_of_contents_that_word_made_is_none_of_the_text() -> None:
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{paragraph('De overkant 3', 'TOC1')}</w:sdtContent></w:sdt>"
    )
    assert "De overkant 3" not in text(contents + paragraph(PROSE) + paragraph(PROSE))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no document", "cannot be opened"),
        (document(""), "no text"),
        (document(paragraph(PROSE), other={"word/document.xml": "<w:document"}), "cannot be read"),
        (document("", other={"_rels/.rels": "<Relationships/>", "word/document.xml": "<x/>"}), "read"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_told(data: bytes, said: str) -> None:
    with pytest.raises(SeedError) as told:
        read(Seed("seeds/veer.docx", data, "word"))
    assert said in str(told.value)
    assert "seeds/veer.docx" in str(told.value)


def test_a_document_links_no_file_of_this_machine(tmp_path: Path) -> None:
    (tmp_path / "geheim.png").write_bytes(drawn("geheim", (200, 100)))
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="rPicture" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        f'Target="file://{tmp_path}/geheim.png" TargetMode="External"/></Relationships>'
    )
    body = paragraph(PROSE) + paragraph(picture("x").replace("r:embed", "r:link")) + paragraph(PROSE)
    seed = Seed("v.docx", document(body, other={"word/_rels/document.xml.rels": relations}), "word")
    assert not read(seed).pictures


def test_a_folder_with_documents_is_an_anthology(tmp_path: Path) -> None:
    folder = tmp_path / "stukken"
    folder.mkdir()
    (folder / "veer.docx").write_bytes(document(paragraph("De veerman", "Titel") + paragraph(PROSE) * 3))
    with zipfile.ZipFile(folder / "meer.zip", "w") as archive:
        archive.writestr("boot.docx", document(paragraph("De boot", "Titel") + paragraph(PROSE[::-1]) * 3))
    ran = book("new", "boek", "stukken", cwd=tmp_path)
    assert ran.code == 0, ran.err
    plan = (tmp_path / "boek" / "anthology.toml").read_text(encoding="utf-8")
    assert "seeds/veer.docx" in plan
    assert "seeds/meer.zip#boot" in plan


SAID = "Wie over het water wil, die moet eerst leren wachten, want de boot komt nooit als je hem roept."


def indented(text: str, indent: str, more: str = "") -> str:
    inside = text if text.startswith("<") else run(text)
    return f"<w:p><w:pPr>{more}<w:ind {indent}/></w:pPr>{inside}</w:p>"


def between(body: str) -> list[Block]:
    above, below = paragraph(f"Hij telt. {PROSE}"), paragraph(f"{PROSE} Dat telt.")
    return list(lift(galley(paragraph("De veerman", "Titel") + above + body + below)).blocks)[1:-1]


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        (indented(SAID, 'w:left="720" w:right="720"'), Quotation),
        (indented(SAID, 'w:left="567"'), Quotation),
        (indented(SAID, 'w:left="720" w:hanging="720"'), Paragraph),
        (indented(SAID, 'w:firstLine="720"'), Paragraph),
        (indented(SAID, 'w:left="720"', '<w:jc w:val="center"/>'), Paragraph),
        (
            indented(SAID, 'w:left="720"', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
            ListBlock,
        ),
    ],
)
def test_a_quotation_that_only_its_indent_shows(block: str, kind: type[Block]) -> None:
    (made,) = between(block)
    assert type(made) is kind


def test_an_indent_that_all_text_has_quotes_nothing() -> None:
    body = "".join(
        indented(text, 'w:left="720" w:right="720"') for text in (PROSE, SAID, f"{PROSE} Dat telt.")
    )
    assert {type(b) for b in lift(galley(paragraph("De veerman", "Titel") + body)).blocks} == {Paragraph}


def test_a_poem_that_only_its_indent_shows_keeps_its_rows_and_stanzas() -> None:
    rows = ("Ik ging naar zee", "met een kleine boot", "", "en niemand wist", "hoe diep het was")
    (quotation,) = between("".join(indented(row, 'w:left="720"') for row in rows))
    assert isinstance(quotation, Quotation)
    (verse,) = quotation.blocks
    assert isinstance(verse, Verse)
    assert "\n\n".join(rows_of(verse, [])) == "\n".join(rows)


def test_asterisks_behind_a_tab_are_a_break() -> None:
    tab = "<w:r><w:tab/><w:t>***</w:t></w:r>"
    assert [type(b) for b in between(f"<w:p>{tab}</w:p>")] == [Break]


def test_a_note_in_a_table_stands_at_its_call() -> None:
    row = f"<w:tr><w:tc>{paragraph('Jaar')}</w:tc><w:tc><w:p>{run('1931')}{call(1)}</w:p></w:tc></w:tr>"
    body = paragraph(PROSE) * 2 + f"<w:tbl>{row * 2}</w:tbl>" + paragraph(f"{PROSE} Dat telt.")
    made = lift(galley(body, notes=("Dat zei hij in het veerhuis.",)))
    (table,) = [b for b in made.blocks if isinstance(b, Table)]
    assert any(isinstance(i, NoteCall) for i in table.rows[0][1].inlines)
    assert "Dat zei hij in het veerhuis." in plain(made)


POEM = (
    ("Het water komt, het water gaat;", "Wie zal het ooit begrijpen", "Dat daar een huis te wachten staat,"),
    ("Waarin de peren rijpen?", "De wind is oud, de wind is moe;", "Hij zou wel willen slapen,"),
)


def test_a_poem_of_which_each_row_is_a_paragraph_keeps_its_rows_and_stanzas() -> None:
    (verse,) = between(paragraph("").join("".join(map(paragraph, rows)) for rows in POEM))
    assert isinstance(verse, Verse)
    assert list(rows_of(verse, [])) == ["\n".join(rows) for rows in POEM]
