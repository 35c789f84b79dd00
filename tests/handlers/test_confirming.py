"""Name and last press: three misses offer paper; a confirmed letter comes back with a hash anybody can make again."""

import html
import json
import re
from hashlib import sha256

import pytest

from mediation.commitment_letter import CommitmentState
from storage import documents, journal
from tests.sample import attested, person_id
from tests.walking import NUMBER, SECTIONS, walking
from tests.world import World


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_copy_comes_back_with_its_hash_and_its_file(world: World, language: str) -> None:
    walk = await walking(world, language)
    file = await walk.confirmed()
    letter = await walk.letter()
    assert letter.state is CommitmentState.CONFIRMED
    assert (file.template, file.document) == ("letter_file", letter.document)
    copy = next(one for one in walk.li.letters if one.template == "letter_confirmed")
    assert f"<code>{letter.hash}</code>" in copy.text
    assert [one.template for one in walk.mediator.letters] == ["commitment_confirmed.mediator"]
    assert str(letter.hash) in walk.mediator.letters[0].text


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_from_the_file_alone_every_hash_can_be_made_again(world: World, language: str) -> None:
    walk = await walking(world, language)
    file = await walk.confirmed()
    letter = await walk.letter()
    kept = await world.run(lambda store: documents.load(store, str(file.document)))
    page = kept.content.decode()
    sealed = html.unescape(page.partition('<pre id="sealed">')[2].partition("</pre>")[0])
    assert sha256(sealed.encode()).hexdigest() == letter.hash
    assert [one["section"] for one in json.loads(sealed)["sections"]] == list(SECTIONS)
    for place, one in enumerate(json.loads(sealed)["sections"]):
        part = re.findall(r"<section>(.*?)</section>", page, re.DOTALL)[place]
        words = re.findall(r'<div class="words">(.*?)</div>', part, re.DOTALL)
        assert len(words) == (1 if language == "zh" else 2)
        assert sha256(words[-1].encode()).hexdigest() == one["text"]


async def test_the_sealed_letter_is_kept_and_says_who_confirmed_from_where_and_under_which_terms(world: World) -> None:
    walk = await walking(world)
    await walk.confirmed()
    letter = await walk.letter()
    kept = await world.run(lambda store: documents.load(store, str(letter.hash)))
    said = json.loads(kept.content)
    party = (await world.case(NUMBER)).party("2")
    assert said["signed"]["person"] == await person_id(world, walk.li)
    assert said["signed"]["attestation"] == "present"
    assert (said["terms"], said["text"], said["zone"]) == (1, "hegang-annex1-2022", "Asia/Shanghai")
    assert said["confirmed_at"] == "2026-03-02T09:00:00+08:00"
    assert [(one["kind"], one["given"]) for one in said["consents"]] == [
        (one.kind.value, one.given) for one in party.consents
    ]
    read = [one["text"] for one in said["sections"]]
    words = await world.run(lambda store: [documents.load(store, found).content for found in read])
    assert [documents.hash_of(one) for one in words] == read


async def test_no_digit_of_a_persons_identity_number_is_in_the_file(world: World) -> None:
    walk = await walking(world)
    file = await walk.confirmed()
    kept = await world.run(lambda store: documents.load(store, str(file.document)))
    party = (await world.case(NUMBER)).party("2")
    assert party.identity.last_six.encode() not in kept.content
    assert party.identity.number[:6].encode() not in kept.content


@pytest.mark.parametrize("typed", ["李 晓 梅", "　李晓梅　", "李晓梅"])
async def test_widths_and_spaces_of_the_name_do_not_matter(world: World, typed: str) -> None:
    walk = await walking(world)
    await walk.to_the_name()
    assert (await world.says(walk.li, typed)).template == "confirm_letter"


