"""Code, drawings in letters and verse: text whose line ends are its author's."""

from __future__ import annotations

import re
from textwrap import fill

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from book import verses
from book.clean import clean
from book.intake import mark
from book.languages import load
from book.model import (
    Block,
    Break,
    Heading,
    ListBlock,
    Paragraph,
    Piece,
    Preformatted,
    Quotation,
    Role,
    Seed,
    Table,
    Verse,
)
from book.read import read
from book.recover import lift, plain, recover
from book.recover.plain import lines, words
from book.typeset import typeset

PROSE = (
    "De zee is groot en de boot is klein, zei mijn vader altijd als we op de dijk stonden te kijken naar het "
    "water. Hij had nooit gevaren, maar hij wist het zeker, en wij geloofden hem."
)
CODE = "def zee(boot):\n    if boot:\n\n        return [1][0]  # diep"
POEM = "Ik ging naar zee\nmet een kleine boot\nen niemand wist nog\nhoe diep het was"


def between(body: str, *, name: str = "zee.html", around: str = "<p>{}</p>") -> list[Block]:
    prose = around.format(PROSE)
    page = f"{prose}\n\n{body}\n\n{prose}\n"
    if name.endswith("html"):
        page = f'<html lang="nl"><body><nav><a href="/">Home</a></nav><article>{page}</article></body></html>'
    seed = Seed(name, page.encode(), "html" if name.endswith("html") else "markdown")
    blocks = list(lift(recover(clean(read(seed), seed=name, language="nl"))).blocks)
    assert isinstance(blocks[0], Paragraph)
    assert isinstance(blocks[-1], Paragraph)
    return blocks[1:-1]


def rows(block: object) -> list[str]:
    assert isinstance(block, Preformatted)
    return [words(row, []) for row in block.rows]


def stanzas(block: object) -> list[list[str]]:
    assert isinstance(block, Verse)
    return [[words(line, []) for line in stanza] for stanza in block.stanzas]


@pytest.mark.parametrize(
    "body",
    [
        f"<pre><code>{CODE}\n</code></pre>",
        f'<pre class="wp-block-code"><code>\n{CODE}</code></pre>',
        f'<div class="highlight"><pre>{CODE.replace("def", "<span class=k>def</span>")}\n</pre></div>',
        '<pre class="brush: python">' + CODE.replace("\n", "<br>") + "</pre>",
        f'<pre class="prettyprint">{CODE}</pre>'.replace("\n", "\r\n"),
        '<pre><code class="language-python">'
        + "".join(f"<div>{row or '<br>'}</div>" for row in CODE.split("\n"))
        + "</code></pre>",
        '<table class="highlighttable"><tr><td class="linenos"><div><pre>1\n2\n3\n4</pre></div></td>'
        f'<td class="code"><div class="highlight"><pre>{CODE}</pre></div></td></tr></table>',
    ],
)
def test_code_keeps_every_space_and_line_end_however_its_page_marks_it(body: str) -> None:
    (block,) = between(body)
    assert rows(block) == CODE.split("\n")
    assert isinstance(block, Preformatted)
    assert block.code


@pytest.mark.parametrize("body", [f"```python\n{CODE}\n```", "    " + CODE.replace("\n", "\n    ")])
def test_code_of_markdown_is_code(body: str) -> None:
    (block,) = between(body, name="zee.md", around="{}")
    assert rows(block) == CODE.split("\n")
    assert isinstance(block, Preformatted)
    assert block.code


def test_markdown_in_code_is_not_read() -> None:
    (block,) = between("```\n[^1]: geen noot\n# geen kop\n```", name="zee.md", around="{}")
    assert rows(block) == ["[^1]: geen noot", "# geen kop"]


def test_a_number_in_code_calls_no_note() -> None:
    page = (
        f"<p>{PROSE}[1]</p><pre><code>boot[1] = zee</code></pre><p>{PROSE}</p><p>[1] Een noot onderaan.</p>"
    )
    seed = Seed("zee.html", f"<html><body>{page}</body></html>".encode(), "html")
    galley = mark(seed, read(seed), "nl")
    piece = lift(galley)
    assert [rows(b) for b in piece.blocks if isinstance(b, Preformatted)] == [["boot[1] = zee"]]
    assert sum(v.role is Role.NOTE for v in galley.verdicts) == 1


