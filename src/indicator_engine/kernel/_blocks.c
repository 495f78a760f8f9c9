/* Whole numbers as doubles, computed in blocks that stay in the processor's cache.
 *
 * A program is a list of instructions over registers; a register holds one number for each row of
 * a block. Every number that counts is a whole one of less than 2**53, which the maker of the
 * program has proven, so that doubles are exact here. A truth is 1 or 0. What does not count, a
 * branch not taken or a row that fails a check, may be anything: nothing traps, and stores clamp.
 *
 * Tables come and go through Arrow's C stream interface, in the memory that they have.
 */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <errno.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 256 /* rows; a multiple of 8, so that the bits of a block begin with a byte */

/* Arrow's C data and stream interfaces.
 * Source: https://arrow.apache.org/docs/format/CDataInterface.html */

struct ArrowSchema {
    const char *format, *name, *metadata;
    int64_t flags, n_children;
    struct ArrowSchema **children, *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length, null_count, offset, n_buffers, n_children;
    const void **buffers;
    struct ArrowArray **children, *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};

/* Programs. */

enum operation { /* kernel/code.py names them in this order */
    LOAD,        /* to = column slot, in units: k of them make one; from m to s, or the row fails */
    STORE,       /* output slot = a */
    CHECK,       /* where a is 0, the row fails */
    CONSTANT,    /* to = k, before the first block: its register is its own */
    SCALED,      /* to = k a + m */
    PAIR,        /* to = k a + m b */
    PRODUCT,     /* to = a b */
    QUOTIENT,    /* to = a / b, rounded down; b is positive */
    PART,        /* to = (k a + m) / s, rounded down; s is positive */
    SHARE,       /* to = (k a + m b) / (s b), rounded down; s and b are positive */
    LEAST,       /* to = the smaller of a and b */
    GREATEST,    /* to = the larger of a and b */
    CHOICE,      /* to = a where c, else b */
    LESS,        /* to = k a < m b */
    NOT_LESS,    /* to = k a >= m b */
    BELOW,       /* to = a < k */
    ABOVE,       /* to = a > k */
    SAME,        /* to = a is b */
    DIFFERS,     /* to = a is not b */
    BOTH,        /* to = a and b */
    EITHER,      /* to = a or b */
    OPPOSITE,    /* to = not a */
    OPERATIONS
};

typedef struct {
    int32_t operation, to, a, b, c, slot;
    double k, m, s;
} Instruction;

typedef struct {
    char *name, *format; /* as Arrow has them */
    int bits;            /* of a number */
    double most;         /* no number that counts is further from zero */
    double scale;        /* units that make one, where doubles are given out */
} Output;

typedef struct {
    char kind; /* the first letter of its format; 'U' for doubles that are units already */
    const void *values;
    const uint8_t *valid; /* bits, or NULL where all are */
    int64_t offset;
} Column;

typedef struct {
    Instruction *code;
    Py_ssize_t length;
    int32_t registers, inputs, outputs;
    Output *output;
    double *alone;   /* registers for one unit at a time, with the constants in them */
    double *scales;  /* units that make one, of every column */
    double *given;   /* the units of one unit's inputs */
    Column *columns; /* which are these */
    void **results;  /* of one unit, 16 bytes each */
} Program;

#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__) && defined(__GNUC__) && \
    !defined(__clang__) && __GNUC__ >= 12
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4","arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

#if defined(__GNUC__) && !defined(__clang__)
#define EACH _Pragma("GCC ivdep") for (ptrdiff_t i = 0; i < n; i++)
#else
#define EACH for (ptrdiff_t i = 0; i < n; i++)
#endif

#define WITHIN(x) ((x) >= low && (x) <= high)
#define LOAD_WHOLE(type)                              \
    {                                                 \
        const type *from = (const type *)at->values + start; \
        EACH {                                        \
            const double x = (double)from[i];         \
            to[i] = x;                                \
            ok[i] = WITHIN(x) ? ok[i] : 0.0;          \
        }                                             \
    }                                                 \
    break

