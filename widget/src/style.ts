// Neutral look. A host changes it by the `--pps-*` properties alone (docs/widget.md); text pairs
// have a contrast of at least 4.5:1, borders of controls at least 3:1. Light or dark is the host's
// color-scheme, inherited: a dark panel on a page that knows no dark would not match it.

import { css } from "lit";

export const STYLES = css`
  :host {
    --fond: var(--pps-fond, light-dark(#f3f2ee, #15191a));
    --surface: var(--pps-surface, light-dark(#ffffff, #20272a));
    --encre: var(--pps-encre, light-dark(#22292b, #e9ecea));
    --encre-douce: var(--pps-encre-douce, light-dark(#535d60, #adb7b7));
    --trait: var(--pps-trait, light-dark(#d5d6d0, #384144));
    --bord: var(--pps-bord, light-dark(#70797b, #8a9698));
    --accent: var(--pps-accent, light-dark(#1f5f59, #8ad0c5));
    --sur-accent: var(--pps-sur-accent, light-dark(#ffffff, #0c211e));
    --moi: var(--pps-moi, light-dark(#d9e9e5, #21423d));
    --alerte: var(--pps-alerte, light-dark(#fbf0da, #352b19));
    --alerte-bord: var(--pps-alerte-bord, light-dark(#8f6000, #dba94f));
    --focus: var(--pps-focus, light-dark(#7a3e9d, #d9b3f2));
    --arrondi: var(--pps-arrondi, 0.6rem);
    color: var(--encre);
    font: var(--pps-police, 1rem/1.5 system-ui, sans-serif);
    overflow-wrap: anywhere;
    text-align: start;
  }
  :host([integre]) { display: block; height: 100%; }

  *, *::before, *::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  h2, h3, h4, h5, h6, p, ul, ol { margin: 0; padding: 0; }
  h2 { font-size: 1.1rem; line-height: 1.3; }
  h3 { font-size: 1rem; }
  h4, h5, h6 { font-size: 1rem; line-height: 1.35; }
  ul, ol { padding-inline-start: 1.4rem; }
  ul[role="list"] { padding: 0; list-style: none; }

  .cache {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible, .message:has(> h3:focus-visible) {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }

  /* Buttons */

  button, ::slotted(button) {
    min-height: 2.5rem;
    padding: 0.4rem 0.9rem;
    border: 1px solid var(--bord);
    border-radius: var(--arrondi);
    background: var(--surface);
    color: var(--accent);
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  button:hover, ::slotted(button:hover) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
  .principal, .lanceur { border-color: var(--accent); background: var(--accent); color: var(--sur-accent); font-weight: 600; }
  .reponses, .exemples, .ligne { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: flex-end; }

  /* Launcher and panel */

  .lanceur {
    position: fixed;
    inset-block-end: var(--pps-decalage-bas, 1rem);
    inset-inline-end: var(--pps-decalage-cote, 1rem);
    z-index: var(--pps-z-index, 1000);
    max-width: calc(100vw - 2rem);
    min-height: 3rem;
    border-radius: 1.5rem;
    padding-inline: 1.2rem;
    box-shadow: 0 2px 8px #0004;
  }
  .non-lus { display: inline-block; margin-inline-start: 0.5rem; padding-inline: 0.5rem; border-radius: 1rem; background: var(--surface); color: var(--accent); }
  .panneau {
    display: flex;
    flex-direction: column;
    margin: 0;
    padding: 0;
    border: 1px solid var(--bord);
    border-radius: var(--arrondi);
    background: var(--fond);
    color: inherit;
    overflow: hidden auto;
    scroll-margin: 0.5rem;
  }
  dialog.panneau {
    position: fixed;
    inset: auto var(--pps-decalage-cote, 1rem) var(--pps-decalage-bas, 1rem) auto;
    z-index: var(--pps-z-index, 1000);
    width: var(--pps-largeur, 27rem);
    max-width: calc(100vw - 2rem);
    height: var(--pps-hauteur, 44rem);
    max-height: calc(100dvh - 2rem);
    box-shadow: 0 4px 20px #0005;
  }
  dialog:not([open]) { display: none; }
  :host([position="gauche"]) .lanceur { inset-inline: var(--pps-decalage-cote, 1rem) auto; }
  :host([position="gauche"]) dialog.panneau { inset-inline: var(--pps-decalage-cote, 1rem) auto; }
  :host([integre]) .panneau { height: 100%; min-height: 24rem; }

  header {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0.25rem 0.5rem;
    align-items: center;
    padding: 0.6rem 0.9rem;
    background: var(--surface);
    border-block-end: 1px solid var(--trait);
  }
  .options { grid-column: 1 / -1; }
  summary { width: fit-content; min-height: 1.5rem; color: var(--accent); cursor: pointer; }
  .options ul { display: flex; flex-wrap: wrap; gap: 0.4rem; padding-block: 0.4rem; }
  .options button { min-height: 2rem; padding: 0.2rem 0.7rem; font-size: 0.9rem; }

  /* Conversation */

  .journal {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 0.75rem;
    min-height: max(240px, 12rem); /* a panel too low for it, by its screen or by large text, scrolls as a whole */
    padding: 0.9rem;
    overflow-y: auto;
    scrollbar-color: var(--bord) transparent; /* Firefox's own stays white in the dark */
    contain: content; /* a keystroke in the field lays out and paints nothing in here */
  }
  .journal:focus-visible { outline-offset: -3px; }
  .ouverture { display: grid; gap: 0.6rem; }
  .discret, .progression { color: var(--encre-douce); font-size: 0.875rem; }
  .message {
    display: grid;
    flex: none;
    gap: 0.6rem;
    justify-items: start;
    max-width: min(100%, 40rem);
    padding: 0.65rem 0.9rem;
    border: 1px solid var(--trait);
    border-radius: var(--arrondi);
    position: relative;
  }
  .assistant + .assistant { margin-block-start: -0.35rem; } /* of one turn */
  .brut { white-space: pre-wrap; }
  .texte { display: grid; gap: 0.4rem; }
  .assistant { align-self: flex-start; background: var(--surface); }
  .facilitateur { border-inline-start: 4px solid var(--accent); }
  .auteur { font-size: 0.875rem; }
  .acheteur { align-self: flex-end; max-width: min(88%, 34rem); border-color: transparent; background: var(--moi); }
  .incident, .avertissement { background: var(--alerte); }
  .incident { align-self: flex-start; border-color: var(--alerte-bord); border-inline-start-width: 4px; }
  .avertissement { display: grid; gap: 0.5rem; justify-items: start; padding: 0.6rem 0.9rem; border: 1px solid var(--alerte-bord); border-radius: var(--arrondi); }
  .aller { align-self: center; flex: none; margin: 0.3rem; min-height: 2rem; padding-block: 0.2rem; }

  /* Structures */

  .avis, .recapitulatif, .documents, .apercu { display: grid; gap: 0.6rem; width: 100%; justify-items: start; }
  .avis > h4 { font-size: 1.15rem; padding-inline-start: 0.7rem; border-inline-start: 6px solid var(--bord); }
  .avis.favorable > h4 { border-color: var(--accent); }
  .avis.defavorable > h4, .avis.favorable_avec_vigilance > h4 { border-color: var(--alerte-bord); }
  .criteres, .recapitulatif ul { display: grid; gap: 0.6rem; width: 100%; }
  .criteres li { padding-inline-start: 0.7rem; border-inline-start: 4px solid var(--bord); }
  .criteres .rempli { border-color: var(--accent); }
  .criteres .non_rempli { border-color: var(--alerte-bord); }
  .criteres .inconnu { border-inline-start-style: dashed; }
  .criteres p, .criteres details { font-size: 0.9rem; }
  .etat { margin-inline-start: 0.3rem; padding-inline: 0.5rem; border: 1px solid; border-radius: 1rem; font-size: 0.85rem; }
  .suite { font-weight: 600; }
  .recapitulatif li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.75rem;
    align-items: center;
    padding-block: 0.35rem;
    border-block-start: 1px solid var(--trait);
  }
  .recapitulatif button, .apercu button { min-height: 2rem; padding: 0.2rem 0.7rem; font-size: 0.9rem; }
  .cases { min-width: 0; width: 100%; margin: 0; padding: 0; border: 0; }
  .cases label { display: flex; gap: 0.6rem; align-items: baseline; min-height: 1.5rem; padding-block: 0.3rem; }
  .cases:disabled label { color: var(--encre-douce); }
  .cases input { flex: none; width: 1.1rem; height: 1.1rem; accent-color: var(--accent); translate: 0 0.15rem; }
  .cases button { margin-block-start: 0.4rem; }
  a { color: var(--accent); }
  .documents a { display: block; width: fit-content; padding-block: 0.25rem; }
  .documents .principal { margin-block-end: 0.3rem; padding: 0.5rem 0.9rem; border: 1px solid; border-radius: var(--arrondi); }
  .reference { white-space: nowrap; }
  .remplacee { font-weight: 400; color: var(--encre-douce); }
  .apercu details { width: 100%; }
  .document {
    display: grid;
    gap: 0.6rem;
    max-height: 26rem;
    margin-block-start: 0.4rem;
    padding: 0.75rem 0.9rem;
    border: 1px solid var(--trait);
    border-radius: var(--arrondi);
    background: var(--fond);
    overflow: auto;
    font-size: 0.95rem;
  }
  .document h5 { font-size: 1.1rem; }
  table { border-collapse: collapse; }
  th, td { padding: 0.25rem 0.5rem; border: 1px solid var(--trait); text-align: start; }

  /* Field */

  .saisie {
    display: grid;
    flex: none;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.25rem 1rem;
    padding: 0.5rem 0.9rem 0.7rem;
    background: var(--surface);
    border-block-start: 1px solid var(--trait);
  }
  label { font-weight: 600; }
  .cases label { font-weight: 400; }
  .saisie .ligne, #aide { grid-column: 1 / -1; }
  textarea, .reprise input {
    flex: 1 1 9rem;
    min-width: 0;
    min-height: 2.5rem;
    padding: 0.4rem 0.6rem;
    border: 1px solid var(--bord);
    border-radius: var(--arrondi);
    background: var(--surface);
    color: var(--encre);
    font: inherit;
  }
  textarea { min-height: 3.9rem; max-height: 9rem; resize: vertical; field-sizing: content; }
  textarea:focus-visible { outline-offset: 0; }
  #aide:empty { display: none; }
  ::placeholder { color: var(--encre-douce); opacity: 1; }
  #status { align-self: center; color: var(--encre-douce); font-size: 0.875rem; text-align: end; }

  .reprise { max-width: min(24rem, calc(100vw - 2rem)); border: 1px solid var(--bord); border-radius: var(--arrondi); background: var(--surface); color: var(--encre); }
  .reprise form { display: grid; gap: 0.75rem; }
  .reprise input { display: block; width: 100%; font-weight: 400; }
  ::backdrop { background: #0008; }

  /* Small, or much zoomed: the panel covers the page. */
  @media (max-width: 30em), (max-height: 30em) {
    dialog.panneau { inset: 0; width: 100vw; max-width: none; height: 100dvh; max-height: none; border: 0; border-radius: 0; }
    .journal { padding: 0.6rem; }
    .message { padding: 0.5rem 0.7rem; }
    header { padding-block: 0.4rem; }
    textarea { min-height: 2.5rem; }
    .saisie { padding-block: 0.35rem; }
  }
  @media (max-height: 30em) {
    .journal { flex: none; max-height: 40rem; }
  }

  @media (forced-colors: active) {
    button, textarea, .message, .panneau { border-color: CanvasText; }
    .lanceur { border: 2px solid; }
    :focus-visible { outline-color: Highlight; }
  }

  @media print {
    .lanceur, .saisie, .options, .aller, .fermer { display: none; }
    .journal, .document { display: block; max-height: none; overflow: visible; contain: none; }
  }
`;
