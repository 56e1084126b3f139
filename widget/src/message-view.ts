// What a message holds, under a heading of its own.

import { html, nothing, type TemplateResult } from "lit";
import { voirStructure } from "./structure-views";
import { TEXTES } from "./texts";
import { type Affiche, decouper, RIEN } from "./turns";
import type { ChoixMultiples, Message } from "./types";

// What a click in a message does. `adresse` makes a document's address whole, or null if it is not
// one of the server's.
export interface Gestes {
  dire(titre: string, envoi?: string): void;
  signaler(texte: string): void;
  viserApresUnClic(): void;
  adresse(chemin: string): string | null;
}

export function voirMessage(affiche: Affiche, gestes: Gestes): TemplateResult {
  const { message, rang, texte, choix, apercus, actif } = affiche;
  const id = `m-${message.id}`;
  const progression = message.custom?.type === "progression" ? message.custom.texte : null;
  return html`<h3 id="${id}-t" class=${message.de === "facilitateur" ? "auteur" : "cache"} tabindex="-1">
      ${TEXTES.entete[message.de]} ${rang}
    </h3>
    ${progression ? html`<p class="progression">${progression}</p>` : nothing}
    ${texte ? html`<div class="texte" id="${id}-x">${voirTexte(texte, message.de === "moi")}</div>` : nothing}
    ${voirStructure(message.custom, apercus, affiche, gestes)}
    ${choix ? voirCases(choix, id, Boolean(texte), actif, gestes) : nothing}
    ${actif ? voirBoutons(affiche, `${id}-t`, gestes) : nothing}`;
}

export function classeDe({ de }: Message): string {
  return `message ${CLASSES[de]}`;
}

const CLASSES = { assistant: "assistant", moi: "acheteur", facilitateur: "assistant facilitateur" };

// What the buyer typed is shown as typed; of the rest, what reads like a list is one.
function voirTexte(texte: string, brut: boolean): unknown {
  if (brut) return html`<p class="brut">${texte}</p>`;
  return decouper(texte).map((partie) => {
    if (typeof partie === "string") return html`<p>${partie}</p>`;
    const elements = partie.elements.map((element) => html`<li>${element}</li>`);
    return partie.ordonnee ? html`<ol>${elements}</ol>` : html`<ul>${elements}</ul>`;
  });
}

function voirBoutons({ message, choix }: Affiche, titre: string, gestes: Gestes): unknown {
  // The buttons that pick one item of a list would say the same as its boxes.
  const seuls = new Set(choix?.options.map(({ valeur }) => `/choisir{"choix": "${valeur}"}`));
  const boutons = message.boutons.filter(({ envoi }) => !seuls.has(envoi));
  if (boutons.length === 0) return nothing;
  return html`<ul class="reponses" role="list" aria-label=${TEXTES.reponsesProposees} aria-describedby=${titre}>
    ${boutons.map(
      ({ titre, envoi }) =>
        html`<li><button type="button" @click=${() => gestes.dire(titre, envoi)}>${titre}</button></li>`,
    )}
  </ul>`;
}

// The boxes are labelled by the message that asks.
function voirCases(
  { options }: ChoixMultiples,
  id: string,
  aTexte: boolean,
  actif: boolean,
  gestes: Gestes,
): TemplateResult {
  const repondre = (evenement: Event) => {
    const cadre = (evenement.currentTarget as HTMLElement).closest("fieldset");
    const cases = Array.from(cadre?.querySelectorAll("input") ?? []);
    const choisies = options.filter((_, rang) => cases[rang]?.checked);
    if (choisies.length === 0) return gestes.dire(TEXTES.rienDeCoche, RIEN);
    const dit = choisies.map(({ libelle }) => libelle).join("\n");
    gestes.dire(dit, choisies.map(({ valeur }) => valeur).join(", "));
  };
  return html`<fieldset class="cases" aria-labelledby=${aTexte ? `${id}-x` : `${id}-t`} ?disabled=${!actif}>
    ${options.map(
      ({ valeur, libelle, coche }) =>
        html`<label><input type="checkbox" value=${valeur} ?checked=${coche} /> <span>${libelle}</span></label>`,
    )}
    ${actif ? html`<button type="button" class="principal" @click=${repondre}>${TEXTES.valider}</button>` : nothing}
  </fieldset>`;
}
