// Of the texts that are cut at an edge, the first words; how far the panel scrolls sideways, or stands
// out of the screen; how high the log is, and whether the panel scrolls as a whole.
() => {
  const racine = document.querySelector("assistant-pps").shadowRoot;
  const panneau = racine.querySelector(".panneau");
  const journal = racine.querySelector(".journal");
  const deborde = (element) =>
    element.checkVisibility() &&
    !element.closest(".cache, .document") &&
    getComputedStyle(element).display !== "inline" &&
    element.scrollWidth > element.clientWidth + 1;
  const textes = [...racine.querySelectorAll("p, h2, h3, h4, li, button, summary, label")];
  return {
    coupes: textes.filter(deborde).map((element) => element.innerText.slice(0, 40)),
    cote: Math.max(...[panneau, journal].map((cadre) => cadre.scrollWidth - cadre.clientWidth)),
    dehors: panneau.getBoundingClientRect().right - innerWidth,
    journal: journal.clientHeight,
    defile: panneau.scrollHeight > panneau.clientHeight,
  };
}
