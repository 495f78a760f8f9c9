/* The cells of plain CSV lines, each a view of its text: no quotes, as many cells as columns.
 *
 * Anything else is for a reader that knows more, and told apart here: nothing is guessed.
 */

#include "arrow.h"
#include "eight.h"
#include <stddef.h>
#include <stdio.h>

/* A column that is being filled. */
typedef struct {
    int is_wanted;
    View *views;               /* NULL where it is not */
    struct ArrowArray *column; /* which owns them, and the texts that are too long for a view */
    size_t size, room;         /* bytes of these, and how many there is room for */
} Cells;

#define LONG 2 /* which buffer these are in */

/* Keep a text beside its view, which has its first bytes all the same; 0 where there is room. */
static int keep(Cells *cells, View *view, const uint8_t *text, size_t length)
{
    const size_t needed = cells->size + length;
    if (needed > INT32_MAX) return -1; /* as far as a view reaches */
    if (needed > cells->room) {
        void *more = realloc((void *)cells->column->buffers[LONG], 2 * needed);
        if (!more) return -1;
        cells->column->buffers[LONG] = more;
        cells->column->n_buffers = LONG + 1;
        cells->room = 2 * needed;
    }
    memcpy((uint8_t *)cells->column->buffers[LONG] + cells->size, text, length);
    memcpy(view->in.at.prefix, text, sizeof view->in.at.prefix);
    view->in.at.buffer = 0;
    view->in.at.offset = (uint32_t)cells->size;
    cells->size = needed;
    return 0;
}

/* Say how long the texts are, where there are any; 0 where there is enough memory. */
static int finish(Cells *cells)
{
    int64_t *sizes = malloc(sizeof *sizes);
    if (!sizes) return -1;
    *sizes = (int64_t)cells->size;
    cells->column->buffers[cells->column->n_buffers++] = sizes;
    return 0;
}

#ifdef HAS_EIGHT
/* Return how many of the first bytes of a text come before a comma or a line's end; 8 where none
 * is one. Eight bytes must be there. */
static inline size_t before_end(const uint8_t *text)
{
    uint64_t bytes;
    memcpy(&bytes, text, sizeof bytes);
    const uint64_t ends = bytes_that_are(bytes, ',') | bytes_that_are(bytes, '\n');
    return ends ? (size_t)before_first(ends) : 8;
}

/* Put a text of up to 12 bytes into its view, zeros behind it; 12 must be there. */
static inline void put(View *view, const uint8_t *text, size_t length)
{
    uint64_t first;
    uint32_t last;
    memcpy(&first, text, sizeof first);
    memcpy(&last, text + sizeof first, sizeof last);
    if (length < 8) first &= ((uint64_t)1 << 8 * length) - 1;
    last &= length > 8 ? UINT32_MAX >> 8 * (INSIDE - length) : 0;
    memcpy(view->in.text, &first, sizeof first);
    memcpy(view->in.text + sizeof first, &last, sizeof last);
}
#else
static inline size_t before_end(const uint8_t *text)
{
    size_t i = 0;
    while (i < 8 && text[i] != ',' && text[i] != '\n') i++;
    return i;
}

static inline void put(View *view, const uint8_t *text, size_t length)
{
    memset(view->in.text, 0, INSIDE);
    memcpy(view->in.text, text, length);
}
#endif

/* Return where a cell ends: at a comma, at a line's end or with the text. */
static inline const uint8_t *end_of(const uint8_t *at, const uint8_t *end)
{
    while (end - at >= 8) {
        const size_t length = before_end(at);
        at += length;
        if (length < 8) return at;
    }
    while (at < end && *at != ',' && *at != '\n') at++;
    return at;
}

/* Fill the columns; 0 where every line has a cell for each, -1 where one has not. */
static int split(const uint8_t *text, size_t size, int64_t rows, ptrdiff_t width, Cells *columns)
{
    const uint8_t *at = text, *const end = text + size;
    for (int64_t row = 0; row < rows; row++)
        for (ptrdiff_t column = 0; column < width; column++) {
            Cells *cells = columns + column;
            const uint8_t *cell = at;
            const int is_last = column == width - 1;
            at = end_of(at, end);
            size_t length = (size_t)(at - cell);
            if (at < end ? *at != (is_last ? '\n' : ',') : !(is_last && row == rows - 1)) return -1;
            if (is_last && length && cell[length - 1] == '\r') length--;
            if (length && cell[length - 1] == '\r') return -1; /* in which readers see a line's end */
            at++;
            if (!cells->views) continue;
            View *view = cells->views + row;
            view->length = (uint32_t)length;
            if (length > INSIDE) {
                if (keep(cells, view, cell, length)) return -1;
            } else if (end - cell >= INSIDE) put(view, cell, length);
            else {
                memset(view->in.text, 0, INSIDE);
                memcpy(view->in.text, cell, length);
            }
        }
    return 0;
}

