"""Notes as word processors, blogs and plain pages write them, each found and set at its call."""

from __future__ import annotations

import re

import pytest

from book.intake import mark
from book.model import Link, Role, Seed, Span, Text
from book.read import read
from book.recover import lift, plain

ONE = "Every evening at dusk a man called Mr Adeyemi came down our street with a pole and lit eleven lamps"
TWO = "and every morning he came back and put them out, which he held to be the harder half of the job."
PAGE = (
    '<html><body><nav><a href="/">Home</a></nav><article><h1>Lamps</h1>{}</article>'
    "<footer><p>© 2020</p></footer></body></html>"
)
SUP = "<p>{0}.<sup>1</sup> {1}</p><p>{0}.<sup>2</sup> {1}</p>"
WAYS = {
    "raised numbers": SUP + "<hr><p><sup>1</sup> The first note.</p><p><sup>2</sup> The second note.</p>",
    "bold numbers": SUP + "<hr><p><strong>1</strong> The first note.</p><p><b>2.</b> The second note.</p>",
    "raised numbers in bold": SUP
    + "<p><b><sup>1</sup> The first note.</b></p><p><b><sup>2</sup> The second note.</b></p>",
    "below each paragraph": (
        '<p>{0}.<sup>1</sup> {1}</p><p class="footnote"><sup>1</sup>The first note.</p>'
        '<p>{0}.<sup>2</sup> {1}</p><p class="footnote"><sup>2</sup>The second note.</p>'
    ),
    "a list under a heading": SUP
    + "<h3>Notes</h3><ol><li>The first note.</li><li>The second note.</li></ol>",
    "a list called so": SUP + '<ol class="footnotes"><li>The first note.</li><li>The second note.</li></ol>',
    "[1] in one paragraph": (
        "<p>{0} [1] {1}</p><p>{0} [2]. {1}</p><p>[1] The first note.<br>[2] The second note.</p>"
    ),
    "stars": "<p>{0}.* {1}</p><p>{0}.** {1}</p><p>* The first note.</p><p>** The second note.</p>",
    "Word": (
        '<p>{0}<a href="#_ftn1" name="_ftnref1">[1]</a> {1}</p>'
        '<p>{0}.<a href="#_ftn2" name="_ftnref2">[2]</a> {1}</p><hr>'
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> The first note.</p></div>'
        '<div id="ftn2"><p><a href="#_ftnref2" name="_ftn2">[2]</a> The second note.</p></div>'
    ),
    "Google Docs": (
        '<p>{0}.<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> {1}</p>'
        '<p>{0}.<sup><a href="#ftnt2" id="ftnt_ref2">[2]</a></sup> {1}</p><hr>'
        '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> The first note.</span></p></div>'
        '<div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a><span> The second note.</span></p></div>'
    ),
    "Wikidot": (
        '<p>{0}.<sup class="footnoteref"><a id="fr-1" href="javascript:;">1</a></sup> {1}</p>'
        '<p>{0}.<sup class="footnoteref"><a id="fr-2" href="javascript:;">2</a></sup> {1}</p>'
        '<div class="footnotes-footer"><div class="title">Footnotes</div>'
        '<div class="footnote-footer"><a href="javascript:;">1</a>. The first note.</div>'
        '<div class="footnote-footer"><a href="javascript:;">2</a>. The second note.</div></div>'
    ),
    "Asciidoctor": (
        '<p>{0}.<sup>[<a id="_footnoteref_1" class="footnote" href="#_footnotedef_1">1</a>]</sup> {1}</p>'
        '<p>{0}.<sup>[<a id="_footnoteref_2" class="footnote" href="#_footnotedef_2">2</a>]</sup> {1}</p>'
        '<div id="footnotes"><hr><div class="footnote" id="_footnotedef_1">'
        '<a href="#_footnoteref_1">1</a>. The first note.</div><div class="footnote" id="_footnotedef_2">'
        '<a href="#_footnoteref_2">2</a>. The second note.</div></div>'
    ),
    "Substack's mail": (
        '<p>{0}.<a href="#footnote-1" id="footnote-anchor-1">1</a> {1}</p>'
        '<p>{0}.<a href="#footnote-2" id="footnote-anchor-2">2</a> {1}</p>'
        '<div class="footnote"><table><tr><td><a href="#footnote-anchor-1" id="footnote-1">1</a></td>'
        '<td><div class="footnote-content"><p>The first note.</p></div></td></tr></table></div>'
        '<div class="footnote"><table><tr><td><a href="#footnote-anchor-2" id="footnote-2">2</a></td>'
        '<td><div class="footnote-content"><p>The second note.</p></div></td></tr></table></div>'
    ),
    "Docutils": (
        '<p>{0} <a class="footnote-reference brackets" href="#id3" id="id1">[1]</a> {1}</p>'
        '<p>{0}. <a class="footnote-reference brackets" href="#id4" id="id2">[2]</a> {1}</p>'
        '<table class="docutils footnote" id="id3"><tr><td class="label">'
        '<a class="fn-backref" href="#id1">[1]</a></td><td>The first note.</td></tr></table>'
        '<table class="docutils footnote" id="id4"><tr><td class="label">'
        '<a class="fn-backref" href="#id2">[2]</a></td><td>The second note.</td></tr></table>'
    ),
    "kramdown": (
        '<p>{0}.<sup id="fnref:1"><a href="#fn:1" class="footnote">1</a></sup> {1}</p>'
        '<p>{0}.<sup id="fnref:2"><a href="#fn:2" class="footnote">2</a></sup> {1}</p>'
        '<div class="footnotes"><ol><li id="fn:1"><p>The first note. <a href="#fnref:1">&#8617;</a></p></li>'
        '<li id="fn:2"><p>The second note. <a href="#fnref:2">&#8617;</a></p></li></ol></div>'
    ),
    "Pandoc": (
        '<p>{0}.<a href="#fn1" id="fnref1"><sup>1</sup></a> {1}</p>'
        '<p>{0}.<a href="#fn2" id="fnref2"><sup>2</sup></a> {1}</p><section class="footnotes"><hr><ol>'
        '<li id="fn1"><p>The first note.<a href="#fnref1">↩︎</a></p></li>'
        '<li id="fn2"><p>The second note.<a href="#fnref2">↩︎</a></p></li></ol></section>'
    ),
    "named anchors": (
        '<p>{0}.<a href="#n1"><sup>1</sup></a> {1}</p><p>{0}.<a href="#n2"><sup>2</sup></a> {1}</p>'
        '<p><a name="n1"></a>1. The first note.</p><p><a name="n2"></a>2. The second note.</p>'
    ),
    "named anchors in one paragraph": (
        '<p>{0}.<a href="#one"><sup>1</sup></a> {1}</p><p>{0}.<a href="#two"><sup>2</sup></a> {1}</p>'
        '<p id="notes"><a name="one"><sup>1</sup></a> The first note. <a href="#">↩</a><br><br>'
        '<a name="two"><sup>2</sup></a> The second note. <a href="#">↩</a></p>'
    ),
    "numbers that lead back": (
        '<p>{0}.<a name="r1" href="#n1">1</a> {1}</p><p>{0}.<a name="r2" href="#n2">2</a> {1}</p>'
        '<p><a name="n1" href="#r1">1</a> The first note.</p><p><a name="n2" href="#r2">2'
        "</a> The second note.</p>"
    ),
    "Zola": (
        '<p>{0}.<sup><a href="#1">1</a></sup> {1}</p><p>{0}.<sup><a href="#2">2</a></sup> {1}</p>'
        '<div class="footnote-definition" id="1"><sup>1</sup><p>The first note.</p></div>'
        '<div class="footnote-definition" id="2"><sup>2</sup><p>The second note.</p></div>'
    ),
    "numbers beside their notes": (
        '<p>{0} <a href="#n1">[1]</a>. {1}</p><p>{0} <a href="#n2">[2]</a>. {1}</p><h3>References</h3>'
        '<div class="reference"><a id="n1">1.</a><div>The first note.</div></div>'
        '<div class="reference"><a id="n2">2.</a><div>The second note.</div></div>'
    ),
    "Texinfo": (
        '<p>{0}.<a id="D1" href="#F1"><sup>1</sup></a> {1}</p><p>{0}.<a id="D2" href="#F2"><sup>2'
        "</sup></a> {1}</p>"
        '<h4>Footnotes</h4><h5><a id="F1" href="#D1">(1)</a></h5><p>The first note.</p>'
        '<h5><a id="F2" href="#D2">(2)</a></h5><p>The second note.</p>'
    ),
    "LessWrong": (
        '<div class="commentOnSelection"><p>{0}.<sup><a href="#fna">[1]</a></sup> {1}</p>'
        '<p>{0}.<sup><a href="#fnb">[2]</a></sup> {1}</p><ol class="footnotes">'
        '<li id="fna" class="footnote-item"><sup><a href="#ra">^</a></sup><div><p>The first note.'
        "</p></div></li>"
        '<li id="fnb" class="footnote-item"><sup><a href="#rb">^</a></sup><div><p>The second note.'
        "</p></div></li>"
        "</ol></div>"
    ),
    "lists beside the text": (
        "<p>{0}.<sup>1</sup> {1}</p><aside><ol start=1><li>The first note.</li></ol></aside>"
        "<p>{0}.<sup>2</sup> {1}</p><aside><ol start=2><li>The second note.</li></ol></aside>"
    ),
    "lists beside the text above their calls": (
        '<div class="sidenote"><ol><li><p>The first note.</p></li></ol></div><p>{0}.<sup>1</sup> {1}</p>'
        '<div class="sidenote"><ol start="2"><li>The second note.</li></ol></div>'
        '<p>{0}.<a href="#n2"><sup>2</sup></a> {1}</p>'
    ),
    "Tufte CSS": (
        '<p>{0}.<label for="s1" class="margin-toggle sidenote-number"></label>'
        '<input type="checkbox" id="s1" class="margin-toggle">'
        '<span class="sidenote">The first note.</span> {1}</p>'
        '<p>{0}.<label for="s2" class="margin-toggle">2</label><input type="checkbox" id="s2">'
        '<span class="sidenote"><sup>2</sup> The second note.</span> {1}</p>'
    ),
    "LaTeXML": "".join(
        "<p>{0}."
        f'<span class="ltx_note ltx_role_footnote" id="footnote{n}"><sup class="ltx_note_mark">{n}</sup>'
        f'<span class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">{n}</sup>'
        f'<span class="ltx_tag ltx_tag_note">{n}</span>{note}</span></span></span>'
        " {1}</p>"
        for n, note in ((1, "The first note."), (2, "The second note."))
    ),
    "a box that shows the note": (
        '<p>{0}. <span><label for="1" class="margin-toggle"></label> <input type="checkbox" id="1">'
        ' <span class="footnote">The first note.</span></span> {1}</p>'
        '<p>{0}. <span><label for="2" class="margin-toggle"></label> <input type="checkbox" id="2">'
        ' <span class="footnote">The second note.</span></span> {1}</p>'
    ),
    "side notes with their numbers": (
        '<p>{0}.<sup><a href="#s1">1</a></sup><span class="sidenote">1. The first note.</span> {1}</p>'
        '<p>{0}.<sup><a href="#s2">2</a></sup><span class="sidenote"><b>2.</b> The second note.'
        "</span> {1}</p>"
    ),
    "Inline Footnotes": (
        '<p>{0}.<span class="inline-footnote">1'
        '<span class="footnoteContent" style="display:none">The first note.'
        "</span></span> {1}</p>"
        '<p>{0}.<span class="inline-footnote">2'
        '<span class="footnoteContent" style="display:none">The second note.'
        "</span></span> {1}</p>"
    ),
    "Modern Footnotes": (
        '<p>{0}.<sup class="modern-footnotes-footnote" data-mfn="1"><a href="javascript:void(0)">1</a></sup>'
        '<span class="modern-footnotes-footnote__note">The first note.</span> {1}</p>'
        '<p>{0}.<sup class="modern-footnotes-footnote" data-mfn="2"><a href="javascript:void(0)">2</a></sup>'
        '<span class="modern-footnotes-footnote__note">The second note.</span> {1}</p>'
    ),
    "sidenotes": (
        '<p>{0}.<sup>1</sup><span class="sidenote">The first note.</span> {1}</p>'
        '<p>{0}.<sup>2</sup><span class="sidenote">The second note.</span> {1}</p>'
    ),
    "Substack": (
        '<p>{0}.<a id="footnote-anchor-1" href="https://x.example/p#footnote-1">1</a> {1}</p>'
        '<p>{0}.<a id="footnote-anchor-2" href="https://x.example/p#footnote-2">2</a> {1}</p>'
        '<div class="footnote"><a id="footnote-1" href="https://x.example/p#footnote-anchor-1">1</a>'
        '<div class="footnote-content"><p>The first note.</p></div></div>'
        '<div class="footnote"><a id="footnote-2" href="https://x.example/p#footnote-anchor-2">2</a>'
        '<div class="footnote-content"><p>The second note.</p></div></div>'
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_notes_are_set_at_their_calls(way: str) -> None:
    seed = Seed("x.html", PAGE.format(WAYS[way].format(ONE, TWO)).encode(), "html")
    reading = read(seed)
    galley = mark(seed, reading, "en")
    assert [v.line for v in galley.verdicts] == list(reading.lines)
    piece = lift(galley)
    calls = re.findall(r"NoteCall\(note=Note\(.*?text='([^']*)'", str(piece.blocks))
    assert calls == ["The first note.", "The second note."]
    assert plain(piece).count(ONE) == 2


def test_a_number_in_a_box_of_links_below_notes_is_no_note() -> None:
    box = '<nav class="menu"><ul><li><a href="/l">11 lamps</a></li></ul></nav>'
    text = f"<p>{ONE} [1] {TWO}</p><h2>Notes</h2><p>1. The first note.</p>{box}"
    seed = Seed("x.html", PAGE.format(text).encode(), "html")
    noted = [v.line.text for v in mark(seed, read(seed), "en").verdicts if v.role is Role.NOTE]
    assert noted == ["1. The first note."]


def test_a_list_that_is_not_called_notes_stays_a_list() -> None:
    body = SUP + "<h3>What to bring</h3><ol><li>A pole of ash.</li><li>A brass hook.</li></ol><p>{1}</p>"
    seed = Seed("x.html", PAGE.format(body.format(ONE, TWO)).encode(), "html")
    blocks = lift(mark(seed, read(seed), "en")).blocks
    assert any(type(block).__name__ == "ListBlock" for block in blocks)
    assert "NoteCall" not in str(blocks)


def test_powers_call_no_notes() -> None:
    body = "<p>{0}, 3 m<sup>2</sup>. {1}</p><h3>Notes</h3><ol><li>A pole.</li><li>A hook.</li></ol>"
    seed = Seed("x.html", PAGE.format(body.format(ONE, TWO)).encode(), "html")
    assert "NoteCall" not in str(lift(mark(seed, read(seed), "en")).blocks)


def notes_and_text(body: str) -> tuple[list[str], str]:
    seed = Seed("x.html", PAGE.format(body).encode(), "html")
    piece = lift(mark(seed, read(seed), "en"))
    return re.findall(r"NoteCall\(note=Note\(.*?text='([^']*)'", str(piece.blocks)), plain(piece)


def test_a_paragraph_between_notes_that_calls_one_is_the_texts() -> None:
    body = WAYS["side notes with their numbers"].format(ONE, TWO) + f"<p>{TWO}</p>"
    notes, text = notes_and_text(body)
    assert notes == ["The first note.", "The second note."]
    assert text.count(f"\n\n{ONE}.") == 1  # the second paragraph begins on its own


def test_what_stands_below_a_note_is_of_it_but_no_heading() -> None:
    notes = (
        "<p><sup>1</sup> The first note.</p><ul><li>Its list.</li></ul><p><sup>2</sup> The second note.</p>"
    )
    _, text = notes_and_text(SUP.format(ONE, TWO) + notes)
    assert text.endswith("1 The first note.\n\nIts list.\n\n2 The second note.")
    notes = "<p><sup>1</sup> The first note.</p><h2>The pole</h2><p><sup>2</sup> The second note.</p>"
    assert "\n\nThe pole\n\n" in notes_and_text(SUP.format(ONE, TWO) + notes)[1]


def test_a_note_keeps_a_number_that_is_its_own_word() -> None:
    body = (
        f'<p>{ONE}.<sup><a href="#n">1</a></sup><span class="sidenote">11 lamps, some say.</span> {TWO}</p>'
    )
    assert notes_and_text(body)[0] == ["11 lamps, some say."]
    body = f'<p>{ONE}.<sup><a href="#n">1</a></sup> {TWO}</p><ol><li id="n">1 lamp is lost.</li></ol>'
    assert notes_and_text(body)[0] == ["1 lamp is lost."]


def test_a_note_that_stands_in_its_sentence_keeps_its_markup() -> None:
    said = 'See <em>Lamps of <a href="https://lamps.example/">Bath</a></em>, of 1921.'
    page = PAGE.format(f'<p>{ONE}.<span class="sidenote"><sup>1</sup> {said}</span> {TWO}</p>')
    seed = Seed("x.html", page.encode(), "html")
    (note,) = (line for line in read(seed).lines if line.tag == "aside")
    assert note.text == "[1] See Lamps of Bath, of 1921."
    assert note.inlines[-2] == Span(
        "em", (Text("Lamps of "), Link("https://lamps.example/", (Text("Bath"),)))
    )


def test_a_list_beside_the_text_leaves_the_short_paragraph_above_it() -> None:
    aside = "<aside><ol start={}><li>{}</li></ol></aside>"
    body = (
        f"<p>The lamps are gone.<sup>1</sup></p>{aside.format(1, 'They were sold.')}"
        f"<p>{ONE}. {TWO}<sup>2</sup></p>{aside.format(2, 'See also what his son wrote.')}<p>{TWO} {ONE}.</p>"
    )
    notes, text = notes_and_text(body)
    assert notes == ["They were sold.", "See also what his son wrote."]
    assert "The lamps are gone." in text


@pytest.mark.parametrize(
    "aside",
    [
        "<aside><ol><li>Ten lamps of Bath</li></ol></aside>",  # it does not say where it starts
        "<aside><ol start=7><li>Ten lamps of Bath</li></ol></aside>",  # nothing calls it
        "<aside><h3>Read on</h3><ol start=1><li>Ten lamps of Bath</li></ol></aside>",
        "<ol start=1><li>Ten lamps of Bath</li></ol>",
    ],
)
def test_other_lists_stay_where_they_are(aside: str) -> None:
    page = PAGE.format(f"<p>{ONE}.<sup>1</sup></p>{aside}<p>{TWO}</p>")
    lines = read(Seed("x.html", page.encode(), "html")).lines
    assert [line.tag for line in lines if line.text == "Ten lamps of Bath"] == ["li"]


def test_a_mark_that_calls_a_note_of_elsewhere_is_a_mark() -> None:
    """LaTeX's \\footnotemark, as LaTeXML writes it."""
    inside = (
        '<sup class="ltx_note_mark">2</sup><span class="ltx_note_type">footnotemark: </span>'
        '<span class="ltx_tag ltx_tag_note">2</span>'
    )
    mark_ = (
        '<span class="ltx_note ltx_role_footnotemark"><sup class="ltx_note_mark">2</sup>'
        f'<span class="ltx_note_outer"><span class="ltx_note_content">{inside}</span></span></span>'
    )
    seed = Seed("x.html", PAGE.format(f"<p>Anna Baker{mark_}, Ben Cook</p>").encode(), "html")
    assert [line.text for line in read(seed).lines if "Anna" in line.text] == ["Anna Baker2, Ben Cook"]


def test_paragraphs_with_numbers_in_bold_are_a_list_where_not_all_raised_ones_are_there() -> None:
    steps = "<p><b>1</b> Light the pole.</p><p><b>2</b> Light the lamp.</p>"
    body = f"<p>{ONE}.<sup>1</sup> {TWO}<sup>3</sup></p>"
    assert "NoteCall" not in str(notes_and_text(body + steps)[0])


def test_a_sentence_that_calls_a_note_at_its_end_is_no_subhead() -> None:
    called = f"<p>{ONE}.</p><p>Nobody paid him for the summer.<sup>1</sup></p><p>{TWO}</p>"
    seed = Seed("x.html", PAGE.format(called + f"<p>{ONE}.</p><p><sup>1</sup> A note.</p>").encode(), "html")
    roles = {v.line.text[:6]: v.role.value for v in mark(seed, read(seed), "en").verdicts}
    assert roles["Nobody"] == "body"


def test_a_break_is_no_note_to_a_word_with_an_asterisk() -> None:
    body = f"<p>{ONE}* {TWO}</p><hr><p>{TWO}</p><hr><p>{ONE}.</p><p>* The only note.</p>"
    notes, text = notes_and_text(body)
    assert notes == ["The only note."]
    assert text.count("\n\n* * *\n\n") == 2


def test_items_that_begin_with_asterisks_are_no_notes_to_a_word_with_one() -> None:
    text = f"{ONE}* {TWO}\n\n  * A pole of ash.\n  * A brass hook.\n\n{TWO}\n"
    assert "NoteCall" not in str(
        lift(mark(Seed("x.txt", text.encode()), read(Seed("x.txt", text.encode())), "en")).blocks
    )
