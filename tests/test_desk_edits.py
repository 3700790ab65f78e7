"""The editor's decisions in the plan: written where a person would write them, the rest left as it was."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.desk import Decision, Description, Edit, apply
from book.errors import ManifestError, UsageError

PLAN = """# The plan.
[book]
title = "De zee"   # in full
language = "nl"

# The first one.
[[piece]]
seed = "seeds/1.txt"
rights = { status = "unknown" }


# The second one: mind its title.
[[piece]]
seed = "seeds/2.txt"
title = "Het zand"

[piece.rights]
status = "granted"
"""
LINES = {
    "seeds/1.txt": ["De zee is groot.", "", "Klik hier voor meer.", "Jan", "Jan", "x" * 20 + " woord" * 30],
    "seeds/2.txt": ["Het zand."],
}


def one(*decisions: tuple[int, str], **fields: str) -> Edit:
    return Edit("seeds/1.txt", tuple(Decision(n, verb) for n, verb in decisions), fields)  # type: ignore[arg-type]


def piece(text: str, n: int = 0) -> dict[str, object]:
    found: dict[str, object] = tomllib.loads(text)["piece"][n]
    return found


def test_a_line_is_named_by_its_words_and_by_its_number_where_they_stand_twice() -> None:
    text = apply(PLAN, [one((3, "keep"), (4, "drop"))], LINES)
    assert piece(text)["stet"] == ["Klik hier voor meer."]
    assert piece(text)["kill"] == [4]


def test_a_long_line_is_named_by_its_beginning() -> None:
    (name,) = piece(apply(PLAN, [one((6, "drop"))], LINES))["kill"]  # type: ignore[misc]
    assert LINES["seeds/1.txt"][5].startswith(str(name))
    assert len(str(name)) <= 60


def test_the_last_word_counts_and_undo_takes_it_back() -> None:
    kept = apply(PLAN, [one((3, "keep"))], LINES)
    dropped = apply(kept, [one((3, "drop"))], LINES)
    assert "stet" not in piece(dropped)
    assert piece(dropped)["kill"] == ["Klik hier voor meer."]
    assert tomllib.loads(apply(dropped, [one((3, "undo"))], LINES)) == tomllib.loads(PLAN)


@pytest.mark.parametrize(("verb", "stet"), [("keep", ["Klik hier voor meer."]), ("undo", None)])
def test_a_line_that_words_name_with_others_is_taken_from_among_them(
    verb: str, stet: list[str] | None
) -> None:
    """It was saved, and nothing changed: the words in the list still named it."""
    lines = {
        "seeds/1.txt": ["Klik hier voor minder.", "Klik hier voor meer.", "Jan", "Klik hier voor veel meer"]
    }
    plan = PLAN.replace('rights = { status = "unknown" }', 'kill = ["Jan", "Klik hier voor"] # weg')
    told = piece(apply(plan, [one((2, verb))], lines))
    assert told["kill"] == ["Jan", "Klik hier voor minder.", "Klik hier voor veel meer"]
    assert told.get("stet") == stet
    assert apply(plan, [one((2, "drop"))], lines) == plan


def test_comments_order_and_other_tables_stay() -> None:
    edits = [
        one((3, "keep"), title="De golven"),
        Edit("seeds/2.txt", authors=("Jan van den Berg", "Ina Smit")),
    ]
    text = apply(PLAN, edits, LINES)
    for comment in ("# The plan.", "# in full", "# The first one.", "# The second one: mind its title."):
        assert comment in text
    assert text.index("# The second one") < text.index('seed = "seeds/2.txt"')
    assert piece(text, 1)["authors"] == ["Jan van den Berg", "Ina Smit"]
    assert piece(text, 1)["rights"] == {"status": "granted"}
    assert piece(text)["title"] == "De golven"


def test_an_emptied_field_lets_the_file_speak_again() -> None:
    text = apply(PLAN, [Edit("seeds/2.txt", fields={"title": " "})], LINES)
    assert "title" not in piece(text, 1)


def test_nobody_is_an_empty_list() -> None:
    assert piece(apply(PLAN, [Edit("seeds/1.txt", authors=())], LINES))["authors"] == []


@pytest.mark.parametrize(
    ("plan", "edit", "error"),
    [
        ("= no", one((1, "keep")), ManifestError),
        ("[book]\n", one((1, "keep")), ManifestError),
        (PLAN, Edit("seeds/9.txt"), UsageError),
        (PLAN, one((99, "keep")), UsageError),
        (PLAN, one(rights="x"), UsageError),
    ],
)
def test_what_cannot_be_written_is_refused(plan: str, edit: Edit, error: type[Exception]) -> None:
    with pytest.raises(error):
        apply(plan, [edit], LINES)


decisions = st.lists(
    st.tuples(st.sampled_from([1, 3, 4, 5, 6]), st.sampled_from(["keep", "drop"])), max_size=8
)


@given(decisions)
def test_undoing_everything_leaves_the_plan_as_it_was(made: list[tuple[int, str]]) -> None:
    text = PLAN
    for number, verb in made:
        text = apply(text, [one((number, verb))], LINES)
    for number in (1, 3, 4, 5, 6):
        text = apply(text, [one((number, "undo"))], LINES)
    assert tomllib.loads(text) == tomllib.loads(PLAN)
    assert "# The second one: mind its title." in text


NOTED = """[book]
title = "De zee"
language = "nl"

[[piece]]
seed = "seeds/1.html"
# title = "De zee"  # line 1 says so
# date = ""

# The second one.
[[piece]]
seed = "seeds/2.html"
"""


def test_a_description_stands_below_what_is_noted_of_its_piece() -> None:
    said = Edit("seeds/1.html", pictures=(Description("seeds/a.png", "  Een  boot "),))
    text = apply(NOTED, [said], {})
    assert text == NOTED.replace(
        "\n\n# The second", '\n\n[[piece.image]]\nfile = "seeds/a.png"\nalt = "Een boot"\n\n# The second'
    )
    again = apply(text, [Edit("seeds/1.html", pictures=(Description("seeds/b.png", decorative=True),))], {})
    first, second = tomllib.loads(again)["piece"][0]["image"]
    assert (first["alt"], second) == ("Een boot", {"file": "seeds/b.png", "decorative": True})
    assert again.index("# The second one.") > again.index("seeds/b.png")
    gone = apply(text, [Edit("seeds/1.html", pictures=(Description("seeds/a.png"),))], {})
    assert gone.replace("\n\n\n", "\n\n") == NOTED
    other = apply(text, [Edit("seeds/1.html", pictures=(Description("seeds/a.png", decorative=True),))], {})
    assert other == text.replace('alt = "Een boot"', "decorative = true")
