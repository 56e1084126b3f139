// The conversation, kept in localStorage for all tabs of the browser.

const STORAGE_KEY = "plan-de-progres.conversation";
const ID_BYTES = 20;

export function newConversation() {
  return { sender: newId(), transcript: [], draft: "" };
}

// The sender id is the only key to a conversation on the server, so it must not be guessable.
// Not crypto.randomUUID: it has 122 random bits, and is missing on plain-HTTP intranets.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function loadConversation() {
  try {
    const stored = JSON.parse(localStorage.getItem(STORAGE_KEY));
    return Array.isArray(stored?.transcript) && stored.sender ? stored : null;
  } catch {
    return null;
  }
}

// Returns whether it could be stored.
export function storeConversation(conversation) {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(conversation));
    return true;
  } catch {
    // Storage may be forbidden or full: the page still works, it only forgets on reload.
    return false;
  }
}
