/** A fact that is made when it is first asked for, and kept. */
export function once<Fact>(make: () => Fact): () => Fact {
  let made: { readonly fact: Fact } | null = null;
  return () => (made ??= { fact: make() }).fact;
}