FOR_EACH_PROCESSOR
static void load(const Instruction *step, const Column *at, int64_t first, ptrdiff_t n,
                 double *restrict to, double *restrict ok)
{
    const int64_t start = at->offset + first;
    const double low = step->m, high = step->s;
    switch (at->kind) {
    case 'c': LOAD_WHOLE(int8_t);
    case 'C': LOAD_WHOLE(uint8_t);
    case 's': LOAD_WHOLE(int16_t);
    case 'S': LOAD_WHOLE(uint16_t);
    case 'i':
    case 't': LOAD_WHOLE(int32_t);
    case 'I': LOAD_WHOLE(uint32_t);
    case 'l': LOAD_WHOLE(int64_t);
    case 'U': LOAD_WHOLE(double);
    case 'd': { /* of 128 bits, the lower ones first; those above repeat the sign */
        const int64_t *from = (const int64_t *)at->values + 2 * start;
        EACH {
            const int64_t bits = from[2 * i], above = from[2 * i + 1];
            const double x = (double)bits;
            to[i] = x;
            ok[i] = WITHIN(x) && above == (bits < 0 ? -1 : 0) ? ok[i] : 0.0;
        }
        break;
    }
    case 'g': { /* a double is the decimal of so many places that it is nearest to, or the row fails */
        const double *from = (const double *)at->values + start;
        const double scale = step->k;
        EACH {
            const double x = from[i], units = floor(x * scale + 0.5);
            to[i] = units;
            ok[i] = WITHIN(units) && units / scale == x ? ok[i] : 0.0;
        }
        break;
    }
    case 'b': {
        const uint8_t *bits = at->values;
        EACH to[i] = (double)(bits[(start + i) >> 3] >> ((start + i) & 7) & 1);
        break;
    }
    }
    if (at->valid)
        EACH if (!(at->valid[(start + i) >> 3] >> ((start + i) & 7) & 1)) ok[i] = 0.0;
}

#define LARGEST 9007199254740992.0 /* 2**53 */
#define CLAMPED(x, most) ((x) > -(most) ? ((x) < (most) ? (x) : (most)) : -(most))

FOR_EACH_PROCESSOR
static void store(const Output *output, void *values, int64_t first, ptrdiff_t n,
                  const double *restrict a)
{
    switch (output->format[0]) {
    case 'i': {
        int32_t *to = (int32_t *)values + first;
        EACH to[i] = (int32_t)CLAMPED(a[i], 2147483647.0);
        break;
    }
    case 'C': {
        uint8_t *to = (uint8_t *)values + first;
        EACH to[i] = (uint8_t)(int32_t)CLAMPED(a[i], 255.0);
        break;
    }
    case 'l': {
        int64_t *to = (int64_t *)values + first;
        EACH to[i] = (int64_t)CLAMPED(a[i], LARGEST);
        break;
    }
    case 'U': {
        double *to = (double *)values + first;
        EACH to[i] = a[i];
        break;
    }
    case 'g': {
        double *to = (double *)values + first;
        const double scale = output->scale;
        EACH to[i] = a[i] / scale;
        break;
    }
    case 'd': {
        int64_t *to = (int64_t *)values + 2 * first;
        if (output->most <= 2147483647.0) {
            EACH {
                const int32_t units = (int32_t)CLAMPED(a[i], 2147483647.0);
                to[2 * i] = units;
                to[2 * i + 1] = units >> 31;
            }
            break;
        }
        EACH {
            const int64_t units = (int64_t)CLAMPED(a[i], LARGEST);
            to[2 * i] = units;
            to[2 * i + 1] = units >> 63;
        }
        break;
    }
    case 'b': {
        uint8_t *to = (uint8_t *)values + first / 8;
        for (ptrdiff_t i = 0; i < n; i += 8) {
            unsigned bits = 0;
            for (ptrdiff_t j = i; j < i + 8 && j < n; j++) bits |= (unsigned)(a[j] != 0.0) << (j - i);
            to[i / 8] = (uint8_t)bits;
        }
        break;
    }
    }
}

