"""Command line of the calculator: ``python -m sap10 rate`` and ``python -m sap10 worksheet``."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from sap10 import expand, read_certificate
from sap10.codes import Ruleset
from sap10.dwelling import Dwelling
from sap10.errors import CertificateRejected
from sap10.pcdb import Pcdb, PcdbRejected, load_pcdb
from sap10.report import rating_document, rating_text, worksheet_document, worksheet_text
from sap10.result import SapResult, rate
from sap10.version import CONVENTIONS

_RULESETS = {"sap": Ruleset.SAP, "rdsap": Ruleset.RDSAP}
_MONTHS = 12


class _Output(NamedTuple):
    """How one command shows a dwelling."""

    document: Callable[[SapResult, int], dict[str, Any]]
    text: Callable[[SapResult, int], str]


_OUTPUTS = {
    "rate": _Output(rating_document, rating_text),
    "worksheet": _Output(worksheet_document, worksheet_text),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        Words after the program's name; by default those of the process.

    Returns
    -------
    int
        0, or 1 when a certificate was refused; then the reason is on standard error.
    """
    options = _parser().parse_args(arguments)
    try:
        pcdb = None if options.pcdb is None else load_pcdb(options.pcdb)
    except (PcdbRejected, OSError) as refusal:
        print(f"{options.pcdb}: {refusal}", file=sys.stderr)
        return 1
    output = _OUTPUTS[options.command]
    status = 0
    documents: list[dict[str, Any]] = []
    for path in options.certificate:
        try:
            result = _rated(path, options, pcdb)
        except (CertificateRejected, OSError, ValueError) as refusal:
            print(f"{path}: {refusal}", file=sys.stderr)
            status = 1
            continue
        if options.json:
            documents.append(output.document(result, 0))
        else:
            print(output.text(result, 0))
    if options.json and documents:
        shown = documents[0] if len(options.certificate) == 1 else documents
        print(json.dumps(shown, allow_nan=False))
    return status


def _rated(path: Path, options: argparse.Namespace, pcdb: Pcdb | None) -> SapResult:
    """Read, expand and rate one certificate as the options say."""
    epc = read_certificate(path).epc
    dwelling = expand(epc, conventions=options.conventions, pcdb=pcdb)
    if options.ruleset is not None:
        dwelling = _under(dwelling, _RULESETS[options.ruleset])
    return rate(
        [dwelling],
        calculation=options.calculation,
        prices=options.prices,
        impose=dict(options.impose),
    )


def _under(dwelling: Dwelling, ruleset: Ruleset) -> Dwelling:
    """Return the dwelling under another ruleset: its prices and rating equations."""
    return replace(dwelling, general=replace(dwelling.general, ruleset=ruleset))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sap10", description="SAP 10.2 and RdSAP 10 calculator.")
    commands = parser.add_subparsers(dest="command", required=True)
    rating = commands.add_parser("rate", help="print ratings and headline figures")
    rating.add_argument("certificate", nargs="+", type=Path, help="XML or register JSON")
    worksheet = commands.add_parser("worksheet", help="print the whole worksheet of a certificate")
    worksheet.add_argument("certificate", nargs=1, type=Path, help="XML or register JSON")
    for command in (rating, worksheet):
        command.add_argument("--json", action="store_true", help="print JSON")
        command.add_argument(
            "--as",
            dest="ruleset",
            choices=sorted(_RULESETS),
            help="ruleset of prices and rating equations (default: the document's)",
        )
        command.add_argument(
            "--conventions",
            choices=tuple(CONVENTIONS),
            default="specification",
            help="follow the text, or accredited software where it differs, as lodged ratings do",
        )
        command.add_argument(
            "--pcdb",
            type=Path,
            metavar="FILE",
            help="product database, for products by their index",
        )
        command.add_argument("--prices", choices=("table12", "table32"))
        command.add_argument(
            "--calculation", choices=("rating", "costs", "emissions"), default="rating"
        )
        command.add_argument(
            "--impose",
            action="append",
            default=[],
            type=imposition,
            metavar="LINE=VALUE",
            help="give a worksheet line one value, or twelve separated by commas",
        )
    return parser


def imposition(text: str) -> tuple[str, float | list[float]]:
    """Read LINE=VALUE or LINE=V1,…,V12.

    Raises
    ------
    argparse.ArgumentTypeError
        The text has another form.
    """
    line, _, given = text.partition("=")
    try:
        values = [float(value) for value in given.split(",")]
    except ValueError:
        values = []
    if not line.strip() or len(values) not in (1, _MONTHS):
        reason = f"{text!r} is not LINE=VALUE with one value or {_MONTHS}"
        raise argparse.ArgumentTypeError(reason)
    return line.strip().strip("()"), values[0] if len(values) == 1 else values
