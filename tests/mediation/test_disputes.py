"""What the law says of each kind of dispute: the kinds that stand apart are named here, and no others do."""

from mediation.disputes import DisputeKind


def kinds_where(flag: str) -> set[str]:
    return {kind.value for kind in DisputeKind if getattr(kind, flag)}


def test_courts_confirm_all_but_status_and_ownership() -> None:
    assert {kind.value for kind in DisputeKind} - kinds_where("court_confirms") == {
        "status",
        "property_title",
        "ip_title",
    }


def test_minors_and_status() -> None:
    assert kinds_where("minors") == {"children"}
    assert kinds_where("status_relation") == {"status"}


def test_what_is_private() -> None:
    family = {"family", "status", "inheritance", "support_of_elders", "children"}
    assert kinds_where("privacy") == family | {"medical", "privacy"}


def test_nothing_private_is_ever_published() -> None:
    excluded = kinds_where("privacy") | kinds_where("minors") | kinds_where("status_relation")
    assert kinds_where("publishable") == {kind.value for kind in DisputeKind} - excluded
    assert "loan" in kinds_where("publishable")
