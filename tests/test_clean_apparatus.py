"""What an author lists below his text stays with it."""

from __future__ import annotations

import pytest
from test_clean_markup import NAV, TEXT

from book.clean.apparatus import apparatus
from book.clean.page import Page, Verdicts, drop
from book.intake import mark
from book.model import Role, Seed, Verdict
from book.read import read
from book.rules import every

LIST = (
    "<ul><li>NS, Jaarverslag 2018.</li><li>H. de Vries, <i>De trein in Nederland</i> (Zwolle 2001).</li></ul>"
)
LISTED = ["NS, Jaarverslag 2018.", "H. de Vries, De trein in Nederland (Zwolle 2001)."]


def judged(below: str, rule: str = "markup.outside") -> Verdicts:
    """What becomes of what stands below two paragraphs that were kept, all else being dropped by `rule`."""
    inside = f'<div class="entry"><p>{TEXT[0]}</p><p>{TEXT[1]}</p>{below}</div>'
    lines = read(
        Seed("x.html", f"<html><body>{NAV}<main>{inside}</main></body></html>".encode(), "html")
    ).lines
    before = (Verdict(line, Role.BLANK if line.blank else Role.BODY, "stet") for line in lines)
    verdicts = tuple(v if v.line.text in TEXT else drop(v, Role.BOILERPLATE, rule) for v in before)
    return apparatus(verdicts, Page.of(lines, "nl"))


def kept(verdicts: Verdicts) -> list[str]:
    return [v.line.text for v in verdicts if v.kept and v.line.text not in TEXT]


@pytest.mark.parametrize("heading", ["Bronnen", "Bronnen:", "LITERATUUR", "Verder lezen"])
@pytest.mark.parametrize("rule", ["markup.outside", "beyond"])
def test_sources_stay(heading: str, rule: str) -> None:
    assert kept(judged(f"<h2>{heading}</h2>{LIST}", rule)) == [heading, *LISTED]


@pytest.mark.parametrize("heading", ["<p><b>Literatuur</b></p>", "<p>Bronnen:</p>"])
def test_a_paragraph_may_head_them(heading: str) -> None:
    linked = LIST.replace(
        "NS, Jaarverslag 2018.", '<a href="https://example.org/ns">NS, Jaarverslag 2018.</a>'
    )
    assert kept(judged(heading + linked))[1:] == LISTED


@pytest.mark.parametrize(
    "below",
    [
        f"<h2>Lees ook</h2>{LIST}",
        f"<p>Bronnen</p>{LIST}",
        f"<aside><h2>Bronnen</h2>{LIST}</aside>",
    ],
    ids=["another heading", "no heading", "not in the element of the text"],
)
def test_other_lists_are_left(below: str) -> None:
    assert kept(judged(below)) == []


def test_they_end_at_the_next_heading_and_at_furniture() -> None:
    share = '<div class="share-buttons"><p>Deel dit stuk</p></div>'
    found = kept(judged(f"<h2>Noten</h2>{LIST}{share}<h2>Lees ook</h2><ul><li>De bus naar Assen</li></ul>"))
    assert found == ["Noten", *LISTED]


def test_what_a_rule_dropped_by_name_stays_dropped() -> None:
    assert kept(judged(f"<h2>Bronnen</h2>{LIST}", "nl.delen")) == []


def test_headings_are_in_lower_case_and_of_every_language() -> None:
    """But of those that are only told from their neighbours, of which there are no rules."""
    languages = [pack for pack in every() if "/" not in pack.name and pack.name != "any" and pack.rules]
    packs = {pack.name: pack.apparatus for pack in languages}
    assert all(packs.values())
    assert all(word == word.lower().strip() for words in packs.values() for word in words)


def of_page(below: str) -> list[str]:
    """What stays of a whole page below its two paragraphs."""
    inside = f"<article><h1>De brug</h1><p>{TEXT[0]}</p><p>{TEXT[1]}</p>{below}</article>"
    page = f'<html lang="nl"><body>{NAV}<main>{inside}</main></body></html>'
    seed = Seed("x.html", page.encode(), "html")
    verdicts = mark(seed, read(seed), "nl").verdicts
    return [v.line.text for v in verdicts if v.kept and v.line.text not in TEXT]


SAID = ("In NRC schreef Anna Bakker over de brug die dicht bleef.", "Het CBS telt alle bruggen en sluizen.")


@pytest.mark.parametrize("heading", ["<h3>Verder lezen</h3>", "<p><strong>Verder lezen:</strong></p>"])
def test_a_heading_that_a_rule_claims_stays_with_the_authors_own_words_below_it(heading: str) -> None:
    nrc = SAID[0].replace("NRC", '<a href="https://www.nrc.nl/a">NRC</a>')
    cbs = SAID[1].replace("CBS", '<a href="https://www.cbs.nl/b">CBS</a>')
    found = of_page(f"{heading}<ul><li>{nrc}</li><li>{cbs}</li></ul>")
    assert [text.rstrip(":") for text in found] == ["Verder lezen", *SAID]


def test_what_to_read_on_in_one_line_stays_where_it_tells_sources() -> None:
    told = "Verder lezen: H. de Vries, <i>De brug</i> (2001)."
    assert of_page(f"<p>{told}</p>") == ["Verder lezen: H. de Vries, De brug (2001)."]
    assert of_page("<p>Verder lezen: De brug is weer dicht</p>") == []


def test_links_to_the_sites_own_pages_are_no_sources() -> None:
    own = "".join(
        f'<li><a href="/{n}">{text}</a></li>' for n, text in enumerate(("De brug dicht", "Sluizen"))
    )
    assert of_page(f"<h3>Verder lezen</h3><ul>{own}</ul>") == []


def test_a_day_in_a_source_is_not_that_of_the_piece() -> None:
    entry = '<li><a href="https://www.trouw.nl/b">J. Smit, ‘De brug’, Trouw, 3 mei 2018</a></li>'
    assert of_page(f"<h3>Bronnen</h3><ul>{entry}<li>H. de Vries, De sluis (2001)</li></ul>") == [
        "Bronnen", "J. Smit, ‘De brug’, Trouw, 3 mei 2018", "H. de Vries, De sluis (2001)",
    ]  # fmt: skip
