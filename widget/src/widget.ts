// <assistant-pps>: the chat, in a corner of any page, or in the page itself (`integre`).
//
// Before the visitor opens it, it asks nothing of the server and keeps nothing. docs/widget.md tells
// its attributes and properties.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { Canal } from "./channel";
import { Conversation } from "./conversation";
import { type Gestes, voirMessage } from "./message-view";
import { Memoire } from "./storage";
import { Flux } from "./stream";
import { STYLES } from "./style";
import { TEXTES } from "./texts";
import { afficher, annonce, transcrire } from "./turns";
import type { Message } from "./types";

const ECRIT_APRES_MS = 400;
const BROUILLON_MS = 300;
const LONGUEUR = 2000;
const ANNONCES_GARDEES = 6;
const ETROIT = "(max-width: 30em), (max-height: 30em)";
// Known only while the script runs for the first time.
const ICI = new URL((document.currentScript as HTMLScriptElement | null)?.src || location.href).origin;

export class AssistantPPS extends LitElement {
  static styles = STYLES;
  static properties = {
    serveur: {},
    titre: {},
    lanceur: {},
    accueil: {},
    contact: {},
    position: {},
    ouvert: { type: Boolean },
    integre: { type: Boolean },
    panneauOuvert: { state: true },
    ecrit: { state: true },
    nonLus: { state: true },
    hors: { state: true },
  };

  declare serveur: string;
  declare titre: string;
  declare lanceur: string;
  declare accueil: string;
  declare contact: string;
  declare position: string;
  declare ouvert: boolean;
  declare integre: boolean;
  declare private panneauOuvert: boolean;
  declare private ecrit: boolean;
  declare private nonLus: number;
  declare private hors: boolean;

  private conversation!: Conversation;
  private memoire!: Memoire;
  private commencee = false;
  private rempli = false; // whether the panel has its content: not before it is first shown
  private minuterieEcrit = 0;
  private minuterieBrouillon = 0;
  private vus = 0; // how many messages were there at the last change, and which incident
  private incidentVu: string | undefined;
  private regardee: Element | null = null;
  private readonly regard = new IntersectionObserver(
    ([vue]) => (this.trouver<HTMLElement>(".aller")!.hidden = vue!.intersectionRatio > 0.99),
    { threshold: [0, 0.99] },
  );
  private suivre = false; // an answer came: the log goes to it once it is shown

  constructor() {
    super();
    this.serveur = ICI;
    this.titre = TEXTES.titre;
    this.lanceur = TEXTES.lanceur;
    this.accueil = TEXTES.accueil;
    this.contact = "";
    this.position = "droite";
    this.ouvert = this.integre = this.panneauOuvert = this.ecrit = this.hors = false;
    this.nonLus = 0;
  }

  // --- Opening ----------------------------------------------------------------------------------

  protected firstUpdated(): void {
    const base = this.serveur.replace(/\/$/, "");
    this.memoire = new Memoire(`assistant-pps ${base}`);
    this.conversation = new Conversation(new Canal(base), this.memoire, {
      changer: () => this.changer(),
      annoncer: (texte) => this.annoncer(texte),
      recevoir: (messages) => this.recevoir(messages),
      rendre: (texte) => this.ecrire(texte),
    });
    // Opened before, then closed: it still tells what arrives.
    const garde = this.memoire.lire();
    if (garde) this.commencer();
    // On a small screen it would cover a page that the visitor has just come to.
    const rouvert = garde?.ouvert && !matchMedia(ETROIT).matches;
    if (this.ouvert || this.integre || rouvert) this.montrer();
  }

  // Opens the panel; the page may do so too.
  montrer(): void {
    if (this.panneauOuvert) return;
    this.panneauOuvert = this.rempli = true;
    this.nonLus = 0;
    if (this.commencee) this.memoire.noter({ ouvert: true });
    void this.updateComplete.then(() => {
      this.champ.value ||= this.memoire.lire()?.brouillon ?? "";
      this.suivre = true;
      if (this.panneau instanceof HTMLDialogElement) this.deplier(this.panneau);
      this.requestUpdate();
    });
  }

