// Where the conversation is scrolled to, and whether its question is in view.

const MARGE = 8;

export class Suivi {
  #racine: ParentNode;
  #regardee: Element | null = null;
  #regard = new IntersectionObserver(([vue]) => this.#montrerLeBouton(vue!.intersectionRatio < 0.99), {
    threshold: [0, 0.99],
  });
  #vu = "";
  demande = false; // an answer came: the log goes to it once it is shown

  constructor(racine: ParentNode) {
    this.#racine = racine;
  }

  // How many messages there are and what is wrong, in short: where it changed, the log goes there.
  noter(vu: string): void {
    this.demande ||= vu !== this.#vu;
    this.#vu = vu;
  }

  // To call after each rendering.
  suivre(): void {
    if (this.demande) this.#defiler();
    this.demande = false;
    this.#regarder();
  }

  allerALaQuestion(): void {
    const question = this.#trouver("[data-question]");
    question?.scrollIntoView({ block: "start" });
    question?.querySelector<HTMLElement>("h3")?.focus({ preventScroll: true });
  }

  // A long answer is read from its start, or from its verdict: go to the end, but not past it. Before
  // the verdicts of lots stands what sums them up.
  #defiler(): void {
    const journal = this.#trouver(".journal")!;
    journal.scrollTop = journal.scrollHeight;
    const messages = Array.from(journal.querySelectorAll(".message"));
    if (messages.length === 0) journal.scrollTop = 0;
    const reponse = messages.slice(messages.findLastIndex((message) => message.matches(".acheteur")) + 1);
    const premier = reponse.find((message) => message.querySelector(".avis:not(.lot)")) ?? reponse[0];
    if (!premier) return;
    const cache = hautDe(journal) - hautDe(premier);
    if (cache > 0) journal.scrollTop -= cache + MARGE;
    // Where the panel scrolls as a whole, the answer is to be read before the field.
    const panneau = journal.parentElement!;
    panneau.scrollTop += hautDe(premier) - hautDe(panneau) - MARGE;
  }

  // The question is in view, or a control leads to it.
  #regarder(): void {
    const question = this.#trouver("[data-question] .texte") ?? this.#trouver("[data-question]");
    if (question === this.#regardee) return;
    this.#regardee = question;
    this.#regard.disconnect();
    this.#montrerLeBouton(false);
    if (question) this.#regard.observe(question);
  }

  #montrerLeBouton(montre: boolean): void {
    this.#trouver(".aller")!.hidden = !montre;
  }

  #trouver(selecteur: string): HTMLElement | null {
    return this.#racine.querySelector(selecteur);
  }
}

function hautDe(element: Element): number {
  return element.getBoundingClientRect().top;
}
