"""`ara rate` and `ara worksheet`, passed on to the calculator's own command line."""

from collections.abc import Callable

import typer

# Every argument, `--help` too, goes to the calculator as it is.
PASS_ON = {
    "allow_extra_args": True,
    "ignore_unknown_options": True,
    "help_option_names": [],
}


def rate(context: typer.Context) -> None:
    """Rate certificates: band, rating and the headline figures."""
    _calculate("rate", context)


def worksheet(context: typer.Context) -> None:
    """Print the whole SAP worksheet of a certificate, section by section."""
    _calculate("worksheet", context)


COMMANDS: dict[str, Callable[[typer.Context], None]] = {"rate": rate, "worksheet": worksheet}


def _calculate(command: str, context: typer.Context) -> None:
    from sap10.cli import main

    raise typer.Exit(main([command, *context.args]))
