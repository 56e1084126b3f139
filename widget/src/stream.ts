// News from the server, through one stream for all the tabs of a site: browsers allow six
// connections to a server over HTTP/1.1, and seven tabs must all be able to talk.

import type { Canal } from "./channel";

const REPRISE_MS = 5_000;
const RONDE_MS = 20_000; // where tabs cannot agree on one stream (plain HTTP has no locks)

export type Nouvelle = "tour" | "effacee" | "nouvelle";

export class Flux {
  #onglets: BroadcastChannel;
  #fin: AbortController | null = null;

  #nom: string;
  #canal: Canal;
  #curseur: () => number;
  #recevoir: (nouvelle: Nouvelle) => void;

  constructor(nom: string, canal: Canal, curseur: () => number, recevoir: (nouvelle: Nouvelle) => void) {
    this.#nom = nom;
    this.#canal = canal;
    this.#curseur = curseur;
    this.#recevoir = recevoir;
    this.#onglets = new BroadcastChannel(nom);
    this.#onglets.onmessage = ({ data }) => this.#recevoir(data);
  }

  // Tells the other tabs.
  dire(nouvelle: Nouvelle): void {
    this.#onglets.postMessage(nouvelle);
  }

  commencer(): void {
    if (this.#fin) return;
    this.#fin = new AbortController();
    const { signal } = this.#fin;
    if (!navigator.locks) return this.#faireLaRonde(signal);
    // The tab that holds the lock listens for all; when it closes, the next one gets the lock.
    navigator.locks.request(this.#nom, { signal }, () => this.#ecouter(signal)).catch(() => {});
  }

  // The session is another one: the stream was that of the former.
  relancer(): void {
    if (!this.#fin) return;
    this.arreter();
    this.commencer();
  }

  arreter(): void {
    this.#fin?.abort();
    this.#fin = null;
  }

  #ecouter(signal: AbortSignal): Promise<void> {
    return new Promise((finir) => {
      let source: EventSource | null = null;
      const ouvrir = () => {
        if (signal.aborted) return;
        source = this.#canal.flux(this.#curseur());
        source.onmessage = ({ lastEventId }) => this.#annoncer(Number(lastEventId));
        source.onerror = () => {
          // A refusal closes it for good; a mere cut, the browser mends by itself.
          if (source?.readyState !== EventSource.CLOSED) return;
          this.#recevoir("tour"); // takes up an expired session, if that is why
          setTimeout(ouvrir, REPRISE_MS);
        };
      };
      ouvrir();
      signal.addEventListener("abort", () => {
        source?.close();
        finir();
      });
    });
  }

  #faireLaRonde(signal: AbortSignal): void {
    const ronde = setInterval(() => document.hidden || this.#recevoir("tour"), RONDE_MS);
    signal.addEventListener("abort", () => clearInterval(ronde));
  }

  #annoncer(rang: number): void {
    if (rang <= this.#curseur()) return; // the answer to a message of this very tab
    this.#recevoir("tour");
    this.dire("tour");
  }
}