FOR_EACH_PROCESSOR
static void compute(const Instruction *step, double *registers, ptrdiff_t n)
{
    double *restrict to = registers + (ptrdiff_t)step->to * BLOCK;
    const double *a = registers + (ptrdiff_t)step->a * BLOCK;
    const double *b = registers + (ptrdiff_t)step->b * BLOCK;
    const double *c = registers + (ptrdiff_t)step->c * BLOCK;
    const double k = step->k, m = step->m, s = step->s;
    switch (step->operation) {
    case SCALED: EACH to[i] = k * a[i] + m; break;
    case PAIR: EACH to[i] = k * a[i] + m * b[i]; break;
    case PRODUCT: EACH to[i] = a[i] * b[i]; break;
    /* Rounded down exactly: a quotient of whole numbers that is none is at least 1 / divisor below the
     * next one, and a double nearer to that only where the dividend has 2**53 or more. */
    case QUOTIENT: EACH to[i] = floor(a[i] / b[i]); break;
    case PART: EACH to[i] = floor((k * a[i] + m) / s); break;
    case SHARE: EACH to[i] = floor((k * a[i] + m * b[i]) / (s * b[i])); break;
    case LEAST: EACH to[i] = a[i] < b[i] ? a[i] : b[i]; break;
    case GREATEST: EACH to[i] = a[i] > b[i] ? a[i] : b[i]; break;
    case CHOICE: EACH to[i] = c[i] != 0 ? a[i] : b[i]; break;
    case LESS: EACH to[i] = k * a[i] < m * b[i] ? 1.0 : 0.0; break;
    case NOT_LESS: EACH to[i] = k * a[i] >= m * b[i] ? 1.0 : 0.0; break;
    case BELOW: EACH to[i] = a[i] < k ? 1.0 : 0.0; break;
    case ABOVE: EACH to[i] = a[i] > k ? 1.0 : 0.0; break;
    case SAME: EACH to[i] = a[i] == b[i] ? 1.0 : 0.0; break;
    case DIFFERS: EACH to[i] = a[i] != b[i] ? 1.0 : 0.0; break;
    case BOTH: EACH to[i] = a[i] * b[i]; break;
    case EITHER: EACH to[i] = a[i] > b[i] ? a[i] : b[i]; break;
    case OPPOSITE: EACH to[i] = 1.0 - a[i]; break;
    }
}

/* Run a program for some rows; the last register tells which of them pass all checks. */
static void run(const Program *program, const Column *columns, void **outputs, int64_t rows,
                double *registers)
{
    double *ok = registers + (ptrdiff_t)(program->registers - 1) * BLOCK;
    for (int64_t first = 0; first < rows; first += BLOCK) {
        const ptrdiff_t n = rows - first < BLOCK ? (ptrdiff_t)(rows - first) : BLOCK;
        EACH ok[i] = 1.0;
        for (Py_ssize_t at = 0; at < program->length; at++) {
            const Instruction *step = program->code + at;
            switch (step->operation) {
            case LOAD:
                load(step, columns + step->slot, first, n,
                     registers + (ptrdiff_t)step->to * BLOCK, ok);
                break;
            case STORE:
                store(program->output + step->slot, outputs[step->slot], first, n,
                      registers + (ptrdiff_t)step->a * BLOCK);
                break;
            case CHECK: {
                const double *a = registers + (ptrdiff_t)step->a * BLOCK;
                EACH ok[i] = a[i] != 0 ? ok[i] : 0.0;
                break;
            }
            case CONSTANT: break;
            default: compute(step, registers, n);
            }
        }
        store(program->output + program->outputs - 1, outputs[program->outputs - 1], first, n, ok);
    }
}

static double *registers_of(const Program *program)
{
    double *registers = calloc((size_t)program->registers * BLOCK, sizeof(double));
    for (Py_ssize_t at = 0; registers && at < program->length; at++)
        if (program->code[at].operation == CONSTANT)
            for (ptrdiff_t i = 0; i < BLOCK; i++)
                registers[(ptrdiff_t)program->code[at].to * BLOCK + i] = program->code[at].k;
    return registers;
}

/* From Python: a program, which is checked once, so that no run can leave its memory. */

static const char PROGRAM[] = "indicator_engine.kernel.program";
static const char STREAM[] = "arrow_array_stream";

static void forget(Program *program)
{
    if (!program) return;
    for (int32_t i = 0; program->output && i < program->outputs; i++) {
        free(program->output[i].name);
        free(program->output[i].format);
    }
    if (program->results) free(program->results[0]);
    free(program->results);
    free(program->columns);
    free(program->given);
    free(program->scales);
    free(program->alone);
    free(program->output);
    free(program->code);
    free(program);
}

