/** How far back gzip looks for what it has seen before. */
const WINDOW = 32_000;

/** Shorter pieces are alike by chance. */
const PIECE = 8;

/** Longer texts have more in common with anything: this much of their length is held against them. */
const LENGTH_WEIGHT = 0.6;

/** Puts texts in the order in which gzip makes least of them: after each the one that repeats most of those before. */
export function byLikeness(texts: readonly string[]): string[] {
  const left = new Map(texts.map((text) => [text, pieces(text)]));
  const ordered: string[] = [];
  let next = texts.at(-1);
  let seen = '';
  while (next !== undefined) {
    ordered.push(next);
    left.delete(next);
    seen = (seen + next).slice(-WINDOW);
    const known = pieces(seen);
    const likeness = (own: Set<string>): number =>
      [...own].filter((piece) => known.has(piece)).length / own.size ** LENGTH_WEIGHT;
    next = [...left].map(([text, own]) => ({ text, like: likeness(own) })).sort((a, b) => b.like - a.like)[0]?.text;
  }
  return ordered;
}

function pieces(text: string): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at + PIECE <= text.length; at += 1) found.add(text.slice(at, at + PIECE));
  return found;
}
