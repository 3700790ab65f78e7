"""The editor's decisions in the plan: written where a person would write them, the rest left as it was."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.desk import Decision, Description, Edit, apply
from book.desk.hand import read, said
from book.errors import ManifestError, UsageError
from book.selectors import words

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
    st.tuples(
        st.sampled_from([1, 3, 4, 5, 6]), st.sampled_from(["keep", "drop", "bio", "note", "appendix", "body"])
    ),
    max_size=8,
)


@given(decisions)
def test_undoing_everything_leaves_the_plan_as_it_was(made: list[tuple[int, str]]) -> None:
    text = PLAN
    for number, verb in made:
        text = apply(text, [one((number, verb))], LINES)
    told = [words(line) for line in LINES["seeds/1.txt"]]
    assert {n: said(read(piece(text)), n, told) for n, _ in made} == dict(made)
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


MOVING = """[book]
title = "De zee"
language = "nl"

[[piece]]
seed = "seeds/1.txt"
{}
# The second one: mind its title.
[[piece]]
seed = "seeds/2.txt"
"""


def test_a_line_that_is_moved_has_a_table_of_its_own() -> None:
    text = apply(MOVING.format(""), [one((3, "bio"), (4, "note"))], LINES)
    assert text == MOVING.format(
        '\n[[piece.move]]\nline = "Klik hier voor meer."\nto = "bio"\n'
        '\n[[piece.move]]\nline = 4\nto = "note"\n'
    )
    again = apply(text, [one((3, "appendix"))], LINES)
    assert piece(again)["move"] == [
        {"line": 4, "to": "note"},
        {"line": "Klik hier voor meer.", "to": "appendix"},
    ]
    assert again.index("# The second one: mind its title.") > again.index("appendix")
    assert apply(again, [one((3, "appendix"))], LINES) == again
    gone = apply(again, [one((3, "undo"), (4, "undo"))], LINES)
    assert gone.replace("\n\n\n", "\n\n") == MOVING.format("")


def test_a_line_is_kept_dropped_or_moved_and_only_one_of_them() -> None:
    text = MOVING.format("")
    for verb, keys in (("keep", {"stet"}), ("bio", {"move"}), ("drop", {"kill"}), ("note", {"move"})):
        text = apply(text, [one((3, verb))], LINES)
        assert set(piece(text)) - {"seed"} == keys


@pytest.mark.parametrize(("to", "verb"), [("body", "body"), ("drop", "drop")])
def test_a_move_may_say_what_the_lists_say(to: str, verb: str) -> None:
    plan = MOVING.format(f'\n[[piece.move]]\nline = 3\nto = "{to}"\n')
    assert apply(plan, [one((3, verb))], LINES) == plan
    assert "move" not in piece(apply(plan, [one((3, "undo"))], LINES))


def test_moves_in_one_list_stay_in_it() -> None:
    plan = MOVING.format('move = [{ line = "Klik", to = "bio" }]  # mine\n')
    text = apply(plan, [one((1, "appendix"))], LINES)
    assert piece(text)["move"] == [
        {"line": "Klik", "to": "bio"},
        {"line": "De zee is groot.", "to": "appendix"},
    ]
    assert "# mine" in text
    assert "move" not in piece(apply(text, [one((1, "undo"), (3, "undo"))], LINES))


def test_of_lines_that_words_move_together_one_is_taken_out() -> None:
    lines = {"seeds/1.txt": ["Noot: een.", "Noot: twee.", "Noot: drie.", "", "", ""]}
    plan = MOVING.format('\n# all of them\n[[piece.move]]\nline = "Noot"\nto = "note" # below\n')
    text = apply(plan, [one((2, "keep"))], lines)
    assert piece(text)["move"] == [{"line": f"Noot: {n}.", "to": "note"} for n in ("een", "drie")]
    assert piece(text)["stet"] == ["Noot: twee."]
    for comment in ("# all of them", "# below", "# The second one: mind its title."):
        assert comment in text


NOTED_MOVES = """
[[piece.image]]
file = "seeds/a.png"
alt = "Een boot"

# the first
[[piece.move]]
line = "De zee"
to = "appendix"

# the second
[[piece.move]]
line = 3
to = "bio"
"""


def test_what_is_noted_of_other_tables_stays_where_it_was() -> None:
    plan = MOVING.format(NOTED_MOVES)
    gone = apply(plan, [one((1, "undo"))], LINES)
    assert gone.index('alt = "Een boot"') < gone.index("# the second") < gone.index("line = 3")
    assert gone.index('to = "bio"') < gone.index("# The second one: mind its title.")
    pictured = [Edit("seeds/1.txt", (Decision(4, "note"),), pictures=(Description("seeds/b.png", "Zee"),))]
    both = apply(plan, pictured, LINES)
    order = ["a.png", "b.png", "# the first", 'line = "De', "# the sec", "line = 3", "line = 4", "# The sec"]
    assert [both.index(name) for name in order] == sorted(both.index(name) for name in order)
    assert [m["to"] for m in piece(both)["move"]] == ["appendix", "bio", "note"]  # type: ignore[attr-defined]
    assert len(piece(both)["image"]) == 2  # type: ignore[arg-type]
