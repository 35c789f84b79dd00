"""Consents in the chat: each by itself with its exact words, shown and taken back at any time; what follows."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import pytest

from mediation.actor import Role
from mediation.case import BindingState, CaseState
from mediation.commitment_letter import Consent, ConsentKind
from messages.length import LIMIT, units
from messages.words import LANGUAGES
from storage import cases, documents
from tests.handlers.tied import NUMBER, asked, is_here, label, opened
from tests.sample import ZHANG, attested, recorded, sample_case
from tests.world import PROFILE, START, WORDS, Somebody, World

FREE = [terms.kind for terms in PROFILE.consents if not terms.required_for_bot]


async def office(world: World) -> tuple[Somebody, Somebody]:
    """A mediator with the sample case, not agreed yet, and 张建军."""
    mediator = await world.staff("王建国", Role.MEDIATOR)
    await recorded(world, mediator, agreed=False)
    return mediator, world.person("军军")


async def answers(world: World) -> Sequence[Consent]:
    """Everything that 张建军 answered, oldest first."""
    return (await world.case(NUMBER)).party("1").consents


async def answered(world: World, kind: ConsentKind, given: bool) -> None:
    """One more answer, as the reading walk would have asked for it."""
    case = await world.case(NUMBER)
    kept = await world.run(lambda store: documents.keep_text(store, f"原文 {kind.value}", world.now))
    said = Consent(kind, given, kept, world.now)
    party = replace(case.party("1"), consents=(*case.party("1").consents, said))
    await world.run(lambda store: cases.save(store, case.with_party(party), world.now))


async def test_the_hash_is_that_of_the_exact_words_and_the_words_are_kept(world: World) -> None:
    mediator, zhang = await office(world)
    abroad = await opened(world, mediator, "张建军", zhang)
    await world.presses(zhang, "同意")
    await world.says(zhang, ZHANG.last_six)
    await world.presses(mediator, "本人在场")
    processing = zhang.letters[-1]
    await world.presses(zhang, "同意")
    for letter, answer in zip((abroad, processing), await answers(world), strict=True):
        assert answer.text == sha256(letter.text.encode()).hexdigest()
        kept = await world.run(lambda store, answer=answer: documents.load(store, answer.text))  # type: ignore[misc]
        assert kept.content.decode() == letter.text
    page = await world.says(zhang, "/privacy")
    shown = await world.presses(zhang, label(page, "看原文 · 处理"))
    assert processing.text in shown.text


async def test_the_page_shows_each_answer_and_what_was_never_asked(world: World) -> None:
    mediator, zhang = await office(world)
    await is_here(world, mediator, "张建军", zhang, ZHANG.last_six)
    await world.presses(zhang, "同意")
    await answered(world, ConsentKind.SHARING_FILING, given=False)
    page = await world.says(zhang, "/privacy")
    assert page.text.count("✓ 同意") == 2
    assert page.text.count("✗ 不同意") == 1
    assert page.text.count("还没有问过您") == 2
    assert [one.split(" · ")[0] for one in page.labels] == ["看原文", "收回", "看原文", "收回", "看原文", "改为同意"]


async def test_before_attestation_there_is_only_the_messenger_and_nothing_of_the_case(world: World) -> None:
    mediator, zhang = await office(world)
    await asked(world, mediator, "张建军", zhang)
    page = await world.says(zhang, "/privacy")
    assert NUMBER not in page.text
    assert page.labels == ["看原文 · 用 Telegram 联系", "收回 · 用 Telegram 联系"]
    await world.presses(zhang, "收回 · 用 Telegram 联系")
    assert (await world.presses(zhang, "不收回")).template == "privacy"
    await world.presses(zhang, "收回 · 用 Telegram 联系")
    assert (await world.presses(zhang, "确定收回")).template == "consent_withdrawn"
    assert (await world.case(NUMBER)).party("1").binding.state is BindingState.UNBOUND
    assert (await world.says(zhang, "/privacy")).template == "no_part"


async def test_refusing_to_be_processed_unties_and_the_mediator_works_on_paper(world: World) -> None:
    mediator, zhang = await office(world)
    await is_here(world, mediator, "张建军", zhang, ZHANG.last_six)
    refused = await world.presses(zhang, "不同意")
    assert refused.template == "consent_refused"
    assert [one.template for one in mediator.letters[-2:]] == ["consent_refused.mediator", "party_unbound.mediator"]
    assert "纸" in mediator.letters[-1].text
    assert (await world.case(NUMBER)).party("1").binding.state is BindingState.UNBOUND
    assert (await world.says(zhang, "/continue")).template == "no_part"


@pytest.mark.parametrize("kind", [ConsentKind.MESSENGER_ABROAD, ConsentKind.PROCESSING])
async def test_taking_back_what_is_required_unties_after_being_asked_once(world: World, kind: ConsentKind) -> None:
    mediator, zhang = await office(world)
    await is_here(world, mediator, "张建军", zhang, ZHANG.last_six)
    await world.presses(zhang, "同意")
    page = await world.says(zhang, "/privacy")
    really = await world.presses(zhang, label(page, f"收回 · {WORDS.named(kind, 'zh')}"))
    assert really.template == "consent_really"
    assert (await world.case(NUMBER)).party("1").binding.state is BindingState.ATTESTED
    assert (await world.presses(zhang, "确定收回")).template == "consent_withdrawn"
    party = (await world.case(NUMBER)).party("1")
    assert (party.binding.state, party.consents_to(kind)) == (BindingState.UNBOUND, False)
    assert party.consents[-1].text == sha256(really.text.encode()).hexdigest()
    assert [one.template for one in mediator.letters[-2:]] == ["consent_withdrawn.mediator", "party_unbound.mediator"]


@pytest.mark.parametrize("kind", FREE)
async def test_taking_back_another_changes_only_the_record_and_can_be_changed_again(
    world: World, kind: ConsentKind
) -> None:
    mediator, zhang = await office(world)
    await is_here(world, mediator, "张建军", zhang, ZHANG.last_six)
    await world.presses(zhang, "同意")
    await answered(world, kind, given=True)
    name = WORDS.named(kind, "zh")
    await world.says(zhang, "/privacy")
    await world.presses(zhang, f"收回 · {name}")
    assert (await world.presses(zhang, "确定收回")).template == "consent_withdrawn"
    assert mediator.letters[-1].template == "consent_withdrawn.mediator"
    assert (await world.case(NUMBER)).party("1").binding.state is BindingState.ATTESTED
    await world.says(zhang, "/privacy")
    text = await world.presses(zhang, f"改为同意 · {name}")
    assert text.template == f"consent_{kind.value}"
    assert (await world.presses(zhang, "同意")).template == "privacy", "the answer leads back to where it was asked"
    assert [(one.kind, one.given) for one in (await answers(world))[-3:]] == [(kind, True), (kind, False), (kind, True)]


async def test_an_old_letters_refusal_of_what_was_given_is_asked_about_first(world: World) -> None:
    mediator, zhang = await office(world)
    await is_here(world, mediator, "张建军", zhang, ZHANG.last_six)
    first = zhang.letters[-1]
    assert (await world.says(zhang, "/continue")).template == "consent_processing"
    await world.presses(zhang, "同意")
    heard = await world.asks(zhang, kind="press", text=first.key("不同意"))
    assert heard is not None
    assert heard.template == "consent_really"
    assert (await world.case(NUMBER)).party("1").binding.state is BindingState.ATTESTED


async def test_buttons_of_an_account_that_is_tied_no_more_do_nothing(world: World) -> None:
    mediator, zhang = await office(world)
    await is_here(world, mediator, "张建军", zhang, ZHANG.last_six)
    consent = zhang.letters[-1]
    await world.presses(mediator, "弄错了，不是本人")
    await world.presses(mediator, "确定，不是本人")
    heard = await world.asks(zhang, kind="press", text=consent.key("同意"))
    assert heard is not None
    assert heard.template == "account_not_bound"


async def test_with_several_parts_it_is_asked_which(world: World) -> None:
    mediator, li = await world.staff("王建国", Role.MEDIATOR), world.person("李晓梅")
    for number in (NUMBER, "P4W9TR"):
        await attested(world, await recorded(world, mediator, number), "2", li)
    which = await world.says(li, "/privacy")
    assert which.template == "which_part"
    assert "P4W9TR" in (await world.presses(li, label(which, "P4W9TR"))).text


async def test_in_an_ended_case_a_consent_can_still_be_taken_back(world: World) -> None:
    mediator, li = await world.staff("王建国", Role.MEDIATOR), world.person("李晓梅")
    case = await attested(world, await recorded(world, mediator), "2", li)
    await world.run(lambda store: cases.save(store, replace(case, state=CaseState.CANCELLED), world.now))
    await world.says(li, "/privacy")
    await world.presses(li, "收回 · 处理个人信息")
    assert (await world.presses(li, "确定收回")).template == "consent_withdrawn"


@pytest.mark.parametrize("page", [True, False])
@pytest.mark.parametrize("kind", ConsentKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_consent_says_what_the_law_wants_said_and_names_nobody(
    kind: ConsentKind, language: str, page: bool
) -> None:
    case = sample_case(7)
    about = {"profile": PROFILE, "case": case, "party": case.party("2"), "after": "next", "page": page}
    shown = WORDS.render(PROFILE.consent(kind).template, language, about, START)
    assert units(shown.text) <= LIMIT, "one letter, or the hash would be of half the words"
    who, what_for, back = {
        "zh": ("谁", "做什么用：", "/privacy"),
        "en": ("ho", "What for:", "/privacy"),
    }[language]
    assert all(one in shown.text for one in (who, what_for, back))
    assert not any(one in shown.text for one in (case.number, "李晓梅", "张建军"))
    later = WORDS.render(PROFILE.consent(kind).template, language, about, START.replace(year=2027))
    assert later.text == shown.text, "the same words whenever they are read, or the hash would be another"
    assert [button.action for row in shown.buttons for button in row] == ["consent_give", "consent_refuse"]
