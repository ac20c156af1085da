"""RdSAP 10: the reduced data of a survey expanded into SAP inputs, one module per chapter.

Expanding is the first stage of section 1; the second is SAP 10.2, the same for any dwelling but for
its prices and ratings.

The specification is RdSAP 10 of February 2024, which is Appendix S of SAP 10.2. Where its text
leaves a choice, the choice and its reason are in the docstring of the function that makes it;
validation findings are cited by their number.
"""
