"""What a program was to fill in is no text; what its author wrote between two of them is."""

from __future__ import annotations

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st
from savedpages import drawn

from book.intake import mark
from book.model import Seed
from book.read import read
from book.read.shortcodes import braced, bracketed
from book.read.shown import addresses


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ('[vc_row][vc_column width="1/1"]De zee.[/vc_column][/vc_row]', "De zee."),
        ("[et_pb_section fb_built=”1″]De zee.[/et_pb_section]", "De zee."),
        ("[dropcap]D[/dropcap]e zee.", "De zee."),
        ("[button link='x' size=large]Lees[/button]", "Lees"),
        ('De zee. [gallery ids="1,2" columns=3]', "De zee. "),
        ('[contact-form-7 id="99" title="Contact"]', ""),
        ("[one_half]De zee.", "De zee."),
        ("Zo [sic] staat het er [1], [sic!] en [zie boven].", None),
        ("[De redactie: x = y]", None),
        ("[[gallery]] zet je zo in een stuk.", "[gallery] zet je zo in een stuk."),
        (
            "<pre>[vc_row]</pre>[vc_row]<code>a[i] [gallery]</code>",
            "<pre>[vc_row]</pre><code>a[i] [gallery]</code>",
        ),
        ("<code>nooit gesloten [gallery]", "<code>nooit gesloten "),
    ],
)
def test_of_wordpress(stored: str, shown: str | None) -> None:
    assert bracketed(stored) == (stored if shown is None else shown)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("{{% notice tip %}}Koop een krant.{{% /notice %}}", "Koop een krant."),
        ("{{< youtube w7Ft2ymGmfc >}}", ""),
        ('{% include image.html url="x.jpg" %}De zee.', "De zee."),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("Zo: `{{< figure >}}` en ``{% include %}``.", None),
        ("{{ site.title }} en {x} en {%}", None),
        (
            "De zee{{< sidenote >}}Zout [is](z) zij.{{< /sidenote >}} ruist.",
            "De zee^[Zout [is](z) zij.] ruist.",
        ),
        (
            'De zee {{% margin-note "a" %}}Zout\nis zij.{{% /margin-note %}} ruist.',
            "De zee^[Zout is zij.] ruist.",
        ),
        ("De zee{% sidenote 'n-1' 'Zij is zout.' %} ruist.", "De zee^[Zij is zout.] ruist."),
        ("De zee.\n\n{{< sidenote >}}Zij is zout.{{< /sidenote >}}", "De zee.\n\nZij is zout."),
        ("De zee{{< sidenote >}}- zout\n- nat{{< /sidenote >}}", "De zee- zout\n- nat"),
        ("Zo: `zee{{< fn >}}x{{< /fn >}}`.", None),
    ],
)
def test_of_hugo_and_jekyll(stored: str, shown: str | None) -> None:
    assert braced(stored) == (stored if shown is None else shown)


def test_their_pictures_and_their_code_are_kept() -> None:
    text = (
        'De zee.\n\n{{< figure src="zee.jpg" alt="Golven" caption="De zee <1970>" >}}\n\n'
        "{% highlight python %}\nif zee:\n    vaar()\n{% endhighlight %}\n\nNog een zee.\n"
    )
    lines = read(Seed("zee.md", text.encode(), "markdown")).lines
    assert [line.text for line in lines] == ["De zee.", "", "De zee <1970>", "if zee: vaar()", "Nog een zee."]
    picture, caption = lines[1:3]
    assert picture.image is not None
    assert (picture.image.alt, bool(picture.figure), caption.tag) == ("Golven", True, "figcaption")
    assert len(lines[3].rows) == 2


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("{{< high python >}}", "{{< /high >}}"),
        ("{{% codeblock %}}", "{{% /codeblock %}}"),
        ("{{< highlight c >}}", "{{< /highlight >}}"),
    ],
)
def test_code_in_a_sites_own_shortcode_is_code(opens: str, closes: str) -> None:
    text = f"De zee.\n\n{opens}\nif zee[0] ==golf==:\n    vaar([[zee]])\n{closes}\n\nNog een zee.\n"
    lines = read(Seed("zee.md", text.encode(), "markdown")).lines
    assert [line.tag for line in lines] == ["p", "pre", "p"]
    assert lines[1].text == "if zee[0] ==golf==: vaar([[zee]])"
    assert len(lines[1].rows) == 2


def test_what_stands_between_two_other_shortcodes_is_text() -> None:
    text = "{{< notice tip >}}\nDe *zee* is breed.\n{{< /notice >}}\n"
    (line,) = read(Seed("zee.md", text.encode(), "markdown")).lines
    assert (line.tag, line.text) == ("p", "De zee is breed.")


def test_the_picture_of_a_shortcode_comes_with_its_page_and_its_caption() -> None:
    prose = "De zee is groot en de boot is klein, zei mijn vader altijd als we op de dijk stonden. " * 2
    text = f'{prose}\n\n{{{{< figure src="zee.jpg" alt="Golven" caption="De zee" >}}}}\n\n{prose}\n'
    assert addresses(text.encode()) == ("zee.jpg",)
    beside = {"zee.jpg": Seed("seeds/zee.jpg", drawn("zee"))}
    seed = Seed("zee.md", text.encode(), "markdown", beside=beside)
    galley = mark(seed, read(seed), "nl")
    assert [v.role.value for v in galley.verdicts] == ["body", "picture", "caption", "body"]


@given(st.text(alphabet="[]/{}%<>`abc_ =\"'\n", max_size=80))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(bracketed(text) + braced(text), str)


@given(st.text(st.characters(exclude_characters="[]{}`"), max_size=80))
def test_without_brackets_nothing_changes(text: str) -> None:
    assert (bracketed(text), braced(text)) == (text, text)


@pytest.mark.parametrize(
    "unit", ["[a ", "[a b=c ", "[a_b", "<pre>", "<code>[", "{{< a ", "{% a ", "`", "` ``", "[[", "{{<a   "]
)
def test_nothing_takes_longer_than_its_length(unit: str) -> None:
    assert growth(lambda count: (bracketed(unit * count + "]"), braced(unit * count + "{{")), 800, 8_000) < 4
