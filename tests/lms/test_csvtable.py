"""CSV files keep every byte but those of the cells that are set."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograde.csvtable import Table, neutral
from autograde.errors import UsageError

_CELL = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8
) | st.sampled_from(
    ["1,5", 'a "b" c', "x;y", "line\nbreak", "=1+1", "", " ", "\U0001f469\u200d\U0001f52c", "محمد"]
)


@st.composite
def files(draw):
    """(bytes, rows, delimiter) as some program writes them, quotes and line ends of all kinds."""
    delimiter = draw(st.sampled_from([",", ";", "\t"]))
    width = draw(st.integers(2, 5))
    body = draw(st.lists(st.lists(_CELL, min_size=width, max_size=width), max_size=5))
    rows = [[f"h{i}" for i in range(width)], *body]
    everywhere = draw(st.booleans())
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))

    def cell(value):
        if everywhere or any(c in value for c in ',;\t"\r\n'):
            return '"' + value.replace('"', '""') + '"'
        return value

    text = "".join(delimiter.join(map(cell, row)) + end for row in rows)
    if draw(st.booleans()):
        text = text[: -len(end)]
    mark, encoding = draw(
        st.sampled_from(
            [
                (b"", "utf-8"),
                (b"\xef\xbb\xbf", "utf-8"),
                (b"\xff\xfe", "utf-16-le"),
                (b"\xfe\xff", "utf-16-be"),
            ]
        )
    )
    return mark + text.encode(encoding), rows, delimiter


@given(files())
def test_reading_and_writing_changes_no_byte(file):
    """Whatever encoding, separator, quoting and line end."""
    data, rows, _ = file
    table = Table.parse(data)

    assert table.to_bytes() == data
    assert [table.values(i) for i in range(len(table.rows))] == rows


@given(st.binary(min_size=1, max_size=200))
@example(b'a,"b"c,d\n')
@example(b"a\rb\n\n,,\n")
def test_any_bytes_are_kept_or_refused(data):
    """Also what is no CSV at all."""
    try:
        table = Table.parse(data)
    except UsageError:
        return

    assert table.to_bytes() == data


@given(files(), st.data())
def test_setting_a_cell_changes_that_cell_alone(file, data):
    """Python's csv reads the new value there and the old ones elsewhere; other bytes stand."""
    before, rows, delimiter = file
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[0]) - 1))
    value = data.draw(_CELL)
    table = Table.parse(before)
    if table.delimiter != delimiter:
        return

    table.set(row, column, value)

    again = Table.parse(table.to_bytes())
    expected = [list(r) for r in rows]
    expected[row][column] = value
    if again.delimiter == delimiter:
        assert [again.values(i) for i in range(len(again.rows))] == expected
    old, new = before, table.to_bytes()
    start = _same_bytes(old, new)
    end = _same_bytes(old[::-1], new[::-1])
    # No more of the old file is gone than the cell with its quotes, in the widest encoding.
    assert len(old) - start - end <= 4 * (len(rows[row][column].encode()) + 2)


def _same_bytes(a, b):
    pairs = zip(a, b, strict=False)
    return next((i for i, (x, y) in enumerate(pairs) if x != y), min(len(a), len(b)))


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"", "empty"), (b"\xef\xbb\xbf\r\n", "empty"), (b"PK\x03\x04abc", "a zip"),
     (b'a,b\n"c,d\n', "never closed")],
)  # fmt: skip
def test_what_is_no_csv_is_refused(data, message):
    """With what it is."""
    with pytest.raises(UsageError, match=message):
        Table.parse(data, "grades.csv")


def test_bytes_of_another_encoding_survive():
    """Latin-1 of an old spreadsheet is written as it was read; a name it lacks is refused."""
    table = Table.parse("Name;Note\r\nMüller;\r\n".encode("latin-1"))
    table.set(1, 1, "1,5")

    assert table.to_bytes() == "Name;Note\r\nMüller;1,5\r\n".encode("latin-1")
    table.set(1, 0, "Erdős")
    with pytest.raises(UsageError, match="encoding"):
        table.to_bytes()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_are_neutral(text):
    """A spreadsheet shows them as text."""
    assert neutral(text) == "'" + text
    assert neutral("Noether, Emmy") == "Noether, Emmy"
