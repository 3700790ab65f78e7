"""What a Markdown file says of itself in its front matter, as blogs and clippers write it."""

from __future__ import annotations

import pytest

from book.read.frontmatter import split


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('author: "Piet Bakker"', [("author", "Piet Bakker")]),
        ('author: "Piet Bakker', [("author", "Piet Bakker")]),  # never closed
        ("author: [[Piet Bakker]]", [("author", "Piet Bakker")]),
        ('author:\n  - "[[Piet Bakker]]"\n  - "[[Wit, Anna de|Anna de Wit]]"',
         [("author", "Piet Bakker"), ("author", "Anna de Wit")]),
        ("authors: [Piet Bakker, Anna de Wit]", [("author", "Piet Bakker"), ("author", "Anna de Wit")]),
        ("published: 2020-05-06T10:00:00Z", [("date", "2020-05-06")]),
        ("created: 2024-01-01", []),  # the day on which it was clipped
        ("author:\n  name: Piet Bakker\n  mail: x@y.example", [("author", "Piet Bakker")]),
        ("subtitle: >-\n  Over het bakken\n  van brood\ndate: 2020-05-06",
         [("subtitle", "Over het bakken van brood"), ("date", "2020-05-06")]),
        ("draft: true", [("status", "a draft")]),
        ("published: false  # not yet", [("status", "a draft")]),
        ("status: private", [("status", "private")]),
        ("draft: false", []),
        ("site: De Stentor", [("outlet", "De Stentor")]),
        ("publication: De Stentor  # a newspaper", [("outlet", "De Stentor")]),
    ],
)  # fmt: skip
def test_what_front_matter_says(line: str, said: list[tuple[str, str]]) -> None:
    text, facts = split(f"---\ntitle: Brood\n{line}\n---\nEen zin.\n")
    assert text == "Een zin.\n"
    assert [(fact.field, fact.value) for fact in facts] == [("title", "Brood"), *said]