static void forget_capsule(PyObject *capsule)
{
    forget(PyCapsule_GetPointer(capsule, PROGRAM));
}

static int is_sound(const Program *program)
{
    const int32_t r = program->registers;
    if (r < 1 || program->inputs < 0 || program->outputs < 1) return 0;
    if (program->output[program->outputs - 1].format[0] != 'b') return 0;
    for (Py_ssize_t at = 0; at < program->length; at++) {
        const Instruction *step = program->code + at;
        const int32_t slots = step->operation == LOAD    ? program->inputs
                              : step->operation == STORE ? program->outputs - 1
                                                         : INT32_MAX;
        const int gives = step->operation != STORE && step->operation != CHECK;
        if (gives && step->to >= r - 1) return 0; /* the last register is for what passes */
        if (step->operation < 0 || step->operation >= OPERATIONS || step->to < 0 || step->to >= r ||
            step->a < 0 || step->a >= r || step->b < 0 || step->b >= r || step->c < 0 ||
            step->c >= r || step->slot < 0 || step->slot >= slots)
            return 0;
    }
    return 1;
}

/* Make ready what one unit at a time needs; 0 where there is enough memory. */
static int make_alone(Program *program)
{
    const size_t inputs = (size_t)program->inputs + 1, outputs = (size_t)program->outputs;
    program->alone = registers_of(program);
    program->scales = calloc(inputs, sizeof(double));
    program->given = calloc(inputs, sizeof(double));
    program->columns = calloc(inputs, sizeof(Column));
    program->results = calloc(outputs, sizeof(void *));
    char *space = calloc(outputs, 16);
    if (!program->alone || !program->scales || !program->given || !program->columns ||
        !program->results || !space) {
        free(space);
        return -1;
    }
    for (size_t i = 0; i < outputs; i++) program->results[i] = space + 16 * i;
    for (int32_t i = 0; i < program->inputs; i++)
        program->columns[i] = (Column){'U', program->given + i, NULL, 0};
    for (Py_ssize_t at = 0; at < program->length; at++)
        if (program->code[at].operation == LOAD)
            program->scales[program->code[at].slot] = program->code[at].k;
    return 0;
}

static int bits_of(const char *format)
{
    switch (format[0]) {
    case 'b': return 1;
    case 'C': return 8;
    case 'i': return 32;
    case 'l':
    case 'g': return 64;
    case 'd': return 128;
    default: return 0;
    }
}

PyDoc_STRVAR(program_doc,
"program(code, registers, inputs, outputs)\n--\n\n"
"Return a program that can be run.\n\n"
"Args:\n"
"    code: The instructions, each as kernel/code.py packs it.\n"
"    registers: How many there are; the last one tells which rows pass all checks.\n"
"    inputs: How many columns are read.\n"
"    outputs: The columns that are written: name, format as Arrow has it, the largest size of a\n"
"        number, and units that make one where it is given out as a double. The last one holds\n"
"        truths: which rows pass all checks.\n\n"
"Raises:\n"
"    ValueError: Where an instruction names what there is not.\n");