def test_what_is_preformatted_and_no_code_stands_as_it_is() -> None:
    drawing = " mei    3\n juni  12   *\n"
    (block,) = between(f"<pre>{drawing}</pre>")
    assert rows(block) == [" mei    3", " juni  12   *"]
    assert isinstance(block, Preformatted)
    assert not block.code


def test_code_within_a_list_stays_in_its_item() -> None:
    (block,) = between(
        "<ol><li><p>Eerst typ je dit in het venster, en dan wacht je even af:</p>"
        "<pre><code>a\n b</code></pre><p>Dan ga je verder met de rest van de boot.</p></li>"
        "<li><p>Klaar.</p></li></ol>"
    )
    assert isinstance(block, ListBlock)
    assert [len(item) for item in block.items] == [3, 1]
    assert rows(block.items[0][1]) == ["a", " b"]


def test_code_within_a_quotation_stays_in_it() -> None:
    (block,) = between("<blockquote><p>Hij typte:</p><pre><code>a\n b</code></pre></blockquote>")
    assert isinstance(block, Quotation)
    assert rows(block.blocks[1]) == ["a", " b"]


def test_code_in_a_cell_stays_in_its_table() -> None:
    (block,) = between(
        "<table><tr><th>taal</th><th>code</th></tr><tr><td>python</td><td><pre>a\n b</pre></td></tr>"
        "<tr><td>c</td><td><pre>a;</pre></td></tr></table>"
    )
    assert isinstance(block, Table)
    assert words(block.rows[1][1].inlines, []) == "a\n b"


@pytest.mark.parametrize(
    "body",
    [
        f'<pre class="wp-block-verse">{POEM}\n\nEn de boot\n  voer voort</pre>',
        f"<pre>{POEM}\n\nEn de boot\nvoer met ons voort</pre>",
        f"<p>{POEM.replace(chr(10), '<br>')}</p><p>En de boot<br/>\nvoer met ons voort</p>",
        '<div class="gedicht"><p>Ik ging naar zee.<br>Met een boot.</p><p>En de boot<br>voer.</p></div>',
    ],
)
def test_a_poem_is_verse_by_its_rows(body: str) -> None:
    (block,) = between(body)
    assert len(stanzas(block)) == 2
    assert stanzas(block)[1][0] == "En de boot"


PARAGRAPHS = (
    "Mijn vader hield elke ochtend de wacht op de dijk, ook toen er geen boot meer voer dan die ene.",
    "Hij had nooit gevaren, maar hij wist zeker dat de zee groot was en de boot klein, en wij geloofden hem.",
)


@pytest.mark.parametrize("box", ["lg:flex lg:block", "category-poetry category-essay", "universe"])
def test_prose_is_no_verse_by_what_its_page_is_laid_out_with_or_filed_under(box: str) -> None:
    """'lg:' is Tailwind's: on a large screen."""
    said = "".join(f"<p>{text}<br>{text}</p>" for text in PARAGRAPHS)
    assert not [b for b in between(f'<div class="{box}">{said}</div>') if isinstance(b, Verse)]


def test_a_poem_that_is_filed_as_one_is_verse_and_who_wrote_it_is_not() -> None:
    rows_ = "".join(f"<p>{row}</p>" for row in POEM.split("\n"))
    *poem, bio = between(f'<div class="post category-poetry">{rows_}<p>{PARAGRAPHS[0]}</p></div>')
    assert all(isinstance(block, Verse) for block in poem)
    assert not isinstance(bio, Verse)


def test_verse_keeps_its_indents() -> None:
    (block,) = between('<pre class="wp-block-verse">Ik ging naar zee\n    met een boot</pre>')
    assert stanzas(block) == [["Ik ging naar zee", "\u2003\u2003met een boot"]]
    spoken, changes, _ = typeset(Piece("zee", "zee.html", "nl", "Zee", (block,)), load("nl"))
    assert (spoken.blocks, changes) == ((block,), ())


def test_a_poem_of_which_each_row_is_a_paragraph() -> None:
    (block,) = between(
        '<div class="poem"><div class="stanza"><p>Een</p><p>twee</p></div>'
        '<div class="stanza"><p>drie</p></div></div>'
    )
    assert stanzas(block) == [["Een", "twee"], ["drie"]]


