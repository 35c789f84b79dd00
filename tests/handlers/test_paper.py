"""A letter on paper: its scan, its witness, and nothing else; kindly refused is whatever is no scan."""

import pytest

from handlers.scans import LONGEST
from mediation.actor import Role
from mediation.commitment_letter import CommitmentState
from storage import documents, inbox
from tests.walking import NUMBER, Walk, walking
from tests.world import Heard, World

PDF, JPG, PNG = b"%PDF-1.7 ...", b"\xff\xd8\xff\xe0 ...", b"\x89PNG\r\n\x1a\n ..."


async def asked_for_the_scan(walk: Walk) -> Heard:
    """The mediator begins from the case's card."""
    await walk.world.says(walk.mediator, f"/case {NUMBER}")
    return await walk.world.presses(walk.mediator, "登记纸质承诺书：李晓梅")


@pytest.mark.parametrize("content", [PDF, JPG, PNG])
async def test_scan_and_witness_are_kept_and_the_party_hears_of_it(world: World, content: bytes) -> None:
    walk = await walking(world)
    assert (await asked_for_the_scan(walk)).template == "paper_scan_question"
    assert (await world.sends(walk.mediator, content)).template == "paper_witness_question"
    sure = await world.says(walk.mediator, "孙玉兰")
    assert "见证人：孙玉兰" in sure.text
    assert (await world.presses(walk.mediator, "登记")).template == "commitment_on_paper"
    letter = await walk.letter()
    assert (letter.state, letter.document) == (CommitmentState.ON_PAPER, documents.hash_of(content))
    told = walk.li.letters[-1]
    assert told.template == "commitment_on_paper.subject"
    assert "孙玉兰" in told.text
    assert documents.hash_of(content) in told.text
    assert (await world.says(walk.li, "/continue")).template == "letter_given"


async def test_the_name_is_not_waited_for_once_it_is_signed_on_paper(world: World) -> None:
    walk = await walking(world)
    assert (await walk.to_the_name()).template == "name_question"
    await asked_for_the_scan(walk)
    await world.sends(walk.mediator, PDF)
    await world.says(walk.mediator, "孙玉兰")
    await world.presses(walk.mediator, "登记")
    assert (await world.says(walk.li, "这样就行了吗？")).template == "free_words"
    assert (await world.says(walk.li, "/cancel")).template == "nothing_open"


async def test_what_is_no_scan_is_refused_kindly_and_asked_for_again(world: World) -> None:
    walk = await walking(world)
    await asked_for_the_scan(walk)
    assert (await world.says(walk.mediator, "在我桌上")).template == "paper_scan_question"
    await world.sends(walk.mediator, b"PK\x03\x04 a document", "letter.docx")
    await world.sends(walk.mediator, PDF + b" " * LONGEST, "letter.pdf")
    refused = [one.template for one in walk.mediator.letters if one.template.startswith("scan_")]
    assert refused == ["scan_expected", "scan_kind", "scan_too_big"]
    assert walk.mediator.letters[-1].template == "paper_scan_question"
    assert (await world.sends(walk.mediator, PDF)).template == "paper_witness_question"


@pytest.mark.parametrize(("trouble", "said"), [("too_big", "scan_too_big"), ("gone", "scan_gone")])
async def test_a_file_that_the_door_cannot_fetch(world: World, trouble: str, said: str) -> None:
    walk = await walking(world)
    await asked_for_the_scan(walk)
    sent = {"ref": "x", "name": "x.pdf", "mime": "application/pdf", "size": 12, "trouble": trouble}
    await world.asks(walk.mediator, kind="file", file=sent)
    for wanted in await world.run(inbox.wanted_files):
        await world.run(lambda store, row=wanted.row: inbox.fetched(store, row, None, trouble))  # type: ignore[misc]
    await world.settle()
    assert [one.template for one in walk.mediator.letters[-2:]] == [said, "paper_scan_question"]


async def test_the_witness_is_nobody_of_the_parties(world: World) -> None:
    walk = await walking(world)
    await asked_for_the_scan(walk)
    await world.sends(walk.mediator, JPG)
    assert (await world.says(walk.mediator, "张 建军")).template == "paper_witness_question"
    assert walk.mediator.letters[-2].template == "witness_is_party"
    assert (await world.says(walk.mediator, "孙玉兰")).template == "paper_sure_question"


async def test_scan_and_witness_can_be_changed_or_left(world: World) -> None:
    walk = await walking(world)
    await asked_for_the_scan(walk)
    await world.sends(walk.mediator, JPG)
    await world.says(walk.mediator, "孙玉兰")
    assert (await world.presses(walk.mediator, "改见证人")).template == "paper_witness_question"
    await world.says(walk.mediator, "周志远")
    await world.presses(walk.mediator, "换一张照片")
    sure = await world.sends(walk.mediator, PDF)
    assert "周志远" in sure.text
    assert documents.hash_of(PDF) in sure.text
    assert (await world.presses(walk.mediator, "取消")).template == "paper_cancelled"
    assert (await walk.letter()).state is CommitmentState.NOT_OFFERED


async def test_what_was_begun_is_gone_on_with(world: World) -> None:
    walk = await walking(world)
    await asked_for_the_scan(walk)
    await world.sends(walk.mediator, JPG)
    assert (await asked_for_the_scan(walk)).template == "paper_witness_question"


async def test_who_confirms_meanwhile_needs_no_paper(world: World) -> None:
    walk = await walking(world)
    await asked_for_the_scan(walk)
    await world.sends(walk.mediator, JPG)
    await world.says(walk.mediator, "孙玉兰")
    await walk.confirmed()
    assert (await world.presses(walk.mediator, "登记")).template == "letter_done"
    assert (await walk.letter()).state is CommitmentState.CONFIRMED
    assert (await world.says(walk.mediator, "好的")).template == "staff_words"


async def test_only_the_cases_own_mediator_records_paper(world: World) -> None:
    await walking(world)
    other = await world.staff("钱立", Role.MEDIATOR)
    assert (await world.says(other, f"/case {NUMBER}")).template == "case_unknown"
