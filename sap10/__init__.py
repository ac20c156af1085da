"""SAP 10.2 and RdSAP 10: certificates in, ratings and worksheets out."""

from sap10.certificate.read import read_certificate
from sap10.dwelling import Dwelling
from sap10.errors import CertificateRejected, NotSupported
from sap10.result import CalculatorFault, FuelUse, SapResult, rate

__all__ = [
    "CalculatorFault",
    "CertificateRejected",
    "Dwelling",
    "FuelUse",
    "NotSupported",
    "SapResult",
    "rate",
    "read_certificate",
]