  // On a small screen it covers the page, which must then be out of the keyboard's reach.
  private deplier(panneau: HTMLDialogElement): void {
    if (matchMedia(ETROIT).matches) return panneau.showModal();
    panneau.show();
    // Shown again after a reload, it leaves the focus to the page; the launcher puts it in the field.
    (this.shadowRoot?.activeElement as HTMLElement | null)?.blur();
  }

  cacher(): void {
    if (this.integre) return;
    (this.panneau as HTMLDialogElement).close();
  }

  // Says something for the visitor: an example of the page, for instance.
  dire(texte: string): void {
    this.montrer();
    void this.updateComplete.then(() => this.envoyer(texte));
  }

  private ferme(): void {
    this.panneauOuvert = false;
    if (this.commencee) this.memoire.noter({ ouvert: false });
    void this.updateComplete.then(() => this.trouver<HTMLElement>(".lanceur")?.focus());
  }

  private surLanceur(): void {
    this.montrer();
    this.commencer();
    void this.updateComplete.then(() => this.champ.focus());
  }

  // The visitor opened it, or said something: an element that the page shows open waits for that.
  private commencer(): void {
    if (this.commencee) return;
    this.commencee = true;
    const base = this.serveur.replace(/\/$/, "");
    const nom = `assistant-pps ${base}`;
    void this.conversation.ouvrir(
      (curseur) => new Flux(nom, new Canal(base), curseur, (nouvelle) => this.conversation.recevoirNouvelle(nouvelle)),
    );
  }

  // --- What happens in the conversation -----------------------------------------------------------

  private changer(): void {
    const { messages, incident } = this.conversation;
    this.suivre ||= messages.length !== this.vus || (incident !== null && incident.texte !== this.incidentVu);
    this.vus = messages.length;
    this.incidentVu = incident?.texte;
    // A quick answer needs no status.
    if (this.repond) {
      this.minuterieEcrit ||= setTimeout(() => (this.ecrit = true), ECRIT_APRES_MS);
    } else {
      clearTimeout(this.minuterieEcrit);
      this.minuterieEcrit = 0;
      this.ecrit = false;
    }
    this.requestUpdate();
  }

  private recevoir(messages: Message[]): void {
    if (messages.length === 0) return;
    for (const message of messages) {
      const dit = annonce(message);
      if (dit && message.de !== "moi") this.annoncer(`${TEXTES.parLui[message.de]} : ${dit}`, "log");
    }
    if (!this.panneauOuvert) this.nonLus += messages.length;
  }

  // Live regions are children of the element itself, which every screen reader hears, one in the
  // panel and one beside it: a modal panel silences the rest, and a closed one itself.
  private annoncer(texte: string, role: "log" | "status" = "status"): void {
    const lieu = this.panneauOuvert ? "dedans" : "dehors";
    const region = this.querySelector(`:scope > [slot="${lieu}"][role="${role}"]`);
    if (!region) return;
    const dit = document.createElement("p");
    dit.textContent = texte;
    if (role === "status") region.replaceChildren(dit);
    else {
      region.append(dit);
      while (region.childElementCount > ANNONCES_GARDEES) region.firstElementChild?.remove();
    }
  }

  connectedCallback(): void {
    super.connectedCallback();
    if (this.querySelector(':scope > [slot="dedans"]')) return;
    for (const lieu of ["dedans", "dehors"]) {
      for (const role of ["log", "status"]) {
        const region = document.createElement("div");
        region.slot = lieu;
        region.setAttribute("role", role);
        if (role === "log") region.setAttribute("aria-label", TEXTES.conversation);
        this.append(region);
      }
    }
  }

  // --- What the buyer does ------------------------------------------------------------------------

  private readonly gestes: Gestes = {
    dire: (titre, envoi) => {
      if (this.envoyer(titre, envoi)) this.apresUnClic();
    },
    annoncer: (texte) => this.annoncer(texte),
    adresse: (chemin) => {
      const { origin, pathname, href } = new URL(chemin, `${this.serveur}/`);
      return origin === new URL(this.serveur).origin && pathname.startsWith("/documents/") ? href : null;
    },
  };

