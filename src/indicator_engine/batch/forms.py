"""Filled forms, one workbook a unit: those of a folder are read and scored as rows of a table."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from attrs import evolve, field, frozen

from indicator_engine.batch.rows import Reason, RefusedRow, Scored, score_read
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.filled_forms import Sheets, is_form, open_form, read_sheets, text_at, unit_of
from indicator_engine.limits import LIMITS
from indicator_engine.model import Ruleset
from indicator_engine.records import Record
from indicator_engine.values import shown

SUFFIX = ".xlsx"
OTHER_SPREADSHEETS = (
    ".xls",
    ".xlsm",
    ".xlsb",
    ".et",
    ".ett",
    ".ods",
)  # what may be a form, saved so
PASSED_OVER = ("~$", ".")  # with which the names of lock files and of hidden ones begin

NO_SHEETS: Sheets = {}

Progress = Callable[[int, int], None]
"""Told how many are done, of how many."""


@frozen(kw_only=True)
class Forms:
    """Workbooks that are to be forms, each of one unit.

    Attributes:
        name: The folder they stand in, or the only one.
        files: The workbooks, by their names.
        notices: What else stands in the folder.
    """

    name: str
    files: tuple[Path, ...]
    notices: tuple[Diagnostic, ...] = ()


@frozen(kw_only=True)
class FormScores:
    """What came of forms.

    Attributes:
        results: A result for each form, in their order.
        notices: What is odd about some of them and stops nothing.
    """

    results: tuple[Scored | RefusedRow, ...] = field(repr=False)
    notices: tuple[Diagnostic, ...] = ()


def forms_in(folder: Path, besides: Iterable[Path] = ()) -> Forms:
    """Return the workbooks of a folder; folders in it are not looked into.

    A spreadsheet of another format is one of them, to be refused: it may be somebody's form.

    Args:
        folder: The folder.
        besides: Files that will be written, and are not read where they stand in the folder.

    Raises:
        RecordError: Where it cannot be read, has no workbook, or one to be written is a form.
    """
    at = Location(file=str(folder))
    try:
        found = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        facts = {"why": error.strerror or type(error).__name__}
        raise _refused("file-unreadable", at, **facts) from None
    written = [path for path in besides if path.exists()]
    found = [path for path in found if not path.name.startswith(PASSED_OVER)]
    found = [path for path in found if not _is_written(path, written)]
    files = tuple(path for path in found if _may_be_form(path))
    if not files:
        raise _refused("folder-without-forms", at, suffix=SUFFIX)
    notices = tuple(
        Diagnostic(code="file-not-read", at=Location(file=str(path)), severity="warning")
        for path in found
        if path not in files
    )
    return Forms(name=str(folder), files=files, notices=notices)


def refuse_option(forms: Forms, **options: str | None) -> None:
    """Refuse what only tables have: forms are read by their headings.

    Raises:
        RecordError: Naming the first of the options that is given.
    """
    for name, given in options.items():
        if given is not None:
            raise _refused("option-of-tables", Location(file=forms.name), option=name)


def _may_be_form(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in (SUFFIX, *OTHER_SPREADSHEETS)


def _is_written(path: Path, written: Iterable[Path]) -> bool:
    """Tell whether a file is one that will be written.

    Raises:
        RecordError: Where it is a form: nothing else has what stands in it.
    """
    if not path.exists() or not any(path.samefile(other) for other in written):
        return False
    if path.suffix.lower() == SUFFIX and is_form(_opened(path)[0]):
        raise _refused("output-is-input", Location(file=str(path)), path=str(path))
    return True


def score_forms(ruleset: Ruleset, forms: Forms, progress: Progress | None = None) -> FormScores:
    """Return the result of every form, each what ``score`` gives, or why it refuses.

    Rules that compare units compare those of the forms that can be read.

    Args:
        ruleset: The rules.
        forms: The forms.
        progress: Told how many of them are read.
    """
    read: list[_Form] = []
    for path in forms.files:
        read.append(_read(ruleset, path))
        if progress is not None:
            progress(len(read), len(forms.files))
    _refuse_repeated(read)
    rows = [(form.unit, form.row(number)) for number, form in enumerate(read, 1)]
    results = zip(read, score_read(ruleset, rows), strict=True)
    return FormScores(
        results=tuple(form.placed(result) for form, result in results),
        notices=tuple(each for form in read for each in form.notices),
    )


class _Form:
    """A form as far as it could be read.

    Attributes:
        file: What messages call it.
        unit: Who is evaluated: as the form says, else as the file is called.
        cell: Where the form says so.
        is_read: Whether it is a form at all; of anything else nobody knows whose it is.
        record: The data, where all of them can be used.
        reasons: What cannot.
        notices: What is odd about it.
    """

    def __init__(self, path: Path) -> None:
        self.file, self.unit, self.cell = str(path), path.stem, ""
        self.is_read = False
        self.record: Record | None = None
        self.reasons: list[Reason] = []
        self.notices: tuple[Diagnostic, ...] = ()

    def read_unit(self, sheets: Sheets) -> None:
        """Read who is evaluated."""
        self.is_read = is_form(sheets)
        if (place := unit_of(sheets)) is not None:
            is_long = len(place.text) > LIMITS.cell_characters
            self.unit, self.cell = shown(place.text) if is_long else place.text, place.at

    def read_record(self, ruleset: Ruleset, sheets: Sheets) -> None:
        """Read what the form holds."""
        try:
            filled = read_sheets(ruleset, sheets, self.file)
        except RecordError as error:
            self.refuse(error, sheets)
        else:
            self.record, self.notices = filled.record, filled.notices

    def refuse(self, error: RecordError, sheets: Sheets = NO_SHEETS) -> None:
        """Note why the form cannot be used; what is odd besides stays a notice."""
        found = error.diagnostics
        self.notices = tuple(each for each in found if each.severity != "error")
        for each in found:
            if each.severity == "error":
                cell = each.at.cell
                value = shown(text_at(sheets, cell)) if cell and sheets else ""
                self.reasons.append(Reason(each.id or "", each, value, cell))

    def row(self, number: int) -> Record | RefusedRow:
        """Return the data, or why they cannot be used."""
        if self.record is not None and not self.reasons:
            return self.record
        reasons = tuple(self.reasons)
        return RefusedRow(unit=self.unit, row=number, reasons=reasons, file=self.file)

    def placed(self, result: Scored | RefusedRow) -> Scored | RefusedRow:
        """Return a result with the form that it is of; what all of it decides, stands at the unit."""
        if isinstance(result, Scored) or result.file:
            return result
        reasons = tuple(evolve(each, cell=each.cell or self.cell) for each in result.reasons)
        return evolve(result, reasons=reasons, file=self.file)


def _read(ruleset: Ruleset, path: Path) -> _Form:
    """Return a form as far as it can be read."""
    form = _Form(path)
    sheets, error = _opened(path)
    if error is not None:
        form.refuse(error)
        return form
    form.read_unit(sheets)
    form.read_record(ruleset, sheets)
    return form


def _opened(path: Path) -> tuple[Sheets, RecordError | None]:
    """Return the sheets of a workbook, or why they cannot be read."""
    at = Location(file=str(path))
    if path.suffix.lower() != SUFFIX:
        return NO_SHEETS, _refused("form-format-unknown", at, format=path.suffix, suffix=SUFFIX)
    try:
        return open_form(path, str(path)), None
    except RecordError as error:
        return NO_SHEETS, error
    except OSError as error:
        why = error.strerror or type(error).__name__
        return NO_SHEETS, _refused("file-unreadable", at, why=why)


def _refuse_repeated(forms: Sequence[_Form]) -> None:
    """Refuse the forms of a unit that has several."""
    of: Mapping[str, list[_Form]] = defaultdict(list)
    for form in forms:
        if form.is_read:
            of[form.unit].append(form)
    for unit, several in of.items():
        for form in several if len(several) > 1 else ():
            at = Location(file=form.file, cell=form.cell)
            facts = {"unit": unit, "files": ", ".join(each.file for each in several)}
            found = Diagnostic(code="unit-in-several-forms", at=at, facts=facts)
            form.reasons.insert(0, Reason("unit", found, shown(unit), form.cell))


def _refused(code: str, at: Location, **facts: str) -> RecordError:
    return RecordError([Diagnostic(code=code, at=at, facts=facts)])
