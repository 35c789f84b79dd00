"""Whoever is no longer tied to a party, or no longer works here, hears, sees and does nothing more, whatever waited."""

from dataclasses import replace
from datetime import timedelta

from handlers.carry_out import Scene, carry_out
from handlers.effects import Reply
from mediation.actor import TIME, Role
from mediation.case import Attestation, Binding, BindingState
from mediation.commitment_letter import CommitmentState
from mediation.decision import Decision
from mediation.events.agreement import TermsChanged
from storage import cases
from storage.store import Store
from tests.handlers.tied import is_here
from tests.sample import ZHANG, person_id, recorded
from tests.walking import NUMBER, Walk, walking
from tests.world import Somebody, World

NIGHT = timedelta(hours=14)
"""From nine in the morning until eleven at night, when notices wait."""


async def terms_change_at_night(world: World) -> None:
    """Both parties are to be told what is owed; their letters wait for the morning."""
    world.now += NIGHT

    def work(store: Store) -> None:
        case = cases.load(store, NUMBER)
        assert case is not None
        changed = Decision(case, (TermsChanged(terms=2, changed=("number",)),))
        carry_out(Scene(store, world.office, world.office.moment(world.now), TIME), (changed,))

    await world.run(work)
    await world.settle()


async def not_them(walk: Walk) -> None:
    """The mediator says that 李晓梅's attested account is somebody else's."""
    await walk.world.says(walk.mediator, f"/case {NUMBER}")
    for label in ("李晓梅：账号和电话", "不是本人", "确定，不是本人"):
        await walk.world.presses(walk.mediator, label)


async def tied_again(walk: Walk) -> None:
    """Her account is attested once more, and nothing is asked yet."""
    case = await walk.world.case(NUMBER)
    person = await person_id(walk.world, walk.li)
    bound = Binding(BindingState.ATTESTED, person, 0, case.mediator, Attestation.PRESENT, walk.world.now)
    again = case.with_party(replace(case.party("2"), binding=bound))
    await walk.world.run(lambda store: cases.save(store, again, walk.world.now))


async def test_what_waits_in_the_night_is_not_sent_to_somebody_who_is_not_them(world: World) -> None:
    walk = await walking(world)
    await terms_change_at_night(world)
    before = len(walk.li.letters)
    await not_them(walk)
    await world.passes(timedelta(hours=10))
    assert [letter.template for letter in walk.li.letters[before:]] == ["not_you"]
    assert await world.letters_waiting() == 0


async def test_what_waits_in_the_night_comes_to_whoever_stays(world: World) -> None:
    walk = await walking(world)
    await terms_change_at_night(world)
    await world.passes(timedelta(hours=10))
    assert walk.li.letters[-1].template == "terms_changed.parties"


async def test_what_waits_in_the_night_is_not_sent_to_staff_who_went(world: World) -> None:
    chief = await world.staff("陈静", Role.ADMINISTRATOR)
    gone = await world.staff("王建国", Role.REVIEWER)
    person = await person_id(world, gone)
    world.now += NIGHT
    waits = Reply("letter_open", to=person, urgency="notice")
    await world.run(lambda store: carry_out(Scene(store, world.office, world.office.moment(world.now), TIME), (waits,)))
    await world.says(chief, "/staff")
    member = next(label for label in chief.letters[-1].labels if "王建国" in label)
    for label in (member, "移除", "确定移除"):
        await world.presses(chief, next(one for one in chief.letters[-1].labels if label in one))
    await world.passes(timedelta(hours=10))
    assert [letter.template for letter in gone.letters] == ["staff_removed.member"]


async def test_an_old_last_press_confirms_nothing_while_processing_is_withdrawn(world: World) -> None:
    walk = await walking(world)
    await walk.to_the_name()
    await world.says(walk.li, "李晓梅")
    last_press = walk.li.letters[-1].key("我确认承诺")
    privacy = await world.says(walk.li, "/privacy")
    await world.presses(walk.li, next(one for one in privacy.labels if one.startswith("收回") and "处理" in one))
    await world.presses(walk.li, "确定收回")
    await tied_again(walk)
    heard = await world.asks(walk.li, kind="press", text=last_press)
    assert heard is not None
    assert heard.template == "processing_first"
    assert (await walk.letter()).state is CommitmentState.NAMED


async def test_an_open_question_shows_nothing_to_an_account_that_was_cut_off(world: World) -> None:
    walk = await walking(world)
    await walk.to_the_name()
    await not_them(walk)
    heard = await world.asks(walk.li, kind="other")
    assert heard is not None
    assert heard.template == "stranger_words"
    assert NUMBER not in heard.text


async def test_somebody_known_hears_when_a_new_account_is_taken_for_them(world: World) -> None:
    mediator = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, mediator)
    zhang, new = world.person("军军"), world.person("新手机")
    await is_here(world, mediator, "张建军", zhang, ZHANG.last_six)
    await recorded(world, mediator, "B2C3D4")
    before = len(zhang.letters)
    await is_here_in(world, mediator, new)
    assert [letter.template for letter in zhang.letters[before:]] == ["binding_moved"]


async def is_here_in(world: World, mediator: Somebody, who: Somebody) -> None:
    """The same acting person, bound with another account in another mediator's case."""
    await is_here(world, mediator, "张建军", who, ZHANG.last_six, "B2C3D4")