  // One message at a time, since an answer belongs to the question that was seen; but what cannot
  // leave for now may be followed by more.
  private envoyer(titre: string, envoi?: string, secret = false): boolean {
    if (this.repond) {
      this.annoncer(TEXTES.attendez);
      return false;
    }
    this.commencer();
    this.conversation.dire(titre, envoi, secret);
    this.suivre = true;
    return true;
  }

  // The button that was clicked goes away. On touch screens the field would raise the keyboard over
  // the answer: the log takes the focus.
  private apresUnClic(): void {
    const cible = matchMedia("(pointer: coarse)").matches ? this.journal : this.champ;
    cible.focus({ preventScroll: true });
  }

  private envoyerLeChamp(evenement: Event): void {
    evenement.preventDefault();
    const texte = this.champ.value.trim();
    if (!texte) return this.annoncer(TEXTES.vide);
    if (this.envoyer(texte)) this.ecrire("");
    this.champ.focus({ preventScroll: true });
  }

  private surEchappement({ key }: KeyboardEvent): void {
    const reprise = this.trouver<HTMLDialogElement>(".reprise");
    if (key === "Escape" && !reprise?.open) this.cacher();
  }

  private surTouche(evenement: KeyboardEvent): void {
    // While an input method composes a character, Enter only confirms it.
    if (evenement.key !== "Enter" || evenement.shiftKey || evenement.isComposing) return;
    this.envoyerLeChamp(evenement);
  }

  private surSaisie(): void {
    const plein = this.champ.value.length >= LONGUEUR;
    if (plein && !this.hors) this.annoncer(TEXTES.limite);
    this.hors = plein;
    clearTimeout(this.minuterieBrouillon);
    if (!this.commencee) return;
    this.minuterieBrouillon = setTimeout(() => this.memoire.noter({ brouillon: this.champ.value }), BROUILLON_MS);
  }

  private ecrire(texte: string): void {
    if (this.champ) this.champ.value = texte;
    this.hors = false;
    clearTimeout(this.minuterieBrouillon);
    if (this.commencee) this.memoire.noter({ brouillon: texte });
  }

  private surExemple(evenement: Event): void {
    const bouton = evenement.composedPath().find((cible) => cible instanceof HTMLButtonElement);
    if (bouton) this.gestes.dire(bouton.textContent?.trim() ?? "");
  }

  private option(action: () => void): void {
    this.trouver<HTMLDetailsElement>(".options")!.open = false;
    action();
  }

  private telecharger(): void {
    const noms = { moi: "Vous", ...TEXTES.parLui };
    const texte = transcrire(this.conversation.messages, noms);
    const lien = document.createElement("a");
    lien.href = URL.createObjectURL(new Blob([texte], { type: "text/plain;charset=utf-8" }));
    lien.download = TEXTES.fichier;
    lien.click();
    URL.revokeObjectURL(lien.href);
  }

  private reprendre(evenement: SubmitEvent): void {
    const donnees = new FormData(evenement.target as HTMLFormElement);
    const [reference, code] = ["reference", "code"].map((nom) => String(donnees.get(nom)).trim());
    (evenement.target as HTMLFormElement).reset();
    this.envoyer(`${TEXTES.reprendre} : ${reference}`, `reprendre ${reference} ${code}`, true);
  }

  private allerALaQuestion(): void {
    const question = this.trouver<HTMLElement>("[data-question]");
    question?.scrollIntoView({ block: "start" });
    question?.querySelector<HTMLElement>("h3")?.focus({ preventScroll: true });
  }

  // --- Rendering ----------------------------------------------------------------------------------

