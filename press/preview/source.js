// The lines of a content file, with the units that the document on show has, and what is wrong with a line.

const KEY = /^(\s*(?:- )*)([A-Za-z][\w-]*)(:)(\s|$)/;

const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function marked(text, column) {
  // Columns count characters, as Python does.
  const signs = [...text];
  const rest = signs.slice(column - 1).join("");
  const word = (rest.match(/^[\p{L}\p{N}\p{M}_-]+/u) || rest.match(/^./u) || [" "])[0];
  return [signs.slice(0, column - 1).join(""), element("mark", {}, word), rest.slice(word.length)];
}

function coloured(text) {
  if (/^\s*#/.test(text)) return [element("span", { class: "comment" }, text)];
  const found = KEY.exec(text);
  if (!found) return [text];
  return [found[1], element("span", { class: "key" }, found[2]), text.slice(found[1].length + found[2].length)];
}

/** Draw a file into a box. `pageOf` gives the page of a unit in the document on show, or nothing. */
export function draw(box, source, { pageOf, choose, problem }) {
  const starts = new Map();
  for (const unit of source.units) {
    const page = pageOf(unit.id);
    if (page) starts.set(unit.line, [unit, page]);
  }
  const rows = source.lines.map((text, index) => {
    const number = index + 1;
    const label = starts.has(number) ? gutter(number, ...starts.get(number), choose) : String(number);
    const at = problem && problem.line === number;
    const body = at ? marked(text, problem.column) : coloured(text);
    const words = element("span", { class: "t", dir: !KEY.test(text) && RIGHT_TO_LEFT.test(text) ? "rtl" : "auto" }, ...body);
    const indent = Math.min(text.length - text.trimStart().length + (/^\s*- /.test(text) ? 2 : 0), 24);
    words.style.paddingInlineStart = `${indent}ch`; // lines that wrap hang below their first word
    words.style.textIndent = `-${indent}ch`;
    const row = element("div", { class: at ? "line at" : "line" });
    row.append(element("span", { class: "n" }, label), words);
    return row;
  });
  box.replaceChildren(...rows);
  if (problem && rows[problem.line - 1]) rows[problem.line - 1].after(remark(problem));
  return rows;
}

function gutter(number, unit, page, choose) {
  const label = `Line ${number}: show ${unit.kind} ${unit.id} on page ${page}`;
  return element("button", { type: "button", "aria-label": label, title: `Page ${page}`, onclick: () => choose(unit.id) }, String(number));
}

function remark(problem) {
  const hint = problem.hint ? element("span", { class: "hint" }, ` (${problem.hint})`) : "";
  return element("p", { class: "remark" }, element("span", { class: "code" }, problem.code), ` ${problem.message}`, hint);
}

/** Highlight the lines of a unit, and bring them into sight. */
export function highlight(box, rows, first, last) {
  for (const row of box.querySelectorAll(".in")) row.classList.remove("in");
  for (let number = first; number <= last && number <= rows.length; number += 1) rows[number - 1].classList.add("in");
  show(box, rows[first - 1]);
}

export function show(box, row) {
  if (row) box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - 40;
}
