// What the browser keeps, for all the tabs of a site: what is not sent yet, and that it was opened.
// The conversation itself is the server's. Storage may be forbidden or full: the widget then works,
// and only forgets on reload.

import type { Envoi } from "./types";

interface Garde {
  ouvert: boolean;
  brouillon: string;
  file: Envoi[];
}

export class Memoire {
  #cle: string;

  constructor(cle: string) {
    this.#cle = cle;
  }

  // Null until the visitor opens the widget for the first time.
  lire(): Garde | null {
    try {
      const lu = JSON.parse(localStorage.getItem(this.#cle) ?? "null");
      return lu && Array.isArray(lu.file) ? lu : null;
    } catch {
      return null;
    }
  }

  noter(change: Partial<Omit<Garde, "file">>): void {
    this.#ecrire({ ...this.#courant(), ...change });
  }

  // Read, then written at once: another tab may have messages of its own in the queue.
  mettre(envoi: Envoi): void {
    if (envoi.secret) return;
    const garde = this.#courant();
    this.#ecrire({ ...garde, file: [...garde.file.filter(({ id }) => id !== envoi.id), envoi] });
  }

  retirer(id: string): void {
    const garde = this.lire();
    if (garde) this.#ecrire({ ...garde, file: garde.file.filter((envoi) => envoi.id !== id) });
  }

  vider(): void {
    try {
      localStorage.removeItem(this.#cle);
    } catch {
      // nothing could be stored either
    }
  }

  #courant(): Garde {
    return this.lire() ?? { ouvert: false, brouillon: "", file: [] };
  }

  #ecrire(garde: Garde): void {
    try {
      localStorage.setItem(this.#cle, JSON.stringify(garde));
    } catch {
      // see above
    }
  }
}

// Not crypto.randomUUID, which is missing on plain-HTTP intranets.
export function nouvelIdentifiant(): string {
  const octets = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
}
