"""Who hears what: the table names every event, and whoever must hear is really told."""

from handlers import hearing
from handlers.telling import missing_templates
from mediation.events import EVENTS
from mediation.events.event import Hearer
from tests.world import PROFILE, WORDS, World


def test_every_event_is_in_the_table_with_all_its_hearers() -> None:
    rows = hearing.table(WORDS)
    assert list(dict.fromkeys(row.event for row in rows)) == list(EVENTS)
    for name, event in EVENTS.items():
        mine = [row for row in rows if row.event == name]
        assert {row.hearer for row in mine if row.must} == event.must
        assert {row.hearer for row in mine if row.hearer and not row.must} == event.may - event.must


def test_told_is_whoever_has_a_template(world: World) -> None:
    rows = hearing.table(WORDS)
    untold = {f"{row.event}.{row.hearer}" for row in rows if row.must and not row.told}
    assert untold == set(missing_templates(world.office))
    bound = next(row for row in rows if row.event == "staff_bound")
    assert (bound.hearer, bound.must, bound.told) == (Hearer.ADMINISTRATORS, False, True)


def test_a_line_a_row() -> None:
    lines = hearing.lines(PROFILE)
    assert len(lines) == len(hearing.table(WORDS))
    assert any(line.split() == ["staff_removed", "member", "must", "told"] for line in lines)
    assert any(line.split() == ["section_read", "journalled", "only"] for line in lines)
