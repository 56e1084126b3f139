// Chat page of the « plan de progrès social » bot.
//
// A conversation is a sender id and a transcript, kept together in localStorage for all tabs of the
// browser. Each transcript entry is one child of the log, in the same order. An entry is one of:
//   { kind: "acheteur", id, text, payload }   its id, what the buyer sees as said, what the bot gets
//   { kind: "assistant", text, buttons: [{ title, payload }], structure, boxes }   structure: its
//     `custom`, or null; boxes: the options of a list to tick, or null
//   { kind: "incident", cause, text }     why the entry just before it got no answer
//
// Text comes from index.html, the buyer or the bot, and is only ever shown through textContent.

import { byId, field, log, onClick } from "./dom.js";
import { ask, incident } from "./exchange.js";
import { isNearEnd, scrollToLatest, show, showAll } from "./log.js";
import { loadConversation, newConversation, newId, storeConversation } from "./storage.js";

const ANSWER_TIMEOUT_MS = 5_000; // the server itself says after 4 s that it is late

const openings = byId("openings");
const composer = byId("composer");
const status = byId("status");
const limit = byId("limit");
const actions = { say, retry };

let conversation = newConversation();
let saved = true; // whether storage holds what is shown; if not, this tab goes on alone
// The request under way, or null. One at a time: the bot's forms depend on the order of answers.
let pending = null;

// --- The conversation in this tab -----------------------------------------------------------

function saveConversation() {
  saved = storeConversation({ ...conversation, draft: field.value });
}

// Takes up what another tab stored. The last tab to act has the conversation: a request under way
// here is void. But a tab that just opens, and believes its message lost, is put right.
function sync() {
  const stored = saved && loadConversation();
  // Each tab has its own field: the draft stored is that of the last one typed in.
  const said = (some) => JSON.stringify({ ...some, draft: "" });
  if (!stored || said(stored) === said(conversation)) return;
  if (pending && stored.transcript.at(-1)?.cause === "interrupted") return saveConversation();
  stopWaiting();
  conversation = stored;
  showAll(conversation.transcript, actions);
}

// Stored in one go: another tab never reads half of an answer.
function add(...entries) {
  conversation.transcript.push(...entries);
  saveConversation();
  for (const entry of entries) show(entry, actions);
}

// --- Exchange with the bot ------------------------------------------------------------------

async function exchange(said) {
  const request = new AbortController();
  const timer = setTimeout(() => request.abort(), ANSWER_TIMEOUT_MS);
  pending = request;
  announce("writing");
  const entries = await ask(conversation.sender, said, request.signal);
  clearTimeout(timer);
  // Abandoned meanwhile: the answer belongs to a conversation that is no longer shown.
  if (pending !== request) return;
  stopWaiting();
  const follow = isNearEnd();
  add(...entries);
  if (follow) scrollToLatest();
}

// What to say of a last message that this tab does not await: its own tab was closed, or left.
function lost() {
  return conversation.transcript.at(-1)?.kind === "acheteur" ? [incident("interrupted")] : [];
}

function stopWaiting() {
  pending?.abort();
  pending = null;
  announce();
}

// --- What the buyer does --------------------------------------------------------------------

// Returns whether the message was taken, so that a refused one stays in the field.
// Sent again under the id it had, a message whose answer was lost is not worked twice.
function say(text, payload, id = newId()) {
  if (pending) {
    announce("wait");
    return false;
  }
  const said = { kind: "acheteur", id, text, payload };
  add(...lost(), said);
  exchange(said);
  scrollToLatest();
  return true;
}

// No-break spaces are for the eye: the bot's language model has learnt plain ones.
function sayText(text) {
  return say(text, text.replace(/[\u00a0\u202f]/g, " "));
}

function submitField() {
  const text = field.value.trim();
  if (!text) announce(pending ? "writing" : "blank");
  else if (sayText(text)) setField("");
}

// Moves the failed message to the end: later messages may have been exchanged since.
function retry(incidentNode) {
  if (pending) {
    announce("wait");
    return;
  }
  const position = Array.from(log.children).indexOf(incidentNode) - 1;
  const [failed] = conversation.transcript.splice(position, 2);
  incidentNode.previousElementSibling.remove();
  incidentNode.remove();
  say(failed.text, failed.payload, failed.id);
}

function restart() {
  stopWaiting();
  conversation = newConversation();
  showAll(conversation.transcript, actions);
  setField("");
  announce("restarted");
}

// --- Field and status -----------------------------------------------------------------------

function announce(name) {
  status.textContent = name ? status.dataset[name] : "";
  status.classList.toggle("writing", pending !== null);
}

function setField(text) {
  field.value = text;
  reflectField();
}

function reflectField() {
  const full = field.value.length >= field.maxLength;
  limit.textContent = full ? limit.dataset.reached : "";
  saveConversation();
}

function isSendKey(event) {
  // While an input method composes a character, Enter only confirms it.
  return event.key === "Enter" && !event.shiftKey && !event.isComposing;
}

function listen() {
  composer.addEventListener("submit", (event) => {
    event.preventDefault();
    submitField();
    field.focus({ preventScroll: true });
  });
  field.addEventListener("keydown", (event) => {
    if (!isSendKey(event)) return;
    event.preventDefault();
    submitField();
  });
  field.addEventListener("input", () => {
    if (!pending) announce();
    reflectField();
  });
  onClick(byId("restart"), restart);
  for (const button of openings.querySelectorAll("button")) {
    onClick(button, () => sayText(button.textContent));
  }
  addEventListener("storage", sync);
  addEventListener("pageshow", sync); // brought back by « Précédent », it has heard nothing
}

listen();
sync();
add(...lost());
setField(conversation.draft);
