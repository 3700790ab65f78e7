"""How an interview ends, and what is listed below a text, stays with it."""

from __future__ import annotations

import pytest
from growth import growth
from test_clean_markup import NAV, TEXT

from book.clean.closing import closing
from book.clean.page import Page, Verdicts, drop
from book.model import Role, Seed, Verdict
from book.read import read

ASKED = ("When did you begin?", "In the year that my father stopped.", "Is it hard?", "It is when it rains.")
LAST = ("What do you do now?", "Fish.")


def judged(inside: str, stays: tuple[str, ...], rule: str = "markup.outside") -> Verdicts:
    """What becomes of an element of which some lines were kept, all else being dropped by `rule`."""
    body = f'<html><body>{NAV}<main><div class="entry">{inside}</div></main></body></html>'
    lines = read(Seed("x.html", body.encode(), "html")).lines
    before = (Verdict(line, Role.BLANK if line.blank else Role.BODY, "stet") for line in lines)
    verdicts = tuple(v if v.line.text in stays else drop(v, Role.BOILERPLATE, rule) for v in before)
    return closing(verdicts, Page.of(lines, "en"))


def added(verdicts: Verdicts, stays: tuple[str, ...]) -> list[str]:
    return [v.line.text for v in verdicts if v.kept and v.line.text not in stays]


def interview(form: str, said: tuple[str, ...]) -> str:
    pairs = zip(said[::2], said[1::2], strict=True)
    return "".join(f"{form.format(asked)}<p>{answer}</p>" for asked, answer in pairs)


@pytest.mark.parametrize(
    "form", ["<h3>{}</h3>", "<p><strong>{}</strong></p>", "<p><em>{}</em></p>"], ids=["h3", "bold", "italics"]
)
@pytest.mark.parametrize("rule", ["markup.outside", "beyond"])
def test_the_last_answers_stay(form: str, rule: str) -> None:
    found = judged(interview(form, ASKED + LAST), ASKED, rule)
    assert added(found, ASKED) == list(LAST)
    assert all(v.certainty < 0.5 for v in found if v.kept and v.line.text in LAST)  # to be looked at


def test_an_answer_to_the_last_question_stays() -> None:
    stays = (*ASKED, LAST[0])
    assert added(judged(interview("<h3>{}</h3>", ASKED + LAST), stays, "beyond"), stays) == [LAST[1]]


def test_who_spoke_above_speaks_on() -> None:
    said = tuple(f"{name}: {text}" for name, text in zip("QAQAQA", ASKED + LAST, strict=True))
    inside = "".join(f"<p>{text}</p>" for text in said)
    assert added(judged(inside, said[:4], "beyond"), said[:4]) == list(said[4:])


def test_a_call_below_an_interview_goes() -> None:
    call = "<p>Subscribe to our letter and never miss a boat.</p>"
    assert added(judged(interview("<h3>{}</h3>", ASKED) + call, ASKED, "beyond"), ASKED) == []


def test_questions_of_a_column_make_no_interview() -> None:
    stays = (*TEXT, "Who would pay for that?", "And who would not?")
    inside = "".join(f"<p>{text}</p>" for text in (*stays, "Your opinion counts: write to us."))
    assert added(judged(inside, stays, "beyond"), stays) == []


CAPTIONS = ["The house with one window", "The lock at low water, winter 2011"]
LISTED = "".join(f"<p>{text}</p>" for text in CAPTIONS)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TEXT)


@pytest.mark.parametrize(
    ("below", "found"),
    [
        (LISTED, CAPTIONS),
        (f"<h4>Pictures</h4>{LISTED}", ["Pictures", *CAPTIONS]),
        (f"<ul>{LISTED.replace('p>', 'li>')}</ul>", CAPTIONS),
        (f"<section><h3>Seen</h3><ol>{LISTED.replace('p>', 'li>')}</ol></section>", ["Seen", *CAPTIONS]),
        (f"{LISTED}<h3>More</h3>", CAPTIONS),
    ],
    ids=["bare", "headed", "items", "a section", "an empty heading"],
)
def test_captions_and_sources_below_a_text_stay(below: str, found: list[str]) -> None:
    assert added(judged(PARAGRAPHS + below, tuple(TEXT)), tuple(TEXT)) == found


@pytest.mark.parametrize(
    "below",
    [
        "<p>Save this text for later</p>",
        f'<div class="related">{LISTED}</div>',
        f"<div>{LISTED}</div>",
        '<ul><li><a href="/1">The bridge that stayed shut</a></li><li><a href="/2">Seven weirs</a></li></ul>',
        f"<p>Share this on Facebook</p>{LISTED}",
    ],
    ids=["one line", "furniture", "a box", "links", "below what a rule claims"],
)
def test_other_lines_below_a_text_go(below: str) -> None:
    assert added(judged(PARAGRAPHS + below, tuple(TEXT)), tuple(TEXT)) == []


def listed(*entries: tuple[str, str]) -> str:
    return "".join(f'<li><a href="{address}">{text}</a></li>' for address, text in entries)


TOLD = (
    "A. Baker, The Bridge That Stayed Shut (2001)",
    "C. Dale, ‘Seven weirs’, The Dam, 3 May 2018",
    "Ely, B. Locks.",
)
OUT = ("https://www.example.org/1", "https://example.com/2", "https://example.net/3")


@pytest.mark.parametrize("heading", ["", "<h3>Where I have this from</h3>"])
def test_references_that_lead_to_other_sites_stay_though_all_are_links(heading: str) -> None:
    below = f"{heading}<ul>{listed(*zip(OUT, TOLD, strict=True))}</ul>"
    found = judged(PARAGRAPHS + below, tuple(TEXT))
    assert added(found, tuple(TEXT))[-3:] == list(TOLD)
    assert all(v.certainty < 0.5 for v in found if v.line.text in TOLD)  # to be looked at


@pytest.mark.parametrize(
    ("addresses", "texts"),
    [
        (("/1", "/2", "/3"), TOLD),
        ((OUT[0], "https://example.org/2", "https://example.org/3"), TOLD),
        (OUT, ("The bridge that stayed shut", "Seven weirs", "One trick of locks")),
    ],
    ids=["the site's own", "one site", "no references"],
)
def test_other_lists_of_links_go(addresses: tuple[str, ...], texts: tuple[str, ...]) -> None:
    below = f"<h3>More from us</h3><ul>{listed(*zip(addresses, texts, strict=True))}</ul>"
    assert added(judged(PARAGRAPHS + below, tuple(TEXT)), tuple(TEXT)) == []


def test_lines_beyond_the_end_by_their_words_are_no_list() -> None:
    assert added(judged(PARAGRAPHS + LISTED, tuple(TEXT), "beyond"), tuple(TEXT)) == []


def test_of_many_elements_with_paragraphs_each_is_gone_through_once() -> None:
    def page(copies: int) -> tuple[Verdicts, Page]:
        rows = "".join(f'<div id="a{n}"><p>{TEXT[0]}</p><p>{TEXT[1]}</p></div>' for n in range(copies))
        lines = read(Seed("x.html", f"<body>{NAV}<main>{rows}</main></body>".encode(), "html")).lines
        verdicts = tuple(Verdict(line, Role.BLANK if line.blank else Role.BODY, "stet") for line in lines)
        return verdicts, Page.of(lines, "nl")

    pages = {copies: page(copies) for copies in (200, 1600)}
    assert growth(lambda copies: closing(*pages[copies]), 200, 1600) < 4
