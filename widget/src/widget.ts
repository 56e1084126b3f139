// <assistant-pps>: the chat, in a corner of any page, or in the page itself (`integre`).
//
// Before the visitor opens it, it asks nothing of the server and keeps nothing. docs/widget.md tells
// its attributes and properties.

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { Annonceur } from "./announcer";
import { Canal } from "./channel";
import { Conversation } from "./conversation";
import { Champ } from "./field";
import { voirJournal, Vues } from "./log-view";
import type { Gestes } from "./message-view";
import { type Options, voirEntete, voirLanceur, voirReprise } from "./panel-view";
import { Suivi } from "./scroll";
import { Statut } from "./status";
import { Memoire } from "./storage";
import { Flux } from "./stream";
import { STYLES } from "./style";
import { TEXTES } from "./texts";
import { telecharger } from "./transcript";
import { annonce } from "./turns";
import type { Message } from "./types";

const ETROIT = "(max-width: 30em), (max-height: 30em)";
// Known only while the script runs for the first time.
const ICI = new URL((document.currentScript as HTMLScriptElement | null)?.src || location.href).origin;

class AssistantPPS extends LitElement {
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
    nonLus: { state: true },
  };

  declare serveur: string;
  declare titre: string;
  declare lanceur: string;
  declare accueil: string;
  declare contact: string;
  declare position: string;
  declare ouvert: boolean;
  declare integre: boolean;
  declare panneauOuvert: boolean;
  declare nonLus: number;

  #annonceur = new Annonceur(this);
  #conversation!: Conversation;
  #memoire!: Memoire;
  #champ!: Champ;
  #suivi!: Suivi;
  #vues = new Vues();
  #commencee = false;
  #rempli = false; // whether the panel has its content: not before it is first shown
  #montre = ""; // how many messages are shown, how many wait, and what is wrong
  #statut = new Statut(() => this.requestUpdate());

  constructor() {
    super();
    this.serveur = ICI;
    this.titre = TEXTES.titre;
    this.lanceur = TEXTES.lanceur;
    this.accueil = TEXTES.accueil;
    this.contact = "";
    this.position = "droite";
    this.ouvert = this.integre = this.panneauOuvert = false;
    this.nonLus = 0;
  }

  connectedCallback(): void {
    super.connectedCallback();
    this.#annonceur.poser();
  }

  protected firstUpdated(): void {
    this.#memoire = new Memoire(this.#nom);
    this.#conversation = new Conversation(new Canal(this.#base), this.#memoire, {
      changer: () => this.#changer(),
      annoncer: (texte) => this.#annoncer(texte),
      signaler: (texte) => this.#signaler(texte),
      recevoir: (messages) => this.#recevoir(messages),
      rendre: (texte) => this.#champ.ecrire(texte),
      effacer: () => this.#annonceur.vider(),
    });
    this.#champ = new Champ(this.renderRoot, this.#memoire, {
      envoyer: (texte) => this.#envoyer(texte),
      annoncer: (texte) => this.#annoncer(texte),
      signaler: (texte) => this.#signaler(texte),
    });
    this.#suivi = new Suivi(this.renderRoot);
    // Opened before, then closed: it still tells what arrives.
    const garde = this.#memoire.lire();
    if (garde) this.#commencer();
    // On a small screen it would cover a page that the visitor has just come to.
    const rouvert = garde?.ouvert && !matchMedia(ETROIT).matches;
    if (this.ouvert || this.integre || rouvert) this.montrer();
  }

  // --- Opening and closing ------------------------------------------------------------------------

  // Opens the panel; the page may do so too.
  montrer(): void {
    if (this.panneauOuvert) return;
    this.panneauOuvert = this.#rempli = true;
    this.nonLus = 0;
    if (this.#commencee) this.#memoire.noter({ ouvert: true });
    void this.updateComplete.then(() => {
      this.#champ.retrouver();
      this.#suivi.demande = true;
      if (!this.integre) this.#deplier(this.#trouver("dialog.panneau") as HTMLDialogElement);
      this.requestUpdate();
    });
  }

  cacher(): void {
    this.renderRoot.querySelector<HTMLDialogElement>("dialog.panneau")?.close();
  }

  // Says something for the visitor: an example of the page, for instance.
  dire(texte: string): void {
    this.montrer();
    void this.updateComplete.then(() => this.#envoyer(texte));
  }

  // On a small screen it covers the page, which must then be out of the keyboard's reach.
  #deplier(panneau: HTMLDialogElement): void {
    if (matchMedia(ETROIT).matches) return panneau.showModal();
    panneau.show();
    // Shown again after a reload, it leaves the focus to the page; the launcher puts it in the field.
    (this.shadowRoot?.activeElement as HTMLElement | null)?.blur();
  }

  #surLanceur(): void {
    this.montrer();
    this.#commencer();
    void this.updateComplete.then(() => this.#champ.viser());
  }

  #ferme(): void {
    this.panneauOuvert = false;
    if (this.#commencee) this.#memoire.noter({ ouvert: false });
    void this.updateComplete.then(() => this.#trouver(".lanceur")?.focus());
  }

  #surEchappement({ key }: KeyboardEvent): void {
    if (key === "Escape" && !this.#trouver(".reprise[open]")) this.cacher();
  }

  // The visitor opened it, or said something: an element that the page shows open waits for that.
  #commencer(): void {
    if (this.#commencee) return;
    this.#commencee = this.#champ.garde = true;
    void this.#conversation.ouvrir(
      (curseur) =>
        new Flux(this.#nom, new Canal(this.#base), curseur, (nouvelle) =>
          this.#conversation.recevoirNouvelle(nouvelle),
        ),
    );
  }

  // --- What happens in the conversation -----------------------------------------------------------

  #changer(): void {
    const { messages, file, incident } = this.#conversation;
    // An answer may be there before what it answers has left the queue, which is shown below it. A
    // conversation that opens without a message is nothing that happens: what was told stays.
    const montre = `${messages.length} ${file.length} ${incident?.texte}`;
    const arrive = montre !== this.#montre;
    this.#montre = montre;
    this.#suivi.demande ||= arrive;
    this.#statut.noter(arrive, this.#repond);
    this.requestUpdate();
  }

  #recevoir(messages: Message[]): void {
    for (const message of messages) {
      const dit = annonce(message);
      if (dit && message.de !== "moi") {
        this.#annonceur.dire(`${TEXTES.parLui[message.de]} : ${dit}`, this.panneauOuvert, "log");
      }
    }
    if (!this.panneauOuvert) this.nonLus += messages.length;
  }

  #annoncer(texte: string): void {
    this.#annonceur.dire(texte, this.panneauOuvert);
  }

  // Nothing else on the screen tells it.
  #signaler(texte: string): void {
    this.#statut.signaler(texte);
    this.#annoncer(texte);
  }

  // An answer is awaited.
  get #repond(): boolean {
    const { attend, file, incident } = this.#conversation;
    return attend && file.length > 0 && !incident;
  }

  // --- What the buyer does ------------------------------------------------------------------------

  #gestes: Gestes = {
    dire: (titre, envoi) => {
      if (this.#envoyer(titre, envoi)) this.#gestes.viserApresUnClic();
    },
    // The button that was clicked goes away. On touch screens the field would raise the keyboard over
    // the answer: the log takes the focus.
    viserApresUnClic: () => {
      if (matchMedia("(pointer: coarse)").matches) this.#trouver(".journal")!.focus({ preventScroll: true });
      else this.#champ.viser();
    },
    signaler: (texte) => this.#signaler(texte),
    adresse: (chemin) => {
      const { origin, pathname, href } = new URL(chemin, `${this.serveur}/`);
      return origin === new URL(this.serveur).origin && pathname.startsWith("/documents/") ? href : null;
    },
  };

  #options(): Options {
    return {
      fermer: this.integre ? null : () => this.cacher(),
      nouvelle: () => this.#conversation.recommencer(),
      reprendre: (reference, code) => {
        this.#envoyer(`${TEXTES.reprendre} : ${reference}`, `reprendre ${reference} ${code}`, true);
        this.#gestes.viserApresUnClic();
      },
      telecharger: () => telecharger(this.#conversation.messages),
      effacer: () => this.#gestes.dire(TEXTES.effacer, TEXTES.effacerDit),
    };
  }

  // One message at a time, since an answer belongs to the question that was seen; but what cannot
  // leave for now may be followed by more.
  #envoyer(titre: string, envoi?: string, secret = false): boolean {
    if (this.#repond) {
      this.#signaler(TEXTES.attendez);
      return false;
    }
    this.#commencer();
    this.#conversation.dire(titre, envoi, secret);
    this.#suivi.demande = true;
    // In a page, what is about to be answered comes whole onto the screen.
    if (this.integre) this.#trouver(".panneau")?.scrollIntoView({ block: "nearest" });
    return true;
  }

  // --- Rendering ----------------------------------------------------------------------------------

  protected render(): TemplateResult {
    const contenu = this.#rempli ? this.#voirPanneau() : nothing;
    return html`${this.integre
        ? html`<section class="panneau" aria-labelledby="titre">${contenu}</section>`
        : html`${voirLanceur(this.lanceur, this.nonLus, this.panneauOuvert, () => this.#surLanceur())}
            <dialog class="panneau" aria-labelledby="titre" @close=${this.#ferme} @keydown=${this.#surEchappement}>
              ${contenu}
            </dialog>`}
      <div class="cache"><slot name="dehors"></slot></div>`;
  }

  #voirPanneau(): TemplateResult {
    const options = this.#options();
    return html`${voirEntete(this.titre, this.contact, options)}
      <div class="journal" id="conversation" tabindex="0" role="region" aria-label=${TEXTES.conversation} aria-busy=${this.#repond}>
        ${voirJournal(this.#conversation, this.#vues, this.accueil, this.#gestes)}
      </div>
      <button type="button" class="aller" hidden @click=${() => this.#suivi.allerALaQuestion()}>${TEXTES.allerALaQuestion}</button>
      ${this.#champ.voir(this.#statut.texte)} ${voirReprise(options)}
      <div class="cache"><slot name="dedans"></slot></div>`;
  }

  protected updated(): void {
    if (this.#trouver(".journal")) this.#suivi.suivre();
  }

  get #base(): string {
    return this.serveur.replace(/\/$/, "");
  }

  // Under which the tabs of a site find each other, and what the browser keeps.
  get #nom(): string {
    return `assistant-pps ${this.#base}`;
  }

  #trouver(selecteur: string): HTMLElement | null {
    return this.renderRoot.querySelector(selecteur);
  }
}

customElements.define("assistant-pps", AssistantPPS);
