// The field where the buyer writes, and the draft that is kept of it.

import { html, type TemplateResult } from "lit";
import type { Memoire } from "./storage";
import { TEXTES } from "./texts";

const BROUILLON_MS = 300;
const LONGUEUR = 2000;

export interface Redaction {
  envoyer(texte: string): boolean;
  annoncer(texte: string): void;
  signaler(texte: string): void;
}

// On a touch screen there is no such key, and room is short.
function aide(): string {
  return matchMedia("(pointer: coarse)").matches ? "" : TEXTES.aide;
}

// A keystroke renders nothing anew: what it changes is written into the field's own help.
export class Champ {
  #racine: ParentNode;
  #memoire: Memoire;
  #redaction: Redaction;
  #plein = false;
  #minuterie = 0;
  garde = false; // nothing is kept of what is typed before the visitor has begun

  constructor(racine: ParentNode, memoire: Memoire, redaction: Redaction) {
    this.#racine = racine;
    this.#memoire = memoire;
    this.#redaction = redaction;
  }

  get #element(): HTMLTextAreaElement | null {
    return this.#racine.querySelector("#message");
  }

  voir(statut: string): TemplateResult {
    return html`<form class="saisie" @submit=${this.#envoyer}>
      <label for="message">${TEXTES.message}</label>
      <p id="status">${statut}</p>
      <div class="ligne">
        <textarea
          id="message"
          rows="2"
          maxlength=${LONGUEUR}
          autocomplete="off"
          enterkeyhint="send"
          aria-describedby="aide"
          @keydown=${this.#surTouche}
          @input=${this.#surSaisie}
        ></textarea>
        <button type="submit" class="principal">${TEXTES.envoyer}</button>
      </div>
      <p id="aide" class="discret">${aide()}</p>
    </form>`;
  }

  viser(): void {
    this.#element?.focus({ preventScroll: true });
  }

  retrouver(): void {
    if (this.#element) this.#element.value ||= this.#memoire.lire()?.brouillon ?? "";
  }

  ecrire(texte: string): void {
    const element = this.#element;
    if (element) element.value = texte;
    this.#borner(texte);
    clearTimeout(this.#minuterie);
    if (this.garde) this.#memoire.noter({ brouillon: texte });
  }

  #envoyer = (evenement: Event): void => {
    evenement.preventDefault();
    const texte = this.#element!.value.trim();
    if (!texte) return this.#redaction.signaler(TEXTES.vide);
    if (this.#redaction.envoyer(texte)) this.ecrire("");
    this.viser();
  };

  #surTouche = (evenement: KeyboardEvent): void => {
    // While an input method composes a character, Enter only confirms it.
    if (evenement.key === "Enter" && !evenement.shiftKey && !evenement.isComposing) this.#envoyer(evenement);
  };

  #surSaisie = (): void => {
    const { value } = this.#element!;
    this.#borner(value);
    clearTimeout(this.#minuterie);
    if (!this.garde) return;
    this.#minuterie = setTimeout(() => this.#memoire.noter({ brouillon: value }), BROUILLON_MS);
  };

  #borner(texte: string): void {
    const plein = texte.length >= LONGUEUR;
    if (plein === this.#plein) return;
    this.#plein = plein;
    this.#racine.querySelector("#aide")!.textContent = plein ? TEXTES.limite : aide();
    if (plein) this.#redaction.annoncer(TEXTES.limite);
  }
}
