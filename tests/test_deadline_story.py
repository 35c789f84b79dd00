"""An agreement from signing to its goodbye, over real HTTP and through five months of simulated time, in Chinese."""

from datetime import date

from tests.fresh import quick_folder
from tests.months import Months, living, nothing_is_left_open
from tests.neighbours import Story, signed

FIRST, SECOND = b"\xff\xd8\xff\xe0 the first transfer", b"\xff\xd8\xff\xe0 the second transfer"
REASON = "看了转账凭证，也问了银行，4月15日已经到账。"
HARDSHIP = "孩子住院花了钱，六月能还上。"
DONE = "她在医院陪护，没有看手机，15日前能还。"


async def test_an_agreement_with_all_that_may_come_between_signing_and_goodbye() -> None:
    with quick_folder() as folder:
        async with living(folder) as months:
            story = await begun(months)
            await court_is_not_wanted(story)
            await first_instalment_is_paid(story)
            await second_is_paid_in_part(story)
            await about_the_rest_they_differ(story)
            await third_is_put_off(story)
            await what_changed_is_read_again(story)
            await silence_becomes_a_call(story)
            await blocked_and_back_again(story)
            await all_is_done_and_they_part(story)
            await nothing_more_is_heard(story)
            await all_is_in_order(story)


async def begun(months: Months) -> Story:
    """Monday 2 March: three times 1,000 yuan are agreed, and both sides have confirmed their letter."""
    story = await signed(months, "3000", "每月15日，3期，每期1000元")
    assert story.wang.read("第1期 2026年3月15日 1,000元（那天休息，到3月16日 周一都不算晚）")
    return story


async def court_is_not_wanted(story: Story) -> None:
    """On the third day both hear of judicial confirmation; who does not want it is not asked again."""
    await story.months.until("2026-03-05 10:00")
    for party in (story.li, story.zhang):
        party.hears("有一件事可以办，办不办由您自己定", "最晚到4月1日 周三")
        await party.presses("我不需要")
        party.hears("您不需要司法确认。协议照样有效")


async def first_instalment_is_paid(story: Story) -> None:
    """Reminded 7, 3, 1 and 0 days before; paid late on the day, with a proof; received; in effect a day later."""
    li, zhang = story.li, story.zhang
    for day, left in (("08", "还有7天"), ("12", "还有3天"), ("14", "还有1天")):
        await story.months.until(f"2026-03-{day} 10:00")
        li.hears("交给张建军", "归还借款（第1期，共3期），1,000元", left, "工农区司法局", "已履行", "有困难")
        await li.presses("我知道了")
        li.hears("这只表示看过，不算别的")
    await story.months.until("2026-03-15 21:40")
    assert li.days("交给张建军", "第1期") == [date(2026, 3, day) for day in (8, 12, 14, 15)]
    assert zhang.days("给您的约定快到日子了", "第1期", "还有2天") == [date(2026, 3, 13)]

    await li.presses("已履行", "全部：1,000元")
    await li.sends_photo(FIRST)
    li.hears("“归还借款”（第1期）已经办好：1,000元", "凭证收好了，只有调解员看得到")
    await li.presses("是的，告诉对方")
    li.hears("我们会问张建军收到没有")
    await story.months.until("2026-03-16 07:30")
    assert not zhang.read("您收到了吗？"), "she is answered at night, and nobody else is woken"

    await story.months.until("2026-03-16 10:00")
    zhang.hears("李晓梅说，下面这项已经办好了，您收到了吗？")
    await zhang.presses("已收到款物")
    zhang.hears("请再看一遍", "李晓梅，归还借款（第1期）：1,000元")
    await zhang.presses("是的，收到了")
    zhang.hears("3月17日 周二 10:00之前可以撤回")
    await story.months.until("2026-03-17 09:30")
    assert not li.read("谢谢您说到做到")
    await story.months.until("2026-03-17 20:00")
    li.hears("“归还借款（第1期，共3期）”办好了", "谢谢您说到做到")
    zhang.hears("“归还借款（第1期，共3期）”办好了", "谢谢您")