static PyObject *make_program(PyObject *module, PyObject *arguments)
{
    (void)module;
    Py_buffer code;
    int registers, inputs;
    PyObject *outputs;
    if (!PyArg_ParseTuple(arguments, "y*iiO!", &code, &registers, &inputs, &PyTuple_Type, &outputs))
        return NULL;
    Program *program = calloc(1, sizeof *program);
    if (!program) goto out_of_memory;
    program->registers = registers;
    program->inputs = inputs;
    program->length = code.len / (Py_ssize_t)sizeof(Instruction);
    program->outputs = (int32_t)PyTuple_Size(outputs);
    program->code = malloc((size_t)code.len + 1);
    program->output = calloc((size_t)program->outputs + 1, sizeof *program->output);
    if (!program->code || !program->output) goto out_of_memory;
    memcpy(program->code, code.buf, (size_t)code.len);
    const int is_whole = code.len % (Py_ssize_t)sizeof(Instruction) == 0;
    PyBuffer_Release(&code);
    for (int32_t i = 0; i < program->outputs; i++) {
        const char *name, *format;
        Output *output = program->output + i;
        if (!PyArg_ParseTuple(PyTuple_GetItem(outputs, i), "ssdd", &name, &format, &output->most,
                              &output->scale)) {
            forget(program);
            return NULL;
        }
        output->name = strdup(name);
        output->format = strdup(format);
        output->bits = bits_of(format);
        if (!output->name || !output->format) {
            forget(program);
            return PyErr_NoMemory();
        }
        if (!output->bits) {
            PyErr_Format(PyExc_ValueError, "no column of format %s can be written", format);
            forget(program);
            return NULL;
        }
    }
    if (!is_whole || !is_sound(program)) {
        forget(program);
        PyErr_SetString(PyExc_ValueError, "an instruction names what there is not");
        return NULL;
    }
    if (make_alone(program)) {
        forget(program);
        return PyErr_NoMemory();
    }
    PyObject *capsule = PyCapsule_New(program, PROGRAM, forget_capsule);
    if (!capsule) forget(program);
    return capsule;

out_of_memory:
    PyBuffer_Release(&code);
    forget(program);
    return PyErr_NoMemory();
}

/* Columns that are written. */

/* An allocator that says how large and how aligned, as Polars gives its own to plugins: memory goes
 * around between the two, where from the system it would come page by page, each a fault. */
typedef struct {
    void *(*take)(size_t size, size_t align);
    void (*give)(void *memory, size_t size, size_t align);
    void *(*take_zeros)(size_t size, size_t align);
    void *(*resize)(void *memory, size_t size, size_t align, size_t more);
} Allocator;

static const char ALLOCATOR[] = "polars.polars._allocator";

#define LINE 64 /* bytes of the cache that are moved together; what Arrow wants columns to begin with */

typedef struct {
    const Allocator *from; /* NULL for the system's */
    size_t size;
} Taken;

static void release_column(struct ArrowArray *column)
{
    const Taken *taken = column->private_data;
    void *values = (void *)column->buffers[1];
    if (taken->from) taken->from->give(values, taken->size, LINE);
    else free(values);
    free(column->private_data);
    free(column->buffers);
    column->release = NULL;
}

static int make_column(struct ArrowArray *column, const Allocator *from, int64_t rows, int bits)
{
    const size_t size = ((size_t)(rows * bits + 7) / 8 / LINE + 1) * LINE;
    Taken *taken = calloc(1, sizeof *taken);
    column->buffers = calloc(2, sizeof(void *));
    void *values = from ? from->take(size, LINE) : malloc(size);
    if (!values || !taken || !column->buffers) {
        if (values && from) from->give(values, size, LINE);
        else free(values);
        free(taken);
        free(column->buffers);
        return -1;
    }
    taken->from = from;
    taken->size = size;
    column->buffers[1] = values;
    column->length = rows;
    column->n_buffers = 2;
    column->private_data = taken;
    column->release = release_column;
    return 0;
}

static void release_table(struct ArrowArray *table)
{
    for (int64_t i = 0; i < table->n_children; i++) {
        if (table->children[i]) {
            if (table->children[i]->release) table->children[i]->release(table->children[i]);
            free(table->children[i]);
        }
    }
    free(table->children);
    free(table->buffers);
    table->release = NULL;
}

static int make_table(const Program *program, const Allocator *from, struct ArrowArray *table,
                      int64_t rows)
{
    memset(table, 0, sizeof *table);
    table->length = rows;
    table->n_buffers = 1;
    table->release = release_table;
    table->buffers = calloc(1, sizeof(void *));
    table->children = calloc((size_t)program->outputs + 1, sizeof *table->children);
    if (table->buffers && table->children) {
        table->n_children = program->outputs;
        int32_t made = 0;
        for (; made < program->outputs; made++) {
            struct ArrowArray *column = table->children[made] = calloc(1, sizeof *column);
            if (!column || make_column(column, from, rows, program->output[made].bits)) break;
        }
        if (made == program->outputs) return 0;
    }
    release_table(table);
    return -1;
}

typedef struct {
    struct ArrowSchema schema;
    struct ArrowArray *tables;
    int64_t count, next;
} Written;

