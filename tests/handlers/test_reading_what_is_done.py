"""Who reads the letter after something was performed sees what is done already."""

from dataclasses import replace

from mediation.performance import ObligationState, Performance
from tests.handlers.test_reading import save
from tests.walking import NUMBER, walking
from tests.world import World


async def test_what_is_done_already_is_marked_where_it_is_read(world: World) -> None:
    walk = await walking(world)
    case = await world.case(NUMBER)
    (owed,) = case.obligations
    first, second = (replace(owed, key=f"1.{n}", series="1", part=(n, 2), amount=250_000) for n in (1, 2))
    done = Performance("1.1", ObligationState.PERFORMED, received=250_000, ended_at=world.now)
    part = Performance("1.2", received=100_000)
    await save(walk, replace(case, obligations=(first, second), performances=(done, part)))
    text = (await world.says(walk.li, "/continue")).text
    assert "1. 归还借款（第1期，共2期），2,500元，对象：张建军（已履行）\n最晚：" in text
    assert "2. 归还借款（第2期，共2期），2,500元，对象：张建军（部分履行，已收到1,000元）\n最晚：" in text
