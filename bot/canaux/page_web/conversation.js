// Chat page of the « plan de progrès social » bot, on Rasa's REST channel.
//
// A conversation is a sender id and a transcript, kept together in localStorage for all tabs of the
// browser. Each transcript entry is one child of the log, in the same order. An entry is one of:
//   { kind: "acheteur", id, text, payload }   its id, what the buyer sees as said, what the bot gets
//   { kind: "assistant", text, buttons: [{ title, payload }], dossier }   dossier: `custom` or null
//   { kind: "incident", cause, text }     why the entry just before it got no answer
//
// Text comes from index.html, the buyer or the bot, and is only ever shown through textContent.

const ENDPOINT = "/webhooks/rest/webhook";
const DOCUMENTS = "/documents/";
const ANSWER_TIMEOUT_MS = 5_000; // the server itself says after 4 s that it is late
const STORAGE_KEY = "plan-de-progres.conversation";
const ID_BYTES = 20;
const NEAR_END_PX = 80;

const byId = (id) => document.getElementById(id);

const log = byId("conversation");
const openings = byId("openings");
const composer = byId("composer");
const field = byId("message");
const status = byId("status");
const limit = byId("limit");

let conversation = newConversation();
let saved = true; // whether storage holds what is shown; if not, this tab goes on alone
// The request under way, or null. One at a time: the bot's forms depend on the order of answers.
let pending = null;

// --- Conversation and its storage -----------------------------------------------------------

function newConversation() {
  return { sender: newId(), transcript: [], draft: "" };
}

// The sender id is the only key to a conversation on the server, so it must not be guessable.
// Not crypto.randomUUID: it has 122 random bits, and is missing on plain-HTTP intranets.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function loadConversation() {
  try {
    const stored = JSON.parse(localStorage.getItem(STORAGE_KEY));
    return Array.isArray(stored?.transcript) && stored.sender ? stored : null;
  } catch {
    return null;
  }
}

function saveConversation() {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify({ ...conversation, draft: field.value }));
    saved = true;
  } catch {
    // Storage may be forbidden or full: the page still works, it only forgets on reload.
    saved = false;
  }
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
  showConversation();
}

// --- Log ------------------------------------------------------------------------------------

function cloneTemplate(id) {
  return document.importNode(byId(id).content.firstElementChild, true);
}

function buildMessage(entry) {
  const node = cloneTemplate(`${entry.kind}-template`);
  const text = node.querySelector(".text");
  text.textContent = entry.text ?? byId("incident-template").dataset[entry.cause];
  if (!text.textContent) text.remove();
  if (entry.kind === "assistant") {
    fillDossier(node.querySelector(".dossier"), entry.dossier);
    fillChoices(node.querySelector(".choices"), entry.buttons);
  }
  if (entry.kind === "incident") onClick(node.querySelector(".retry"), () => retry(node));
  return node;
}

function fillDossier(part, dossier) {
  if (!dossier) return part.remove();
  const list = part.querySelector("ul");
  part.querySelector("strong").textContent = dossier.dossier;
  for (const { titre, formats } of dossier.documents ?? []) {
    for (const [format, path] of Object.entries(formats ?? {})) {
      list.append(buildFile(`${titre} (${list.dataset[format] ?? format})`, path));
    }
  }
}

// Only the bot's own documents are linked to: with any other address, the text stands alone.
function buildFile(text, path) {
  const item = cloneTemplate("file-template");
  const link = item.querySelector("a");
  link.textContent = text;
  link.href = path; // read back resolved, below
  const own = link.origin === location.origin && link.pathname.startsWith(DOCUMENTS);
  if (!own) link.replaceWith(text);
  return item;
}

function fillChoices(list, buttons) {
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
function show(entry) {
  if (entry.kind === "acheteur") disableChoices();
  log.append(buildMessage(entry));
  reflectEmptiness();
}

function showConversation() {
  log.replaceChildren();
  conversation.transcript.forEach(show);
  reflectEmptiness();
  scrollToLatest();
}

// A choice answers the question just asked; later it would answer another one.
function disableChoices() {
  for (const button of log.querySelectorAll(".choices button")) button.disabled = true;
}

// The log scrolls, so the keyboard must reach it, but an empty one would be a useless stop.
function reflectEmptiness() {
  const empty = log.childElementCount === 0;
  openings.hidden = !empty;
  if (empty) log.removeAttribute("tabindex");
  else log.tabIndex = 0;
}

// Stored in one go: another tab never reads half of an answer.
function add(...entries) {
  conversation.transcript.push(...entries);
  saveConversation();
  entries.forEach(show);
}

// --- Scrolling ------------------------------------------------------------------------------

// On a short or much zoomed window the style sheet lets the whole page scroll instead of the log.
function scroller() {
  return getComputedStyle(log).overflowY === "auto" ? log : document.scrollingElement;
}

function isNearEnd() {
  const { scrollHeight, scrollTop, clientHeight } = scroller();
  return scrollHeight - scrollTop - clientHeight <= NEAR_END_PX;
}

// A long answer is read from its start: go to the end, but not past its first line.
function scrollToLatest() {
  scroller().scrollTop = scroller().scrollHeight;
  const firstNode = Array.from(log.querySelectorAll(".acheteur")).at(-1)?.nextElementSibling;
  if (!firstNode) return;
  const top = scroller() === log ? log.getBoundingClientRect().top : 0;
  const hidden = top - firstNode.getBoundingClientRect().top;
  if (hidden > 0) scroller().scrollTop -= hidden + 8;
}

// --- Exchange with the bot ------------------------------------------------------------------

async function post({ id, payload }, signal) {
  const response = await fetch(ENDPOINT, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sender: conversation.sender, id, message: payload }),
    signal,
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

function toEntries(answer) {
  return answer
    .map(({ text, buttons, custom }) => ({
      kind: "assistant",
      text: custom?.type === "documents" ? "" : String(text ?? ""), // shown as links
      buttons: (buttons ?? []).map(({ title, payload }) => ({ title, payload: payload ?? title })),
      dossier: custom?.type === "documents" ? custom : null, // other types: for other channels
    }))
    .filter(({ text, buttons, dossier }) => text || buttons.length > 0 || dossier);
}

function incident(cause) {
  return { kind: "incident", cause };
}

function causeOf(signal) {
  if (signal.aborted) return "timeout";
  return navigator.onLine ? "unavailable" : "offline";
}

async function ask(said, signal) {
  try {
    const answer = await post(said, signal);
    // Not taken: offered again under the same id, since an earlier delivery of it may have been.
    const refused = answer.find(({ custom }) => custom?.type === "a_renvoyer");
    return refused ? [{ ...incident("unavailable"), text: refused.text }] : toEntries(answer);
  } catch {
    return [incident(causeOf(signal))];
  }
}

async function exchange(said) {
  const request = new AbortController();
  const timer = setTimeout(() => request.abort(), ANSWER_TIMEOUT_MS);
  pending = request;
  announce("writing");
  const entries = await ask(said, request.signal);
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
  showConversation();
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

// The clicked button is about to be disabled or removed, which would drop the focus to the page.
// On touch screens the field would raise the keyboard over the answer: the log takes the focus.
function onClick(button, action) {
  button.addEventListener("click", () => {
    action();
    const touch = matchMedia("(pointer: coarse)").matches && log.hasAttribute("tabindex");
    (touch ? log : field).focus({ preventScroll: true });
  });
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
