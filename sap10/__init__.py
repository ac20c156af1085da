"""SAP 10.2 and RdSAP 10: certificates in, ratings and worksheets out."""

from sap10.certificate.document import Certificate
from sap10.certificate.read import read_certificate
from sap10.dwelling import Dwelling
from sap10.errors import CertificateRejected, NotSupported
from sap10.expand import expand
from sap10.result import CalculatorFault, FuelUse, SapResult, rate

__all__ = [
    "CalculatorFault",
    "Certificate",
    "CertificateRejected",
    "Dwelling",
    "FuelUse",
    "NotSupported",
    "SapResult",
    "expand",
    "rate",
    "read_certificate",
]
