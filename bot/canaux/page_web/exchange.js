// What goes to the bot, on its REST channel, and what comes back, as entries of the transcript.

const ENDPOINT = "/webhooks/rest/webhook";
// Of these, the structure says all that the text says; of the others, it stands beside the text.
const INSTEAD_OF_TEXT = ["avis", "recapitulatif", "documents", "choix_multiples"];

// Returns entries: the answer, or the incident that took its place.
export async function ask(sender, said, signal) {
  try {
    const answer = await post(sender, said, signal);
    // Not taken: offered again under the same id, since an earlier delivery of it may have been.
    const refused = answer.find(({ custom }) => custom?.type === "a_renvoyer");
    return refused ? [{ ...incident("unavailable"), text: refused.text }] : toEntries(answer);
  } catch {
    return [incident(causeOf(signal))];
  }
}

export function incident(cause) {
  return { kind: "incident", cause };
}

function causeOf(signal) {
  if (signal.aborted) return "timeout";
  return navigator.onLine ? "unavailable" : "offline";
}

async function post(sender, { id, payload }, signal) {
  const response = await fetch(ENDPOINT, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sender, id, message: payload }),
    signal,
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

function toEntries(answer) {
  const entries = answer.map(toEntry);
  const list = answer.find(({ custom }) => custom?.type === "choix_multiples")?.custom;
  // A list is ticked under its question, which comes last.
  if (list) entries.push(withBoxes(entries.pop(), list));
  return entries.filter(({ text, buttons, structure, boxes }) =>
    text || buttons.length > 0 || structure || boxes);
}

function toEntry({ text, buttons, custom }) {
  const isList = custom?.type === "choix_multiples";
  const instead = INSTEAD_OF_TEXT.includes(custom?.type);
  return {
    kind: "assistant",
    text: isList ? custom.texte : instead ? "" : String(text ?? ""),
    buttons: (buttons ?? []).map(({ title, payload }) => ({ title, payload: payload ?? title })),
    structure: isList ? null : (custom ?? null),
    boxes: null,
  };
}

// The buttons that pick one item of the list would say the same as its boxes.
function withBoxes(entry, { options }) {
  const picks = new Set(options.map(({ valeur }) => `/choisir{"choix": "${valeur}"}`));
  const others = entry.buttons.filter(({ payload }) => !picks.has(payload));
  return { ...entry, buttons: others, boxes: options };
}
