// The structures of a message (`custom`): verdict, recapitulation, documents and their preview.

import { html, nothing, type TemplateResult } from "lit";
import type { Gestes } from "./message-view";
import { TEXTES } from "./texts";
import { type Affiche, titreDe } from "./turns";
import type { Apercu, Avis, Bloc, Critere, Documents, Recapitulatif, Structure } from "./types";

export function voirStructure(
  structure: Structure | null,
  apercus: Apercu[],
  affiche: Affiche,
  gestes: Gestes,
): unknown {
  const lus = apercus.map((apercu) => voirApercu(apercu, affiche.remplacee, gestes));
  if (structure?.type === "avis") return voirAvis(structure);
  if (structure?.type === "recapitulatif") return voirRecapitulatif(structure, affiche.actif, gestes);
  if (structure?.type === "documents") return [voirDocuments(structure, affiche.remplacee, gestes), ...lus];
  return lus;
}

// --- Verdict: the answer first, then why ---------------------------------------------------------

function voirAvis(avis: Avis): TemplateResult {
  const duty = avis.obligation_sociale;
  return html`<section class="avis ${avis.verdict} ${avis.lot ? "lot" : ""}">
    <h4>${titreDe(avis)}</h4>
    ${paragraphe(avis.resume)}
    ${avis.criteres.length ? html`<ul class="criteres" role="list">${avis.criteres.map(voirCritere)}</ul>` : nothing}
    ${rubrique(TEXTES.vigilances, avis.vigilances)} ${rubrique(TEXTES.leviers, avis.leviers)}
    ${rubrique(TEXTES.aNoter, avis.a_savoir)}
    ${duty
      ? html`<h5>${TEXTES.aSavoir}</h5>
          <p>${duty.texte}</p>
          ${voirSource(duty.source, TEXTES.aSavoir)}`
      : nothing}
    ${paragraphe(avis.suite, "suite")}
    ${avis.verdict === "hors_champ" ? nothing : html`<p class="discret">${TEXTES.prudence}</p>`}
  </section>`;
}

// The state is said in words: a colour alone would tell nothing to who does not see it.
function voirCritere({ libelle, etat, constat, raison, source }: Critere): TemplateResult {
  return html`<li class=${etat}>
    <p><strong>${libelle} :</strong> <span class="etat">${TEXTES.etats[etat]}</span></p>
    ${constat ? html`<p class="discret">${TEXTES.vousAvezDit} ${constat}</p>` : nothing} ${paragraphe(raison)}
    ${voirSource(source, libelle)}
  </li>`;
}

function voirSource(source: string, sujet: string): unknown {
  if (!source) return nothing;
  return html`<details>
    <summary>${TEXTES.pourquoi}<span class="cache"> – ${sujet}</span></summary>
    <p>${source}</p>
  </details>`;
}

function rubrique(titre: string, textes: string[] | undefined): unknown {
  if (!textes?.length) return nothing;
  return html`<h5>${titre}</h5>
    <ul>
      ${textes.map((texte) => html`<li>${texte}</li>`)}
    </ul>`;
}

function paragraphe(texte: string | undefined, classe = ""): unknown {
  return texte ? html`<p class=${classe}>${texte}</p>` : nothing;
}

// --- Recapitulation: each answer can be changed ---------------------------------------------------

function voirRecapitulatif({ titre, lignes }: Recapitulatif, actif: boolean, gestes: Gestes): TemplateResult {
  const modifier = (libelle: string, envoi: string) => {
    const dit = `${TEXTES.modifier} : ${libelle}`;
    return html`<button type="button" aria-label=${dit} @click=${() => gestes.dire(dit, envoi)}>
      ${TEXTES.modifier}
    </button>`;
  };
  return html`<section class="recapitulatif">
    <h4>${titre || TEXTES.recapitulatif}</h4>
    <ul role="list">
      ${lignes.map(
        ({ libelle, texte, modifier: envoi }) =>
          html`<li>
            <p><strong>${libelle}</strong> : ${texte}</p>
            ${actif && envoi ? modifier(libelle, envoi) : nothing}
          </li>`,
      )}
    </ul>
  </section>`;
}

// --- Documents, then what the first of them says --------------------------------------------------

function voirDocuments({ dossier, documents }: Documents, remplacee: boolean, gestes: Gestes): TemplateResult {
  const liens = documents.flatMap(({ titre, formats }, rang) =>
    Object.entries(formats).map(([format, chemin]) => {
      const texte = `${titre} (${TEXTES.formats[format] ?? format})`;
      const adresse = gestes.adresse(chemin);
      // Only the server's own documents are linked to.
      if (!adresse) return html`<li>${texte}</li>`;
      const classe = rang === 0 && !remplacee ? "principal" : "";
      return html`<li><a href=${adresse} class=${classe} download>${texte}</a></li>`;
    }),
  );
  return html`<section class="documents">
    <h4>${TEXTES.telecharger} <span class="reference">${dossier}</span>${voirRemplacee(remplacee)}</h4>
    <ul role="list">
      ${liens}
    </ul>
  </section>`;
}

function voirRemplacee(remplacee: boolean): unknown {
  return remplacee ? html` <em class="remplacee">– ${TEXTES.remplacee}</em>` : nothing;
}

function voirApercu({ titre, blocs }: Apercu, remplacee: boolean, gestes: Gestes): TemplateResult {
  const copier = async () => {
    try {
      await navigator.clipboard.writeText(enTexte(blocs));
      gestes.signaler(TEXTES.copie);
    } catch {
      gestes.signaler(TEXTES.copieRefusee); // plain HTTP, or a browser's setting
    }
  };
  return html`<section class="apercu">
    <h4>${TEXTES.apercu} ${titre}${voirRemplacee(remplacee)}</h4>
    <button type="button" @click=${copier}>${TEXTES.copier}<span class="cache"> – ${titre}</span></button>
    <details>
      <summary>${TEXTES.lire} ${titre}</summary>
      <div class="document" tabindex="0" role="group" aria-label="${TEXTES.apercu} ${titre}">${blocs.map(voirBloc)}</div>
    </details>
  </section>`;
}

function voirBloc(bloc: Bloc): TemplateResult {
  if (bloc.type === "titre") {
    // The document's headings come under the message's, which is of level four.
    if (bloc.niveau <= 1) return html`<h5>${bloc.texte}</h5>`;
    return html`<h6>${bloc.texte}</h6>`;
  }
  if (bloc.type === "liste") return html`<ul>${bloc.elements.map((texte) => html`<li>${texte}</li>`)}</ul>`;
  if (bloc.type === "tableau") return voirTableau(bloc.lignes);
  return html`<p>${bloc.texte}</p>`;
}

function voirTableau([entetes = [], ...lignes]: string[][]): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        ${entetes.map((texte) => html`<th scope="col">${texte}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${lignes.map((cellules) => html`<tr>${cellules.map((texte) => html`<td>${texte}</td>`)}</tr>`)}
    </tbody>
  </table>`;
}

function enTexte(blocs: Bloc[]): string {
  return blocs
    .map((bloc) => {
      if (bloc.type === "liste") return bloc.elements.map((texte) => `- ${texte}`).join("\n");
      if (bloc.type === "tableau") return bloc.lignes.map((cellules) => cellules.join("\t")).join("\n");
      return bloc.texte;
    })
    .join("\n\n");
}