  protected render(): TemplateResult {
    const contenu = this.rempli ? this.voirPanneau() : nothing;
    return html`${this.integre
        ? html`<section class="panneau" aria-labelledby="titre">${contenu}</section>`
        : html`<button
              type="button"
              class="lanceur"
              part="lanceur"
              aria-haspopup="dialog"
              ?hidden=${this.panneauOuvert}
              @click=${this.surLanceur}
            >
              ${this.lanceur}
              ${this.nonLus ? html`<span class="non-lus">${TEXTES.nonLu(this.nonLus)}</span>` : nothing}
            </button>
            <dialog
              class="panneau"
              aria-labelledby="titre"
              @close=${this.ferme}
              @keydown=${this.surEchappement}
            >
              ${contenu}
            </dialog>`}
      <div class="cache"><slot name="dehors"></slot></div>`;
  }

  private voirPanneau(): TemplateResult {
    return html`${this.voirEntete()}
      <div class="journal" id="conversation" tabindex="0" role="region" aria-label=${TEXTES.conversation} aria-busy=${this.repond}>
        ${this.voirJournal()}
      </div>
      <button type="button" class="aller" hidden @click=${this.allerALaQuestion}>${TEXTES.allerALaQuestion}</button>
      <form class="saisie" @submit=${this.envoyerLeChamp}>
        <label for="message">${TEXTES.message}</label>
        <p id="status" class=${this.ecrit ? "ecrit" : ""}>${this.ecrit ? TEXTES.ecrit : ""}</p>
        <div class="ligne">
          <textarea
            id="message"
            rows="2"
            maxlength=${LONGUEUR}
            autocomplete="off"
            enterkeyhint="send"
            aria-describedby="aide"
            @keydown=${this.surTouche}
            @input=${this.surSaisie}
          ></textarea>
          <button type="submit" class="principal">${TEXTES.envoyer}</button>
        </div>
        <p id="aide" class="discret">${this.hors ? TEXTES.limite : TEXTES.aide}</p>
      </form>
      ${this.voirReprise()}
      <div class="cache"><slot name="dedans"></slot></div>`;
  }

  private voirEntete(): TemplateResult {
    const entree = (texte: string, action: () => void) =>
      html`<li><button type="button" @click=${() => this.option(action)}>${texte}</button></li>`;
    return html`<header>
      <h2 id="titre">${this.titre}</h2>
      ${this.integre
        ? nothing
        : html`<button type="button" class="fermer" @click=${this.cacher}>${TEXTES.fermer}</button>`}
      <details class="options">
        <summary>${TEXTES.options}</summary>
        <ul role="list">
          ${entree(TEXTES.nouvelle, () => this.conversation.recommencer())}
          ${entree(TEXTES.reprendre, () => this.trouver<HTMLDialogElement>(".reprise")?.showModal())}
          ${entree(TEXTES.transcription, () => this.telecharger())}
          ${entree(TEXTES.effacer, () => this.gestes.dire(TEXTES.effacer, TEXTES.effacerDit))}
        </ul>
        ${this.contact ? html`<p class="discret">${this.contact}</p>` : nothing}
      </details>
    </header>`;
  }

  private voirReprise(): TemplateResult {
    return html`<dialog class="reprise" aria-labelledby="reprise-titre">
      <form method="dialog" @submit=${this.reprendre}>
        <h3 id="reprise-titre">${TEXTES.reprendre}</h3>
        <p>${TEXTES.reprendreAide}</p>
        <label>${TEXTES.reference}
          <input name="reference" required autocomplete="off" spellcheck="false" placeholder=${TEXTES.referenceExemple} /></label>
        <label>${TEXTES.code}
          <input name="code" required autocomplete="off" spellcheck="false" placeholder=${TEXTES.codeExemple} /></label>
        <div class="ligne">
          <button type="submit" class="principal">${TEXTES.ouvrir}</button>
          <button type="button" @click=${() => this.trouver<HTMLDialogElement>(".reprise")?.close()}>${TEXTES.annuler}</button>
        </div>
      </form>
    </dialog>`;
  }

