// The conversation as it is shown: its messages, what waits to leave, what went wrong.

import { html, nothing, render, type TemplateResult } from "lit";
import type { Conversation } from "./conversation";
import { classeDe, type Gestes, voirMessage } from "./message-view";
import { TEXTES } from "./texts";
import { type Affiche, afficher } from "./turns";

// Each message keeps its element, and what the reader unfolded or ticked in it; it is rendered again
// only when what came after it changes it.
export class Vues {
  #vues = new Map<string, { element: HTMLElement; rendue: unknown[] }>();

  voir(affiches: Affiche[], gestes: Gestes): HTMLElement[] {
    const avant = this.#vues;
    this.#vues = new Map();
    return affiches.map((affiche) => {
      const { message, rang, choix, apercus, actif, remplacee, question } = affiche;
      const vue = avant.get(message.id) ?? { element: document.createElement("article"), rendue: [] };
      this.#vues.set(message.id, vue);
      const rendue = [message, rang, choix, actif, remplacee, question, ...apercus];
      if (rendue.length !== vue.rendue.length || rendue.some((valeur, i) => valeur !== vue.rendue[i])) {
        vue.rendue = rendue;
        vue.element.className = classeDe(message);
        vue.element.toggleAttribute("data-question", question);
        render(voirMessage(affiche, gestes), vue.element);
      }
      return vue.element;
    });
  }
}

export function voirJournal(conversation: Conversation, vues: Vues, accueil: string, gestes: Gestes): unknown {
  const { messages, file, annulable, avertissement, incident } = conversation;
  const affiches = afficher(messages, file.length > 0);
  return html`${annulable
      ? html`<p class="avertissement">
          ${TEXTES.nouvelleDite}
          <button type="button" @click=${() => conversation.revenir()}>${TEXTES.revenir}</button>
        </p>`
      : nothing}
    ${affiches.length + file.length ? nothing : voirOuverture(accueil, gestes)}
    ${vues.voir(affiches, gestes)}
    ${file.map(
      ({ titre }, rang) =>
        html`<article class="message acheteur">
          <h3 class="cache">${TEXTES.entete.moi}</h3>
          <p class="brut">${titre}</p>
          ${rang > 0 || incident ? html`<p class="discret">${TEXTES.enAttente}</p>` : nothing}
        </article>`,
    )}
    ${avertissement ? html`<p class="avertissement">${avertissement}</p>` : nothing}
    ${incident ? voirIncident(incident.texte, incident.renvoi, conversation, gestes) : nothing}`;
}

function voirOuverture(accueil: string, gestes: Gestes): TemplateResult {
  // An example may be the page's own, in the slot.
  const dire = (evenement: Event) => {
    const bouton = evenement.composedPath().find((cible) => cible instanceof HTMLButtonElement);
    if (bouton) gestes.dire(bouton.textContent!.trim());
  };
  return html`<div class="ouverture">
    <p>${accueil}</p>
    <p class="discret">${TEXTES.donnees}</p>
    <p>${TEXTES.commencer}</p>
    <div class="exemples" @click=${dire}>
      <slot name="exemples">
        ${TEXTES.exemples.map((exemple) => html`<button type="button">${exemple}</button>`)}
      </slot>
    </div>
  </div>`;
}

function voirIncident(texte: string, renvoi: boolean, conversation: Conversation, gestes: Gestes): TemplateResult {
  const bouton = (nom: string, action: () => void) =>
    html`<button
      type="button"
      @click=${() => {
        gestes.viserApresUnClic();
        action();
      }}
    >
      ${nom}
    </button>`;
  return html`<article class="message incident">
    <h3 class="cache">${TEXTES.incident}</h3>
    <p class="texte">${texte}</p>
    ${renvoi
      ? html`<div class="ligne">
          ${bouton(TEXTES.reessayer, () => conversation.reessayer())}
          ${bouton(TEXTES.retirer, () => conversation.retirer())}
        </div>`
      : nothing}
  </article>`;
}
