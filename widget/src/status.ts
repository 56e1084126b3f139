// The line above the field: that an answer is being written, or what nothing else on the screen tells.

import { TEXTES } from "./texts";

const ECRIT_APRES_MS = 400; // a quick answer needs no status

export class Statut {
  #changer: () => void;
  #ecrit = false;
  #signale = "";
  #minuterie = 0;

  constructor(changer: () => void) {
    this.#changer = changer;
  }

  get texte(): string {
    return this.#signale || (this.#ecrit ? TEXTES.ecrit : "");
  }

  // It stays until something else happens.
  signaler(texte: string): void {
    this.#signale = texte;
    this.#changer();
  }

  // `arrive`: something else happened; `repond`: an answer is awaited.
  noter(arrive: boolean, repond: boolean): void {
    if (arrive) this.#signale = "";
    if (repond) {
      this.#minuterie ||= setTimeout(() => {
        this.#ecrit = true;
        this.#changer();
      }, ECRIT_APRES_MS);
      return;
    }
    clearTimeout(this.#minuterie);
    this.#minuterie = 0;
    this.#ecrit = false;
  }
}
