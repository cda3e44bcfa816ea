/** Made at build time from the folder templates/ (see build/templates/plugin.ts). */
declare module 'virtual:templates' {
  export const layersFor: (context: import('./context.ts').RenderContext) => import('./compiled.ts').Layers;
}
