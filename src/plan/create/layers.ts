import type { RenderContext } from './context.ts';

/** The template folders of an app, one for each choice: there is no folder per combination. */
export function layers(context: RenderContext): string[] {
  const { ts, js, mongo, redis, memory, viaMongoose, batching, compose } = context;
  const chosen: [string, boolean][] = [
    ['base', true],
    ['lang-ts', ts],
    ['lang-js', js],
    ['store-mongo', mongo],
    ['store-redis', redis],
    ['store-server', !memory],
    ['connection-driver', mongo && !viaMongoose],
    ['connection-mongoose', viaMongoose],
    ['feature-batching', batching],
    ['database-compose', compose],
  ];
  return chosen.filter(([, wanted]) => wanted).map(([layer]) => layer);
}
