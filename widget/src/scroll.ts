// Where the conversation is scrolled to, and whether its question is in view.

const MARGE = 8;

// How much of something is in view, at which it is looked at again.
const PARTS = Array.from({ length: 21 }, (_, rang) => Math.min(rang / 20, 0.99));

export class Suivi {
  #racine: ParentNode;
  #regardee: Element | null = null;
  #regard = new IntersectionObserver((vues) => this.#regarderCeQuiSeVoit(vues), { threshold: PARTS });
  #vues = new Map<Element, IntersectionObserverEntry>();
  demande = false; // an answer came: the log goes to it once it is shown

  constructor(racine: ParentNode) {
    this.#racine = racine;
  }

  // To call after each rendering.
  suivre(): void {
    if (this.demande) this.#defiler();
    this.demande = false;
    this.#regarder();
  }

  allerALaQuestion(): void {
    const question = this.#trouver("[data-question]");
    if (!question) return;
    this.#monter(question);
    question.querySelector<HTMLElement>("h3")?.focus({ preventScroll: true });
  }

  // A long answer is read from its start, or from its verdict: go to the end, but not past it. Before
  // the verdicts of lots stands what sums them up.
  #defiler(): void {
    const journal = this.#trouver(".journal")!;
    journal.scrollTop = journal.scrollHeight;
    const messages = Array.from(journal.querySelectorAll(".message"));
    if (messages.length === 0) return this.#revenirAuDebut(journal);
    const reponse = messages.slice(messages.findLastIndex((message) => message.matches(".acheteur")) + 1);
    const premier = reponse.find((message) => message.querySelector(".avis:not(.lot)")) ?? reponse[0];
    if (!premier) return;
    if (hautDe(journal) > hautDe(premier)) this.#monter(premier);
    else this.#monterLePanneau(premier);
  }

  // Nothing is said yet. The field is in view all the same, where it hides no more than the title.
  #revenirAuDebut(journal: HTMLElement): void {
    const panneau = this.#trouver(".panneau")!;
    journal.scrollTop = 0;
    panneau.scrollTop = journal.clientHeight < panneau.clientHeight ? journal.offsetTop : 0;
  }

  // Brings something to the top; the page around the panel stays where it is.
  #monter(element: Element): void {
    const journal = this.#trouver(".journal")!;
    journal.scrollTop += hautDe(element) - hautDe(journal) - MARGE;
    this.#monterLePanneau(element);
  }

  // Where the panel scrolls as a whole, the answer is to be read before the field.
  #monterLePanneau(element: Element): void {
    const panneau = this.#trouver(".panneau")!;
    panneau.scrollTop += hautDe(element) - hautDe(panneau) - MARGE;
  }

  // The question is in view, with what answers it, or a control leads to it.
  #regarder(): void {
    const question = this.#trouver("[data-question]");
    if (question === this.#regardee) return;
    this.#regardee = question;
    this.#regard.disconnect();
    this.#vues.clear();
    this.#montrerLeBouton(false);
    if (!question) return;
    this.#regard.observe(question);
    const texte = question.querySelector(".texte");
    if (texte) this.#regard.observe(texte);
  }

  #regarderCeQuiSeVoit(vues: IntersectionObserverEntry[]): void {
    for (const vue of vues) this.#vues.set(vue.target, vue);
    const haut = this.#trouver(".journal")!.clientHeight - 2 * MARGE;
    // One that is higher than the log is in view where it fills it, as near as its parts tell. A log
    // that has no height yet is filled by nothing: nobody would be told once it has.
    const seVoit = ({ target, isIntersecting, intersectionRatio, intersectionRect, boundingClientRect }: IntersectionObserverEntry) =>
      intersectionRatio >= 0.99 ||
      (isIntersecting && target === this.#regardee && intersectionRect.height >= haut - boundingClientRect.height / 20);
    this.#montrerLeBouton(![...this.#vues.values()].every(seVoit));
  }

  // It stands above the field, which stays whole where the panel was scrolled to its end.
  #montrerLeBouton(montre: boolean): void {
    const panneau = this.#trouver(".panneau")!;
    const auBout = panneau.scrollTop + panneau.clientHeight >= panneau.scrollHeight - 1;
    this.#trouver(".aller")!.hidden = !montre;
    if (auBout) panneau.scrollTop = panneau.scrollHeight;
  }

  #trouver(selecteur: string): HTMLElement | null {
    return this.#racine.querySelector(selecteur);
  }
}

function hautDe(element: Element): number {
  return element.getBoundingClientRect().top;
}
