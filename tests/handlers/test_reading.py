"""The reading walk: section by section in both languages, resumed on any day, read again where something changed."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.carry_out import Scene, carry_out
from mediation import consents
from mediation.actor import Actor, Role
from mediation.case import Case, CaseState
from mediation.commitment import reopened
from mediation.commitment_letter import CommitmentState, ConsentKind
from mediation.decision import Decision
from mediation.disputes import DisputeKind
from mediation.events.agreement import TermsChanged
from storage import cases, documents, journal, outbox
from storage.store import Store
from tests.sample import attested, person_id, recorded
from tests.walking import NUMBER, SECTIONS, Walk, walking
from tests.world import UNIT, World


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_one_section_a_message_with_its_place_and_the_consents_before_clause_three(
    world: World, language: str
) -> None:
    walk = await walking(world, language)
    heard = await world.says(walk.li, "/continue")
    shown = [heard.template]
    while heard.template != "name_question":
        consent = heard.template.startswith("consent_")
        heard = await walk.press("yes" if consent else "name" if heard.template == "section_rights" else "next")
        shown.append(heard.template)
    consents = [f"consent_{kind}" for kind in ("sharing_filing", "commitment_publication", "breach_publication")]
    sections = [f"section_{section}" for section in SECTIONS]
    assert shown == [*sections[:4], *consents, *sections[4:], "name_question"]
    letters = {one.template: one.text for one in walk.li.letters}
    assert all(letters[name].startswith(f"<b>{place}/7 · ") for place, name in enumerate(sections, 1))


async def test_what_is_owed_is_said_to_each_side_from_its_own_side(world: World) -> None:
    walk = await walking(world)
    zhang = world.person("张建军")
    await attested(world, await world.case(NUMBER), "1", zhang)
    hers, his = [(await world.says(who, "/continue")).text for who in (walk.li, zhang)]
    assert "<b>您要做的</b>\n1. 归还借款，5,000元，对象：张建军\n最晚：2026年4月15日" in hers
    assert "<b>别人要为您做的</b>\n1. 李晓梅：归还借款，5,000元\n最晚：2026年4月15日" in his
    assert "协议里没有写您要做的事" in his


async def test_a_receipt_keeps_the_sha256_of_exactly_what_was_shown(world: World) -> None:
    walk = await walking(world)
    shown = await world.says(walk.li, "/continue")
    await walk.read(1)
    (receipt,) = (await walk.letter()).receipts
    assert receipt.text == documents.hash_of(shown.text.encode())
    kept = await world.run(lambda store: documents.load(store, receipt.text))
    assert kept.content.decode() == shown.text == await world.run(lambda store: outbox.text_of(store, shown.row))
    assert receipt.at == world.now


async def test_leafing_back_and_on_again(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    assert (await walk.read(3)).template == "section_clause_two"
    assert (await world.presses(walk.li, "« 上一页")).template == "section_clause_one"
    assert (await world.presses(walk.li, "« 上一页")).template == "section_preamble"
    assert [(await walk.read(1)).template for _ in range(2)] == ["section_clause_one", "section_clause_two"]
    assert "« 上一页" not in walk.li.letters[0].labels


async def test_one_goes_on_exactly_where_one_stopped_on_any_day_and_may_type_the_label(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    await walk.read(2)
    await world.days_pass(2)
    assert (await world.says(walk.li, "/continue")).template == "section_clause_one"
    assert (await world.says(walk.li, "我读完了，下一页 »")).template == "section_clause_two"


async def test_a_consent_that_was_not_answered_is_asked_again(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    assert (await walk.press("next")).template == "section_preamble"
    await walk.press("next")
    await walk.press("next")
    assert (await walk.press("next")).template == "consent_sharing_filing"
    assert (await world.says(walk.li, "/continue")).template == "consent_sharing_filing"


async def test_with_two_cases_the_unfinished_one_is_meant_or_one_is_asked(world: World) -> None:
    walk = await walking(world)
    await attested(world, await recorded(world, walk.mediator, "P4W8ZT"), "2", walk.li)
    heard = await world.says(walk.li, "/continue")
    assert heard.template == "which_part"
    assert (await world.presses(walk.li, heard.labels[0])).template == "section_owed"
    first = await world.case("P4W8ZT")
    done = replace(first.party("2"), commitment=replace(first.party("2").commitment, state=CommitmentState.DECLINED))
    await save(walk, first.with_party(done))
    assert (await world.says(walk.li, "/continue")).template == "section_owed"


async def test_somebody_without_a_case_is_told_so(world: World) -> None:
    assert (await world.says(world.person("赵敏"), "/continue")).template == "no_part"


async def test_refusals_are_printed_beside_clause_three_and_change_its_hash(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    shown = await walk.read(4, answers="no")
    assert shown.template == "section_clause_three"
    assert "✗ 不同意：把承诺记入鹤岗市信用信息共享平台" in shown.text
    assert "✗ 不同意：在信用中国（黑龙江鹤岗）网站公示这份承诺" in shown.text
    assert "您不同意的部分，第三条对您不适用" in shown.text


async def test_a_consent_changed_after_clause_three_has_it_and_the_consequences_read_again(world: World) -> None:
    walk = await walking(world)
    await walk.to_the_name()
    await world.says(walk.li, "李晓梅")
    await world.says(walk.li, "/privacy")
    await withdraw(walk, "breach_publication")
    heard = await walk.press("confirm")
    assert [one.template for one in walk.li.letters[-2:]] == ["sections_unread", "section_clause_three"]
    assert "✗ 不同意：万一以后没有做到" in heard.text
    assert (await walk.read(1)).template == "section_consequences"
    assert (await walk.letter()).state is CommitmentState.READING
    assert (await walk.read(1)).template == "name_question"


async def test_changed_terms_midway_are_told_and_only_what_changed_is_read_again(world: World) -> None:
    walk = await walking(world)
    await walk.to_the_name()
    await change_terms(walk)
    told = [one for one in walk.li.letters if one.template in ("terms_changed.parties", "reading_reopened.subject")]
    assert "6,000元" in told[0].text
    assert "第2版" in told[0].text
    assert "再读一遍改动的部分" in told[1].text
    assert "旧的约定" not in told[1].text
    # nobody waits for the name any more: what she types now is for the mediator
    assert (await world.says(walk.li, "怎么变了？")).template == "free_words"
    await world.presses(walk.li, "转给调解员")
    assert (await world.says(walk.li, "/continue")).template == "section_owed"
    assert (await walk.read(1)).template == "name_question"


async def test_the_page_under_ones_eyes_changes(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    await change_terms(walk)
    heard = await walk.press("next")
    assert [one.template for one in walk.li.letters[-2:]] == ["section_changed", "section_owed"]
    assert "6,000元" in heard.text
    assert (await walk.letter()).receipts == ()
    assert (await walk.press("next")).template == "section_preamble"


async def test_a_confirmed_letter_is_read_again_for_new_terms_and_its_hash_stays_in_the_journal(world: World) -> None:
    walk = await walking(world)
    await walk.confirmed()
    seal = (await walk.letter()).hash
    await change_terms(walk)
    assert "旧的约定" in walk.li.letters[-1].text
    assert (await walk.letter()).hash is None
    assert (await world.presses(walk.li, "读改动的部分")).template == "section_owed"
    assert (await walk.read(1)).template == "name_question"
    entries = await world.run(lambda store: journal.of_case(store, NUMBER))
    assert [one.body["before"] for one in entries if one.event == "reading_reopened"] == [seal]


async def test_where_nothing_is_ever_published_only_filing_is_asked(world: World) -> None:
    walk = await walking(world)
    await save(walk, replace(await world.case(NUMBER), dispute=DisputeKind.FAMILY))
    await world.says(walk.li, "/continue")
    await walk.read(3)
    assert (await walk.press("next")).template == "consent_sharing_filing"
    heard = await walk.press("yes")
    assert heard.template == "section_clause_three"
    assert "什么都不公示" in heard.text
    assert "都不公示" in (await walk.read(1)).text


async def test_an_agreement_that_comes_into_effect_changes_what_follows(world: World) -> None:
    walk = await walking(world)
    case = await world.case(NUMBER)
    assert case.agreement is not None
    await save(walk, replace(case, agreement=replace(case.agreement, effective=date(2026, 3, 4))))
    await world.says(walk.li, "/continue")
    assert "协议定在2026年3月4日生效" in (await walk.read(5)).text
    await walk.read(2)
    await world.days_pass(2)
    heard = await world.says(walk.li, "/continue")
    assert heard.template == "section_consequences"
    assert "协议定在" not in heard.text


async def test_a_button_of_an_ended_case_says_so(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    case = await world.case(NUMBER)
    await save(walk, replace(case, state=CaseState.CANCELLED))
    assert (await walk.press("next")).template == "case_ended"
    assert (await world.says(walk.li, "/continue")).template == "case_ended"


# --- what happens meanwhile ---


async def save(walk: Walk, case: Case) -> None:
    """Put the case as it should be, behind everybody's back."""
    await walk.world.run(lambda store: cases.save(store, case, walk.world.now))


async def change_terms(walk: Walk) -> None:
    """The mediator records 6,000 yuan instead of 5,000, as the rule for changed terms would."""
    world = walk.world
    case, by = await world.case(NUMBER), Actor(await person_id(world, walk.mediator), Role.MEDIATOR, UNIT)
    assert case.agreement is not None
    owed = replace(case.obligations[0], amount=600_000)
    changed = replace(case, agreement=replace(case.agreement, terms=2), obligations=(owed,))
    again, said = reopened(changed, world.office.moment(world.now))
    decision = Decision(again, (TermsChanged(terms=2, changed=("obligation:1",)), *said))

    def work(store: Store) -> None:
        carry_out(Scene(store, world.office, world.office.moment(world.now), by), (decision,))

    await world.run(work)
    await world.settle()


async def withdraw(walk: Walk, kind: str) -> None:
    """She takes a consent back."""
    world = walk.world
    case, by = await world.case(NUMBER), Actor(await person_id(world, walk.li), Role.PARTY)
    decision = consents.withdraw(case, by, world.office.moment(world.now), "2", ConsentKind(kind), "0" * 64)

    def work(store: Store) -> None:
        carry_out(Scene(store, world.office, world.office.moment(world.now), by), (decision,))

    await world.run(work)
