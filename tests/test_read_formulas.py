"""A formula of a page is one line of text, whatever draws it: MathML, KaTeX, MathJax, a picture with TeX."""

from __future__ import annotations

from contextlib import suppress

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from book.clean import clean
from book.model import Inline, Line, LineBreak, Link, Seed, Span, Text
from book.read import read
from book.read.mathml import linear
from book.read.tex import UnknownTeXError, mathml
from book.recover import lift, plain, recover

ROOT = "<mfrac><mi>h</mi><mn>2</mn></mfrac><mo>=</mo><msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt>"
KATEX = (
    f'<span class="katex"><span class="katex-mathml"><math><semantics><mrow>{ROOT}</mrow>'
    r'<annotation encoding="application/x-tex">\frac{h}{2}=\sqrt{a+b}</annotation></semantics></math></span>'
    '<span class="katex-html" aria-hidden="true"><span>2</span><span>h</span>=<span>a+b</span></span></span>'
)
MATHJAX = (
    '<mjx-container class="MathJax"><svg></svg><mjx-assistive-mml>'
    f"<math>{ROOT}</math></mjx-assistive-mml></mjx-container>"
)
CHTML = (
    '<mjx-container class="MathJax"><mjx-math><mjx-mfrac><mjx-frac><mjx-num><mjx-nstrut></mjx-nstrut><mjx-mi>'
    '<mjx-c class="mjx-c1D459 TEX-I"></mjx-c></mjx-mi></mjx-num><mjx-dbox><mjx-dtable><mjx-line></mjx-line>'
    "<mjx-row><mjx-den><mjx-mn><mjx-c>2</mjx-c></mjx-mn></mjx-den></mjx-row></mjx-dtable></mjx-dbox></mjx-frac>"
    "</mjx-mfrac><mjx-mo><mjx-c>=</mjx-c></mjx-mo><mjx-msqrt><mjx-sqrt><mjx-surd><mjx-mo><mjx-c>√</mjx-c>"
    "</mjx-mo></mjx-surd><mjx-box><mjx-mi><mjx-c>a</mjx-c></mjx-mi><mjx-mo><mjx-c>+</mjx-c></mjx-mo><mjx-mi>"
    "<mjx-c>b</mjx-c></mjx-mi></mjx-box></mjx-sqrt></mjx-msqrt></mjx-math></mjx-container>"
).replace("1D459", "210E")  # h, which Unicode has elsewhere
SCRIPTED = (
    "<mjx-math><mjx-msubsup><mjx-mi><mjx-c>x</mjx-c></mjx-mi><mjx-script><mjx-mn><mjx-c>2</mjx-c></mjx-mn>"
    "<mjx-spacer></mjx-spacer><mjx-mi><mjx-c>i</mjx-c></mjx-mi></mjx-script></mjx-msubsup><mjx-mo><mjx-c>≤</mjx-c>"
    "</mjx-mo><mjx-munderover><mjx-over><mjx-mi><mjx-c>n</mjx-c></mjx-mi></mjx-over><mjx-box><mjx-munder><mjx-row>"
    "<mjx-base><mjx-mo><mjx-c>∑</mjx-c></mjx-mo></mjx-base></mjx-row><mjx-row><mjx-under><mjx-mi><mjx-c>i</mjx-c>"
    "</mjx-mi></mjx-under></mjx-row></mjx-munder></mjx-box></mjx-munderover><mjx-mi><mjx-c>y</mjx-c></mjx-mi>"
    "</mjx-math>"
)
MEDIAWIKI = (
    '<span class="mwe-math-element"><span style="display: none"><math alttext="x"><semantics>'
    f"<mrow>{ROOT}</mrow></semantics></math></span>"
    r'<img class="mwe-math-fallback-image-inline" src="x.svg" alt="{\frac {h}{2}}={\sqrt {a+b}}"></span>'
)
WORDPRESS = r'<img class="latex" src="https://s0.wp.com/latex.php?latex=x" alt="\frac{h}{2}=\sqrt{a+b}">'
SERVICE = r'<img src="https://latex.codecogs.com/svg.image?%5Cfrac%7Bh%7D%7B2%7D%3D%5Csqrt%7Ba%2Bb%7D">'
SCRIPT = r'<script type="math/tex">\frac{h}{2}=\sqrt{a+b}</script>'
OLD_MATHJAX = f'<span class="MathJax_Preview"></span><span class="MathJax"><math>{ROOT}</math></span>{SCRIPT}'
LETTERS = (
    r'<span data-math="\frac{h}{2}=\sqrt{a+b}">'
    '<span class="katex"><span class="katex-html">2h=a+b</span></span></span>'
)


