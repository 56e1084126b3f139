// The log: one child for each entry of the transcript, in the same order.

import { byId, cloneTemplate, log, onClick } from "./dom.js";
import { buildBoxes, buildStructure } from "./structures.js";

const NEAR_END_PX = 80;

const openings = byId("openings");

// `say` sends what a click answers, `retry` a message again that got no answer.
function buildMessage(entry, { say, retry }) {
  const node = cloneTemplate(`${entry.kind}-template`);
  const text = node.querySelector(".text");
  text.textContent = entry.text ?? byId("incident-template").dataset[entry.cause];
  if (!text.textContent) text.remove();
  if (entry.kind === "assistant") fillAnswer(node, entry, say);
  if (entry.kind === "incident") onClick(node.querySelector(".retry"), () => retry(node));
  return node;
}

// How far the questions are is read first; any other structure follows the words it comes with.
function fillAnswer(node, { buttons, structure, boxes }, say) {
  const list = node.querySelector(".choices");
  const shown = buildStructure(structure, say);
  if (shown && structure.type === "progression") node.querySelector(".author").after(shown);
  else if (shown) list.before(shown);
  if (boxes) list.before(buildBoxes(boxes, say));
  fillChoices(list, buttons, say);
}

function fillChoices(list, buttons, say) {
  if (buttons.length === 0) list.remove();
  for (const { title, payload } of buttons) {
    const item = cloneTemplate("choice-template");
    const button = item.querySelector("button");
    button.textContent = title;
    onClick(button, () => say(title, payload));
    list.append(item);
  }
}

// A message is built whole, then added: a screen reader gets one addition, text and choices.
export function show(entry, actions) {
  if (entry.kind === "acheteur") disableChoices();
  log.append(buildMessage(entry, actions));
  reflectEmptiness();
}

export function showAll(transcript, actions) {
  log.replaceChildren();
  for (const entry of transcript) show(entry, actions);
  reflectEmptiness();
  scrollToLatest();
}

// A choice answers the question just asked; later it would answer another one.
function disableChoices() {
  for (const choice of log.querySelectorAll(".once button, .once input")) choice.disabled = true;
}

// The log scrolls, so the keyboard must reach it, but an empty one would be a useless stop.
function reflectEmptiness() {
  const empty = log.childElementCount === 0;
  openings.hidden = !empty;
  if (empty) log.removeAttribute("tabindex");
  else log.tabIndex = 0;
}

// On a short or much zoomed window the style sheet lets the whole page scroll instead of the log.
function scroller() {
  return getComputedStyle(log).overflowY === "auto" ? log : document.scrollingElement;
}

export function isNearEnd() {
  const { scrollHeight, scrollTop, clientHeight } = scroller();
  return scrollHeight - scrollTop - clientHeight <= NEAR_END_PX;
}

// A long answer is read from its start: go to the end, but not past its first line.
export function scrollToLatest() {
  scroller().scrollTop = scroller().scrollHeight;
  const firstNode = Array.from(log.querySelectorAll(".acheteur")).at(-1)?.nextElementSibling;
  if (!firstNode) return;
  const top = scroller() === log ? log.getBoundingClientRect().top : 0;
  const hidden = top - firstNode.getBoundingClientRect().top;
  if (hidden > 0) scroller().scrollTop -= hidden + 8;
}
