"""What people of the demo's story do together: record a case, come in and confirm, pay, and answer whether it came."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

from bot.demo.cast import WANG, Citizen, Company, Official
from bot.demo.player import NotShown, Player, Stage
from bot.demo.reading_walk import goes_on
from mediation.moments import at_local


@dataclass
class Story:
    """The stage, and everybody's page; `today` is the local date on which the demo begins."""

    stage: Stage
    today: date
    pages: dict[str, Player] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stage.afterwards = self._acknowledge

    def on(self, day: date, clock: str) -> None:
        """Live on until that time of that day, local."""
        self.stage.until(at_local(day, time.fromisoformat(clock), self.stage.office.zone))

    def before(self, days: int) -> date:
        """So many days before the demo begins."""
        return self.today - timedelta(days=days)

    def _acknowledge(self) -> None:
        for page in self.pages.values():
            page.acknowledges()

    def unit(self, official: Official) -> str:
        """How a button names the unit of an official."""
        units = self.stage.office.profile.units
        return next((one.name.zh for one in units if one.code == official.unit), "全市")

    def of(self, who: Citizen | Official) -> Player:
        """Somebody's page; a new one when they are first asked for."""
        return self.pages.setdefault(who.key, Player(self.stage, who.name))


@dataclass(frozen=True)
class Deal:
    """What is agreed: `obligor` owes `obligee` so many yuan by `when`, as a mediator writes it down."""

    obligee: Citizen
    obligor: Citizen
    dispute: str
    what: str
    yuan: int
    when: str

    @property
    def form(self) -> str:
        """The filled-in form."""
        parties = [f"当事人{place}\n{_form(one)}" for place, one in enumerate((self.obligee, self.obligor), 1)]
        head = f"【案件登记表】\n调解类型：人民调解\n纠纷类型：{self.dispute}\n协议：书面\n生效日期：今天"
        owed = f"约定1\n谁来做：{self.obligor.name}\n对谁：{self.obligee.name}\n内容：{self.what}\n金额：{self.yuan}元"
        return "\n\n".join([head, *parties, f"{owed}\n方式：银行转账\n期限：{self.when}"])


def _form(party: Citizen) -> str:
    acts = "自然人", "本人"
    if isinstance(party, Company):
        acts = "单位", f"法定代表人\n办理人姓名：{party.acting.name}\n办理人证件：{party.acting.number}"
    return f"类别：{acts[0]}\n名称：{party.name}\n证件号码：{party.number}\n电话：{party.phone}\n办理人：{acts[1]}"


def recorded(story: Story, deal: Deal) -> str:
    """The mediator enters the case from a form; returns its number, and leaves the summary's invitations shown."""
    wang = story.of(WANG)
    wang.says(deal.form)
    wang.presses("确认登记")
    number = wang.newest().case_number
    if number is None:
        raise NotShown(f"no case was recorded: {wang.newest().text}")
    return str(number)


def human(citizen: Citizen) -> Citizen:
    """Who acts: themselves, or for an organisation its legal representative."""
    return citizen.acting if isinstance(citizen, Company) else citizen


def comes_in(story: Story, number: str, citizen: Citizen) -> None:
    """Invited at the table, the party opens the link, says the last six, and the mediator sees that it is them."""
    wang, page = story.of(WANG), story.of(citizen)
    wang.says(f"/invite {number}")
    wang.presses(f"邀请{human(citizen).name}")
    page.opens(story.stage.token)
    goes_on(page, human(citizen), until="party_bound")
    wang.presses("本人在场")


def confirms(story: Story, number: str, citizen: Citizen) -> None:
    """All the way: in, through the letter, and the copy that was signed."""
    comes_in(story, number, citizen)
    goes_on(story.of(citizen), human(citizen))


def both_confirm(story: Story, deal: Deal) -> str:
    """The case is recorded, and both sides confirm their letters the same hour; returns its number."""
    number = recorded(story, deal)
    confirms(story, number, deal.obligee)
    confirms(story, number, deal.obligor)
    return number


def pays(story: Story, deal: Deal) -> None:
    """The obligor says that the next sum is paid in full."""
    page = story.of(deal.obligor)
    page.says("/performed")
    if page.newest().template == "which_obligation":
        page.presses("第")
    page.presses("全部")
    page.presses("跳过")
    page.presses("是的，告诉对方")


def received(story: Story, deal: Deal) -> None:
    """The obligee says that it came, and once more."""
    story.of(deal.obligee).presses("已收到款物", "是的，收到了")