def lines(body: str) -> tuple[Line, ...]:
    page = f"<!doctype html><html><body>{body}</body></html>"
    return read(Seed("x.html", page.encode(), "html")).lines


def shown(inlines: tuple[Inline, ...]) -> str:
    """Inlines as markup: what is raised as ^(…), lowered as _(…), in italics as it is."""
    said = ""
    for inline in inlines:
        match inline:
            case Text(text):
                said += text
            case Span(kind, inner) if kind in ("sup", "sub"):
                said += f"{'^' if kind == 'sup' else '_'}({shown(inner)})"
            case Span(_, inner) | Link(_, inner):
                said += shown(inner)
            case LineBreak():
                said += "\n"
    return said


def of_tex(source: str) -> str:
    (line,) = lines(f"<p>{linear(mathml(source))}</p>")
    return shown(line.inlines) or line.text


@pytest.mark.parametrize(
    "drawn",
    [
        f"<math>{ROOT}</math>",
        KATEX,
        MATHJAX,
        CHTML,
        MEDIAWIKI,
        WORDPRESS,
        SERVICE,
        SCRIPT,
        OLD_MATHJAX,
        LETTERS,
    ],
)
def test_a_formula_stands_once_in_its_sentence(drawn: str) -> None:
    (line,) = lines(f"<p>Half the height, {drawn}, is what we need.</p>")
    assert line.text == "Half the height, h/2 = √(a + b), is what we need."
    assert line.inlines[1] == Span("i", (Text("h"),))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (r"x=\frac{-b\pm\sqrt{b^2-4ac}}{2a}", "x = (−b ± √(b^(2) − 4ac))/(2a)"),
        (r"\lambda, \mu \in \mathbb{R}", "λ, μ ∈ ℝ"),
        (r"\sum_{i=1}^{n} a_i \le \max_x f(x)", "∑_(i=1)^(n) a_(i) ≤ max_(x) f(x)"),
        (r"\frac12 \left( \frac{a}{b} \right)^2 c", "(1/2)(a/b)^(2)c"),
        (r"2\sin x + f'(x) - f''(0)", "2 sin x + f′(x) − f′′(0)"),
        (r"\sqrt[3]{8}\,\sqrt{3}\gamma", "^(3)√8 √3 γ"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a, b; c, d)"),
        (r"\begin{cases} 1 & \text{if } n>0, \\ 0, & \text{else} \end{cases}", "{1, if n > 0; 0, else"),
        (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "a = b\nc = d"),
        (r"\hat{\theta} \bar x \vec{F}", "θ̂x̄F⃗"),
        (r"\dot{y} = |y| < 10^{-3}", "ẏ = |y| < 10^(−3)"),
        (r"\mathrm{rank}(A) = \operatorname{tr} B \tag{7}", "rank(A) = tr B (7)"),
        (r"$a \not= b$", "a ≠ b"),
        (r"\frac{\partial f}{\partial x}", "∂f/∂x"),
        (r"\frac{1}{c} \frac{d}{dt}", "(1/c)(d/(dt))"),
        (r"\binom{n}{k} p^k", "C(n, k)p^(k)"),
        (r"\int_0^1 e^{-t^2}\,dt", "∫_(0)^(1) e^(−t^(2))dt"),
    ],
)  # fmt: skip
def test_tex_is_written_out(source: str, said: str) -> None:
    assert of_tex(source) == said


@pytest.mark.parametrize(
    "source", [r"\unheardof{x}", r"\frac{1}", "{x", r"\begin{tikzpicture}x\end{tikzpicture}"]
)
def test_tex_that_is_not_understood_stands_as_it_is(source: str) -> None:
    with pytest.raises(UnknownTeXError):
        mathml(source)
    (line,) = lines(f'<p>See <img class="latex" alt="{source}" src="x.png"> there.</p>')
    assert line.text == f"See {source} there."
    assert line.inlines[1] == Span("code", (Text(source),))


@given(st.text(alphabet=r"\{}[]^_&'ab1 frcsqt+", max_size=40))
def test_any_tex_is_read_or_refused(source: str) -> None:
    with suppress(UnknownTeXError):
        linear(mathml(source))