async def second_is_paid_in_part(story: Story) -> None:
    """400 of the second instalment, a few days early; what is reminded of afterwards is the rest."""
    li, zhang = story.li, story.zhang
    await story.months.until("2026-04-08 10:00")
    li.hears("归还借款（第2期，共3期），1,000元", "还有7天")
    await li.presses("我知道了")
    await story.months.until("2026-04-10 10:00")
    await li.presses("已履行")
    await li.says("400")
    await li.presses("跳过")
    li.hears("先办了一部分：400元，还剩600元")
    await li.presses("是的，告诉对方")
    zhang.hears("下面这项先办了一部分", "归还借款（第2期，共3期），400元（还剩600元）")
    await zhang.presses("已收到款物", "是的，收到了")
    await story.months.until("2026-04-12 10:00")
    for party in (li, zhang):
        assert party.days("收到", "400元", "还剩600元，最晚4月15日") == [date(2026, 4, 11)]
    li.hears("归还借款（第2期，共3期），600元", "一共1,000元，已收到400元", "还有3天")
    await li.presses("我知道了")


async def about_the_rest_they_differ(story: Story) -> None:
    """She says 600, he says nothing came; the mediator looks at the proof, shows it to him, decides with a reason."""
    wang, li, zhang = story.wang, story.li, story.zhang
    await story.months.until("2026-04-15 19:00")
    await li.presses("已履行", "全部：600元")
    await li.sends_photo(SECOND)
    await li.presses("是的，告诉对方")
    await zhang.presses("没有收到")
    zhang.hears("可能只是还没到账", "调解员会和两边核实")
    li.hears("对方的说法和您不完全一样")
    wang.hears("两边说的不一样，请您核实", "李晓梅说：已经办好 600元（4月15日 周三），附了凭证", "张建军说：没有收到")

    await wang.presses("看凭证")
    assert wang.hears("只有您看得到").file == SECOND
    assert not zhang.read("凭证"), "nobody told him that there is any"
    await wang.presses("把凭证给对方看")
    zhang.hears("调解员请您看看对方给“归还借款（第2期，共3期）”附的凭证")
    assert zhang.hears("请只用来核对这件事").file == SECOND
    assert [one.file for one in zhang.read() if one.file in (FIRST, SECOND)] == [SECOND]

    await wang.presses("决定", "已经办好：600元")
    await wang.says(REASON)
    wang.hears("按下“决定”就发给双方：李晓梅、张建军", REASON)
    await wang.person.presses("决定", at=wang.person.last)
    await story.months.settles()
    for party in (li, zhang):
        party.hears("调解员核实过了", "（第2期，共3期）：已经办好，这次算收到600元", REASON, "觉得不对")


async def third_is_put_off(story: Story) -> None:
    """Before the third she says that it is difficult; the mediator proposes a later day, and both agree."""
    wang, li, zhang = story.wang, story.li, story.zhang
    await story.months.until("2026-05-08 10:00")
    await li.presses("有困难", "多给些时间")
    await li.says(HARDSHIP)
    await li.presses("发给调解员")
    li.hears("谢谢您说出来", "约定的日子还是不变", "最晚2026年5月15日")
    wang.hears("李晓梅有困难", "希望多给些时间", HARDSHIP)

    await wang.presses("提出新安排")
    wang.hears("李晓梅说：", HARDSHIP, "新的安排是什么？")
    await wang.says("2026年6月15日前")
    await wang.says("家里临时有事，商量晚一个月还。")
    await wang.presses("发给双方")
    for party in (zhang, li):
        party.hears("最晚2026年5月15日，1,000元", "最晚2026年6月15日，1,000元", "同不同意由您自己决定")
        await party.presses("同意", "确认同意新安排")
        party.hears("您同意新的安排")
    for party in (zhang, li):
        party.hears("双方都同意了新的安排", "现在是第2版", "3. 李晓梅 → 张建军：归还借款，1,000元，最晚2026年6月15日")
    wang.hears("双方都同意了，协议现在是第2版")


async def what_changed_is_read_again(story: Story) -> None:
    """The letter that was confirmed was about other terms: both read the one page that changed, and confirm anew."""
    for party, name in ((story.zhang, "张建军"), (story.li, "李晓梅")):
        party.hears("再读一遍改动的部分，没有变的不用重读")
        await party.presses("读改动的部分")
        party.hears("1/7 · 约定的事", "这是改动以后的第2版", "最晚：2026年6月15日")
        await party.presses("我读完了")
        party.hears("写下您的全名")
        await party.says(name)
        await party.presses("我确认承诺")
        party.hears("信用承诺书副本，案件")
        story.wang.hears(f"{name}确认了信用承诺书")


