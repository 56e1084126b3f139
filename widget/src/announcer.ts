// What screen readers say by themselves: messages that arrive (`log`), what happens (`status`).
//
// Live regions are children of the element itself, which every screen reader hears: one pair in the
// panel, and one beside it, since a modal panel silences the rest, and a closed one itself.

import { TEXTES } from "./texts";

const GARDEES = 6;

export class Annonceur {
  #hote: HTMLElement;

  constructor(hote: HTMLElement) {
    this.#hote = hote;
  }

  // To call before there is anything to say: what is in a region when it comes is not announced.
  poser(): void {
    if (this.#region("dedans", "log")) return;
    for (const lieu of ["dedans", "dehors"]) {
      for (const role of ["log", "status"]) {
        const region = document.createElement("div");
        region.slot = lieu;
        region.setAttribute("role", role);
        if (role === "log") region.setAttribute("aria-label", TEXTES.conversation);
        this.#hote.append(region);
      }
    }
  }

  dire(texte: string, ouvert: boolean, role: "log" | "status" = "status"): void {
    const region = this.#region(ouvert ? "dedans" : "dehors", role);
    if (!region) return;
    const dit = document.createElement("p");
    dit.textContent = texte;
    if (role === "status") return region.replaceChildren(dit);
    region.append(dit);
    if (region.childElementCount > GARDEES) region.firstElementChild?.remove();
  }

  // What was announced is part of what was said.
  vider(): void {
    for (const region of this.#hote.querySelectorAll(":scope > [role]")) region.replaceChildren();
  }

  #region(lieu: string, role: string): Element | null {
    return this.#hote.querySelector(`:scope > [slot="${lieu}"][role="${role}"]`);
  }
}
