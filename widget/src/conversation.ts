// The conversation as this tab knows it: what the server has of it, and what waits to be sent.
//
// The server's history is the only truth: after each answer, and at each news of the stream, what
// came since the cursor is taken from it. What is said goes through one queue, a message at a time,
// each under an id of its own: sent again after a cut, it is worked once.

import { type Canal, Refus } from "./channel";
import { type Memoire, nouvelIdentifiant } from "./storage";
import type { Flux, Nouvelle } from "./stream";
import { TEXTES } from "./texts";
import type { Envoi, Message } from "./types";

const REPENTIR_MS = 10_000;
const LECTURE_MS = 150;
const ATTENTE_MS = 2_000;
const ATTENTE_AU_PLUS_MS = 30_000;
const TROP_VITE_S = 10;

// Why the head of the queue is not sent; `renvoi`: whether a button may send it again.
export interface Incident {
  texte: string;
  renvoi: boolean;
}

export interface Ecoute {
  changer(): void;
  annoncer(texte: string): void;
  signaler(texte: string): void;
  recevoir(messages: Message[]): void;
  rendre(texte: string): void;
  effacer(): void;
}

export class Conversation {
  messages: Message[] = [];
  file: Envoi[] = [];
  incident: Incident | null = null;
  avertissement = "";
  attend = false;
  #ancienne: Message[] | null = null;
  #curseur = 0;
  #echecs = 0;
  #prete = false;
  #flux!: Flux;
  #minuterie = 0;
  #repentir = 0;
  #lecture = 0;
  #aRelire = false;
  #locaux = 0;

  #canal: Canal;
  #memoire: Memoire;
  #ecoute: Ecoute;

  constructor(canal: Canal, memoire: Memoire, ecoute: Ecoute) {
    this.#canal = canal;
    this.#memoire = memoire;
    this.#ecoute = ecoute;
  }

  get annulable(): boolean {
    return this.#ancienne !== null;
  }

