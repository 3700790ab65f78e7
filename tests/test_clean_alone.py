"""A piece that has no page around it (an export's post, a chapter, a Markdown text with a front matter)."""

from __future__ import annotations

import pytest

from book.intake import furniture, mark
from book.model import Galley, Role, Seed
from book.read import read
from book.recover import lift
from book.recover.plain import plain

PROSE = "De zee is groot en de boot is klein, zei mijn vader altijd als we op de dijk stonden te kijken."
MORE = "Hij had nooit gevaren, maar hij wist het zeker, en wij geloofden hem zoals je een vader gelooft."


def marked(*pages: str, whole: bool = True) -> list[Galley]:
    seeds = [Seed(f"{n}.html", page.encode(), "html", whole=whole) for n, page in enumerate(pages)]
    readings = [read(seed) for seed in seeds]
    shared = furniture(readings)
    return [mark(seed, reading, "en", repeats=shared) for seed, reading in zip(seeds, readings, strict=True)]


def kept(galley: Galley) -> list[str]:
    return [v.line.text for v in galley.verdicts if v.kept]


@pytest.mark.parametrize("heading", ["YouTube", "X", "Quote", "Share"])
def test_a_heading_of_the_text_is_no_button(heading: str) -> None:
    (galley,) = marked(f"<p>{PROSE}</p><h2>{heading}</h2><p>{MORE}</p>")
    assert kept(galley) == [PROSE, heading, MORE]


def test_a_heading_of_nothing_is_a_button_all_the_same() -> None:
    (galley,) = marked(f"<p>{PROSE}</p><p>{MORE}</p><h3>Share this:</h3>")
    assert kept(galley) == [PROSE, MORE]


def test_an_item_between_items_is_no_button_and_a_link_is() -> None:
    items = "<ul><li>Brieven</li><li>Facebook</li><li>Kranten</li></ul>"
    buttons = '<ul><li><a href="/f">Facebook</a></li><li><a href="/x">X</a></li></ul>'
    (galley,) = marked(f"<p>{PROSE}</p>{items}<p>{MORE}</p>{buttons}")
    assert kept(galley) == [PROSE, "Brieven", "Facebook", "Kranten", MORE]


def test_two_posts_may_quote_one_writer_and_show_one_picture() -> None:
    quoted = "<blockquote><p>{}</p><footer>Ina Smit</footer></blockquote>"
    shown = '<figure><img src="a.jpg"><figcaption>De dijk bij vloed</figcaption></figure>'
    foot = "<p>Schrijf je in voor de brief</p>"
    one = f"<p>{PROSE}</p>{quoted.format('Wie weet, die zwijgt.')}{shown}<p>{MORE}</p>{foot}"
    two = f"<p>{MORE[4:]}</p>{shown}{quoted.format('En wie zwijgt, weet.')}<p>{PROSE[3:]}</p>{foot}"
    for galley in marked(one, two):
        assert {"Ina Smit", "De dijk bij vloed"} <= {*kept(galley)}
        assert "Schrijf je in voor de brief" not in kept(galley)
        assert [f.value for f in galley.facts if f.field == "author"] == []


def test_what_speakers_say_is_no_subhead() -> None:
    turns = [
        "Ann: Is the lock far?",
        "Bob: An hour.",
        "Ann: By boat?",
        "Bob: On foot, and uphill.",
        "Ann: Oh!",
    ]
    (galley,) = marked(f"<p>{PROSE}</p>" + "".join(f"<p>{turn}</p>" for turn in turns) + f"<p>{MORE}</p>")
    assert [v.line.text for v in galley.verdicts if v.role is Role.SUBHEAD] == []
    assert "Ann: By boat?" in plain(lift(galley))


def test_a_sentence_that_begins_as_a_pointer_does_stays() -> None:
    said = "See also references tell a reader of an index where more is to be found, or what is narrower."
    pointer = "See also: The lock at low water"
    (galley,) = marked(f"<p>{PROSE}</p><p>{said}</p><p>{MORE}</p><p>{pointer}</p>")
    assert kept(galley) == [PROSE, said, MORE]


def test_a_heading_with_an_article_is_nobodys_name() -> None:
    (galley,) = marked(f"<h1>Chapter 1</h1><h2>A BRIEF HISTORY</h2><p>{PROSE}</p><p>{MORE}</p>")
    assert [f.value for f in galley.facts if f.field == "author"] == []
    assert "A BRIEF HISTORY" in kept(galley)


def test_chapters_may_have_headings_in_common() -> None:
    one = f"<h1>Sluizen</h1><p>{PROSE}</p><h2>Lijst</h2><ul><li>Een deur</li><li>Een rad</li></ul>"
    two = f"<h1>Molens</h1><p>{MORE}</p><h2>Lijst</h2><ul><li>Een wiek</li><li>Een kap</li></ul>"
    for galley in marked(one, two):
        assert "Lijst" in kept(galley)


def test_a_text_that_tells_of_somebody_alone_is_not_by_them() -> None:
    told = "Ann Lee is the keeper of the lock at low water, and has been for thirty years."
    (galley,) = marked(f"<p>{told}</p>")
    assert kept(galley) == [told]
    assert [f.value for f in galley.facts if f.field == "author" and f.sure] == []


@pytest.mark.parametrize(
    "contents",
    [
        '<nav class="table_of_contents"><div><a href="#a">De dijk</a></div></nav>',
        '<ul><li><a href="#a">De dijk</a></li><li><a href="#b">Nu</a></li><li><a href="#c">Zo</a></li>',
    ],
)
def test_its_own_contents_above_it_go(contents: str) -> None:
    heads = "".join(
        f"<h2 id={id_}>{head}</h2><p>{PROSE}</p>" for id_, head in (("a", "De dijk"), ("b", "Nu"))
    )
    (galley,) = marked(f"<h1>Op de dijk</h1><p>{MORE}</p>{contents}</ul>{heads}")
    assert kept(galley) == [MORE, "De dijk", PROSE, "Nu", PROSE]
