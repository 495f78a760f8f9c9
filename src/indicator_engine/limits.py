"""How large things may be: rulesets, formulas and data come from strangers."""

from attrs import frozen


@frozen(kw_only=True)
class Limits:
    """The most of everything that the engine works on; one more is a located error.

    The reasons are measurements on CPython 3.11, unless they say otherwise.

    Attributes:
        formula_characters: Counted before any parse; a million characters cost the parser 418 MB.
        formula_nodes: Of the syntax tree. A sum of 300 terms fits, one of 1,000 exceeds
            Python's recursion limit.
        expanded_nodes: Of the syntax tree of a formula with the functions it calls written out;
            40 functions of which each calls the one before it twice never come to an end.
        formula_depth: Of the syntax tree, written out likewise. The caller's stack is used too;
            a depth of 40 would refuse a sum of 160 terms.
        formula_parentheses: One inside the other; Python's parser stops at 200.
        function_arguments: Of one call, and parameters of one function of a ruleset.
        exponent: Of ``**``, either sign; ``4000000**4000000`` ran for more than 12 s.
        integer_digits: Of a number as written, its exponent form written out.
        fraction_digits: As above, after the point. A float64 needs 17 after its leading zeros.
        formula_bits: Of a numerator or denominator within a formula; keeps every operation fast
            and bounds any text form.
        group_bits: As above, where a group puts its children together: denominators multiply.
        tree_nodes: Indicators of a ruleset.
        tree_depth: Indicators one inside the other. jsonschema manages 60, not 300.
        children: Indicators directly below one.
        derived: Derived values of a ruleset.
        document_bytes: Of a ruleset, or of the data of one unit, in UTF-8.
        document_values: Objects, lists and scalars in one document. Each costs some 400 bytes
            however short its text, so bytes alone would admit a gigabyte.
        document_depth: Objects and lists one inside the other; 30 indicators need 63.
        document_findings: After so many the rest of a document is not looked at.
        bases: Of a ruleset, one below the other.
        text_characters: Of one JSON text; a page of small print has 3,000.
        key_characters: Of one JSON key. Keys make up the pointers of messages, 64 deep.
        table_columns: Of one table.
        cell_characters: Of one cell of a table.
        units_compared: Rows up to which a table's units are compared without being asked to;
            beyond, all of them would have to stay in memory.
        workbook_parts: Files inside one ``.xlsx``.
        workbook_bytes: Of all parts of an ``.xlsx``, uncompressed and counted, not as declared;
            one cell of 296 KB grew to 1.16 GB.
        workbook_ratio: Times by which a part of more than a megabyte may be compressed.
        workbook_cells: Of one sheet, from A1 to the last row and column that hold something, and
            of its merged areas; readers lay all of them out, ten million in 390 MB.
        shown_characters: Of a value echoed in a message.
        line_characters: Of a source line shown under a message; Chinese ones count twice.
    """

    formula_characters: int = 2_000
    formula_nodes: int = 500
    expanded_nodes: int = 5_000
    formula_depth: int = 100
    formula_parentheses: int = 60
    function_arguments: int = 50
    exponent: int = 100
    integer_digits: int = 20
    fraction_digits: int = 40
    formula_bits: int = 4_096
    group_bits: int = 65_536
    tree_nodes: int = 10_000
    tree_depth: int = 30
    children: int = 1_000
    derived: int = 2_000
    document_bytes: int = 5_000_000
    document_values: int = 250_000
    document_depth: int = 64
    document_findings: int = 1_000
    bases: int = 5
    text_characters: int = 10_000
    key_characters: int = 500
    table_columns: int = 1_000
    cell_characters: int = 10_000
    units_compared: int = 1_000_000
    workbook_parts: int = 1_000
    workbook_bytes: int = 200_000_000
    workbook_ratio: int = 100
    workbook_cells: int = 10_000_000
    shown_characters: int = 80
    line_characters: int = 120


LIMITS = Limits()