@given(
    st.recursive(
        st.sampled_from(["<mi>x</mi>", "<mn>2</mn>", "<mo>+</mo>", "<mspace/>", ""]),
        lambda inner: st.builds(
            "<{0}>{1}</{0}>".format,
            st.sampled_from(
                [
                    "mrow",
                    "mfrac",
                    "msup",
                    "msubsup",
                    "munder",
                    "mroot",
                    "msqrt",
                    "mtable",
                    "mtr",
                    "mmultiscripts",
                ]
            ),
            st.lists(inner, max_size=3).map("".join),
        ),
        max_leaves=8,
    )
)
def test_no_token_of_any_mathml_is_lost(markup: str) -> None:
    math = html.fragment_fromstring(f"<math>{markup}</math>")
    text = str(html.fragment_fromstring(linear(math), create_parent="p").text_content())
    assert [text.count(sign) for sign in "x2+"] == [markup.count(f">{sign}<") for sign in "x2+"]


@pytest.mark.parametrize("tag", ["msqrt", "mrow", "msup", "mfrac", "mtable", "mjx-msup"])
def test_a_formula_that_nests_by_the_hundred_is_read(tag: str) -> None:
    around = "mjx-math" if tag.startswith("mjx-") else "math"
    inner = f"<{tag}>" * 380 + "<mi>x</mi>" + f"<mi>y</mi></{tag}>" * 380
    assert "x" in lines(f"<p>a <{around}>{inner}</{around}></p>")[-1].text


@pytest.mark.parametrize(
    "source",
    [r"\sqrt" * 900 + "x", "{" * 900 + "x" + "}" * 900, "x" + "^x" * 900, "x" + "_{x" * 900 + "}" * 900],
)
def test_tex_that_nests_by_the_hundred_stands_as_it_is(source: str) -> None:
    assert lines(f'<p>a <img class="latex" alt="{source}"></p>')[-1].text == f"a {source}"


@pytest.mark.parametrize("drawn", [f"<math display='block'>{ROOT}</math>", WORDPRESS, KATEX, SCRIPT])
def test_a_page_with_twice_as_many_formulas_takes_twice_the_time(drawn: str) -> None:
    def page(copies: int) -> bytes:
        return ("<p>" + f"So {drawn} and " * copies + "</p>").encode()

    assert growth(lambda n: read(Seed("x.html", page(n), "html")), 100, 800) < 4


def test_primes_are_as_many_as_there_are() -> None:
    assert of_tex("f" + "'" * 900) == "f" + "′" * 900
    assert of_tex("f'^2 + g_1''") == "f^(′2) + g_(1)′′"


def test_what_mathjax_draws_alone_is_read_by_its_elements() -> None:
    (line,) = lines(f"<p>Then {SCRIPTED}.</p>")
    assert shown(line.inlines) == "Then x_(i)^(2) ≤ ∑_(i)^(n) y."


def test_a_formula_apart_in_a_paragraph_has_rows_of_its_own() -> None:
    (line,) = lines(f'<p>So<math display="block">{ROOT}</math>is what we need.</p>')
    assert shown(line.inlines) == "So\nh/2 = √(a + b)\nis what we need."


def test_equations_that_a_table_places_are_no_table() -> None:
    cells = f'<td></td><td><math class="ltx_Math" display="block">{ROOT}</math></td><td>(1)</td>'
    (line,) = lines(f'<table class="ltx_equation ltx_eqn_table"><tbody><tr>{cells}</tr></tbody></table>')
    assert (line.text, line.formula, line.slot) == ("h/2 = √(a + b) (1)", True, None)


def test_a_formula_between_paragraphs_of_an_article_stays_and_is_no_subhead() -> None:
    prose = "<p>The mast of a barge stands on its deck, and is held by three ropes of the same length.</p>"
    formula = f'<div><math display="block">{ROOT}</math></div>'
    article = f"<article><h1>The mast</h1>{prose * 2}{formula}{prose}</article>"
    page = f"<!doctype html><html><body><nav><a href='/'>Home</a></nav>{article}</body></html>"
    seed = Seed("x.html", page.encode(), "html")
    galley = recover(clean(read(seed), seed=seed.name, language="en"))
    piece = lift(galley)
    assert "h/2 = √(a + b)" in plain(piece).split("\n\n")
    assert [v.role.value for v in galley.verdicts if v.line.formula] == ["body"]