@pytest.mark.parametrize(
    "opens", ['<div class="linegroup">', '<div class="lg">', '<section epub:type="z3998:poem">']
)
def test_rows_of_verse_in_elements_of_their_own_without_the_numbers_beside_them(opens: str) -> None:
    tall = "En waarom vroeg het niemand ooit aan mij of aan de man die naast mij stond te kijken op de dijk?"
    rows_ = ["Ik ging naar zee", "Met een kleine boot.", tall, "Niemand wist het nog."]
    told = "".join(f"<div>{row}</div>" for row in rows_[:3])
    number = '<div>Niemand wist het nog.<span class="lnum">10</span></div>'
    closes = "</section>" if "section" in opens else "</div>"
    (verse,) = between(f"{opens}{told}{number}{closes}")
    assert stanzas(verse) == [rows_]


def test_verse_in_a_text_that_is_broken_into_lines() -> None:
    prose, poem = [PROSE[:70]] * 9, [f"  {row}" for row in POEM.split("\n")]
    text = "\n".join((*prose, "", *poem, "", *[PROSE[7:77]] * 9))
    seed = Seed("x.txt", text.encode())
    (before, verse, after) = lift(mark(seed, read(seed), "nl")).blocks
    assert stanzas(verse) == [POEM.split("\n")]
    assert isinstance(before, Paragraph)
    assert isinstance(after, Paragraph)


SEA = (
    ("Het water komt, het water gaat;", "Wie zal het ooit begrijpen", "Dat daar een huis te wachten staat,"),
    ("Waarin de peren rijpen?", "De wind is oud, de wind is moe;", "Hij zou wel willen slapen,"),
)


@pytest.mark.parametrize("head", ["Aan zee\n\nDoor Jan Stip\n\n", f"{PROSE}\n\n{PROSE}\n\n"])
def test_verse_in_plain_text_keeps_its_rows_and_stanzas(head: str) -> None:
    seed = Seed("x.txt", (head + "\n\n".join("\n".join(rows) for rows in SEA) + "\n").encode())
    *_, verse = lift(mark(seed, read(seed), "nl")).blocks
    assert stanzas(verse) == [list(rows) for rows in SEA]


WIDE = (
    (
        "Zo zit ik hier te wachten in het bleke licht van maart,",
        "De ramen staan open en het waait door mijn papieren,",
        "Ik denk aan alle dingen die een mens zo lang bewaart,",
        "En aan de boten in de haven, aan de groene wieren.",
    ),
    (
        "Een mens vergeet zijn jaren als het water maar beweegt,",
        "Hij telt alleen de dagen dat de vissen willen bijten,",
        "En als de avond valt en iemand stil de tafel veegt,",
        "Dan is er niets wat hij zichzelf nog ernstig kan verwijten.",
    ),
)
AFTER = (
    "Zo ging dat vers, en wie het hoorde wist meteen dat hij het zelf geschreven had, al zei hij dat niet."
)


def poem(stanzas_: tuple[tuple[str, ...], ...], way: str) -> str:
    """A poem as people write it where nothing keeps its rows."""
    if way == "rows":
        return "\n\n".join("\n".join(stanza) for stanza in stanzas_)
    if way == "quoted":
        return "\n>\n".join("\n".join(f"> {row}" for row in stanza) for stanza in stanzas_)
    return "\n\n\n".join("\n\n".join(stanza) for stanza in stanzas_)


@pytest.mark.parametrize("name", ["text", "markdown"])
@pytest.mark.parametrize("way", ["rows", "apart", "quoted"])
@pytest.mark.parametrize("stanzas_", [SEA, WIDE])
def test_verse_keeps_its_rows_and_stanzas_however_it_is_typed(
    stanzas_: tuple[tuple[str, ...], ...], way: str, name: str
) -> None:
    seed = Seed("x", f"{PROSE}\n\n{poem(stanzas_, way)}\n\n{AFTER}\n".encode(), name)
    before, block, after = lift(mark(seed, read(seed), "nl")).blocks
    if way == "quoted":
        assert isinstance(block, Quotation)
        (block,) = block.blocks
    assert stanzas(block) == [list(rows_) for rows_ in stanzas_]
    assert {type(before), type(after)} == {Paragraph}


