"""Councils of England and Wales by GSS code, from the list of the Office for National Statistics.

The register knows a council by the list's name. Reorganised councils are under the name in force.
"""

import re
from functools import cache
from pathlib import Path

from resources.errors import PermanentFailure
from resources.tariff_source import DATA, read_csv

COUNCILS_FILE = DATA / "councils.csv"

_GSS_CODE = re.compile(r"[EWSN]\d{8}")
_ELSEWHERE = {"S": "Scotland", "N": "Northern Ireland"}


def is_gss_code(text: str) -> bool:
    """Whether a text has the form of a GSS code: a letter of a nation and eight digits."""
    return _GSS_CODE.fullmatch(text.upper()) is not None


@cache
def councils(path: Path = COUNCILS_FILE) -> dict[str, str]:
    """Return the councils' names by GSS code."""
    columns = ("gss_code", "council", "council_source")
    return {row["gss_code"]: row["council"] for _, row in read_csv(path, columns)}


def council_of(gss_code: str) -> str:
    """Return the register's name of a council.

    Raises
    ------
    PermanentFailure
        If the code is of Scotland or Northern Ireland, whose homes come as files, or unknown.
    """
    code = gss_code.upper()
    nation = _ELSEWHERE.get(code[:1])
    if nation and is_gss_code(code):
        msg = (
            f"{code} is in {nation}: the register is of England and Wales, so its homes come as "
            f"files; add them with `ara region add NAME SOURCE`"
        )
        raise PermanentFailure(msg)
    name = councils().get(code)
    if name is None:
        msg = f"'{code}' is not the GSS code of a local authority of England or Wales"
        raise PermanentFailure(msg)
    return name
