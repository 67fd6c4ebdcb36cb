"""What is taken from a page: what the product says, block by block, and nothing that people wrote or that is hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standard.reading import other_languages, words_of


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>We <strong>all</strong> can <a href='/'>see</a> it.</p>", ["We all can see it."]),
        ("<h1>Today</h1><ul><li>One<li>Two</ul>", ["Today", "One", "Two"]),
        ("<p>Now <bdi>Aunt Philippa</bdi> has the turn.</p>", ["Now Tom has the turn."]),
        ("<p>Now \u2068منى\u2069 has the turn.</p>", ["Now Tom has the turn."]),
        ('<p class="said" dir="auto">An incomprehensible declaration.</p>', []),
        ("<blockquote><p>An incomprehensible declaration.</p></blockquote>", []),
        ('<label class="choice"><input type="radio" value="x"><span dir="auto">I pass</span></label>', ["I pass"]),
        ('<p>Your code is <strong dir="ltr">ab12 cd34</strong>.</p>', ["Your code is Tom."]),
        ('<p>It begins</p><p class="code" dir="ltr">ab12 cd34</p>', ["It begins"]),
        ('<p dir="ltr">We meet for tea.</p>', ["We meet for tea."]),
        ("<title>Me</title><script>let invalid = 1</script><style>p{}</style><svg><text>x</text></svg>", ["Me"]),
        ("<p hidden>Not yet</p><div hidden><p>Nor this</p></div><template><p>Nor that</p></template>", []),
        ('<label for="a">A name</label><input id="a" value="Error"><textarea>Invalid</textarea>', ["A name"]),
        ('<nav aria-label="Main"><a href="/">Today</a><a href="/me/">Me</a></nav>', ["Main", "Today", "Me"]),
        ('<img alt="A round table"><button title="Close it">Close</button>', ["A round table", "Close it", "Close"]),
        ("<select><option>Soon<option>Later</select>", ["Soon", "Later"]),
        (
            "<details><summary>More</summary>We tell you <em>all</em>.<p>And this.</p></details>",
            ["More", "We tell you all.", "And this."],
        ),
        ('<html lang="en"><p>Or read it <span lang="ar">بالعربية</span>.</p></html>', ["Or read it Tom."]),
        ('<html lang="en-GB"><p lang="en">Words.</p></html>', ["Words."]),
        ("<p>One line<br>Another</p><p> · </p>", ["One line", "Another"]),
    ],
)
def test_what_a_page_says(html: str, blocks: list[str]) -> None:
    assert sorted(words_of(html)) == sorted(blocks)


def test_titles_that_somebody_knows_can_be_left_out_by_name() -> None:
    page = "<p>You go to A very considerable title on Monday.</p>"
    assert words_of(page, theirs=["A very considerable title", ""]) == ["You go to Tom on Monday."]


def test_what_stands_there_for_whoever_has_no_scripts_is_read_by_them_alone() -> None:
    page = "<p>Tea.</p><noscript><p>We meet at four.</p></noscript>"
    assert words_of(page) == ["Tea."]
    assert words_of(page, scripts=False) == ["Tea.", "We meet at four."]


@pytest.mark.parametrize(
    ("page", "languages"),
    [
        ("<html lang=en><p lang=fr>On se voit au jardin.</p>", {"fr"}),
        ("<html lang=en><main lang=ar><p>نلتقي في الحديقة يوم الأحد.</p></main>", {"ar"}),
        ("<html lang=en><p lang=en-gb>We meet for tea.</p>", set()),
        ("<html lang=en><a lang=cy href='/'>Cymraeg</a>", set()),
        ("<html lang=en><blockquote lang=fr>On se voit au jardin.</blockquote>", set()),
        ("<html lang=en><p lang=fr hidden>On se voit au jardin.</p>", set()),
    ],
)
def test_sentences_of_ours_in_another_language_are_known(page: str, languages: set[str]) -> None:
    assert other_languages(page) == languages


@given(
    st.text()
    | st.lists(st.sampled_from(["<p>", "</p>", "<li>", "<bdi>", "</bdi>", "x", "<", "&", "\0", "</", "<!--"])).map(
        "".join
    )
)
def test_any_page_can_be_taken_apart(html: str) -> None:
    assert all(each.strip() for each in words_of(html))
