/* Tables in memory as Arrow has them: what comes in, and what is made here and given out. */

#ifndef INDICATOR_ENGINE_ARROW_H
#define INDICATOR_ENGINE_ARROW_H

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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

static const char STREAM[] = "arrow_array_stream";

/* A view of a text: up to 12 bytes are in it, and zeros behind them; longer ones lie in a buffer.
 * Source: https://arrow.apache.org/docs/format/Columnar.html#variable-size-binary-view-layout */
typedef struct {
    uint32_t length;
    union {
        uint8_t text[12];
        struct {
            uint8_t prefix[4];
            uint32_t buffer, offset;
        } at;
    } in;
} View;

#define INSIDE 12 /* bytes of a text that is in its view */

/* An allocator that says how large and how aligned, as Polars gives its own to plugins: memory goes
 * around between the two, where from the system it would come page by page, each a fault. */
typedef struct {
    void *(*take)(size_t size, size_t align);
    void (*give)(void *memory, size_t size, size_t align);
    void *(*take_zeros)(size_t size, size_t align);
    void *(*resize)(void *memory, size_t size, size_t align, size_t more);
} Allocator;

/* Set the allocator in a capsule, or NULL for None, the system's; 0 where it is one of these. */
static inline int allocator_in(PyObject *capsule, const Allocator **allocator)
{
    *allocator = NULL;
    if (capsule == Py_None) return 0;
    *allocator = PyCapsule_GetPointer(capsule, "polars.polars._allocator");
    return *allocator ? 0 : -1;
}

#define LINE 64 /* bytes of the cache that are moved together; what Arrow wants columns to begin with */

/* Columns. */

typedef struct {
    const Allocator *from; /* NULL for the system's */
    size_t size;
} Taken;

static inline void release_column(struct ArrowArray *column)
{
    const Taken *taken = column->private_data;
    void *values = (void *)column->buffers[1];
    if (taken->from) taken->from->give(values, taken->size, LINE);
    else free(values);
    for (int64_t i = 2; i < column->n_buffers; i++) free((void *)column->buffers[i]);
    free(column->private_data);
    free(column->buffers);
    column->release = NULL;
}

/* Make a column of values of so many bits; 0 where there is enough memory. */
static inline int make_column(struct ArrowArray *column, const Allocator *from, int64_t rows, int bits)
{
    const size_t size = ((size_t)(rows * bits + 7) / 8 / LINE + 1) * LINE;
    Taken *taken = calloc(1, sizeof *taken);
    column->buffers = calloc(4, sizeof(void *));
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

/* Tables. */

static inline void release_table(struct ArrowArray *table)
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

/* Make a table of columns that are yet to be made; 0 where there is enough memory. */
static inline int make_table(struct ArrowArray *table, int64_t rows, int64_t columns)
{
    memset(table, 0, sizeof *table);
    table->length = rows;
    table->n_buffers = 1;
    table->release = release_table;
    table->buffers = calloc(1, sizeof(void *));
    table->children = calloc((size_t)columns + 1, sizeof *table->children);
    if (table->buffers && table->children) {
        for (; table->n_children < columns; table->n_children++) {
            struct ArrowArray *column = calloc(1, sizeof *column);
            if (!column) break;
            table->children[table->n_children] = column;
        }
        if (table->n_children == columns) return 0;
    }
    release_table(table);
    return -1;
}

static inline void release_schema(struct ArrowSchema *schema)
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

/* Make a schema with places for so many columns; 0 where there is enough memory. */
static inline int make_schema(struct ArrowSchema *schema, const char *format, const char *name,
                              int64_t columns)
{
    memset(schema, 0, sizeof *schema);
    schema->format = strdup(format);
    schema->name = strdup(name);
    schema->children = calloc((size_t)columns + 1, sizeof *schema->children);
    schema->release = release_schema;
    if (schema->format && schema->name && schema->children) {
        schema->n_children = columns;
        return 0;
    }
    release_schema(schema);
    return -1;
}

/* Make one of these columns; where there is not enough memory the schema is gone. */
static inline int make_schema_of(struct ArrowSchema *schema, int64_t column, const char *format,
                                 const char *name)
{
    struct ArrowSchema *child = calloc(1, sizeof *child);
    if (child && !make_schema(child, format, name, 0)) {
        schema->children[column] = child;
        return 0;
    }
    free(child);
    release_schema(schema);
    return -1;
}

/* Tables that are given out, one after another. */

typedef struct {
    struct ArrowSchema schema;
    struct ArrowArray *tables;
    int64_t count, next;
} Written;

static inline int written_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema)
{
    const struct ArrowSchema *known = &((const Written *)stream->private_data)->schema;
    if (make_schema(schema, known->format, known->name, known->n_children)) return ENOMEM;
    for (int64_t i = 0; i < known->n_children; i++) {
        const struct ArrowSchema *child = known->children[i];
        if (make_schema_of(schema, i, child->format, child->name)) return ENOMEM;
    }
    return 0;
}

static inline int written_next(struct ArrowArrayStream *stream, struct ArrowArray *table)
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

static inline const char *written_error(struct ArrowArrayStream *stream)
{
    (void)stream;
    return NULL;
}

static inline void forget_written(Written *written)
{
    if (!written) return;
    if (written->schema.release) written->schema.release(&written->schema);
    for (int64_t i = written->next; i < written->count; i++)
        if (written->tables[i].release) written->tables[i].release(written->tables + i);
    free(written->tables);
    free(written);
}

static inline void written_release(struct ArrowArrayStream *stream)
{
    forget_written(stream->private_data);
    stream->release = NULL;
}

static inline void forget_stream(PyObject *capsule)
{
    struct ArrowArrayStream *stream = PyCapsule_GetPointer(capsule, STREAM);
    if (stream && stream->release) stream->release(stream);
    free(stream);
}

/* Return a capsule of a stream of these tables, which are the stream's from here on. */
static inline PyObject *stream_of(Written *written)
{
    struct ArrowArrayStream *stream = calloc(1, sizeof *stream);
    if (!stream) {
        forget_written(written);
        return PyErr_NoMemory();
    }
    stream->get_schema = written_schema;
    stream->get_next = written_next;
    stream->get_last_error = written_error;
    stream->release = written_release;
    stream->private_data = written;
    PyObject *capsule = PyCapsule_New(stream, STREAM, forget_stream);
    if (!capsule) {
        forget_written(written);
        free(stream);
    }
    return capsule;
}

#endif
