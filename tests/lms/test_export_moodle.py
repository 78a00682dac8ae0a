"""Scores and feedback into Moodle: it accepts them, and every other byte stays."""

import zipfile

import pytest
from lms import importers
from lms.exports import CLASS, moodle_folder, zip_of
from lms.tables import moodle_file, score, untouched

from autograde.collect.roster import NOBODY, Roster
from autograde.csvtable import Table
from autograde.errors import UsageError
from autograde.export.moodle import fill_moodle
from autograde.export.moodle_feedback import (
    folders_in_download,
    folders_in_worksheet,
    pack_feedback,
)

EMMY, JEAN, GRACE = CLASS[:3]


@pytest.mark.parametrize("language", list(importers.MOODLE_WORDS))
def test_moodle_takes_the_filled_worksheet(tiny, language):
    """Localised headers and participants, decimal commas where the worksheet has them."""
    comma = language in ("de", "fr")
    before = moodle_file(CLASS, language, top="7,00" if comma else "7.00")
    table = Table.parse(before)
    scores = dict(score(p.email, i / 2) for i, p in enumerate(CLASS))

    report = fill_moodle(table, tiny, scores, NOBODY)

    after = table.to_bytes()
    now = {p.number + 9000: None for p in CLASS}
    got = importers.moodle(after, language, now, 7.0)
    assert got == {p.number + 9000: i / 2 for i, p in enumerate(CLASS)}
    assert untouched(before, after, 4)
    assert len(report.written) == len(CLASS)
    assert (b"2,50" if comma else b"2.50") in after


def test_moodle_of_another_language_by_its_shape(tiny):
    """Headers in no list: the column before the maximum grade, unless that is not certain."""
    words = importers.MOODLE_WORDS["en"]
    data = moodle_file(CLASS)
    for i, word in enumerate(words[1:]):
        data = data.replace(word.encode(), f"xx{i}".encode(), 1)
    table = Table.parse(data)

    fill_moodle(table, tiny, dict([score(EMMY.email, 4.0)]), NOBODY)

    assert table.value(1, 4) == "4.00"
    with pytest.raises(UsageError, match="no columns are called marks"):
        fill_moodle(table, tiny, dict([score(EMMY.email, 4.0)]), NOBODY, column="marks")


def test_moodle_what_it_would_skip_is_told(tiny):
    """Out of range and unchanged grades; students without a score keep what they have."""
    grades = {EMMY.login: "5.00", GRACE.login: "2.00"}
    table = Table.parse(moodle_file(CLASS[:3], grades=grades))
    scores = dict([score(EMMY.email, 5.0), score(JEAN.email, 8.0), score("nobody@x", 1.0)])

    report = fill_moodle(table, tiny, scores, NOBODY)

    assert report.unchanged == [EMMY.email]
    assert "8.00 is above the maximum of 7" in report.problems[0]
    assert report.no_row == ["nobody@x"]
    assert [name for name, _ in report.no_score] == [GRACE.full]
    assert table.value(3, 4) == "2.00"


def test_moodle_through_a_roster(tiny, tmp_path):
    """Student ids that Moodle does not know, joined by address."""
    (tmp_path / "r.csv").write_text(
        "student,mail\n" + "".join(f"{p.login},{p.email}\n" for p in CLASS), encoding="utf-8"
    )
    table = Table.parse(moodle_file(CLASS))

    report = fill_moodle(
        table, tiny, dict(score(p.login, 1.0) for p in CLASS), Roster.read(tmp_path / "r.csv")
    )

    assert len(report.written) == len(CLASS)


def test_moodle_feedback_goes_to_the_right_people(tiny, tmp_path):
    """The names in the zip lead Moodle to each participant; from worksheet and from download."""
    feedback = tmp_path / "feedback"
    for p in CLASS:
        page = feedback / p.email / "tiny.html"
        page.parent.mkdir(parents=True)
        page.write_text(f"<p>{p.login}</p>")
    sheet = tmp_path / "w.csv"
    sheet.write_bytes(moodle_file(CLASS, "de"))
    roster = Roster.read(sheet, "E-Mail-Adresse")
    download = zip_of(
        {f"{moodle_folder(p, old=True)}/tiny.ipynb": b"{}" for p in CLASS}, tmp_path / "d.zip"
    )

    for folders in (folders_in_worksheet(Table.read(sheet)), folders_in_download(download)):
        packed = pack_feedback(tiny, feedback, folders, roster, tmp_path / "f.zip")

        assert packed.students == tuple(sorted(p.email for p in CLASS))
        assert packed.no_page == packed.no_participant == ()
        with zipfile.ZipFile(tmp_path / "f.zip") as archive:
            numbers = {p.number + 9000: p for p in CLASS}
            got = importers.moodle_feedback(archive.namelist(), set(numbers))
            assert set(got) == set(numbers)
            for name in archive.namelist():
                number = int(name.split("_")[1])
                assert archive.read(name).decode() == f"<p>{numbers[number].login}</p>"