async def silence_becomes_a_call(story: Story) -> None:
    """The reminders have moved with the day; nobody reacts to the first for 48 hours: the next list names the call."""
    wang, li = story.wang, story.li
    await story.months.until("2026-06-11 08:00")
    assert li.days("交给张建军", "5月15日") == [date(2026, 5, 8)]
    assert li.days("交给张建军", "6月15日", "还有7天") == [date(2026, 6, 8)]
    assert wang.days("早上好") == [date(2026, 4, 15)], "empty mornings are silent"

    await story.months.until("2026-06-11 08:40")
    wang.hears("早上好！今天是6月11日 周四", "要打电话", "李晓梅：提醒两天没有回音，电话 138••••2597")
    await wang.presses("要办的事")
    wang.hears("要办的事（1件）", "要打电话：李晓梅")
    await wang.presses("1. 李晓梅：要打电话")
    wang.hears("打电话", "归还借款，1,000元", "还有4天")
    await wang.presses("打过了，记下来", "打通了，已经说清楚")
    await wang.says(DONE)
    wang.hears("记下了", "电话办好了")
    await wang.says(f"/case {story.number} 2")
    wang.hears(f"给李晓梅的电话：打通了，已经说清楚，{DONE}")
    await wang.says("/queue")
    wang.hears("现在没有要办的事")


async def blocked_and_back_again(story: Story) -> None:
    """She stops the bot: the mediator hears of it, and the list says so each morning until she is back."""
    wang, li = story.wang, story.li
    await story.months.until("2026-06-11 20:00")
    await li.blocks_bot()
    wang.hears("消息送不到", "李晓梅", "电话 138••••2597")
    await story.months.until("2026-06-13 12:00")
    assert wang.days("早上好", "李晓梅：消息送不到，电话 138••••2597") == [date(2026, 6, 12)], "Saturdays are silent"
    assert len(story.zhang.read("对方那边，我们也会提醒")) == 3
    assert not li.read("6月15日", "还有3天")
    await li.comes_back()
    li.hears("欢迎回来！现在又能收到消息了")
    wang.hears("李晓梅", "回来了，又能收到消息了")


async def all_is_done_and_they_part(story: Story) -> None:
    """Paid on the last day and received: a day later the case is closed, and all three are thanked."""
    wang, li, zhang = story.wang, story.li, story.zhang
    await story.months.until("2026-06-15 10:00")
    assert wang.days("早上好", "今天到日子")[-1] == date(2026, 6, 15)
    assert wang.days("早上好", "消息送不到") == [date(2026, 6, 12)]
    assert li.days("交给张建军", "6月15日") == [date(2026, 6, day) for day in (8, 14, 15)]
    await li.presses("已履行", "全部：1,000元", "跳过", "是的，告诉对方")
    await zhang.presses("已收到款物", "是的，收到了")
    await story.months.until("2026-06-16 20:00")
    li.hears("“归还借款”办好了", "谢谢您说到做到")
    zhang.hears("“归还借款”办好了", "谢谢您")
    for party in (li, zhang):
        party.hears(story.number, "到这里就圆满结束了", "以后这里不会再提醒您", "案卷按档案规定保存30年")
    wang.hears(f"案件 {story.number}：每一项都办好了，案件结束")


async def nothing_more_is_heard(story: Story) -> None:
    """Thirty days later nobody has heard anything more."""
    before = len(story.sent())
    await story.months.until("2026-07-17 12:00")
    assert len(story.sent()) == before


async def all_is_in_order(story: Story) -> None:
    """What the story left behind: in the ledger, in the chains, on the wire, and on the other side's screen."""
    await story.months.database.run(lambda store: nothing_is_left_open(store, story.number))
    office, zhang, li = story.months.house.office, story.zhang, story.li
    sent = [(call.chat, call.when.astimezone(office.zone)) for call in story.sent()]
    night = [(chat, at.date()) for chat, at in sent if office.profile.quiet_hours.cover(at.time())]
    assert night == [(li.person.id, date(2026, 3, 15))] * 4, "only she was answered at night who spoke at night"
    assert zhang.days("有一件事可以办") == li.days("有一件事可以办") == [date(2026, 3, 5)]
    assert not zhang.read("住院")
    assert not [one for party in (zhang, li) for one in party.read("医院")]
