"""What has happened in the office before the demo begins: its people have come in, and four cases stand apart."""

from datetime import date, timedelta

from bot.demo.cast import CHEN, GAO, HE, LI, LIU, MA, SUN, WANG, WU, ZHANG, ZHAO, ZHOU
from bot.demo.deeds import Deal, Story, comes_in, confirms, pays, received, recorded
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
    begun, due = first_day(story.today), _due(story.today)
    story.on(begun, "09:00")
    office_opens(story)
    rent = Deal(WU, ZHOU, "物业", "付清拖欠的物业费", 8000, f"每月{due.day}日，4期，每期2000元")
    wages = Deal(HE, GAO, "劳动争议", "支付工资", 4600, "10日内")
    damage = Deal(SUN, MA, "损害赔偿", "赔偿漏水损失", 3200, "14日内")
    repaid = story.today + timedelta(days=8)  # so that the first reminder of it comes the next morning
    loan = Deal(ZHANG, LI, "借贷", "归还借款", 5000, f"{repaid.year}年{repaid.month}月{repaid.day}日前")

    story.on(begun, "09:40")
    both_confirm(story, rent)
    instalment(story, rent, months_later(due, -2, due.day))
    story.on(story.before(40), "10:00")
    both_confirm(story, wages)
    story.on(story.before(33), "17:20")
    pays(story, wages)
    received(story, wages)
    instalment(story, rent, months_later(due, -1, due.day))
    story.on(story.before(20), "14:10")
    both_confirm(story, damage)
    they_differ(story, damage)
    story.on(story.today, "09:01")
    the_walk_begins(story, loan)
    story.on(story.today, "09:30")


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


def both_confirm(story: Story, deal: Deal) -> None:
    """The case is recorded, and both sides confirm their letters the same hour."""
    number = recorded(story, deal)
    confirms(story, number, deal.obligee)
    confirms(story, number, deal.obligor)


def instalment(story: Story, deal: Deal, due: date) -> None:
    """Paid a day early, and received the next morning."""
    story.on(due - timedelta(days=1), "19:10")
    pays(story, deal)
    story.on(due, "09:20")
    received(story, deal)


def they_differ(story: Story, deal: Deal) -> None:
    """One says that it is paid, the other that nothing came: the mediator has to find out."""
    story.on(story.before(6), "16:30")
    pays(story, deal)
    story.on(story.before(4), "10:40")
    story.of(deal.obligee).presses("没有收到")


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
