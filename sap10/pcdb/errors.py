"""Why a product database file is refused, whole."""


class PcdbRejected(Exception):
    """The file cannot be trusted: it is truncated, corrupt, or has a layout that is not known.

    Parameters
    ----------
    line
        Number of the line that says so, counted from 1.
    problem
        What is wrong with it, with the value found.
    table, table_format, revision
        Where in the file: table number, its format and revision; empty before the first table.
    """

    def __init__(
        self, line: int, problem: str, table: str = "", table_format: str = "", revision: str = ""
    ) -> None:
        self.line = line
        self.problem = problem
        self.table = table
        self.table_format = table_format
        self.revision = revision
        super().__init__(str(self))

    def __str__(self) -> str:
        """Return one line that names the place in the file and the problem."""
        place = (
            f", table {self.table} format {self.table_format} revision {self.revision}"
            if self.table
            else ""
        )
        return f"product database, line {self.line}{place}: {self.problem}"
