"""`ara db`: the database's tables and its embedded server."""

import typer

app = typer.Typer(help="The database.", no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Bring the tables to the newest migration."""
    from ara_assets.commands.workplace import open_workplace

    open_workplace()
    typer.echo("The tables are at the newest migration.")


@app.command()
def stop() -> None:
    """Stop the embedded server, whoever uses it."""
    from resources.database.server import stop_server
    from resources.settings import Settings

    stopped = stop_server(Settings().home)
    typer.echo("Stopped." if stopped else "The embedded server was not running.")
