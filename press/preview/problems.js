// The list of problems, each of which leads to its place.

import { $, drawSource, mark, now, open } from "/page.js";
import { element } from "/source.js";

export const name = (problem) => `${problem.place} ${problem.code} ${problem.message}`;

export function drawProblems({ problems }) {
  const errors = problems.filter((one) => one.severity === "error").length;
  const warnings = problems.length - errors;
  const count = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;
  const parts = [errors && count(errors, "error"), warnings && count(warnings, "warning")].filter(Boolean);
  const text = parts.length ? parts.join(", ") : "No problems";
  if ($("problems-title").textContent !== text) $("problems-title").textContent = text;
  $("problems").dataset.count = problems.length;
  $("to-problems").hidden = problems.length === 0;
  $("to-problems").textContent = text;
  $("to-problems").dataset.severity = errors ? "error" : "warning";
  const list = $("list");
  const focused = document.activeElement?.dataset?.problem;
  list.hidden = problems.length === 0 || $("fold").getAttribute("aria-expanded") === "false";
  list.replaceChildren(...problems.map((one) => element("li", {}, problemButton(one))));
  if (focused) list.querySelector(`[data-problem="${CSS.escape(focused)}"]`)?.focus();
}

function problemButton(problem) {
  const message = element("span", { class: "message" }, problem.message);
  if (problem.hint) message.append(element("span", { class: "hint" }, problem.hint));
  const leads = problem.file || now.state.documents.some((one) => one.stem === problem.place.split(" ")[0]);
  return element(
    leads ? "button" : "div",
    { type: leads && "button", class: "problem", "data-problem": name(problem), "data-severity": problem.severity, "aria-pressed": leads && String(name(problem) === now.problem), onclick: () => leads && openProblem(problem) },
    element("span", { class: "severity" }, problem.severity), element("span", { class: "code" }, problem.code),
    element("span", { class: "where" }, problem.place), message,
  );
}

async function openProblem(problem) {
  if (!problem.file) {
    const stem = problem.place.split(" ")[0];
    if (now.state.documents.some((one) => one.stem === stem)) await open(stem);
    return;
  }
  Object.assign(now, { problem: name(problem), unit: "" });
  mark();
  await drawSource(problem.file, { problem });
}

export function listenToProblems() {
  $("to-problems").addEventListener("click", () => {
    $("fold").setAttribute("aria-expanded", "true");
    $("fold").textContent = "Hide";
    drawProblems(now.state);
    $("list").querySelector("button")?.focus();
  });
  $("fold").addEventListener("click", () => {
    const isOpen = $("fold").getAttribute("aria-expanded") === "true";
    $("fold").setAttribute("aria-expanded", String(!isOpen));
    $("fold").textContent = isOpen ? "Show" : "Hide";
    drawProblems(now.state);
  });
}
