"""Wrong input: a kind answer that says what is expected, and the same question again."""

import pytest

from tests.recorder import (
    COMPANY_NUMBER,
    LOAN,
    mediator,
)
from tests.sample import ZHANG
from tests.world import World


@pytest.mark.parametrize(
    ("step", "words", "reason"),
    [
        ("recording_mediation", "什么", "choose_one"),
        ("recording_effective", "2029-03-01", "effective_too_late"),
        ("recording_effective", "2020-03-01", "effective_too_early"),
        ("recording_effective", "2月30日", "day_impossible"),
        ("recording_name", "张三3", "name_digits"),
        ("recording_name", ZHANG.number, "number_not_here"),
        ("recording_identity", COMPANY_NUMBER, "identity_is_code"),
        ("recording_phone", "12345", "phone_unreadable"),
        ("recording_what", "。。", "words_missing"),
        ("recording_what", "还" * 201, "answer_too_long"),
        ("recording_manner", "转到6222020200112233445", "number_not_here"),
        ("recording_amount", "-5", "amount_not_positive"),
        ("recording_amount", "很多", "amount_unreadable"),
        ("recording_when", "尽快", "when_unreadable"),
        ("recording_when", "2025-01-01", "due_before_effect"),
        ("recording_when", "每月15日，6期，每期1000元", "instalments_differ"),
    ],
)
async def test_wrong_input_gets_a_kind_answer_and_the_question_again(
    world: World, step: str, words: str, reason: str
) -> None:
    wang = await mediator(world)
    await world.says(wang, "/new")
    for right in LOAN:
        if wang.letters[-1].template == step:
            break
        await world.says(wang, right)
    await world.says(wang, words)
    assert [one.template for one in wang.letters[-2:]] == [reason, step]
