"""The Product Characteristics Database: its file as typed records, looked up by table and index."""

from sap10.pcdb.database import Pcdb, read_pcdb
from sap10.pcdb.errors import PcdbRejected

__all__ = ["Pcdb", "PcdbRejected", "read_pcdb"]