async def test_three_misses_offer_paper_and_she_may_still_try_again(world: World) -> None:
    walk = await walking(world)
    await walk.to_the_name()
    heard = [(await world.says(walk.li, words)).template for words in ("李小梅", "1", "李晓眉")]
    assert heard == ["name_missed", "name_missed", "paper_offered"]
    told = walk.mediator.letters[-1]
    assert (told.template, told.labels) == ("paper_offered.mediator", ["登记纸质承诺书"])
    assert (await walk.letter()).state is CommitmentState.READING
    assert (await world.presses(walk.li, "再试一次")).template == "name_question"
    assert (await world.says(walk.li, "李晓梅")).template == "confirm_letter"


async def test_a_photograph_is_no_name_and_no_miss(world: World) -> None:
    walk = await walking(world)
    await walk.to_the_name()
    await world.sends(walk.li, b"\xff\xd8\xff...")
    assert [one.template for one in walk.li.letters[-2:]] == ["words_wanted", "name_question"]
    assert (await walk.letter()).misses == 0


async def test_leafing_back_from_the_name_leaves_it_and_words_are_no_name_then(world: World) -> None:
    walk = await walking(world)
    await walk.to_the_name()
    assert (await world.presses(walk.li, "« 上一页")).template == "section_rights"
    assert (await world.says(walk.li, "李小梅")).template == "free_words"
    assert (await walk.letter()).misses == 0
    assert (await walk.press("name")).template == "name_question"


async def test_cancelling_the_name_leaves_everything_read(world: World) -> None:
    walk = await walking(world)
    await walk.to_the_name()
    assert (await world.presses(walk.li, "取消")).template == "name_cancelled"
    assert (await world.says(walk.li, "/continue")).template == "name_question"


async def test_a_question_comes_in_between_and_the_name_is_asked_again(world: World) -> None:
    walk = await walking(world)
    await walk.to_the_name()
    assert (await world.presses(walk.li, "联系调解员")).template == "question_words"
    assert (await world.says(walk.li, "登记的名字对吗？")).template == "name_question"
    assert (await world.says(walk.li, "李晓梅")).template == "confirm_letter"


async def test_between_name_and_last_press_days_may_pass(world: World) -> None:
    walk = await walking(world)
    await walk.to_the_name()
    await world.says(walk.li, "李晓梅")
    await world.days_pass(1)
    assert "只差最后一次确认" in walk.li.letters[-1].text
    assert (await world.presses(walk.li, "接着读")).template == "confirm_letter"
    assert (await walk.press("confirm")).template == "letter_file"


async def test_pressing_twice_confirms_once(world: World) -> None:
    walk = await walking(world)
    await walk.to_the_name()
    asked = await world.says(walk.li, "李晓梅")
    for _ in range(2):
        await world.asks(walk.li, kind="press", text=asked.key("我确认承诺"))
    assert walk.li.letters[-1].template == "already_done"
    entries = await world.run(lambda store: journal.of_case(store, NUMBER))
    assert [one.event for one in entries].count("commitment_confirmed") == 1


async def test_nobody_confirms_in_anothers_place(world: World) -> None:
    walk, zhang = await walking(world), world.person("张建军")
    await attested(world, await world.case(NUMBER), "1", zhang)
    await walk.to_the_name()
    asked = await world.says(walk.li, "李晓梅")
    await world.asks(zhang, kind="press", text=asked.key("我确认承诺"))
    assert zhang.letters[-1].template == "not_yours"
    assert (await walk.letter()).state is CommitmentState.NAMED


async def test_an_old_section_turned_afterwards_is_said_to_be_done(world: World) -> None:
    walk = await walking(world)
    await world.says(walk.li, "/continue")
    await walk.read(3)
    old = await world.presses(walk.li, "« 上一页")
    await walk.confirmed()
    await world.asks(walk.li, kind="press", text=old.key("我读完了，下一页 »"))
    assert walk.li.letters[-1].template == "letter_done"


async def test_afterwards_continue_gives_the_file_again(world: World) -> None:
    walk = await walking(world)
    file = await walk.confirmed()
    again = await world.says(walk.li, "/continue")
    assert (again.template, again.document) == ("letter_file", file.document)
    assert walk.li.letters[-2].template == "letter_given"
