/* Results that are made with some of their fields, many at once: see completed.py. */

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
                                 !PyDict_Update(fields, others)
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

static PyMethodDef METHODS[] = {
    {"begun", begun, METH_VARARGS, begun_doc},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot SLOTS[] = {{0, NULL}};

static struct PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT,
    .m_name = "indicator_engine._begun",
    .m_doc = "Results that are made with some of their fields, many at once.",
    .m_size = 0,
    .m_methods = METHODS,
    .m_slots = SLOTS,
};

PyMODINIT_FUNC PyInit__begun(void)
{
    return PyModuleDef_Init(&MODULE);
}