static void release_schema(struct ArrowSchema *schema)
{
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i]) {
            if (schema->children[i]->release) schema->children[i]->release(schema->children[i]);
            free(schema->children[i]);
        }
    }
    free(schema->children);
    free((void *)schema->name);
    free((void *)schema->format);
    schema->release = NULL;
}

static int make_schema(struct ArrowSchema *schema, const char *format, const char *name,
                       int64_t children)
{
    memset(schema, 0, sizeof *schema);
    schema->format = strdup(format);
    schema->name = strdup(name);
    schema->children = calloc((size_t)children + 1, sizeof *schema->children);
    schema->release = release_schema;
    if (schema->format && schema->name && schema->children) {
        schema->n_children = children;
        return 0;
    }
    release_schema(schema);
    return -1;
}

static int schema_of(const Program *program, struct ArrowSchema *schema)
{
    if (make_schema(schema, "+s", "", program->outputs)) return -1;
    for (int32_t i = 0; i < program->outputs; i++) {
        const Output *output = program->output + i;
        struct ArrowSchema *child = schema->children[i] = calloc(1, sizeof *child);
        if (!child || make_schema(child, output->format, output->name, 0)) {
            free(child);
            schema->children[i] = NULL;
            release_schema(schema);
            return -1;
        }
    }
    return 0;
}

static int written_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema)
{
    const struct ArrowSchema *known = &((const Written *)stream->private_data)->schema;
    if (make_schema(schema, known->format, known->name, known->n_children)) return ENOMEM;
    for (int64_t i = 0; i < known->n_children; i++) {
        const struct ArrowSchema *child = known->children[i];
        schema->children[i] = calloc(1, sizeof *child);
        if (!schema->children[i] || make_schema(schema->children[i], child->format, child->name, 0)) {
            free(schema->children[i]);
            schema->children[i] = NULL;
            release_schema(schema);
            return ENOMEM;
        }
    }
    return 0;
}

static int written_next(struct ArrowArrayStream *stream, struct ArrowArray *table)
{
    Written *written = stream->private_data;
    if (written->next == written->count) {
        memset(table, 0, sizeof *table); /* the end */
        return 0;
    }
    *table = written->tables[written->next];
    written->tables[written->next++].release = NULL;
    return 0;
}

static const char *written_error(struct ArrowArrayStream *stream)
{
    (void)stream;
    return NULL;
}

static void forget_written(Written *written)
{
    if (!written) return;
    if (written->schema.release) written->schema.release(&written->schema);
    for (int64_t i = written->next; i < written->count; i++)
        if (written->tables[i].release) written->tables[i].release(written->tables + i);
    free(written->tables);
    free(written);
}

static void written_release(struct ArrowArrayStream *stream)
{
    forget_written(stream->private_data);
    stream->release = NULL;
}

static void forget_stream(PyObject *capsule)
{
    struct ArrowArrayStream *stream = PyCapsule_GetPointer(capsule, STREAM);
    if (stream && stream->release) stream->release(stream);
    free(stream);
}

/* Columns that are read. */

static char kind_of(const char *format)
{
    if (strchr("cCsSiIlgb", format[0]) && !format[1]) return format[0];
    if (!strcmp(format, "tdD")) return 't';
    if (format[0] == 'd' && format[1] == ':') {
        /* ``d:digits,places`` has 128 bits, ``d:digits,places,bits`` others */
        const char *comma = strchr(format, ',');
        if (comma && !strchr(comma + 1, ',')) return 'd';
    }
    return 0;
}

static int read_columns(const Program *program, const char *kinds, const struct ArrowArray *table,
                        Column *columns)
{
    for (int32_t i = 0; i < program->inputs; i++) {
        const struct ArrowArray *from = table->children[i];
        if (from->n_buffers != 2) return -1;
        columns[i].kind = kinds[i];
        columns[i].values = from->buffers[1];
        columns[i].valid = from->null_count ? from->buffers[0] : NULL;
        columns[i].offset = table->offset + from->offset;
    }
    return 0;
}