@pytest.mark.parametrize(
    ("body", "made"),
    [
        (
            "| Het water komt;\n| het water gaat,\n|    zei hij.\n|\n| Nooit\n  meer.",
            ["Het water komt;", "Nooit meer."],
        ),
        ("\\begin{quote}\nHij typte het.\n\n*Zelf.*\n\\end{quote}", ["Hij typte het.", "Zelf."]),
        ("\\begin{verse}\nEen \\\\\ntwee\\\\\n\ndrie\n\\end{verse}", ["Een", "drie"]),
        ("\\begin{center}\nHij typte het.\n\\end{center}", ["Hij typte het."]),
        ("::: {.center}\nHij typte het.\n:::", ["Hij typte het."]),
        ("::: verse\nHij typte het.\n:::", ["Hij typte het."]),
        ("\\noindent Hij typte het.", ["Hij typte het."]),
    ],
)
def test_what_pandocs_markdown_has_around_text_is_not_printed(body: str, made: list[str]) -> None:
    seed = Seed("x.md", f"{PROSE}\n\n{body}\n\n{AFTER}\n".encode(), "markdown")
    _, *blocks, _ = lift(mark(seed, read(seed), "nl")).blocks
    texts = [text for block in blocks for text in lines(block, [])]
    assert [text.split("\n")[0] for text in texts] == made


def test_a_table_behind_bars_is_no_line_block() -> None:
    (block,) = between("| naam | jaar |\n|---|---|\n| Anna | 1931 |", name="zee.md", around="{}")
    assert isinstance(block, Table)


@pytest.mark.parametrize("rule", ["* * *", "---", "___"])
def test_a_rule_between_paragraphs_of_markdown_is_a_break(rule: str) -> None:
    seed = Seed("x.md", f"# Zee\n\n{rule}\n\n{PROSE}\n\n{rule}\n\n{AFTER}\n\n{rule}\n".encode(), "markdown")
    piece = lift(mark(seed, read(seed), "nl"))
    assert [type(block) for block in piece.blocks] == [Paragraph, Break, Paragraph]


def test_a_rule_above_the_notes_or_the_bio_of_markdown_is_none() -> None:
    bio = "Jan Stip is visser en schrijft elke week over de zee."
    text = f"# Zee\n\nDoor Jan Stip\n\n---\n\n{PROSE}[^1]\n\n{AFTER}\n\n---\n\n{bio}\n\n---\n\n[^1]: Dat."
    seed = Seed("x.md", text.encode(), "markdown")
    assert [type(block) for block in lift(mark(seed, read(seed), "nl")).blocks] == [Paragraph, Paragraph]


@pytest.mark.parametrize("name", ["text", "markdown"])
@pytest.mark.parametrize("head", ["Het water\n\nJan Stip", "Het water\n\nDoor Jan Stip\n\n12 april 2019"])
def test_a_title_and_a_name_above_rows_with_blank_lines_between_are_no_rows(head: str, name: str) -> None:
    seed = Seed("x", f"{head}\n\n{poem(SEA, 'apart')}\n".encode(), name)
    *_, verse = lift(mark(seed, read(seed), "nl")).blocks
    assert stanzas(verse) == [list(rows_) for rows_ in SEA]


def test_calls_of_a_page_that_stand_below_each_other_are_no_verse() -> None:
    calls = (
        "Vul hier je reactie op dit stuk in!",
        "Vul hier je naam en je adres in",
        "Dit adres is niet goed!",
    )
    rows_ = "\n".join((*calls, "Vul hier nog eens je adres in"))
    seed = Seed("x", f"{PROSE}\n\n{rows_}\n\n{AFTER}\n".encode(), "markdown")
    assert not [b for b in lift(mark(seed, read(seed), "nl")).blocks if isinstance(b, Verse)]
    assert not verses.long(rows_.split("\n"))


@pytest.mark.parametrize("columns", [34, 45, 58, 72])
@pytest.mark.parametrize("sign", ["", "> "])
@pytest.mark.parametrize("name", ["text", "markdown"])
def test_prose_is_no_verse_wherever_its_lines_end(columns: int, sign: str, name: str) -> None:
    """German prose too, of which many a line begins with a capital."""
    german = (
        "Am Abend saß der Wirt allein vor dem Haus und zählte die Boote, die von der Insel kamen, als das "
        "letzte Licht über dem Wasser verschwand, ging er hinein und schloss die Tür, ohne ein Wort zu sagen."
    )
    lines = [fill(text, columns).split("\n") for text in (PROSE, german, *PARAGRAPHS, AFTER)]
    text = f"\n{sign}\n".join("\n".join(sign + line for line in some) for some in lines)
    seed = Seed("x", f"{text}\n".encode(), name)
    blocks = lift(mark(seed, read(seed), "nl")).blocks
    inner = [block for b in blocks for block in (b.blocks if isinstance(b, Quotation) else (b,))]
    assert {type(block) for block in inner} == {Paragraph}


