"""The vocabulary: classes and predicates of `ontology/yuantu.ttl`, the only place that knows their names."""

from pathlib import Path

NAMESPACE = "https://w3id.org/yuantu/ontology#"

COMPANY = "Company"
GOVERNMENT = "Government"
INSTITUTION = "Institution"
ASSOCIATION = "Association"
PARK = "Park"
REGION = "Region"
PLACE = "Place"
POLICY = "Policy"
REPORT = "Report"
EVENT = "Event"
PROJECT = "Project"
DESIGNATION = "Designation"
PERSON = "Person"
PRODUCT = "Product"
INDUSTRY = "Industry"
ORGANIZATION = "Organization"
ORGANIZATIONS = frozenset({COMPANY, GOVERNMENT, INSTITUTION, ASSOCIATION})

COOPERATES_WITH = "cooperatesWith"
HOLDS_POSITION = "holdsPosition"
FOCUSES_ON = "focusesOn"

_PACKAGED = Path(__file__).parent / "ontology_data"
DEFAULT = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parent.parent / "ontology"
