"""The judge of what goes on as it began: conversations and lists of which only a part was kept."""

from __future__ import annotations

from book.clean.page import Page
from book.clean.series import series
from book.model import Line, Role, Verdict

PROSE = "The baker opens his door to those who rise early, and yesterday's bread has gone by then."


def judged(*lines: str) -> list[str]:
    """What is kept of lines, of which '-' marks those that are dropped as unlike text, '>' as beyond it and
    '!' as claimed by a rule."""
    rules = {"-": "unlike-text", ">": "beyond", "!": "en.read-more"}
    verdicts = tuple(
        Verdict(Line(n, text[2:]), Role.BOILERPLATE, rules[text[0]], 0.9)
        if text[0] in rules
        else Verdict(Line(n, text), Role.BODY, "stet", 0.5)
        for n, text in enumerate(lines, 1)
    )
    found = series(verdicts, Page.of([v.line for v in verdicts], "en"))
    assert [v.line for v in found] == [v.line for v in verdicts]
    return [v.line.text for after, v in zip(found, verdicts, strict=True) if after.kept and not v.kept]


TALK = ("Q: Why bread?", "A: It was there.", "Q: And now?", "A: Now it is not.")


def test_an_interview_goes_on_while_its_speakers_speak() -> None:
    below = ("> Q: Favourite book?", "> A: None.", "> Q: Hobbies?", "> A: Sleep.")
    assert judged(PROSE, *TALK, *below, "> About us") == [line[2:] for line in below]


def test_one_speaker_is_no_conversation() -> None:
    assert judged(PROSE, "Note: rise early.", "Note: rise late.", "> Note: subscribe now.") == []


def test_an_interview_has_ended_where_nobody_has_spoken_for_some_lines() -> None:
    far = ("> About us", "> Contact", "> Jobs", "> Press", "> A: our reader of the week")
    assert judged(PROSE, *TALK, *far) == []


def test_no_conversation_goes_on_past_what_a_rule_claims() -> None:
    assert judged(PROSE, *TALK, "! Q: Read more: bread", "> A: Buns") == []


def test_a_numbered_list_goes_on_with_the_next_number() -> None:
    lines = ("1) A drum kit", "2) A model car", "- 3) A doormat", "> 4) A record", "> 6) Another thing")
    assert judged(PROSE, *lines) == ["3) A doormat", "4) A record"]


def test_what_stands_between_the_numbers_comes_along() -> None:
    lines = (
        "1) A drum",
        "three pounds",
        "2) A car",
        "- four pounds",
        "- 3) A mat",
        "> five pounds",
        "> 4) A disc",
    )
    assert judged(PROSE, *lines) == ["four pounds", "3) A mat", "five pounds", "4) A disc"]


def test_a_list_that_begins_anew_is_another() -> None:
    assert judged(PROSE, "1. Rise.", "2. Bake.", "> 1. Most read", "> 2. Most shared", "> 3. Newest") == []


NAMES = ("Ann Lee (Bath)", "Rob Day (York)", "Dana Scott (Hull)", "Mo Reves (Ely)", "Al Bow (Ayr)")


def test_a_list_of_one_form_is_kept_whole_or_not_at_all() -> None:
    first, *rest = NAMES
    assert judged(PROSE, first, NAMES[1], *(f"- {name}" for name in NAMES[2:]), PROSE) == [*NAMES[2:]]
    assert judged(PROSE, *(f"- {name}" for name in NAMES), PROSE) == []
    assert judged(PROSE, first, *(f"! {name}" for name in rest), PROSE) == []


def test_a_fifth_of_a_list_does_not_bring_the_rest() -> None:
    assert judged(PROSE, NAMES[0], *(f"- {name}" for name in NAMES[1:]), PROSE) == []


def test_lines_of_words_alone_have_no_form() -> None:
    assert judged(PROSE, "Bread", "Buns", "- Menu", "- Contact", "- Jobs") == []