@pytest.mark.parametrize(
    "lines",
    [
        (
            "een halve rode kool;",
            "twee zure appels;",
            "een klont boter;",
            "peper en zout;",
            "azijn;",
            "suiker.",
        ),
        (
            "Hij kwam laat thuis.",
            "Zij was al naar bed,",
            "dacht hij.",
            "Maar nee!",
            "De hond sliep.",
            "Stil.",
        ),
        (
            "Over ons",
            "Onze bakkers",
            "Onze winkels",
            "Werken bij ons",
            "Contact met ons",
            "Veelgestelde vragen",
        ),
    ],
)
@pytest.mark.parametrize("name", ["text", "markdown"])
def test_short_lines_with_blank_lines_between_are_no_verse(lines: tuple[str, ...], name: str) -> None:
    text = "\n\n".join(lines)
    seed = Seed("x", f"{PROSE}\n\n{text}\n\n{AFTER}\n".encode(), name)
    assert not [b for b in lift(mark(seed, read(seed), "nl")).blocks if isinstance(b, Verse)]


@pytest.mark.parametrize(
    "rows",
    [
        ("een halve rode kool", "twee flinke zure appels", "een dikke klont boter", "peper en zout ernaast"),
        ("Hij kwam te laat thuis.", "Zij was al naar bed.", "De hond lag er nog.", "Het licht ging uit."),
    ],
)
def test_a_list_and_short_paragraphs_in_plain_text_are_no_verse(rows: tuple[str, ...]) -> None:
    seed = Seed("x.txt", f"{PROSE}\n\n{PROSE}\n\n{chr(10).join(rows)}\n\n{PROSE}\n".encode())
    assert not [b for b in lift(mark(seed, read(seed), "nl")).blocks if isinstance(b, Verse)]


def test_a_bullet_that_a_word_processor_wrote_into_the_text_is_one_bullet() -> None:
    item = "<p class=MsoListParagraph><span>·<span>&nbsp;&nbsp; </span></span>{}</p>"
    (block,) = between(item.format("een scharnier") + item.format("een slot"))
    assert isinstance(block, ListBlock)
    texts = [words(b.inlines, []) for (b,) in block.items if isinstance(b, Paragraph)]
    assert texts == ["een scharnier", "een slot"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Redactie De Zee<br>Kerkstraat 12<br>1234 AB Delft<br>Nederland</p>",
        "<p>Met vriendelijke groet,<br>Jan<br>Voorzitter</p>",
        "<p>Wat is dat? Dat is de zee.<br>Wat doe je daar? Varen.<br>Hoe laat is het? Laat.<br>Mee? Ja.</p>",
        "<p>200 gram bloem en zout<br>3 eieren van de boer<br>1 kopje melk erbij<br>wat suiker erover</p>",
        f"<p>{PROSE}<br>{PROSE}<br>{PROSE}<br>{PROSE}</p>",
    ],
)
def test_line_ends_alone_make_no_poem(body: str) -> None:
    assert all(isinstance(block, Paragraph) for block in between(body))


def test_a_text_file_that_a_browser_saved_is_read_as_a_text() -> None:
    text = "\n".join([*[PROSE[:70]] * 4, "", *[PROSE[:70]] * 4, "en toen was het uit.", "", PROSE[:60]])
    seed = Seed("x.html", f"<html><body><pre>{text}\n</pre></body></html>".encode(), "html")
    blocks = lift(mark(seed, read(seed), "nl")).blocks
    assert [type(block) for block in blocks] == [Paragraph, Paragraph, Paragraph]


def test_a_pre_that_nobody_closed_swallows_no_page() -> None:
    found = between(f"<pre>los<h2>Kop</h2><p>{PROSE[:90]}</p>")
    assert any(isinstance(block, Heading) for block in found)


_word = st.integers(0, 99).map(lambda n: f"woord{n:02}")


