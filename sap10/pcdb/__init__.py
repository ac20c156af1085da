"""The Product Characteristics Database: its file as typed records, looked up by table and index."""

from sap10.pcdb.database import Pcdb, read_pcdb
from sap10.pcdb.errors import PcdbRejected
from sap10.pcdb.named import load_pcdb, read_named

__all__ = ["Pcdb", "PcdbRejected", "load_pcdb", "read_named", "read_pcdb"]
