"""What the fonts lack is set apart, and nothing is lost by it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from book.render.foreign import CLASS, set_apart


def test_each_run_stands_in_a_span_of_its_own() -> None:
    paragraph = html.fragment_fromstring("<p>Bel ☎ of <em>☎☎, nu</em> dan ☎</p>")
    set_apart(paragraph, "☎")
    assert html.tostring(paragraph, encoding="unicode") == (
        '<p>Bel <span class="foreign">☎</span> of <em><span class="foreign">☎☎</span>, nu</em>'
        ' dan <span class="foreign">☎</span></p>'
    )


@given(st.lists(st.text("ab ☎✂", max_size=8), min_size=3, max_size=3))
def test_the_text_stays_the_text(texts: list[str]) -> None:
    paragraph = html.fragment_fromstring("<p>x<em>y</em>z</p>")
    paragraph.text, paragraph[0].text, paragraph[0].tail = texts
    set_apart(paragraph, "☎✂")
    assert paragraph.text_content() == "".join(texts)
    apart = "".join(span.text or "" for span in paragraph.iter("span") if span.get("class") == CLASS)
    assert apart == "".join(c for c in "".join(texts) if c in "☎✂")
