/** Made at build time from the folder templates/ (see build/templates/plugin.ts). */
declare module 'virtual:templates' {
  import type { RenderContext } from './context.ts';

  /** Path on output, 1 for a file with types alone, and the function that writes it. */
  export type Template = readonly [path: string, typesOnly: 0 | 1, render: (context: RenderContext) => string];

  export const layers: Readonly<Record<string, readonly Template[]>>;
}