PyDoc_STRVAR(table_doc,
"table(program, stream, allocator)\n--\n\n"
"Return what a program makes of a table: a capsule of Arrow's C stream interface, of one too.\n\n"
"Args:\n"
"    program: As :func:`program` returns it.\n"
"    stream: A capsule of a stream of tables with the columns that it reads, in their order.\n"
"    allocator: A capsule of what gives memory, as Polars has it for plugins; ``None`` for the\n"
"        system's own.\n\n"
"Raises:\n"
"    TypeError: Where a column is of a type that is not read.\n"
"    ValueError: Where there are not so many columns, or the stream cannot be read.\n");

static PyObject *table(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *capsule, *source, *memory, *found = NULL;
    if (!PyArg_ParseTuple(arguments, "OOO", &capsule, &source, &memory)) return NULL;
    const Allocator *allocator = NULL;
    if (memory != Py_None) {
        allocator = PyCapsule_GetPointer(memory, ALLOCATOR);
        if (!allocator) return NULL;
    }
    const Program *program = PyCapsule_GetPointer(capsule, PROGRAM);
    struct ArrowArrayStream *stream = program ? PyCapsule_GetPointer(source, STREAM) : NULL;
    if (!stream) return NULL;
    struct ArrowSchema schema = {0};
    if (!stream->release || stream->get_schema(stream, &schema)) {
        PyErr_SetString(PyExc_ValueError, "the stream of tables cannot be read");
        return NULL;
    }
    const int32_t inputs = program->inputs;
    Column *columns = calloc((size_t)inputs + 1, sizeof *columns);
    char *kinds = calloc((size_t)inputs + 1, 1);
    void **outputs = calloc((size_t)program->outputs + 1, sizeof *outputs);
    double *registers = registers_of(program);
    struct ArrowArrayStream *result = calloc(1, sizeof *result);
    Written *written = calloc(1, sizeof *written);
    if (!columns || !kinds || !outputs || !registers || !result || !written ||
        schema_of(program, &written->schema)) {
        PyErr_NoMemory();
        goto done;
    }
    if (schema.n_children != inputs) {
        PyErr_Format(PyExc_ValueError, "%d columns are read, not %lld", (int)inputs,
                     (long long)schema.n_children);
        goto done;
    }
    for (int32_t i = 0; i < inputs; i++) {
        kinds[i] = kind_of(schema.children[i]->format);
        if (!kinds[i]) {
            PyErr_Format(PyExc_TypeError, "column %d is of a type that is not read: %s", (int)i,
                         schema.children[i]->format);
            goto done;
        }
    }
    const char *failed = NULL;
    Py_BEGIN_ALLOW_THREADS
    for (;;) {
        struct ArrowArray from = {0};
        if (stream->get_next(stream, &from)) {
            failed = "the stream of tables cannot be read";
            break;
        }
        if (!from.release) break;
        struct ArrowArray *more =
            realloc(written->tables, (size_t)(written->count + 1) * sizeof *more);
        if (more) written->tables = more;
        if (from.n_children != inputs || read_columns(program, kinds, &from, columns))
            failed = "a table is not what its schema says";
        else if (!more || make_table(program, allocator, more + written->count, from.length))
            failed = "there is not enough memory";
        else {
            struct ArrowArray *to = more + written->count++;
            for (int32_t i = 0; i < program->outputs; i++)
                outputs[i] = (void *)to->children[i]->buffers[1];
            run(program, columns, outputs, from.length, registers);
        }
        from.release(&from);
        if (failed) break;
    }
    Py_END_ALLOW_THREADS
    if (failed) {
        PyErr_SetString(PyExc_ValueError, failed);
        goto done;
    }
    result->get_schema = written_schema;
    result->get_next = written_next;
    result->get_last_error = written_error;
    result->release = written_release;
    result->private_data = written;
    written = NULL;
    found = PyCapsule_New(result, STREAM, forget_stream);
    if (!found) result->release(result);
    else result = NULL;

done:
    forget_written(written);
    free(result);
    free(registers);
    free(outputs);
    free(kinds);
    free(columns);
    schema.release(&schema);
    return found;
}

/* One unit. */

/* Return a number as units: 1 where it is exactly so many, 0 where it is not or of another type. */
static int in_units(PyObject *number, double scale, double *units)
{
    if (PyFloat_CheckExact(number)) {
        const double value = PyFloat_AsDouble(number);
        *units = rint(value * scale);
        return *units / scale == value;
    }
    if (PyLong_CheckExact(number)) {
        int overflow;
        const long long value = PyLong_AsLongLongAndOverflow(number, &overflow);
        *units = (double)value * scale;
        return !overflow && fabs(*units) < LARGEST;
    }
    return 0;
}