static int64_t lines_in(const uint8_t *text, size_t size)
{
    int64_t lines = size && text[size - 1] != '\n';
    for (size_t i = 0; i < size; i++) lines += text[i] == '\n';
    return lines;
}

/* Make a table of the cells; 1 where it is there, 0 where a line is not plain or not wide enough,
 * -1 where there is not enough memory. */
static int read_cells(const uint8_t *text, size_t size, Cells *columns, ptrdiff_t width,
                      const Allocator *from, struct ArrowArray *table)
{
    if (memchr(text, '"', size) || memchr(text, 0, size)) return 0;
    const int64_t rows = lines_in(text, size);
    int64_t count = 0;
    for (ptrdiff_t i = 0; i < width; i++) count += columns[i].is_wanted;
    if (make_table(table, rows, count)) return -1;
    for (ptrdiff_t i = 0, made = 0; i < width; i++) {
        if (!columns[i].is_wanted) continue;
        columns[i].column = table->children[made++];
        if (make_column(columns[i].column, from, rows, 8 * (int)sizeof(View))) return -1;
        columns[i].views = (View *)columns[i].column->buffers[1];
    }
    if (split(text, size, rows, width, columns)) return 0;
    for (ptrdiff_t i = 0; i < width; i++)
        if (columns[i].is_wanted && finish(columns + i)) return -1;
    return 1;
}

PyDoc_STRVAR(cells_doc,
"cells(text, wanted, allocator)\n--\n\n"
"Return the cells of lines, or ``None`` where one is not plain or has not so many of them.\n\n"
"Args:\n"
"    text: Whole lines in UTF-8; it may end without a line's end.\n"
"    wanted: A byte for each column, two at least, which is 0 where nobody wants its cells.\n"
"    allocator: A capsule of what gives memory, as Polars has it for plugins; ``None`` for the\n"
"        system's own.\n\n"
"Returns:\n"
"    A capsule of Arrow's C stream interface, of one table: the columns that are wanted, called\n"
"    0, 1 and so on.\n");

static PyObject *cells(PyObject *module, PyObject *arguments)
{
    (void)module;
    const char *text, *wanted;
    Py_ssize_t size, width;
    PyObject *memory;
    const Allocator *allocator;
    if (!PyArg_ParseTuple(arguments, "y#y#O", &text, &size, &wanted, &width, &memory)) return NULL;
    if (allocator_in(memory, &allocator)) return NULL;
    if (width < 2) Py_RETURN_NONE; /* of one column an empty line may be a cell */
    int64_t count = 0;
    int found = -1;
    Cells *columns = calloc((size_t)width, sizeof *columns);
    Written *written = calloc(1, sizeof *written);
    if (!columns || !written) goto done;
    written->tables = calloc(1, sizeof *written->tables);
    for (Py_ssize_t i = 0; i < width; i++) count += columns[i].is_wanted = wanted[i] != 0;
    if (!written->tables || make_schema(&written->schema, "+s", "", count)) goto done;
    for (int64_t i = 0; i < count; i++) {
        char name[24];
        snprintf(name, sizeof name, "%lld", (long long)i);
        if (make_schema_of(&written->schema, i, "vu", name)) goto done;
    }
    Py_BEGIN_ALLOW_THREADS
    found = read_cells((const uint8_t *)text, (size_t)size, columns, width, allocator,
                       written->tables);
    Py_END_ALLOW_THREADS
    written->count = written->tables->release != NULL;

done:
    free(columns);
    if (found == 1) return stream_of(written);
    forget_written(written);
    return found ? PyErr_NoMemory() : Py_NewRef(Py_None);
}

static PyMethodDef METHODS[] = {
    {"cells", cells, METH_VARARGS, cells_doc},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot SLOTS[] = {{0, NULL}};

static struct PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT,
    .m_name = "indicator_engine.kernel._lines",
    .m_doc = "The cells of plain CSV lines, each a view of its text.",
    .m_size = 0,
    .m_methods = METHODS,
    .m_slots = SLOTS,
};

PyMODINIT_FUNC PyInit__lines(void)
{
    return PyModuleDef_Init(&MODULE);
}