  private voirJournal(): unknown {
    const { messages, file, annulable, avertissement, incident } = this.conversation;
    const affiches = afficher(messages, file.length > 0);
    const vide = affiches.length === 0 && file.length === 0;
    return html`${annulable
        ? html`<p class="avertissement">
            ${TEXTES.nouvelleDite}
            <button type="button" @click=${() => this.conversation.revenir()}>${TEXTES.revenir}</button>
          </p>`
        : nothing}
      ${vide ? this.voirOuverture() : nothing}
      ${repeat(
        affiches,
        ({ message }) => message.id,
        (affiche) =>
          // A message changes only by what is after it.
          guard([affiche.message, affiche.rang, affiche.actif, affiche.remplacee, affiche.question, affiche.choix], () =>
            voirMessage(affiche, this.gestes),
          ),
      )}
      ${file.map(
        ({ titre }, rang) =>
          html`<article class="message acheteur">
            <h3 class="cache">${TEXTES.entete.moi}</h3>
            <p class="brut">${titre}</p>
            ${rang > 0 || incident ? html`<p class="discret">${TEXTES.enAttente}</p>` : nothing}
          </article>`,
      )}
      ${avertissement ? html`<p class="avertissement">${avertissement}</p>` : nothing}
      ${incident ? this.voirIncident(incident.texte, incident.renvoi) : nothing}`;
  }

  private voirOuverture(): TemplateResult {
    return html`<div class="ouverture">
      <p>${this.accueil}</p>
      <p class="discret">${TEXTES.donnees}</p>
      <p>${TEXTES.commencer}</p>
      <div class="exemples" @click=${this.surExemple}>
        <slot name="exemples">
          ${TEXTES.exemples.map((exemple) => html`<button type="button">${exemple}</button>`)}
        </slot>
      </div>
    </div>`;
  }

  private voirIncident(texte: string, renvoi: boolean): TemplateResult {
    return html`<article class="message incident">
      <h3 class="cache">${TEXTES.incident}</h3>
      <p class="texte">${texte}</p>
      ${renvoi
        ? html`<div class="ligne">
            <button type="button" class="reessayer" @click=${() => this.surIncident(() => this.conversation.reessayer())}>${TEXTES.reessayer}</button>
            <button type="button" @click=${() => this.surIncident(() => this.conversation.retirer())}>${TEXTES.retirer}</button>
          </div>`
        : nothing}
    </article>`;
  }

  private surIncident(action: () => void): void {
    this.apresUnClic();
    action();
  }

  protected updated(_: PropertyValues): void {
    if (!this.journal) return;
    if (this.suivre) {
      this.suivre = false;
      this.defiler();
    }
    this.regarderLaQuestion();
  }

  // A long answer is read from its start, or from its verdict: go to the end, but not past it.
  private defiler(): void {
    const { journal } = this;
    journal.scrollTop = journal.scrollHeight;
    const messages = Array.from(journal.querySelectorAll(".message"));
    if (messages.length === 0) journal.scrollTop = 0;
    const reponse = messages.slice(messages.findLastIndex((message) => message.matches(".acheteur")) + 1);
    const premier = reponse.find((message) => message.querySelector(".avis")) ?? reponse[0];
    if (!premier) return;
    const cache = journal.getBoundingClientRect().top - premier.getBoundingClientRect().top;
    if (cache > 0) journal.scrollTop -= cache + 8;
  }

  // The question is in view, or a control leads to it.
  private regarderLaQuestion(): void {
    const question = this.trouver("[data-question] .texte") ?? this.trouver("[data-question]");
    if (question === this.regardee) return;
    this.regardee = question;
    this.regard.disconnect();
    this.trouver<HTMLElement>(".aller")!.hidden = true;
    if (question) this.regard.observe(question);
  }

  // An answer is awaited.
  private get repond(): boolean {
    const { attend, file, incident } = this.conversation;
    return attend && file.length > 0 && !incident;
  }

  private get panneau(): HTMLElement {
    return this.trouver(".panneau")!;
  }

  private get journal(): HTMLElement {
    return this.trouver(".journal")!;
  }

  private get champ(): HTMLTextAreaElement {
    return this.trouver("#message")!;
  }

  private trouver<T extends Element>(selecteur: string): T | null {
    return this.renderRoot.querySelector<T>(selecteur);
  }
}

customElements.define("assistant-pps", AssistantPPS);
