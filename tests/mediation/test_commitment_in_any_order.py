"""Whatever is done to a letter, in whatever order: nothing but reading all of it as it is now leads to a commitment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mediation import commitment
from mediation.actor import TIME, Moment
from mediation.case import Case
from mediation.commitment_letter import (
    OPEN,
    SECTIONS,
    CommitmentState,
    Consent,
    ConsentKind,
    Receipt,
    Section,
    Texts,
)
from mediation.decision import Decision, Refused
from mediation.publishing import LETTER_CONSENTS
from tests.asking import AT, LI
from tests.lettered import ANSWERS, PAGE, letter, lettered
from tests.world import START


@dataclass(frozen=True)
class Step:
    """Something done: `what`, to which section or consent; `version` is a text's, 1 is also yes."""

    what: str
    section: Section = Section.OWED
    consent: ConsentKind = ConsentKind.SHARING_FILING
    version: int = 0


def steps() -> st.SearchStrategy[list[Step]]:
    """Mostly what leads towards confirming, with changes in between."""
    towards = st.sampled_from(("read", "read_old", "read_on", "read_on", "name", "name", "confirm", "confirm"))
    changing = st.sampled_from(("text", "consent", "reopen"))
    away = st.sampled_from(("wrong_name", "offer", "decline", "expire"))
    what = st.one_of(towards, towards, towards, changing, changing, away)
    step = st.builds(Step, what, st.sampled_from(SECTIONS), st.sampled_from(LETTER_CONSENTS), st.integers(0, 1))
    return st.lists(step, min_size=5, max_size=25)


def starts() -> st.SearchStrategy[Case]:
    """A letter that was not given yet, with receipts for the first version of most sections, and some consents."""
    read = tuple(Receipt(section, f"{section} 0", START) for section in SECTIONS)
    missing = st.sets(st.sampled_from(SECTIONS), max_size=2)
    return st.builds(
        lettered,
        st.sampled_from((*OPEN, *OPEN, CommitmentState.NOT_OFFERED, CommitmentState.DECLINED)),
        missing.map(lambda without: tuple(one for one in read if one.section not in without)),
        st.integers(2, len(ANSWERS)).map(lambda many: ANSWERS[:many]) | st.just(ANSWERS),
    )


@settings(max_examples=300)
@given(starts(), steps())
def test_no_order_of_doings_confirms_what_was_not_read_as_it_is(case: Case, doings: list[Step]) -> None:
    versions = dict.fromkeys(SECTIONS, 0)
    named_under: Texts = {section: frozenset({f"{section} 0"}) for section in SECTIONS}
    for number, step in enumerate(doings):
        if step.what == "text":
            versions[step.section] = step.version
        current = {section: frozenset({f"{section} {versions[section]}"}) for section in SECTIONS}
        before, case = letter(case), done(case, replace(AT, now=START + timedelta(minutes=number)), step, current)
        after = letter(case)
        if step.what.startswith("read") and after != before:
            require_read_in_order(case, after.receipts[-1].section, current)
        if after.state is CommitmentState.NAMED and before.state is not CommitmentState.NAMED:
            named_under = current
        if after.state is CommitmentState.CONFIRMED and before.state is not CommitmentState.CONFIRMED:
            assert (step.what, before.state) == ("confirm", CommitmentState.NAMED)
            assert {one.section: frozenset({one.text}) for one in after.receipts} == current
            # the name was typed for these very words, by whoever stood before the last press from the start too
            assert named_under == current


def require_read_in_order(case: Case, section: Section, current: Texts) -> None:
    """What was read just now is as it is now, everything before it too, and no consent is missing at clause three."""
    unread = letter(case).unread(current)
    assert not set(SECTIONS[: SECTIONS.index(section) + 1]) & set(unread)
    if section is Section.CLAUSE_THREE:
        assert all(case.party("2").consents_to(kind) is not None for kind in LETTER_CONSENTS)


def done(case: Case, at: Moment, step: Step, current: Texts) -> Case:
    """One thing done, or refused."""
    if step.what == "consent":
        party = case.party("2")
        answer = Consent(step.consent, bool(step.version), "8" * 64, at.now)
        return case.with_party(replace(party, consents=(*party.consents, answer)))
    if step.what == "reopen":
        return commitment.reopened(case, at)[0]
    try:
        return asks(case, at, step, current)[step.what]().case if step.what != "text" else case
    except Refused:
        return case


def asks(case: Case, at: Moment, step: Step, current: Texts) -> Mapping[str, Callable[[], Decision]]:
    """The rules by what is done."""

    def read(section: Section, text: str) -> Decision:
        return commitment.read_section(case, LI, at, "2", section, text, current)

    first = next(iter(letter(case).unread(current)), Section.RIGHTS)
    return {
        "read": lambda: read(step.section, *current[step.section]),
        "read_old": lambda: read(step.section, f"{step.section} {step.version}"),
        "read_on": lambda: read(first, *current[first]),
        "name": lambda: commitment.type_name(case, LI, at, "2", "李晓梅", current),
        "wrong_name": lambda: commitment.type_name(case, LI, at, "2", "李小梅", current),
        "confirm": lambda: commitment.confirm(case, LI, at, "2", current, 3, PAGE),
        "offer": lambda: commitment.offer(case, LI, at, "2"),
        "decline": lambda: commitment.decline(case, LI, at, "2", ""),
        "expire": lambda: commitment.expire(case, TIME, at, "2"),
    }
