"""Nobody does anything any more: at the longest term the publication ends by itself, and everybody hears."""

from datetime import timedelta

from mediation.breach import BreachState
from tests.handlers.breach.conftest import Warned
from tests.handlers.breach.pressing import BY_BOTH_DOORS, heard, opens, shown, up_to_publication

pytestmark = BY_BOTH_DOORS


async def test_expired_at_the_longest_term(warned: Warned) -> None:
    deal, world = warned.deal, warned.deal.world
    hands = await up_to_publication(warned)
    (notice,) = await shown(world)
    told = next(one.text for one in deal.li.letters if one.template == "published.subject")
    assert f"{notice.until.year}年{notice.until.month}月{notice.until.day}日" in told

    await world.passes(timedelta(days=(notice.until - world.today).days))
    assert await shown(world) == [notice]
    await world.days_pass(1)
    assert await shown(world) == []
    assert (await warned.breach()).state is BreachState.EXPIRED
    assert "公示到了最长期限，自动结束了" in deal.li.letters[-1].text
    assert "publication_expired.approvers" in heard(hands.approver)

    # what is owed is owed still, and can be done
    await deal.claims()
    await deal.receives()
    await world.days_pass(2)
    assert "obligation_performed.obligor" in heard(deal.li)
    page = await opens(world, hands.approver)
    assert not {"看清单，决定公示", "提议公示", "门户已撤下"} & set(page.labels)
    assert "到期" in page.text
