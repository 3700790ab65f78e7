"""Readers' comments whose heads are gone: what announces or parts them, and what is no thread."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from book.clean.comments import comments
from book.clean.page import Page, Verdicts
from book.clean.threads import threads
from book.model import Line, Role, Verdict

ESSAY = [
    "The baker on the corner opens his door at five, when the street is still dark and the first tram has "
    "not come, and the smell of the bread goes down to the canal before anybody is awake to notice it.",
    "He has done so for thirty years. His father did it before him, and when I asked who would do it after, "
    "he looked at the loaves for a while and said that the loaves would know, as they had always known.",
    "I bought one and walked on. At the bridge I broke it, as one should not, and ate it while it was hot.",
]
REMARKS = [
    "Lovely, I know that bakery well.",
    "My mother sent me there every morning before school.",
    "The bread is better on the other side of the canal, and cheaper too.",
    "Not any more it is not.",
    "You should try his rye.",
    "Thanks for this, it made my day.",
]


def judged(lines: list[str], sure: float = 0.4) -> Verdicts:
    """What becomes of an essay with these lines below it, which are kept with so much certainty."""
    page = Page.of([Line(n, text) for n, text in enumerate([*ESSAY, *lines], 1)], "en")
    verdicts = []
    for n, (text, rule) in enumerate(zip(page.texts, page.claims, strict=True), 1):
        certainty = 0.95 if text in ESSAY else sure
        role = rule.role if rule else Role.BODY
        verdicts.append(Verdict(Line(n, text), role, rule.name if rule else "stet", certainty))
    return threads(tuple(verdicts), page)


def kept(verdicts: Verdicts) -> list[str]:
    return [v.line.text for v in verdicts if v.kept]


def buttoned(button: str) -> list[str]:
    return [line for remark in REMARKS for line in (remark, button)]


@pytest.mark.parametrize("head", ["6 Comments", "5 responses to “The baker”", "8 thoughts on “The baker”"])
def test_as_many_lines_as_the_head_counts_are_comments(head: str) -> None:
    assert kept(judged([head, *REMARKS])) == ESSAY


def test_a_head_in_another_language_counts_too() -> None:
    page = Page.of([Line(n, t) for n, t in enumerate([*ESSAY, "6 reacties", *REMARKS], 1)], "nl")
    verdicts = tuple(
        Verdict(Line(n, t), Role.COMMENT if t == "6 reacties" else Role.BODY, "stet", 0.4 if n > 3 else 0.95)
        for n, t in enumerate(page.texts, 1)
    )
    assert kept(threads(verdicts, page)) == ESSAY


@pytest.mark.parametrize(
    "head",
    [
        "Comments",  # counts nothing: whether the piece has ended here, others decide
        "900 Comments",  # which are not here
        "2 Comments",  # too few to tell from a paragraph or two
    ],
)
def test_a_head_that_counts_otherwise_decides_nothing(head: str) -> None:
    assert kept(judged([head, *REMARKS])) == ESSAY + REMARKS


def test_what_is_surely_the_authors_stays_below_any_head() -> None:
    assert kept(judged(["6 Comments", *REMARKS], sure=0.9)) == ESSAY + REMARKS


def test_nothing_is_a_comment_on_nothing() -> None:
    page = Page.of([Line(n, t) for n, t in enumerate(["6 Comments", *REMARKS], 1)], "en")
    verdicts = tuple(Verdict(Line(n, t), Role.BODY, "stet", 0.4) for n, t in enumerate(page.texts, 1))
    assert threads(verdicts, page) == verdicts


def test_buttons_of_the_comment_system_part_comments() -> None:
    # Whose the text above the first button is, no button tells: it stays, as doubtful as it was.
    assert kept(judged(buttoned("Reply"))) == [*ESSAY, REMARKS[0]]
    assert kept(judged(buttoned("Rate This: 1 0"))) == [*ESSAY, REMARKS[0]]


def sectioned(heads: tuple[str, ...], text: str, below: list[str], sure: Callable[[str], float]) -> bool:
    """Do sections under these heads, with these lines and a button of the comment system below, stay?"""
    lines = [*ESSAY, *(line for head in heads for line in (head, text)), *below, "Reply"]
    page = Page.of([Line(n, line) for n, line in enumerate(lines, 1)], "en")
    verdicts = [Verdict(Line(n, line), Role.BODY, "stet", sure(line)) for n, line in enumerate(lines, 1)]
    verdicts[-1] = Verdict(verdicts[-1].line, Role.COMMENT, "en.comment-buttons", 0.95)
    return comments(tuple(verdicts), page) == tuple(verdicts)


PLACES = ("White Oak Bayou", "Heights Trail", "Museum District")


def test_sections_headed_by_names_are_no_thread() -> None:
    """A list of ten places: their names are kept with less conviction than what is said of them."""
    assert sectioned(PLACES, ESSAY[1], [], lambda line: 0.5 if len(line) < 40 else 0.98)
    assert not sectioned(PLACES, ESSAY[1], [], lambda line: 0.5)


def test_sources_below_an_article_make_no_thread_of_its_sections() -> None:
    """They are kept with little conviction; what stands under the names is not."""
    assert sectioned(PLACES, ESSAY[1], REMARKS * 3, lambda line: 0.3 if line in REMARKS else 0.98)


def test_names_that_begin_alike_are_no_readers() -> None:
    assert sectioned(("Bread Day", "Bread Fair", "Bread Summit"), REMARKS[1], [], lambda line: 0.4)
    assert not sectioned(("Anna Day", "Piet Fair", "Ina Summit"), REMARKS[1], [], lambda line: 0.4)


def test_other_buttons_part_an_article() -> None:
    assert kept(judged(buttoned("Share"))) == ESSAY + REMARKS


def test_buttons_in_a_row_part_nothing() -> None:
    assert kept(judged([*REMARKS, "Reply", "Quote", "Report", "Permalink"])) == ESSAY + REMARKS


def test_below_a_pingback_stand_comments() -> None:
    pingback = "[...] 2019 May 3. The bread and the bridge. [...]"
    page = Page.of([Line(n, t) for n, t in enumerate([*ESSAY, pingback, *REMARKS], 1)], "en")
    verdicts = tuple(
        Verdict(Line(n, t), Role.COMMENT, "pingback", 0.95)
        if t == pingback
        else Verdict(Line(n, t), Role.BODY, "stet", 0.4 if n > 4 else 0.95)
        for n, t in enumerate(page.texts, 1)
    )
    assert kept(threads(verdicts, page)) == ESSAY
