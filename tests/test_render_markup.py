"""Blocks and inlines as XHTML: well-formed, with the same words, whatever the blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Literal

import pytest
import shelf
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from book.errors import RenderError
from book.model import (
    Block,
    Break,
    Cell,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Note,
    NoteCall,
    Paragraph,
    Picture,
    Quotation,
    Span,
    Table,
    Text,
    Verse,
)
from book.render import screenrows
from book.render.markup import Compositor, Medium
from book.render.xhtml import element, escape, words

NAMESPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
X = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
MEDIA: tuple[Medium, ...] = ("print", "epub")


def compositor(medium: Medium = "epub") -> Compositor:
    return Compositor(
        "stuk",
        medium,
        links={"#ander": "c002-ander.xhtml"},
        source=lambda picture: f"../img/{picture.name}",
        undescribed="zonder beschrijving",
    )


def parse(markup: str) -> etree._Element:
    return etree.fromstring(f"<div {NAMESPACES}>{markup}</div>")


def p(*inlines: Inline | str, **fields: str) -> Paragraph:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines), **fields)  # type: ignore[arg-type]


def note(text: str) -> NoteCall:
    return NoteCall(Note("*", (p(text),)))


# --------------------------------------------------------------------------- by example


@pytest.mark.parametrize(("rows", "name"), [(4, "stanza"), (14, "stanza"), (15, "stanza long")])
def test_a_stanza_stands_on_one_page_unless_it_is_long(rows: int, name: str) -> None:
    verse = Verse((tuple((Text(f"rij {n}"),) for n in range(rows)),))
    made = parse(str(compositor("print").blocks((verse,), "nl")))
    assert [e.get("class") for e in made.iter(f"{X}p")] == [name]


def test_a_paragraph_is_indented_only_after_another() -> None:
    blocks = (
        p(
            "een",
        ),
        p("twee"),
        Heading((Text("kop"),)),
        p("drie"),
        Break(),
        p("vier"),
    )
    root = parse(compositor().blocks(blocks, "nl"))
    assert [e.get("class") for e in root.iter(f"{X}p")] == ["first", None, "first", "first"]


@pytest.mark.parametrize(
    ("below", "kind"),
    [
        ("waarin h de hoogte is.", "first"),
        ("(met h als hoogte).", "first"),
        ("Wie dat gelooft, rekent mee.", None),
        ("iPhones rekenen dat uit.", None),
        ("’s Avonds gaat dat niet.", None),
    ],
)
def test_what_goes_on_with_a_sentence_below_a_formula_is_no_new_paragraph(
    below: str, kind: str | None
) -> None:
    shown = replace(p("h = √a"), formula=True)
    found = (p("Dat volgt uit"), shown, p(below))
    for blocks in (found, (Quotation("blockquote", found),)):
        root = parse(compositor().blocks(blocks, "nl"))
        assert [e.get("class") for e in root.iter(f"{X}p")] == ["first", "formula", kind]


def test_headings_never_skip_a_level() -> None:
    blocks = [Heading((Text(str(level)),), level) for level in (2, 1, 3, 6, 1)]
    root = parse(compositor().blocks(blocks, "nl"))
    assert [e.tag.removeprefix(X) for e in root] == ["h2", "h2", "h3", "h4", "h2"]


@pytest.mark.parametrize(
    ("levels", "ranks"),
    [([2, 2, 1, 2], "h2 h2 h2 h3"), ([1, 3, 3, 2, 3], "h2 h3 h3 h3 h4"), ([3, 2, 1], "h2 h2 h2")],
)
def test_headings_of_one_level_stay_of_one_level(levels: list[int], ranks: str) -> None:
    made = compositor().blocks([Heading((Text("Kop"),), level) for level in levels], "nl")
    assert " ".join(re.findall(r"<(h\d)", made)) == ranks


def test_a_heading_within_a_quotation_is_no_part_of_the_outline() -> None:
    root = parse(compositor().blocks([Quotation("blockquote", (Heading((Text("kop"),)), p("tekst")))], "nl"))
    assert not list(root.iter(f"{X}h2"))
    assert root.find(f".//{X}p[@class='bridgehead']") is not None


def test_another_language_is_said_where_it_begins() -> None:
    root = parse(compositor().blocks([p("zo, ", Span("i", (Text("voilà"),), "fr"), language="nl")], "nl"))
    assert root[0].get("lang") is None
    assert root[0][0].get("lang") == root[0][0].get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"


def test_a_note_on_a_screen_is_called_by_a_bare_link_and_leads_back() -> None:
    setter = compositor("epub")
    call = parse(setter.blocks([p("tekst", note("de noot"))], "nl")).find(f".//{X}a")
    assert call is not None
    assert call.getparent().tag == f"{X}sup"
    assert not len(call), "an element in the link keeps Apple Books from opening the note"
    assert (call.get(TYPE), call.get("role"), call.get("href"), call.get("id"), call.text) == (
        "noteref", "doc-noteref", "#n1", "r1", "1",
    )  # fmt: skip
    item = parse(setter.endnotes("nl", lambda n: f"{n}, terug"))[0]
    assert [item[0].get(k) for k in ("id", TYPE, "role")] == ["n1", "footnote", "doc-footnote"]
    back = item.find(f".//{X}a")
    assert back is not None
    assert (back.get("href"), back.get("aria-label")) == ("#r1", "1, terug")
    assert "".join(item.itertext()) == "1. de noot"


def test_a_note_on_paper_stands_at_its_call_and_holds_no_block() -> None:
    blocks = (p("een"), ListBlock(((p("twee"),), (p("drie"),)), ordered=True), Verse((((Text("vier"),),),)))
    root = parse(compositor("print").blocks([p("tekst", NoteCall(Note("1", blocks)), ".")], "nl"))
    foot = root.find(f".//{X}span[@class='footnote']")
    assert foot is not None
    assert {e.tag for e in foot.iter()} == {f"{X}span"}
    assert "".join(foot.itertext()) == "een 1. twee 2. drie vier"


def test_a_note_within_a_note_stays_in_it() -> None:
    inner = NoteCall(Note("b", (p("binnen"),)))
    setter = compositor()
    setter.blocks([p("tekst", NoteCall(Note("a", (p("buiten", inner),))))], "nl")
    assert "".join(parse(setter.endnotes("nl", str)).itertext()).strip() == "1. buiten [binnen]"


def test_links_on_paper_hold_plain_text_only() -> None:
    link = Link(
        "https://example.org/", (Text("lees "), Span("em", (Text("dit"),)), note("noot"), Text(" stuk"))
    )
    root = parse(compositor("print").blocks([p(link)], "nl"))
    links = list(root.iter(f"{X}a"))
    assert [e.text for e in links] == ["lees ", "dit", " stuk"]
    assert all(not len(e) for e in links)
    assert links[1].getparent().tag == f"{X}em"


def test_a_note_called_within_a_link_is_not_linked_twice() -> None:
    link = Link("https://example.org/", (Text("lees"), note("noot"), Text(" dit")))
    root = parse(compositor("epub").blocks([p(link)], "nl"))
    assert [e.text for e in root.iter(f"{X}a")] == ["lees", "1", " dit"]
    assert all(e.getparent().tag != f"{X}a" for e in root.iter(f"{X}a"))


def test_links_within_the_book_and_to_nowhere() -> None:
    setter = compositor()
    root = parse(setter.blocks([p(Link("#ander", (Text("daar"),)), Link("x.html", (Text("niet"),)))], "nl"))
    assert [(e.get("href"), e.text) for e in root.iter(f"{X}a")] == [("c002-ander.xhtml", "daar")]
    with pytest.raises(RenderError, match="#nergens"):
        setter.blocks([p(Link("#nergens", (Text("x"),)))], "nl")


PICTURE = Picture("boot.png", b"", "image/png", 40, 30)


@pytest.mark.parametrize(
    ("figure", "alt", "role"),
    [
        (Figure(PICTURE, alt="Een boot."), "Een boot.", None),
        (Figure(PICTURE, alt="Een boot.", decorative=True), "", "presentation"),
        (Figure(PICTURE, caption=(Text("De veerpont"),)), "De veerpont", None),
        (Figure(PICTURE), "zonder beschrijving", None),
    ],
)
def test_a_picture_is_described_or_decorative(figure: Figure, alt: str, role: str | None) -> None:
    image = parse(compositor().blocks([figure], "nl")).find(f".//{X}img")
    assert image is not None
    assert (image.get("alt"), image.get("role")) == (alt, role)
    assert (image.get("width"), image.get("height"), image.get("src")) == ("40", "30", "../img/boot.png")


def test_a_table_keeps_its_heads_and_its_caption() -> None:
    rows = (
        (Cell((Text("dag"),), "col"), Cell((Text("uur"),), "col")),
        (Cell((Text("ma"),), "row"), Cell((Text("9"),), align="right")),
    )
    root = parse(compositor().blocks([Table(rows, 1, (Text("Tijden"),))], "nl"))
    assert [e.tag.removeprefix(X) for e in root[0]] == ["caption", "thead", "tbody"]
    assert [(e.get("scope"), e.text) for e in root.iter(f"{X}th")] == [
        ("col", "dag"),
        ("col", "uur"),
        ("row", "ma"),
    ]
    assert [(e.get("class"), e.text) for e in root.iter(f"{X}td")] == [("right", "9")]


@pytest.mark.parametrize(
    ("column", "right"),
    [
        (["1", "12", "1.204,50"], True),
        (["€ 1,20", "€ 12", "–"], True),
        (["12 %", "−3 %", ""], True),
        (["3 km", "11 km", "n.v.t."], True),
        (["1912", "1913", "1921"], False),  # years
        (["1", "2", "3, of 4"], False),
        (["12", "–", "–"], False),
        (["ja", "nee", "ja"], False),
    ],
)
@pytest.mark.parametrize("medium", ["epub", "print"])
def test_amounts_stand_to_the_right_under_each_other(column: list[str], right: bool, medium: Medium) -> None:
    rows = [(Cell((Text("wat"),), "col"), Cell((Text("hoeveel"),), "col"))]
    rows += [(Cell((Text(str(n)),)), Cell((Text(text),))) for n, text in enumerate(column)]
    table = Table(tuple(rows), 1)
    root = parse(compositor(medium).blocks([table], "nl"))
    classes = [[cell.get("class") for cell in row] for row in root.iter(f"{X}tr")]
    assert classes == [[None, "right" if right else None]] * 4
    first, *others = rows
    own = replace(table, rows=(first, *others[:-1], (others[-1][0], replace(others[-1][1], align="center"))))
    assert "right" not in compositor(medium).blocks([own], "nl")


def test_amounts_stand_so_beside_cells_that_span_several_columns_or_rows() -> None:
    def cell(text: str, heads: Literal["", "col", "row"] = "", columns: int = 1, rows: int = 1) -> Cell:
        return Cell((Text(text),), heads, columns, rows)

    table = Table(
        (
            (cell("Jaar", "col", rows=2), cell("Tarwe", "col", columns=2), cell("Wat", "col", rows=2)),
            (cell("fijn", "col"), cell("grof", "col")),
            (cell("1931", "row", rows=2), cell("120"), cell("8"), cell("veel")),
            (cell("9"), cell("88"), cell("weinig")),
            (cell("1932", "row"), cell("geen, wegens de vorst", columns=2), cell("niets")),
        ),
        2,
    )
    root = parse(compositor("print").blocks([table], "nl"))
    assert [[cell.get("class") for cell in row] for row in root.iter(f"{X}tr")] == [
        [None, "center", None],
        ["right", "right"],
        [None, "right", "right", None],
        ["right", "right", None],
        [None, None, None],
    ]


def wide(columns: int, word: str = "waterstand") -> Table:
    rows = [tuple(Cell((Text(f"{word}{n}"),), "col") for n in range(columns))]
    rows += [tuple(Cell((Text(str(n)),), "" if n else "row") for n in range(columns)) for _ in range(2)]
    return Table(tuple(rows), 1)


@pytest.mark.parametrize(("columns", "kind"), [(2, None), (4, "wide"), (8, "wider")])
def test_cells_of_a_table_too_wide_for_a_telephone_say_what_stands_above_them(
    columns: int, kind: str | None
) -> None:
    root = parse(compositor().blocks([wide(columns)], "nl"))
    assert root[0].get("class") == kind
    heads = [e.get("data-head") for e in root.iter(f"{X}td")]
    assert heads[:2] == (["waterstand1", "waterstand2"] if kind else [None, None])
    assert not any(e.get("data-head") for e in root.iter(f"{X}th"))


def test_a_wide_table_without_heads_of_its_columns_is_left_as_it_is() -> None:
    for table in (replace(wide(8), head=0), replace(wide(8), head=2)):
        assert parse(compositor().blocks([table], "nl"))[0].get("class") is None
    spanned = replace(wide(8).rows[0][0], columns=2)
    table = replace(wide(8), rows=((spanned, *wide(8).rows[0][1:]), *wide(8).rows[1:]))
    assert parse(compositor().blocks([table], "nl"))[0].get("class") is None


def test_on_paper_a_wide_table_is_set_by_its_measure() -> None:
    assert "data-head" not in compositor("print").blocks([wide(8)], "nl")


def test_a_character_that_xml_cannot_hold_is_named() -> None:
    with pytest.raises(RenderError, match=r"U\+0008"):
        escape("een\x08twee")


def test_attributes_are_escaped_and_empty_ones_left_out() -> None:
    assert element("p", "x", class_="", title='"<&') == '<p title="&#34;&lt;&amp;">x</p>'


def test_ids_are_unique_in_the_book_on_paper_only() -> None:
    assert compositor("epub").id("title") == "title"
    assert compositor("print").id("title") == "stuk.title"


# --------------------------------------------------------------------------- with generated input

xml_text = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co"))
    | st.sampled_from("<>&\"' \t\n"),
    max_size=20,
)
hrefs = st.sampled_from(["#ander", "https://example.org/?a=1&b=2", "nergens", "mailto:a@example.org"])


def _grow(inlines: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    runs = st.lists(inlines, max_size=3).map(tuple)
    kinds = st.sampled_from(["em", "strong", "i", "b", "cite", "code", "sup", "sub", "smallcaps", "span"])
    return (
        st.builds(Span, kinds, runs, st.sampled_from(["", "fr", "nl"]))
        | st.builds(Link, hrefs, runs)
        | st.builds(lambda run: NoteCall(Note("*", (Paragraph(run),))), runs)
    )


inline = st.recursive(st.builds(Text, xml_text) | st.builds(LineBreak), _grow, max_leaves=6)
run = st.lists(inline, max_size=4).map(tuple)
cell = st.builds(Cell, run, st.sampled_from(["", "col", "row"]))


def _nest(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    many = st.lists(blocks, max_size=3).map(tuple)
    kinds = st.sampled_from(["epigraph", "pullquote", "blockquote"])
    return st.builds(Quotation, kinds, many, run) | st.builds(
        ListBlock,
        st.lists(many, max_size=3).map(tuple),
        st.booleans(),
        st.integers(1, 9),
        terms=st.sampled_from([(), (0,), (0, 1)]),
    )


block = st.recursive(
    st.builds(Paragraph, run, dek=st.booleans())
    | st.builds(Heading, run, st.integers(1, 4))
    | st.builds(Verse, st.lists(st.lists(run, max_size=2).map(tuple), max_size=2).map(tuple))
    | st.just(Break())
    | st.builds(lambda caption: Figure(PICTURE, alt="alt", caption=caption), run)
    | st.builds(
        Table, st.lists(st.lists(cell, max_size=2).map(tuple), max_size=2).map(tuple), st.integers(0, 1), run
    ),
    _nest,
    max_leaves=5,
)
blocks = st.lists(block, max_size=4).map(tuple)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _said(found: tuple[Block, ...]) -> str:
    """The words of blocks in order, notes left out."""

    def of(b: Block) -> str:
        match b:
            case Paragraph() | Heading():
                return words(b.inlines)
            case Quotation():
                return _said(b.blocks) + words(b.attribution)
            case ListBlock():
                return "".join(map(_said, b.items))
            case Verse():
                return "".join(words(line) for stanza in b.stanzas for line in stanza)
            case Table():
                return words(b.caption) + "".join(words(c.inlines) for row in b.rows for c in row)
            case Figure():
                return words(b.caption)
            case Break():
                return ""

    return "".join(map(of, found))


def _without(root: etree._Element, unwanted: Callable[[etree._Element], bool]) -> str:
    if unwanted(root):
        return ""
    return (root.text or "") + "".join(_without(child, unwanted) + (child.tail or "") for child in root)


@settings(max_examples=60)
@given(blocks)
def test_any_blocks_make_well_formed_xhtml_with_their_own_words(found: tuple[Block, ...]) -> None:
    for medium in MEDIA:
        root = parse(compositor(medium).blocks(found, "nl"))
        said = _without(root, lambda e: e.get("class") == "footnote" or e.get(TYPE) == "noteref")
        assert _bare(said) == _bare(_said(found))


@settings(max_examples=30)
@given(blocks)
def test_both_media_have_the_same_keys_on_the_same_words(found: tuple[Block, ...]) -> None:
    def keyed(medium: Medium) -> dict[str, str]:
        root = parse(compositor(medium).blocks(found, "nl"))
        return {
            e.get("data-k", ""): _bare(
                _without(e, lambda x: x.get("class") == "footnote" or x.get(TYPE) == "noteref")
            )
            for e in root.iter()
            if e.get("data-k") and e.get("class") != "footnote"
        }

    assert keyed("print") == keyed("epub")


@settings(max_examples=30)
@given(blocks)
def test_no_link_stands_in_a_link_and_every_call_has_its_note(found: tuple[Block, ...]) -> None:
    setter = compositor("epub")
    root = parse(setter.blocks(found, "nl"))
    notes = parse(setter.endnotes("nl", str))
    for link in (*root.iter(f"{X}a"), *notes.iter(f"{X}a")):
        assert not any(e.tag == f"{X}a" for e in link.iterancestors())
    called = [e.get("href") for e in root.iter(f"{X}a") if e.get(TYPE) == "noteref"]
    assert called == [f"#{e.get('id')}" for e in notes.iter() if e.get(TYPE) == "footnote"]


FRENCH = [
    ("le 1er mai, la 1re fois, les 1ers pas", "le 1<er> mai, la 1<re> fois, les 1<ers> pas"),
    ("le 2e rang, la 12ème, le 2nd", "le 2<e> rang, la 12<ème>, le 2<nd>"),
    ("du XVIe-XIXe siècle, Ve République, XXIe", "du XVI<e>-XIX<e> siècle, V<e> République, XXI<e>"),
    ("François Ier et la Ire République", "François I<er> et la I<re> République"),
    ("Mme Roy, MM. Roy, Mlles Roy, Mgr", "M<me> Roy, MM. Roy, M<lles> Roy, M<gr>"),
    ("le Dr Knock, le Pr Ott, le no 5", "le D<r> Knock, le P<r> Ott, le n<o> 5"),
    # Words, codes and addresses.
    ("Vers Mer, Ce, De, Mers, Vies, Ire, Dr., nos 5 amis, Ive", None),
    ("https://site.fr/1er www.a.fr/2e?3e=4e A1er 3e8 x@1er.fr", None),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
@pytest.mark.parametrize("medium", MEDIA)
def test_what_french_sets_above_the_line_is_set_so(text: str, expected: str | None, medium: Medium) -> None:
    made = compositor(medium).inlines((Text(text),), "fr-CA")
    wanted = re.sub("<(.+?)>", r"<sup>\1</sup>", expected) if expected else escape(text)
    assert str(made) == wanted
    assert words((Text(text),)) == re.sub("</?sup>", "", str(made)).replace("&amp;", "&")
    assert "<sup" not in compositor(medium).inlines((Text(text),), "nl")


def test_what_stands_above_the_line_already_is_not_set_higher() -> None:
    inlines = (Span("sup", (Text("1er"),)), Span("code", (Text("2e"),)), Span("em", (Text("3e"),)))
    made = compositor().inlines(inlines, "fr")
    assert str(made) == "<sup>1er</sup><code>2e</code><em>3<sup>e</sup></em>"


def test_spanish_raises_the_letters_of_an_ordinal() -> None:
    assert str(compositor().inlines((Text("el 1.er piso, 3er año, 2er"),), "es")) == (
        "el 1.<sup>er</sup> piso, 3<sup>er</sup> año, 2er"
    )


SHOWN = Table(((Cell((Text("brood"),)), Cell((Text("3"),))),))
LEGEND = "Tabel 2. Wat er gebakken werd, volgens de bakker zelf."


@pytest.mark.parametrize(
    ("blocks", "kinds"),
    [
        ((SHOWN, p(LEGEND), p("De bakker zweeg.")), ["legend", "first"]),
        ((p("De bakker zweeg."), p(LEGEND), SHOWN), ["first", "legend"]),
        ((Figure(Picture("a.jpg", b"", "image/jpeg", 9, 9)), p("Fig. 1a – De oven.")), ["legend"]),
        ((SHOWN, p("Figuur 1")), ["legend"]),
        # Text, a caption of nothing, and one beside what has a caption of its own.
        ((SHOWN, p("Tabel 2 zegt wat er gebakken werd.")), ["first"]),
        ((p(LEGEND), p("De bakker zweeg.")), ["first", None]),
        ((Table(SHOWN.rows, caption=(Text("Brood"),)), p(LEGEND)), ["first"]),
    ],
)
@pytest.mark.parametrize("medium", MEDIA)
def test_a_caption_that_is_a_paragraph_is_set_as_one(
    blocks: tuple[Block, ...], kinds: list[str | None], medium: Medium
) -> None:
    made = parse(compositor(medium).blocks(blocks, "nl"))
    assert [element.get("class") for element in made.iter(f"{X}p")] == kinds


WIDE = Picture("b.jpg", b"", "image/jpeg", 12, 9)
TALL = Picture("c.jpg", b"", "image/jpeg", 9, 12)
BOTH = (Text("Links, rechts"),)


def shown(*pictures: Picture, lines: Sequence[int] = range(3, 12)) -> list[Figure]:
    """Pictures that share the caption of the last."""
    last = len(pictures) - 1
    return [
        Figure(picture, str(n), caption=BOTH if n == last else (), line=line, mate=0 if n == last else n + 4)
        for n, (picture, line) in enumerate(zip(pictures, lines, strict=False))
    ]


@pytest.mark.parametrize(
    ("figures", "rows"),
    [
        (shown(TALL, TALL), ["01"]),
        (shown(WIDE, WIDE), ["0", "1"]),
        (shown(TALL, WIDE), ["01"]),
        (shown(TALL, TALL, TALL), ["012"]),
        (shown(WIDE, WIDE, WIDE, WIDE), ["01", "23"]),
        (shown(WIDE, TALL, TALL), ["0", "12"]),
        (shown(TALL, TALL, lines=(3, 9)), []),
        ([replace(shown(TALL, TALL)[0], caption=BOTH), shown(TALL, TALL)[1]], []),
        ([shown(TALL, TALL)[0], replace(shown(TALL, TALL)[1], caption=())], []),
        (shown(*[TALL] * 9), []),
    ],
)
@pytest.mark.parametrize("within", [False, True])
def test_pictures_with_one_caption_are_one_figure_in_rows(
    figures: list[Figure], rows: list[str], within: bool
) -> None:
    blocks = [Quotation("blockquote", tuple(figures))] if within else figures
    made = parse(compositor().blocks(blocks, "nl"))
    found = [
        "".join(image.get("alt", "") for image in row)
        for row in made.iter(f"{X}div")
        if row.get("class") == "abreast"
    ]
    assert found == rows
    assert len([*made.iter(f"{X}figure")]) == (1 if rows else len(figures))


def test_pictures_of_a_row_are_as_high_on_a_screen() -> None:
    made = parse(compositor("epub").blocks(shown(TALL, WIDE), "nl"))
    rules = screenrows.spread([made])
    heights = []
    for image in made.iter(f"{X}img"):
        (width,) = re.findall(r"width: ([\d.]+)%", rules[f".{image.get('class')}"])
        heights.append(float(width) * int(image.get("height", 0)) / int(image.get("width", 0)))
    assert heights[0] == pytest.approx(heights[1], rel=0.001)
    assert not [element for element in made.iter() if element.get("style")]


@pytest.mark.parametrize(
    ("numbered", "on_screen", "on_paper"),
    [
        ({}, "<ol><li><li>", "<ol><li><li>"),
        ({"start": 4}, '<ol start="4"><li><li>', '<ol start="4" style="counter-reset: list-item 3"><li><li>'),
        (
            {"counter": "a"},
            '<ol type="a"><li><li>',
            '<ol style="list-style-type: lower-alpha"><li><li>',
        ),
        (
            {"numbers": (1, 5)},
            '<ol><li><li value="5">',
            '<ol><li><li style="counter-increment: list-item 4">',
        ),
    ],
)
def test_a_list_is_numbered_as_its_page_has_it(
    numbered: dict[str, Any], on_screen: str, on_paper: str
) -> None:
    block = ListBlock(((p("brood"),), (p("kaas"),)), ordered=True, **numbered)
    for medium, expected in (("epub", on_screen), ("print", on_paper)):
        made = str(compositor(medium).blocks([block], "nl"))
        said = re.sub(r' data-k="[^"]*"', "", "".join(re.findall(r"<(?:ol|li)[^>]*>", made)))
        assert said == expected


@pytest.mark.parametrize(
    ("start", "counter", "kind"),
    [
        (1, "i", None),  # iii.
        (10, "1", None),
        (99, "1", "hang-20"),  # 101.
        (6, "i", "hang-20"),  # viii.
        (16, "I", "hang-30"),  # XVIII.
        (1888, "I", "hang-50"),  # no deeper than that
        (-101, "1", "hang-25"),
    ],
)
def test_a_list_stands_in_as_far_as_its_widest_number_needs(
    start: int, counter: str, kind: str | None
) -> None:
    block = ListBlock(tuple((p("brood"),) for _ in range(3)), ordered=True, start=start, counter=counter)
    for medium in ("epub", "print"):
        made = parse(compositor(medium).blocks([block], "nl")).find(f".//{X}ol")  # type: ignore[arg-type]
        assert made.get("class") == kind
        for sheet in ("epub.css", "print.css"):
            assert kind is None or f".{kind} {{" in shelf.style().files[sheet].decode()


@pytest.mark.parametrize(("word", "kind"), [("顧客", "mixed"), ("één", None)])
def test_cells_with_letters_of_another_script_stand_on_the_line_of_their_row(
    word: str, kind: str | None
) -> None:
    table = Table(((Cell((Text("Peking"),)), Cell((Text(word),))),))
    assert parse(compositor().blocks([table], "nl")).find(f".//{X}table").get("class") == kind
    assert parse(compositor("print").blocks([table], "nl")).find(f".//{X}table").get("class") is None
