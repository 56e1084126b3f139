// The messages as they are shown: what goes together in one turn is put together.

import { TEXTES } from "./texts";
import type { Apercu, Avis, ChoixMultiples, Documents, Message } from "./types";

// Of these, the structure says all that the text says; of the others, it stands beside the text.
const AU_LIEU_DU_TEXTE = ["avis", "recapitulatif", "documents", "choix_multiples"];

// What is answered where no box is ticked.
export const RIEN = "aucun";

export interface Affiche {
  message: Message;
  rang: number; // among those of the same author
  texte: string;
  choix: ChoixMultiples | null;
  apercus: Apercu[];
  actif: boolean; // whether what it proposes answers the present question
  remplacee: boolean; // whether its document was written again since
  question: boolean;
}

export function afficher(messages: Message[], attend: boolean): Affiche[] {
  const rangs = { assistant: 0, moi: 0, facilitateur: 0 };
  const affiches = couper(messages).flatMap((tour, rang, tours) =>
    disposer(tour, rang === tours.length - 1 && !attend),
  );
  const dits = enClair(messages);
  for (const affiche of affiches) {
    affiche.rang = ++rangs[affiche.message.de];
    affiche.texte = dits.get(affiche.message) ?? affiche.texte;
  }
  // A facilitator's message may come after the question, which is then still to be answered.
  const demande = affiches.findLast(({ message }) => message.de !== "facilitateur" || message.boutons.length > 0);
  if (demande && demande.message.de !== "moi") demande.question = true;
  marquerRemplacees(affiches);
  return affiches;
}

// What the buyer said. Of boxes that were ticked, the history has the values; he saw the labels.
export function enClair(messages: Message[]): Map<Message, string> {
  let libelles: Record<string, string> = {};
  const dits = new Map<Message, string>();
  for (const message of messages) {
    const { custom, texte } = message;
    if (custom?.type === "choix_multiples") {
      libelles = Object.fromEntries(custom.options.map(({ valeur, libelle }) => [valeur, libelle]));
      libelles[RIEN] = TEXTES.rienDeCoche;
    }
    if (message.de !== "moi") continue;
    const choisis = texte.split(", ").map((valeur) => libelles[valeur]);
    dits.set(message, choisis.includes(undefined) ? texte : choisis.join("\n"));
    libelles = {}; // an answer to what was just asked, and to nothing before
  }
  return dits;
}

// A turn starts with what the buyer said.
function couper(messages: Message[]): Message[][] {
  const tours: Message[][] = [];
  for (const message of messages) {
    if (message.de === "moi" || tours.length === 0) tours.push([]);
    tours.at(-1)?.push(message);
  }
  return tours;
}

function disposer(tour: Message[], actif: boolean): Affiche[] {
  const choix = structure<ChoixMultiples>(tour, "choix_multiples");
  const remis = structure<Documents>(tour, "documents");
  const affiches = tour.map((message) => preparer(message, actif, remis !== undefined));
  // A list is ticked under its question, which comes last.
  const dernier = affiches.findLast(({ message }) => message.de === "assistant");
  if (choix && dernier) dernier.choix = choix;
  // Downloads come first, the preview under them, before what is said of the document.
  const remises = affiches.filter(({ message }) => message.custom?.type === "documents");
  for (const remise of remises) {
    remise.apercus = tour.flatMap(({ custom }) => (custom?.type === "apercu" ? [custom] : []));
  }
  const rang = (affiche: Affiche) => (affiche.message.de === "moi" ? 0 : remises.includes(affiche) ? 1 : 2);
  return affiches.filter(estVisible).sort((a, b) => rang(a) - rang(b));
}

function preparer(message: Message, actif: boolean, remis: boolean): Affiche {
  const { custom } = message;
  const enPlace = custom?.type === "apercu" && !remis;
  return {
    message,
    rang: 0,
    texte: texteDe(message),
    choix: null,
    apercus: enPlace ? [custom] : [],
    actif,
    remplacee: false,
    question: false,
  };
}

export function texteDe({ texte, custom }: Message): string {
  if (custom?.type === "choix_multiples") return custom.texte ?? "";
  return custom && AU_LIEU_DU_TEXTE.includes(custom.type) ? "" : texte;
}

function estVisible({ message, texte, choix, apercus }: Affiche): boolean {
  const montree = message.custom !== null && message.custom.type !== "choix_multiples";
  return Boolean(texte || choix || apercus.length || montree || message.boutons.length);
}

function structure<T>(tour: Message[], type: string): T | undefined {
  return tour.find(({ custom }) => custom?.type === type)?.custom as T | undefined;
}

function marquerRemplacees(affiches: Affiche[]): void {
  const vus = new Set<string>();
  for (const affiche of affiches.toReversed()) {
    const ids = documentsDe(affiche);
    affiche.remplacee = ids.length > 0 && ids.every((id) => vus.has(id));
    for (const id of ids) vus.add(id);
  }
}

function documentsDe({ message: { custom }, apercus }: Affiche): string[] {
  if (custom?.type === "documents") return custom.documents.map(({ id }) => id);
  return apercus.map(({ document }) => document);
}

// --- As words, for an announcement ---------------------------------------------------------------

const MOTS_AU_PLUS = 50;

// What a screen reader says of a message that arrives; the whole is read in the conversation.
export function annonce(message: Message): string {
  const { custom } = message;
  let dit = decouper(texteDe(message))
    .map((partie) => (typeof partie === "string" ? partie : phrases(partie.elements)))
    .join(" ");
  if (custom?.type === "progression") dit = `${custom.texte}. ${dit}`;
  if (custom?.type === "avis") dit = phrases([titreDe(custom), custom.resume, custom.suite]);
  if (custom?.type === "recapitulatif") dit = message.texte.split("\n")[0] ?? "";
  if (custom?.type === "documents") dit = `${TEXTES.telechargements} ${custom.documents.map(({ titre }) => titre).join(", ")}`;
  const mots = dit.split(/\s+/).filter(Boolean);
  return mots.length > MOTS_AU_PLUS ? `${mots.slice(0, MOTS_AU_PLUS).join(" ")}… ${TEXTES.suite}` : mots.join(" ");
}

// Where the verdicts of several lots stand one under the other, each names its lot.
export function titreDe({ lot, titre }: Avis): string {
  return lot && !/\blot\b/i.test(titre) ? `${TEXTES.lot} ${lot} : ${titre}` : titre;
}

function phrases(textes: (string | undefined)[]): string {
  return textes.flatMap((texte) => (texte ? [/[.?!…]$/.test(texte) ? texte : `${texte}.`] : [])).join(" ");
}

// The parts of a text: its paragraphs, and its lines that make a list.
export type Partie = string | { ordonnee: boolean; elements: string[] };

const PUCE = /^\s*(?:[-–•]|(\d+)[.)])\s+/u;

export function decouper(texte: string): Partie[] {
  const parties: Partie[] = [];
  for (const ligne of texte.split("\n").filter((l) => l.trim())) {
    const puce = PUCE.exec(ligne);
    const dernier = parties.at(-1);
    if (!puce) parties.push(ligne);
    else {
      const ordonnee = puce[1] !== undefined;
      const element = ligne.slice(puce[0].length);
      if (typeof dernier === "object" && dernier.ordonnee === ordonnee) dernier.elements.push(element);
      else parties.push({ ordonnee, elements: [element] });
    }
  }
  return parties;
}
