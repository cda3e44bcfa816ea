import type { RenderContext } from './context.ts';

/** The template folders of an app, one for each choice: there is no folder per combination. */
export function layers({ ts, js, mongo, redis, memory, embedded, compose }: RenderContext): string[] {
  const chosen: [string, boolean][] = [
    ['base', true],
    ['lang-ts', ts],
    ['lang-js', js],
    ['store-mongo', mongo],
    ['store-redis', redis],
    ['store-memory', memory],
    ['database-embedded', embedded],
    ['database-compose', compose],
  ];
  return chosen.filter(([, wanted]) => wanted).map(([layer]) => layer);
}
