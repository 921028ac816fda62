"""What the types of names have in common, as far as relation rules care."""

from kg.ontology import (
    ASSOCIATION,
    COMPANY,
    DESIGNATION,
    EVENT,
    INSTITUTION,
    PARK,
    PLACE,
    POLICY,
    PRODUCT,
    PROJECT,
    REGION,
    REPORT,
)

PLACES = frozenset({PARK, PLACE, REGION})
# Listed side by side, too (《甲》《乙》).
TITLED = frozenset({DESIGNATION, EVENT, POLICY, PRODUCT, PROJECT, REPORT})
# A region right before one of these tells where it is from (德国|某公司).
OF_PLACES = frozenset({ASSOCIATION, COMPANY, INSTITUTION, PRODUCT})