def _element(name: str, inside: st.SearchStrategy[str], attributes: str = "") -> st.SearchStrategy[str]:
    return st.lists(inside, min_size=1, max_size=3).map(
        lambda parts: f"<{name}{attributes}>{' '.join(parts)}</{name}>"
    )


_NAMES = "p div pre code span b td th tr table tbody thead caption li ul ol blockquote h2 figure figcaption"
_WITH = (
    ("td", " colspan=2"), ("td", " rowspan=3"), ("th", " rowspan=0"), ("div", " class=poem"),
    ("p", " class=stanza"), ("pre", " class=highlight"), ("td", " class=gutter"),
)  # fmt: skip
_markup = st.recursive(
    _word | st.just("<br>") | st.just("\n"),
    lambda inside: st.one_of(
        *(_element(name, inside) for name in _NAMES.split()),
        *(_element(name, inside, attributes) for name, attributes in _WITH),
    ),
    max_leaves=24,
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_markup, max_size=4))
@example(["<table><tr><td>woord01<table><tr><td>woord02</td></tr></table>woord03</td></tr></table>"])
@example(["<table>woord01<tr>woord02<td>woord03</td></tr><caption>woord04</caption></table>"])
@example(["<pre>woord01<table><tr><td>woord02</td></tr></table>"])
def test_every_word_of_a_kept_line_is_in_the_piece_whatever_its_markup(parts: list[str]) -> None:
    page = f"<html><body><p>{PROSE}</p>{''.join(parts)}<p>{PROSE}</p></body></html>"
    seed = Seed("x.html", page.encode(), "html", whole=True)
    galley = mark(seed, read(seed), "nl")
    kept = sorted(w for v in galley.verdicts if v.kept for w in re.findall(r"woord\d\d", v.line.text))
    assert sorted(re.findall(r"woord\d\d", plain(lift(galley)))) == kept
    shown = sorted(re.findall(r"woord\d\d", page.replace("<td class=gutter>", "")))
    assert sorted(w for v in galley.verdicts for w in re.findall(r"woord\d\d", v.line.text)) == shown


@pytest.mark.parametrize("around", ["{}", "<table><tr><td>{}</td><td>Zee</td></tr></table>"])
def test_a_link_within_its_page_is_none_in_what_is_preformatted(around: str) -> None:
    """It would lead nowhere in the book, which refuses such links."""
    found = between(
        around.format('<pre><a href="#diep">4</a>. De zee\n   is <a href="#groot">groot</a>.</pre>')
    )
    assert not any("Link(" in repr(block) for block in found)
    assert "groot" in repr(found)


NUMBERED = {
    "a column beside the code (Chroma)": (
        "<table><tr><td><pre><code><span>1</span>\n<span>2</span>\n<span>3</span>\n</code></pre></td>"
        "<td><pre><code>def zee(boot):\n\n    return boot\n</code></pre></td></tr></table>"
    ),
    "a number before each row": (
        "<pre><code><span> 9</span><span>def zee(boot):\n</span><span>10</span>\n"
        "<span>11</span><span>    return boot</span></code></pre>"
    ),
    "a number in a box before each row": (
        "<pre><div><span>1</span><div>def zee(boot):</div></div><div><span>2</span><div></div></div>"
        "<div><span>3</span><div>    return boot</div></div></pre>"
    ),
}


@pytest.mark.parametrize("way", NUMBERED)
def test_the_numbers_of_rows_are_no_code(way: str) -> None:
    found = [row for block in between(NUMBERED[way]) for row in rows(block) if row]
    assert found == ["def zee(boot):", "    return boot"]


@pytest.mark.parametrize("code", ["1\n2\n4\n8", "1  begin\n2  eind", "7"])
def test_numbers_that_a_page_does_not_put_there_are_code(code: str) -> None:
    (block,) = between(f"<pre><code>{code}</code></pre>")
    assert rows(block) == code.split("\n")


def test_the_bar_above_code_and_the_button_in_it_are_no_code() -> None:
    bar = '<div class="code__header"><span>python</span><button>Kopieer</button></div>'
    (block,) = between(f"<pre><code>{bar}<div>zee = 1\nboot = 2</div><button>Uitvoeren</button></code></pre>")
    assert rows(block) == ["zee = 1", "boot = 2"]
