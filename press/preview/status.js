// How things stand, in a word at the top, and in a sentence where something is not as it should be.

import { $, now } from "/page.js";

export function say(kind, text) {
  const status = $("status");
  status.dataset.state = kind;
  if (status.textContent !== text) status.textContent = text;
}

export function drawStatus(state) {
  const due = state.documents.filter((one) => one.state === "waiting" || one.state === "making").length;
  const failed = state.documents.filter((one) => one.state === "failed").length;
  if (!state.loaded) say("busy", "Reading …");
  else if (state.stale) say("stale", "Not up to date");
  else if (state.busy && due) say("busy", `Rebuilding ${due}`);
  else if (state.busy) say("busy", "Rebuilding");
  else if (failed) say("stale", `${failed} could not be made`);
  else say("ready", "Up to date");
  const notices = [];
  if (state.fault) notices.push(`The press itself failed: ${state.fault}. Mend the style or template, and save it again.`);
  if (state.restart) notices.push("The code of the press was changed: end the preview and start it again.");
  if (state.stale) notices.push(state.documents.length ? "The content has errors. The pages are those of before." : "The content has errors; there are no pages yet.");
  const isFailed = state.documents.some((one) => one.stem === now.stem && one.state === "failed");
  if (isFailed) notices.push(`This document could not be made.${now.shown?.version ? " Its pages are those of before." : ""}`);
  document.body.classList.toggle("is-stale", state.stale || isFailed);
  $("notice").hidden = notices.length === 0;
  const text = notices.join(" ");
  if ($("notice").textContent !== text) $("notice").textContent = text;
}
