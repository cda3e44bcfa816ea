/** Made at build time from the folder templates/ (see build/templates/plugin.ts). */
declare module 'virtual:templates' {
  export const layers: import('./compiled.ts').Layers;
}
