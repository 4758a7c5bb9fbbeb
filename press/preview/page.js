// The preview: documents, pages beside their source, problems. All that is shown comes from /state, /document and
// /source; /events says when there is something new.

import { drawProblems, listenToProblems, name } from "/problems.js";
import { draw, element, highlight, show } from "/source.js";
import { drawStatus, say } from "/status.js";

export const $ = (id) => document.getElementById(id);
export const now = { state: null, shown: null, stem: "", page: 1, unit: "", zoom: 1, problem: "", source: null, rows: [], asked: 0 };
const STATES = { waiting: "waiting", making: "rebuilding", ready: "up to date", failed: "failed" };

async function fetched(path, query = {}) {
  const answer = await fetch(`${path}?${new URLSearchParams(query)}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

// Everything ------------------------------------------------------------------

let reading = false;
let again = false;

async function refresh() {
  if (reading) {
    again = true;
    return;
  }
  reading = true;
  try {
    now.state = await fetched("/state");
    drawAll();
    await refreshDocument();
    if (!now.isListed) {
      now.isListed = true;
      showCurrent();
    }
  } catch (error) {
    say("off", "The preview has ended. Start it again: build.py watch");
  } finally {
    reading = false;
    if (again) {
      again = false;
      refresh();
    }
  }
}

function drawAll() {
  const { state } = now;
  if (state.toolkit) $("toolkit").textContent = state.toolkit;
  drawStatus(state);
  drawDocuments(state);
  drawProblems(state);
}

// Documents -------------------------------------------------------------------

function drawDocuments(state) {
  const asked = $("filter").value.trim().toLowerCase();
  const groups = new Map();
  for (const one of state.documents) {
    const words = `${one.stem} ${one.title} ${one.axes.join(" ")}`.toLowerCase();
    if (asked && !asked.split(/\s+/).every((part) => words.includes(part))) continue;
    const [folder] = one.stem.split("/");
    groups.set(folder, [...(groups.get(folder) || []), one]);
  }
  const focused = document.activeElement?.dataset?.stem;
  const parts = [];
  for (const [folder, ones] of groups) {
    const id = `group-${folder}`;
    const heading = element("h3", { id }, folder[0].toUpperCase() + folder.slice(1));
    parts.push(heading, element("ul", { "aria-labelledby": id }, ...ones.map((one) => element("li", {}, entry(one)))));
  }
  if (!parts.length && asked) parts.push(element("h3", {}, "No such document"));
  $("documents").replaceChildren(...parts);
  if (focused) $("documents").querySelector(`[data-stem="${CSS.escape(focused)}"]`)?.focus();
}

// By the scroller itself: scrollIntoView would also move where the keyboard begins.
function showCurrent() {
  const list = $("documents");
  const current = list.querySelector("[aria-current]");
  if (!current) return;
  const from = current.getBoundingClientRect().top - list.getBoundingClientRect().top;
  list.scrollTop += from - (list.clientHeight - current.offsetHeight) / 2;
}

function entry(one) {
  const label = `${STATES[one.state]}${one.settled || one.state !== "ready" ? "" : ", page numbers to be confirmed"}`;
  const base = plainTitle(one);
  const title = base ? one.title.slice(base.length).replace(/^[^\p{L}\p{N}]+/u, "") : one.title;
  const parts = [element("span", { class: "name", dir: "auto" }, title)];
  parts.push(element("span", { class: "mark", "data-state": one.state, role: "img", "aria-label": label, title: label }));
  const attributes = { type: "button", class: base && "tailored", title: one.title, "data-stem": one.stem, "data-state": one.state, "aria-current": one.stem === now.stem && "true" };
  return element("button", { ...attributes, onclick: () => open(one.stem) }, ...parts);
}

/** Return the title of the document that this one is a tailored form of, if the list has it and says it already. */
function plainTitle(one) {
  const plain = now.state.documents.find((other) => other.stem === one.stem.split(".")[0] && other !== one);
  return plain && one.title.startsWith(plain.title) && one.title.length > plain.title.length ? plain.title : "";
}

// One document ----------------------------------------------------------------

export async function open(stem, page = 1) {
  Object.assign(now, { stem, page, unit: "", shown: null, problem: "" });
  remember();
  drawStatus(now.state);
  drawDocuments(now.state);
  $("pages").scrollTop = 0;
  await refreshDocument();
}

function remember() {
  history.replaceState(null, "", `#${new URLSearchParams({ document: now.stem, page: now.page })}`);
}

async function refreshDocument() {
  const { documents } = now.state;
  if (!documents.length) {
    drawEmpty();
    return;
  }
  if (!documents.some((one) => one.stem === now.stem)) {
    Object.assign(now, { stem: documents[0].stem, page: 1, shown: null });
    drawDocuments(now.state);
  }
  const card = documents.find((one) => one.stem === now.stem);
  const stamp = [card.stem, card.version, now.state.stale, now.state.revision - (now.state.busy ? now.state.revision : 0)].join();
  drawAbout(card);
  if (now.shown?.stamp === stamp) return;
  const before = now.shown;
  const shown = await fetched("/document", { stem: now.stem });
  if (shown.stem !== now.stem) return;
  now.shown = { ...shown, stamp };
  drawAbout(card);
  if (!shown.version) drawEmpty();
  else if (before?.version !== shown.version || before.stem !== shown.stem) drawPages(before?.stem === shown.stem ? before : null);
  else drawSpots();
  drawUnits();
  await follow(before?.stem === shown.stem);
}

function drawAbout(card) {
  $("title").textContent = card.title;
  document.title = `${card.title} – preview`;
  const states = { ready: card.settled ? "up to date" : "page numbers to be confirmed" };
  const about = [card.stem, now.state.stale ? "from before the errors" : states[card.state] || STATES[card.state]];
  $("about").textContent = about.join(" · ");
  $("files").replaceChildren(
    ...card.files.map((suffix) => {
      const name = `${card.stem.split("/").pop()}.${suffix}`;
      const label = { pdf: "PDF", docx: "Word", "print.pdf": "Print PDF" }[suffix] || suffix;
      return element("a", { href: `/files/${card.version}/${encodeURIComponent(name)}`, target: "_blank", title: name }, label);
    }),
  );
  drawNumber(card.pages);
}

function drawNumber(pages = now.shown?.pages || 0) {
  $("number").textContent = pages ? `${now.page} of ${pages}` : "";
  $("previous").disabled = now.page <= 1;
  $("following").disabled = now.page >= pages;
}

function drawEmpty() {
  const card = now.state.documents.find((one) => one.stem === now.stem);
  const text = card ? (card.state === "failed" ? "This document could not be made. The problems say why." : "This document is being made …") : "There is nothing to show yet.";
  $("pages").replaceChildren(element("p", { class: "empty" }, text));
}

// Pages -----------------------------------------------------------------------

const seen = new IntersectionObserver(notice, { root: $("pages"), threshold: [0, 0.1, 0.25, 0.5, 0.75, 1] });
const sight = new Map();

function pageWidth() {
  return Math.max(240, Math.round(($("pages").clientWidth - 36) * now.zoom));
}

function address(number) {
  const pixels = Math.min(3200, Math.ceil((pageWidth() * (window.devicePixelRatio || 1)) / 50) * 50);
  return `/pages/${now.shown.version}/${number}.png?width=${pixels}`;
}

/** Draw the pages; sheets that are there already keep their place, and their old picture until the new one is here. */
function drawPages(before) {
  const box = $("pages");
  const old = before ? [...box.querySelectorAll(".sheet")] : [];
  const { pages, title } = now.shown;
  if (!before) sight.clear();
  const sheets = Array.from({ length: pages }, (_, index) => old[index] || sheet(index + 1));
  for (const gone of old.slice(pages)) seen.unobserve(gone);
  box.replaceChildren(...sheets);
  sheets.forEach((made, index) => {
    const image = made.querySelector("img");
    image.alt = `Page ${index + 1} of ${pages}: ${title}`;
    image.src = address(index + 1);
    seen.observe(made);
  });
  now.page = Math.min(now.page, pages);
  size();
  drawSpots(before);
  drawNumber();
  if (!before && now.page > 1) goTo(now.page); // at once, before any page is seen
}

function sheet(number) {
  const image = element("img", { loading: "lazy", decoding: "async", alt: "" });
  return element("div", { class: "sheet", "data-page": number, id: `page-${number}` }, image, element("div", { class: "spots" }));
}

function size() {
  const width = pageWidth();
  for (const made of $("pages").querySelectorAll(".sheet")) {
    made.style.width = `${width}px`;
    made.style.aspectRatio = "210 / 297";
    const image = made.querySelector("img");
    if (image.naturalWidth) made.style.aspectRatio = `${image.naturalWidth} / ${image.naturalHeight}`;
    image.addEventListener("load", () => (made.style.aspectRatio = `${image.naturalWidth} / ${image.naturalHeight}`), { once: true });
  }
}

function drawSpots(before = null) {
  const texts = before ? words(before) : null;
  for (const made of $("pages").querySelectorAll(".sheet")) {
    const units = [...(now.shown.sheets[made.dataset.page - 1] || [])].sort((a, b) => area(b) - area(a));
    made.querySelector(".spots").replaceChildren(...units.map((unit) => spot(unit, texts)));
  }
}

const area = ({ box: [x1, y1, x2, y2] }) => (x2 - x1) * (y2 - y1);
const words = (shown) => new Set(shown.sheets.flat().map((unit) => `${unit.id} ${unit.title}`));

function spot(unit, known) {
  const [x1, y1, x2, y2] = unit.box;
  const isNew = known && !known.has(`${unit.id} ${unit.title}`);
  const label = `${unit.kind} ${unit.title}: show its source, ${unit.file}, line ${unit.line}`;
  const made = element("button", {
    type: "button", class: isNew ? "spot changed" : "spot", "data-unit": unit.id, "aria-label": label,
    title: `${unit.kind} · ${unit.id}`, "aria-pressed": String(unit.id === now.unit), onclick: () => choose(unit.id, false),
  });
  Object.assign(made.style, { left: `${x1 * 100}%`, top: `${y1 * 100}%`, width: `${(x2 - x1) * 100}%`, height: `${(y2 - y1) * 100}%` });
  return made;
}

function notice(entries) {
  for (const one of entries) sight.set(Number(one.target.dataset.page), one.isIntersecting ? one.intersectionRect.height : 0);
  const most = [...sight].reduce((a, b) => (b[1] > a[1] + 1 ? b : a), [0, 0]);
  if (!most[0] || most[0] === now.page || !now.shown) return;
  now.page = most[0];
  remember();
  drawNumber();
  drawUnits();
  const unit = find(now.unit);
  if (!unit.pages.includes(now.page)) {
    now.unit = "";
    now.problem = "";
    follow();
  }
}

function goTo(page) {
  const box = $("pages");
  const made = box.querySelector(`.sheet[data-page="${page}"]`);
  if (made) box.scrollTop += made.getBoundingClientRect().top - box.getBoundingClientRect().top - 12;
}

// Units and source --------------------------------------------------------------

/** Return a unit as it stands in the document on show, and the pages that it is on. */
function find(id) {
  const pages = [];
  let found = null;
  (now.shown?.sheets || []).forEach((units, index) => {
    const unit = units.find((one) => one.id === id);
    if (unit) pages.push(index + 1);
    found ||= unit;
  });
  return { unit: found, pages };
}

function drawUnits() {
  const units = now.shown?.sheets[now.page - 1] || [];
  $("on-page-title").textContent = units.length ? `On page ${now.page}` : `Page ${now.page} is made by the press, of the head of the file`;
  const buttons = units.map((unit) => {
    const parts = [element("b", {}, `${unit.kind} `), unit.id];
    return element("li", {}, element("button", { type: "button", title: unit.title, "data-unit": unit.id, "aria-pressed": String(unit.id === now.unit), onclick: () => choose(unit.id) }, ...parts));
  });
  $("units").replaceChildren(...buttons);
}

async function choose(id, scroll = true) {
  const { unit, pages } = find(id);
  if (!unit) return;
  Object.assign(now, { unit: id, problem: "" });
  if (!pages.includes(now.page)) now.page = pages[0];
  mark();
  drawUnits();
  drawNumber();
  remember();
  if (scroll) {
    const made = $("pages").querySelector(`.sheet[data-page="${now.page}"] .spot[data-unit="${CSS.escape(id)}"]`);
    const box = $("pages").getBoundingClientRect();
    if (made) $("pages").scrollTop += made.getBoundingClientRect().top - box.top - 60;
  }
  await drawSource(unit.file, { unit });
}

export function mark() {
  for (const one of document.querySelectorAll("[data-unit]")) one.setAttribute("aria-pressed", String(one.dataset.unit === now.unit));
  for (const one of document.querySelectorAll("button[data-problem]")) one.setAttribute("aria-pressed", String(one.dataset.problem === now.problem));
}

/** Show the source of what is on the page: the chosen unit, or else the first one. */
async function follow(stay = false) {
  if (now.problem) {
    const problem = now.state.problems.find((one) => name(one) === now.problem);
    if (problem) {
      await drawSource(problem.file, { problem, stay });
      return;
    }
    now.problem = "";
  }
  const units = now.shown?.sheets[now.page - 1] || [];
  const chosen = find(now.unit).unit;
  // A place of primers says little by itself; what stands in it says more.
  const unit = chosen || units.find((one) => one.kind !== "place") || units[0] || now.shown?.home;
  if (unit) await drawSource(unit.file, { unit, stay });
}

/** Return the last line to highlight: of the file's own unit only the head, before the first unit in it. */
function lastLine(unit, source) {
  const inner = source.units.map((one) => one.first).filter((line) => line > unit.first);
  return unit.id === now.shown?.home?.id && inner.length ? Math.min(...inner) - 1 : unit.last;
}

export async function drawSource(file, { unit = null, problem = null, stay = false }) {
  const ticket = (now.asked += 1);
  const source = await fetched("/source", { file }).catch(() => null);
  if (!source || ticket !== now.asked) return;
  const box = $("source");
  const top = box.scrollTop;
  const same = now.source === file;
  now.source = file;
  now.rows = draw(box, source, { pageOf: (id) => find(id).pages[0], choose, problem });
  const present = unit && (source.units.find((one) => one.id === unit.id) || unit);
  if (present) highlight(box, now.rows, present.first, lastLine(present, source));
  else if (problem) show(box, now.rows[problem.line - 1]);
  if (stay && same) box.scrollTop = top;
  const place = problem ? problem.place : `${file}:${present.line}`;
  $("place").textContent = place;
  $("copy").hidden = false;
}

// Controls --------------------------------------------------------------------

function zoom(by) {
  const page = now.page;
  now.zoom = by ? Math.min(2.5, Math.max(0.4, now.zoom * by)) : 1;
  redraw(page);
}

function redraw(page) {
  if (!now.shown?.version) return;
  size();
  for (const made of $("pages").querySelectorAll(".sheet")) made.querySelector("img").src = address(made.dataset.page);
  goTo(page);
}

$("smaller").addEventListener("click", () => zoom(1 / 1.2));
$("larger").addEventListener("click", () => zoom(1.2));
$("fit").addEventListener("click", () => zoom(0));
$("previous").addEventListener("click", () => goTo(now.page - 1));
$("following").addEventListener("click", () => goTo(now.page + 1));
$("filter").addEventListener("input", () => drawDocuments(now.state));
$("copy").addEventListener("click", () => navigator.clipboard.writeText($("place").textContent));
listenToProblems();

let resizing = 0;
let width = $("pages").clientWidth;
new ResizeObserver(() => {
  if (width === $("pages").clientWidth) return;
  width = $("pages").clientWidth;
  clearTimeout(resizing);
  resizing = setTimeout(() => redraw(now.page), 150);
}).observe($("pages"));

const begin = new URLSearchParams(location.hash.slice(1));
Object.assign(now, { stem: begin.get("document") || "", page: Number(begin.get("page")) || 1 });
const events = new EventSource("/events");
events.addEventListener("message", refresh);
events.addEventListener("error", () => say("off", "The preview has ended. Start it again: build.py watch"));
refresh();
