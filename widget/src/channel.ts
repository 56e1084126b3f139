// The widget's channel, `/webhooks/widget/`: one method for each of its addresses.

import type { Envoi, Reponse } from "./types";

const DELAI_MS = 12_000; // the server itself says after 4 s that it is late; a slow network adds to it

// What the server refuses, with its own words when it gave some.
export class Refus extends Error {
  constructor(
    readonly statut: number,
    readonly erreur: string,
    readonly patience: number,
  ) {
    super(`HTTP ${statut}`);
  }
}

export class Canal {
  #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  // Sets the session's cookie; `nouvelle` asks for another conversation than the one it holds.
  async ouvrir(nouvelle = false): Promise<void> {
    await this.#demander("session", nouvelle ? { nouvelle } : {});
  }

  async envoyer({ id, envoi }: Envoi): Promise<Reponse> {
    return lire(await this.#demander("messages", { id, message: envoi }));
  }

  async historique(depuis: number): Promise<Reponse> {
    return lire(await this.#demander(`historique?depuis=${depuis}`));
  }

  flux(depuis: number): EventSource {
    return new EventSource(this.#adresse(`flux?depuis=${depuis}`), { withCredentials: true });
  }

  #adresse(chemin: string): string {
    return `${this.#base}/webhooks/widget/${chemin}`;
  }

  async #demander(chemin: string, corps?: object): Promise<Response> {
    const recue = await fetch(this.#adresse(chemin), {
      method: corps ? "POST" : "GET",
      credentials: "include",
      cache: "no-store",
      headers: corps ? { "Content-Type": "application/json" } : {},
      body: corps ? JSON.stringify(corps) : null,
      signal: AbortSignal.timeout(DELAI_MS),
    });
    if (recue.ok) return recue;
    const { erreur } = await recue.json().catch(() => ({}));
    throw new Refus(recue.status, String(erreur ?? ""), Number(recue.headers.get("Retry-After")));
  }
}

async function lire(recue: Response): Promise<Reponse> {
  const { messages = [], curseur = 0 } = await recue.json();
  return {
    curseur,
    messages: messages.map((m: Reponse["messages"][number]) => ({
      ...m,
      id: String(m.id ?? ""),
      texte: m.texte ?? "",
      boutons: m.boutons ?? [],
      custom: m.custom ?? null,
    })),
  };
}
