/* Whole numbers as doubles, computed in blocks that stay in the processor's cache.
 *
 * A program is a list of instructions over registers; a register holds one number for each row of
 * a block. Every number that counts is a whole one of less than 2**53, which the maker of the
 * program has proven, so that doubles are exact here. A truth is 1 or 0. What does not count, a
 * branch not taken or a row that fails a check, may be anything: nothing traps, and stores clamp.
 *
 * Tables come and go through Arrow's C stream interface, in the memory that they have.
 */

#include "arrow.h"
#include "eight.h"
#include <math.h>
#include <stddef.h>

#define BLOCK 256 /* rows; a multiple of 8, so that the bits of a block begin with a byte */

/* Programs. */

enum operation { /* kernel/code.py names them in this order */
    LOAD,        /* to = column slot, in units: k of them make one; from m to s, or the row fails */
    RATIO,       /* the same; a text with a percent sign is hundredths */
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
    const void *const *texts; /* buffers of the texts that are too long for a view */
    const int64_t *sizes;     /* how long these buffers are */
    int64_t buffers;          /* and how many */
    int bytes;                /* of a number; 0 where they are bits */
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

/* Numbers in texts: digits, a minus in front, a point with digits before and behind it. */

#define MOST_PLACES 18
#define MOST_DIGITS 18 /* that 64 bits hold in any case */

static const double TENS[MOST_PLACES + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                                             1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};

/* Return a number of any length in units, of which 10**places make one; NAN where it is none, or not
 * so many units. Beyond 2**53 it may be off by a few, but never on the other side. */
static double units_of_text(const uint8_t *text, uint32_t length, int places)
{
    const int is_negative = length && text[0] == '-';
    int64_t number = 0;
    int digits = 0, decimals = -1; /* significant ones; behind the point, which is not there yet */
    uint32_t before = 0;
    for (uint32_t i = (uint32_t)is_negative; i < length; i++) {
        const unsigned digit = text[i] - (unsigned)'0';
        if (text[i] == '.' && decimals < 0 && before) {
            decimals = 0;
            continue;
        }
        if (digit > 9) return NAN;
        if (decimals < 0) before++;
        else if (++decimals > places) {
            if (digit) return NAN;
            continue; /* a zero that says nothing */
        }
        digits += digits || digit;
        if (digits > MOST_DIGITS) return NAN;
        number = number * 10 + digit;
    }
    if (!before || decimals == 0) return NAN;
    const int lacking = places - (decimals < 0 ? 0 : decimals < places ? decimals : places);
    const double units = (double)number * TENS[lacking];
    return is_negative ? -units : units;
}

#if defined(HAS_EIGHT) && defined(__SIZEOF_INT128__)
typedef unsigned __int128 Bytes; /* sixteen, the first in the lowest place */

static inline int are_digits(uint64_t bytes)
{
    const uint64_t high = EIGHT(0xF0), zeros = EIGHT('0');
    return ((bytes & high) == zeros) & (((bytes + EIGHT(6)) & high) == zeros);
}

/* Return the number that eight digits are, two, four and eight of them at a time. */
static inline uint64_t number_of(uint64_t digits)
{
    digits = (digits & EIGHT(0x0F)) * (10 * 256 + 1) >> 8;
    digits = (digits & 0x00FF00FF00FF00FF) * (100 * 65536 + 1) >> 16;
    return (digits & 0x0000FFFF0000FFFF) * (10000 * 4294967296 + 1) >> 32;
}

/* Return what units_of_text does, of the first bytes of a text that is in the view itself: of all of
 * them at once. */
static inline double units_of_view(const View *view, uint32_t length, int places)
{
    uint64_t low;
    uint32_t high;
    memcpy(&low, view->in.text, sizeof low);
    memcpy(&high, view->in.text + sizeof low, sizeof high);
    Bytes bytes = (Bytes)high << 64 | low;
    const int is_negative = (low & 0xFF) == '-';
    int count = (int)length - is_negative;
    if (count < 1) return NAN;
    bytes >>= 8 * is_negative;
    bytes <<= 8 * (16 - count); /* the last digit into the highest place */
    uint64_t last = (uint64_t)(bytes >> 64), first = (uint64_t)bytes;
    const uint64_t found = bytes_that_are(last, '.');
    int decimals = 0;
    if (found) {
        const int at = before_first(found);
        decimals = 7 - at;
        count--;
        if (!decimals || count == decimals) return NAN;
        const uint64_t before = ((uint64_t)1 << 8 * at) - 1;
        last = (last & ~before & ~((uint64_t)0xFF << 8 * at)) | (last & before) << 8 | first >> 56;
        first <<= 8;
    }
    if (decimals > places) return units_of_text(view->in.text, length, places);
    const Bytes zeros = ((Bytes)EIGHT('0') << 64 | EIGHT('0')) >> 8 * count;
    last |= (uint64_t)(zeros >> 64);
    first |= (uint64_t)zeros;
    uint64_t number = number_of(last);
    int is_number = are_digits(last);
    if (count > 8) {
        number += 100000000 * number_of(first);
        is_number &= are_digits(first);
    }
    if (!is_number) /* or its point lies further in front */
        return count > 8 && !found ? units_of_text(view->in.text, length, places) : NAN;
    const double units = (double)(int64_t)number * TENS[places - decimals];
    return is_negative ? -units : units;
}
#else
static inline double units_of_view(const View *view, uint32_t length, int places)
{
    return units_of_text(view->in.text, length, places);
}
#endif

/* Return a text, or NULL where the buffers do not hold it. */
static const uint8_t *text_of(const View *view, const Column *at)
{
    if (view->length <= INSIDE) return view->in.text;
    const int64_t buffer = view->in.at.buffer, offset = view->in.at.offset;
    if (buffer >= at->buffers || offset + view->length > at->sizes[buffer]) return NULL;
    return (const uint8_t *)at->texts[buffer] + offset;
}

static void load_texts(const Instruction *step, const Column *at, int64_t start, ptrdiff_t n,
                       double *restrict to, double *restrict ok)
{
    const View *views = (const View *)at->values + start;
    const double low = step->m, high = step->s;
    int places = 0;
    while (places < MOST_PLACES && TENS[places] < step->k) places++;
    for (ptrdiff_t i = 0; i < n; i++) {
        const View *view = views + i;
        const uint8_t *text = text_of(view, at);
        uint32_t length = view->length;
        int finer = places;
        double x = NAN;
        if (text && length && step->operation == RATIO && text[length - 1] == '%') {
            length--;
            finer -= 2; /* the maker of the program gives a ratio two places at least */
        }
        if (text && finer >= 0)
            x = text == view->in.text ? units_of_view(view, length, finer)
                                      : units_of_text(text, length, finer);
        to[i] = x;
        ok[i] = x >= low && x <= high ? ok[i] : 0.0;
    }
}

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

#if defined(__GNUC__)
#define FETCH(from) __builtin_prefetch(from, 0, 2)
#else
#define FETCH(from) (void)(from)
#endif

/* Ask for some bytes that are read soon: the processor itself looks ahead to the end of a page, and
 * a block ends there in each of many columns. */
static void fetch(const char *from, ptrdiff_t bytes)
{
    for (ptrdiff_t i = 0; i < bytes; i += LINE) FETCH(from + i);
}

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
    case 'v': load_texts(step, at, start, n, to, ok); break;
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
            case RATIO: {
                const Column *from = columns + step->slot;
                const int64_t next = first + BLOCK;
                if (next < rows)
                    fetch((const char *)from->values + (from->offset + next) * from->bytes,
                          (rows - next < BLOCK ? rows - next : BLOCK) * from->bytes);
                load(step, from, first, n, registers + (ptrdiff_t)step->to * BLOCK, ok);
                break;
            }
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

static int is_read(const Instruction *step)
{
    return step->operation == LOAD || step->operation == RATIO;
}

static int is_sound(const Program *program)
{
    const int32_t r = program->registers;
    if (r < 1 || program->inputs < 0 || program->outputs < 1) return 0;
    if (program->output[program->outputs - 1].format[0] != 'b') return 0;
    for (Py_ssize_t at = 0; at < program->length; at++) {
        const Instruction *step = program->code + at;
        const int32_t slots = is_read(step)              ? program->inputs
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
        program->columns[i] = (Column){.kind = 'U', .values = program->given + i};
    for (Py_ssize_t at = 0; at < program->length; at++)
        if (is_read(program->code + at))
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

static int make_columns(const Program *program, const Allocator *from, struct ArrowArray *table,
                        int64_t rows)
{
    if (make_table(table, rows, program->outputs)) return -1;
    for (int32_t i = 0; i < program->outputs; i++)
        if (make_column(table->children[i], from, rows, program->output[i].bits)) {
            release_table(table);
            return -1;
        }
    return 0;
}

static int schema_of(const Program *program, struct ArrowSchema *schema)
{
    if (make_schema(schema, "+s", "", program->outputs)) return -1;
    for (int32_t i = 0; i < program->outputs; i++)
        if (make_schema_of(schema, i, program->output[i].format, program->output[i].name)) return -1;
    return 0;
}

/* Columns that are read. */

static char kind_of(const struct ArrowSchema *column)
{
    const char *format = column->format;
    if (column->dictionary) return 0; /* whose numbers stand for something else */
    if (strchr("cCsSiIlgb", format[0]) && !format[1]) return format[0];
    if (!strcmp(format, "tdD")) return 't';
    if (!strcmp(format, "vu")) return 'v';
    if (format[0] == 'd' && format[1] == ':') {
        /* ``d:digits,places`` has 128 bits, ``d:digits,places,bits`` others */
        const char *comma = strchr(format, ',');
        if (comma && !strchr(comma + 1, ',')) return 'd';
    }
    return 0;
}

static int bytes_of(char kind)
{
    switch (kind) {
    case 'c':
    case 'C': return 1;
    case 's':
    case 'S': return 2;
    case 'i':
    case 't':
    case 'I': return 4;
    case 'l':
    case 'g': return 8;
    case 'd':
    case 'v': return 16;
    default: return 0;
    }
}

/* Tell whether a table has all the columns and rows that it says it has. */
static int is_whole(const struct ArrowArray *table, int32_t columns)
{
    if (table->n_children != columns || table->offset < 0 || table->length < 0) return 0;
    if (table->null_count && table->n_buffers && table->buffers[0]) return 0; /* rows that are none */
    for (int32_t i = 0; i < columns; i++) {
        const struct ArrowArray *column = table->children[i];
        if (column->offset < 0 || column->length - table->offset < table->length) return 0;
    }
    return 1;
}

static int read_columns(const Program *program, const char *kinds, const struct ArrowArray *table,
                        Column *columns)
{
    if (!is_whole(table, program->inputs)) return -1;
    for (int32_t i = 0; i < program->inputs; i++) {
        const struct ArrowArray *from = table->children[i];
        const int64_t texts = kinds[i] == 'v' ? from->n_buffers - 3 : 0;
        if (texts < 0 || (kinds[i] != 'v' && from->n_buffers != 2)) return -1;
        if (table->length && !from->buffers[1]) return -1;
        columns[i] = (Column){
            .kind = kinds[i],
            .values = from->buffers[1],
            .valid = from->null_count ? from->buffers[0] : NULL,
            .offset = table->offset + from->offset,
            .texts = from->buffers + 2,
            .sizes = kinds[i] == 'v' ? from->buffers[2 + texts] : NULL,
            .buffers = texts,
            .bytes = bytes_of(kinds[i]),
        };
        if (texts && !columns[i].sizes) return -1;
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
"    TypeError: Where a column is of a type that is not read, or the stream is not one of tables.\n"
"    ValueError: Where there are not so many columns, the stream cannot be read, or a table is not\n"
"        what its schema says.\n");

static PyObject *table(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *capsule, *source, *memory, *found = NULL;
    if (!PyArg_ParseTuple(arguments, "OOO", &capsule, &source, &memory)) return NULL;
    const Allocator *allocator;
    if (allocator_in(memory, &allocator)) return NULL;
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
    Written *written = calloc(1, sizeof *written);
    if (!columns || !kinds || !outputs || !registers || !written ||
        schema_of(program, &written->schema)) {
        PyErr_NoMemory();
        goto done;
    }
    if (strcmp(schema.format, "+s")) {
        PyErr_SetString(PyExc_TypeError, "the stream is not one of tables");
        goto done;
    }
    if (schema.n_children != inputs) {
        PyErr_Format(PyExc_ValueError, "%d columns are read, not %lld", (int)inputs,
                     (long long)schema.n_children);
        goto done;
    }
    for (int32_t i = 0; i < inputs; i++) {
        kinds[i] = kind_of(schema.children[i]);
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
        if (read_columns(program, kinds, &from, columns))
            failed = "a table is not what its schema says";
        else if (!more || make_columns(program, allocator, more + written->count, from.length))
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
    found = stream_of(written);
    written = NULL;

done:
    forget_written(written);
    free(registers);
    free(outputs);
    free(kinds);
    free(columns);
    /* Whoever made it may do so in Python, which no error may be on its way through. */
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    schema.release(&schema);
    PyErr_Restore(type, value, trace);
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
