"""Hidden checks: the short answers (vocabulary), table by table."""

import pytest

from autograde import expect

CHOOSE = {
    "refund": "rules",
    "photos": "deep learning",
    "new depot": "classical ml",
    "voice mail": "deep learning",
    "credit": "classical ml",
    "heavy parcel": "rules",
}
ML_OR_DL = {
    "performance": "dl",
    "data regime": "ml",
    "cost": "dl",
    "model class": "dl",
    "feature engineering": "ml",
    "interpretability": "ml",
}
PYTORCH = {"made by": "FAIR", "year": "2016", "governed by": "PyTorch Foundation"}
NESTING = ["ai", "ml", "dl"]
LONG = {
    "artificialintelligence": "ai",
    "machinelearning": "ml",
    "deeplearning": "dl",
    "classicalmachinelearning": "classicalml",
}


def plain(word):
    """A word without case, blanks and hyphens; empty if it is no word."""
    if isinstance(word, bool) or not isinstance(word, str | int):
        return ""
    text = "".join(c for c in str(word).lower() if c.isalnum())
    return LONG.get(text, text)


def answers(table, name):
    """A student's table with plain keys and words."""
    expect.that(
        isinstance(table, dict),
        f"{name} is {expect.kind_of(table)}",
        expected="a dictionary",
        advice="copy the form once more, with its curly brackets.",
        code="AG-T001",
    )
    return {plain(key): plain(value) for key, value in table.items()}


def agrees(table, name, key, advice):
    given = answers(table, name)
    wrong = [k for k, word in key.items() if given.get(plain(k)) != plain(word)]
    expect.that(
        not wrong,
        f"{name} is not right for {', '.join(wrong)}",
        expected="the words of the key",
        advice=advice,
        code="AG-V002",
    )


@pytest.mark.exercise("vocabulary")
@pytest.mark.points(0.75)
def test_vocabulary_choose(student):
    """CHOOSE: rules, classical machine learning or deep learning"""
    agrees(
        student["CHOOSE"],
        "CHOOSE",
        CHOOSE,
        "ask three things of each situation: can somebody write the rule down? Are examples few, "
        "or must each answer be explained? Is it about pictures or sound, with very many examples?",
    )


@pytest.mark.exercise("vocabulary")
@pytest.mark.points(0.5)
def test_vocabulary_ml_or_dl(student):
    """ML_OR_DL: the rows of the lecture's table"""
    agrees(
        student["ML_OR_DL"],
        "ML_OR_DL",
        ML_OR_DL,
        "read each row as a sentence about a straight line, then about a network with many layers: "
        "of which is it true?",
    )


@pytest.mark.exercise("vocabulary")
@pytest.mark.points(0.25)
def test_vocabulary_nesting(student):
    """NESTING: from the widest idea to the narrowest"""
    nesting = student["NESTING"]
    expect.that(
        isinstance(nesting, list | tuple),
        f"NESTING is {expect.kind_of(nesting)}",
        expected="a list",
        advice="three words in square brackets.",
        code="AG-T001",
    )
    given = [plain(v) for v in nesting]
    turned = given == NESTING[::-1]
    expect.that(
        given == NESTING,
        f"NESTING is {given}",
        expected="the other order" if turned else "another order",
        advice="which of the three is a part of which? "
        + ("The widest comes first." if turned else "Ask it of two at a time."),
        code="AG-V002",
    )


@pytest.mark.exercise("vocabulary")
@pytest.mark.points(0.25)
def test_vocabulary_pytorch(student):
    """PYTORCH: who made it, when, and who governs it"""
    agrees(student["PYTORCH"], "PYTORCH", PYTORCH, "the beginning of part 4 tells it.")