PyDoc_STRVAR(unit_doc,
"unit(program, names, kinds, inputs)\n--\n\n"
"Return the units of the inputs of one unit and all results but the last, or ``None``.\n\n"
"Args:\n"
"    program: As :func:`program` returns it.\n"
"    names: What the inputs are called, in the order of the columns.\n"
"    kinds: A byte for each: ``n`` for a number, ``t`` for a truth.\n"
"    inputs: A value for each name, and nothing else; ``None`` is returned where one is lacking,\n"
"        is not of the type expected or not exactly so many units, or a check fails.\n");

static PyObject *unit(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *capsule, *names, *inputs;
    const char *kinds;
    Py_ssize_t length;
    if (!PyArg_ParseTuple(arguments, "OO!y#O", &capsule, &PyTuple_Type, &names, &kinds, &length,
                          &inputs))
        return NULL;
    Program *program = PyCapsule_GetPointer(capsule, PROGRAM);
    if (!program) return NULL;
    const int32_t given = program->inputs, results = program->outputs - 1;
    if (length != given || PyTuple_Size(names) != given) {
        PyErr_Format(PyExc_ValueError, "%d inputs are read, not %zd", (int)given, length);
        return NULL;
    }
    for (int32_t i = 0; i < results; i++)
        if (!strchr("lb", program->output[i].format[0])) {
            PyErr_SetString(PyExc_ValueError, "of one unit only whole numbers and truths are given");
            return NULL;
        }
    if (!PyDict_CheckExact(inputs) || PyDict_Size(inputs) != given) Py_RETURN_NONE;
    double *units = malloc(((size_t)given + 1) * sizeof *units);
    if (!units) return PyErr_NoMemory();
    int fits = 1;
    for (int32_t i = 0; fits && i < given; i++) {
        PyObject *value = PyDict_GetItemWithError(inputs, PyTuple_GetItem(names, i));
        if (!value && PyErr_Occurred()) {
            free(units);
            return NULL;
        }
        if (kinds[i] == 't') {
            fits = value == Py_True || value == Py_False;
            units[i] = value == Py_True;
        } else fits = value && in_units(value, program->scales[i], units + i);
    }
    PyObject *found = fits ? PyList_New(given + results) : NULL;
    if (found) {
        /* From here on nothing calls back into Python: no other thread can come between. */
        memcpy(program->given, units, (size_t)given * sizeof *units);
        run(program, program->columns, program->results, 1, program->alone);
        fits = *(const uint8_t *)program->results[results] & 1;
    }
    free(units);
    for (int32_t i = 0; found && fits && i < given + results; i++) {
        const void *result = i < given ? NULL : program->results[i - given];
        PyObject *value;
        if (i < given && kinds[i] == 't') value = PyBool_FromLong(program->given[i] != 0);
        else if (i < given) value = PyLong_FromLongLong((long long)program->given[i]);
        else if (program->output[i - given].format[0] == 'b')
            value = PyBool_FromLong(*(const uint8_t *)result & 1);
        else value = PyLong_FromLongLong(*(const int64_t *)result);
        if (!value || PyList_SetItem(found, i, value)) {
            Py_DECREF(found);
            return NULL;
        }
    }
    if (found && fits) return found;
    Py_XDECREF(found);
    if (PyErr_Occurred()) return NULL;
    Py_RETURN_NONE;
}

static PyMethodDef METHODS[] = {
    {"unit", unit, METH_VARARGS, unit_doc},
    {"program", make_program, METH_VARARGS, program_doc},
    {"table", table, METH_VARARGS, table_doc},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot SLOTS[] = {{0, NULL}};

static struct PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT,
    .m_name = "indicator_engine.kernel._blocks",
    .m_doc = "Whole numbers as doubles, computed in blocks that stay in the processor's cache.",
    .m_size = 0,
    .m_methods = METHODS,
    .m_slots = SLOTS,
};

PyMODINIT_FUNC PyInit__blocks(void)
{
    return PyModuleDef_Init(&MODULE);
}
