/** Made at build time from the folder templates/ (see build/templates/plugin.ts). */
declare module 'virtual:templates' {
  /** All templates, see filling.ts; read from the file that lies beside the bundle. */
  export const text: () => string;
  export const fillings: (context: import('./context.ts').RenderContext) => import('./filling.ts').Fillings;
}
