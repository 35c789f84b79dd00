"""What came of promises that were not kept: one that is warned, and two that were published by two hands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.demo.cast import CHEN, GAO, LIU, SHOP, SUN, TAO, WANG, WU, ZHANG, Official
from bot.demo.deeds import Deal, Story, both_confirm
from bot.qr import png_qr
from mediation.periods import Period, end_of

Entry = tuple[date, str, Callable[[], object]]
"""A local day, a time of it, and what is done then."""
_SCAN = "演示用，不是真的文书"
_DAY = timedelta(days=1)


@dataclass
class _Case:
    """One deal whose obligor does not perform."""

    story: Story
    deal: Deal
    number: str = ""

    def begins(self) -> None:
        self.number = both_confirm(self.story, self.deal)

    def is_reported(self) -> None:
        self.story.of(self.deal.obligee).presses("没有收到")

    def is_warned(self) -> None:
        self._opened(WANG, "信用警示：", said="对方说没有收到，打过电话，约定的日子已经过了。", then="发出警示")

    def is_read(self) -> None:
        self.story.of(self.deal.obligor).acknowledges()

    def is_confirmed(self) -> None:
        self._opened(WANG, *self._page, "确认违约", said="改正期内没有办好，也没有陈述申辩。", then="认定")

    def rests_on(self, kind: str, number: str, issuer: str, day: date) -> None:
        self._opened(WANG, *self._page, "附依据文书", kind, said=number)
        wang = self.story.of(WANG)
        wang.says(issuer)
        wang.says(f"{day.year}年{day.month}月{day.day}日")
        wang.sends("文书.png", png_qr(_SCAN))
        wang.presses("登记")

    def is_proposed(self) -> None:
        self._opened(LIU, *self._page, "提议公示", said="多次提醒，到今天没有办好。", then="提出并告知")

    def is_approved(self) -> None:
        self._opened(CHEN, *self._page, "看清单，决定公示", "批准公示", "确认批准")

    @property
    def _page(self) -> tuple[str]:
        return (f"{self.deal.obligor.name}：",)

    def _opened(self, official: Official, *labels: str, said: str = "", then: str = "") -> None:
        """From the case card, press these, say that, and press the last."""
        page = self.story.of(official)
        page.says(f"/case {self.number}")
        page.presses(*labels)
        if said:
            page.says(said)
        if then:
            page.presses(then)


def breaches(story: Story, begun: date) -> Iterator[Entry]:
    """The entries of three cases; the two that are public were due in the first days of the office."""
    work = Deal(GAO, SHOP, "合同", "付清工程尾款", 26000, "3日内")
    fence = Deal(SUN, TAO, "损害赔偿", "赔偿围墙损失", 3600, "3日内")
    shed = Deal(WU, ZHANG, "邻里", "修车棚的费用", 600, "5日内")
    yield from _published(_Case(story, work), begun, "仲裁裁决书", ("鹤演仲裁字（00）第1号", "演示仲裁委员会"))
    yield from _published(_Case(story, fence), begun, "法院调解书", ("（00）演民调1号", "演示法院"))
    yield from _warned(_Case(story, shed), story.before(12), 5)


def _warned(case: _Case, agreed: date, days: int) -> Iterator[Entry]:
    """Agreed, not paid within so many days, said so by the obligee; warned the day after, and read."""
    calendar = case.story.stage.office.calendar
    late = calendar.next_working_day_from(agreed + timedelta(days=days)) + _DAY
    warned = calendar.next_working_day_from(late + _DAY)
    yield agreed, "10:20", case.begins
    yield late, "18:00", case.is_reported
    yield warned, "14:00", case.is_warned
    yield warned, "18:30", case.is_read


def _published(case: _Case, agreed: date, kind: str, paper: tuple[str, str]) -> Iterator[Entry]:
    """And confirmed after the cure period, proposed, read; after the statement period approved by another."""
    clocks = case.story.stage.office.profile.clocks
    *_, (warned, _, _) = entries = list(_warned(case, agreed, 3))
    yield from entries
    confirmed = _after(case.story, clocks.cure.period, warned)
    yield confirmed, "14:20", case.is_confirmed
    yield confirmed, "14:40", lambda: case.rests_on(kind, *paper, confirmed - _DAY)
    yield confirmed, "15:10", case.is_proposed
    yield confirmed, "18:40", case.is_read
    yield _after(case.story, clocks.statement.period, confirmed), "10:10", case.is_approved


def _after(story: Story, period: Period, start: date) -> date:
    """The first working day after a period."""
    calendar = story.stage.office.calendar
    return calendar.next_working_day_from(end_of(period, start, calendar).due + _DAY)
