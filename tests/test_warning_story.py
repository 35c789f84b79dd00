"""A warning, an objection that is not upheld, and the promise kept in time: over real HTTP, in simulated time."""

from mediation.actor import Role
from tests.fresh import quick_folder
from tests.months import Months, living, nothing_is_left_open
from tests.neighbours import Neighbour, Story, signed
from tests.storytelling import UNIT

RECEIPT, TRANSFER = b"\xff\xd8\xff\xe0 a receipt", b"\xff\xd8\xff\xe0 the transfer"
WORDS = "3月已经现金给了他，有收条。"
REASON = "收条上的日期是去年的，不是这一笔。"


async def test_warned_heard_and_kept_in_time() -> None:
    with quick_folder() as folder:
        async with living(folder) as months:
            story = await signed(months, "3000", "2026年4月15日前")
            reviewer = await employed(months, "孙审核")
            await warned(story)
            await objects(story)
            await somebody_else_decides(story, reviewer)
            await pays_in_time(story)
            await nothing_follows(story, reviewer)


async def employed(months: Months, name: str) -> Neighbour:
    """A reviewer has opened the link that the office printed."""
    one = Neighbour(months, months.api.person(name))
    await one.person.opens(await months.invites(name, Role.REVIEWER, UNIT))
    await months.settles()
    return one


async def warned(story: Story) -> None:
    """Nothing came, and he says so; the mediator looks into it, reads what she will read, and sends it."""
    wang, zhang, li = story.wang, story.zhang, story.li
    await story.months.until("2026-04-17 10:00")
    await zhang.presses("没有收到")
    await wang.says(f"/case {story.number}")
    await wang.presses("信用警示：归还借款")
    await wang.says("两边都说还没有还，银行流水里也没有。")
    await wang.presses("发出警示")
    li.hears("这是一份信用警示，只发给您，不公开", "10个工作日", "办好，警示自动解除，哪里也不报", "陈述申辩")
    await li.presses("我知道了")
    li.hears("只说明收到")
    await wang.says(f"/case {story.number}")
    await wang.presses("李晓梅：警示已送达，改正期内或者已过")


async def objects(story: Story) -> None:
    """She has something to say, and a photo; until somebody has looked at it, nothing goes on."""
    wang, li = story.wang, story.li
    await story.months.until("2026-04-20 10:00")
    await li.presses("陈述申辩")
    await li.says(WORDS)
    await li.sends_photo(RECEIPT)
    await li.presses("没有了", "发出")
    li.hears("陈述申辩记下了", "没有经手这件事的工作人员", "事情停在这里")
    wang.hears("提出了陈述申辩")
    assert not story.zhang.read(WORDS), "what she says is for those who decide"


async def somebody_else_decides(story: Story, reviewer: Neighbour) -> None:
    """The reviewer, who had no hand in it, looks at words and photo, and writes why."""
    await reviewer.presses("看这件事")
    reviewer.hears("信用警示和公示", WORDS)
    await reviewer.presses("看文件（1）")
    assert [one.file for one in reviewer.read() if one.file] == [RECEIPT]
    await reviewer.presses("决定陈述申辩", "不成立")
    await reviewer.says(REASON)
    reviewer.hears(REASON)
    await reviewer.presses("决定")
    story.li.hears("没有采纳", REASON, "再说一次")


async def pays_in_time(story: Story) -> None:
    """She pays in the cure period, he confirms: the warning ends by itself, and all three hear of it."""
    wang, zhang, li = story.wang, story.zhang, story.li
    await story.months.until("2026-04-24 10:00")
    await li.presses("已履行", "全部：3,000元")
    await li.sends_photo(TRANSFER)
    await li.presses("是的，告诉对方")
    await zhang.presses("已收到款物", "是的，收到了")
    await story.months.until("2026-04-26 10:00")
    li.hears("谢谢您", "信用警示自动解除", "哪里也没有报")
    zhang.hears("谢谢您的耐心")
    wang.hears("信用警示自动解除，什么也不报")
    await li.says("/mycredit")
    li.hears("比约定的2026年4月15日晚一些", "之后及时做到，警示已经结束")


async def nothing_follows(story: Story, reviewer: Neighbour) -> None:
    """The cure period would have ended in May: nobody hears of the warning any more, and everything is in order."""
    people = (story.wang, story.zhang, story.li, reviewer)
    heard = [len(one.read("警示")) for one in people]
    await story.months.until("2026-06-20 12:00")
    assert [len(one.read("警示")) for one in people] == heard
    await story.months.database.run(lambda store: nothing_is_left_open(store, story.number))
