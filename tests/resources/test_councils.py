import pytest

from resources.councils import council_of, councils, is_gss_code
from resources.errors import PermanentFailure


def test_every_council_of_england_and_wales_has_one_name() -> None:
    known = councils()
    nations = [code[0] for code in known]
    assert (nations.count("E"), nations.count("W")) == (296 + 2, 22)  # two codes of two councils
    assert all(is_gss_code(code) for code in known)
    names = list(known.values())
    assert sorted({name for name in names if names.count(name) > 1}) == ["Barnsley", "Sheffield"]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E06000023", "Bristol, City of"),
        ("e06000066", "Somerset"),
        ("E08000039", "Sheffield"),
        ("W06000016", "Rhondda Cynon Taf"),
    ],
)
def test_the_register_knows_a_council_by_its_name(code: str, name: str) -> None:
    assert council_of(code) == name


@pytest.mark.parametrize(("code", "nation"), [("S12000033", "Scotland"), ("n09000003", "Northern")])
def test_homes_of_other_nations_come_as_files(code: str, nation: str) -> None:
    with pytest.raises(PermanentFailure, match=f"{nation}.*come as files"):
        council_of(code)


@pytest.mark.parametrize("code", ["E99999999", "E0600002", "BRISTOL", ""])
def test_other_codes_are_refused(code: str) -> None:
    with pytest.raises(PermanentFailure, match=f"'{code}' is not the GSS code"):
        council_of(code)
