"""The signed copy: what a party gets back after confirming, and gets again whenever they ask."""

from handlers import sections
from handlers.effects import Effects, Reply, Write
from handlers.sections import Exact
from handlers.turn import Turn
from mediation.case import Case, Party
from mediation.commitment_letter import SECTIONS, CommitmentState
from messages.letter_page import FILE_NAME, PageSection, letter_page
from storage import documents
from storage.store import Store


def page(turn: Turn, case: Case, party: Party, exact: Exact, sealed: str) -> str:
    """The letter as one self-contained HTML file in Chinese, with everything that is needed to check its hash."""
    office = turn.office
    read = []
    for section in SECTIONS:
        receipt = party.commitment.receipt(section)
        if receipt is None:
            raise LookupError(section)
        chinese = sections.exact_text(office, case, party, section, "zh", turn.moment)
        read.append(PageSection(chinese, exact[section][receipt.text], receipt.text, receipt.at))
    return letter_page(office.words, case, party, read, sealed, turn.moment)


def keep(turn: Turn, case: Case, party: Party, page_text: str, sealed: str) -> Write:
    """Keep both the file and the sealed letter by their hashes."""
    name = f"{case.number}-{party.key}"

    def work(store: Store) -> None:
        documents.keep(store, FILE_NAME.format(name), "text/html", page_text.encode(), turn.now)
        documents.keep(store, f"letter-{name}.json", "application/json", sealed.encode(), turn.now)

    return Write(work)


def given(turn: Turn, case: Case, key: str) -> Effects:
    """The letter's words with its hash, then the file."""
    about = sections.choices(case, case.party(key), turn.moment)
    return (Reply("letter_confirmed", about, case=case, party=key), _file(case, key))


def again(case: Case, key: str) -> Effects:
    """That it is done, and the file once more; of a letter on paper the mediator has the paper."""
    done = Reply("letter_given", case=case, party=key)
    on_paper = case.party(key).commitment.state is CommitmentState.ON_PAPER
    return (done,) if on_paper else (done, _file(case, key))


def _file(case: Case, key: str) -> Reply:
    return Reply("letter_file", case=case, party=key, document=case.party(key).commitment.document)
