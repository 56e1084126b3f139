// The messages as they are shown: what goes together in one turn is put together.

import { TEXTES } from "./texts";
import type { Apercu, ChoixMultiples, Documents, Message } from "./types";

// Of these, the structure says all that the text says; of the others, it stands beside the text.
const AU_LIEU_DU_TEXTE = ["avis", "recapitulatif", "documents", "choix_multiples"];

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
  for (const affiche of affiches) affiche.rang = ++rangs[affiche.message.de];
  const dernier = affiches.at(-1);
  if (dernier && dernier.message.de === "assistant") dernier.question = true;
  marquerRemplacees(affiches);
  return affiches;
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
  let dit = texteDe(message);
  if (custom?.type === "progression") dit = `${custom.texte}. ${dit}`;
  if (custom?.type === "avis") dit = [custom.titre, custom.resume, custom.suite].filter(Boolean).join(" ");
  if (custom?.type === "recapitulatif") dit = message.texte.split("\n")[0] ?? "";
  if (custom?.type === "documents") dit = `${TEXTES.telechargements} ${custom.documents.map(({ titre }) => titre).join(", ")}`;
  const mots = dit.split(/\s+/).filter(Boolean);
  return mots.length > MOTS_AU_PLUS ? `${mots.slice(0, MOTS_AU_PLUS).join(" ")}… ${TEXTES.suite}` : mots.join(" ");
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