def test_a_picture_with_a_backslash_in_its_alt_is_a_picture() -> None:
    assert lines(r'<p>C:\temp</p><p><img src="x.png" alt="My C:\temp\x folder"></p>')[-1].image is not None


# Between dollars, in Markdown


def of_markdown(text: str) -> list[str]:
    found = read(Seed("x.md", text.encode(), "markdown")).lines
    return [shown(line.inlines) or line.text for line in found if line.text]


def test_a_formula_between_dollars_stands_in_its_sentence_and_one_between_two_by_itself() -> None:
    text = "Half, $\\frac{h}{2}=\\sqrt{a+b}$, of\n$x_{u}(t)$ and $n$ is *enough*.\n\n$$\na^2 + b_1 \\\\\n$$\n"
    first, second = of_markdown(text)
    assert first == "Half, h/2 = √(a + b), of x_(u)(t) and n is enough."
    assert second == "a^(2) + b_(1)"


@pytest.mark.parametrize(
    "text",
    [
        "It cost $5, or US$6, or $7-$8 in all.",
        "Set $HOME and $PATH_A before $PATH_B.",
        "They paid $100 and said nothing$ more.",
    ],
)
def test_dollars_are_dollars_where_nothing_between_them_is_tex(text: str) -> None:
    assert of_markdown(text) == [text]


def test_dollars_in_code_are_code() -> None:
    found = of_markdown("So `$a_1$` is $a_1$.\n\n```\n$b_1$\n```\n")
    assert found == ["So $a_1$ is a_(1).", "$b_1$"]


def test_a_sum_of_money_beside_a_formula_stays_one() -> None:
    text = "For $5 it is {} and for $6 it is not."
    assert of_markdown(text.format("$x^2$")) == [text.format("x^(2)")]


LOADS = '<script src="https://cdn.example/npm/mathjax@3/es5/tex-mml-chtml.js"></script>'


def of_page(body: str, *, head: str = LOADS) -> list[str]:
    page = f'<html lang="en"><head>{head}</head><body>{body}</body></html>'
    found = read(Seed("x.html", page.encode(), "html")).lines
    return [shown(line.inlines) or line.text for line in found]


@pytest.mark.parametrize(
    "head",
    [LOADS, '<link href="/katex.min.css" rel="stylesheet">', "<script>window.MathJax = {tex: {}}</script>"],
)
def test_tex_in_the_text_of_a_page_that_loads_what_draws_it_is_written_out(head: str) -> None:
    body = r"So \(x^2\), <em>and</em> $y_{1}$ of $n$, is $5 or US$6.<br>Then \(a\)."
    assert of_page(f"<p>{body}</p>", head=head) == ["So x^(2), and y_(1) of n, is $5 or US$6.\nThen a."]


@pytest.mark.parametrize(
    "body",
    [
        r"$$\frac{a}{b}$$",
        r"\[ \frac{a}{b} \]",
        r"\begin{equation} \frac{a}{b} \end{equation}",
        r"\begin{align*} \frac{a}{b} \end{align*}",
    ],
)
def test_tex_that_stands_alone_is_a_formula_by_itself(body: str) -> None:
    (line,) = read(Seed("x.html", f"{LOADS}<p>{body}</p>".encode(), "html")).lines
    assert (line.text, line.formula) == ("a/b", True)


def test_tex_in_a_feed_or_an_export_is_known_by_its_commands() -> None:
    text = r"It costs $5, and $\frac{a}{b}$ of $x_1$, and \(y^2\), and $latex \alpha$ as WordPress has it."
    said = "It costs $5, and a/b of x_(1), and y^(2), and α as WordPress has it."
    assert of_page(f"<p>{text}</p>", head="") == [said]


@pytest.mark.parametrize(
    "text",
    [
        "They had $100_000, and C:\\(temp\\), and \\[sic\\], and $5 or $6.",
        "So $x^2$ is how a user wrote $HOME in those days.",
    ],
)
def test_what_only_looks_like_tex_stays_on_a_page_that_loads_nothing(text: str) -> None:
    assert of_page(f"<p>{text}</p>", head="") == [text]


@pytest.mark.parametrize("tag", ["code", "pre", "kbd"])
def test_tex_in_code_is_code(tag: str) -> None:
    found = of_page(f"<p>So \\(x^2\\) is typed.</p><{tag}>\\(x^2\\) $y^2$</{tag}>")
    assert [line.split("\n")[0] for line in found] == ["So x^(2) is typed.", "\\(x^2\\) $y^2$"]
