// What is around the conversation: the launcher, the title, the options, the dialogue that takes up
// a file.

import { html, nothing, type TemplateResult } from "lit";
import { TEXTES } from "./texts";

export interface Options {
  fermer: (() => void) | null;
  nouvelle(): void;
  reprendre(reference: string, code: string): void;
  telecharger(): void;
  effacer(): void;
}

export function voirLanceur(texte: string, nonLus: number, cache: boolean, ouvrir: () => void): TemplateResult {
  return html`<button type="button" class="lanceur" part="lanceur" aria-haspopup="dialog" ?hidden=${cache} @click=${ouvrir}>
    ${texte} ${nonLus ? html`<span class="non-lus">${TEXTES.nonLu(nonLus)}</span>` : nothing}
  </button>`;
}

export function voirEntete(titre: string, contact: string, options: Options): TemplateResult {
  const entree = (texte: string, action: (racine: ParentNode) => void) =>
    html`<li>
      <button
        type="button"
        @click=${({ currentTarget }: { currentTarget: HTMLElement }) => {
          const options = currentTarget.closest("details")!;
          // the button goes away: the focus stays there, and comes back there from a dialogue
          options.querySelector("summary")!.focus();
          options.open = false;
          action(currentTarget.closest(".panneau")!);
        }}
      >
        ${texte}
      </button>
    </li>`;
  return html`<header>
    <h2 id="titre">${titre}</h2>
    ${options.fermer
      ? html`<button type="button" class="fermer" @click=${options.fermer}>${TEXTES.fermer}</button>`
      : nothing}
    <details class="options">
      <summary>${TEXTES.options}</summary>
      <ul role="list">
        ${entree(TEXTES.nouvelle, options.nouvelle)}
        ${entree(TEXTES.reprendre, (racine) => racine.querySelector<HTMLDialogElement>(".reprise")!.showModal())}
        ${entree(TEXTES.transcription, options.telecharger)}
        ${entree(TEXTES.effacer, options.effacer)}
      </ul>
      ${contact ? html`<p class="discret">${contact}</p>` : nothing}
    </details>
  </header>`;
}

export function voirReprise(options: Options): TemplateResult {
  const reprendre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    const formulaire = evenement.target as HTMLFormElement;
    const donnees = new FormData(formulaire);
    const [reference, code] = ["reference", "code"].map((nom) => String(donnees.get(nom)).trim());
    formulaire.reset();
    formulaire.closest("dialog")!.close();
    options.reprendre(reference!, code!);
  };
  const fermer = ({ currentTarget }: { currentTarget: HTMLElement }) => currentTarget.closest("dialog")!.close();
  const champ = (nom: string, texte: string, exemple: string) =>
    html`<label>${texte}
      <input name=${nom} required autocomplete="off" spellcheck="false" placeholder=${exemple} /></label>`;
  return html`<dialog class="reprise" aria-labelledby="reprise-titre">
    <form @submit=${reprendre}>
      <h3 id="reprise-titre">${TEXTES.reprendre}</h3>
      <p>${TEXTES.reprendreAide}</p>
      ${champ("reference", TEXTES.reference, TEXTES.referenceExemple)}
      ${champ("code", TEXTES.code, TEXTES.codeExemple)}
      <div class="ligne">
        <button type="submit" class="principal">${TEXTES.ouvrir}</button>
        <button type="button" @click=${fermer}>${TEXTES.annuler}</button>
      </div>
    </form>
  </dialog>`;
}