  // To call once, when the visitor has opened the widget: before, nothing is asked of the server.
  async ouvrir(creerFlux: (curseur: () => number) => Flux): Promise<void> {
    this.#flux = creerFlux(() => this.#curseur);
    this.file = this.#memoire.lire()?.file ?? [];
    addEventListener("online", () => this.#ecouler());
    addEventListener("pagehide", () => this.#flux.arreter());
    addEventListener("pageshow", ({ persisted }) => persisted && this.#reveiller());
    await this.#ecouler();
  }

  // No-break spaces are for the eye: the server's model has learnt plain ones.
  dire(titre: string, envoi = titre.replace(/[\u00a0\u202f]/g, " "), secret = false): void {
    const dit: Envoi = { id: nouvelIdentifiant(), titre, envoi, ...(secret && { secret }) };
    this.file.push(dit);
    this.#memoire.mettre(dit);
    this.avertissement = "";
    // Behind a message that is to be sent again, it waits for its turn.
    if (this.incident?.renvoi) return this.#ecoute.changer();
    this.incident = null;
    void this.#ecouler();
  }

  reessayer(): void {
    this.incident = null;
    void this.#ecouler();
  }

  // Gives the text of the message that cannot be sent back to the field.
  retirer(): void {
    const [premier] = this.file;
    if (!premier || this.attend) return;
    this.#oublier(premier);
    this.incident = null;
    if (!premier.secret) this.#ecoute.rendre(premier.titre);
    void this.#ecouler();
  }

  // A turn brings several news at once: the history is asked for once, and after the exchange.
  recevoirNouvelle(nouvelle: Nouvelle): void {
    clearTimeout(this.#lecture);
    this.#aRelire ||= nouvelle !== "tour";
    this.#lecture = setTimeout(() => {
      if (this.#ancienne || !this.#prete) return;
      if (this.attend) return this.recevoirNouvelle(nouvelle);
      const travail = this.#aRelire ? this.#recharger([]) : this.#integrer([], null);
      this.#aRelire = false;
      travail.catch(() => {}); // the next news, or the next message, will
    }, LECTURE_MS);
  }

  // --- Another conversation ---------------------------------------------------------------------

  recommencer(): void {
    if (this.attend || this.file.length > 0) return this.#ecoute.signaler(TEXTES.enCours);
    this.#ancienne ??= this.messages;
    this.messages = [];
    this.avertissement = "";
    this.#repentir = setTimeout(() => {
      this.#quitterAncienne().catch(() => {}); // it is then left before the next message
    }, REPENTIR_MS);
    this.#ecoute.annoncer(TEXTES.nouvelleDite);
    this.#ecoute.changer();
  }

  revenir(): void {
    clearTimeout(this.#repentir);
    this.messages = this.#ancienne ?? this.messages;
    this.#ancienne = null;
    this.#ecoute.annoncer(TEXTES.revenue);
    this.#ecoute.changer();
  }

  async #quitterAncienne(): Promise<void> {
    clearTimeout(this.#repentir);
    if (!this.#ancienne) return;
    await this.#canal.ouvrir(true);
    this.#ancienne = null;
    this.#curseur = 0;
    this.#flux.relancer();
    this.#flux.dire("nouvelle");
    this.#ecoute.changer();
  }

  // --- Exchange ---------------------------------------------------------------------------------

  async #ecouler(): Promise<void> {
    if (this.attend || (this.#prete && this.file.length === 0)) return;
    clearTimeout(this.#minuterie);
    this.attend = true;
    this.#ecoute.changer();
    try {
      await this.#preparer();
      while (this.file[0]) await this.#echanger(this.file[0]);
      this.#echecs = 0;
      this.incident = null;
    } catch (faute) {
      this.#subir(faute);
    } finally {
      this.attend = false;
      this.#ecoute.changer();
    }
  }

  async #preparer(): Promise<void> {
    await this.#quitterAncienne();
    if (this.#prete) return;
    await this.#canal.ouvrir();
    this.#memoire.noter({ ouvert: true });
    const { messages, curseur } = await this.#enSession(() => this.#canal.historique(0));
    this.messages = messages;
    this.#curseur = curseur;
    this.#prete = true;
    this.#flux.commencer();
    this.#ecoute.changer();
  }

  async #echanger(envoi: Envoi): Promise<void> {
    const { messages } = await this.#enSession(() => this.#canal.envoyer(envoi));
    await this.#integrer(messages, envoi);
    this.#flux.dire("tour");
  }

  // Takes what the history has since the cursor; `frais` is the answer to `envoi`, which alone
  // holds what no history keeps (a code).
  async #integrer(frais: Message[], envoi: Envoi | null): Promise<void> {
    const { messages, curseur } = await this.#enSession(() => this.#canal.historique(this.#curseur));
    if (this.#estQuittee(envoi)) return;
    // What was said is not there: the history was emptied, or another tab has shown it already.
    if (envoi && !messages.some(({ de }) => de === "moi")) return this.#recharger(frais, envoi);
    this.#curseur = Math.max(this.#curseur, curseur);
    const connus = new Set(this.messages.map(({ id }) => id));
    const nouveaux = this.#unir(messages, frais).filter(({ id }) => !connus.has(id));
    // This tab's own turn comes back as news: nothing happened, what is told above the field stays.
    if (!envoi && nouveaux.length === 0) return;
    this.messages = [...this.messages, ...nouveaux];
    this.#montrer(nouveaux, envoi);
  }

  async #recharger(frais: Message[], envoi: Envoi | null = null): Promise<void> {
    const { messages, curseur } = await this.#enSession(() => this.#canal.historique(0));
    if (this.#estQuittee(envoi)) return;
    const avant = this.messages;
    this.messages = this.#unir(messages, frais);
    this.#curseur = curseur;
    if (this.messages.length < avant.length) {
      this.#memoire.vider();
      this.#ecoute.effacer();
      this.#flux.relancer();
      if (envoi) {
        this.#flux.dire("effacee");
        this.#ecoute.annoncer(TEXTES.effacees);
      }
    }
    const connus = new Set(avant.map(({ id }) => id));
    this.#montrer(this.messages.filter(({ id }) => !connus.has(id)), envoi);
  }

  // What was asked of the conversation that is left in the meantime is not shown in the new one.
  #estQuittee(envoi: Envoi | null): boolean {
    return !envoi && this.#ancienne !== null;
  }

  #montrer(nouveaux: Message[], envoi: Envoi | null): void {
    if (envoi) this.#oublier(envoi);
    this.#ecoute.changer();
    this.#ecoute.recevoir(nouveaux.filter(({ de }) => de !== "moi"));
  }

  // The history's order; the answer's own words; at the end, what the history does not hold.
  #unir(historique: Message[], frais: Message[]): Message[] {
    const parId = new Map(frais.map((message) => [message.id, message]));
    const ids = new Set(historique.map(({ id }) => id));
    const seuls = frais.filter(({ id }) => !ids.has(id));
    return [
      ...historique.map((message) => parId.get(message.id) ?? message),
      ...seuls.map((message) => ({ ...message, id: `local-${++this.#locaux}` })),
    ];
  }

  async #enSession<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (faute) {
      if (!(faute instanceof Refus && faute.statut === 401)) throw faute;
    }
    await this.#canal.ouvrir();
    if (this.messages.length > 0) {
      this.avertissement = TEXTES.expiree;
      this.#ecoute.annoncer(TEXTES.expiree);
    }
    this.#curseur = 0;
    this.#flux.relancer();
    return action();
  }

  // --- What goes wrong --------------------------------------------------------------------------

  #subir(faute: unknown): void {
    const [texte, dansMs] = this.#juger(faute);
    const [premier] = this.file;
    if (faute instanceof Refus && faute.statut === 413 && premier) {
      this.#oublier(premier);
      this.#ecoute.rendre(premier.titre);
    }
    // Tried again by itself in vain, it is not told again.
    if (texte !== this.incident?.texte) this.#ecoute.annoncer(texte);
    this.incident = { texte, renvoi: this.file.length > 0 };
    if (dansMs > 0) this.#minuterie = setTimeout(() => void this.#ecouler(), dansMs);
  }

  // Returns what to say of a fault, and when to try again by itself; 0 for never.
  #juger(faute: unknown): [string, number] {
    const bientot = Math.min(ATTENTE_MS * 2 ** this.#echecs++, ATTENTE_AU_PLUS_MS);
    if (faute instanceof Refus) {
      if (faute.statut === 403) return [TEXTES.interdit, 0];
      if (faute.statut === 413) return [TEXTES.tropLong, 0];
      if (faute.statut === 429) return [TEXTES.tropVite, (faute.patience || TROP_VITE_S) * 1000];
      if (faute.statut < 500) return [faute.erreur || TEXTES.indisponible, 0];
    }
    if (!navigator.onLine) return [TEXTES.horsLigne, bientot];
    if (faute instanceof DOMException) return [TEXTES.tropLent, bientot];
    return [this.file.length > 0 ? TEXTES.indisponible : TEXTES.ouvertureRatee, bientot];
  }

  #oublier({ id }: Envoi): void {
    this.file = this.file.filter((envoi) => envoi.id !== id);
    this.#memoire.retirer(id);
  }

  #reveiller(): void {
    this.#flux.commencer();
    this.recevoirNouvelle("tour");
  }
}
