/* Objects made many at once: results with some of their fields, see completed.py, and fractions, see
 * scoring/told.py. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

PyDoc_STRVAR(begun_doc,
"begun(kind, templates, name, values, others)\n--\n\n"
"Return new objects of a type, each with a copy of its template as its dictionary.\n\n"
"Args:\n"
"    kind: The type; its objects have a dictionary.\n"
"    templates: The fields of each, and their values.\n"
"    name: A field more, which is different for each.\n"
"    values: Its values.\n"
"    others: Fields more, the same for all.\n");

/* Add all of a few fields to some, sooner than PyDict_Update does; 0 where there is enough memory. */
static int add(PyObject *fields, PyObject *others)
{
    PyObject *name, *value;
    for (Py_ssize_t at = 0; PyDict_Next(others, &at, &name, &value);)
        if (PyDict_SetItem(fields, name, value)) return -1;
    return 0;
}

static PyObject *begun(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *kind, *templates, *name, *values, *others;
    if (!PyArg_ParseTuple(arguments, "O!O!OO!O!", &PyType_Type, &kind, &PyTuple_Type, &templates,
                          &name, &PyList_Type, &values, &PyDict_Type, &others))
        return NULL;
    const Py_ssize_t count = PyTuple_Size(templates);
    if (PyList_Size(values) != count) {
        PyErr_SetString(PyExc_ValueError, "there are not as many values as templates");
        return NULL;
    }
    PyObject *found = PyTuple_New(count), *dictionary = PyUnicode_InternFromString("__dict__");
    if (!found || !dictionary) {
        Py_XDECREF(found);
        Py_XDECREF(dictionary);
        return NULL;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *template = PyTuple_GetItem(templates, i), *value = PyList_GetItem(values, i);
        PyObject *fields = value ? PyDict_Copy(template) : NULL;
        PyObject *made = fields && !PyDict_SetItem(fields, name, value) &&
                                 !add(fields, others)
                             ? PyType_GenericAlloc((PyTypeObject *)kind, 0)
                             : NULL;
        /* Through the type's own descriptor: a frozen type lets nobody else, and from Python 3.13 on
         * fields may lie in the object itself, which has to be told that they do no longer. */
        const int failed = !made || PyObject_GenericSetAttr(made, dictionary, fields);
        Py_XDECREF(fields);
        if (failed || PyTuple_SetItem(found, i, made)) {
            if (failed) Py_XDECREF(made);
            Py_DECREF(found);
            Py_DECREF(dictionary);
            return NULL;
        }
    }
    Py_DECREF(dictionary);
    return found;
}

PyDoc_STRVAR(fractions_doc,
"fractions(kind, numbers)\n--\n\n"
"Return fractions in lowest terms.\n\n"
"Args:\n"
"    kind: The type, Python's own.\n"
"    numbers: The numerators, then the denominators, which are positive; all within 63 bits.\n\n"
"Raises:\n"
"    OverflowError: Where one of them is not.\n"
"    ValueError: Where a denominator is not positive.\n");

/* Return a fraction of two numbers without a common divisor, or NULL with an error. */
static PyObject *fraction(PyTypeObject *kind, PyObject *const names[2], const long long parts[2])
{
    PyObject *made = PyType_GenericAlloc(kind, 0);
    for (int i = 0; made && i < 2; i++) {
        PyObject *part = PyLong_FromLongLong(parts[i]);
        if (!part || PyObject_GenericSetAttr(made, names[i], part)) Py_CLEAR(made);
        Py_XDECREF(part);
    }
    return made;
}

static PyObject *fractions(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *kind, *numbers, *found = NULL;
    if (!PyArg_ParseTuple(arguments, "O!O!", &PyType_Type, &kind, &PyTuple_Type, &numbers)) return NULL;
    const Py_ssize_t count = PyTuple_Size(numbers) / 2;
    PyObject *const names[2] = {PyUnicode_InternFromString("_numerator"),
                                PyUnicode_InternFromString("_denominator")};
    if (names[0] && names[1]) found = PyList_New(count);
    for (Py_ssize_t i = 0; found && i < count; i++) {
        const long long above = PyLong_AsLongLong(PyTuple_GetItem(numbers, i)),
                        below = PyLong_AsLongLong(PyTuple_GetItem(numbers, count + i));
        PyObject *made = NULL;
        if (!PyErr_Occurred() && below <= 0)
            PyErr_SetString(PyExc_ValueError, "a denominator is not positive");
        else if (!PyErr_Occurred()) {
            long long divisor = below, rest = above;
            while (rest) {
                const long long next = divisor % rest;
                divisor = rest;
                rest = next;
            }
            if (divisor < 0) divisor = -divisor;
            const long long parts[2] = {above / divisor, below / divisor};
            made = fraction((PyTypeObject *)kind, names, parts);
        }
        if (!made || PyList_SetItem(found, i, made)) Py_CLEAR(found);
    }
    Py_XDECREF(names[0]);
    Py_XDECREF(names[1]);
    return found;
}

static PyMethodDef METHODS[] = {
    {"begun", begun, METH_VARARGS, begun_doc},
    {"fractions", fractions, METH_VARARGS, fractions_doc},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot SLOTS[] = {{0, NULL}};

static struct PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT,
    .m_name = "indicator_engine._begun",
    .m_doc = "Objects made many at once: results with some of their fields, and fractions.",
    .m_size = 0,
    .m_methods = METHODS,
    .m_slots = SLOTS,
};

PyMODINIT_FUNC PyInit__begun(void)
{
    return PyModuleDef_Init(&MODULE);
}
