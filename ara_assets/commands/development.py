"""`ara dev` and `ara env`: Dagster on this machine, and how other programs reach the same."""

import shlex
import socket
from typing import Annotated

import typer


def dev(
    host: Annotated[
        str, typer.Option(help="Address to listen on. The UI has no login: keep it on loopback.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port of the UI.")] = 3000,
) -> None:
    """Run the database, Dagster's UI and its daemon, until Ctrl-C."""
    from ara_assets.commands.processes import ProcessError, daemon, wait_for_any, webserver
    from ara_assets.commands.workplace import open_workplace

    if _is_taken(host, port):
        typer.secho(f"ara: port {port} is in use: choose another with --port", fg="red", err=True)
        raise typer.Exit(2)
    place = open_workplace()
    try:
        with daemon(place) as daemon_process:
            if daemon_process is None:
                typer.echo("The daemon of another command is used.")
            with webserver(host, port) as webserver_process:
                typer.secho(f"\nAra is at http://{host}:{port}  (Ctrl-C ends it)\n", bold=True)
                children = [webserver_process, daemon_process]
                wait_for_any([child for child in children if child is not None])
    except KeyboardInterrupt:
        typer.echo("Ended.")
    except ProcessError as error:
        typer.secho(f"ara: {error}", fg=typer.colors.RED, err=True)
        raise typer.Exit(1) from error


def env() -> None:
    """Print the variables for `dagster`, `dg` and `psql`: eval "$(ara env)". Starts the database.

    The embedded server then runs until `ara db stop`.
    """
    from ara_assets.commands.workplace import open_workplace

    place = open_workplace(keep_server=True)
    for name, value in place.variables.items():
        typer.echo(f"export {name}={shlex.quote(value)}")


def _is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False
