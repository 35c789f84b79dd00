"""What has happened in the office before the demo begins: its people have come in, and each case stands elsewhere."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.demo.breaching import Entry, breaches
from bot.demo.cast import CHEN, GAO, HE, LI, LIU, MA, SUN, WANG, WU, ZHANG, ZHAO, ZHOU
from bot.demo.deeds import Deal, Story, both_confirm, comes_in, confirms, pays, received, recorded
from bot.demo.reading_walk import goes_on
from handlers import staffing
from mediation.periods import months_later


def first_day(today: date) -> date:
    """When the office began to work: early enough for two instalments to be paid, the third being due in three days."""
    return months_later(_due(today), -2, _due(today).day) - timedelta(days=10)


def _due(today: date) -> date:
    return today + timedelta(days=3)


def play(story: Story) -> None:
    """Everything in the order of its time, up to the morning on which the demo begins."""
    for day, clock, deed in sorted(_agenda(story), key=lambda entry: entry[:2]):
        story.on(day, clock)
        deed()
    story.on(story.today, "09:30")


def _agenda(story: Story) -> Iterator[Entry]:
    """What happens, each with its local day and time."""
    begun, due = first_day(story.today), _due(story.today)
    rent = Deal(WU, ZHOU, "物业", "付清拖欠的物业费", 8000, f"每月{due.day}日，4期，每期2000元")
    wages = Deal(HE, GAO, "劳动争议", "支付工资", 4600, "10日内")
    damage = Deal(SUN, MA, "损害赔偿", "赔偿漏水损失", 3200, "14日内")
    repaid = story.today + timedelta(days=8)  # so that the first reminder of it comes the next morning
    loan = Deal(ZHANG, LI, "借贷", "归还借款", 5000, f"{repaid.year}年{repaid.month}月{repaid.day}日前")
    yield begun, "09:00", lambda: office_opens(story)
    yield begun, "09:40", lambda: both_confirm(story, rent)
    for months in (-2, -1):
        paid = months_later(due, months, due.day)
        yield paid - timedelta(days=1), "19:10", lambda: pays(story, rent)
        yield paid, "09:20", lambda: received(story, rent)
    yield story.before(40), "10:00", lambda: both_confirm(story, wages)
    yield story.before(33), "17:20", lambda: pays(story, wages)
    yield story.before(33), "17:40", lambda: received(story, wages)
    yield story.before(20), "14:10", lambda: both_confirm(story, damage)
    yield story.before(6), "16:30", lambda: pays(story, damage)
    yield story.before(4), "10:40", lambda: story.of(damage.obligee).presses("没有收到")
    yield from breaches(story, begun)
    yield story.today, "09:01", lambda: the_walk_begins(story, loan)


def office_opens(story: Story) -> None:
    """The administrator is invited at the terminal, and takes the others in from the page."""
    stage = story.stage
    zhao = story.of(ZHAO)
    zhao.opens(staffing.invite(stage.store, stage.office, ZHAO.role, ZHAO.unit, ZHAO.name, "zh", stage.now))
    for official in (WANG, LIU, CHEN):
        zhao.says("/staff")
        zhao.presses("邀请新的工作人员", stage.office.words.named(official.role, "zh"), story.unit(official))
        zhao.says(official.name)
        zhao.presses("中文", "生成链接")
        story.of(official).opens(stage.token)


def the_walk_begins(story: Story, deal: Deal) -> None:
    """The obligee has confirmed; the obligor has come in and read the first pages, and puts the phone away."""
    number = recorded(story, deal)
    confirms(story, number, deal.obligee)
    comes_in(story, number, deal.obligor)
    goes_on(story.of(deal.obligor), deal.obligor, until="section_clause_one")


def speak(story: Story, language: str) -> None:
    """The people whose phones are shown are spoken to in that language from now on; all that was said stays."""
    names = {"zh": "中文", "en": "English"}
    for one in (LI, ZHANG, WANG, ZHAO):
        story.of(one).says("/language")
        story.of(one).presses(names[language])
    story.of(LI).says("/continue")
