// The structures of a message (`custom`), shown plainly: each fills its part of the message.
//
// Their words come from the bot, or from index.html; both are only ever shown through textContent.

import { byId, cloneTemplate, onClick } from "./dom.js";

const DOCUMENTS = "/documents/";

// The part of a message for each type; what it has no part for is for other channels.
const FILL = {
  progression: fillProgress,
  avis: fillVerdict,
  recapitulatif: fillRecap,
  apercu: fillPreview,
  documents: fillFiles,
};

// Returns the node that shows a structure, or null. `say` sends what a click answers.
export function buildStructure(structure, say) {
  const fill = FILL[structure?.type];
  if (!fill) return null;
  const node = cloneTemplate(`${structure.type}-template`);
  fill(node, structure, say);
  return node;
}

function fillProgress(node, { texte }) {
  node.textContent = texte;
}

function fillVerdict(node, verdict) {
  const put = (part, text) => putText(node.querySelector(part), text);
  put(".title", verdict.titre);
  put(".summary", verdict.resume);
  const criteria = node.querySelector(".criteria");
  criteria.append(...verdict.criteres.map((criterion) => buildCriterion(criterion, criteria.dataset)));
  fillList(node.querySelector(".warnings"), verdict.vigilances);
  fillList(node.querySelector(".levers"), verdict.leviers);
  put(".duty", verdict.obligation_sociale?.texte);
  put(".next", verdict.suite);
  put(".sources", [...new Set(verdict.criteres.map(({ source }) => source))].join(" ; "));
}

// The state is said in words: a colour alone would tell nothing to who does not see it.
function buildCriterion({ libelle, etat, constat, raison }, words) {
  const item = cloneTemplate("criterion-template");
  item.classList.add(etat);
  item.querySelector(".label").textContent = libelle;
  item.querySelector(".state").textContent = words[etat];
  putText(item.querySelector(".found"), constat);
  item.querySelector(".reason").textContent = raison;
  return item;
}

function fillList(part, texts) {
  if (texts.length === 0) return part.remove();
  const list = part.querySelector("ul");
  list.append(...texts.map((text) => buildText("li", text)));
}

function fillRecap(node, { titre, lignes }, say) {
  putText(node.querySelector(".title"), titre);
  const list = node.querySelector("ul");
  for (const { libelle, texte, modifier } of lignes) {
    const item = cloneTemplate("line-template");
    item.querySelector(".label").textContent = libelle;
    item.querySelector(".value").textContent = texte;
    const button = item.querySelector("button");
    const said = `${button.dataset.say} ${libelle}`;
    button.setAttribute("aria-label", said);
    onClick(button, () => say(said, modifier));
    list.append(item);
  }
}

function fillPreview(node, { titre, blocs }) {
  node.querySelector("strong").textContent = titre;
  node.querySelector(".document").append(...blocs.map(buildBlock));
}

// The document's headings come under those of the page, of which there are two levels.
function buildBlock(block) {
  if (block.type === "titre") return buildText(`h${block.niveau + 2}`, block.texte);
  if (block.type === "liste") return buildList(block.elements);
  if (block.type === "tableau") return buildTable(block.lignes);
  return buildText("p", block.texte);
}

function buildList(items) {
  const list = document.createElement("ul");
  list.append(...items.map((text) => buildText("li", text)));
  return list;
}

function buildTable(rows) {
  const table = document.createElement("table");
  rows.forEach((cells, rank) => {
    const row = table.insertRow();
    row.append(...cells.map((text) => buildText(rank === 0 ? "th" : "td", text)));
  });
  return table;
}

function fillFiles(node, { dossier, documents }) {
  const list = node.querySelector("ul");
  node.querySelector("strong").textContent = dossier;
  for (const { titre, formats } of documents) {
    for (const [format, path] of Object.entries(formats)) {
      list.append(buildFile(`${titre} (${list.dataset[format] ?? format})`, path));
    }
  }
}

// Only the bot's own documents are linked to: with any other address, the text stands alone.
function buildFile(text, path) {
  const item = cloneTemplate("file-template");
  const link = item.querySelector("a");
  link.textContent = text;
  link.href = path; // read back resolved, below
  const own = link.origin === location.origin && link.pathname.startsWith(DOCUMENTS);
  if (!own) link.replaceWith(text);
  return item;
}

// Returns the boxes of a list, and the button that answers with those that are ticked.
export function buildBoxes(options, say) {
  const node = cloneTemplate("boxes-template");
  const list = node.querySelector("ul");
  for (const { valeur, libelle, coche } of options) {
    const item = cloneTemplate("box-template");
    const box = item.querySelector("input");
    box.value = valeur;
    box.checked = coche;
    item.querySelector("span").textContent = libelle;
    list.append(item);
  }
  const { nothing, payload } = node.dataset;
  onClick(node.querySelector("button"), () => {
    const ticked = options.filter((_, rank) => list.children[rank].querySelector("input").checked);
    if (ticked.length === 0) return say(nothing, payload);
    const labels = ticked.map(({ libelle }) => libelle).join("\n");
    return say(labels, ticked.map(({ valeur }) => valeur).join(", "));
  });
  return node;
}

function buildText(tag, text) {
  const node = document.createElement(tag);
  node.textContent = text;
  return node;
}

function putText(part, text) {
  if (!text) return part.remove();
  const place = part.querySelector(".value") ?? part;
  place.textContent = text;
}
