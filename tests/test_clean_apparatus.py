"""What an author lists below his text stays with it."""

from __future__ import annotations

import pytest
from test_clean_markup import NAV, TEXT

from book.clean.apparatus import apparatus
from book.clean.page import Page, Verdicts, drop
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
