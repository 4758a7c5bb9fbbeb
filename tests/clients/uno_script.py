"""What LibreOffice is told over UNO. Run by the system's Python, which has uno, inside of tests/clients/uno_office.py.

Takes a pipe's name and a list of jobs as JSON on standard input, and prints their results as JSON.
"""

# mypy: ignore-errors
# UNO has no types: objects come over the pipe, and what they can do is asked at run time.

import json
import os
import shutil
import sys
import tempfile
import time
from contextlib import suppress

import uno
from com.sun.star.beans import PropertyValue

PARAGRAPH_BREAK = 0  # com.sun.star.text.ControlCharacter
FILTERS = {"docx": "MS Word 2007 XML", "odt": "writer8", "doc": "MS Word 97"}


def option(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def desktop(pipe):
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(600):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:  # noqa: BLE001 - it has not started yet
            time.sleep(0.1)
    else:
        raise SystemExit("LibreOffice does not answer")
    manager = there.ServiceManager
    return (
        manager.createInstanceWithContext("com.sun.star.frame.Desktop", there),
        manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", there),
    )


def paragraphs(text):
    inside = text.createEnumeration()
    while inside.hasMoreElements():
        part = inside.nextElement()
        if part.supportsService("com.sun.star.text.TextTable"):
            for name in part.getCellNames():
                yield from paragraphs(part.getCellByName(name))
        elif part.supportsService("com.sun.star.text.Paragraph"):
            yield part


def controls(paragraph):
    inside = paragraph.createEnumeration()
    while inside.hasMoreElements():
        part = inside.nextElement()
        if part.TextPortionType == "ContentControl":
            yield part.ContentControl


def kind(control):
    return "tick" if control.Checkbox else "list" if control.ListItems else "text"


def probe(document, helper):
    """Type into every label and every control: say which of them took it. Paragraphs of an index are told apart."""
    controller = document.CurrentController
    cursor = controller.ViewCursor

    def typed(place):
        cursor.gotoRange(place, False)
        helper.executeDispatch(controller.Frame, ".uno:InsertText", "", 0, (option("Text", "ZZZ"),))

    labels, filled = [], []
    # Labels first: behind a place that was typed into, what is typed by program is let through.
    found = [(paragraph, list(controls(paragraph))) for paragraph in paragraphs(document.Text)]
    for paragraph, own in found:
        before = paragraph.String
        if not own and before.strip():
            typed(paragraph.Start)
            labels.append([before, paragraph.String != before, paragraph.ParaStyleName])
    for paragraph, own in found:
        for control in own:
            inner = control.createTextCursor()
            inner.gotoStart(False)
            before = paragraph.String
            typed(inner)
            filled.append([kind(control), before, paragraph.String != before])
    return {"labels": labels, "controls": filled}


def portions(control):
    inside, found = control.createEnumeration(), []
    while inside.hasMoreElements():
        found.append(inside.nextElement())
    return [part for part in found if part.TextPortionType == "Text"]


def write(control, text):
    """Write into a control: insert before, then take what was there away; emptied first, it would take no more."""
    before = "".join(part.String for part in portions(control))
    cursor = control.createTextCursor()
    cursor.gotoStart(False)
    cursor.String = text
    left = len(before)
    for part in reversed(portions(control)):
        if left <= 0:
            break
        said = part.String
        taken = min(left, len(said))
        left -= taken
        if taken == len(said):
            part.String = ""
        else:
            end = part.Text.createTextCursorByRange(part.getEnd())
            end.goLeft(taken, True)
            end.String = ""


def fill(document, values):
    """Fill in the controls in their order: a text, what a list shows, true for a tick, null for nothing."""
    found = [control for paragraph in paragraphs(document.Text) for control in controls(paragraph)]
    for control, value in zip(found, values, strict=False):
        if value is None:
            continue
        if control.Checkbox:
            control.Checked = bool(value)
            write(control, control.CheckedState if value else control.UncheckedState)
        else:
            write(control, value)
            control.ShowingPlaceHolder = False
    return {"controls": [kind(control) for control in found]}


def selected(paragraph, start, end):
    cursor = paragraph.Text.createTextCursorByRange(paragraph.Start)
    cursor.goRight(start, False)
    cursor.goRight(end - start, True)
    return cursor


def mark(document, paragraph, deed):
    """Do one thing that a reviewer does."""
    start, end, text = deed["start"], deed["end"], deed["text"]
    if deed["deed"] == "comment":
        remark = document.createInstance("com.sun.star.text.textfield.Annotation")
        remark.Author, remark.Content = deed["author"], text
        paragraph.Text.insertTextContent(selected(paragraph, start, end), remark, True)
    elif deed["deed"] == "insert":
        paragraph.Text.insertString(selected(paragraph, start, start), text, False)
    elif deed["deed"] == "add":
        cursor = paragraph.Text.createTextCursorByRange(paragraph.End)
        paragraph.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        paragraph.Text.insertString(cursor, text, False)
    else:  # replace, delete
        selected(paragraph, start, end).String = text


def review(document, deeds):
    """Comment on paragraphs and change them with tracking on; say which paragraphs were not found."""
    found = {}
    for paragraph in paragraphs(document.Text):
        found.setdefault(paragraph.String, paragraph)
    document.RecordChanges = True
    missing = [deed["paragraph"] for deed in deeds if deed["paragraph"] not in found]
    for deed in deeds:
        if deed["paragraph"] in found:
            mark(document, found[deed["paragraph"]], deed)
    document.RecordChanges = False
    return {"missing": missing}


def do(job, desk, helper):
    # A copy: a lock is put beside what is opened, where others count files.
    with tempfile.TemporaryDirectory(prefix="opened-") as folder:
        return do_with(job, shutil.copy(job["open"], folder), desk, helper)


def do_with(job, path, desk, helper):
    document = desk.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, (option("Hidden", True),))
    try:
        if job["do"] == "probe":
            return probe(document, helper)
        made = {}
        if job["do"] == "fill":
            made = fill(document, job["values"])
        elif job["do"] == "review":
            made = review(document, job["deeds"])
        for path in job["save"]:
            name = FILTERS[path.rpartition(".")[2]]
            document.storeToURL(uno.systemPathToFileUrl(path), (option("FilterName", name),))
        return made
    finally:
        document.close(True)


def main():
    asked = json.load(sys.stdin)
    desk, helper = desktop(asked["pipe"])
    print(json.dumps([do(job, desk, helper) for job in asked["jobs"]]), flush=True)
    with suppress(Exception):  # it ends before it has answered
        desk.terminate()
    # At once: while Python takes itself apart, a thread of the bridge that still hears of the end can crash it.
    os._exit(0)


main()
